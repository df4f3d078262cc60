"""Two frames -> a frame between them, by optical flow in both directions (DIS; Kroeger et al., 2016)."""

from dataclasses import dataclass
from typing import Any

import cv2
import numpy as np
import numpy.typing as npt

from fitting_room.domain.arrays import RgbImage

Field = npt.NDArray[np.float32]


@dataclass(frozen=True)
class InterpolationParams:
    """How far the flow is believed."""

    still: int = 3
    """Grey levels by which two frames may differ where nothing moves (2-5 tried)."""
    disagreement: float = 1.5
    """Pixels by which the two directions may differ before one of them is hidden by something (1-3 tried)."""


PARAMS = InterpolationParams()


class Between:
    """Frames between two frames; the flow is measured once for all of them.

    Args:
        first: RGB uint8 (H, W, 3).
        second: The next one, of the same size.
        params: How far the flow is believed.
    """

    def __init__(self, first: RgbImage, second: RgbImage, params: InterpolationParams = PARAMS) -> None:
        self._frames = (first, second)
        grey = [cv2.cvtColor(frame, cv2.COLOR_RGB2GRAY) for frame in self._frames]
        flow = cv2.DISOpticalFlow.create(cv2.DISOPTICAL_FLOW_PRESET_FAST)
        height, width = grey[0].shape
        empty = np.zeros((height, width, 2), np.float32)
        self._forward = np.asarray(flow.calc(grey[0], grey[1], empty.copy()), np.float32)
        self._backward = np.asarray(flow.calc(grey[1], grey[0], empty), np.float32)
        columns, rows = np.meshgrid(np.arange(width, dtype=np.float32), np.arange(height, dtype=np.float32))
        self._grid = np.stack([columns, rows], -1)
        self._trust = [
            _trust(self._forward, self._backward, self._grid, params),
            _trust(self._backward, self._forward, self._grid, params),
        ]
        difference = cv2.absdiff(first, second).max(-1)
        self._moves = cv2.dilate((difference > params.still).astype(np.uint8), np.ones((9, 9), np.uint8)) > 0

    def at(self, share: float) -> RgbImage:
        """The frame at `share` of the way, in (0, 1). Where the two frames are alike, it is the first, bit for bit."""
        first, second = self._frames
        if not self._moves.any():
            return first
        # Backward sampling: what is here at `share` lay `share * flow` back in the first frame.
        drawn, weights = [], []
        for frame, flow, trust, back, weight in (
            (first, self._forward, self._trust[0], share, 1 - share),
            (second, self._backward, self._trust[1], 1 - share, share),
        ):
            place = self._grid - flow * back
            drawn.append(_sampled(frame, place).astype(np.float32))
            weights.append(weight * np.maximum(_sampled(trust, place), 0.02)[..., None])
        mixed = (drawn[0] * weights[0] + drawn[1] * weights[1]) / (weights[0] + weights[1])
        return np.where(self._moves[..., None], np.rint(mixed).astype(np.uint8), first)


def _trust(flow: Field, back: Field, grid: Field, params: InterpolationParams) -> Field:
    """(H, W) in [0, 1]: 1 where going there and back again ends where it began."""
    returned = flow + _sampled(back, grid + flow)
    error = np.linalg.norm(returned, axis=-1) / params.disagreement
    return np.exp(-(error**2)).astype(np.float32)


def _sampled(picture: npt.NDArray[Any], place: Field) -> npt.NDArray[Any]:
    return np.asarray(cv2.remap(picture, place, None, cv2.INTER_LINEAR, borderMode=cv2.BORDER_REPLICATE))
