"""The mirror's page by clicks and keys, with a scripted mirror behind it."""

from pathlib import Path

import numpy as np
import pytest
from mirror_doubles import FRONT, SIDE, ScriptedMirror, control
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractButton, QComboBox, QWidget
from pytestqt.qtbot import QtBot

from fitting_room.domain.garment import Category
from fitting_room.domain.tryon import Fit, RenderOptions
from fitting_room.studio.camera.camera import Film, Trouble, Turn, Webcam, lost
from fitting_room.studio.mirror.coach import Advice, Check
from fitting_room.studio.mirror.messages import (
    CannotKeep,
    CannotWear,
    Coached,
    Guide,
    Keep,
    Listed,
    Look,
    Lost,
    Opened,
    Rest,
    Retake,
    Shoot,
    Wear,
    Wearing,
)
from fitting_room.studio.recipe import GarmentFile
from fitting_room.ui.mirror import MirrorPage

LEFT = Qt.MouseButton.LeftButton
TEE = GarmentFile(Path("/wardrobe/tee.png"), "Breton T-shirt", Category.TOPS)
JEANS = GarmentFile(Path("/wardrobe/jeans.png"), "Blue jeans", Category.BOTTOMS)
ALL = frozenset(Check)


def click(qtbot: QtBot, page: MirrorPage, name: str) -> None:
    qtbot.mouseClick(control(page, name), LEFT)


def say(qtbot: QtBot, mirror: ScriptedMirror, *events: object) -> None:
    """Let the page hear these."""
    mirror.events += events
    qtbot.waitUntil(lambda: not mirror.events)


def lose(qtbot: QtBot, mirror: ScriptedMirror, trouble: Trouble) -> None:
    error = lost(trouble)
    say(qtbot, mirror, Lost(trouble, error.what, error.next_step))


def cameras(page: MirrorPage) -> QComboBox:
    (box,) = page.findChildren(QComboBox)
    assert box.accessibleName() == "Camera"
    return box


def seen_at(page: MirrorPage, share: float) -> int:
    """How light the view is at this share of its width."""
    image = page.view.grab().toImage()
    return image.pixelColor(round(image.width() * share), image.height() // 2).red()


def test_it_looks_as_soon_as_it_is_seen_and_stops_when_it_is_not(
    qtbot: QtBot, page: MirrorPage, mirror: ScriptedMirror
) -> None:
    assert mirror.last(Look) == Look(None)
    page.hide()
    assert isinstance(mirror.orders[-1], Rest)
    assert not mirror.closed
    page.show()
    qtbot.waitUntil(lambda: isinstance(mirror.orders[-1], Guide) and page.view.has_picture)
    assert mirror.last(Look) == Look(FRONT)


def test_it_shows_a_mirror_image_unless_told_otherwise(qtbot: QtBot, page: MirrorPage) -> None:
    click(qtbot, page, "Help me take a good photo")  # no silhouette in the way
    assert seen_at(page, 0.25) > 200
    assert seen_at(page, 0.75) < 60
    with qtbot.waitSignal(page.mirrored_chosen) as chosen:
        click(qtbot, page, "Show me as in a mirror")
    assert chosen.args == [False]
    assert seen_at(page, 0.25) < 60


def test_the_camera_is_chosen_and_turned(qtbot: QtBot, page: MirrorPage, mirror: ScriptedMirror) -> None:
    box = cameras(page)
    assert [box.itemText(row) for row in range(box.count())] == ["Front camera", "Side camera"]
    assert box.currentText() == "Front camera"
    box.setFocus()
    with qtbot.waitSignal(page.camera_chosen) as chosen:
        qtbot.keyClick(box, Qt.Key.Key_Down)
        qtbot.keyClick(box, Qt.Key.Key_Return)
    assert chosen.args == ["Side camera"]
    qtbot.waitUntil(lambda: page.view.has_picture)
    assert mirror.last(Look) == Look(SIDE)
    click(qtbot, page, "Turn the picture by a quarter")
    assert mirror.last(Look) == Look(SIDE, Turn.RIGHT)
    qtbot.waitUntil(lambda: page.view.image.height() == 640)


def test_cameras_come_and_go_while_one_is_in_use(qtbot: QtBot, page: MirrorPage, mirror: ScriptedMirror) -> None:
    third = Webcam(4)
    say(qtbot, mirror, Listed((FRONT, third)))
    box = cameras(page)
    assert [box.itemText(row) for row in range(box.count())] == ["Front camera", "Camera 5"]
    assert box.currentText() == "Front camera"


def test_the_camera_of_the_last_time_is_taken_again(qtbot: QtBot, mirror: ScriptedMirror, tmp_path: Path) -> None:
    page = MirrorPage(tmp_path, camera="Side camera", start=lambda: mirror)
    qtbot.addWidget(page)
    page.show()
    qtbot.waitUntil(lambda: mirror.last(Look) == Look(SIDE))
    page.shut_down()


def test_a_film_plays_in_place_of_a_camera(qtbot: QtBot, mirror: ScriptedMirror, tmp_path: Path) -> None:
    film = Film(tmp_path / "walk.mp4")
    page = MirrorPage(tmp_path, film=film, start=lambda: mirror)
    qtbot.addWidget(page)
    page.show()
    assert mirror.last(Look) == Look(film)
    qtbot.waitUntil(lambda: cameras(page).currentText() == "walk.mp4")
    page.shut_down()


@pytest.mark.parametrize(
    ("trouble", "words", "can_retry"),
    [
        (Trouble.NONE_FOUND, "No camera was found.", False),
        (Trouble.DENIED, "The fitting room may not use the camera.", True),
        (Trouble.BUSY, "The camera gives no picture.", True),
        (Trouble.UNPLUGGED, "The camera was unplugged.", False),
    ],
)
def test_every_trouble_says_what_to_do_and_goes_away_by_itself(
    qtbot: QtBot, page: MirrorPage, mirror: ScriptedMirror, trouble: Trouble, words: str, can_retry: bool
) -> None:
    lose(qtbot, mirror, trouble)
    assert page.trouble.isVisible()
    assert page.trouble.text.startswith(words)
    assert page.trouble.accessibleName() == page.trouble.text
    assert control(page, "Try again").isVisible() is can_retry
    assert not control(page, "Take the photo").isEnabled()
    say(qtbot, mirror, Opened(FRONT, (640, 480)))
    mirror.show(np.full((480, 640, 3), 90, np.uint8))
    qtbot.waitUntil(page.view.isVisible)
    assert control(page, "Take the photo").isEnabled()


def test_trying_again_looks_again(qtbot: QtBot, page: MirrorPage, mirror: ScriptedMirror) -> None:
    lose(qtbot, mirror, Trouble.DENIED)
    looks = sum(isinstance(order, Look) for order in mirror.orders)
    click(qtbot, page, "Try again")
    assert sum(isinstance(order, Look) for order in mirror.orders) == looks + 1


def test_garments_are_worn_and_named(qtbot: QtBot, page: MirrorPage, mirror: ScriptedMirror) -> None:
    options = RenderOptions(fit=Fit.LOOSE)
    page.wear((TEE, JEANS), options)
    assert mirror.last(Wear) == Wear((TEE, JEANS), options)
    assert page.panel.worn == "Getting Breton T-shirt, Blue jeans ready…"
    say(qtbot, mirror, Wearing((TEE, JEANS)))
    assert page.panel.worn == "Wearing Breton T-shirt, Blue jeans"
    before = len(mirror.orders)
    page.wear((TEE, JEANS), options)
    assert len(mirror.orders) == before


def test_garments_chosen_before_the_page_is_seen_are_worn_when_it_is(
    qtbot: QtBot, mirror: ScriptedMirror, tmp_path: Path
) -> None:
    page = MirrorPage(tmp_path, start=lambda: mirror)
    qtbot.addWidget(page)
    page.wear((TEE,))
    assert mirror.orders == []
    page.show()
    assert mirror.last(Wear) == Wear((TEE,))
    page.shut_down()


def test_a_garment_that_cannot_be_worn_is_explained(qtbot: QtBot, page: MirrorPage, mirror: ScriptedMirror) -> None:
    page.wear((TEE,))
    say(qtbot, mirror, CannotWear("No garment can be made out.", "Use another picture."))
    assert page.message.text == "No garment can be made out. Use another picture."
    assert page.panel.worn == ""


def test_tops_need_no_legs(page: MirrorPage, mirror: ScriptedMirror) -> None:
    assert mirror.last(Guide) == Guide(frozenset())
    page.wear((TEE,))
    assert mirror.last(Guide) == Guide(frozenset({Category.TOPS}))
    page.coach_for(frozenset({Category.DRESSES}))
    assert mirror.last(Guide) == Guide(frozenset({Category.TOPS, Category.DRESSES}))


def test_the_coach_ticks_speaks_and_counts(qtbot: QtBot, page: MirrorPage, mirror: ScriptedMirror) -> None:
    say(qtbot, mirror, Coached(ALL - {Check.ARMS}, Advice.ARMS_OUT, None))
    assert page.view.caption == "Hold your arms a little away from your body."
    assert page.view.accessibleDescription() == page.view.caption
    lines = page.panel.coach.lines
    assert [check for check, line in lines.items() if not line.ticked] == [Check.ARMS]
    assert lines[Check.ARMS].accessibleName() == "Arms a little out: not yet"
    assert lines[Check.LIGHT].accessibleName() == "Enough light: done"
    say(qtbot, mirror, Coached(ALL, None, 2))
    assert page.view.caption == "Very good. Hold still."
    assert page.view.countdown == 2


def test_without_the_coach_nothing_is_said(qtbot: QtBot, page: MirrorPage, mirror: ScriptedMirror) -> None:
    say(qtbot, mirror, Coached(ALL, None, 2))
    click(qtbot, page, "Help me take a good photo")
    assert mirror.last(Guide) == Guide(frozenset(), on=False)
    assert page.view.countdown is None
    assert page.view.caption == ""
    assert not page.panel.coach.isVisible()


def test_space_takes_the_photo_and_the_best_shot_is_kept(
    qtbot: QtBot, page: MirrorPage, mirror: ScriptedMirror, tmp_path: Path
) -> None:
    qtbot.keyClick(page.view, Qt.Key.Key_Space)
    assert isinstance(mirror.orders[-1], Shoot)
    assert not control(page, "Take the photo").isEnabled()
    mirror.take(best=1)
    qtbot.waitUntil(lambda: control(page, "Use this photo").isVisible())
    assert control(page, "Photo 2 of 3").isChecked()
    assert page.view.image.pixelColor(5, 5).red() == 120
    with qtbot.waitSignal(page.photo_taken) as taken:
        click(qtbot, page, "Use this photo")
    assert mirror.last(Keep) == Keep(1, tmp_path)
    assert taken.args == [tmp_path / "photo-1.png"]
    assert control(page, "Take the photo").isVisible()


def test_another_shot_can_be_chosen(qtbot: QtBot, page: MirrorPage, mirror: ScriptedMirror, tmp_path: Path) -> None:
    mirror.take(best=1)
    qtbot.waitUntil(lambda: control(page, "Use this photo").isVisible())
    click(qtbot, page, "Photo 3 of 3")
    assert page.view.image.pixelColor(5, 5).red() == 180
    page.capture()
    assert mirror.last(Keep) == Keep(2, tmp_path)


@pytest.mark.parametrize("how", ["Take another", "Esc"])
def test_the_shots_can_be_thrown_away(qtbot: QtBot, page: MirrorPage, mirror: ScriptedMirror, how: str) -> None:
    mirror.take()
    qtbot.waitUntil(lambda: control(page, "Use this photo").isVisible())
    if how == "Esc":
        qtbot.keyClick(page.view, Qt.Key.Key_Escape)
    else:
        click(qtbot, page, how)
    assert isinstance(mirror.orders[-1], Retake)
    assert page.view.image.width() == 640
    assert not page.cancel()


def test_a_photo_that_cannot_be_saved_is_not_lost(qtbot: QtBot, page: MirrorPage, mirror: ScriptedMirror) -> None:
    mirror.take()
    qtbot.waitUntil(lambda: control(page, "Use this photo").isVisible())
    say(qtbot, mirror, CannotKeep("The disk is full.", "Make room, then try again."))
    assert page.message.text == "The disk is full. Make room, then try again."
    assert control(page, "Use this photo").isVisible()


def test_unplugging_throws_nothing_but_the_picture_away(qtbot: QtBot, page: MirrorPage, mirror: ScriptedMirror) -> None:
    page.wear((TEE,))
    mirror.take()
    qtbot.waitUntil(lambda: control(page, "Use this photo").isVisible())
    lose(qtbot, mirror, Trouble.UNPLUGGED)
    assert control(page, "Use this photo").isVisible()
    assert page.view.isVisible()
    with qtbot.waitSignal(page.photo_taken):
        click(qtbot, page, "Use this photo")
    assert page.trouble.isVisible()


def test_done_closes_the_page(qtbot: QtBot, page: MirrorPage) -> None:
    with qtbot.waitSignal(page.closed):
        click(qtbot, page, "Done")


def test_after_a_while_unseen_the_process_ends_and_starts_again_when_needed(
    qtbot: QtBot, page: MirrorPage, mirror: ScriptedMirror
) -> None:
    page.hide()
    page._idle.start(1)
    qtbot.waitUntil(lambda: mirror.dismissed)
    assert not mirror.closed  # the window does not wait for it
    page.show()
    qtbot.waitUntil(lambda: page.view.has_picture)


def test_shutting_down_ends_the_mirror(page: MirrorPage, mirror: ScriptedMirror) -> None:
    page.shut_down()
    assert mirror.closed
    assert not page.view.has_picture


@pytest.mark.parametrize("size", [(1220, 820), (640, 1000)])
def test_everything_fits_beside_or_below_the_picture(
    qtbot: QtBot, page: MirrorPage, mirror: ScriptedMirror, size: tuple[int, int]
) -> None:
    page.resize(*size)
    mirror.take()
    qtbot.waitUntil(lambda: control(page, "Use this photo").isVisible())
    beside = page.panel.geometry().left() > page.view.mapTo(page, page.view.rect().topRight()).x() - 5
    assert beside is (size[0] > size[1])
    for button in page.findChildren(QAbstractButton):
        if button.isVisible():
            parent = button.parentWidget()
            assert parent.rect().contains(button.geometry()), button.accessibleName()


def test_every_control_has_a_name(page: MirrorPage) -> None:
    focusable = [
        widget
        for widget in page.findChildren(QWidget)
        if isinstance(widget, QAbstractButton | QComboBox) or widget.focusPolicy() & Qt.FocusPolicy.TabFocus
    ]
    assert len(focusable) > 8
    assert [widget for widget in focusable if not widget.accessibleName()] == []
