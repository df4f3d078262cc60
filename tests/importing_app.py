"""Run as a program: the whole fitting room, whose user asks for a folder of clothes and then waits for the end.

    importing_app.py FOLDER

FITTING_ROOM_HOME says where everything is kept. Whoever started it ends it.
"""

import sys

from PySide6.QtCore import QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QFileDialog, QWidget

from fitting_room.ui import app
from fitting_room.ui.window import FittingRoomWindow


def ask_for_folder() -> None:
    """Press Ctrl+Shift+I as soon as there is a window to press it in."""
    windows = [each for each in QApplication.topLevelWidgets() if isinstance(each, FittingRoomWindow)]
    if not (windows and windows[0].isActiveWindow()):
        QTimer.singleShot(20, ask_for_folder)
        return
    combination = windows[0].actions_["import_folder"].shortcut()[0]
    target: QWidget = QApplication.focusWidget() or windows[0]
    QTest.keyClick(target, combination.key(), combination.keyboardModifiers())


def main() -> None:
    """Begin as the program does."""
    QFileDialog.getExistingDirectory = lambda *_: sys.argv[1]  # type: ignore[method-assign]
    # The application is made inside; the timer of a thread without one would never fire.
    make = app.Running.tell_of_last_time
    app.Running.tell_of_last_time = lambda running: (make(running), ask_for_folder())[0]  # type: ignore[method-assign]
    sys.exit(app.main())


if __name__ == "__main__":
    main()
