"""Stand-ins at the border of the worker: they do what the name of the picture says, without perception or engines."""

import os
import time
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

from fitting_room.domain.errors import BadPicture, BodyCutOff
from fitting_room.domain.handle_track import HandleTrack
from fitting_room.domain.job import Report
from fitting_room.domain.mask_edit import Handle
from fitting_room.studio.export import save_picture
from fitting_room.studio.library.lookbook import write_lookbook
from fitting_room.studio.library.people import small_of
from fitting_room.studio.messages import (
    CopyPicture,
    Dress,
    EnginesSeen,
    Event,
    Failed,
    Finished,
    Imported,
    ImportGarments,
    KeepPhoto,
    KeepToLicences,
    LicencesKept,
    LookAtEngines,
    MakeLookbook,
    MaskLabel,
    MaskView,
    OpenPhoto,
    Order,
    Outcome,
    Saved,
    SaveLook,
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

    def carry_out(self, order: Order, report: Report, preview: Callable[[View], None]) -> Outcome:
        self.orders.append(order)
        report("opening", 0.0)
        if isinstance(order, ImportGarments):
            return Imported(0, 0, 0)
        if isinstance(order, KeepToLicences):
            return LicencesKept()
        if isinstance(order, LookAtEngines):
            return EnginesSeen(())
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
            case Dress():
                return View(grey(LOOK_GREY), changed=np.ones((40, 30), np.bool_))
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
        self.asked_to_stop = False
        self._events: list[Event] = []

    def start(self, job: int, order: Order) -> None:
        assert self.job is None, "two jobs at once"
        self.job, self.asked_to_stop = job, False

    def stop(self) -> None:
        assert self.job is not None, "nothing to stop"
        self.asked_to_stop = True

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
        case OpenPhoto(path) | KeepPhoto(path, _):
            return path
        case Dress(recipe) | SaveLook(recipe, _) | ShowMask(recipe) | ShowSteps(recipe):
            return recipe.photo
        case MakeLookbook(_, path) | CopyPicture(_, path):
            return path
        case _:
            raise AssertionError(f"no picture belongs to {order}")


def grey(value: int) -> np.ndarray:
    return np.full((400, 300, 3), value, np.uint8)


def photo(stem: str) -> Path:
    return Path(f"/pictures/{stem}.jpg")
