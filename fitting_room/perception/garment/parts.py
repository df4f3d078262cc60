"""Which part of the garment each pixel belongs to."""

import cv2
import numpy as np

from fitting_room.domain.arrays import LabelMap, Mask, nearest_labels
from fitting_room.domain.garment import GarmentPart
from fitting_room.perception.garment.contour import Points64, Upright
from fitting_room.perception.garment.half import Wearer

SLEEVES: dict[Wearer, GarmentPart] = {"left": GarmentPart.LEFT_SLEEVE, "right": GarmentPart.RIGHT_SLEEVE}


def label_top(touched: Mask, upright: Upright, sleeves: dict[Wearer, Mask], inside: Mask | None) -> LabelMap:
    """(H, W) uint8 parts of a top or dress.

    Args:
        touched: (H, W) bool, every pixel of the picture that the garment touches.
        upright: The garment upright.
        sleeves: (h, w) bool in the frame, the sleeves.
        inside: (H, W) bool, cloth seen through the neck opening.
    """
    whole = _to_picture(upright.mask, upright, touched.shape)
    parts = np.full(touched.shape, np.uint8(GarmentPart.TORSO))
    for side, sleeve in sleeves.items():
        parts[_to_picture(sleeve, upright, parts.shape)] = SLEEVES[side]
    # A pixel of the soft edge belongs to whichever part is nearest; the edge of a small picture is wide.
    parts = np.where(touched, nearest_labels(parts, whole), np.uint8(GarmentPart.NONE))
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


def _to_picture(mask: Mask, upright: Upright, shape: tuple[int, ...]) -> Mask:
    size = (shape[1], shape[0])
    turned = cv2.warpAffine(
        mask.astype(np.float32), upright.matrix, size, flags=cv2.INTER_LINEAR | cv2.WARP_INVERSE_MAP
    )
    return np.asarray(turned > 0.5)
