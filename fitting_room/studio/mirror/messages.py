"""What the window and the mirror's process say to each other; frames travel beside, through shared memory."""

from dataclasses import dataclass
from pathlib import Path

from fitting_room.domain.arrays import RgbImage, ScoredPoints
from fitting_room.domain.body import Pose
from fitting_room.domain.garment import Category
from fitting_room.domain.tryon import RenderOptions
from fitting_room.studio.camera.camera import Source, Trouble, Turn, Webcam
from fitting_room.studio.mirror.coach import Advice, Check
from fitting_room.studio.recipe import GarmentFile


@dataclass(frozen=True)
class Look:
    """Look through a camera; None takes the first there is, and waits for one where there is none."""

    source: Source | None
    turn: Turn = Turn.NONE


@dataclass(frozen=True)
class Rest:
    """Let go of the camera: nobody looks into the mirror. What is worn is remembered, photos are not."""


@dataclass(frozen=True)
class Wear:
    """Show the person in these garments from now on; none shows them as they are."""

    garments: tuple[GarmentFile, ...]
    options: RenderOptions = RenderOptions()


@dataclass(frozen=True)
class Guide:
    """Coach a photo for garments of these categories, and release the shutter when all is well; or be quiet.

    Without categories the whole body is wanted.
    """

    needs: frozenset[Category] = frozenset()
    on: bool = True


@dataclass(frozen=True)
class Shoot:
    """Take the photo now, whatever the coach says."""


@dataclass(frozen=True)
class Keep:
    """Write one of the three shots into a folder."""

    shot: int
    folder: Path


@dataclass(frozen=True)
class Retake:
    """Forget the shots and coach the next photo."""


@dataclass(frozen=True)
class ListCameras:
    """Say which cameras there are."""


@dataclass(frozen=True)
class Trace:
    """Say of every frame where the joints are (`Posed`), or be quiet: what a motion is recorded from."""

    on: bool = True


Order = Look | Rest | Wear | Guide | Shoot | Keep | Retake | ListCameras | Trace


@dataclass(frozen=True)
class Opened:
    """Frames come from this source, of this (width, height) after turning."""

    source: Source
    size: tuple[int, int]


@dataclass(frozen=True)
class Lost:
    """No frames come; the process goes on trying."""

    trouble: Trouble
    what: str
    next_step: str


@dataclass(frozen=True)
class Listed:
    """The cameras that are plugged in; sent when asked and whenever it changes."""

    webcams: tuple[Webcam, ...]


@dataclass(frozen=True, eq=False)
class Posed:
    """Where the joints are in a frame.

    Attributes:
        pose: As they were seen, trembling, in pixels of the frame; None where nobody is.
        steady: (18, 3) float32, the same without trembling, to be shown.
        captured: Seconds of `time.monotonic`.
    """

    pose: Pose | None
    steady: ScoredPoints | None
    captured: float


@dataclass(frozen=True)
class Wearing:
    """These garments are understood and follow the person, as soon as there is one."""

    garments: tuple[GarmentFile, ...]


@dataclass(frozen=True)
class CannotWear:
    """A garment cannot be worn in the mirror."""

    what: str
    next_step: str


@dataclass(frozen=True)
class Coached:
    """What the coach says now.

    Attributes:
        ticks: Checks that are well.
        advice: The one thing to do next.
        seconds_left: Until the shutter; None while something is missing.
    """

    ticks: frozenset[Check]
    advice: Advice | None
    seconds_left: int | None


@dataclass(frozen=True, eq=False)
class Taken:
    """Three shots were taken.

    Attributes:
        previews: RGB uint8 (h, w, 3) of each, as the person stood, not mirrored.
        best: Which one the fitting room would keep.
    """

    previews: tuple[RgbImage, ...]
    best: int


@dataclass(frozen=True)
class Kept:
    """A shot was written; the others are forgotten."""

    path: Path


@dataclass(frozen=True)
class CannotKeep:
    """The shot could not be written; it is still there."""

    what: str
    next_step: str


Event = Opened | Lost | Listed | Wearing | CannotWear | Coached | Taken | Kept | CannotKeep | Posed
