"""Puts what an engine painted back on the untouched photo: the only place where the two meet."""

import cv2
import numpy as np

from fitting_room.domain.arrays import Mask, RgbImage
from fitting_room.domain.body import Photo
from fitting_room.domain.job import Report, silent
from fitting_room.domain.tryon import AgnosticPerson
from fitting_room.engines.base import Rendering

FEATHER = 1 / 400
"""Width of the soft inner edge as a share of the photo's longer side (1/800-1/200 tried): about 2.5 px at 1024."""
STRIP = 512
"""Rows that are blended at a time: all of a phone's photo would take a gigabyte for a moment."""


def paste_back(
    photo: Photo, rendering: Rendering, agnostic: AgnosticPerson, report: Report = silent
) -> tuple[RgbImage, Mask]:
    """Blend the changed region into the photo.

    Args:
        photo: The original.
        rendering: What the engine painted, at the photo's size.
        agnostic: What may change and what must not.
        report: Called before each strip, with its share of this work; raises `Cancelled` to stop.

    Returns:
        RGB uint8 (H, W, 3), equal to the photo bit for bit outside the changed region, and that region, (H, W) bool.

    Raises:
        Cancelled: `report` raised it.
    """
    report("composite", 0.0)
    wanted = rendering.changed & agnostic.mask & ~agnostic.protect
    image, changed = photo.pixels.copy(), np.zeros_like(wanted)
    left, top, columns, rows = cv2.boundingRect(wanted.view(np.uint8))
    if not columns:
        return image, changed
    width = max(1.0, FEATHER * max(photo.size))
    # The feather lies inside the region: nothing outside it is touched.
    depth = cv2.distanceTransform(wanted.view(np.uint8), cv2.DIST_L2, 3)
    for first in range(top, top + rows, STRIP):
        report("composite", 0.3 + 0.7 * (first - top) / rows)
        strip = (slice(first, min(first + STRIP, top + rows)), slice(left, left + columns))
        weight = np.clip(depth[strip] / width, 0, 1)[..., None].astype(np.float32)
        before = photo.pixels[strip]
        blended = before * (1 - weight) + rendering.image[strip] * weight
        image[strip] = np.round(blended).astype(np.uint8)
        changed[strip] = np.any(image[strip] != before, axis=2)
    return image, changed
