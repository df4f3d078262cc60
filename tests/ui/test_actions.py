"""One table of actions: every one is in the menus, the palette and the sheet, and no two share a key."""

from collections import Counter

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent, QKeySequence
from PySide6.QtWidgets import QApplication, QLabel, QLineEdit, QMainWindow, QMenu, QPushButton, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from fitting_room.ui.actions import ENTRIES, Actions, Menu
from fitting_room.ui.shortcut_sheet import ShortcutSheet

LETTERS = [entry for entry in ENTRIES if entry.keys and len(entry.keys[0]) == 1 and not entry.held]


class Room(QMainWindow):
    """A window with a field, a button and every action, which notes what was done."""

    def __init__(self) -> None:
        super().__init__()
        self.done: list[str] = []
        handlers = {entry.id: (lambda identifier=entry.id: self.done.append(identifier)) for entry in ENTRIES}
        self.actions_ = Actions(self, handlers)
        self.actions_.fill(self.menuBar())
        self.field, self.button = QLineEdit(), QPushButton("press")
        self.button.clicked.connect(lambda: self.done.append("pressed"))
        middle = QWidget()
        middle.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        column = QVBoxLayout(middle)
        column.addWidget(self.field)
        column.addWidget(self.button)
        self.setCentralWidget(middle)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if not self.actions_.take(event):
            super().keyPressEvent(event)


@pytest.fixture
def room(qtbot: QtBot) -> Room:
    made = Room()
    qtbot.addWidget(made)
    made.show()
    made.activateWindow()
    qtbot.waitExposed(made)
    made.centralWidget().setFocus()
    return made


def press(qtbot: QtBot, widget: QWidget, keys: str) -> None:
    combination = QKeySequence(keys)[0]
    qtbot.keyClick(widget, combination.key(), combination.keyboardModifiers())


def test_no_two_actions_share_an_id_or_a_key() -> None:
    assert max(Counter(entry.id for entry in ENTRIES).values()) == 1
    keys = Counter(QKeySequence(each).toString() for entry in ENTRIES for each in entry.keys)
    assert [each for each, count in keys.items() if count > 1 or not each] == []


@pytest.mark.parametrize("entry", [entry for entry in ENTRIES if not entry.held], ids=lambda entry: entry.id)
def test_every_key_does_its_action_once(qtbot: QtBot, room: Room, entry) -> None:
    for keys in entry.keys:
        room.done.clear()
        press(qtbot, room.centralWidget(), keys)
        assert room.done == [entry.id], keys


def test_every_action_stands_in_exactly_one_menu(room: Room) -> None:
    menus = [action.menu() for action in room.menuBar().actions()]
    assert [menu.accessibleName() for menu in menus if isinstance(menu, QMenu)] == [each.plain_title for each in Menu]
    placed = [action for menu in menus for action in menu.actions() if not action.isSeparator()]
    assert Counter(placed) == Counter(room.actions_[entry.id] for entry in ENTRIES)


def test_every_action_and_its_key_stand_on_the_sheet(qtbot: QtBot, room: Room) -> None:
    sheet = ShortcutSheet(room)
    qtbot.addWidget(sheet)
    told = {label.accessibleName() for label in sheet.findChildren(QLabel)}
    for entry in ENTRIES:
        assert (f"{entry.title}: {entry.shown_keys}" if entry.keys else entry.title) in told


def test_typing_in_a_field_is_typing(qtbot: QtBot, room: Room) -> None:
    room.field.setFocus()
    for entry in [*LETTERS, *[entry for entry in ENTRIES if entry.held]]:
        press(qtbot, room.field, entry.keys[0])
    press(qtbot, room.field, "Space")
    assert room.done == []
    assert room.field.text().upper().strip() == "".join(
        entry.keys[0] for entry in [*LETTERS, *[each for each in ENTRIES if each.held]]
    )


def test_editing_keys_edit_the_field_that_has_the_focus(qtbot: QtBot, room: Room) -> None:
    room.field.setFocus()
    qtbot.keyClicks(room.field, "wool")
    press(qtbot, room.field, "Ctrl+Z")
    assert room.field.text() == ""
    assert room.done == []


def test_space_presses_the_button_that_has_the_focus(qtbot: QtBot, room: Room) -> None:
    room.button.setFocus()
    press(qtbot, room.button, "Space")
    assert room.done == ["pressed"]


def test_space_that_is_held_is_pressed_once(qtbot: QtBot, room: Room) -> None:
    for repeats in (False, True, True):
        space = QKeyEvent(QKeyEvent.Type.KeyPress, Qt.Key.Key_Space, Qt.KeyboardModifier.NoModifier, " ", repeats)
        QApplication.sendEvent(room.centralWidget(), space)
    assert room.done == ["capture"]


def test_what_cannot_be_done_is_not_done(qtbot: QtBot, room: Room) -> None:
    room.actions_.enable(compare=False, capture=False)
    press(qtbot, room.centralWidget(), "C")
    press(qtbot, room.centralWidget(), "Space")
    assert room.done == []
