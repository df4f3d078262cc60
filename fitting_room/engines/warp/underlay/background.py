"""Person -> the room without them."""

from dataclasses import dataclass

import cv2
import numpy as np

from fitting_room.domain.arrays import Mask, Matte, RgbImage
from fitting_room.engines.warp.underlay.continuation import ContinuationParams, continue_into

ROOM = ContinuationParams(feather=2.0)
"""The outermost pixels of the halo are nearly clean: the fill fades into them."""


@dataclass(frozen=True)
class BackgroundParams:
    """How the person is taken out of the room."""

    trace: float = 0.01
    """A matte above this holds a trace of the person (0.005-0.05 tried)."""
    halo: float = 0.005
    """Width of the band around the person that may carry their colour, as a share of the longest side (0.002-0.01)."""
    least_halo: int = 4
    """The same in pixels, at least."""


def repair_background(
    pixels: RgbImage,
    matte: Matte,
    params: BackgroundParams = BackgroundParams(),
) -> RgbImage:
    """Paint what is behind a person.

    Args:
        pixels: RGB uint8 (H, W, 3), the photo.
        matte: (H, W) float32 in [0, 1], 1 on the person.
        params: What counts as person.

    Returns:
        RGB uint8 (H, W, 3): the photo bit for bit beyond the halo around the person, repaired inside.
    """
    hole = person_with_halo(matte, params)
    return continue_into(pixels, ~hole, hole, ROOM)


def person_with_halo(matte: Matte, params: BackgroundParams = BackgroundParams()) -> Mask:
    """(H, W) bool: the person and the band around them that carries their colour."""
    reach = max(params.least_halo, round(params.halo * max(matte.shape)))
    grow = cv2.getStructuringElement(cv2.MORPH_ELLIPSE, (2 * reach + 1, 2 * reach + 1))
    return np.asarray(cv2.dilate((matte > params.trace).astype(np.uint8), grow) > 0)
