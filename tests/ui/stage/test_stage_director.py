"""What the stage asks for is ordered, and what comes back is shown, unless the customer has moved on."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from doubles import LOOK_GREY, ScriptedWorkroom, photo
from PySide6.QtCore import QPoint, Qt
from pytestqt.qtbot import QtBot

from fitting_room.domain.garment import Category
from fitting_room.domain.mask_edit import Handle, MaskEdit
from fitting_room.domain.tryon import Preset
from fitting_room.studio.library.database import Database
from fitting_room.studio.library.people import People
from fitting_room.studio.messages import Dress, ShowMask, Step
from fitting_room.studio.queue import JobQueue
from fitting_room.studio.recipe import GarmentFile
from fitting_room.studio.runner import InlineRunner
from fitting_room.studio.session import Scene, Session
from fitting_room.ui.dressing import Dressing
from fitting_room.ui.jobs import Jobs
from fitting_room.ui.stage import Stage
from fitting_room.ui.stage.views import StageView
from fitting_room.ui.stage_director import StageDirector

LEFT = Qt.MouseButton.LeftButton
TEE = GarmentFile(Path("/clothes/tee.png"), "Tee", Category.TOPS)
SWEATER = GarmentFile(Path("/clothes/sweater.png"), "Sweater", Category.TOPS)


class Play:
    """A stage with a customer in a T-shirt."""

    def __init__(self, qtbot: QtBot, stage: Stage, people: People) -> None:
        self._qtbot = qtbot
        self.stage = stage
        self.people = people
        self.workroom = ScriptedWorkroom()
        self.jobs = Jobs(JobQueue(InlineRunner(self.workroom)), stage)
        person = people.add("Kim")
        self.dressing = Dressing(Session(Scene(person=person.id)), self.jobs)
        self.dressing.photo_shown.connect(stage.set_before)
        self.dressing.look_shown.connect(stage.set_after)
        self.director = StageDirector(stage, self.dressing, self.jobs, people)
        self.dressing.open_photo(photo("kim"), person.id)
        self.dressing.wear(TEE)
        self.settle()

    def settle(self) -> None:
        self._qtbot.waitUntil(lambda: not self.dressing.busy and not self.jobs.queue.jobs, timeout=10_000)

    @property
    def masks(self) -> list[MaskEdit]:
        return [order.recipe.mask_edit for order in self.workroom.orders if isinstance(order, ShowMask)]


@pytest.fixture
def play(qtbot: QtBot, stage: Stage, tmp_path: Path) -> Iterator[Play]:
    with Database.open(tmp_path / "library.sqlite") as database:
        made = Play(qtbot, stage, People(database, tmp_path / "people"))
        yield made
        made.jobs.close()


def test_every_look_brings_what_changed(play: Play, named) -> None:
    assert named("Changed pixels").isEnabled()
    play.dressing.undress()
    assert not named("Changed pixels").isEnabled()


def test_the_mask_comes_follows_the_edit_and_is_applied_and_remembered(qtbot: QtBot, play: Play, named) -> None:
    qtbot.mouseClick(named("Mask"), LEFT)
    play.settle()
    assert set(play.stage.mask_editor.canvas.handles) == {Handle.HEM}
    qtbot.keyClick(named("Hem"), Qt.Key.Key_Down, Qt.KeyboardModifier.ShiftModifier)
    qtbot.waitUntil(lambda: play.masks[-1] == MaskEdit(hem=0.1))
    qtbot.mouseClick(named("Apply the mask"), LEFT)
    play.settle()
    dressed = [order.recipe.mask_edit for order in play.workroom.orders if isinstance(order, Dress)]
    assert dressed == [MaskEdit(), MaskEdit(hem=0.1)]
    scene = play.dressing.scene
    assert scene.person is not None
    assert play.people.mask_edits(scene.person) == {(Category.TOPS,): MaskEdit(hem=0.1)}
    qtbot.mouseClick(named("Mask"), LEFT)
    assert play.stage.mask_editor.edit == MaskEdit(hem=0.1), "the next time begins where this one ended"


def test_what_is_clicked_is_found_by_the_worker_and_its_mask_follows(qtbot: QtBot, play: Play, named) -> None:
    play.stage.toggle_mask()
    play.settle()
    qtbot.mouseClick(named("Point at things"), LEFT)
    canvas = play.stage.mask_editor.canvas
    qtbot.mouseClick(canvas, LEFT, pos=canvas.rect().center())
    play.settle()
    (region,) = play.stage.mask_editor.edit.strokes
    qtbot.waitUntil(lambda: play.masks[-1].strokes == (region,))
    qtbot.mouseClick(canvas, LEFT, pos=canvas.frame.topLeft().toPoint() + QPoint(40, 2))
    play.settle()
    assert "Nothing could be made out" in play.stage.message.text
    assert play.stage.mask_editor.edit.strokes == (region,)


def test_another_garment_brings_another_mask(play: Play) -> None:
    play.stage.toggle_mask()
    play.settle()
    count = len(play.masks)
    play.dressing.wear(SWEATER)
    play.settle()
    assert len(play.masks) == count + 1
    assert play.stage.view is StageView.MASK


def test_steps_come_once_and_again_for_another_look(play: Play, named) -> None:
    play.stage.toggle_steps()
    play.settle()
    assert play.stage.steps.step is Step.PARSING
    shown = play.stage.steps.canvas.picture.cacheKey()
    for _ in range(2):
        play.stage.toggle_steps()
    play.settle()
    assert play.stage.steps.canvas.picture.cacheKey() == shown
    play.dressing.wear(SWEATER)
    play.settle()
    assert play.stage.steps.canvas.picture.cacheKey() != shown


def test_a_comparison_begins_with_the_photo_and_grows_look_by_look(qtbot: QtBot, play: Play, named) -> None:
    play.stage.toggle_compare()
    assert [look.title for look in play.stage.compare.looks] == ["Photo", "Tee"]
    play.dressing.wear(SWEATER)
    play.settle()
    qtbot.mouseClick(named("Add this look to the comparison"), LEFT)
    qtbot.mouseClick(named("Add this look to the comparison"), LEFT)
    assert [look.title for look in play.stage.compare.looks] == ["Photo", "Tee", "Sweater"]


def test_another_garment_keeps_the_zoom_and_another_person_is_seen_whole(play: Play) -> None:
    play.stage.zoom_in()
    play.dressing.wear(SWEATER)
    play.settle()
    assert not play.stage.viewport.is_whole
    play.dressing.open_photo(photo("lee"))
    play.settle()
    assert play.stage.viewport.is_whole


def dressed(play: Play) -> list[tuple[str, int, int | None]]:
    orders = [order.recipe for order in play.workroom.orders if isinstance(order, Dress)]
    return [(recipe.engine, recipe.options.samples, recipe.options.sample) for recipe in orders]


def test_a_chosen_picture_becomes_the_look_until_something_else_is_worn(qtbot: QtBot, play: Play, named) -> None:
    assert not play.stage.samples.isVisible()
    play.dressing.make_with("fashn", Preset.BALANCED, 3)
    play.settle()
    assert dressed(play)[-2:] == [("warp", 1, None), ("fashn", 3, None)]
    assert named("Picture 1 of 3, the best").isChecked()
    qtbot.mouseClick(named("Picture 3 of 3"), LEFT)
    play.settle()
    assert dressed(play)[-1] == ("fashn", 3, 2), "without an instant picture first: the worker has it"
    assert play.dressing.scene.recipe.options.sample == 2, "what is saved, kept and compared"
    assert play.stage.shown.toImage().pixelColor(5, 5).red() == LOOK_GREY - 40
    play.dressing.undo()
    play.settle()
    assert named("Picture 1 of 3, the best").isChecked()
    play.dressing.redo()
    play.settle()
    assert named("Picture 3 of 3").isChecked()
    play.dressing.wear(SWEATER)
    assert not play.stage.samples.isVisible()
    play.settle()
    assert dressed(play)[-2:] == [("warp", 1, None), ("fashn", 3, None)]
    play.dressing.undo()
    play.settle()
    assert named("Picture 3 of 3").isChecked(), "the way back leads to the same look"


def test_a_dropped_garment_is_worn(play: Play) -> None:
    play.stage.garment_dropped.emit(SWEATER)
    assert play.dressing.scene.wears(SWEATER)
