"""What somebody points at in a photo: the photo is looked at once, and then asked about place after place."""

import cv2
import numpy as np

from fitting_room.domain.arrays import Mask
from fitting_room.domain.body import Person
from fitting_room.domain.geometry import Placement
from fitting_room.domain.mask_edit import Outline, outlines_of

SIDE = 1024
"""Longest side at which photos are looked at: what Segment Anything sees of them."""


class PointedPhoto:
    """A photo that has been looked at.

    Args:
        person: Who is in it. A click on them means something of theirs, and one beside them something of the room:
            where only colours are known, a pale blouse would flow out into a pale wall.
    """

    def __init__(self, person: Person) -> None:
        from fitting_room.perception.choice import perception_here

        placement = Placement.shrink(person.photo.size, SIDE)
        self._size = placement.canvas
        self._person = placement.matte(person.matte) > 0.5
        self._seen = perception_here().clicks.look(placement.image(person.photo.pixels))

    def thing_at(self, place: tuple[float, float]) -> tuple[Outline, ...]:
        """Around the thing at a place, in shares of the photo's longer side; nothing where nothing is made out."""
        from fitting_room.perception.clicks import Click

        width, height = self._size
        column, row = (int(np.floor(share * max(self._size))) for share in place)
        if not (0 <= column < width and 0 <= row < height):
            return ()
        found = self._seen.mask([Click(column, row)])
        return outlines_of(_piece_at(found & (self._person == self._person[row, column]), column, row))


def _piece_at(found: Mask, column: int, row: int) -> Mask:
    """What of a mask hangs together with a place; all of it where the place itself is not in it."""
    _, numbers = cv2.connectedComponents(found.view(np.uint8))
    number = numbers[row, column]
    return found if number == 0 else np.asarray(numbers == number)
