"""Which part of the garment each pixel belongs to."""

import cv2
import numpy as np

from fitting_room.domain.arrays import LabelMap, Mask, nearest_labels
from fitting_room.domain.garment import GarmentPart
from fitting_room.domain.regions import largest
from fitting_room.perception.garment.contour import Points64, Upright
from fitting_room.perception.garment.half import Wearer
from fitting_room.perception.garment.shape import disk

SLEEVES: dict[Wearer, GarmentPart] = {"left": GarmentPart.LEFT_SLEEVE, "right": GarmentPart.RIGHT_SLEEVE}

THREAD = 0.02
"""Half the width, in units of the garment, below which a piece of torso beside a sleeve belongs to it (0.01-0.04)."""


def label_top(touched: Mask, upright: Upright, sleeves: dict[Wearer, Mask], inside: Mask | None) -> LabelMap:
    """(H, W) uint8 parts of a top or dress.

    Args:
        touched: (H, W) bool, every pixel of the picture that the garment touches.
        upright: The garment upright.
        sleeves: (h, w) bool in the frame, the sleeves.
        inside: (H, W) bool, cloth seen through the neck opening.
    """
    parts = np.full(touched.shape, np.uint8(GarmentPart.TORSO))
    known = _to_picture(_main_piece(upright.mask & ~np.any([*sleeves.values()], axis=0), upright), upright, parts.shape)
    for side, sleeve in sleeves.items():
        own = _to_picture(sleeve, upright, parts.shape)
        parts[own] = SLEEVES[side]
        known |= own
    # What remains are slivers beside a sleeve and the soft edge, which is wide in a small picture: both belong to
    # whichever part is nearest.
    parts = np.where(touched, nearest_labels(parts, known), np.uint8(GarmentPart.NONE))
    if inside is not None:
        parts[inside & touched] = GarmentPart.INSIDE
    return parts


def label_bottom(touched: Mask, upright: Upright, gap: Points64 | None, inside: Mask | None) -> LabelMap:
    """(H, W) uint8 parts of a bottom: legs on each side of the middle line, or all torso for a skirt."""
    parts = np.where(touched, np.uint8(GarmentPart.TORSO), np.uint8(GarmentPart.NONE))
    if gap is not None:
        line = upright.to_picture(gap)
        far = 4.0 * max(parts.shape)
        aside = upright.to_picture(gap + np.array([far, 0.0]))
        region = np.zeros(parts.shape, np.uint8)
        polygon = np.vstack([line, aside[::-1]])
        cv2.fillPoly(region, [np.rint(polygon).astype(np.int32)], 1)
        parts[touched & (region > 0)] = GarmentPart.LEFT_LEG
        parts[touched & (region == 0)] = GarmentPart.RIGHT_LEG
    if inside is not None:
        parts[inside & touched] = GarmentPart.INSIDE
    return parts


def _main_piece(torso: Mask, upright: Upright) -> Mask:
    """The largest piece of a torso, without what hangs on it by a thread or is thinner than one."""
    opened = cv2.morphologyEx(torso.astype(np.uint8), cv2.MORPH_OPEN, disk(THREAD * upright.unit)) > 0
    return largest(opened) if opened.any() else torso


def _to_picture(mask: Mask, upright: Upright, shape: tuple[int, ...]) -> Mask:
    size = (shape[1], shape[0])
    turned = cv2.warpAffine(
        mask.astype(np.float32), upright.matrix, size, flags=cv2.INTER_LINEAR | cv2.WARP_INVERSE_MAP
    )
    return np.asarray(turned > 0.5)
