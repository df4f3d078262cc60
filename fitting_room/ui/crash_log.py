"""What went wrong, kept on this machine: a rotating log without names of files, and the last words of a crash.

Nothing is ever sent. What a person may copy to report a problem is shown to them before.
"""

import faulthandler
import logging
import platform
import re
import sys
from collections.abc import Callable
from logging.handlers import RotatingFileHandler
from pathlib import Path
from types import TracebackType

from PySide6.QtCore import qVersion
from PySide6.QtGui import QGuiApplication

from fitting_room import __version__

_LARGEST_LOG = 256_000
_SHOWN_LINES = 120
_CODE_ROOTS = ("site-packages", "fitting_room", "python3.11", "python3.12")
"""Folders below which a path says nothing about its owner, the strongest first."""
# A path may hold spaces where it goes on behind them; a slash inside a word ("3/4") begins none.
_PATHS = re.compile(
    r"(?:file://|(?<![\w/]))(?:[A-Za-z]:[\\/]|\\\\|~?/)(?:[^\s\"'“”‘’<>|:*?]|(?<=\S) (?=[^\s\"'/\\]*[/\\.]))+"
)

logger = logging.getLogger(__name__)


class CrashLog:
    """The log of one folder, from the start of the window to its end.

    A file stands in the folder while the window runs; one that is there at the start means that the last run did not
    end by itself. Python's fault handler writes what it sees of a crash into it.

    Args:
        folder: Of the logs; made where it is missing.
    """

    def __init__(self, folder: Path) -> None:
        folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        self.file = folder / "fitting-room.log"
        self._running = folder / "running"
        self.last_words: str | None = None
        """What the last run left when it did not end by itself, perhaps nothing; None where it ended well."""

    def begin(self, tell: Callable[[], None]) -> None:
        """Start to log.

        Args:
            tell: Called when something unexpected happened that the log has the details of.
        """
        if self._running.exists():
            self.last_words = redact(self._running.read_text("utf-8", errors="replace")).strip()
        handler = RotatingFileHandler(self.file, maxBytes=_LARGEST_LOG, backupCount=2, encoding="utf-8", delay=True)
        handler.setFormatter(_Redacting("%(asctime)s %(levelname)s %(name)s: %(message)s"))
        self._handler = handler
        logging.getLogger().addHandler(handler)
        logging.getLogger("fitting_room").setLevel(logging.INFO)
        if self.last_words is not None:
            logger.error("the last run did not end by itself\n%s", self.last_words)
        self._fault_file = self._running.open("w", encoding="utf-8")
        faulthandler.enable(self._fault_file)
        self._former_hook = sys.excepthook

        def hook(kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
            logger.critical("unexpected", exc_info=(kind, error, trace))
            self._former_hook(kind, error, trace)
            if issubclass(kind, Exception):
                tell()

        sys.excepthook = hook
        logger.info("started, version %s", __version__)

    def end(self) -> None:
        """The window ended by itself."""
        logger.info("ended")
        sys.excepthook = self._former_hook
        faulthandler.disable()
        self._fault_file.close()
        self._running.unlink(missing_ok=True)
        logging.getLogger().removeHandler(self._handler)
        self._handler.close()

    def diagnostics(self) -> str:
        """What helps to find a mistake: versions, the machine, the last lines of the log. No names, no pictures."""
        screens = ", ".join(
            f"{screen.size().width()}x{screen.size().height()} at {screen.devicePixelRatio():g}"
            for screen in QGuiApplication.screens()
        )
        facts = (
            f"Fitting Room {__version__}",
            f"{platform.system()} {platform.release()} ({platform.machine()})",
            f"Python {platform.python_version()}, Qt {qVersion()} on {QGuiApplication.platformName()}",
            f"Screens: {screens}",
        )
        try:
            lines = self.file.read_text("utf-8", errors="replace").splitlines()[-_SHOWN_LINES:]
        except FileNotFoundError:
            lines = []
        return "\n".join([*facts, "", *lines]) + "\n"


def redact(text: str) -> str:
    """Text without the names of files and folders; of program code the part inside the package stays."""
    return _PATHS.sub(_shorten, text)


def _shorten(path: re.Match[str]) -> str:
    parts = re.split(r"[/\\]", path[0])
    if parts[-1].endswith(".py"):
        for root in _CODE_ROOTS:
            if root in parts:
                return "/".join(parts[len(parts) - 1 - parts[::-1].index(root) :])
    suffix = re.search(r"\.[A-Za-z0-9]{2,5}$", path[0])
    return f"‹file{suffix[0] if suffix else ''}›"


class _Redacting(logging.Formatter):
    """Takes the names of files out of every line, those of traces too."""

    def format(self, record: logging.LogRecord) -> str:
        return redact(super().format(record))
