"""The keys, pressed in the whole window: what each does there, and where it leaves a key to the control that has it."""

from collections.abc import Iterator
from functools import partial
from pathlib import Path

import pytest
from doubles import ScriptedWorkroom
from driver import Driver
from mirror_doubles import ScriptedMirror
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLineEdit, QSlider
from pytestqt.qtbot import QtBot

from fitting_room.studio.library.wardrobe import Wardrobe
from fitting_room.studio.messages import Dress
from fitting_room.studio.runner import InlineRunner
from fitting_room.ui import app
from fitting_room.ui.backroom import Backroom
from fitting_room.ui.pages import FITTING, MIRROR
from fitting_room.ui.palette import Palette
from fitting_room.ui.shortcut_sheet import ShortcutSheet
from fitting_room.ui.stage.views import StageView


@pytest.fixture
def workroom() -> ScriptedWorkroom:
    return ScriptedWorkroom()


@pytest.fixture
def driver(
    qtbot: QtBot, workroom: ScriptedWorkroom, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> Iterator[Driver]:
    monkeypatch.setattr(app, "Backroom", partial(Backroom, start_mirror=ScriptedMirror))
    made = Driver(qtbot, tmp_path / "home", InlineRunner(workroom))
    made.click("Breton T-shirt")
    yield made
    made.leave()


def test_space_goes_to_the_mirror(driver: Driver) -> None:
    driver.window.fitting.room.setFocus()
    driver.press("Space")
    assert driver.window.page == MIRROR


@pytest.mark.parametrize("name", ["Wardrobe", "Keep"])
def test_space_is_left_to_the_control_that_it_presses(driver: Driver, name: str) -> None:
    driver.widget(name).setFocus()
    driver.press("Space")
    assert driver.window.page == FITTING
    assert ("was kept" in driver.message) == (name == "Keep")


def test_space_is_a_letter_in_a_field(driver: Driver) -> None:
    driver.press("Ctrl+F")
    driver.type("a b")
    assert driver.focused.property("text") == "a b"
    assert driver.window.page == FITTING


def test_space_on_a_slider_captures_too(driver: Driver) -> None:
    slider = QSlider(driver.window.fitting)
    slider.show()
    slider.setFocus()
    driver.press("Space")
    assert driver.window.page == MIRROR


def test_space_pans_while_the_mask_is_corrected(driver: Driver) -> None:
    driver.press("M")
    assert driver.window.fitting.stage.view is StageView.MASK
    driver.press("Space")
    assert driver.window.page == FITTING


@pytest.mark.parametrize(
    ("key", "view"),
    [("S", StageView.SPLIT), ("C", StageView.COMPARE), ("M", StageView.MASK), ("X", StageView.CHANGED),
     ("I", StageView.STEPS)],
)  # fmt: skip
def test_a_letter_changes_the_view_and_changes_it_back(driver: Driver, key: str, view: StageView) -> None:
    driver.press(key)
    assert driver.window.fitting.stage.view is view
    driver.press(key)
    assert driver.window.fitting.stage.view is StageView.LOOK


def test_escape_goes_back_to_the_look(driver: Driver) -> None:
    driver.press("C")
    driver.press("Esc")
    assert driver.window.fitting.stage.view is StageView.LOOK


def test_ctrl_return_makes_the_look_again(driver: Driver, workroom: ScriptedWorkroom) -> None:
    before = sum(isinstance(order, Dress) for order in workroom.orders)
    driver.press("Ctrl+Return")
    assert sum(isinstance(order, Dress) for order in workroom.orders) == before + 1


def test_f11_fills_the_screen_and_gives_it_back(driver: Driver) -> None:
    driver.press("F11")
    assert driver.window.isFullScreen()
    driver.press("F11")
    assert not driver.window.isFullScreen()


def test_the_question_mark_shows_every_key(driver: Driver) -> None:
    driver.press("?")
    assert isinstance(QApplication.activeModalWidget(), ShortcutSheet)


@pytest.mark.parametrize("typed", ["wred", "wine red", "dress wine"])
def test_the_palette_wears_a_garment(qtbot: QtBot, driver: Driver, typed: str) -> None:
    driver.press("Ctrl+K")
    driver.wait(lambda: isinstance(driver.focused, QLineEdit))
    driver.type(typed)
    qtbot.keyClick(driver.focused, Qt.Key.Key_Return)
    driver.settle()
    assert driver.is_marked("Wine-red dress")


def test_the_palette_reads_no_garment_before_something_is_typed(
    driver: Driver, monkeypatch: pytest.MonkeyPatch
) -> None:
    read: list[int] = []
    get = Wardrobe.get
    monkeypatch.setattr(Wardrobe, "get", lambda self, ids: (read.extend(ids), get(self, ids))[1])
    driver.press("Ctrl+K")
    assert isinstance(QApplication.activeModalWidget(), Palette)
    assert read == []
    driver.wait(lambda: isinstance(driver.focused, QLineEdit))
    driver.type("breton")
    assert read
