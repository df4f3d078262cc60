"""Person -> what they carry and what they wear besides clothes; and how far each pixel is from such things."""

import cv2
import numpy as np
import numpy.typing as npt

from fitting_room.domain.arrays import Mask
from fitting_room.domain.body import HANDS, BodyLabel, Person

Floats = npt.NDArray[np.float32]


def unnamed_cloth(person: Person) -> Mask:
    """Scarves, belts and ties: worn with the old clothes and gone with them; not what a hand holds."""
    return person.parsing.where(BodyLabel.OTHER) & ~held(person)


def held(person: Person) -> Mask:
    """Bags, and unnamed things that touch a hand."""
    bags = person.parsing.where(BodyLabel.BAG)
    things = person.parsing.where(BodyLabel.OTHER)
    if not things.any():
        return bags
    hands = grown(person.parsing.where(*HANDS), 3)
    _, numbers = cv2.connectedComponents(things.astype(np.uint8), connectivity=8)
    touched = np.unique(numbers[things & hands])
    return bags | (things & np.isin(numbers, touched))


def grown(mask: Mask, reach: float) -> Mask:
    """The mask and everything within so many pixels of it."""
    return distance_to(mask) <= reach


def distance_to(mask: Mask) -> Floats:
    """(H, W) float32 pixels to the nearest pixel of the mask; far away where it is empty."""
    if not mask.any():
        return np.full(mask.shape, np.inf, np.float32)
    return np.asarray(cv2.distanceTransform((~mask).astype(np.uint8), cv2.DIST_L2, 3), np.float32)
