"""Small probabilities -> classes at canvas size, with borders on the edges that the picture shows."""

from dataclasses import dataclass

import cv2
import numpy as np
import numpy.typing as npt

from fitting_room.domain.arrays import LabelMap, Matte, RgbImage
from fitting_room.perception.parsing.classes import SoftClass

Array = npt.NDArray[np.float32]


@dataclass(frozen=True)
class BorderParams:
    """How far borders move, and to what."""

    radius: float = 0.008
    """Radius, as a share of the canvas' longest side, within which borders move to the picture's edges."""
    contrast: float = 0.001
    """Squared contrast that counts as an edge at canvas size."""


def at_canvas_size(canvas: RgbImage, matte: Matte, posterior: Array, params: BorderParams = BorderParams()) -> LabelMap:
    """The most probable class of every pixel of the canvas.

    Args:
        canvas: RGB uint8 (H, W, 3).
        matte: (H, W) float32; what is not on the person is background.
        posterior: (h, w, C - 1) float32, the probability of each `SoftClass` after BACKGROUND, of pixels on the person.
        params: How far borders move.

    Returns:
        (H, W) uint8 of `SoftClass`.
    """
    height, width = canvas.shape[:2]
    radius = max(2, round(params.radius * max(width, height)))
    edges = cv2.ximgproc.createGuidedFilter(canvas.astype(np.float32) / 255.0, radius, params.contrast)
    best = np.zeros((height, width), np.float32)
    soft = np.full((height, width), SoftClass.OTHER, np.uint8)
    for c in occurring(posterior):
        plane = cv2.resize(np.ascontiguousarray(posterior[..., c]), (width, height), interpolation=cv2.INTER_LINEAR)
        plane = edges.filter(plane)
        better = plane > best
        np.copyto(best, plane, where=better)
        soft[better] = c + 1
    soft[matte <= 0.5] = SoftClass.BACKGROUND
    return soft


def occurring(posterior: Array) -> list[int]:
    """The classes that some pixel may belong to."""
    return [c for c in range(posterior.shape[-1]) if posterior[..., c].max() > 0.2]
