"""Numbers about a clip, frame by frame: how much what should rest flickers, and how far the colours drift away."""

from dataclasses import dataclass

import cv2
import numpy as np
import numpy.typing as npt

from fitting_room.domain.arrays import Mask, RgbImage
from fitting_room.domain.motion import ClipRequest
from fitting_room.motion.retarget import retarget

_REACH = 0.08
"""How far flesh and cloth reach beyond the joints, as a share of the picture's longer side."""


@dataclass(frozen=True)
class ClipScores:
    """What was measured.

    Attributes:
        flicker: Mean change from frame to frame of pixels that should rest, in grey levels of 255.
        drift: Largest difference of a frame's mean colour there from that of the first, in grey levels.
    """

    flicker: float
    drift: float


class ClipMeter:
    """Measures a clip as its frames go by, with one frame in memory.

    Args:
        resting: (H, W) bool, pixels that nothing moves in front of.
    """

    def __init__(self, resting: Mask) -> None:
        self._resting = resting
        self._last: npt.NDArray[np.int16] | None = None
        self._first_mean = np.zeros(3)
        self._changes: list[float] = []
        self._drift = 0.0

    def add(self, frame: RgbImage) -> None:
        """Look at the next frame, RGB uint8 (H, W, 3)."""
        now = frame[self._resting].astype(np.int16)
        if not len(now):
            return
        mean = now.mean(0)
        if self._last is None:
            self._first_mean = mean
        else:
            self._changes.append(float(np.abs(now - self._last).mean()))
            self._drift = max(self._drift, float(np.abs(mean - self._first_mean).max()))
        self._last = now

    @property
    def scores(self) -> ClipScores:
        """What was measured so far."""
        return ClipScores(float(np.mean(self._changes)) if self._changes else 0.0, self._drift)


def resting(request: ClipRequest) -> Mask:
    """(H, W) bool: what neither the person nor any of their joints ever comes near to."""
    poses = retarget(request.motion, request.look, request.options)
    body = request.look.matte > 0.1
    rows, columns = np.nonzero(body)
    seen = poses.keypoints[poses.keypoints[..., 2] > 0][:, :2]
    points = np.concatenate([np.stack([columns, rows], 1), seen]).astype(np.float32)
    near = np.zeros(body.shape, np.uint8)
    cv2.fillConvexPoly(near, cv2.convexHull(points).round().astype(np.int32), 1)
    reach = 2 * round(_REACH * max(body.shape)) + 1
    return np.asarray(cv2.dilate(near, np.ones((reach, reach), np.uint8)) == 0)
