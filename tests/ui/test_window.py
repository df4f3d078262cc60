"""The window, driven by clicks and keys. The worker is played by `ScriptedWorkroom`: photos dark grey, looks light."""

from pathlib import Path

import pytest
from doubles import LOOK_GREY, PHOTO_GREY, ScriptedWorkroom, photo
from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QAbstractButton, QFileDialog, QWidget
from pytestqt.qtbot import QtBot

from fitting_room.domain.garment import Category
from fitting_room.domain.tryon import Fit
from fitting_room.studio import demo
from fitting_room.studio.messages import Dress, SaveLook
from fitting_room.studio.runner import InlineRunner, ProcessRunner
from fitting_room.ui.window import FittingRoomWindow

LEFT = Qt.MouseButton.LeftButton


@pytest.fixture
def workroom() -> ScriptedWorkroom:
    return ScriptedWorkroom()


@pytest.fixture
def window(qtbot: QtBot, workroom: ScriptedWorkroom) -> FittingRoomWindow:
    return make_window(qtbot, InlineRunner(workroom))


def make_window(qtbot: QtBot, runner: InlineRunner | ProcessRunner) -> FittingRoomWindow:
    made = FittingRoomWindow(runner, demo.people()[:3], demo.wardrobe())
    qtbot.addWidget(made)
    made.show()
    qtbot.waitExposed(made)
    settle(qtbot, made)
    return made


def settle(qtbot: QtBot, window: FittingRoomWindow) -> None:
    qtbot.waitUntil(lambda: not window._orders, timeout=30_000)


def control(window: FittingRoomWindow, name: str) -> QAbstractButton:
    """The button that a screen reader calls by this name."""
    found = [button for button in window.findChildren(QAbstractButton) if button.accessibleName() == name]
    assert len(found) == 1, f"{len(found)} controls are called “{name}”"
    return found[0]


def click(qtbot: QtBot, window: FittingRoomWindow, name: str) -> None:
    qtbot.mouseClick(control(window, name), LEFT)
    settle(qtbot, window)


def shown_grey(window: FittingRoomWindow) -> int:
    image = window.stage.shown.toImage()
    return image.pixelColor(image.width() // 2, image.height() // 2).red()


def worn(window: FittingRoomWindow) -> set[str]:
    names = {garment.name for garment in demo.wardrobe()}
    buttons = window.findChildren(QAbstractButton)
    return {button.accessibleName() for button in buttons if button.isChecked()} & names


def last_dress(workroom: ScriptedWorkroom) -> Dress:
    return [order for order in workroom.orders if isinstance(order, Dress)][-1]


def test_it_opens_with_a_person_and_one_obvious_next_step(window: FittingRoomWindow) -> None:
    assert control(window, "Anna").isChecked()
    assert shown_grey(window) == PHOTO_GREY
    assert window.stage.words == "Choose something to wear."
    assert not control(window, "Save").isEnabled()


def test_a_click_wears_a_garment_and_another_takes_it_off(qtbot: QtBot, window: FittingRoomWindow) -> None:
    click(qtbot, window, "Breton T-shirt")
    assert worn(window) == {"Breton T-shirt"}
    assert shown_grey(window) == LOOK_GREY
    click(qtbot, window, "Breton T-shirt")
    assert worn(window) == set()
    assert shown_grey(window) == PHOTO_GREY


def test_a_dress_replaces_top_and_bottoms(qtbot: QtBot, window: FittingRoomWindow, workroom: ScriptedWorkroom) -> None:
    for name in ("Breton T-shirt", "Blue jeans", "Wine-red dress"):
        click(qtbot, window, name)
    assert worn(window) == {"Wine-red dress"}
    assert [garment.category for garment in last_dress(workroom).recipe.garments] == [Category.DRESSES]


def test_before_is_shown_while_its_button_is_held(qtbot: QtBot, window: FittingRoomWindow) -> None:
    click(qtbot, window, "Breton T-shirt")
    before = control(window, "Before")
    qtbot.mousePress(before, LEFT)
    assert shown_grey(window) == PHOTO_GREY
    qtbot.mouseRelease(before, LEFT)
    assert shown_grey(window) == LOOK_GREY


def test_before_is_shown_while_b_is_held_wherever_the_focus_is(qtbot: QtBot, window: FittingRoomWindow) -> None:
    click(qtbot, window, "Breton T-shirt")
    for name in ("Blue jeans", "Save", "Fit: Loose"):
        focused = control(window, name)
        focused.setFocus()
        qtbot.keyPress(focused, Qt.Key.Key_B)
        assert shown_grey(window) == PHOTO_GREY
        qtbot.keyRelease(focused, Qt.Key.Key_B)
        assert shown_grey(window) == LOOK_GREY


def test_undo_walks_back_by_key(qtbot: QtBot, window: FittingRoomWindow) -> None:
    click(qtbot, window, "Breton T-shirt")
    click(qtbot, window, "Mei")
    click(qtbot, window, "Fit: Loose")
    for expected in ("Mei", "Anna"):
        qtbot.keyClick(window, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
        settle(qtbot, window)
        assert control(window, expected).isChecked()
    assert control(window, "Fit: Regular").isChecked()
    qtbot.keyClick(window, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    settle(qtbot, window)
    assert worn(window) == set()
    assert not control(window, "Undo").isEnabled()


def test_fit_and_tuck_reach_the_engine(qtbot: QtBot, window: FittingRoomWindow, workroom: ScriptedWorkroom) -> None:
    for name in ("Breton T-shirt", "Fit: Loose", "Top: Tucked in"):
        click(qtbot, window, name)
    options = last_dress(workroom).recipe.options
    assert (options.fit, options.tuck) == (Fit.LOOSE, True)


def test_the_wardrobe_works_by_keyboard(qtbot: QtBot, window: FittingRoomWindow) -> None:
    card = control(window, "Polka-dot dress")
    card.setFocus()
    qtbot.keyClick(card, Qt.Key.Key_Space)
    settle(qtbot, window)
    assert worn(window) == {"Polka-dot dress"}


def test_save_writes_the_look_and_says_so(
    qtbot: QtBot,
    window: FittingRoomWindow,
    workroom: ScriptedWorkroom,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    click(qtbot, window, "Breton T-shirt")
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(tmp_path / "mine"), ""))
    qtbot.keyClick(window, Qt.Key.Key_S, Qt.KeyboardModifier.ControlModifier)
    settle(qtbot, window)
    assert (tmp_path / "mine.png").exists()
    assert "mine.png" in window.stage.message.text
    saved = workroom.orders[-1]
    assert isinstance(saved, SaveLook)
    assert saved.recipe == last_dress(workroom).recipe


def test_a_dropped_photo_is_opened_and_joins_the_people(qtbot: QtBot, window: FittingRoomWindow) -> None:
    drop(window, photo("me"))
    settle(qtbot, window)
    assert control(window, "me").isChecked()
    click(qtbot, window, "Anna")
    click(qtbot, window, "me")
    assert control(window, "me").isChecked()


def test_the_open_dialog_opens_a_photo(
    qtbot: QtBot, window: FittingRoomWindow, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_: (str(photo("crowd")), ""))
    qtbot.keyClick(window, Qt.Key.Key_O, Qt.KeyboardModifier.ControlModifier)
    settle(qtbot, window)
    assert control(window, "crowd").isChecked()
    assert window.stage.message.text == "3 people found; dressing the largest."


def test_a_file_that_is_no_picture_changes_nothing_and_is_explained(qtbot: QtBot, window: FittingRoomWindow) -> None:
    click(qtbot, window, "Breton T-shirt")
    drop(window, photo("damaged"))
    settle(qtbot, window)
    assert window.stage.message.text == "“damaged.jpg” is damaged or incomplete. Copy or download it again."
    assert control(window, "Anna").isChecked()
    assert worn(window) == {"Breton T-shirt"}
    assert shown_grey(window) == LOOK_GREY


def test_a_look_that_cannot_be_made_says_why_over_the_photo(qtbot: QtBot, window: FittingRoomWindow) -> None:
    drop(window, photo("cut_off"))
    click(qtbot, window, "Blue jeans")
    assert window.stage.message.text == "The legs are outside the picture. Step back, or try a top."
    assert shown_grey(window) == PHOTO_GREY
    click(qtbot, window, "Close the message")
    assert window.stage.message.text == ""


def test_the_newest_click_wins_and_the_window_stays_awake(qtbot: QtBot) -> None:
    window = make_window(qtbot, ProcessRunner(ScriptedWorkroom, grace_seconds=1.0))
    drop(window, photo("slow"))
    qtbot.mouseClick(control(window, "Breton T-shirt"), LEFT)
    qtbot.mouseClick(control(window, "Mei"), LEFT)
    qtbot.mouseClick(control(window, "Wine-red dress"), LEFT)
    settle(qtbot, window)
    assert control(window, "Mei").isChecked()
    assert worn(window) == {"Wine-red dress"}
    assert shown_grey(window) == LOOK_GREY
    window.close()


def test_a_crash_of_the_worker_is_one_sentence_and_the_next_click_works(qtbot: QtBot) -> None:
    window = make_window(qtbot, ProcessRunner(ScriptedWorkroom))
    drop(window, photo("crash"))
    settle(qtbot, window)
    assert "stopped working" in window.stage.message.text
    click(qtbot, window, "Breton T-shirt")
    assert shown_grey(window) == LOOK_GREY
    window.close()


def test_every_control_has_an_accessible_name(window: FittingRoomWindow) -> None:
    focusable = [
        widget
        for widget in window.findChildren(QWidget)
        if isinstance(widget, QAbstractButton) or widget.focusPolicy() & Qt.FocusPolicy.TabFocus
    ]
    assert len(focusable) > 25
    nameless = [widget for widget in focusable if not widget.accessibleName()]
    assert nameless == []


def test_every_control_can_be_reached_by_tab(qtbot: QtBot, window: FittingRoomWindow) -> None:
    click(qtbot, window, "Breton T-shirt")
    enabled = {button for button in window.findChildren(QAbstractButton) if button.isEnabled() and button.isVisible()}
    first = control(window, "Open a photo")
    first.setFocus()
    reached = set()
    for _ in range(len(enabled) + 5):
        reached.add(window.focusWidget())
        qtbot.keyClick(window.focusWidget(), Qt.Key.Key_Tab)
    # Of a row of choices Tab reaches the chosen one; the arrows reach the others.
    unreached = {button.accessibleName() for button in enabled - reached}
    assert all(name.startswith(("Fit:", "Top:")) for name in unreached)


def test_what_is_shown_is_described_to_screen_readers(qtbot: QtBot, window: FittingRoomWindow) -> None:
    click(qtbot, window, "Breton T-shirt")
    described = {widget.accessibleDescription() for widget in window.findChildren(QWidget)}
    assert "Anna wearing Breton T-shirt" in described


def drop(window: FittingRoomWindow, path: Path) -> None:
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(path))])
    middle, action, keys = QPointF(window.rect().center()), Qt.DropAction.CopyAction, Qt.KeyboardModifier.NoModifier
    entering = QDragEnterEvent(middle.toPoint(), action, data, LEFT, keys)
    window.dragEnterEvent(entering)
    assert entering.isAccepted()
    window.dropEvent(QDropEvent(middle, action, data, LEFT, keys))
