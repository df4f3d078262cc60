"""The outfit board, by clicks, keys and drops: every way leads to an outfit that can be worn, or to a reason."""

from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPoint, QPointF, QSize, Qt
from PySide6.QtGui import QDrag, QDragEnterEvent, QDropEvent, QPixmap
from PySide6.QtWidgets import QAbstractButton, QApplication, QHBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from fitting_room.domain.garment import Category
from fitting_room.domain.tryon import Fit
from fitting_room.studio.recipe import GarmentFile
from fitting_room.studio.session import Scene
from fitting_room.ui.garment_mime import pack_garment
from fitting_room.ui.outfit_board import OutfitBoard

TOP = GarmentFile(Path("top.png"), "Breton", Category.TOPS)
OTHER_TOP = GarmentFile(Path("other.png"), "Camel sweater", Category.TOPS)
BOTTOM = GarmentFile(Path("jeans.png"), "Blue jeans", Category.BOTTOMS)
DRESS = GarmentFile(Path("dress.png"), "Wine-red dress", Category.DRESSES)
UNKNOWN = GarmentFile(Path("what.png"), "Scan 3")
LEFT, COPY, PLAIN = Qt.MouseButton.LeftButton, Qt.DropAction.CopyAction, Qt.KeyboardModifier.NoModifier


def load_blue(garment: GarmentFile, size: QSize, deliver: object) -> None:
    picture = QPixmap(size)
    picture.fill(Qt.GlobalColor.blue)
    deliver(picture)  # type: ignore[operator]


@pytest.fixture
def board(qtbot: QtBot) -> OutfitBoard:
    window = QWidget()
    made = OutfitBoard(load_blue)
    QHBoxLayout(window).addWidget(made)
    qtbot.addWidget(window)
    window.resize(760, 220)
    window.show()
    qtbot.waitExposed(window)
    made.window_around = window  # type: ignore[attr-defined]  # keeps it alive
    return made


def wear(board: OutfitBoard, *garments: GarmentFile) -> Scene:
    scene = Scene(Path("me.jpg"))
    for garment in garments:
        scene = scene.wearing(garment)
    board.show_scene(scene)
    return scene


def control(board: OutfitBoard, name: str) -> QAbstractButton:
    found = [button for button in board.findChildren(QAbstractButton) if button.accessibleName() == name]
    assert len(found) == 1, f"{len(found)} controls are called “{name}”"
    return found[0]


def names(board: OutfitBoard) -> set[str]:
    return {button.accessibleName() for button in board.findChildren(QAbstractButton)}


def drag_over(widget: QWidget, data: QMimeData, drop: bool = True) -> tuple[bool, bool]:
    entering = QDragEnterEvent(QPoint(9, 9), COPY, data, LEFT, PLAIN)
    dropping = QDropEvent(QPointF(9, 9), COPY, data, LEFT, PLAIN)
    for event in (entering, dropping) if drop else (entering,):
        event.ignore()
        QApplication.sendEvent(widget, event)
    return entering.isAccepted(), dropping.isAccepted()


def test_an_empty_board_says_what_could_go_where(board: OutfitBoard) -> None:
    assert {"Top: empty", "Bottoms: empty", "Dress: empty"} <= names(board)
    assert not control(board, "Take all off").isEnabled()


def test_a_dropped_garment_is_worn_at_once(qtbot: QtBot, board: OutfitBoard) -> None:
    wear(board, TOP)
    with qtbot.waitSignal(board.changed) as wanted:
        assert drag_over(board, pack_garment(BOTTOM)) == (True, True)
    assert wanted.args == [Scene(Path("me.jpg"), (BOTTOM, TOP))]
    assert {"Top: Breton", "Bottoms: Blue jeans", "Dress: not with “Blue jeans” + “Breton”"} <= names(board)


def test_a_garment_of_the_same_kind_is_swapped(qtbot: QtBot, board: OutfitBoard) -> None:
    wear(board, TOP, BOTTOM)
    with qtbot.waitSignal(board.changed) as wanted:
        drag_over(board, pack_garment(OTHER_TOP))
    assert wanted.args[0].garments == (BOTTOM, OTHER_TOP)


@pytest.mark.parametrize(
    ("worn", "dropped", "reason"),
    [
        ((DRESS,), TOP, "Nothing goes with a dress. Take off “Wine-red dress” first"),
        ((TOP, BOTTOM), DRESS, "A dress is worn alone. Take off “Blue jeans” + “Breton” first"),
        ((), UNKNOWN, "It is not known where “Scan 3” is worn."),
    ],
)
def test_what_cannot_be_worn_now_is_refused_with_the_reason(
    qtbot: QtBot, board: OutfitBoard, worn: tuple[GarmentFile, ...], dropped: GarmentFile, reason: str
) -> None:
    wear(board, *worn)
    with qtbot.assertNotEmitted(board.changed):
        assert drag_over(board, pack_garment(dropped)) == (False, False)
    assert board.reason.startswith(reason)


def test_files_and_text_are_none_of_its_business(qtbot: QtBot, board: OutfitBoard) -> None:
    data = QMimeData()
    data.setText("hello")
    with qtbot.assertNotEmitted(board.changed):
        assert drag_over(board, data) == (False, False)
    assert board.reason == ""


def test_a_click_on_a_place_asks_for_what_could_be_worn_there(qtbot: QtBot, board: OutfitBoard) -> None:
    wear(board, TOP)
    with qtbot.waitSignal(board.choice_wanted) as asked:
        qtbot.mouseClick(control(board, "Bottoms: empty"), LEFT)
    assert asked.args == [Category.BOTTOMS]
    slot = control(board, "Top: Breton")
    slot.setFocus()
    with qtbot.waitSignal(board.choice_wanted) as asked:
        qtbot.keyClick(slot, Qt.Key.Key_Return)
    assert asked.args == [Category.TOPS]


def test_a_click_on_a_place_in_the_way_of_which_something_is_tells_why(qtbot: QtBot, board: OutfitBoard) -> None:
    wear(board, DRESS)
    slot = control(board, "Top: not with “Wine-red dress”")
    with qtbot.assertNotEmitted(board.choice_wanted):
        qtbot.mouseClick(slot, LEFT)
    assert board.reason == slot.accessibleDescription() != ""
    wear(board)
    assert board.reason == ""


def test_a_garment_comes_off_by_its_cross_by_key_and_by_dragging_it_away(
    qtbot: QtBot, board: OutfitBoard, monkeypatch: pytest.MonkeyPatch
) -> None:
    wear(board, TOP, BOTTOM)
    with qtbot.waitSignal(board.changed) as wanted:
        qtbot.mouseClick(control(board, "Take off Breton"), LEFT)
    assert wanted.args[0].garments == (BOTTOM,)
    wear(board, TOP, BOTTOM)
    with qtbot.waitSignal(board.changed) as wanted:
        qtbot.keyClick(control(board, "Bottoms: Blue jeans"), Qt.Key.Key_Delete)
    assert wanted.args[0].garments == (TOP,)
    wear(board, TOP, BOTTOM)
    # The system moves the pointer in `exec`; this drag ends on the empty part of the window.
    monkeypatch.setattr(QDrag, "exec", lambda drag, _: drag_over(board.window(), drag.mimeData()))
    slot = control(board, "Top: Breton")
    with qtbot.waitSignal(board.changed) as wanted:
        qtbot.mousePress(slot, LEFT, pos=QPoint(20, 20))
        qtbot.mouseMove(slot, QPoint(24, 24))
        qtbot.mouseMove(slot, QPoint(70, 70))
    assert wanted.args[0].garments == (BOTTOM,)
    with qtbot.assertNotEmitted(board.changed):
        assert drag_over(board.window(), pack_garment(TOP)) == (False, False)


def test_dragged_onto_the_board_itself_nothing_changes(
    qtbot: QtBot, board: OutfitBoard, monkeypatch: pytest.MonkeyPatch
) -> None:
    wear(board, TOP)
    monkeypatch.setattr(QDrag, "exec", lambda drag, _: drag_over(board, drag.mimeData()))
    slot = control(board, "Top: Breton")
    with qtbot.assertNotEmitted(board.changed):
        qtbot.mousePress(slot, LEFT, pos=QPoint(20, 20))
        qtbot.mouseMove(slot, QPoint(70, 70))


def test_everything_comes_off_at_once(qtbot: QtBot, board: OutfitBoard) -> None:
    wear(board, TOP, BOTTOM)
    with qtbot.waitSignal(board.changed) as wanted:
        qtbot.mouseClick(control(board, "Take all off"), LEFT)
    assert wanted.args == [Scene(Path("me.jpg"))]


def test_fit_tuck_and_layer_order_are_told(qtbot: QtBot, board: OutfitBoard) -> None:
    wear(board, TOP, BOTTOM)
    for name, options in (
        ("Fit: Loose", (Fit.LOOSE, None)),
        ("Top: Over", (Fit.LOOSE, False)),
        ("Layer order: Top in front", (Fit.LOOSE, True)),
        ("Layer order: Bottoms in front", (Fit.LOOSE, False)),
        ("Top: Auto", (Fit.LOOSE, None)),
        ("Layer order: Swap layers", (Fit.LOOSE, True)),
    ):
        with qtbot.waitSignal(board.changed) as wanted:
            qtbot.mouseClick(control(board, name), LEFT)
        assert (wanted.args[0].options.fit, wanted.args[0].options.tuck) == options
    assert control(board, "Top: Tucked in").isChecked()


def test_layers_and_tuck_are_offered_where_they_mean_something(board: OutfitBoard) -> None:
    wear(board, TOP)
    assert control(board, "Top: Auto").isVisible()
    assert not control(board, "Layer order: Swap layers").isVisible()
    wear(board, DRESS)
    assert not control(board, "Top: Auto").isVisible()


def test_the_picture_of_what_is_worn_is_shown_and_the_late_one_of_something_else_is_not(board: OutfitBoard) -> None:
    late: list[object] = []
    slow = OutfitBoard(lambda garment, size, deliver: late.append(deliver))
    wear(slow, TOP)
    wear(slow, OTHER_TOP)
    late[0](QPixmap(30, 40))  # type: ignore[operator]
    slot = control(slow, "Top: Camel sweater")
    assert slot.picture.isNull()  # type: ignore[attr-defined]
    wear(board, TOP)
    image = control(board, "Top: Breton").grab().toImage()
    assert image.pixelColor(30, 60) == Qt.GlobalColor.blue


def test_while_a_garment_hovers_its_place_is_marked(board: OutfitBoard) -> None:
    slot = control(board, "Top: empty")
    before = slot.grab().toImage()
    drag_over(board, pack_garment(TOP), drop=False)
    assert slot.grab().toImage() != before


def test_a_narrow_board_puts_the_controls_below(qtbot: QtBot, board: OutfitBoard) -> None:
    slot, fit = control(board, "Dress: empty"), control(board, "Fit: Tight")

    def is_below() -> bool:
        return fit.mapTo(board, QPoint(0, 0)).y() > slot.mapTo(board, QPoint(0, 0)).y() + 50

    assert not is_below()
    board.window().resize(340, 500)
    qtbot.waitUntil(is_below)
    assert board.window().width() == 340
