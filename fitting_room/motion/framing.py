"""A finished look of any shape -> the look on the clip's canvas, with the person wholly inside."""

from dataclasses import replace

import cv2
import numpy as np

from fitting_room.domain.arrays import RgbImage
from fitting_room.domain.body import Person, Photo
from fitting_room.domain.geometry import Placement
from fitting_room.domain.motion import CLIP_LONG_SIDE, CLIP_SHORT_SIDE

_MARGIN = 0.04
"""Room around the person, as a share of their height (0.02-0.08 tried)."""

_SEAM = 4
"""A rim of so few pixels is drawn out sharp: it comes from rounding."""


def frame_look(person: Person, size: tuple[int, int] | None = None) -> tuple[Person, Placement]:
    """Lay a look out for a clip: cropped where the picture has room, else with the room continued at its sides.

    Args:
        person: The finished look, understood.
        size: (width, height) of the canvas; None for 1152x720 or 720x1152, whichever the look is closer to.

    Returns:
        The person on the canvas, and how the picture lies there.
    """
    width, height = person.photo.size
    canvas = size or ((CLIP_LONG_SIDE, CLIP_SHORT_SIDE) if width > height else (CLIP_SHORT_SIDE, CLIP_LONG_SIDE))
    left, top, right, bottom = _body_box(person)
    scale = max(canvas[0] / width, canvas[1] / height)
    # The largest crop of the picture, if the person fits in; else as much more as the person needs.
    scale = min(scale, canvas[0] / (right - left), canvas[1] / (bottom - top))
    offset = (
        _offset(canvas[0], width * scale, left * scale, right * scale),
        _offset(canvas[1], height * scale, top * scale, bottom * scale),
    )
    placement = Placement((width, height), canvas, scale, offset)
    placed = person.placed(placement)
    pixels = _continued(placed.photo.pixels, placement)
    return replace(placed, photo=Photo(pixels, person.photo.source)), placement


def _body_box(person: Person) -> tuple[float, float, float, float]:
    """(left, top, right, bottom) of the person with some room, cut to the picture."""
    rows, columns = np.nonzero(person.matte > 0.5)
    width, height = person.photo.size
    if not len(rows):
        return 0.0, 0.0, float(width), float(height)
    margin = _MARGIN * float(np.ptp(rows) + 1)
    return (
        max(float(columns.min()) - margin, 0.0),
        max(float(rows.min()) - margin, 0.0),
        min(float(columns.max()) + 1 + margin, float(width)),
        min(float(rows.max()) + 1 + margin, float(height)),
    )


def _offset(canvas: float, length: float, start: float, end: float) -> float:
    """Where the picture begins on one axis: the person in the middle, as little beyond the picture as can be."""
    centred = canvas / 2 - (start + end) / 2
    if length >= canvas:
        return float(np.clip(centred, canvas - length, 0))
    # A person cut off by the lower edge stays at the edge of the canvas.
    return canvas - length if end >= length and start > 0 else (canvas - length) / 2


def _continued(pixels: RgbImage, placement: Placement) -> RgbImage:
    """The canvas with the room continued beyond the picture: its edge drawn out, softer with the distance."""
    height, width = pixels.shape[:2]
    # Between the centres of the outermost pixels; beyond them the picture fades into the canvas.
    centre = 0.5 * placement.scale - 0.5
    left, top = (max(int(np.ceil(offset + centre)), 0) for offset in placement.offset)
    ends = placement.points(np.array(placement.size, np.float64) - 1)
    right, bottom = (
        min(int(np.floor(end + 1e-6)) + 1, length) for end, length in zip(ends, (width, height), strict=True)
    )
    if (left, top, right, bottom) == (0, 0, width, height):
        return pixels
    inside = pixels[top:bottom, left:right]
    drawn = cv2.copyMakeBorder(inside, top, height - bottom, left, width - right, cv2.BORDER_REPLICATE)
    if max(top, height - bottom, left, width - right) <= _SEAM:
        return np.asarray(drawn, np.uint8)
    soft = cv2.GaussianBlur(drawn, (0, 0), 9)
    soft[top:bottom, left:right] = inside
    return np.asarray(soft, np.uint8)
