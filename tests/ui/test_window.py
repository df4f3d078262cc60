"""The window, driven by clicks and keys. The worker is played by `ScriptedWorkroom`: photos dark grey, looks light."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from doubles import LOOK_GREY, PHOTO_GREY, ScriptedWorkroom, photo
from driver import LEFT, Driver
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractButton, QFileDialog, QWidget
from pytestqt.qtbot import QtBot

from fitting_room.domain.garment import Category
from fitting_room.domain.tryon import Fit
from fitting_room.studio import demo
from fitting_room.studio.messages import Dress, SaveLook
from fitting_room.studio.runner import InlineRunner, ProcessRunner


@pytest.fixture
def workroom() -> ScriptedWorkroom:
    return ScriptedWorkroom()


@pytest.fixture
def driver(qtbot: QtBot, workroom: ScriptedWorkroom, tmp_path: Path) -> Iterator[Driver]:
    made = Driver(qtbot, tmp_path / "home", InlineRunner(workroom))
    yield made
    made.leave()


def worn(driver: Driver) -> set[str]:
    return {garment.name for garment in demo.wardrobe() if driver.is_marked(garment.name)}


def last_dress(workroom: ScriptedWorkroom) -> Dress:
    return [order for order in workroom.orders if isinstance(order, Dress)][-1]


def test_it_opens_with_a_person_and_one_obvious_next_step(driver: Driver) -> None:
    assert driver.is_marked("Anna")
    assert driver.grey == PHOTO_GREY
    assert driver.window.fitting.stage.words == "Choose something to wear."
    assert not driver.button("Save").isEnabled()


def test_a_click_wears_a_garment_and_another_takes_it_off(driver: Driver) -> None:
    driver.click("Breton T-shirt")
    assert worn(driver) == {"Breton T-shirt"}
    assert driver.grey == LOOK_GREY
    driver.click("Breton T-shirt")
    assert worn(driver) == set()
    assert driver.grey == PHOTO_GREY


def test_a_dress_replaces_top_and_bottoms(driver: Driver, workroom: ScriptedWorkroom) -> None:
    for name in ("Breton T-shirt", "Blue jeans", "Wine-red dress"):
        driver.click(name)
    assert worn(driver) == {"Wine-red dress"}
    assert [garment.category for garment in last_dress(workroom).recipe.garments] == [Category.DRESSES]


def test_before_is_shown_while_its_button_is_held(qtbot: QtBot, driver: Driver) -> None:
    driver.click("Breton T-shirt")
    before = driver.button("Before")
    qtbot.mousePress(before, LEFT)
    assert driver.grey == PHOTO_GREY
    qtbot.mouseRelease(before, LEFT)
    assert driver.grey == LOOK_GREY


def test_before_is_shown_while_b_is_held_wherever_the_focus_is(qtbot: QtBot, driver: Driver) -> None:
    driver.click("Breton T-shirt")
    for name in ("Wardrobe", "Save", "Fit: Loose"):
        focused = driver.widget(name)
        focused.setFocus()
        qtbot.keyPress(focused, Qt.Key.Key_B)
        assert driver.grey == PHOTO_GREY
        qtbot.keyRelease(focused, Qt.Key.Key_B)
        assert driver.grey == LOOK_GREY


def test_undo_walks_back_by_key(driver: Driver) -> None:
    driver.click("Breton T-shirt")
    driver.click("Mei")
    driver.click("Fit: Loose")
    for expected in ("Mei", "Anna"):
        driver.press("Ctrl+Z")
        driver.settle()
        assert driver.is_marked(expected)
    assert driver.button("Fit: Regular").isChecked()
    driver.press("Ctrl+Z")
    driver.settle()
    assert worn(driver) == set()
    assert not driver.button("Undo").isEnabled()


def test_fit_and_tuck_reach_the_engine(driver: Driver, workroom: ScriptedWorkroom) -> None:
    for name in ("Breton T-shirt", "Fit: Loose", "Top: Tucked in"):
        driver.click(name)
    options = last_dress(workroom).recipe.options
    assert (options.fit, options.tuck) == (Fit.LOOSE, True)


def test_the_wardrobe_works_by_keyboard(qtbot: QtBot, driver: Driver) -> None:
    driver.widget("Wardrobe").setFocus()
    driver.press("End")
    driver.press("Space")
    assert worn(driver) == {"Wine-red dress"}


def test_save_writes_the_look_and_says_so(
    qtbot: QtBot,
    driver: Driver,
    workroom: ScriptedWorkroom,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    driver.click("Breton T-shirt")
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(tmp_path / "mine"), ""))
    driver.press("Ctrl+S")
    driver.settle()
    assert (tmp_path / "mine.png").exists()
    assert "mine.png" in driver.message
    [saved] = [order for order in workroom.orders if isinstance(order, SaveLook)]
    assert saved.recipe == last_dress(workroom).recipe


def test_a_dropped_photo_is_opened_and_joins_the_people(driver: Driver) -> None:
    driver.drop(photo("me"))
    driver.settle()
    assert driver.is_marked("me")
    driver.click("Anna")
    driver.click("me")
    assert driver.is_marked("me")


def test_the_open_dialog_opens_a_photo(driver: Driver, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_: (str(photo("crowd")), ""))
    driver.press("Ctrl+O")
    driver.settle()
    assert driver.is_marked("crowd")
    assert driver.message == "3 people found; dressing the largest."


def test_a_file_that_is_no_picture_changes_nothing_and_is_explained(driver: Driver) -> None:
    driver.click("Breton T-shirt")
    driver.drop(photo("damaged"))
    driver.settle()
    assert driver.message == "“damaged.jpg” is damaged or incomplete. Copy or download it again."
    assert driver.is_marked("Anna")
    assert worn(driver) == {"Breton T-shirt"}
    assert driver.grey == LOOK_GREY


def test_a_look_that_cannot_be_made_says_why_over_the_photo(driver: Driver) -> None:
    driver.drop(photo("cut_off"))
    driver.click("Blue jeans")
    assert driver.message == "The legs are outside the picture. Step back, or try a top."
    assert driver.grey == PHOTO_GREY
    driver.click("Close the message")
    assert driver.message == ""


def test_the_newest_click_wins_and_the_window_stays_awake(qtbot: QtBot, tmp_path: Path) -> None:
    driver = Driver(qtbot, tmp_path, ProcessRunner(ScriptedWorkroom, grace_seconds=1.0))
    driver.begin_to_drop(photo("slow"))
    driver.wait(lambda: not driver.is_marked("Anna"))  # It is on file, and being opened.
    for name in ("Breton T-shirt", "Mei", "Wine-red dress"):
        driver.begin_to_click(name)
    driver.settle()
    assert driver.is_marked("Mei")
    assert worn(driver) == {"Wine-red dress"}
    assert driver.grey == LOOK_GREY
    driver.leave()


def test_a_crash_of_the_worker_is_one_sentence_and_the_next_click_works(qtbot: QtBot, tmp_path: Path) -> None:
    driver = Driver(qtbot, tmp_path, ProcessRunner(ScriptedWorkroom))
    driver.drop(photo("crash"))
    driver.settle()
    assert "stopped working" in driver.message
    driver.click("Breton T-shirt")
    assert driver.grey == LOOK_GREY
    driver.leave()


def test_every_control_has_an_accessible_name(driver: Driver) -> None:
    focusable = [
        widget
        for widget in driver.window.findChildren(QWidget)
        if isinstance(widget, QAbstractButton) or widget.focusPolicy() & Qt.FocusPolicy.TabFocus
    ]
    assert len(focusable) > 25
    nameless = [widget for widget in focusable if not widget.accessibleName()]
    assert nameless == []


def test_every_control_can_be_reached_by_tab(qtbot: QtBot, driver: Driver) -> None:
    driver.click("Breton T-shirt")
    enabled = {
        button for button in driver.window.findChildren(QAbstractButton) if button.isEnabled() and button.isVisible()
    }
    first = driver.button("Open a photo")
    first.setFocus()
    reached = set()
    for _ in range(len(enabled) + 5):
        reached.add(driver.window.focusWidget())
        qtbot.keyClick(driver.window.focusWidget(), Qt.Key.Key_Tab)
    # Of a row of choices Tab reaches the chosen one; the arrows reach the others.
    rows = {button: button.group() for button in enabled - reached}
    assert {
        button.accessibleName()
        for button, row in rows.items()
        if row is None or not row.exclusive() or reached.isdisjoint(row.buttons())
    } == set()


def test_what_is_shown_is_described_to_screen_readers(driver: Driver) -> None:
    driver.click("Breton T-shirt")
    described = {widget.accessibleDescription() for widget in driver.window.findChildren(QWidget)}
    assert "Anna wearing Breton T-shirt" in described


def test_saving_and_printing_mean_the_looks_where_looks_are_shown(
    driver: Driver, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    driver.click("Breton T-shirt")
    driver.press("Ctrl+D")
    driver.press("3")
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(tmp_path / "copy.jpg"), ""))
    driver.click("Breton T-shirt", within="Kept looks")
    driver.press("Ctrl+S")
    driver.wait((tmp_path / "copy.jpg").exists)
    asked: list[int] = []
    looks = driver.window.pages.looks
    assert looks is not None
    monkeypatch.setattr(looks.paper, "ask_to_print", lambda chosen: asked.append(len(chosen)))
    driver.press("Ctrl+P")
    assert asked == [1]
    driver.press("Ctrl+F")
    assert driver.focused.accessibleName() == "Search looks"


def test_what_joins_the_header_pushes_tools_out_and_squeezes_nothing(driver: Driver) -> None:
    header = driver.window.header

    def shown() -> list[QAbstractButton]:
        return [each for each in header.findChildren(QAbstractButton) if each.isVisible()]

    before = shown()
    guest = QWidget()
    guest.setFixedWidth(header.width() - sum(each.width() for each in before) + 60)
    header.add(guest)
    guest.show()
    driver.wait(lambda: 0 < len(shown()) < len(before))
    driver.wait(lambda: all(each.width() >= each.sizeHint().width() for each in shown()))
