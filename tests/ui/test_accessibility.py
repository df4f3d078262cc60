"""Every control of every page and dialog has a name, and every canvas says what it is."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from doubles import ScriptedWorkroom
from driver import Driver
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import QAbstractButton, QAbstractScrollArea, QApplication, QComboBox, QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from fitting_room.settings import Mode
from fitting_room.studio.runner import InlineRunner
from fitting_room.ui.app import Start
from fitting_room.ui.diagnostics import Diagnostics
from fitting_room.ui.pages import MIRROR, PAGES
from fitting_room.ui.presentation import Presentation

DIALOGS = ("palette", "sheet", "preferences", "diagnostics")
VIEWS = ("compare", "mask", "steps", "queue")


@pytest.fixture
def driver(qtbot: QtBot, tmp_path: Path) -> Iterator[Driver]:
    made = Driver(qtbot, tmp_path, InlineRunner(ScriptedWorkroom()), Start(mode=Mode.STYLIST))
    made.click("Breton T-shirt")
    yield made
    made.leave()


@pytest.mark.parametrize("page", [page for page in PAGES if page != MIRROR])  # The mirror's own tests look at it.
def test_every_control_of_every_page_has_a_name(driver: Driver, page: str) -> None:
    driver.window.show_page(page)
    driver.settle()
    assert nameless(driver.window) == []
    assert silent_canvases(driver.window) == []


@pytest.mark.parametrize("action", VIEWS)
def test_every_control_of_every_view_has_a_name(driver: Driver, action: str) -> None:
    driver.window.actions_[action].trigger()
    driver.settle()
    assert nameless(driver.window) == []
    assert silent_canvases(driver.window) == []


@pytest.mark.parametrize("action", DIALOGS)
def test_every_control_of_every_dialog_has_a_name(driver: Driver, action: str) -> None:
    driver.window.actions_[action].trigger()
    dialog = QApplication.activeModalWidget()
    assert dialog is not None
    assert dialog.windowTitle()
    assert nameless(dialog) == []
    assert silent_canvases(dialog) == []
    dialog.close()


def test_the_second_screen_says_what_it_shows(qtbot: QtBot, driver: Driver) -> None:
    driver.window.toggle_presentation()
    screen = next(each for each in QApplication.topLevelWidgets() if isinstance(each, Presentation))
    assert screen.accessibleName()
    assert "Breton T-shirt" in screen.accessibleDescription()
    screen.activateWindow()
    qtbot.waitUntil(screen.isActiveWindow)
    qtbot.keyClick(screen, Qt.Key.Key_Escape)
    assert not screen.isVisible()


def test_the_offer_after_a_crash_has_names_too(driver: Driver) -> None:
    driver.window.offer_diagnostics()
    dialog = QApplication.activeModalWidget()
    assert isinstance(dialog, Diagnostics)
    assert nameless(dialog) == []
    dialog.close()


def nameless(root: QWidget) -> list[str]:
    """Controls that a screen reader could only call by their class."""
    return [
        f"{type(widget).__name__} in {type(widget.parentWidget()).__name__}"
        for widget in root.findChildren(QWidget)
        if widget.isVisibleTo(root) and is_control(widget) and not widget.accessibleName() and not is_part(widget)
    ]


def is_control(widget: QWidget) -> bool:
    return isinstance(widget, QAbstractButton) or bool(widget.focusPolicy() & Qt.FocusPolicy.TabFocus)


def is_part(widget: QWidget) -> bool:
    """The line inside a combo box, the buttons inside a line: Qt speaks for them."""
    return isinstance(widget.parentWidget(), QComboBox | QLineEdit) or widget.objectName().startswith("qt_")


def silent_canvases(root: QWidget) -> list[str]:
    """Widgets of ours that paint themselves, take the focus, and have no role for screen readers."""
    silent = []
    for widget in root.findChildren(QWidget):
        ours = type(widget).__module__.startswith("fitting_room") and "paintEvent" in vars(type(widget))
        if ours and not isinstance(widget, QAbstractScrollArea) and widget.focusPolicy() & Qt.FocusPolicy.TabFocus:
            interface = QAccessible.queryAccessibleInterface(widget)
            if interface is None or interface.role() == QAccessible.Role.NoRole or not widget.accessibleName():
                silent.append(type(widget).__name__)
    return silent
