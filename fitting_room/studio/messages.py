"""What the window and its worker process say to each other: orders go in, events come out. All of it can be pickled.

A job is one order with a number. It ends in exactly one `Finished`, `Failed` or `Stopped`.
"""

from dataclasses import dataclass
from enum import IntEnum, StrEnum
from pathlib import Path

from fitting_room.domain.arrays import LabelMap, Mask, RgbImage
from fitting_room.domain.handle_track import HandleTrack
from fitting_room.domain.motion import MotionClip
from fitting_room.studio.clip_messages import ClipMade as ClipMade
from fitting_room.studio.clip_messages import ExportClip as ExportClip
from fitting_room.studio.clip_messages import MakeClip as MakeClip
from fitting_room.studio.clip_messages import SaveStrip as SaveStrip
from fitting_room.studio.export import QUALITY
from fitting_room.studio.library.lookbook import Lookbook
from fitting_room.studio.mask_messages import FindRegion as FindRegion
from fitting_room.studio.mask_messages import RegionFound as RegionFound
from fitting_room.studio.recipe import Recipe


@dataclass(frozen=True)
class OpenPhoto:
    """Read a photo, then understand the person in it, so that the first garment comes quickly."""

    path: Path


@dataclass(frozen=True)
class KeepPhoto:
    """Copy a photo into the library, without metadata, and its small picture beside it. Shows it as a preview.

    Attributes:
        source: The picture; it stays where it is.
        path: Where the copy belongs, a PNG.
    """

    source: Path
    path: Path


@dataclass(frozen=True)
class Dress:
    """Make the picture of a recipe and show it.

    Attributes:
        recipe: What to make.
        side: Longest side of the picture that is shown; None for the stage.
    """

    recipe: Recipe
    side: int | None = None


@dataclass(frozen=True)
class SaveLook:
    """Make the picture of a recipe (it is usually remembered) and write it at full size.

    Attributes:
        recipe: What to make.
        path: Where it belongs; its ending says in which format.
        thumbnail: Where a small picture of it belongs; None where nobody needs one.
        quality: How much of it a lossy format keeps, of 100.
    """

    recipe: Recipe
    path: Path
    thumbnail: Path | None = None
    quality: int = QUALITY


@dataclass(frozen=True)
class CopyPicture:
    """Write a picture once more, in the format of its new ending.

    Attributes:
        source: The picture; it stays where it is.
        path: Where the copy belongs.
        quality: How much of it a lossy format keeps, of 100.
    """

    source: Path
    path: Path
    quality: int = QUALITY


@dataclass(frozen=True)
class ShowMask:
    """Say what may change in a try-on, without making it; `Recipe.mask_edit` counts."""

    recipe: Recipe


@dataclass(frozen=True)
class ShowSteps:
    """Show how the picture of a recipe is made, step by step."""

    recipe: Recipe


@dataclass(frozen=True)
class ImportGarments:
    """Bring in the garments that wait in the library, and tidy the wardrobe up. Shows each one as a preview.

    Stopped at any point, it goes on from there when it is ordered again.

    Attributes:
        library: The database file.
        wardrobe: The folder of the wardrobe's pictures.
    """

    library: Path
    wardrobe: Path


@dataclass(frozen=True)
class MakeLookbook:
    """Put looks on paper: `lookbook.write_lookbook`.

    Attributes:
        book: What goes on it.
        path: A file ending in .pdf or in that of a picture, or a folder for one picture per page.
    """

    book: Lookbook
    path: Path


@dataclass(frozen=True)
class ReadMotion:
    """Read how the person in a film moves: `motion.extract`. Nothing is written.

    Attributes:
        film: Any video file.
        name: What the motion is called; the file's own name if empty.
        start: Seconds of the film that are left out.
    """

    film: Path
    name: str = ""
    start: float = 0.0


@dataclass(frozen=True)
class KeepToLicences:
    """Let go of engines that what this installation is for no longer allows."""


@dataclass(frozen=True)
class LookAtEngines:
    """Say how engines would run on this machine, without loading them."""

    engines: tuple[str, ...]


@dataclass(frozen=True)
class TendModels:
    """Do something with models: `models.carry_out`. Not in the worker, which dresses meanwhile.

    Attributes:
        command: "install", "verify", "repair", "remove", "import" or "export".
        models: Their ids.
        folder: Where to import from or export to; of models that people bring also one of their files.
        with_files: Whether an export copies the files, not only their list.
    """

    command: str
    models: tuple[str, ...] = ()
    folder: Path | None = None
    with_files: bool = True


@dataclass(frozen=True)
class FindModels:
    """Say which models a folder holds."""

    folder: Path


Order = (
    OpenPhoto
    | KeepPhoto
    | Dress
    | SaveLook
    | CopyPicture
    | ShowMask
    | FindRegion
    | ShowSteps
    | MakeClip
    | ExportClip
    | SaveStrip
    | ImportGarments
    | MakeLookbook
    | ReadMotion
    | KeepToLicences
    | LookAtEngines
    | TendModels
    | FindModels
)


@dataclass(frozen=True, eq=False)
class SampleView:
    """One of several pictures of a look, small.

    Attributes:
        number: Asks for it: `RenderOptions.sample`. None for the picture of the embedded engine, which stood in.
        image: RGB uint8 (h, w, 3).
        findings: What looks wrong with it, in words.
    """

    number: int | None
    image: RgbImage
    findings: tuple[str, ...] = ()


@dataclass(frozen=True, eq=False)
class View:
    """A picture for the screen.

    Attributes:
        image: RGB uint8 (H, W, 3), the longest side at most `worker.VIEW_SIDE` pixels.
        notices: Sentences the user should read.
        megapixels: Size of the whole picture, which this one may show smaller; None where nobody has said it.
        changed: (h, w) bool, where the picture may differ from the photo, perhaps smaller than `image`; None where
            there is nothing to compare it with.
        samples: What there is to choose from, best first; nothing where there is only this picture.
    """

    image: RgbImage
    notices: tuple[str, ...] = ()
    megapixels: float | None = None
    changed: Mask | None = None
    samples: tuple[SampleView, ...] = ()


class MaskLabel(IntEnum):
    """What a pixel of a `MaskView` is."""

    CLOSED = 0
    OPEN = 1
    PROTECTED = 2


@dataclass(frozen=True, eq=False)
class MaskView:
    """What may change in a try-on.

    Attributes:
        labels: (h, w) uint8 of `MaskLabel`, with the proportions of the photo.
        tracks: Where the handles stand, and along which lines they are dragged; the same whatever was edited.
    """

    labels: LabelMap
    tracks: tuple[HandleTrack, ...]


class Step(StrEnum):
    """A step on the way from the photo to the look."""

    PHOTO = "photo"
    POSE = "pose"
    MATTE = "matte"
    PARSING = "parsing"
    AGNOSTIC = "agnostic"
    WARPED = "warped"
    RESULT = "result"


@dataclass(frozen=True, eq=False)
class StepsView:
    """A picture of every step, in their order: RGB uint8 (h, w, 3), all of one size."""

    pictures: tuple[tuple[Step, RgbImage], ...]


@dataclass(frozen=True)
class Saved:
    """A picture was written."""

    path: Path


@dataclass(frozen=True)
class Imported:
    """Nothing waits to be brought in any more.

    Attributes:
        added: How many garments were added by this job.
        unsuitable: How many will not work.
        known: How many pictures had been in the wardrobe before.
    """

    added: int
    unsuitable: int
    known: int


@dataclass(frozen=True, eq=False)
class MotionRead:
    """A film became a motion.

    Attributes:
        motion: The motion; it has been checked.
        start: Second of the film at which it begins.
        notices: Sentences the user should read.
    """

    motion: MotionClip
    start: float
    notices: tuple[str, ...] = ()


@dataclass(frozen=True)
class LicencesKept:
    """Only engines that are allowed are in memory."""


@dataclass(frozen=True)
class Outlook:
    """How an engine would run on this machine.

    Attributes:
        engine: Its id.
        runs: Whether it would.
        what: One sentence: how it would, or why it would not; nothing where all is well.
        next_step: What can be done about it.
    """

    engine: str
    runs: bool = True
    what: str = ""
    next_step: str = ""


@dataclass(frozen=True)
class EnginesSeen:
    """How each engine that was asked about would run."""

    outlooks: tuple[Outlook, ...]


@dataclass(frozen=True)
class Tended:
    """Something was done with models.

    Attributes:
        sentences: What to tell the user.
        paths: What was written.
        fine: Whether everything is as it should be.
    """

    sentences: tuple[str, ...] = ()
    paths: tuple[Path, ...] = ()
    fine: bool = True


@dataclass(frozen=True)
class ModelsFound:
    """Ids of the models in a folder that this program knows."""

    models: tuple[str, ...]


Outcome = (
    View
    | Saved
    | ClipMade
    | MotionRead
    | Imported
    | MaskView
    | RegionFound
    | StepsView
    | LicencesKept
    | EnginesSeen
    | Tended
    | ModelsFound
)


@dataclass(frozen=True)
class Progressed:
    """A job is in this stage and this share of it, in [0, 1], is done."""

    job: int
    stage: str
    fraction: float


@dataclass(frozen=True, eq=False)
class Previewed:
    """Something to look at before the job is done."""

    job: int
    view: View


@dataclass(frozen=True, eq=False)
class Finished:
    """A job is done."""

    job: int
    outcome: Outcome


@dataclass(frozen=True)
class Failed:
    """A job could not be done.

    Attributes:
        job: Its number.
        what: One sentence saying what is wrong.
        next_step: One sentence saying what the user can do.
        crashed: Whether the worker process ended with it.
    """

    job: int
    what: str
    next_step: str
    crashed: bool = False


@dataclass(frozen=True)
class Stopped:
    """A job was cancelled, or a newer one took its place."""

    job: int


Event = Progressed | Previewed | Finished | Failed | Stopped


def supersedes(newer: Order, older: Order) -> bool:
    """Whether an order makes an unfinished older one pointless.

    Only what ends up on the stage can be: a look by any newer look or photo, a photo by a newer photo, and
    so are a mask and steps by newer ones. Where somebody clicked is never forgotten, where they only looked is.
    """
    if isinstance(older, FindRegion):
        return isinstance(newer, OpenPhoto) or (isinstance(newer, FindRegion) and not older.clicked)
    if isinstance(older, Dress):
        return isinstance(newer, Dress | OpenPhoto)
    if isinstance(older, MakeClip):
        return isinstance(newer, MakeClip)
    if isinstance(older, ShowMask | ShowSteps):
        return isinstance(newer, type(older) | OpenPhoto)
    return isinstance(older, OpenPhoto) and isinstance(newer, OpenPhoto)
