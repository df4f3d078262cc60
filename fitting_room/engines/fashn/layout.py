"""Pictures laid out as FASHN's own program does it: for comparisons with what it makes of a photo.

The engine itself shows the network the person's part of the photo at its own scale (`framing.place_person`). Whoever
measures it against the published program has to start from the same pictures.
"""

from typing import NamedTuple

import cv2
import numpy as np
import numpy.typing as npt

from fitting_room.engines.framing import OUTSIDE

Pixels = npt.NDArray[np.uint8]


class Padding(NamedTuple):
    """Pixels around a picture that are not its own."""

    left: int
    top: int
    right: int
    bottom: int


def on_canvas(picture: Pixels, canvas: tuple[int, int], drawing: bool = False) -> tuple[Pixels, Padding]:
    """A whole picture as large as the canvas allows, in its middle, on black.

    Args:
        picture: (H, W) or (H, W, 3) uint8.
        canvas: (width, height).
        drawing: Whether it is drawn in levels that must not mix.

    Returns:
        (height, width) or (height, width, 3) uint8, and what of it is not the picture.
    """
    height, width = picture.shape[:2]
    scale = min(canvas[0] / width, canvas[1] / height)
    if scale != 1:
        smooth = cv2.INTER_LANCZOS4 if scale > 1 else cv2.INTER_AREA
        size = (int(scale * width), int(scale * height))
        picture = cv2.resize(picture, size, interpolation=cv2.INTER_NEAREST_EXACT if drawing else smooth)
    across, down = canvas[0] - picture.shape[1], canvas[1] - picture.shape[0]
    padding = Padding(across // 2, down // 2, across - across // 2, down - down // 2)
    edges = (padding.top, padding.bottom, padding.left, padding.right)
    return cv2.copyMakeBorder(picture, *edges, cv2.BORDER_CONSTANT, value=(OUTSIDE,) * 3), padding
