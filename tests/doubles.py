"""Stand-ins at the border of the worker: they do what the name of the picture says, without perception or engines."""

import os
import time
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

from fitting_room.domain.errors import BadPicture, BodyCutOff
from fitting_room.domain.handle_track import HandleTrack
from fitting_room.domain.job import Report, never
from fitting_room.domain.mask_edit import Handle
from fitting_room.studio.clip_export import ClipWriter, copy_clip, save_strip
from fitting_room.studio.export import save_picture
from fitting_room.studio.library.lookbook import write_lookbook
from fitting_room.studio.library.people import small_of
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
    Imported,
    ImportGarments,
    KeepPhoto,
    KeepToLicences,
    LicencesKept,
    LookAtEngines,
    MakeClip,
    MakeLookbook,
    MaskLabel,
    MaskView,
    OpenPhoto,
    Order,
    Outcome,
    RegionFound,
    SampleView,
    Saved,
    SaveLook,
    SaveStrip,
    ShowMask,
    ShowSteps,
    Step,
    StepsView,
    Stopped,
    View,
)

if TYPE_CHECKING:
    from fitting_room.evaluation.cross import Fitting
    from fitting_room.evaluation.cross import Outcome as CrossOutcome

PHOTO_GREY = 90
LOOK_GREY = 200


class ScriptedWorkroom:
    """Carries out orders by the stem of the photo: "slow", "stuck", "crash", "bug", "damaged", "cut_off"; else well."""

    def __init__(self) -> None:
        self.orders: list[Order] = []
        self._stems: dict[Path, str] = {}

    def carry_out(
        self,
        order: Order,
        report: Report,
        preview: Callable[[View], None],
        enough: Callable[[], bool] = never,
    ) -> Outcome:
        self.orders.append(order)
        report("opening", 0.0)
        if isinstance(order, ImportGarments):
            return Imported(0, 0, 0)
        if isinstance(order, KeepToLicences):
            return LicencesKept()
        if isinstance(order, LookAtEngines):
            return EnginesSeen(())
        if isinstance(order, MakeClip):
            return grey_clip(order, report, preview, enough)
        path = _picture_of(order)
        stem = self._stems.get(path, path.stem)
        match stem:
            case "slow":
                for step in range(200):
                    report("warp", step / 200)
                    time.sleep(0.02)
            case "stuck":
                time.sleep(60)
            case "crash":
                os._exit(3)
            case "bug":
                raise IndexError("deep inside")
            case "damaged":
                raise BadPicture("“damaged.jpg” is damaged or incomplete.", "Copy or download it again.")
            case "cut_off" if isinstance(order, Dress):
                raise BodyCutOff("The legs are outside the picture.", "Step back, or try a top.")
        match order:
            case OpenPhoto():
                preview(View(grey(PHOTO_GREY)))
                return View(grey(PHOTO_GREY), ("3 people found; dressing the largest.",) if stem == "crowd" else ())
            case KeepPhoto(_, target):
                self._stems[target] = stem  # The copy has a name of its own.
                preview(View(grey(PHOTO_GREY)))
                save_picture(grey(PHOTO_GREY), small_of(target))
                return Saved(save_picture(grey(PHOTO_GREY), target))
            case Dress(recipe):
                # Every sample is a little darker than the one before; the first one is the best.
                count = recipe.options.samples
                samples = tuple(SampleView(number, grey(LOOK_GREY - 20 * number)) for number in range(count))
                picture = grey(LOOK_GREY - 20 * (recipe.options.sample or 0))
                return View(picture, changed=np.ones((40, 30), np.bool_), samples=samples if count > 1 else ())
            case ExportClip(source, target):
                return Saved(copy_clip(source, target, report))
            case SaveStrip(source, frames, target):
                return Saved(save_strip(source, frames, target))
            case CopyPicture(_, target, quality):
                return Saved(save_picture(grey(LOOK_GREY), target, quality))
            case SaveLook(_, target, thumbnail):
                if thumbnail is not None:
                    save_picture(grey(LOOK_GREY), thumbnail)
                return Saved(save_picture(grey(LOOK_GREY), target))
            case ShowMask(recipe):
                # How far down the mask reaches says which edit it was made of.
                labels = np.full((40, 30), MaskLabel.CLOSED, np.uint8)
                labels[: 20 + round(10 * recipe.mask_edit.hem)] = MaskLabel.OPEN
                track = HandleTrack(Handle.HEM, (-1.0, 0.0, 1.0), ((0.4, 0.25), (0.4, 0.5), (0.4, 0.75)), 0.1)
                return MaskView(labels, (track,))
            case FindRegion(_, (x, y)):
                # A square around the place; nothing at the top edge.
                square = ((x - 0.1, y - 0.1), (x + 0.1, y - 0.1), (x + 0.1, y + 0.1), (x - 0.1, y + 0.1))
                return RegionFound((square,) if y > 0.05 else ())
            case ShowSteps():
                return StepsView(tuple((step, grey(LOOK_GREY)) for step in Step))
            case MakeLookbook(book, target):
                return Saved(write_lookbook(book, target, report))

    def close(self) -> None:
        self.orders.clear()


class WorkroomThatCannotStart(ScriptedWorkroom):
    """Crashes when it is made."""

    def __init__(self) -> None:
        os._exit(3)


def dress_or_die(fitting: "Fitting") -> list["CrossOutcome"]:
    """Stands in for `dress_person` of the evaluation; the photos "crash" and "bug" do what their names say."""
    from fitting_room.evaluation.cross import Outcome

    if fitting.photo.stem == "crash":
        os._exit(3)
    if fitting.photo.stem == "bug":
        raise IndexError("deep inside")
    return [Outcome("tops/tee")]


class HandRunner:
    """A runner that does what the test says."""

    def __init__(self) -> None:
        self.job: int | None = None
        self.said_enough = False
        self.asked_to_stop = False
        self._events: list[Event] = []

    def start(self, job: int, order: Order) -> None:
        assert self.job is None, "two jobs at once"
        self.job, self.asked_to_stop = job, False

    def stop(self) -> None:
        assert self.job is not None, "nothing to stop"
        self.asked_to_stop = True

    def enough(self) -> None:
        assert self.job is not None, "nothing to keep"
        self.said_enough = True

    def poll(self) -> list[Event]:
        events, self._events = self._events, []
        return events

    def close(self) -> None:
        self.job = None

    def say(self, event: Event) -> None:
        self._events.append(event)
        if isinstance(event, Finished | Failed | Stopped):
            self.job = None

    @property
    def current(self) -> int:
        assert self.job is not None
        return self.job


def _picture_of(order: Order) -> Path:
    match order:
        case OpenPhoto(path) | KeepPhoto(path, _) | FindRegion(path, _):
            return path
        case Dress(recipe) | SaveLook(recipe, _) | ShowMask(recipe) | ShowSteps(recipe):
            return recipe.photo
        case MakeLookbook(_, path) | CopyPicture(_, path) | ExportClip(_, path) | SaveStrip(_, _, path):
            return path
        case _:
            raise AssertionError(f"no picture belongs to {order}")


def grey_clip(order: MakeClip, report: Report, preview: Callable[[View], None], enough: Callable[[], bool]) -> ClipMade:
    """A film that grows brighter; of a picture named "slow" for four seconds, or until it is enough."""
    source = order.source if isinstance(order.source, Path) else order.source.photo
    wanted, stopped = order.options.frames, False
    with ClipWriter(order.path, order.options.fps) as film:
        while film.frames < wanted and not stopped:
            report("animate", film.frames / wanted)
            frame = grey(min(LOOK_GREY + film.frames // 4, 255))
            film.add(frame)
            preview(View(frame))
            time.sleep(4 / wanted if source.stem == "slow" else 0)
            stopped = enough()
        if order.poster is not None:
            save_picture(grey(LOOK_GREY), order.poster)
        film.finish()
    return ClipMade(order.path, film.frames, (300, 400), order.options.fps, order.animator, stopped_early=stopped)


def grey(value: int) -> np.ndarray:
    return np.full((400, 300, 3), value, np.uint8)


def photo(stem: str) -> Path:
    return Path(f"/pictures/{stem}.jpg")
