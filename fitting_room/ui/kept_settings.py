"""The settings while the window runs: one owner, who writes every change down and tells everybody."""

import logging
from dataclasses import replace
from pathlib import Path

from PySide6.QtCore import QObject, QTimer, Signal

from fitting_room.settings import Settings, WindowState, read_settings, write_settings

_QUIET_MILLISECONDS = 400
"""A slider that is dragged changes the settings many times a second; the disk is asked once."""

logger = logging.getLogger(__name__)


class KeptSettings(QObject):
    """Settings that are kept in a file.

    Args:
        path: The file.
    """

    changed = Signal(Settings, Settings)
    """The settings before and now."""

    def __init__(self, path: Path) -> None:
        super().__init__()
        self._path = path
        self._now, self.notice = read_settings(path)
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(_QUIET_MILLISECONDS)
        self._timer.timeout.connect(self._write)

    @property
    def now(self) -> Settings:
        """The settings."""
        return self._now

    def set(self, settings: Settings) -> None:
        """Choose other settings."""
        before, self._now = self._now, settings
        if settings != before:
            self._timer.start()
            if settings.profile is not before.profile:
                self._write()  # The worker reads it before every picture: no engine is used a moment longer.
            self.changed.emit(before, settings)

    def change(self, **values: object) -> None:
        """Change some of them."""
        self.set(replace(self._now, **values))  # type: ignore[arg-type]

    def remember(self, window: WindowState) -> None:
        """Keep how the window was left, at once: it is about to go."""
        self._now = replace(self._now, window=window)
        self._write()

    def _write(self) -> None:
        self._timer.stop()
        try:
            write_settings(self._now, self._path)
        except OSError:
            logger.exception("the settings could not be written")  # They hold until the end, which is all that is lost.
