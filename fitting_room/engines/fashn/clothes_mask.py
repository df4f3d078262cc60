"""The mask with which FASHN VTON was trained when the old clothes are hidden from it: wide, and without their outline.

Used on a second try, when the network, left to itself, kept the old clothes on. Widths are those of training, for
pictures 864 pixels high. It works on the labels of FASHN's own parser, to which ours are translated; that parser itself
is not used: its licence is non-commercial.
"""

import cv2
import numpy as np

from fitting_room.domain.arrays import LabelMap, Mask, members
from fitting_room.domain.body import BodyLabel
from fitting_room.domain.garment import Category

TRAINED_HEIGHT = 864
LEAK, BRUSH, SIDEWAYS, UPDOWN = 4, 18, 33, 16
"""Pixels by which the clothes are widened: against leaks, as if painted with a brush, and to make room around."""
FARTHEST = 100.0
"""Pixels beyond the brushed outline up to which the bounding box is hidden too."""

# fmt: off
(BACKGROUND, FACE, HAIR, TOP, DRESS, SKIRT, PANTS, BELT, BAG, HAT, SCARF, GLASSES, ARMS, HANDS, LEGS, FEET, TORSO,
 JEWELRY) = range(18)
# fmt: on
FASHN_LABELS = {
    BodyLabel.BACKGROUND: BACKGROUND,
    BodyLabel.HAIR: HAIR,
    BodyLabel.FACE: FACE,
    BodyLabel.NECK: TORSO,
    BodyLabel.TORSO_SKIN: TORSO,
    BodyLabel.LEFT_ARM: ARMS,
    BodyLabel.RIGHT_ARM: ARMS,
    BodyLabel.LEFT_HAND: HANDS,
    BodyLabel.RIGHT_HAND: HANDS,
    BodyLabel.LEFT_LEG: LEGS,
    BodyLabel.RIGHT_LEG: LEGS,
    BodyLabel.LEFT_FOOT: FEET,
    BodyLabel.RIGHT_FOOT: FEET,
    BodyLabel.UPPER_CLOTHES: TOP,
    BodyLabel.LOWER_CLOTHES: PANTS,
    BodyLabel.DRESS: DRESS,
    BodyLabel.OUTERWEAR: TOP,
    BodyLabel.HAT: HAT,
    BodyLabel.LEFT_SHOE: FEET,
    BodyLabel.RIGHT_SHOE: FEET,
    BodyLabel.BAG: BAG,
    BodyLabel.OTHER: BAG,
}
"""Every label of ours in FASHN's words. What we do not know is kept, like a bag."""

WORN = {
    Category.TOPS: (TOP, DRESS, SCARF),
    Category.BOTTOMS: (SKIRT, PANTS, BELT),
    Category.DRESSES: (TOP, DRESS, SCARF, SKIRT, PANTS, BELT),
}
"""What counts as the garment of a category."""
LIMBS = {Category.TOPS: (ARMS, TORSO), Category.BOTTOMS: (LEGS,), Category.DRESSES: (ARMS, TORSO, LEGS)}
"""Skin that is hidden with it."""
IDENTITY = (FACE, HAIR, JEWELRY, BAG, GLASSES, HAT)
KEPT = {
    Category.TOPS: (*IDENTITY, LEGS, HANDS),
    Category.BOTTOMS: (*IDENTITY, ARMS, FEET),
    Category.DRESSES: (*IDENTITY, HANDS, FEET),
}
"""What stays to be seen even near the clothes."""


def to_fashn_labels(labels: LabelMap) -> LabelMap:
    """(H, W) of `BodyLabel` -> (H, W) of FASHN's labels."""
    table = np.zeros(256, np.uint8)
    table[list(FASHN_LABELS)] = list(FASHN_LABELS.values())
    return np.asarray(cv2.LUT(labels, table), np.uint8)


def hide_clothes(labels: LabelMap, category: Category) -> Mask:
    """What to hide of a person.

    Args:
        labels: (H, W) uint8, FASHN's labels.
        category: What is about to be put on.

    Returns:
        (H, W) bool; empty where nothing of the kind is worn.
    """
    scale = labels.shape[0] / TRAINED_HEIGHT
    clothes = members(labels, (*WORN[category], *LIMBS[category]))
    if not clothes.any():
        return clothes
    leak = max(1, int(LEAK * scale))
    tight = cv2.dilate(clothes.astype(np.uint8), np.ones((leak, leak), np.uint8)) > 0
    wide = _within_reach(_brushed(clothes, max(1, int(BRUSH * scale))), clothes, FARTHEST * scale)
    sideways, updown = int(SIDEWAYS * scale), int(UPDOWN * scale)
    room = np.ones((2 * updown + 1, 2 * sideways + 1), np.uint8)
    wide = cv2.dilate(wide.astype(np.uint8), room) > 0
    return np.asarray(tight | (wide & ~members(labels, KEPT[category])))


def _brushed(clothes: Mask, radius: int) -> Mask:
    """The clothes as a large soft brush would paint them: wider, smoother, without holes."""
    round_brush = cv2.getStructuringElement(cv2.MORPH_ELLIPSE, (2 * radius + 1, 2 * radius + 1))
    painted = cv2.dilate(clothes.astype(np.uint8), round_brush)
    outside = cv2.distanceTransform(1 - painted, cv2.DIST_L2, 5)
    signed = outside - cv2.distanceTransform(painted, cv2.DIST_L2, 5)
    smooth = cv2.GaussianBlur(signed, (0, 0), radius / 2.5, borderType=cv2.BORDER_REPLICATE) <= 0
    around = (~smooth).astype(np.uint8)
    cv2.floodFill(around, None, (0, 0), 0)  # What the corner does not reach are holes.
    return np.asarray(smooth | (around == 1) | clothes)


def _within_reach(brushed: Mask, clothes: Mask, farthest: float) -> Mask:
    """The bounding box of the clothes, as far as it is not too far from the brushed outline."""
    left, top, width, height = cv2.boundingRect(clothes.astype(np.uint8))
    box = np.zeros_like(clothes)
    box[top : top + height, left : left + width] = True
    if not np.any(box & ~brushed):
        return box
    away = cv2.distanceTransform((~brushed).astype(np.uint8), cv2.DIST_L2, 5)
    return box & (brushed | (away <= farthest))
