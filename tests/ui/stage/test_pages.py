"""Looks side by side, steps, and garments dropped on the person."""

from pathlib import Path

import numpy as np
import pytest
from PySide6.QtCore import QPointF, QSize, Qt
from PySide6.QtGui import QColor, QDragEnterEvent, QDropEvent, QPixmap
from PySide6.QtWidgets import QApplication, QToolButton
from pytestqt.qtbot import QtBot

from fitting_room.domain.garment import Category
from fitting_room.studio.messages import Step, StepsView
from fitting_room.studio.recipe import GarmentFile
from fitting_room.ui.garment_mime import pack_garment
from fitting_room.ui.stage import Stage
from fitting_room.ui.stage.compare import MOST, ComparedLook, best_columns
from fitting_room.ui.stage.drop_veil import DropVeil
from fitting_room.ui.stage.views import StageView

LEFT = Qt.MouseButton.LeftButton
COLOURS = ("red", "green", "blue", "cyan", "magenta", "yellow", "black")


def look(colour: str) -> ComparedLook:
    picture = QPixmap(300, 400)
    picture.fill(QColor(colour))
    return ComparedLook(colour, f"The {colour} one", picture)


def steps() -> StepsView:
    return StepsView(tuple((step, np.full((80, 60, 3), 30 * index, np.uint8)) for index, step in enumerate(Step)))


def test_compared_looks_zoom_and_pan_together(qtbot: QtBot, stage: Stage) -> None:
    for colour in COLOURS[:3]:
        stage.compare.add(look(colour))
    stage.toggle_compare()
    qtbot.wait(1)
    one, *others = stage.compare.panes
    one.zoom_by(3, QPointF(20, 30))
    for other in others:
        assert other.frame.size() == one.frame.size()
        assert other.frame.topLeft() == one.frame.topLeft()


def test_a_look_is_compared_once_and_six_are_enough(stage: Stage) -> None:
    for colour in (*COLOURS, "red"):
        stage.compare.add(look(colour))
    assert [each.key for each in stage.compare.looks] == list(COLOURS[:MOST])


def test_looks_are_taken_away_by_name(qtbot: QtBot, stage: Stage, named) -> None:
    for colour in COLOURS[:3]:
        stage.compare.add(look(colour))
    stage.toggle_compare()
    qtbot.mouseClick(named("Remove The green one from the comparison"), LEFT)
    assert [each.key for each in stage.compare.looks] == ["red", "blue"]
    qtbot.mouseClick(named("Remove all looks from the comparison"), LEFT)
    assert stage.compare.looks == ()


def test_the_look_on_stage_is_added_by_a_button(qtbot: QtBot, stage: Stage, named) -> None:
    stage.toggle_compare()
    with qtbot.waitSignal(stage.compare.add_asked):
        qtbot.mouseClick(named("Add this look to the comparison"), LEFT)


@pytest.mark.parametrize(
    ("count", "area", "columns"),
    [(2, QSize(800, 600), 2), (2, QSize(400, 1000), 1), (4, QSize(600, 800), 2), (6, QSize(1000, 800), 3)],
)
def test_pictures_are_as_large_as_they_can_be(count: int, area: QSize, columns: int) -> None:
    assert best_columns(count, QSize(300, 400), area, 8) == columns


def test_every_step_can_be_looked_at(qtbot: QtBot, stage: Stage, named) -> None:
    stage.toggle_steps()
    stage.set_steps(steps())
    assert stage.steps.step is Step.PARSING
    qtbot.waitUntil(lambda: all(button.isVisible() for button in stage.steps.findChildren(QToolButton)))
    qtbot.mouseClick(named("Step: Pose"), LEFT)
    assert stage.steps.step is Step.POSE
    assert named("Pose").picture.toImage().pixelColor(5, 5).red() == 30
    stage.set_steps(steps())
    assert stage.steps.step is Step.POSE, "the next look is explained from the same step on"


def test_without_a_look_its_steps_and_its_mask_are_left(stage: Stage) -> None:
    for view in (StageView.STEPS, StageView.MASK):
        look_before = stage.shown
        stage.show_view(view)
        stage.set_after(None)
        assert stage.view is StageView.LOOK
        stage.set_after(QPixmap(look_before))


def test_a_garment_is_dropped_on_the_person(qtbot: QtBot, stage: Stage) -> None:
    garment = GarmentFile(Path("/clothes/tee.png"), "Tee", Category.TOPS)
    data, action, keys = pack_garment(garment), Qt.DropAction.CopyAction, Qt.KeyboardModifier.NoModifier
    target, middle = stage.findChildren(DropVeil)[0].parentWidget(), QPointF(100, 100)
    entering = QDragEnterEvent(middle.toPoint(), action, data, LEFT, keys)
    QApplication.sendEvent(target, entering)
    assert entering.isAccepted()
    assert stage.findChildren(DropVeil)[0].isVisible()
    with qtbot.waitSignal(stage.garment_dropped) as dropped:
        QApplication.sendEvent(target, QDropEvent(middle, action, data, LEFT, keys))
    assert dropped.args == [garment]
    assert not stage.findChildren(DropVeil)[0].isVisible()
