"""What a screen reader meets on every page and in every dialog: Qt's own tree of what is told, walked from each window.

Qt shows a screen reader what a control is made of only where that is a thing of its own, so nothing has to be left out
by hand. What has not been shown yet counts too: a control must have its name before it appears.
"""

from collections.abc import Iterator
from functools import partial
from pathlib import Path

import pytest
from doubles import ScriptedWorkroom
from driver import LEFT, Driver
from killed_import import understand
from mirror_doubles import ScriptedMirror
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible, QAccessibleInterface
from PySide6.QtWidgets import QAbstractButton, QApplication, QDialog, QWidget
from pytestqt.qtbot import QtBot

from fitting_room.settings import Mode
from fitting_room.studio import demo
from fitting_room.studio.library import intake
from fitting_room.studio.messages import ImportGarments
from fitting_room.studio.runner import InlineRunner
from fitting_room.studio.worker import Studio
from fitting_room.ui import app
from fitting_room.ui.app import Start
from fitting_room.ui.backroom import Backroom
from fitting_room.ui.diagnostics import Diagnostics
from fitting_room.ui.pages import FITTING, LOOKS, MIRROR, MODELS, STYLIST
from fitting_room.ui.presentation import Presentation

Role = QAccessible.Role
PRESSED = {Role.Button, Role.ButtonMenu, Role.ButtonDropDown, Role.CheckBox, Role.RadioButton, Role.MenuItem}
"""What can be pressed even where the keyboard has another way to it."""
NOTHING_SAID = {Role.NoRole, Role.Client, Role.Window}
"""What a widget is whose kind nobody told."""


class ImportingWorkroom(ScriptedWorkroom):
    """Dresses by script and imports in earnest."""

    def carry_out(self, order, report, preview, enough):  # type: ignore[no-untyped-def]
        if isinstance(order, ImportGarments):
            return Studio().carry_out(order, report, preview)
        return super().carry_out(order, report, preview, enough)


@pytest.fixture
def driver(qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Driver]:
    monkeypatch.setattr(app, "Backroom", partial(Backroom, start_mirror=ScriptedMirror))
    monkeypatch.setattr(intake, "_understand", understand)
    made = Driver(qtbot, tmp_path / "home", InlineRunner(ImportingWorkroom()), Start(mode=Mode.STYLIST))
    made.click("Breton T-shirt")
    yield made
    made.leave()


def faces(face: QAccessibleInterface) -> Iterator[QAccessibleInterface]:
    """A thing and everything in it, as screen readers meet them."""
    yield face
    for index in range(face.childCount()):
        child = face.child(index)
        if child is not None:
            yield from faces(child)


def met() -> list[QAccessibleInterface]:
    """Everything that is there in the windows that are open."""
    return [
        face
        for window in QApplication.topLevelWidgets()
        if window.isVisible()
        for face in faces(QAccessible.queryAccessibleInterface(window))
    ]


def is_control(face: QAccessibleInterface) -> bool:
    return face.role() in PRESSED or bool(face.state().focusable)


def paints_itself(thing: object) -> bool:
    """Whether our own code draws it."""
    return isinstance(thing, QWidget) and any(
        "paintEvent" in vars(kind) for kind in type(thing).__mro__ if kind.__module__.startswith("fitting_room")
    )


def faults() -> list[str]:
    """What a screen reader could not make sense of; a lone symbol is no name."""
    found = []
    for face in met():
        name, thing = face.text(QAccessible.Text.Name), face.object()
        told = f"{type(thing).__name__} “{name}” ({face.role().name}) in {type(face.parent().object()).__name__}"
        is_named = any(letter.isalnum() for letter in name)
        if is_control(face) and not is_named:
            found.append(f"nameless: {told}")
        if paints_itself(thing) and face.role() in NOTHING_SAID:
            found.append(f"of no kind: {told}")
        if face.role() is Role.Graphic and not is_named:
            found.append(f"a picture of nothing: {told}")
    return found


def test_every_control_of_every_page_is_named(driver: Driver) -> None:
    driver.click("Keep")  # Looks are then to be seen on their page.
    counts = []
    for page in (FITTING, MIRROR, LOOKS, STYLIST, MODELS):
        driver.window.actions_[page].trigger()
        driver.settle()
        assert faults() == [], page
        counts.append(sum(is_control(face) for face in met()))
    assert counts == sorted(set(counts))  # Every page adds its own, so the walk does go into it.
    assert counts[0] > 150


@pytest.mark.parametrize("view", ["compare", "mask", "changed", "steps"])
def test_every_control_of_every_view_of_the_stage_is_named(driver: Driver, view: str) -> None:
    driver.window.actions_[view].trigger()
    driver.settle()
    if view == "compare":
        driver.click("Add this look to the comparison")
    assert faults() == []


def test_the_page_where_a_look_moves_is_named(driver: Driver) -> None:
    driver.window.actions_["move"].trigger()
    driver.settle()
    assert driver.sees("Motions")
    assert faults() == []
    driver.click("Make the clip")
    driver.wait(lambda: driver.sees("Clips of this look"))
    assert faults() == []


def test_the_queue_is_named(driver: Driver) -> None:
    driver.window.actions_["queue"].trigger()
    assert driver.window.queue.isVisible()
    assert faults() == []


@pytest.mark.parametrize("dialog", ["palette", "sheet", "preferences", "diagnostics"])
def test_every_control_of_every_dialog_is_named(driver: Driver, dialog: str) -> None:
    before = len(met())
    driver.window.actions_[dialog].trigger()
    opened = QApplication.activeModalWidget()
    assert isinstance(opened, QDialog)
    assert opened.windowTitle()
    assert len(met()) > before
    assert faults() == []
    opened.reject()


def test_the_second_screen_says_what_it_shows(qtbot: QtBot, driver: Driver) -> None:
    driver.window.toggle_presentation()
    screen = next(each for each in QApplication.topLevelWidgets() if isinstance(each, Presentation))
    assert "Breton T-shirt" in screen.accessibleDescription()
    assert faults() == []
    screen.activateWindow()
    qtbot.waitUntil(screen.isActiveWindow)
    qtbot.keyClick(screen, Qt.Key.Key_Escape)
    assert not screen.isVisible()


def test_the_offer_after_a_crash_is_named_too(driver: Driver) -> None:
    driver.window.offer_diagnostics()
    dialog = QApplication.activeModalWidget()
    assert isinstance(dialog, Diagnostics)
    assert faults() == []
    dialog.close()


def test_the_review_of_an_import_is_named(qtbot: QtBot, driver: Driver) -> None:
    wardrobe = driver.window.fitting.wardrobe
    wardrobe.importer.add([demo.wardrobe()[0].path])
    driver.wait(lambda: not wardrobe.importer.busy and wardrobe.review.isVisible())
    qtbot.mouseClick(wardrobe.review.findChild(QAbstractButton), LEFT)
    assert faults() == []
