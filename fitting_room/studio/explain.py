"""Small pictures that say why a look is as it is: its mask, what changed, and every step on the way."""

from weakref import WeakKeyDictionary

import numpy as np

from fitting_room.domain.arrays import Mask, RgbImage
from fitting_room.domain.body import Person
from fitting_room.domain.geometry import Placement
from fitting_room.domain.job import Report, silent, within
from fitting_room.domain.tryon import TryOnRequest, TryOnResult
from fitting_room.studio.messages import MaskLabel, MaskView, Step
from fitting_room.studio.overlays import draw_matte, draw_parsing, draw_pose
from fitting_room.studio.steps import draw_agnostic, draw_warped

MASK_SIDE = 768
"""Longest side of the mask that is edited: it is made anew for every move of a handle."""
CHANGED_SIDE = 1024
"""Longest side of the map of changed pixels that goes with each look."""
STEP_SIDE = 768
"""Longest side of each step's picture: seven of them cost the window as much as one look (10 MB)."""


class MaskViews:
    """Makes masks of people at a small size, whom it remembers for the next move of a handle."""

    def __init__(self) -> None:
        self._small: WeakKeyDictionary[Person, Person] = WeakKeyDictionary()

    def view(self, person: Person, request: TryOnRequest) -> MaskView:
        """What may change when a person puts on the outfit of a request, and where the handles stand.

        Args:
            person: At the photo's own size.
            request: Outfit and edit.
        """
        from fitting_room.perception.agnostic import find_handles, make_agnostic
        from fitting_room.perception.body_shape import measure_body

        small = self._small.get(person)
        if small is None:
            small = self._small[person] = person.placed(Placement.shrink(person.photo.size, MASK_SIDE))
        shape = measure_body(small)
        agnostic = make_agnostic(small, request.outfit, shape, request.mask_edit)
        labels = np.full(agnostic.mask.shape, MaskLabel.CLOSED, np.uint8)
        labels[agnostic.mask] = MaskLabel.OPEN
        labels[agnostic.protect] = MaskLabel.PROTECTED
        return MaskView(labels, find_handles(small, request.outfit, shape))


def small_mask(mask: Mask) -> Mask:
    """(h, w) bool: a mask at the size in which it is sent to the window."""
    return Placement.shrink((mask.shape[1], mask.shape[0]), CHANGED_SIDE).labels(mask)


def step_pictures(person: Person, look: TryOnResult, report: Report = silent) -> tuple[tuple[Step, RgbImage], ...]:
    """A picture of every step from the photo to the look.

    Args:
        person: Who was dressed.
        look: The outcome.
        report: Called before each picture that takes long; raises `Cancelled` to stop.

    Raises:
        Cancelled: `report` raised it.
    """
    from fitting_room.perception.agnostic import make_agnostic

    report("agnostic", 0.0)
    placement = Placement.shrink(person.photo.size, STEP_SIDE)
    small = person.placed(placement)
    photo = small.photo.pixels
    agnostic = make_agnostic(small, look.request.outfit, edit=look.request.mask_edit, report=within(report, 0.2, 0.5))
    report("composite", 0.5)
    warped = draw_warped(look)
    report("composite", 0.8)
    return (
        (Step.PHOTO, photo),
        (Step.POSE, draw_pose(photo, small.pose)),
        (Step.MATTE, draw_matte(photo, small.matte)),
        (Step.PARSING, draw_parsing(photo, small.parsing)),
        (Step.AGNOSTIC, draw_agnostic(agnostic)),
        (Step.WARPED, placement.image(warped)),
        (Step.RESULT, placement.image(look.image)),
    )
