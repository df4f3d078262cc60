"""The orders about clips, and what comes of them; `messages` has the rest."""

from dataclasses import dataclass, field
from pathlib import Path

from fitting_room.domain.motion import ClipOptions
from fitting_room.studio.clip_recipe import ClipRecipe
from fitting_room.studio.recipe import Recipe


@dataclass(frozen=True)
class MakeClip:
    """Bring a look to life and write the clip, whole or not at all. Shows the newest frame as a preview.

    `JobQueue.enough` ends it after the frame that is being made, and keeps what there is.

    Attributes:
        source: The look: its recipe (it is usually remembered), or its picture.
        motion: Id of a bundled motion, or the path of a file of one.
        animator: Id in the table of animators.
        options: Length, speed, size, preset, seed.
        path: Where the clip belongs, by its ending MP4, WebM or GIF; without one, a folder of pictures.
        poster: Where a small picture of its first frame belongs; None where nobody needs one.
    """

    source: Recipe | Path
    motion: str
    animator: str = "puppet"
    options: ClipOptions = ClipOptions()
    path: Path = field(kw_only=True)
    poster: Path | None = field(default=None, kw_only=True)

    @property
    def recipe(self) -> ClipRecipe:
        """What the clip is made of."""
        return ClipRecipe(self.source, self.motion, self.animator, self.options)


@dataclass(frozen=True)
class ExportClip:
    """Write a finished clip once more, in the format of its new ending, without animating anything again.

    Attributes:
        source: The clip; it stays where it is.
        path: Where the copy belongs; as for `MakeClip`.
    """

    source: Path
    path: Path


@dataclass(frozen=True)
class SaveStrip:
    """Write some frames of a finished clip side by side, as one picture.

    Attributes:
        source: The clip.
        frames: Numbers of the frames, growing.
        path: Where the picture belongs; its ending says in which format.
    """

    source: Path
    frames: tuple[int, ...]
    path: Path


@dataclass(frozen=True)
class ClipMade:
    """A clip was written.

    Attributes:
        path: Its file, or its folder of pictures.
        frames: How many frames it has.
        size: (width, height) of the frames.
        fps: Frames per second.
        animator: Who really made it.
        notices: Sentences the user should read.
        stopped_early: Whether it is shorter because somebody said that it was enough.
        flicker: Mean change from frame to frame of what should rest, in grey levels of 255.
        drift: How far the colour of what should rest came away from that of the look, in grey levels.
    """

    path: Path
    frames: int
    size: tuple[int, int]
    fps: int
    animator: str
    notices: tuple[str, ...] = ()
    stopped_early: bool = False
    flicker: float = 0.0
    drift: float = 0.0
