"""A clip in stretches, each made in one go: where they begin and end, and how one goes on from the one before.

A stretch begins with frames that are there already, the first one with the still: the networks were trained to go on
from frames that they are shown. What they make of those frames once more tells how far colours have drifted.
"""

from dataclasses import dataclass

import cv2
import numpy as np

from fitting_room.domain.arrays import Mask, RgbImage
from fitting_room.motion.wan.conditioning import Performance

GRAIN = 4
"""Frames that the networks' autoencoder takes together; the first stands alone."""
MOST_SHIFT = 6.0
"""Grey levels by which the colours of a stretch are moved at most to meet those before (4-10 thought of)."""
SOFT = 1 / 60
"""Width in which what was made fades into the kept room, as a share of the picture's shorter side."""


@dataclass(frozen=True, eq=False)
class Stretch:
    """What a network makes in one go.

    Attributes:
        show: What it is shown.
        frames: Which frames of the clip; those beyond its end are as its last.
        before: The first of them, which are there already, RGB uint8 (h, w, 3).
        region: (h, w) bool, what may change; None for everything.
        steps: How many.
        seed: Same seed, same frames.
    """

    show: Performance
    frames: range
    before: tuple[RgbImage, ...]
    region: Mask | None
    steps: int
    seed: int

    @property
    def poses(self) -> list[int]:
        """For each frame the pose it shows."""
        last = len(self.show.poses.keypoints) - 1
        return [min(frame, last) for frame in self.frames]


def cut(frames: int, longest: int, overlap: int) -> tuple[range, ...]:
    """The stretches of a clip: as few as can be, equally long, each a whole number of the autoencoder's grains.

    Args:
        frames: How many the clip has.
        longest: Most frames of a stretch.
        overlap: Frames that each shares with the one before; the first has only the still.

    Returns:
        Ranges of frames that cover the clip; the last may reach beyond it.
    """
    count = 1
    while longest + (count - 1) * (longest - overlap) < frames:
        count += 1
    needed = -(-(frames + (count - 1) * overlap) // count)
    # More than twice the overlap: so much the stock pipelines ask for.
    length = max(_whole(needed), _whole(2 * overlap + 1) if count > 1 else 1 + GRAIN)
    step = length - overlap
    return tuple(range(number * step, number * step + length) for number in range(count))


def meet(made: list[RgbImage], before: tuple[RgbImage, ...], region: Mask | None) -> list[RgbImage]:
    """A stretch in the colours of the frames it goes on from, and with those frames as they were.

    Args:
        made: RGB uint8 (h, w, 3), its first `len(before)` made once more of what was there.
        before: What was there.
        region: (h, w) bool where something was made; None for everywhere.
    """
    inside = np.ones(made[0].shape[:2], np.bool_) if region is None else region
    again = np.mean([frame[inside].mean(0) for frame in made[: len(before)]], axis=0)
    wanted = np.mean([frame[inside].mean(0) for frame in before], axis=0)
    shift = np.clip(wanted - again, -MOST_SHIFT, MOST_SHIFT)
    shifted = [np.clip(np.rint(frame + shift), 0, 255).astype(np.uint8) for frame in made[len(before) :]]
    return [*before, *shifted]


class Room:
    """Puts frames back into the still: what must not change is the still's own, bit for bit.

    Args:
        still: RGB uint8 (h, w, 3).
        region: (h, w) bool, what may change; None for everything.
    """

    def __init__(self, still: RgbImage, region: Mask | None) -> None:
        self._still = still.astype(np.float32)
        self._share = None
        if region is not None:
            soft = max(SOFT * min(region.shape), 1.0)
            depth = cv2.distanceTransform(np.pad(region.astype(np.uint8), 1, mode="edge"), cv2.DIST_L2, 3)
            self._share = np.clip(depth[1:-1, 1:-1] / soft, 0, 1)[..., None]

    def keep(self, frame: RgbImage) -> RgbImage:
        """A frame with the room of the still around the person."""
        if self._share is None:
            return frame
        return np.rint(self._still + self._share * (frame - self._still)).astype(np.uint8)


def _whole(frames: int) -> int:
    """As many frames or a few more: one, and whole grains."""
    return -(-(frames - 1) // GRAIN) * GRAIN + 1
