"""Every choice in the preferences works at once and is there the next time."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from doubles import LOOK_GREY, ScriptedWorkroom
from driver import Driver
from PySide6.QtCore import QLocale, Qt
from PySide6.QtWidgets import QApplication, QCheckBox, QComboBox, QFileDialog, QSlider
from pytestqt.qtbot import QtBot

from fitting_room.settings import Language, Mode, PictureFormat, Theme, read_settings
from fitting_room.studio.camera import webcams
from fitting_room.studio.runner import InlineRunner
from fitting_room.ui.preferences import Preferences
from fitting_room.ui.theme import HIGH_CONTRAST, colours_of


@pytest.fixture
def driver(qtbot: QtBot, tmp_path: Path, qapp: QApplication) -> Iterator[Driver]:
    font = qapp.font()
    made = Driver(qtbot, tmp_path / "home", InlineRunner(ScriptedWorkroom()))
    yield made
    made.leave()
    qapp.setFont(font)
    QLocale.setDefault(QLocale.c())
    qapp.setStyleSheet("")


def open_preferences(driver: Driver) -> Preferences:
    driver.press("Ctrl+,")
    dialog = QApplication.activeModalWidget()
    assert isinstance(dialog, Preferences)
    return dialog


def choose(qtbot: QtBot, driver: Driver, name: str, value: object) -> None:
    box = driver.widget(name)
    assert isinstance(box, QComboBox)
    steps = box.findData(value) - box.currentIndex()
    for _ in range(abs(steps)):
        qtbot.keyClick(box, Qt.Key.Key_Down if steps > 0 else Qt.Key.Key_Up)


def test_every_choice_is_kept(qtbot: QtBot, driver: Driver, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    open_preferences(driver)
    choose(qtbot, driver, "Mode", Mode.STYLIST)
    choose(qtbot, driver, "Colours", Theme.HIGH_CONTRAST)
    choose(qtbot, driver, "Save as", PictureFormat.JPEG)
    for name in ("Move only what must move", "Show me as a mirror does", "Remember the looks I make"):
        tick = driver.widget(name)
        assert isinstance(tick, QCheckBox)
        qtbot.keyClick(tick, Qt.Key.Key_Space)
    monkeypatch.setattr(QFileDialog, "getExistingDirectory", lambda *_: str(tmp_path / "mine"))
    qtbot.mouseClick(driver.button(f"Save into {tmp_path / 'home/pictures'}"), Qt.MouseButton.LeftButton)
    now = driver.running.backroom.settings.now
    assert (now.mode, now.theme, now.save_format) == (Mode.STYLIST, Theme.HIGH_CONTRAST, PictureFormat.JPEG)
    assert (now.reduced_motion, now.mirror_view) == (True, False)
    assert now.save_folder == tmp_path / "mine"
    assert colours_of(QApplication.palette()) is HIGH_CONTRAST
    file = tmp_path / "home/settings.json"
    qtbot.waitUntil(lambda: file.exists() and read_settings(file) == (now, ""), timeout=5000)


def test_another_language_builds_the_window_again_and_keeps_everything(qtbot: QtBot, driver: Driver) -> None:
    driver.click("Breton T-shirt")
    before = driver.window
    open_preferences(driver)
    choose(qtbot, driver, "Language", Language.KOREAN)
    assert driver.window is not before
    assert QApplication.activeModalWidget().windowTitle() == "환경설정"
    driver.close_dialogs()
    assert driver.is_marked("브르통 티셔츠")
    assert driver.grey == LOOK_GREY
    driver.click("실행 취소")
    assert not driver.is_marked("브르통 티셔츠")


def test_text_grows_under_the_slider_and_the_window_follows_when_it_is_closed(qtbot: QtBot, driver: Driver) -> None:
    usual = QApplication.font().pointSizeF()
    before = driver.window
    dialog = open_preferences(driver)
    slider = dialog.findChild(QSlider)
    qtbot.keyClick(slider, Qt.Key.Key_End)
    assert QApplication.font().pointSizeF() == pytest.approx(2 * usual)
    assert driver.window is before
    dialog.close()
    assert driver.window is not before


def test_the_window_is_found_as_it_was_left(qtbot: QtBot, tmp_path: Path) -> None:
    first = Driver(qtbot, tmp_path, InlineRunner(ScriptedWorkroom()))
    first.click("Mei")
    first.window.resize(1000, 640)  # The offscreen screen is 800 pixels wide, and a window is put onto it.
    first.leave()
    again = Driver(qtbot, tmp_path, InlineRunner(ScriptedWorkroom()))
    assert again.is_marked("Mei")
    assert again.window.height() == 640
    again.leave()


def test_a_tall_window_has_two_floors(driver: Driver) -> None:
    room = driver.window.fitting.room
    assert not room.is_tall
    driver.window.resize(1080, 1800)
    driver.wait(lambda: room.is_tall)
    stage, wardrobe = driver.window.fitting.stage, driver.window.fitting.wardrobe
    assert wardrobe.mapTo(driver.window, wardrobe.rect().topLeft()).y() > stage.geometry().bottom()
    driver.window.resize(1400, 800)
    driver.wait(lambda: not room.is_tall)


def test_the_cameras_of_this_machine_can_be_chosen(
    qtbot: QtBot, driver: Driver, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for number, name in enumerate(("Front camera", "Ceiling camera")):
        device = tmp_path / "devices" / f"video{number}"
        device.mkdir(parents=True)
        (device / "name").write_text(f"{name}\n")
    monkeypatch.setattr(webcams, "SYSTEM_LIST", tmp_path / "devices")
    monkeypatch.setattr(webcams, "has_cheap_list", lambda: True)
    open_preferences(driver)
    box = driver.widget("Camera")
    assert isinstance(box, QComboBox)
    driver.wait(lambda: box.count() == 3)
    assert [box.itemText(row) for row in range(3)] == ["The first one found", "Front camera", "Ceiling camera"]
    choose(qtbot, driver, "Camera", "Ceiling camera")
    assert driver.running.backroom.settings.now.camera == "Ceiling camera"
    driver.close_dialogs()
    driver.window.open_preferences()
    assert driver.widget("Camera").currentText() == "Ceiling camera"  # type: ignore[attr-defined]
