"""Person -> the photo's pixels that stay on top of everything new."""

from dataclasses import dataclass

import cv2
import numpy as np

from fitting_room.domain.arrays import Mask, Matte
from fitting_room.domain.body import CLOTHES, HANDS, SHOES, BodyLabel, Person
from fitting_room.domain.garment import Category

_ALWAYS = (BodyLabel.FACE, BodyLabel.HAIR, BodyLabel.HAT, BodyLabel.BAG, *HANDS, *SHOES)
_SKIN = (BodyLabel.FACE, *HANDS)


@dataclass(frozen=True)
class ForegroundParams:
    """How soft edges are found."""

    strands: float = 0.012
    """Width of the band beyond the hair in which strands are looked for, as a share of the longest side."""
    rim: float = 0.008
    """Skin this near to the old clothes is mixed with them or in their shadow and is left to the painted body, as a
    share of the longest side (0.002-0.012 tried)."""
    contrast: float = 0.004
    """Regularisation of the guided filter: smaller follows weaker edges (0.001-0.02 tried)."""


def foreground(
    person: Person, categories: tuple[Category, ...], params: ForegroundParams = ForegroundParams()
) -> Matte:
    """What lies in front of the new clothes: face, hair with its strands, hat, hands, held things, shoes.

    Forearms that cross the torso are part of the arms' layers when a top is replaced, because a new sleeve may cover
    them; when only bottoms are replaced they count as foreground.

    Args:
        person: The person.
        categories: What is replaced.
        params: How soft edges are found.

    Returns:
        (H, W) float32 in [0, 1].
    """
    labels = list(_ALWAYS)
    if categories == (Category.BOTTOMS,):
        labels += [BodyLabel.LEFT_ARM, BodyLabel.RIGHT_ARM]
    solid = person.parsing.where(*labels)
    reach = max(2, round(params.rim * max(solid.shape)))
    grow = cv2.getStructuringElement(cv2.MORPH_ELLIPSE, (2 * reach + 1, 2 * reach + 1))
    beside = cv2.dilate(person.parsing.where(*CLOTHES).astype(np.uint8), grow) > 0
    solid &= ~(beside & person.parsing.where(*_SKIN))
    alpha = cv2.GaussianBlur(solid.astype(np.float32), (0, 0), 0.7)
    hair = person.parsing.where(BodyLabel.HAIR)
    if hair.any():
        alpha = np.maximum(alpha, _strands(person, hair, params))
    return np.asarray(np.clip(alpha, 0, 1), np.float32)


def _strands(person: Person, hair: Mask, params: ForegroundParams) -> Matte:
    """(H, W) float32: hair with a soft edge that follows the picture (guided filter, He et al. 2013)."""
    reach = max(3, round(params.strands * max(hair.shape)))
    rows, columns = np.nonzero(hair.any(1))[0], np.nonzero(hair.any(0))[0]
    margin = 2 * reach
    box = (
        slice(max(0, rows[0] - margin), min(hair.shape[0], rows[-1] + margin + 1)),
        slice(max(0, columns[0] - margin), min(hair.shape[1], columns[-1] + margin + 1)),
    )
    guide = person.photo.pixels[box].astype(np.float32) @ np.array([0.3, 0.59, 0.11], np.float32) / 255
    own = hair[box].astype(np.float32)
    side = (2 * reach + 1, 2 * reach + 1)
    mean_guide, mean_own = cv2.blur(guide, side), cv2.blur(own, side)
    covariance = cv2.blur(guide * own, side) - mean_guide * mean_own
    variance = cv2.blur(guide * guide, side) - mean_guide * mean_guide
    slope = covariance / (variance + params.contrast)
    filtered = cv2.blur(slope, side) * guide + cv2.blur(mean_own - slope * mean_guide, side)
    soft = np.clip((filtered - 0.25) / 0.5, 0, 1)
    # Only a band around the outline is uncertain, and the face keeps its own edge.
    inside = cv2.erode(own, np.ones((3, 3), np.uint8))
    band = cv2.dilate(own, cv2.getStructuringElement(cv2.MORPH_ELLIPSE, side))
    result = np.zeros(hair.shape, np.float32)
    result[box] = np.maximum(soft * band, inside)
    return result
