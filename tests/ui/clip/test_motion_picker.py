"""The picker of motions by clicks and keys: every card moves while it is seen, one is chosen, two lead elsewhere."""

from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QAccessible, QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot

from fitting_room.motion.library import BUNDLED, bundled
from fitting_room.ui.clip import motion_grid
from fitting_room.ui.clip.motion_picker import MotionPicker, film_in
from fitting_room.ui.clip.motions import MotionCard

LEFT = Qt.MouseButton.LeftButton
OWN = MotionCard("/motions/wave.json", "My wave", bundled("raise"), own=True)


@pytest.fixture
def picker(qtbot: QtBot) -> MotionPicker:
    widget = MotionPicker()
    qtbot.addWidget(widget)
    widget.show_own([OWN])
    widget.choose("walk")
    widget.resize(420, 640)
    with qtbot.waitExposed(widget):
        widget.show()
    widget.activateWindow()
    widget.grid.setFocus()
    qtbot.waitUntil(lambda: all(card.motion is not None for card in widget.model.cards))
    return widget


def names(picker: MotionPicker) -> list[str]:
    model = picker.model
    return [str(model.index(row).data()) for row in range(model.rowCount())]


def click(qtbot: QtBot, picker: MotionPicker, name: str) -> None:
    index = picker.model.index(names(picker).index(name))
    picker.grid.scrollTo(index)
    qtbot.mouseClick(picker.grid.viewport(), LEFT, pos=picker.grid.visualRect(index).center())


def painted(picker: MotionPicker) -> bytes:
    image = picker.grid.viewport().grab().toImage()
    return bytes(image.constBits())


def test_bundled_motions_come_first_then_ones_own_then_the_ways_to_another(picker: MotionPicker) -> None:
    assert names(picker) == [
        "Idle sway", "Turn left and right", "Full turn", "Walk", "Raise arms", "Hand on hip", "Short dance",
        "My wave", "Record my own…", "From a film…",
    ]  # fmt: skip


def test_a_click_chooses(qtbot: QtBot, picker: MotionPicker) -> None:
    with qtbot.waitSignal(picker.chosen) as told:
        click(qtbot, picker, "Short dance")
    assert told.args == ["dance"]
    assert picker.motion == "dance"


def test_arrow_keys_choose_and_pass_over_what_leads_elsewhere(qtbot: QtBot, picker: MotionPicker) -> None:
    qtbot.keyClick(picker.grid, Qt.Key.Key_Right)
    assert picker.motion == "raise"
    qtbot.keyClick(picker.grid, Qt.Key.Key_Up)
    assert picker.motion == "turn"
    qtbot.keyClick(picker.grid, Qt.Key.Key_End)
    assert picker.motion == "turn", "the last card is no motion"
    with qtbot.waitSignal(picker.film_wanted):
        qtbot.keyClick(picker.grid, Qt.Key.Key_Return)


def test_the_ways_to_another_motion_can_be_clicked(qtbot: QtBot, picker: MotionPicker) -> None:
    with qtbot.waitSignal(picker.record_wanted):
        click(qtbot, picker, "Record my own…")
    assert picker.motion == "walk"


def test_ones_own_can_be_removed_and_bundled_ones_cannot(qtbot: QtBot, picker: MotionPicker) -> None:
    with qtbot.assertNotEmitted(picker.removal_wanted):
        qtbot.keyClick(picker.grid, Qt.Key.Key_Delete)
    click(qtbot, picker, "My wave")
    with qtbot.waitSignal(picker.removal_wanted) as told:
        qtbot.keyClick(picker.grid, Qt.Key.Key_Delete)
    assert told.args == [OWN.id]


def test_every_card_moves_while_it_is_seen_and_rests_unseen(qtbot: QtBot, picker: MotionPicker) -> None:
    first = painted(picker)
    qtbot.waitUntil(lambda: painted(picker) != first)
    picker.hide()
    assert not picker.grid.is_moving
    picker.show()
    assert picker.grid.is_moving


def test_where_little_may_move_only_what_has_the_focus_does(
    qtbot: QtBot, picker: MotionPicker, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(motion_grid, "motion_is_wanted", lambda: False)
    cards = {card.id: card for card in picker.model.cards}
    rest = picker.grid.frame_of(cards["dance"], seen=False)
    qtbot.waitUntil(lambda: len({picker.grid.frame_of(cards["walk"], seen=True) for _ in range(3)} - {0}) > 0)
    assert picker.grid.frame_of(cards["dance"], seen=False) == rest


def test_a_motion_that_is_gone_gives_way_to_the_first(picker: MotionPicker) -> None:
    picker.choose(OWN.id)
    picker.show_own([])
    assert picker.motion == BUNDLED[0]


def test_screen_readers_hear_which_one_is_chosen_and_which_are_ones_own(picker: MotionPicker) -> None:
    told = [str(picker.model.index(row).data(Qt.ItemDataRole.AccessibleTextRole)) for row in (3, 4, 7, 8)]
    assert told == ["Walk, chosen", "Raise arms", "My wave, your own", "Record my own"]
    face = QAccessible.queryAccessibleInterface(picker.grid)
    assert face.text(QAccessible.Text.Name) == "Motions"


@pytest.mark.parametrize(("names_", "film"), [(["a.MOV"], "a.MOV"), (["a.jpg"], None), (["a.mp4", "b.mp4"], None)])
def test_one_film_can_be_dropped(names_: list[str], film: str | None) -> None:
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(f"/films/{name}") for name in names_])
    assert film_in(data) == (None if film is None else Path("/films") / film)


def test_a_film_that_is_dropped_is_wanted_and_a_photo_is_the_windows(qtbot: QtBot, picker: MotionPicker) -> None:
    copy, none = Qt.DropAction.CopyAction, Qt.KeyboardModifier.NoModifier
    photo, film = QMimeData(), QMimeData()
    photo.setUrls([QUrl.fromLocalFile("/photos/me.jpg")])
    film.setUrls([QUrl.fromLocalFile("/films/me.mp4")])
    for data, taken in ((photo, False), (film, True)):
        entering = QDragEnterEvent(QPointF(50, 50).toPoint(), copy, data, LEFT, none)
        picker.dragEnterEvent(entering)
        assert entering.isAccepted() is taken
    with qtbot.waitSignal(picker.film_dropped) as told:
        picker.dropEvent(QDropEvent(QPointF(50, 50), copy, film, LEFT, none))
    assert told.args == [Path("/films/me.mp4")]


def test_there_is_nothing_without_a_name(picker: MotionPicker) -> None:
    assert all(button.accessibleName() for button in picker.findChildren(QPushButton))
