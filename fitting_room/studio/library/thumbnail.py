"""Small pictures of garments for lists: the cut-out on white, as large as its card, with a soft shadow.

The shadow is what lets a white shirt be seen on white.
"""

import cv2
import numpy as np

from fitting_room.domain.arrays import RgbImage
from fitting_room.domain.garment import Garment
from fitting_room.domain.geometry import Placement

SIZE = (270, 360)
"""Width and height in pixels: a card of 90 by 120 on a screen at 300 %."""

_MARGIN = 0.06
_WHITE = 255
_SHADOW = 0.22
_SHADOW_DROP = 4
_SHADOW_SIGMA = 5.0


def draw_cut_out(garment: Garment) -> RgbImage:
    """(360, 270, 3) RGB uint8 of the garment alone."""
    rows, columns = np.nonzero(garment.matte > 0.5)
    if not len(rows):
        return draw_picture(garment.image)
    size = (garment.image.shape[1], garment.image.shape[0])
    corners = np.array([[columns.min(), rows.min()], [columns.max() + 1, rows.max() + 1]], np.float64)
    scale = float(np.min(np.array(SIZE) * (1 - 2 * _MARGIN) / (corners[1] - corners[0])))
    across, down = np.array(SIZE) / 2 - corners.mean(axis=0) * scale
    placement = Placement(size, SIZE, scale, (float(across), float(down)))
    matte = placement.matte(garment.matte)[..., None]
    shadow = cv2.GaussianBlur(np.roll(matte, _SHADOW_DROP, axis=0), (0, 0), _SHADOW_SIGMA)[..., None] * _SHADOW
    drawn = placement.image(garment.image, outside=_WHITE) * matte + _WHITE * (1 - shadow) * (1 - matte)
    return np.clip(np.rint(drawn), 0, _WHITE).astype(np.uint8)


def draw_picture(pixels: RgbImage) -> RgbImage:
    """(360, 270, 3) RGB uint8 of a whole picture, with white where it does not fill the card."""
    return Placement.letterbox((pixels.shape[1], pixels.shape[0]), SIZE).image(pixels, outside=_WHITE)
