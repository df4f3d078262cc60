"""The mask editor: handles, brush, eraser and protection change the edit; everything can be undone, all by keys too."""

import numpy as np
import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QAccessible, QKeySequence, qGray
from pytestqt.qtbot import QtBot

from fitting_room.domain.handle_track import HandleTrack
from fitting_room.domain.mask_edit import Handle, MaskEdit, Protection, Stroke, Tool
from fitting_room.studio.messages import MaskLabel, MaskView
from fitting_room.ui.stage import Stage
from fitting_room.ui.stage.mask_editor import MaskEditor
from fitting_room.ui.stage.views import StageView

LEFT = Qt.MouseButton.LeftButton
OFFSETS = (-1.0, 0.0, 1.0)


def mask_view() -> MaskView:
    """A torso that may change, a head that is protected, and a handle on every edge."""
    labels = np.zeros((400, 300), np.uint8)
    labels[100:250, 100:200] = MaskLabel.OPEN
    labels[40:90, 130:170] = MaskLabel.PROTECTED
    ways = {
        Handle.SLEEVE: [(0.3, 0.3), (0.2, 0.4), (0.1, 0.5)],
        Handle.HEM: [(0.375, 0.4), (0.375, 0.625), (0.375, 0.85)],
        Handle.LEFT: [(0.4, 0.5), (0.5, 0.5), (0.6, 0.5)],
        Handle.RIGHT: [(0.35, 0.45), (0.25, 0.45), (0.15, 0.45)],
    }
    return MaskView(labels, tuple(HandleTrack(handle, OFFSETS, tuple(way), 0.1) for handle, way in ways.items()))


@pytest.fixture
def editor(qtbot: QtBot, stage: Stage) -> MaskEditor:
    stage.toggle_mask()
    stage.open_mask(MaskEdit())
    stage.set_mask(mask_view(), MaskEdit())
    return stage.mask_editor


def at(editor: MaskEditor, x: float, y: float) -> QPoint:
    """A place of the photo, as shares of its longer side, on the canvas."""
    frame = editor.canvas.frame
    return (frame.topLeft() + QPointF(x, y) * frame.height()).toPoint()


def colour(editor: MaskEditor, x: float, y: float) -> str:
    return editor.canvas.grab().toImage().pixelColor(at(editor, x, y)).name()


def paint(qtbot: QtBot, editor: MaskEditor, *places: tuple[float, float]) -> None:
    first, *others = (at(editor, *place) for place in places)
    qtbot.mousePress(editor.canvas, LEFT, pos=first)
    for place in others:
        qtbot.mouseMove(editor.canvas, place)
    qtbot.mouseRelease(editor.canvas, LEFT, pos=others[-1] if others else first)


def drag(qtbot: QtBot, editor: MaskEditor, handle: Handle, by: QPoint) -> None:
    knob = editor.canvas.handles[handle]
    middle = knob.rect().center()
    qtbot.mousePress(knob, LEFT, pos=middle)
    start = knob.mapToParent(middle)  # The knob moves below the pointer, the canvas does not.
    for step in (0.3, 0.6, 1.0):
        qtbot.mouseMove(knob, knob.mapFromParent(start + by * step))
    qtbot.mouseRelease(knob, LEFT, pos=middle)


def test_open_and_protected_look_different_from_the_photo_and_each_other(editor: MaskEditor) -> None:
    photo, opened, protected = (colour(editor, x, y) for x, y in ((0.05, 0.9), (0.375, 0.35), (0.375, 0.16)))
    assert photo == "#ff0000"
    assert len({photo, opened, protected}) == 3


def test_protection_can_be_told_without_colours(editor: MaskEditor) -> None:
    """It is hatched: its brightness changes from pixel to pixel, that of what is open does not."""
    image = editor.canvas.grab().toImage()

    def spread(x: float, y: float) -> int:
        start = at(editor, x, y)
        greys = [qGray(image.pixel(start + QPoint(0, step))) for step in range(24)]
        return max(greys) - min(greys)

    assert spread(0.36, 0.14) > 25
    assert spread(0.3, 0.35) < 5


def test_a_handle_is_dragged_along_its_track_and_undone_at_once(qtbot: QtBot, editor: MaskEditor, named) -> None:
    with qtbot.waitSignal(editor.edited) as told:
        drag(qtbot, editor, Handle.HEM, QPoint(0, round(0.225 * 0.5 * editor.canvas.frame.height())))
    assert editor.edit.hem == pytest.approx(0.5, abs=0.03)
    assert editor.edit == MaskEdit(hem=editor.edit.hem)
    assert told.args == [editor.edit]
    qtbot.mouseClick(named("Undo the last change"), LEFT)
    assert editor.edit.is_neutral
    assert editor.canvas.handles[Handle.HEM].value() == 0
    qtbot.mouseClick(named("Redo the change"), LEFT)
    assert editor.edit.hem == pytest.approx(0.5, abs=0.03)


def test_arrows_move_a_handle_the_way_they_point(qtbot: QtBot, editor: MaskEditor, named) -> None:
    hem, right = named("Hem"), named("Person's right side")
    qtbot.keyClick(hem, Qt.Key.Key_Down)
    assert editor.edit.hem > 0
    qtbot.keyClick(hem, Qt.Key.Key_Right)
    assert editor.edit.hem == pytest.approx(0.02), "across its track an arrow does nothing"
    qtbot.keyClick(right, Qt.Key.Key_Left, Qt.KeyboardModifier.ShiftModifier)
    assert editor.edit.right == pytest.approx(0.1), "outwards is to the left here"
    qtbot.keyClick(right, Qt.Key.Key_Delete)
    assert editor.edit.right == 0


def test_tab_reaches_every_handle(qtbot: QtBot, editor: MaskEditor) -> None:
    editor.canvas.setFocus()
    reached = set()
    for _ in range(30):
        focused = editor.window().focusWidget()
        reached.add(focused.accessibleName())
        qtbot.keyClick(focused, Qt.Key.Key_Tab)
    assert {"Sleeve", "Hem", "Person's left side", "Person's right side", "Protect: Hands", "Apply the mask"} <= reached


def test_a_stroke_is_seen_at_once_and_told(qtbot: QtBot, editor: MaskEditor, named) -> None:
    qtbot.mouseClick(named("Brush"), LEFT)
    before = colour(editor, 0.1, 0.8)
    with qtbot.waitSignal(editor.edited):
        paint(qtbot, editor, (0.08, 0.8), (0.15, 0.8), (0.2, 0.82))
    (stroke,) = editor.edit.strokes
    assert stroke.tool is Tool.BRUSH
    assert stroke.points[0] == pytest.approx((0.08, 0.8), abs=0.01)
    assert colour(editor, 0.1, 0.8) != before
    qtbot.mouseClick(named("Eraser"), LEFT)
    paint(qtbot, editor, (0.3, 0.35), (0.35, 0.35))
    assert editor.edit.strokes[1].tool is Tool.ERASER
    assert colour(editor, 0.32, 0.35) == "#ff0000", "the photo shows where the mask was erased"


def test_brackets_change_the_size_of_the_brush(qtbot: QtBot, editor: MaskEditor, named) -> None:
    qtbot.mouseClick(named("Brush"), LEFT)
    radius = editor.canvas.radius
    qtbot.keyClick(editor.canvas, Qt.Key.Key_BracketRight)
    qtbot.keyClick(editor.canvas, Qt.Key.Key_BracketRight)
    assert editor.canvas.radius == pytest.approx(radius * 1.25**2, rel=0.03)
    for _ in range(40):
        qtbot.keyClick(editor.canvas, Qt.Key.Key_BracketLeft)
    paint(qtbot, editor, (0.5, 0.5), (0.6, 0.5))
    assert 0 < editor.edit.strokes[0].radius < radius


def test_space_pans_while_painting(qtbot: QtBot, editor: MaskEditor, named) -> None:
    qtbot.mouseClick(named("Brush"), LEFT)
    editor.canvas.zoom_by(3)
    corner = editor.canvas.frame.topLeft()
    qtbot.keyPress(editor.canvas, Qt.Key.Key_Space)
    paint(qtbot, editor, (0.4, 0.5), (0.45, 0.55))
    qtbot.keyRelease(editor.canvas, Qt.Key.Key_Space)
    assert editor.edit.strokes == ()
    assert editor.canvas.frame.topLeft() != corner
    paint(qtbot, editor, (0.4, 0.5), (0.45, 0.55))
    assert len(editor.edit.strokes) == 1


def test_protection_is_lifted_by_a_click_and_by_its_name(qtbot: QtBot, editor: MaskEditor, named) -> None:
    hands = named("Protect: Hands")
    assert hands.isChecked()
    qtbot.mouseClick(hands, LEFT)
    assert editor.edit.lifted == {Protection.HANDS}
    qtbot.keySequence(editor.canvas, QKeySequence.StandardKey.Undo)
    assert hands.isChecked()


def test_keys_undo_and_redo_inside_the_editor(qtbot: QtBot, editor: MaskEditor, named) -> None:
    control, shift = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier
    for part in ("Hands", "Hair"):
        qtbot.mouseClick(named(f"Protect: {part}"), LEFT)
    qtbot.keyClick(editor.canvas, Qt.Key.Key_Z, control)
    assert editor.edit.lifted == {Protection.HANDS}
    qtbot.keyClick(editor.canvas, Qt.Key.Key_Z, control | shift)
    assert editor.edit.lifted == {Protection.HANDS, Protection.HAIR}


def test_reset_is_a_change_like_any_other(qtbot: QtBot, stage: Stage, named) -> None:
    remembered = MaskEdit(hem=0.3, strokes=(Stroke(Tool.BRUSH, ((0.5, 0.5),), 0.1),))
    stage.toggle_mask()
    stage.open_mask(remembered)
    qtbot.mouseClick(named("Reset the mask"), LEFT)
    assert stage.mask_editor.edit.is_neutral
    qtbot.mouseClick(named("Undo the last change"), LEFT)
    assert stage.mask_editor.edit == remembered


def test_apply_tells_the_edit_and_leaves_the_editor(qtbot: QtBot, stage: Stage, editor: MaskEditor, named) -> None:
    qtbot.keyClick(named("Hem"), Qt.Key.Key_Down)
    with qtbot.waitSignal(stage.mask_applied) as told:
        qtbot.mouseClick(named("Apply the mask"), LEFT)
    assert told.args == [MaskEdit(hem=0.02)]
    assert stage.view is StageView.LOOK


def test_looking_elsewhere_loses_nothing(qtbot: QtBot, stage: Stage, editor: MaskEditor, named) -> None:
    qtbot.keyClick(named("Hem"), Qt.Key.Key_Down)
    with qtbot.waitSignal(stage.mask_applied) as told:
        stage.toggle_split()
    assert told.args == [MaskEdit(hem=0.02)]
    assert stage.view is StageView.SPLIT


def test_escape_leaves_everything_as_it_was(qtbot: QtBot, stage: Stage, editor: MaskEditor, named) -> None:
    qtbot.keyClick(named("Hem"), Qt.Key.Key_Down)
    with qtbot.assertNotEmitted(stage.mask_applied):
        qtbot.keyClick(editor.canvas, Qt.Key.Key_Escape)
    assert stage.view is StageView.LOOK
    assert editor.edit.is_neutral


def test_what_was_painted_stays_seen_until_its_mask_comes(qtbot: QtBot, editor: MaskEditor, named) -> None:
    qtbot.mouseClick(named("Brush"), LEFT)
    paint(qtbot, editor, (0.08, 0.8), (0.2, 0.8))
    first = editor.edit
    paint(qtbot, editor, (0.08, 0.9), (0.2, 0.9))
    editor.set_mask(mask_view(), first)
    assert colour(editor, 0.15, 0.9) != "#ff0000", "newer than the mask: still drawn by the editor"
    assert colour(editor, 0.15, 0.8) == "#ff0000", "the mask that came says what the first stroke did"


def test_handles_and_canvas_speak_to_screen_readers(editor: MaskEditor, named) -> None:
    hem = QAccessible.queryAccessibleInterface(named("Hem"))
    assert hem.role() is QAccessible.Role.Slider
    named("Hem").setValue(20)
    assert hem.valueInterface().currentValue() == 20
    canvas = QAccessible.queryAccessibleInterface(editor.canvas)
    assert canvas.role() is QAccessible.Role.Graphic
    assert canvas.text(QAccessible.Text.Name) == "Photo with the mask"
    assert canvas.text(QAccessible.Text.Value).endswith("percent")
