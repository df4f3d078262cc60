"""A brush for masks: the strokes of which the agnostic pictures of the field are made, one rasteriser for all."""

from collections.abc import Iterable
from typing import Any

import numpy as np
import numpy.typing as npt
from PIL import Image, ImageDraw

from fitting_room.domain.arrays import Mask

Positions = npt.NDArray[np.float64]
"""(N, 2) float64 (x, y) in pixels; (0, 0) where a point is not known."""


def positions(points: npt.NDArray[Any]) -> Positions:
    """(N, 2 or more) points -> (N, 2) float64 of its own, which may be changed."""
    return points[:, :2].astype(np.float64)


def known(points: Positions, *numbers: int) -> bool:
    """Whether none of the points is at (0, 0), which is how the field says that there is none."""
    return all(points[number].any() for number in numbers)


class MaskBrush:
    """Paints into a mask of (height, width) that begins empty.

    Pillow's rasteriser, because the authors used it: the vectors are exact to the pixel.
    """

    def __init__(self, size: tuple[int, ...]) -> None:
        self._image = Image.new("L", (size[1], size[0]))
        self._draw = ImageDraw.Draw(self._image)

    @property
    def painted(self) -> Mask:
        """(H, W) bool."""
        return np.asarray(self._image) > 0

    def line(self, ends: Iterable[npt.NDArray[np.float64]], width: float) -> None:
        """A straight bar, `width` pixels wide."""
        self._draw.line([(float(x), float(y)) for x, y in ends], 255, width=round(width))

    def ellipse(self, centre: npt.NDArray[np.float64], across: float, down: float | None = None) -> None:
        """An ellipse by its half axes; a circle where there is one."""
        x, y = (float(each) for each in centre)
        down = across if down is None else down
        self._draw.ellipse((x - across, y - down, x + across, y + down), 255, 255)

    def box(self, left: float, top: float, right: float, bottom: float) -> None:
        """A rectangle."""
        self._draw.rectangle((left, top, right, bottom), 255, 255)

    def oval(self, left: float, top: float, right: float, bottom: float) -> None:
        """The ellipse in a rectangle."""
        self._draw.ellipse((left, top, right, bottom), 255, 255)

    def polygon(self, corners: Iterable[npt.NDArray[np.float64]]) -> None:
        """A filled polygon."""
        self._draw.polygon([(float(x), float(y)) for x, y in corners], 255, 255)


def hips_as_wide_as_shoulders(
    points: Positions, shoulders: tuple[int, int], hips: tuple[int, int], least: float = 0.0
) -> None:
    """Move the hips apart until they are as far from each other as the shoulders, in place.

    Args:
        points: (N, 2); hips that lie in one place stay there.
        shoulders: The numbers of the shoulders.
        hips: The numbers of the hips.
        least: What is added to each difference before it is measured (DAFlow adds 1e-8 so as not to divide by zero).
    """
    first, second = hips
    wanted = np.linalg.norm(points[shoulders[1]] - points[shoulders[0]] + least)
    have = np.linalg.norm(points[second] - points[first] + least)
    if have == 0:
        return
    middle = (points[first] + points[second]) / 2
    for hip in hips:
        points[hip] = middle + (points[hip] - middle) / have * wanted
