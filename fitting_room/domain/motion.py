"""How somebody moves, and what is asked of whoever brings a still look to life."""

from dataclasses import dataclass, field

import numpy as np
import numpy.typing as npt

from fitting_room.domain.arrays import ScoredPoints, freeze
from fitting_room.domain.body import Person
from fitting_room.domain.tryon import LayeredImage, Preset

CLIP_FPS = 24
"""Frames per second of a finished clip; like its sides, the contract of Dress&Dance (arXiv 2508.21070)."""
CLIP_LONG_SIDE = 1152
CLIP_SHORT_SIDE = 720
CLIP_SECONDS = 5.0
BASE_FPS = 8
"""Frames per second of the first of two stages, where an animator works in two."""


@dataclass(frozen=True, eq=False)
class MotionClip:
    """A motion without pixels: where the joints of one body are, frame by frame.

    Attributes:
        name: What the user calls it.
        keypoints: (T, 18, 3) float32 in `Joint` order: x to the right of the picture, y down, score in [0, 1].
            The unit is the torso (neck to middle of the hips) of frame 0, the origin the middle of the hips of frame 0.
        fps: Frames per second.
        depth: (T, 18) float32 in the same unit, growing away from the camera, 0 at the middle of the hips of frame 0;
            None where only the picture plane is known.
        hands: (T, 2, 21, 3) float32 in the same unit, left hand first; None where the motion has no fingers.
    """

    name: str
    keypoints: ScoredPoints
    fps: float
    depth: npt.NDArray[np.float32] | None = None
    hands: ScoredPoints | None = None

    def __post_init__(self) -> None:
        freeze(self.keypoints, "MotionClip.keypoints", (None, 18, 3), np.float32)
        frames = len(self.keypoints)
        if frames < 2 or not self.fps > 0:
            raise ValueError(f"a MotionClip has at least two frames and some speed, not {frames} at {self.fps}/s")
        if self.depth is not None:
            freeze(self.depth, "MotionClip.depth", (frames, 18), np.float32)
        if self.hands is not None:
            freeze(self.hands, "MotionClip.hands", (frames, 2, 21, 3), np.float32)

    @property
    def seconds(self) -> float:
        """How long it lasts."""
        return len(self.keypoints) / self.fps


@dataclass(frozen=True)
class ClipOptions:
    """Everything besides pixels and motion that shapes a clip.

    Attributes:
        preset: Speed against detail.
        seconds: How long the clip lasts; the motion is repeated or cut.
        fps: Frames per second of the finished clip.
        size: (width, height) of the finished clip; None for 1152x720 or 720x1152, whichever the look is closer to.
        seed: Same seed, same clip.
    """

    preset: Preset = Preset.BALANCED
    seconds: float = CLIP_SECONDS
    fps: int = CLIP_FPS
    size: tuple[int, int] | None = None
    seed: int = 0

    @property
    def frames(self) -> int:
        """How many frames the finished clip has."""
        return max(round(self.seconds * self.fps), 2)


@dataclass(frozen=True, eq=False)
class ClipRequest:
    """The one object that crosses the border to an animator. If it is not here, it does not influence the clip.

    Attributes:
        look: The person as the finished look shows them, on the clip's own canvas: `look.photo` is frame 0.
        motion: How they move.
        animator: Id in the catalogue.
        options: Length, speed, preset, seed.
        layers: The layered picture of the look on the same canvas, where its engine has one.
    """

    look: Person
    motion: MotionClip
    animator: str = "puppet"
    options: ClipOptions = field(default=ClipOptions())
    layers: LayeredImage | None = None


@dataclass(frozen=True, eq=False)
class DrivenPoses:
    """A motion as one person performs it in their own picture.

    Attributes:
        keypoints: (T, 18, 3) float32 in `Joint` order, pixels of the canvas; score 0 where the picture does not show
            the joint. Frame 0 is the person's own pose.
        depth: (T, 18) float32 pixels, growing away from the camera, 0 at the middle of the hips of frame 0.
        yaw: (T,) float32 radians that the body has turned since frame 0, growing as the left shoulder goes back.
        hands: (T, 2, 21, 3) float32 pixels, left hand first; None where nothing moves the fingers.
    """

    keypoints: ScoredPoints
    depth: npt.NDArray[np.float32]
    yaw: npt.NDArray[np.float32]
    hands: ScoredPoints | None = None

    def __post_init__(self) -> None:
        freeze(self.keypoints, "DrivenPoses.keypoints", (None, 18, 3), np.float32)
        frames = len(self.keypoints)
        freeze(self.depth, "DrivenPoses.depth", (frames, 18), np.float32)
        freeze(self.yaw, "DrivenPoses.yaw", (frames,), np.float32)
        if self.hands is not None:
            freeze(self.hands, "DrivenPoses.hands", (frames, 2, 21, 3), np.float32)
