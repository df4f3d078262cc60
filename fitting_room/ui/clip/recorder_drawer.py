"""Where clips are seen, and before it, while the user makes a motion of their own, the recorder."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QStackedWidget, QWidget

from fitting_room.ui.clip.recorder import CAMERA, FILM, MotionRecorder


class RecorderDrawer(QStackedWidget):
    """Shows a view, or the recorder, which is made when it is first wanted.

    Args:
        view: What is seen otherwise.
        make: Makes the recorder.
    """

    kept = Signal(str)
    """Id of a motion that the user has made."""

    def __init__(self, view: QWidget, make: Callable[[], MotionRecorder]) -> None:
        super().__init__()
        self._view = view
        self._make = make
        self._recorder: MotionRecorder | None = None
        self.addWidget(view)

    def record(self) -> None:
        """Go before the camera."""
        self._open(CAMERA)

    def ask_for_film(self) -> None:
        """Ask for a film and read it."""
        self._open(FILM).film.ask()

    def read(self, film: Path) -> None:
        """Read the motion of a film."""
        self._open(FILM).film.open(film)

    def close_recorder(self) -> bool:
        """Be done with the recorder; returns whether it was there."""
        opened = self._recorder is not None and self.currentWidget() is self._recorder
        if opened and self._recorder is not None:
            self._recorder.close_recorder()
        return opened

    def shut_down(self) -> None:
        """End what the recorder has started."""
        if self._recorder is not None:
            self._recorder.shut_down()

    def _open(self, where: str) -> MotionRecorder:
        if self._recorder is None:
            self._recorder = self._make()
            self._recorder.kept.connect(self._keep)
            self._recorder.closed.connect(lambda: self.setCurrentWidget(self._view))
            self.addWidget(self._recorder)
        self._recorder.choice.set_value(where)
        self._recorder.choice.chosen.emit(where)
        self.setCurrentWidget(self._recorder)
        return self._recorder

    def _keep(self, path: Path) -> None:
        self.setCurrentWidget(self._view)
        self.kept.emit(str(path))
