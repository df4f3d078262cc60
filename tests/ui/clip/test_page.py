"""From a look to its clip in the real window by clicks and keys; the worker's part is played by a script."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from doubles import ScriptedWorkroom
from driver import Driver
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QFileDialog
from pytestqt.qtbot import QtBot

from fitting_room.motion.library import bundled
from fitting_room.studio.messages import ExportClip, MakeClip, SaveStrip
from fitting_room.studio.runner import InlineRunner
from fitting_room.ui.clip.page import ClipPage
from fitting_room.ui.looks_model import badge_of
from fitting_room.ui.pages import CLIPS, FITTING, LOOKS

GARMENT = "Breton T-shirt"


@pytest.fixture
def workroom() -> ScriptedWorkroom:
    return ScriptedWorkroom()


@pytest.fixture
def driver(qtbot: QtBot, tmp_path: Path, workroom: ScriptedWorkroom) -> Iterator[Driver]:
    """Somebody is dressed, and clips last a second."""
    made = Driver(qtbot, tmp_path / "home", InlineRunner(workroom))
    settings = made.running.backroom.settings
    settings.change(clip=replace(settings.now.clip, seconds=1.0), reduced_motion=True)
    made.click(GARMENT)
    yield made
    made.leave()


def page_of(driver: Driver) -> ClipPage:
    page = driver.window.pages.clips
    assert page is not None
    return page


def make(driver: Driver, motion: str = "Walk") -> ClipPage:
    """Go to the page and have a clip made."""
    driver.press("V")
    driver.click(motion, within="Motions")
    driver.click("Make the clip")
    page = page_of(driver)
    driver.wait(lambda: page.clip is not None and page.player.frames == page.clip.frames)
    return page


def test_a_look_moves_by_clicks(driver: Driver, workroom: ScriptedWorkroom) -> None:
    driver.click("Move")
    assert driver.window.page == CLIPS
    driver.click("Short dance", within="Motions")
    driver.click("Make the clip")
    page = page_of(driver)
    driver.wait(lambda: page.clip is not None and page.player.frames == 24)
    orders = [order for order in workroom.orders if isinstance(order, MakeClip)]
    assert [(order.motion, order.animator, order.options.seconds) for order in orders] == [("dance", "puppet", 1.0)]
    assert driver.is_there("Clip: Short dance · 1 s", within="Clips of this look")
    assert page.strip.missing == ()


def test_the_clip_is_kept_with_its_look_and_found_there_by_its_sign(qtbot: QtBot, driver: Driver) -> None:
    make(driver)
    driver.click("Looks")
    assert driver.is_there("1 clip", within="Kept looks")
    looks = driver.window.pages.looks
    assert looks is not None
    place = badge_of(looks.grid.visualRect(looks.model.index(0))).center().toPoint()
    qtbot.mouseClick(looks.grid.viewport(), Qt.MouseButton.LeftButton, pos=place)
    assert driver.window.page == CLIPS
    clip = page_of(driver).clip
    assert clip is not None
    assert clip.motion == "walk"
    driver.press("Esc")
    assert driver.window.page == LOOKS


def test_what_was_chosen_is_there_the_next_time(driver: Driver, qtbot: QtBot, tmp_path: Path) -> None:
    driver.press("V")
    driver.click("Raise arms", within="Motions")
    driver.click("Length: 8 s")
    driver.click("Detail: Draft")
    driver.leave()
    again = Driver(qtbot, tmp_path / "home", InlineRunner(ScriptedWorkroom()))
    again.click(GARMENT)
    again.press("V")
    choices = page_of(again).choices
    assert (choices.motion, choices.seconds, choices.preset) == ("raise", 8.0, "draft")
    assert again.button("Length: 8 s").isChecked()
    again.leave()


def test_copies_are_saved_in_every_format_and_four_views_as_a_picture(
    driver: Driver, workroom: ScriptedWorkroom, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    page = make(driver)
    for name in ("spin.mp4", "spin.webm", "spin.gif", "frames"):
        kind = "A folder with every frame as PNG (*)" if name == "frames" else ""
        monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_, n=name, k=kind: (str(tmp_path / n), k))
        driver.press("Ctrl+S")
        driver.wait((tmp_path / name).exists)
        assert page.message.text == f"Saved as “{name}”."
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(tmp_path / "views.png"), ""))
    driver.click("Save the four views as a picture")
    assert (tmp_path / "views.png").is_file()
    assert sum(isinstance(order, ExportClip) for order in workroom.orders) == 4
    strips = [order for order in workroom.orders if isinstance(order, SaveStrip)]
    assert [order.frames for order in strips] == [page.strip.frames]


def test_a_clip_is_copied_as_a_file(driver: Driver) -> None:
    page = make(driver)
    driver.press("Ctrl+C")
    data = QGuiApplication.clipboard().mimeData()
    assert page.clip is not None
    assert [url.toLocalFile() for url in data.urls()] == [str(page.clip.path)]


def test_a_removed_clip_comes_back(driver: Driver) -> None:
    page = make(driver)
    driver.click("Remove the clip")
    assert page.clip is None
    assert not driver.is_there("Clip: Walk · 1 s", within="Clips of this look")
    driver.press("Ctrl+Z")
    assert page.clip is not None
    assert driver.is_there("Clip: Walk · 1 s", within="Clips of this look")


def test_a_view_of_the_strip_leads_there(driver: Driver) -> None:
    page = make(driver)
    page.strip.asked.emit(page.strip.frames[2])
    assert page.player.number == page.strip.frames[2]


def test_ones_own_motion_can_be_chosen_and_removed_with_a_way_back(driver: Driver, workroom: ScriptedWorkroom) -> None:
    kept = driver.running.backroom.library.motions.keep(replace(bundled("walk"), name="My strut"))
    driver.press("V")
    driver.wait(lambda: driver.is_there("My strut", within="Motions"))
    make(driver, "My strut")
    assert [order.motion for order in workroom.orders if isinstance(order, MakeClip)] == [str(kept.path)]
    page_of(driver).remove_motion(str(kept.path))
    driver.wait(lambda: not driver.is_there("My strut", within="Motions"))
    driver.press("Ctrl+Z")
    driver.wait(lambda: driver.is_there("My strut", within="Motions"))


def test_the_recorder_opens_and_closes(driver: Driver) -> None:
    driver.press("V")
    page = page_of(driver)
    page.drawer.read(Path("/films/nowhere.mp4"))
    driver.settle()
    assert driver.sees("Close the recorder")
    driver.press("Esc")
    assert not driver.sees("Close the recorder")
    assert driver.window.page == CLIPS
    driver.press("Esc")
    assert driver.window.page == FITTING


def test_without_a_look_there_is_nothing_to_move(driver: Driver) -> None:
    driver.press("Ctrl+Backspace")
    assert not driver.window.actions_["move"].isEnabled()
    assert not driver.button("Move").isEnabled()
