"""Person -> what they carry and what they wear besides clothes."""

import cv2
import numpy as np

from fitting_room.domain.arrays import Mask
from fitting_room.domain.body import HANDS, BodyLabel, Person
from fitting_room.domain.regions import grown


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
