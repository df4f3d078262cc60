"""Brings on stage what the scene has beyond photo and look: masks, steps, changed pixels, looks to compare."""

from dataclasses import replace
from pathlib import Path

from PySide6.QtCore import QObject
from PySide6.QtGui import QPixmap

from fitting_room.domain.mask_edit import MaskEdit
from fitting_room.studio.library.people import People
from fitting_room.studio.messages import (
    Event,
    Failed,
    FindRegion,
    Finished,
    MaskView,
    RegionFound,
    ShowMask,
    ShowSteps,
    StepsView,
    View,
)
from fitting_room.studio.recipe import Recipe
from fitting_room.ui.dressing import Dressing
from fitting_room.ui.jobs import Jobs
from fitting_room.ui.names import say_worn
from fitting_room.ui.stage import Stage
from fitting_room.ui.stage.compare import ComparedLook
from fitting_room.ui.stage.views import StageView
from fitting_room.ui.translations import say


class StageDirector(QObject):
    """The wires between a stage, the customer and the worker.

    Args:
        stage: What shows it.
        dressing: The customer.
        jobs: Where orders go.
        people: Remembers edits of masks; nothing is remembered where None.
    """

    def __init__(self, stage: Stage, dressing: Dressing, jobs: Jobs, people: People | None = None) -> None:
        super().__init__(stage)
        self._stage = stage
        self._dressing = dressing
        self._jobs = jobs
        self._people = people
        self._photo = dressing.scene.photo
        self._edited: Recipe | None = None
        self._shown_steps: Recipe | None = None
        self._sampled: Recipe | None = None
        stage.view_changed.connect(self._provide)
        stage.mask_edited.connect(self._order_mask)
        stage.mask_applied.connect(self._apply_mask)
        stage.thing_wanted.connect(self._find_thing)
        stage.garment_dropped.connect(dressing.wear)
        stage.compare.add_asked.connect(self.add_to_comparison)
        stage.samples.chosen.connect(dressing.choose_sample)
        dressing.look_made.connect(self._take_look)
        dressing.changed.connect(self._follow_scene)

    def add_to_comparison(self) -> None:
        """Put the look on the stage beside the others; where nothing is worn, the photo."""
        recipe, look = self._dressing.scene.recipe, self._dressing.after
        if recipe is not None and look is not None:
            self._stage.compare.add(ComparedLook(recipe, say_worn(recipe.garments), look))
        elif not self._dressing.before.isNull():
            self._add_photo(self._dressing.before)

    def _add_photo(self, photo: QPixmap) -> None:
        self._stage.compare.add(ComparedLook(self._dressing.scene.photo, self.tr("Photo"), photo))

    def _provide(self, view: StageView) -> None:
        """Order what a view needs."""
        match view:
            case StageView.COMPARE if not self._stage.compare.looks:
                # Never an empty page: the photo and what is worn are a comparison already.
                if not self._dressing.before.isNull():
                    self._add_photo(self._dressing.before)
                if self._dressing.after is not None:
                    self.add_to_comparison()
            case StageView.MASK:
                self._stage.open_mask(self._dressing.scene.mask_edit)
            case StageView.STEPS:
                self._order_steps()

    def _follow_scene(self) -> None:
        """Another person is seen whole at first; another outfit has another mask."""
        recipe, photo = self._dressing.scene.recipe, self._dressing.scene.photo
        if photo != self._photo:
            self._photo = photo
            self._stage.show_whole()
        if self._dressing.scene.asked != self._sampled:
            self._sampled = None
            self._stage.samples.clear()
        if self._stage.view is StageView.MASK and recipe is not None and not self._is_edited(recipe):
            self._stage.open_mask(self._dressing.scene.mask_edit)

    def _take_look(self, recipe: Recipe, view: View) -> None:
        if recipe != self._dressing.scene.recipe:
            return
        if view.changed is not None:
            self._stage.set_changed(view.changed)
        self._sampled = recipe.asked
        self._stage.samples.show_samples(view.samples, recipe.options.sample)
        if self._stage.view is StageView.STEPS:
            self._order_steps()

    # --- the worker ---------------------------------------------------------------------------------------------------

    def _order_mask(self, edit: MaskEdit) -> None:
        recipe = self._dressing.scene.recipe
        if recipe is None:
            return
        self._edited = replace(recipe, mask_edit=edit)
        edited = self._edited
        self._jobs.submit(
            ShowMask(edited), lambda event: self._receive_mask(edited, event), self.tr("Find out what may change")
        )

    def _receive_mask(self, edited: Recipe, event: Event) -> None:
        match event:
            case Finished(_, MaskView() as mask) if self._is_edited(edited):
                self._stage.set_mask(mask, edited.mask_edit)
            case Failed(_, what, next_step):
                self._stage.message.say(say(what), say(next_step))

    def _find_thing(self, place: tuple[float, float], clicked: bool) -> None:
        photo = self._dressing.scene.photo
        if photo is not None:
            self._jobs.submit(
                FindRegion(photo, place, clicked),
                lambda event: self._receive_thing(photo, place, clicked, event),
                self.tr("Find out what was clicked"),
            )

    def _receive_thing(self, photo: Path, place: tuple[float, float], clicked: bool, event: Event) -> None:
        match event:
            case Finished(_, RegionFound(outlines)) if photo == self._dressing.scene.photo:
                self._stage.mask_editor.set_thing(place, outlines)
                if clicked and not outlines:
                    self._stage.message.say(
                        self.tr("Nothing could be made out there."),
                        self.tr("Click another place of it, or use the brush."),
                    )
            case Failed(_, what, next_step) if clicked:
                self._stage.message.say(say(what), say(next_step))

    def _is_edited(self, edited: Recipe) -> bool:
        """Whether the mask of a recipe is still of use; that of an earlier edit is, until a later one comes."""
        return self._edited is not None and replace(edited, mask_edit=self._edited.mask_edit) == self._edited

    def _apply_mask(self, edit: MaskEdit) -> None:
        self._edited = None
        scene = self._dressing.scene
        if self._people is not None and scene.person is not None:
            self._people.remember_mask_edit(scene.person, scene.worn, edit)
        self._dressing.show(scene.with_mask_edit(edit))

    def _order_steps(self) -> None:
        recipe = self._dressing.scene.recipe
        if recipe is None or recipe == self._shown_steps:
            return
        self._jobs.submit(
            ShowSteps(recipe), lambda event: self._receive_steps(recipe, event), self.tr("Show the steps")
        )

    def _receive_steps(self, recipe: Recipe, event: Event) -> None:
        match event:
            case Finished(_, StepsView() as steps) if recipe == self._dressing.scene.recipe:
                self._shown_steps = recipe
                self._stage.set_steps(steps)
            case Failed(_, what, next_step):
                self._stage.message.say(say(what), say(next_step))
