"""The side that works: one order at a time, with a memory of what it has opened and understood.

`run_job` is the one code path for work. The worker process runs it in a loop; tests and scripts run it in place
(`runner.InlineRunner`).
"""

import logging
import os
import signal
from collections import OrderedDict
from collections.abc import Callable
from functools import partial
from multiprocessing.connection import Connection
from pathlib import Path
from typing import Protocol, TypeVar

from fitting_room.domain.arrays import RgbImage
from fitting_room.domain.body import Photo
from fitting_room.domain.decoding import open_photo, open_picture
from fitting_room.domain.errors import FittingRoomError
from fitting_room.domain.garment import Garment, Outfit
from fitting_room.domain.geometry import Placement
from fitting_room.domain.job import Cancelled, Preview, Report, never, unseen, within
from fitting_room.domain.tryon import TryOnRequest, TryOnResult
from fitting_room.studio.clip import ClipStudio
from fitting_room.studio.clip_export import copy_clip, save_strip
from fitting_room.studio.explain import MaskViews, small_mask, step_pictures
from fitting_room.studio.export import save_picture
from fitting_room.studio.library.database import Database
from fitting_room.studio.library.intake import bring_in
from fitting_room.studio.library.lookbook import write_lookbook
from fitting_room.studio.library.looks import LOOK_SIDE
from fitting_room.studio.library.people import SMALL_SIDE, small_of
from fitting_room.studio.library.wardrobe import Wardrobe
from fitting_room.studio.messages import (
    ClipMade,
    CopyPicture,
    Dress,
    EnginesSeen,
    Event,
    ExportClip,
    Failed,
    FindRegion,
    Finished,
    ImportGarments,
    KeepPhoto,
    KeepToLicences,
    LicencesKept,
    LookAtEngines,
    MakeClip,
    MakeLookbook,
    MotionRead,
    OpenPhoto,
    Order,
    Outcome,
    Previewed,
    Progressed,
    ReadMotion,
    RegionFound,
    SampleView,
    Saved,
    SaveLook,
    SaveStrip,
    ShowMask,
    ShowSteps,
    StepsView,
    Stopped,
    View,
)
from fitting_room.studio.pipeline import FittingRoom
from fitting_room.studio.pointing import PointedPhoto
from fitting_room.studio.recipe import GarmentFile, Recipe

VIEW_SIDE = 2048
"""Longest side of pictures sent to the window. The window takes 35 ms (busy machine) to receive one."""
SAMPLE_SIDE = 320
"""Longest side of the small pictures of samples."""
REMEMBERED_PHOTOS = 4
REMEMBERED_GARMENTS = 64
REMEMBERED_LOOKS = 8
"""Finished pictures kept for saving and for going back; with a 12-megapixel photo 50 MB each."""

logger = logging.getLogger(__name__)

Key = TypeVar("Key")
Value = TypeVar("Value")


class Flag(Protocol):
    """A shared byte."""

    value: bool


class Workroom(Protocol):
    """Whoever can carry out orders."""

    def carry_out(
        self,
        order: Order,
        report: Report,
        preview: Callable[[View], None],
        enough: Callable[[], bool] = never,
    ) -> Outcome:
        """Do what the order says.

        Args:
            order: What to do.
            report: Called at every stage; raises `Cancelled`.
            preview: Called with something to look at before the work is done.
            enough: Whether what there is should be kept, and no more of it be made.

        Raises:
            FittingRoomError: It cannot be done, and the user can do something about it.
            Cancelled: `report` raised it.
        """

    def close(self) -> None:
        """Forget everything."""


class WindowGone(Exception):
    """There is nobody left to tell how it went: the window's process has ended."""


class Studio:
    """The real workroom: files, perception, engines, and what was made of them lately."""

    def __init__(self) -> None:
        self._room = FittingRoom()
        self._photos: Shelf[Path, Photo] = Shelf(REMEMBERED_PHOTOS)
        self._garments: Shelf[GarmentFile, Garment] = Shelf(REMEMBERED_GARMENTS)
        self._looks: Shelf[Recipe, TryOnResult] = Shelf(REMEMBERED_LOOKS)
        self._masks = MaskViews()
        self._clips = ClipStudio()
        self._pointed: Shelf[Path, PointedPhoto] = Shelf(1)

    def carry_out(
        self,
        order: Order,
        report: Report,
        preview: Callable[[View], None],
        enough: Callable[[], bool] = never,
    ) -> Outcome:
        """As `Workroom.carry_out`."""
        match order:
            case OpenPhoto(path):
                return self._open(path, report, preview)
            case KeepPhoto(source, path):
                return self._keep(source, path, report, preview)
            case Dress(recipe, side):
                look = self._look(recipe, report, lambda image: preview(View(fit_view(image, side or VIEW_SIDE))))
                view = fit_view(look.image, side or VIEW_SIDE)
                changed = small_mask(look.changed)
                return View(view, look.notices, megapixels_of(look.image), changed, sample_views(look))
            case SaveLook():
                return self._save(order, report, preview)
            case CopyPicture(source, path, quality):
                report("saving", 0.0)
                return Saved(save_picture(open_picture(source), path, quality))
            case MakeClip() | ExportClip() | SaveStrip():
                return self._film(order, report, preview, enough)
            case ShowMask(recipe):
                request = self._request(recipe, report)
                report("agnostic", 0.5)
                return self._masks.view(self._room.understand(request.photo), request)
            case FindRegion(path, place, _):
                return RegionFound(self._pointed_photo(path, report).thing_at(place))
            case ShowSteps(recipe):
                look = self._look(recipe, report)
                return StepsView(step_pictures(self._room.understand(look.request.photo), look, report))
            case ImportGarments(library, folder):
                with Database.open(library) as database:
                    return bring_in(Wardrobe(database, folder), report, preview)
            case MakeLookbook(book, path):
                return Saved(write_lookbook(book, path, report))
            case ReadMotion():
                return read_motion(order, report)
            case KeepToLicences():
                self._room.keep_to_licences()
                return LicencesKept()
            case LookAtEngines(engines):
                return EnginesSeen(tuple(self._room.foresee(engine) for engine in engines))
        raise ValueError(f"nothing for the studio: {order}")

    def close(self) -> None:
        """Forget every picture and unload the engines."""
        for shelf in (self._photos, self._garments, self._looks, self._pointed):
            shelf.clear()
        self._room.close()
        self._clips.close()

    def _film(
        self,
        order: MakeClip | ExportClip | SaveStrip,
        report: Report,
        preview: Callable[[View], None],
        enough: Callable[[], bool],
    ) -> ClipMade | Saved:
        match order:
            case MakeClip():
                look_of = partial(self._picture, order.source)
                return self._clips.make(order, look_of, report, lambda frame: preview(View(frame)), enough)
            case ExportClip(source, path):
                return Saved(copy_clip(source, path, report))
            case SaveStrip(source, frames, path):
                report("saving", 0.0)
                return Saved(save_strip(source, frames, path))

    def _save(self, order: SaveLook, report: Report, preview: Callable[[View], None]) -> Saved:
        look = self._look(order.recipe, report)
        preview(View(fit_view(look.image, LOOK_SIDE)))
        report("saving", 0.95)
        if order.thumbnail is not None:
            save_picture(fit_view(look.image, LOOK_SIDE), order.thumbnail)
        return Saved(save_picture(look.image, order.path, order.quality))

    def _open(self, path: Path, report: Report, preview: Callable[[View], None]) -> View:
        report("opening", 0.0)
        photo = self._photos.keep(path, open_photo(path))
        for recipe in [recipe for recipe in self._looks if recipe.photo == path]:
            del self._looks[recipe]  # The file may have changed.
        self._pointed.clear()
        view = fit_view(photo.pixels)
        preview(View(view))
        report("perception", 0.2)
        person = self._room.understand(photo, report=within(report, 0.2, 1.0))
        return View(view, person.notices, megapixels_of(photo.pixels))

    def _keep(self, source: Path, path: Path, report: Report, preview: Callable[[View], None]) -> Saved:
        report("opening", 0.0)
        photo = open_photo(source)
        preview(View(fit_view(photo.pixels)))
        report("saving", 0.5)
        # The small picture first: a photo on file always has one, whenever the program ends.
        save_picture(fit_view(photo.pixels, SMALL_SIDE), small_of(path))
        save_picture(photo.pixels, path)
        self._photos.keep(path, photo)
        return Saved(path)

    def _look(self, recipe: Recipe, report: Report, preview: Preview = unseen) -> TryOnResult:
        self._room.check_allowed(recipe.engine)  # A look of an engine that may no longer be used is not shown again.
        remembered = self._looks.find(recipe) or self._sample_of_another(recipe)
        if remembered is not None:
            return remembered
        return self._looks.keep(recipe, self._room.render(self._request(recipe, report), report, preview))

    def _sample_of_another(self, recipe: Recipe) -> TryOnResult | None:
        """A look that was made together with one that is remembered."""
        sample = recipe.options.sample
        if sample is None:
            return None
        family = [look for known, look in self._looks.items() if known.asked == recipe.asked]
        return next((found for look in family if (found := look.choosing(sample)) is not None), None)

    def _picture(self, source: Recipe | Path, report: Report) -> RgbImage:
        """A finished look at full size."""
        if isinstance(source, Recipe):
            return self._look(source, report).image
        report("opening", 0.0)
        return open_picture(source)

    def _pointed_photo(self, path: Path, report: Report) -> PointedPhoto:
        report("opening", 0.0)
        photo = self._photos.find(path) or self._photos.keep(path, open_photo(path))
        person = self._room.understand(photo, report=within(report, 0.1, 0.8))
        return self._pointed.find(path) or self._pointed.keep(path, PointedPhoto(person))

    def _request(self, recipe: Recipe, report: Report) -> TryOnRequest:
        report("opening", 0.0)
        photo = self._photos.find(recipe.photo) or self._photos.keep(recipe.photo, open_photo(recipe.photo))
        share = 0.05 / len(recipe.garments)
        garments = [
            self._garment(file, within(report, 0.05 + share * number, 0.05 + share * (number + 1)))
            for number, file in enumerate(recipe.garments)
        ]
        return TryOnRequest(photo, Outfit.of(*garments), recipe.engine, recipe.options, recipe.mask_edit)

    def _garment(self, file: GarmentFile, report: Report) -> Garment:
        report("garment", 0.0)
        return self._garments.find(file) or self._garments.keep(file, file.open(report))


class Shelf(OrderedDict[Key, Value]):
    """Keeps the few things that were used last."""

    def __init__(self, room: int) -> None:
        super().__init__()
        self._room = room

    def find(self, key: Key) -> Value | None:
        """What was kept under a key, which counts as using it."""
        if key in self:
            self.move_to_end(key)
        return self.get(key)

    def keep(self, key: Key, value: Value) -> Value:
        """Put something on the shelf; what was used longest ago falls off."""
        self[key] = value
        self.move_to_end(key)
        while len(self) > self._room:
            self.popitem(last=False)
        return value


def fit_view(picture: RgbImage, side: int = VIEW_SIDE) -> RgbImage:
    """The picture at the size in which it is shown: its longest side is `side` pixels or less."""
    return Placement.shrink((picture.shape[1], picture.shape[0]), side).image(picture)


def read_motion(order: ReadMotion, report: Report) -> MotionRead:
    """The motion in a film."""
    from fitting_room.motion.extract import extract_motion

    found = extract_motion(order.film, order.name, order.start, report=report)
    return MotionRead(found.motion, found.start, found.notices)


def sample_views(look: TryOnResult) -> tuple[SampleView, ...]:
    """The samples of a look, small, where there is more than one."""
    if len(look.samples) < 2:
        return ()
    return tuple(
        SampleView(each.number, fit_view(each.image, SAMPLE_SIDE), each.findings) for each in look.samples
    )  # fmt: skip


def megapixels_of(picture: RgbImage) -> float:
    """How many million pixels a picture has."""
    return picture.shape[0] * picture.shape[1] / 1e6


def run_job(
    job: int,
    order: Order,
    workroom: Workroom,
    emit: Callable[[Event], None],
    cancelled: Callable[[], bool],
    enough: Callable[[], bool] = never,
) -> None:
    """Carry out one order and say how it went; every way it can end becomes one event.

    Args:
        job: Number that every event carries.
        order: What to do.
        workroom: Who does it.
        emit: Receives the events; raises `WindowGone`.
        cancelled: Whether the user has asked to stop.
        enough: Whether the user has asked to keep what there is.

    Raises:
        WindowGone: `emit` raised it; the job is given up.
    """

    def report(stage: str, fraction: float) -> None:
        if cancelled():
            raise Cancelled
        emit(Progressed(job, stage, fraction))

    try:
        outcome = workroom.carry_out(order, report, lambda view: emit(Previewed(job, view)), enough)
    except WindowGone:
        raise
    except Cancelled:
        emit(Stopped(job))
    except FittingRoomError as error:
        emit(Failed(job, error.what, error.next_step))
    except MemoryError:
        emit(Failed(job, "There is too little memory for this picture.", "Close other programs or use a smaller one."))
    except Exception:
        logger.exception("job %d (%s) failed", job, type(order).__name__)
        emit(Failed(job, "Something went wrong inside the fitting room.", "Try again, or try another picture."))
    else:
        emit(Finished(job, outcome))


def work(orders: Connection, cancelled: Flag, enough: Flag, make_workroom: Callable[[], Workroom] = Studio) -> None:
    """Main loop of the worker process: receive an order, carry it out, until None comes or the window is gone.

    Args:
        orders: Pipe to the window: (job, order) comes in, events go out.
        cancelled: Set by the window to stop the current job. Only the window writes it.
        enough: Likewise, to end it with what it has.
        make_workroom: What does the work; importable by name, because it crosses a process border.
    """
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl+C in a terminal is the window's to handle.
    if hasattr(os, "nice"):
        os.nice(5)  # The window and the mirror come first on small machines.

    def tell(event: Event) -> None:
        try:
            orders.send(event)
        except OSError as error:
            raise WindowGone from error

    workroom = make_workroom()
    try:
        while (message := orders.recv()) is not None:
            job, order = message
            run_job(job, order, workroom, tell, lambda: cancelled.value, lambda: enough.value)
    except (EOFError, OSError, WindowGone):
        pass  # The window is gone.
    finally:
        workroom.close()
