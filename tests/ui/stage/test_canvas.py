"""The picture follows wheel and drag, stays where it is when a sharper copy comes, and never leaves the pane."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QPoint, QPointF, QRectF, QSizeF, Qt
from PySide6.QtGui import QColor, QPixmap, QWheelEvent
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from fitting_room.ui.stage import Stage
from fitting_room.ui.stage.look_canvas import LookCanvas
from fitting_room.ui.stage.viewport import Viewport

LEFT = Qt.MouseButton.LeftButton
PICTURE, PANE = QSizeF(1536, 2048), QSizeF(800, 700)
lengths = st.floats(-3000, 3000)


def canvas_of(stage: Stage) -> LookCanvas:
    return stage.findChildren(LookCanvas)[0]


def turn_wheel(widget: QWidget, at: QPointF, notches: int) -> None:
    none, keys = QPoint(), Qt.KeyboardModifier.NoModifier
    turned = QPoint(0, 120 * notches)
    where = QPointF(widget.mapToGlobal(at.toPoint()))
    phase = Qt.ScrollPhase.NoScrollPhase
    event = QWheelEvent(at, where, none, turned, Qt.MouseButton.NoButton, keys, phase, False)
    QApplication.sendEvent(widget, event)


@given(st.lists(st.one_of(st.floats(0.2, 5), st.tuples(lengths, lengths)), max_size=12))
def test_no_gap_ever_opens_beside_the_picture(moves: list[float | tuple[float, float]]) -> None:
    viewport = Viewport()
    for move in moves:
        if isinstance(move, float):
            viewport.zoom_by(move, QPointF(100, 650), PICTURE, PANE)
        else:
            viewport.pan_by(QPointF(*move), PICTURE, PANE)
        frame = viewport.frame(PICTURE, PANE)
        for low, high, room in ((frame.left(), frame.right(), 800), (frame.top(), frame.bottom(), 700)):
            if high - low >= room:
                assert low <= 1e-6
                assert high >= room - 1e-6
            else:
                assert low + high == pytest.approx(room), "a small picture is in the middle"


def test_what_is_under_the_pointer_stays_there() -> None:
    viewport = Viewport()
    viewport.zoom_by(3, QPointF(400, 350), PICTURE, PANE)
    anchor = QPointF(420, 300)
    before = viewport.frame(PICTURE, PANE)
    viewport.zoom_by(1.7, anchor, PICTURE, PANE)
    after = viewport.frame(PICTURE, PANE)
    share = (anchor.x() - before.left()) / before.width()
    assert (anchor.x() - after.left()) / after.width() == pytest.approx(share)


def test_a_sharper_copy_of_the_same_picture_takes_over_without_a_jump() -> None:
    viewport = Viewport()
    viewport.zoom_by(2.5, QPointF(200, 600), PICTURE, PANE)
    frames = [viewport.frame(PICTURE * size, PANE) for size in (0.25, 1.0, 2.0)]
    for one, other in pairwise(frames):
        assert one.topLeft().x() == pytest.approx(other.topLeft().x())
        assert one.height() == pytest.approx(other.height())


def test_the_wheel_zooms_and_a_drag_pans(qtbot: QtBot, stage: Stage) -> None:
    canvas = canvas_of(stage)
    whole = QRectF(canvas.frame)
    middle = canvas.rect().center()
    turn_wheel(canvas, QPointF(middle), 4)
    assert canvas.frame.width() > 2 * whole.width()
    before = canvas.frame.topLeft()
    qtbot.mousePress(canvas, LEFT, pos=middle)
    qtbot.mouseMove(canvas, middle + QPoint(30, 20))
    qtbot.mouseRelease(canvas, LEFT, pos=middle + QPoint(30, 20))
    assert (canvas.frame.topLeft() - before).toPoint() == QPoint(30, 20)
    turn_wheel(canvas, QPointF(middle), -20)
    assert canvas.frame == whole


def test_keys_zoom_and_pan(qtbot: QtBot, stage: Stage) -> None:
    canvas = canvas_of(stage)
    whole = QRectF(canvas.frame)
    for key in (Qt.Key.Key_Plus, Qt.Key.Key_Equal, Qt.Key.Key_Plus, Qt.Key.Key_Minus):
        qtbot.keyClick(canvas, key)
    assert canvas.viewport.zoom == pytest.approx(1.25**2)
    qtbot.keyClick(canvas, Qt.Key.Key_Plus)
    before = canvas.frame.top()
    qtbot.keyClick(canvas, Qt.Key.Key_Down)
    assert canvas.frame.top() < before
    qtbot.keyClick(canvas, Qt.Key.Key_0)
    assert canvas.frame == whole


def test_a_double_click_goes_to_the_pixels_and_back(qtbot: QtBot, stage: Stage) -> None:
    large = QPixmap(3000, 4000)
    large.fill(QColor("green"))
    stage.set_after(large)
    canvas = canvas_of(stage)
    qtbot.mouseDClick(canvas, LEFT)
    assert canvas.scale == pytest.approx(1)
    qtbot.mouseDClick(canvas, LEFT)
    assert canvas.viewport.is_whole


def test_zoom_and_place_survive_a_replaced_look(stage: Stage) -> None:
    canvas = canvas_of(stage)
    canvas.zoom_by(3, QPointF(120, 200))
    before = QRectF(canvas.frame)
    small, large = QPixmap(150, 200), QPixmap(1500, 2000)
    for look in (small, large):
        look.fill(QColor("green"))
        stage.set_after(look)
        assert canvas.frame.topLeft().x() == pytest.approx(before.left())
        assert canvas.frame.height() == pytest.approx(before.height())


def test_a_resting_picture_is_as_crisp_as_the_screen(qtbot: QtBot, stage: Stage) -> None:
    """One-pixel stripes shrunk to a quarter become an even grey, not a pattern."""
    canvas = canvas_of(stage)
    stripes = QPixmap(canvas.width() * 4, canvas.height() * 4)
    stripes.fill(QColor("white"))
    from PySide6.QtGui import QPainter

    painter = QPainter(stripes)
    for x in range(0, stripes.width(), 2):
        painter.fillRect(x, 0, 1, stripes.height(), QColor("black"))
    painter.end()
    stage.set_after(stripes)
    drawn = canvas.grab().toImage()
    greys = {drawn.pixelColor(x, canvas.height() // 2).red() for x in range(60, canvas.width() - 60)}
    assert max(greys) - min(greys) <= 8
    assert 110 < min(greys) < 145


def test_the_tools_zoom_and_say_how_large_the_picture_is(qtbot: QtBot, stage: Stage, named) -> None:
    canvas = canvas_of(stage)
    qtbot.mouseClick(named("Zoom in"), LEFT)
    percent = round(100 * canvas.scale)
    assert named(f"Zoom: {percent} %. Show the whole picture").text() == f"{percent} %"
    qtbot.mouseClick(named("Zoom out"), LEFT)
    assert canvas.viewport.is_whole
