"""Before and after: held, side by side with a line between, and with what changed in colour."""

import numpy as np
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QColor, QPixmap
from PySide6.QtWidgets import QSlider, QWidget
from pytestqt.qtbot import QtBot

from fitting_room.ui.stage import Stage
from fitting_room.ui.stage.look_canvas import LookCanvas
from fitting_room.ui.stage.views import StageView

LEFT = Qt.MouseButton.LeftButton
RED, BLUE = "#ff0000", "#0000ff"


def canvas_of(stage: Stage) -> LookCanvas:
    return stage.findChildren(LookCanvas)[0]


def colour_at(widget: QWidget, x: float, y: float) -> str:
    image = widget.grab().toImage()
    return image.pixelColor(round(x * image.width()), round(y * image.height())).name()


def divider(stage: Stage) -> QSlider:
    return canvas_of(stage).slider


def test_the_line_shows_the_photo_on_its_left_and_the_look_on_its_right(qtbot: QtBot, stage: Stage, named) -> None:
    canvas = canvas_of(stage)
    assert colour_at(canvas, 0.3, 0.8) == BLUE
    qtbot.mouseClick(named("Before and after"), LEFT)
    assert colour_at(canvas, 0.3, 0.8) == RED
    assert colour_at(canvas, 0.7, 0.8) == BLUE
    assert named("Before and after").isChecked()
    qtbot.mouseClick(named("Before and after"), LEFT)
    assert stage.view is StageView.LOOK
    assert colour_at(canvas, 0.3, 0.8) == BLUE


def test_the_line_follows_mouse_and_arrows(qtbot: QtBot, stage: Stage) -> None:
    stage.toggle_split()
    line = divider(stage)
    grip = line.rect().center() + QPoint(6, 0)
    x = line.x_position
    qtbot.mousePress(line, LEFT, pos=grip)
    assert line.x_position == x, "taking hold of it moves nothing"
    qtbot.mouseMove(line, grip + QPoint(100, 0))
    qtbot.mouseRelease(line, LEFT, pos=line.rect().center())
    assert abs(line.x_position - x - 100) < 2
    value = line.value()
    qtbot.keyClick(line, Qt.Key.Key_Left)
    assert line.value() < value
    qtbot.keyClick(line, Qt.Key.Key_Home)
    assert colour_at(canvas_of(stage), 0.3, 0.8) == BLUE
    qtbot.keyClick(line, Qt.Key.Key_End)
    assert colour_at(canvas_of(stage), 0.7, 0.8) == RED


def test_the_line_stays_in_sight_when_zoomed(stage: Stage) -> None:
    stage.toggle_split()
    canvas_of(stage).zoom_by(4)
    assert divider(stage).height() == canvas_of(stage).height()
    assert 0 < divider(stage).x_position < canvas_of(stage).width()


def test_held_before_wins_over_every_view(stage: Stage) -> None:
    for view in (StageView.LOOK, StageView.SPLIT, StageView.CHANGED):
        stage.show_view(view)
        stage.hold_before(True)
        assert colour_at(canvas_of(stage), 0.7, 0.8) == RED
        assert stage.shown.toImage().pixelColor(5, 5).name() == RED
        stage.hold_before(False)


def test_only_what_changed_is_in_colour(stage: Stage) -> None:
    look = QPixmap(300, 400)
    look.fill(QColor("blue"))
    changed = np.zeros((200, 150), np.bool_)
    changed[:, 75:] = True
    stage.set_after(look)
    stage.set_changed(changed)
    stage.toggle_changed()
    canvas = canvas_of(stage)
    assert colour_at(canvas, 0.8, 0.7) == BLUE
    unchanged = QColor(colour_at(canvas, 0.2, 0.7))
    assert unchanged.red() == unchanged.green() == unchanged.blue() > 80


def test_without_a_look_there_is_nothing_to_compare_with(stage: Stage, named) -> None:
    stage.toggle_split()
    stage.set_after(None)
    assert not named("Before and after").isEnabled()
    assert not divider(stage).isVisible()
    assert colour_at(canvas_of(stage), 0.7, 0.8) == RED
    stage.set_after(QPixmap(canvas_of(stage).before))
    assert divider(stage).isVisible(), "the next look is seen as the last one was"
