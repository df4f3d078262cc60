"""Pointing at things in the mask editor: looked at first, opened and closed by click and key, undone like strokes."""

import numpy as np
import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from pytestqt.qtbot import QtBot

from fitting_room.domain.mask_edit import MaskEdit, Region, Tool
from fitting_room.studio.messages import MaskLabel, MaskView
from fitting_room.ui.stage import Stage
from fitting_room.ui.stage.mask_editor import MaskEditor

LEFT, RIGHT = Qt.MouseButton.LeftButton, Qt.MouseButton.RightButton
BAG = (((0.05, 0.7), (0.2, 0.7), (0.2, 0.9), (0.05, 0.9)),)
"""A thing on the floor, where nothing may change."""


@pytest.fixture
def asked(stage: Stage) -> list[tuple[tuple[float, float], bool]]:
    told: list[tuple[tuple[float, float], bool]] = []
    stage.thing_wanted.connect(lambda place, clicked: told.append((place, clicked)))
    return told


@pytest.fixture
def editor(qtbot: QtBot, stage: Stage, named) -> MaskEditor:
    stage.toggle_mask()
    stage.open_mask(MaskEdit())
    labels = np.full((400, 300), MaskLabel.CLOSED, np.uint8)
    labels[100:250, 100:200] = MaskLabel.OPEN
    stage.set_mask(MaskView(labels, ()), MaskEdit())
    qtbot.mouseClick(named("Point at things"), LEFT)
    return stage.mask_editor


def at(editor: MaskEditor, x: float, y: float) -> QPoint:
    """A place of the photo, as shares of its longer side, on the canvas."""
    frame = editor.canvas.frame
    return (frame.topLeft() + QPointF(x, y) * frame.height()).toPoint()


def colour(editor: MaskEditor, x: float, y: float) -> str:
    return editor.canvas.grab().toImage().pixelColor(at(editor, x, y)).name()


def test_a_click_opens_the_thing_below_it_when_it_is_known(qtbot: QtBot, editor: MaskEditor, asked, named) -> None:
    before = colour(editor, 0.12, 0.8)
    qtbot.mouseClick(editor.canvas, LEFT, pos=at(editor, 0.1, 0.8))
    ((place, clicked),) = asked
    assert (place, clicked) == (pytest.approx((0.1, 0.8), abs=0.01), True)
    assert editor.edit.is_neutral
    with qtbot.waitSignal(editor.edited):
        editor.set_thing(place, BAG)
    assert editor.edit.strokes == (Region(Tool.BRUSH, BAG),)
    editor.canvas.pointer.rest()
    assert colour(editor, 0.12, 0.8) != before, "it is seen before its mask has been made"
    qtbot.mouseClick(named("Undo the last change"), LEFT)
    assert editor.edit.is_neutral


@pytest.mark.parametrize(
    ("button", "keys"), [(RIGHT, Qt.KeyboardModifier.NoModifier), (LEFT, Qt.KeyboardModifier.AltModifier)]
)
def test_the_right_button_or_alt_closes_it(
    qtbot: QtBot, editor: MaskEditor, asked, button: Qt.MouseButton, keys: Qt.KeyboardModifier
) -> None:
    qtbot.mouseClick(editor.canvas, button, keys, at(editor, 0.1, 0.8))
    editor.set_thing(asked[0][0], BAG)
    assert editor.edit.strokes == (Region(Tool.ERASER, BAG),)


def test_what_the_pointer_rests_on_is_shown_and_a_click_takes_it_at_once(
    qtbot: QtBot, editor: MaskEditor, asked
) -> None:
    before = colour(editor, 0.12, 0.8)
    qtbot.mouseMove(editor.canvas, at(editor, 0.1, 0.8))
    qtbot.waitUntil(lambda: len(asked) == 1)
    place, clicked = asked[0]
    assert not clicked
    editor.set_thing(place, BAG)
    assert colour(editor, 0.12, 0.8) != before
    assert editor.edit.is_neutral, "looking changes nothing"
    qtbot.mouseMove(editor.canvas, at(editor, 0.15, 0.85))
    qtbot.mouseClick(editor.canvas, LEFT, pos=at(editor, 0.15, 0.85))
    assert editor.edit.strokes == (Region(Tool.BRUSH, BAG),)
    assert len(asked) == 1
    qtbot.mouseMove(editor.canvas, at(editor, 0.5, 0.3))
    assert editor.canvas.pointer.thing == ()


def test_keys_move_a_cross_hair_open_and_close(qtbot: QtBot, editor: MaskEditor, asked) -> None:
    canvas = editor.canvas
    assert "Arrow keys" in canvas.accessibleDescription()
    qtbot.keyClick(canvas, Qt.Key.Key_Left)
    assert canvas.pointer.place == pytest.approx((0.375, 0.5)), "it begins in the middle"
    for key, times in ((Qt.Key.Key_Left, 5), (Qt.Key.Key_Down, 6)):
        for _ in range(times):
            qtbot.keyClick(canvas, key, Qt.KeyboardModifier.ShiftModifier)
    qtbot.keyClick(canvas, Qt.Key.Key_Up)
    assert canvas.pointer.place == pytest.approx((0.125, 0.79))
    qtbot.keyClick(canvas, Qt.Key.Key_Return)
    editor.set_thing(asked[-1][0], BAG)
    qtbot.keyClick(canvas, Qt.Key.Key_Delete)
    assert editor.edit.strokes == (Region(Tool.BRUSH, BAG), Region(Tool.ERASER, BAG))


def test_the_photo_follows_a_cross_hair_that_leaves_the_pane(qtbot: QtBot, editor: MaskEditor) -> None:
    canvas = editor.canvas
    canvas.zoom_by(4)
    for _ in range(12):
        qtbot.keyClick(canvas, Qt.Key.Key_Up, Qt.KeyboardModifier.ShiftModifier)
    frame = canvas.frame
    assert canvas.pointer.place is not None
    point = frame.topLeft() + QPointF(*canvas.pointer.place) * frame.height()
    assert canvas.rect().contains(point.toPoint())


def test_another_tool_puts_the_pointer_away(qtbot: QtBot, editor: MaskEditor, asked, named) -> None:
    qtbot.mouseClick(named("Brush"), LEFT)
    qtbot.mouseClick(editor.canvas, LEFT, pos=at(editor, 0.1, 0.8))
    assert asked == []
    assert len(editor.edit.strokes) == 1
    assert editor.canvas.accessibleDescription() == ""
