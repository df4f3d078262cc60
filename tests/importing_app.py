"""Run as a program: the whole fitting room, whose user asks for a folder of clothes and then waits for the end.

    importing_app.py FOLDER

FITTING_ROOM_HOME says where everything is kept. Whoever started it ends it.
"""

import sys

from PySide6.QtCore import QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QFileDialog, QWidget

from fitting_room.ui import app

LOOK_AGAIN_MILLISECONDS = 20


class Visited(app.Running):
    """The application with somebody in front of it."""

    def show(self) -> None:
        """Show the window, and have Ctrl+Shift+I pressed as soon as it takes keys."""
        super().show()
        self.window.activateWindow()  # A bare X server has no window manager that does it.
        self._ask_for_folder()

    def _ask_for_folder(self) -> None:
        if not self.window.isActiveWindow():
            QTimer.singleShot(LOOK_AGAIN_MILLISECONDS, self._ask_for_folder)
            return
        combination = self.window.actions_["import_folder"].shortcut()[0]
        target: QWidget = QApplication.focusWidget() or self.window
        QTest.keyClick(target, combination.key(), combination.keyboardModifiers())


if __name__ == "__main__":
    QFileDialog.getExistingDirectory = lambda *_: sys.argv[1]  # type: ignore[method-assign]
    app.Running = Visited  # type: ignore[misc]
    sys.exit(app.main())
