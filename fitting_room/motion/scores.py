"""Numbers about a clip, frame by frame: how much what should rest flickers, and how far the colours drift away."""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from fitting_room.domain.arrays import Mask, RgbImage


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
