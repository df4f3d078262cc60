"""Classes -> the same without islands: a print is part of its shirt, and a speck is part of what surrounds it."""

from dataclasses import dataclass

import cv2
import numpy as np
import numpy.typing as npt

from fitting_room.domain.arrays import LabelMap
from fitting_room.perception.parsing.classes import SoftClass

_CLOTHES = (SoftClass.UPPER, SoftClass.LOWER, SoftClass.DRESS)
_ISLANDS = (*_CLOTHES, SoftClass.LEGWEAR, SoftClass.SHOES, SoftClass.BAG, SoftClass.HAT, SoftClass.OTHER)
"""Classes that may be a misread piece of a garment; skin and hair that show through one are left alone."""


@dataclass(frozen=True)
class TidyParams:
    """What is an island."""

    speck: float = 0.0004
    """A piece smaller than this share of the person is a speck (0.0002-0.001 tried)."""
    island: float = 0.12
    """A piece smaller than this share of the garment around it is a print on it (0.05-0.2 tried)."""
    enclosed: float = 0.9
    """Share of its border that must lie on that garment (0.8-0.95 tried)."""


def tidy(soft: LabelMap, params: TidyParams = TidyParams()) -> LabelMap:
    """Give islands and specks the class around them.

    Args:
        soft: (H, W) uint8 of `SoftClass`.
        params: What is an island.

    Returns:
        (H, W) uint8 of `SoftClass`; BACKGROUND stays as it is.
    """
    tidied = soft.copy()
    area = np.bincount(soft.ravel(), minlength=len(SoftClass))
    speck = params.speck * (soft.size - int(area[SoftClass.BACKGROUND]))
    for coarse in SoftClass:
        if coarse is SoftClass.BACKGROUND or not area[coarse]:
            continue
        count, numbers, boxes, _ = cv2.connectedComponentsWithStats((soft == coarse).astype(np.uint8), connectivity=4)
        for number in range(1, count):
            left, top, width, height, size = (int(value) for value in boxes[number])
            if size > speck and coarse not in _ISLANDS:
                continue
            window = np.s_[max(top - 1, 0) : top + height + 1, max(left - 1, 0) : left + width + 1]
            piece = numbers[window] == number
            around = _around(piece, soft[window])
            if len(around) == 0:
                continue
            neighbours = np.bincount(around, minlength=len(SoftClass))
            main = int(neighbours.argmax())
            print_on_cloth = (
                main in _CLOTHES
                and size < params.island * area[main]
                and neighbours[main] >= params.enclosed * len(around)
            )
            if (coarse in _ISLANDS and print_on_cloth) or (size <= speck and main != SoftClass.BACKGROUND):
                tidied[window][piece] = main
    return tidied


def _around(piece: npt.NDArray[np.bool_], classes: LabelMap) -> LabelMap:
    """(N,) classes of the pixels that touch a piece."""
    ring = (cv2.dilate(piece.astype(np.uint8), np.ones((3, 3), np.uint8)) > 0) & ~piece
    return classes[ring]
