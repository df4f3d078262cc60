"""Builds everything once, in order, and runs the window."""

import os
import signal
import sys
from types import FrameType

from PySide6.QtWidgets import QApplication

from fitting_room.studio import demo
from fitting_room.studio.runner import ProcessRunner
from fitting_room.ui.theme import Appearance
from fitting_room.ui.window import FittingRoomWindow


def main() -> int:
    """Open the fitting room; returns the exit code."""
    # The worker starts first: it gets ready while the window is built.
    runner = ProcessRunner()
    # OpenCV points Qt to plugins and fonts of its own, which belong to another version of Qt.
    for name in ("QT_QPA_PLATFORM_PLUGIN_PATH", "QT_QPA_FONTDIR"):
        os.environ.pop(name, None)
    application = QApplication(sys.argv[:1])
    application.setApplicationName("Fitting Room")
    Appearance(application)
    window = FittingRoomWindow(runner, demo.people(), demo.wardrobe())

    def close(_signal: int, _frame: FrameType | None) -> None:
        window.close()

    # Qt's loop never returns to Python by itself; the window's timer lets Ctrl+C through.
    signal.signal(signal.SIGINT, close)
    window.show()
    return application.exec()
