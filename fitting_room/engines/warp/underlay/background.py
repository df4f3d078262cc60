"""Person -> the room without them."""

from dataclasses import dataclass

import cv2
import numpy as np

from fitting_room.domain.arrays import Mask, RgbImage
from fitting_room.domain.body import BodyLabel, Person
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


def repair_background(person: Person, params: BackgroundParams = BackgroundParams()) -> RgbImage:
    """Paint what is behind a person.

    Args:
        person: The person, who stands in a room.
        params: What counts as person.

    Returns:
        RGB uint8 (H, W, 3): the photo bit for bit beyond the halo around the person, repaired inside.
    """
    hole = person_with_halo(person, params)
    return continue_into(person.photo.pixels, ~hole, hole, ROOM)


def person_with_halo(person: Person, params: BackgroundParams = BackgroundParams()) -> Mask:
    """(H, W) bool: the person and the band around them that carries their colour."""
    reach = max(params.least_halo, round(params.halo * max(person.matte.shape)))
    grow = cv2.getStructuringElement(cv2.MORPH_ELLIPSE, (2 * reach + 1, 2 * reach + 1))
    # Where matte and labels disagree, old cloth must not stay in the room.
    somebody = (person.matte > params.trace) | ~person.parsing.where(BodyLabel.BACKGROUND)
    return np.asarray(cv2.dilate(somebody.astype(np.uint8), grow) > 0)
