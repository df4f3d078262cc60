"""Keeps the picture in step with the scene: what the user changes becomes orders, and what comes back is shown.

An engine that takes long comes second: the embedded one shows the outfit at once, and the slower picture takes its
place, step by step.

The widgets on the pages speak to this object and listen to its signals; none of them submits a dress order itself.
"""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from pathlib import Path

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QPixmap

from fitting_room.domain.errors import FittingRoomError
from fitting_room.domain.licence import Profile
from fitting_room.domain.mask_edit import MaskEdit
from fitting_room.domain.tryon import Fit, Preset, RenderOptions
from fitting_room.studio.catalog import EMBEDDED, check_allowed
from fitting_room.studio.messages import (
    Dress,
    Event,
    Failed,
    Finished,
    KeepToLicences,
    OpenPhoto,
    Order,
    Previewed,
    Progressed,
    Saved,
    SaveLook,
    Stopped,
    View,
)
from fitting_room.studio.recipe import GarmentFile, Recipe
from fitting_room.studio.session import Scene, Session, Worn
from fitting_room.ui.jobs import Jobs
from fitting_room.ui.names import say_worn
from fitting_room.ui.pixmap import to_pixmap
from fitting_room.ui.saving import Target
from fitting_room.ui.translations import say, say_stage


class Dressing(QObject):
    """One customer in front of the mirror.

    Args:
        session: What is chosen.
        jobs: Where orders go.
        bundled: Photos that are ours, small and known to be good: they are shown before the worker has opened them.
    """

    changed = Signal()
    """The scene, or what can be undone, is another one."""
    photo_shown = Signal(QPixmap)
    """The photo as it was taken."""
    photo_opened = Signal(Path, QPixmap)
    """A photo could be read; its picture."""
    look_shown = Signal(object)
    """The person in the outfit (QPixmap), or None while nothing is worn."""
    look_made = Signal(Recipe, View)
    """A look is finished."""
    progressed = Signal(str, float)
    """What is being done, in the user's language, and the share of it in [0, 1]."""
    rested = Signal()
    """Nothing is being done any more."""
    said = Signal(str, str)
    """Something the user should read: what happened, and what to do next or nothing."""
    quieted = Signal()
    """What was said is no longer true."""
    saved = Signal(Path)
    """A picture was written."""

    def __init__(self, session: Session, jobs: Jobs, bundled: Iterable[Path] = ()) -> None:
        super().__init__()
        self._session = session
        self._jobs = jobs
        self._bundled = frozenset(bundled)
        self._orders: dict[int, Order] = {}
        self._readable: set[Path] = set()
        self._instant: QPixmap | None = None  # What stays where a slower picture is stopped or fails.
        self._sampled: Recipe | None = None  # What the worker has several pictures of.
        self.before = QPixmap()
        self.after: QPixmap | None = None

    @property
    def session(self) -> Session:
        """What is chosen, and what was before."""
        return self._session

    @property
    def scene(self) -> Scene:
        """What is chosen now."""
        return self._session.scene

    @property
    def busy(self) -> bool:
        """Whether something is being done that somebody waits for."""
        return bool(self._orders)

    # --- what the user does -------------------------------------------------------------------------------------------

    def open_photo(
        self, path: Path, person: str | None = None, mask_edits: Mapping[Worn, MaskEdit] | None = None
    ) -> None:
        """Dress the person of another photo; the same one is read again, for the file may have changed."""
        self._change(self.scene.with_person(person, path, mask_edits), reopen=True)

    def toggle(self, garment: GarmentFile) -> None:
        """Put a garment on, or take it off."""
        self._change(self.scene.toggled(garment))

    def wear(self, garment: GarmentFile) -> None:
        """Put a garment on."""
        self._change(self.scene.wearing(garment))

    def show(self, scene: Scene) -> None:
        """Go to another scene, as the outfit board or a look from the past gives it."""
        self._change(scene)

    def undress(self) -> None:
        """Take everything off."""
        self._change(self.scene.undressed())

    def set_fit(self, fit: Fit) -> None:
        """How closely the garments follow the body."""
        self._change(replace(self.scene, options=replace(self.scene.options, fit=fit)))

    def set_tuck(self, tuck: bool | None) -> None:
        """Whether the top is worn inside the bottoms; None lets the engine judge."""
        self._change(replace(self.scene, options=replace(self.scene.options, tuck=tuck)))

    def undo(self) -> None:
        """Go back to the scene before."""
        photo = self.scene.photo
        if self._session.undo():
            self._follow(new_photo=self.scene.photo != photo)

    def redo(self) -> None:
        """Return to the scene that was undone."""
        photo = self.scene.photo
        if self._session.redo():
            self._follow(new_photo=self.scene.photo != photo)

    def render(self) -> None:
        """Make the look of the scene again, or now where it was stopped."""
        if self.scene.recipe is not None:
            self._submit(Dress(instant(self.scene.recipe)))

    def make_with(self, engine: str, preset: Preset, samples: int) -> None:
        """Let an engine make the pictures from now on."""
        options = replace(self.scene.options, preset=preset, samples=samples)
        self._change(replace(self.scene, engine=engine, options=options))

    def choose_sample(self, sample: int | None) -> None:
        """Let one of several pictures be the look; None takes the one that was best."""
        self._change(self.scene.choosing(sample))

    def keep_to(self, profile: Profile) -> None:
        """Stop what this installation may no longer do, and let go of engines that it may no longer use."""
        for job in self._jobs.queue.jobs:
            if isinstance(job.order, Dress | SaveLook) and not _is_allowed(job.order.recipe.engine, profile):
                self._jobs.cancel(job.id)
        self._jobs.submit(KeepToLicences(), lambda event: None, self.tr("Keep to the licences"))
        if not _is_allowed(self.scene.engine, profile):
            self._change(replace(self.scene, engine=EMBEDDED))

    def save(self, target: Target) -> None:
        """Write the look at full size."""
        if self.scene.recipe is not None:
            self._submit(SaveLook(self.scene.recipe, target.path, quality=target.quality))

    def stop(self) -> None:
        """Stop what is being done."""
        for job in tuple(self._orders):
            self._jobs.cancel(job)

    def begin(self, photo: Path, person: str | None = None, mask_edits: Mapping[Worn, MaskEdit] | None = None) -> None:
        """Dress the person of a photo, with nothing to go back to."""
        scene = self.scene
        options = RenderOptions(preset=scene.options.preset, samples=scene.options.samples)
        self._session = Session(Scene(engine=scene.engine, options=options).with_person(person, photo, mask_edits))
        self._follow(new_photo=True)

    def forget(self, photos: Iterable[Path]) -> None:
        """Photos are gone: neither undo nor redo comes back to them."""
        if self._session.forget(photos):
            self._follow(new_photo=True)
        else:
            self.changed.emit()

    # --- from scene to screen -----------------------------------------------------------------------------------------

    def _change(self, scene: Scene, reopen: bool = False) -> None:
        new_photo = scene.photo != self.scene.photo
        if self._session.change(scene) or reopen:
            self._follow(new_photo or reopen)

    def _follow(self, new_photo: bool) -> None:
        """Order what the scene needs, and say that it changed."""
        scene = self.scene
        self.quieted.emit()
        if new_photo:
            self._show_look(None)
            if scene.photo is None:
                self._show_photo(QPixmap())
            elif scene.photo in self._bundled:
                self._show_photo(QPixmap(str(scene.photo)))  # No need to wait for the worker.
            if scene.photo is not None:
                self._submit(OpenPhoto(scene.photo))
        self._instant = None
        if scene.recipe is not None:
            has_all = scene.asked == self._sampled  # The worker shows another sample as quickly as an instant picture.
            self._submit(Dress(scene.recipe if has_all else instant(scene.recipe)))
        else:
            self._stop_dressing()
            self._show_look(None)
        self.changed.emit()

    def _stop_dressing(self) -> None:
        """A look that is still being made is no longer wanted; an opening photo is."""
        for job, order in tuple(self._orders.items()):
            if isinstance(order, Dress):
                self._jobs.cancel(job)

    def _show_photo(self, picture: QPixmap) -> None:
        self.before = picture
        self.photo_shown.emit(picture)

    def _show_look(self, picture: QPixmap | None) -> None:
        self.after = picture
        self.look_shown.emit(picture)

    # --- the worker ---------------------------------------------------------------------------------------------------

    def _submit(self, order: Order) -> None:
        job = self._jobs.submit(order, self._receive, self._title(order))
        self._orders[job] = order
        self.progressed.emit(say_stage("opening"), 0.0)

    def _title(self, order: Order) -> str:
        """What a job is called in the queue."""
        match order:
            case OpenPhoto(path):
                return self.tr("Open “%1”").replace("%1", path.stem)
            case Dress(recipe) | SaveLook(recipe):
                return say_worn(recipe.garments)
        return ""

    def _receive(self, event: Event) -> None:
        order = self._orders[event.job]
        match event:
            case Progressed(_, stage, fraction):
                self.progressed.emit(say_stage(stage), fraction)
                return
            case Previewed(_, View() as view):
                self._show_view(order, view)
                return
            case Finished(_, View() as view):
                self._show_view(order, view)
                if isinstance(order, Dress):
                    self._finish(order.recipe, view)
            case Finished(_, Saved(path)):
                self.said.emit(self.tr("Saved as “%1”.").replace("%1", path.name), "")
                self.saved.emit(path)
            case Failed(_, what, next_step) if self._is_wanted(order):
                self._fail(order, what, next_step)
            case Stopped() if self._is_wanted(order):
                self._stop_short(order)
        del self._orders[event.job]
        if not self._orders:
            self.rested.emit()

    def _fail(self, order: Order, what: str, next_step: str) -> None:
        """Go back to what can be shown, and say why."""
        if isinstance(order, OpenPhoto) and order.path not in self._readable | self._bundled:
            self.undo()  # Nothing could be shown of this file.
        elif isinstance(order, Dress):
            self._show_look(self._instant)
        self.said.emit(say(what), say(next_step))

    def _finish(self, recipe: Recipe, view: View) -> None:
        """A look is there. Where it was only the first sight of it, the engine that was chosen makes the picture."""
        wanted = self.scene.recipe
        if wanted is not None and recipe != wanted and recipe == instant(wanted):
            self._instant = self.after
            self._submit(Dress(wanted))
        else:
            self._sampled = recipe.asked if view.samples else None
            self.look_made.emit(recipe, view)

    def _stop_short(self, order: Order) -> None:
        """The user does not want to wait for the slower picture: the first sight of it is a whole one."""
        if isinstance(order, Dress) and self._instant is not None:
            self._show_look(self._instant)
            self.said.emit(self.tr("This is the instant picture. Ctrl+Enter makes the other one."), "")

    def _show_view(self, order: Order, view: View) -> None:
        """Show a picture, unless the user has moved on since it was ordered."""
        if not self._is_wanted(order):
            return
        picture = to_pixmap(view.image)
        if isinstance(order, OpenPhoto):
            self._readable.add(order.path)
            self._show_photo(picture)
            self.photo_opened.emit(order.path, picture)
        else:
            self._show_look(picture)
        if view.notices:
            self.said.emit(say(view.notices[0]), say(view.notices[1]) if len(view.notices) > 1 else "")

    def _is_wanted(self, order: Order) -> bool:
        match order:
            case OpenPhoto(path):
                return path == self.scene.photo
            case Dress(recipe):
                wanted = self.scene.recipe
                return wanted is not None and recipe in (wanted, instant(wanted))
        return True


def instant(recipe: Recipe) -> Recipe:
    """The same look by the embedded engine, which takes no time worth waiting for."""
    if recipe.engine == EMBEDDED:
        return recipe
    options = replace(recipe.options, preset=Preset.BALANCED, samples=1, sample=None)
    return replace(recipe, engine=EMBEDDED, options=options)


def _is_allowed(engine: str, profile: Profile) -> bool:
    try:
        check_allowed(engine, profile)
    except FittingRoomError:
        return False
    return True
