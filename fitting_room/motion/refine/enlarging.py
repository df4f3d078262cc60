"""Small frames -> frames of full size; what does not move keeps every detail of the full-size still."""

import cv2
import numpy as np

from fitting_room.domain.arrays import RgbImage

_ALIKE = 6
"""Grey levels by which a small frame may differ from the still, made as small, where nothing moved (4-10 tried)."""
_EDGE = 2.0
"""Softness in pixels of the small frame between what moved and what did not (1-3 tried)."""


class Enlarger:
    """Brings frames to the size of a still of the same scene.

    Args:
        still: RGB uint8 (H, W, 3), the look itself.
    """

    def __init__(self, still: RgbImage) -> None:
        self._still = still
        self._small: RgbImage | None = None

    def __call__(self, frame: RgbImage) -> RgbImage:
        """The frame, RGB uint8, at the size of the still."""
        height, width = self._still.shape[:2]
        rows, columns = frame.shape[:2]
        if (rows, columns) == (height, width):
            return frame
        if self._small is None or self._small.shape != frame.shape:
            # Areas are averaged in both directions: a frame may be a little off the still's proportions.
            self._small = np.asarray(cv2.resize(self._still, (columns, rows), interpolation=cv2.INTER_AREA), np.uint8)
        large = cv2.resize(frame, (width, height), interpolation=cv2.INTER_CUBIC)
        moved = (cv2.absdiff(frame, self._small).max(-1) > _ALIKE).astype(np.float32)
        moved = cv2.GaussianBlur(cv2.dilate(moved, np.ones((5, 5), np.uint8)), (0, 0), _EDGE)
        share = cv2.resize(moved, (width, height), interpolation=cv2.INTER_LINEAR)[..., None]
        return np.rint(self._still + (large.astype(np.float32) - self._still) * share).astype(np.uint8)
