"""Drives the whole window as a person does: by clicks, keys and drops, and asks for controls by accessible name."""

import re
from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QMimeData, QModelIndex, QPointF, Qt, QTimer, QUrl
from PySide6.QtGui import QColor, QDragEnterEvent, QDropEvent, QKeySequence
from PySide6.QtWidgets import QAbstractButton, QAbstractItemView, QApplication, QWidget
from pytestqt.qtbot import QtBot

from fitting_room.settings import Places
from fitting_room.studio.runner import Runner
from fitting_room.ui import people_model
from fitting_room.ui.app import Running, Start
from fitting_room.ui.crash_log import CrashLog
from fitting_room.ui.wardrobe.model import Shown
from fitting_room.ui.window import FittingRoomWindow

LEFT = Qt.MouseButton.LeftButton
PATIENCE_MILLISECONDS = 60_000
"""Only what fails waits so long; machines that are shared are slow."""


class Driver:
    """A person in front of the fitting room.

    Args:
        qtbot: Of the test.
        home: Where everything is kept.
        runner: Carries out orders.
        start: What the program is started with.
    """

    def __init__(self, qtbot: QtBot, home: Path, runner: Runner, start: Start | None = None) -> None:
        self._qtbot = qtbot
        self._has_left = False
        places = Places.inside(home)
        places.make()
        application = QApplication.instance()
        assert isinstance(application, QApplication)
        self.running = Running(application, places, CrashLog(places.log), runner, start or Start())
        with qtbot.waitExposed(self.window, timeout=PATIENCE_MILLISECONDS):
            self.running.show()
        # Shortcuts are the active window's. A window manager would choose it; a bare X server leaves that to us.
        self.window.activateWindow()
        self.wait(self.window.isActiveWindow)
        self.settle()

    @property
    def window(self) -> FittingRoomWindow:
        """The window that is open now."""
        return self.running.window

    def settle(self) -> None:
        """Wait until nothing is being done that somebody waits for."""
        queue, dressing = self.running.backroom.jobs.queue, self.running.backroom.dressing
        self.wait(lambda: not dressing.busy and all(job.background for job in queue.jobs))

    def wait(self, until: Callable[[], bool]) -> None:
        """Wait for something to become true."""
        self._qtbot.waitUntil(until, timeout=PATIENCE_MILLISECONDS)

    def leave(self) -> None:
        """Close the window and end the program, once."""
        if not self._has_left:
            self._has_left = True
            self.close_dialogs()
            self.window.close()
            self.window.deleteLater()
            self.running.close()

    def close_dialogs(self) -> None:
        """Close whatever stands above the window."""
        for dialog in iter(QApplication.activeModalWidget, None):
            dialog.close()

    def in_dialog(self, act: Callable[[], None]) -> None:
        """Do something in the dialog that is opened next, which holds up whoever opens it; then none is left open."""

        def act_and_close() -> None:
            try:
                act()
            finally:
                self.close_dialogs()

        QTimer.singleShot(0, act_and_close)

    # --- hands --------------------------------------------------------------------------------------------------------

    def widget(self, name: str) -> QWidget:
        """The visible widget that a screen reader calls by this name."""
        found = [each for each in self._everything() if each.accessibleName() == name and each.isVisible()]
        assert len(found) == 1, f"{len(found)} widgets are called “{name}”"
        return found[0]

    def button(self, name: str) -> QAbstractButton:
        """The visible button of this name."""
        found = [
            each
            for each in self._everything()
            if isinstance(each, QAbstractButton) and each.accessibleName() == name and each.isVisible()
        ]
        assert len(found) == 1, f"{len(found)} buttons are called “{name}”"
        return found[0]

    def click(self, name: str, within: str = "") -> None:
        """Press a button, or a card in a list, and wait for what comes of it."""
        self.begin_to_click(name, within)
        self.settle()

    def begin_to_click(self, name: str, within: str = "") -> None:
        """Press a button, or a card in a list (of which there may be several), and wait for nothing."""
        card = self._card(name, within)
        if card is not None:
            view, index = card
            view.scrollTo(index)
            self._qtbot.mouseClick(view.viewport(), LEFT, pos=view.visualRect(index).center())
        else:
            self._qtbot.mouseClick(self.button(name), LEFT)

    def sees(self, name: str) -> bool:
        """Whether something of this name is there to be looked at."""
        return any(each.accessibleName() == name and each.isVisible() for each in self._everything())

    def is_there(self, name: str, within: str) -> bool:
        """Whether a list has such a card."""
        return self._card(name, within) is not None

    def is_marked(self, name: str, within: str = "") -> bool:
        """Whether a card in a list says that it is worn, or a person's that it is theirs who is dressed."""
        card = self._card(name, within)
        assert card is not None, f"no card is called “{name}”"
        assert people_model.Shown.CHOSEN == Shown.WORN
        return bool(card[1].data(Shown.WORN))

    def _card(self, name: str, within: str) -> tuple[QAbstractItemView, QModelIndex] | None:
        found = [
            (view, index)
            for view in self._everything()
            if isinstance(view, QAbstractItemView) and view.isVisible() and view.model() is not None
            if within in ("", view.accessibleName())
            for row in range(view.model().rowCount())
            if _called(index := view.model().index(row, 0), name)
        ]
        assert len(found) <= 1, f"{len(found)} cards are called “{name}”"
        return found[0] if found else None

    def press(self, keys: str) -> None:
        """Press keys, written as "Ctrl+S", wherever the focus is; wait for what comes of it."""
        combination = QKeySequence(keys)[0]
        self._qtbot.keyClick(self.focused, combination.key(), combination.keyboardModifiers())
        self.settle()

    def type(self, text: str) -> None:
        """Type into whatever has the focus."""
        self._qtbot.keyClicks(self.focused, text)

    def drop(self, *paths: Path) -> None:
        """Drop files onto the middle of the window, and wait for what comes of it."""
        self.begin_to_drop(*paths)
        self.settle()

    def begin_to_drop(self, *paths: Path) -> None:
        """Drop files onto the middle of the window, and wait for nothing."""
        data = QMimeData()
        data.setUrls([QUrl.fromLocalFile(str(path)) for path in paths])
        middle, action, keys = QPointF(self.window.rect().center()), Qt.DropAction.CopyAction, Qt.KeyboardModifier(0)
        entering = QDragEnterEvent(middle.toPoint(), action, data, LEFT, keys)
        self.window.dragEnterEvent(entering)
        assert entering.isAccepted()
        self.window.dropEvent(QDropEvent(middle, action, data, LEFT, keys))

    @property
    def focused(self) -> QWidget:
        """What the keys go to."""
        return QApplication.focusWidget() or QApplication.activeModalWidget() or self.window

    # --- eyes ---------------------------------------------------------------------------------------------------------

    @property
    def message(self) -> str:
        """What the fitting room says below the picture."""
        return self.window.fitting.stage.message.text

    @property
    def grey(self) -> int:
        """The red of the middle of the picture that is shown."""
        return self.colour.red()

    @property
    def colour(self) -> QColor:
        """The middle of the picture that is shown."""
        image = self.window.fitting.stage.shown.toImage()
        return image.pixelColor(image.width() // 2, image.height() // 2)

    def _everything(self) -> list[QWidget]:
        dialog = QApplication.activeModalWidget()
        return (dialog or self.window).findChildren(QWidget)


def _called(index: QModelIndex, name: str) -> bool:
    """Whether a card is called so, beside what else is told of it."""
    told = index.data(Qt.ItemDataRole.AccessibleTextRole) or index.data(Qt.ItemDataRole.DisplayRole) or ""
    return name in re.split(r"[,.](?: |$)", str(told))
