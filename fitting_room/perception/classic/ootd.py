"""The masks of the OOTDiffusion family (IDM-VTON, MagicTryOn, ViViD): what may be painted anew, at 384x512.

Source: `get_mask_location` as shipped in vivoCameraResearch/Magic-TryOn. Labels are ATR's 18, and 18 for the neck.
"""

from dataclasses import dataclass
from enum import StrEnum
from typing import Any

import cv2
import numpy as np
import numpy.typing as npt
from PIL import Image, ImageDraw

from fitting_room.domain.arrays import LabelMap, Mask, members
from fitting_room.domain.body import BodyLabel, Joint, Person
from fitting_room.domain.garment import Category
from fitting_room.domain.labels import ATR_18, from_canonical

SIZE = (384, 512)
"""(width, height) of the mask."""
NECK = 18
HEAD, FIXED = (1, 3, 11), (1, 3, 9, 10, 16)
"""Hat, sunglasses and face; hat, sunglasses, shoes and bag."""
REACH_BEYOND_WRIST = 1.2
KERNEL = np.ones((5, 5), np.uint8)
CLOTHES_SPREAD, ARMS_SPREAD, NECK_SPREAD = 5, 4, 1
"""How often each region is widened by two pixels."""


class ArmWidth(StrEnum):
    """How wide arms are drawn: the two models of the family differ."""

    HALF_BODY = "hd"
    FULL_BODY = "dc"


ARM_PIXELS = {ArmWidth.HALF_BODY: 60, ArmWidth.FULL_BODY: 45}


@dataclass(frozen=True)
class _Recipe:
    """What belongs to a category: labels that are painted anew, labels that stay, whether arms and neck count."""

    repainted: tuple[int, ...]
    kept: tuple[int, ...]
    arms: bool


RECIPES = {
    Category.TOPS: _Recipe((4, 7), (5, 6), True),
    Category.BOTTOMS: _Recipe((5, 6, 12, 13), (4, 14, 15), False),
    Category.DRESSES: _Recipe((4, 5, 6, 7), (), True),
}


def labels_of(person: Person) -> LabelMap:
    """(H, W) uint8 in ATR's 18 labels, with 18 for the neck."""
    labels = from_canonical(person.parsing.labels, ATR_18)
    labels[person.parsing.where(BodyLabel.NECK, BodyLabel.TORSO_SKIN)] = NECK
    return labels


def mask_of(width: ArmWidth, category: Category, labels: LabelMap, points: npt.NDArray[Any]) -> Mask:
    """What may be painted anew.

    Args:
        width: How wide arms are drawn.
        category: What will be put on.
        labels: (H, W) uint8 of ATR's 18 labels and `NECK`, of any size.
        points: (18, 2 or 3) COCO-18 in pixels of `SIZE`; at most (1, 1) where one is not known.

    Returns:
        (512, 384) bool: one region without holes.
    """
    recipe = RECIPES[category]
    small = np.asarray(Image.fromarray(labels).resize(SIZE, Image.Resampling.NEAREST))
    fixed, head = members(small, (*FIXED, *recipe.kept)), members(small, HEAD)
    free = ~fixed
    region = _spread(members(small, recipe.repainted), CLOTHES_SPREAD)
    if recipe.arms:
        neck = _spread(small == NECK, NECK_SPREAD) & ~head
        arms = np.zeros(small.shape, bool)
        for side, label in (("LEFT", 14), ("RIGHT", 15)):
            arm = small == label
            drawn = _drawn_arm(side, points, ARM_PIXELS[width])
            drawn = arm if drawn is None else drawn
            fixed = fixed | (arm & ~drawn)
            arms |= drawn
        region = region | neck | _spread(arms, ARMS_SPREAD)
    changed = ~((free & ~region) | fixed | head)
    return _largest(_without_holes(changed))


def _drawn_arm(side: str, points: npt.NDArray[Any], width: int) -> Mask | None:
    """(512, 384) bool: an arm from shoulder to beyond the wrist; None where the wrist is not known."""
    shoulder, elbow, wrist = (
        points[Joint[f"{side}_{part}"], :2].astype(np.float64) for part in ("SHOULDER", "ELBOW", "WRIST")
    )
    if np.all(wrist <= 1):
        return None
    wrist = elbow + REACH_BEYOND_WRIST * (wrist - elbow)
    image = Image.new("L", SIZE)
    draw = ImageDraw.Draw(image)
    chain = (shoulder, elbow, wrist) if side == "RIGHT" else (wrist, elbow, shoulder)
    draw.line([(int(x), int(y)) for x, y in np.maximum(chain, 0)], 255, width, "curve")
    half = width // 2
    draw.arc((*(shoulder - half), *(shoulder + half)), 0, 360, 255, half)
    return np.asarray(image) > 0


def _spread(region: Mask, times: int) -> Mask:
    return np.asarray(cv2.dilate(region.astype(np.uint8), KERNEL, iterations=times) > 0)


def _without_holes(region: Mask) -> npt.NDArray[np.uint8]:
    """(H, W) uint8, 255 in the region and in what it encloses."""
    outside = np.zeros(region.shape, np.uint8)
    outside[1:-1, 1:-1] = np.where(region[1:-1, 1:-1], 255, 0)
    cv2.floodFill(outside, np.zeros((region.shape[0] + 2, region.shape[1] + 2), np.uint8), (0, 0), 128)
    return np.where(outside == 128, 0, 255).astype(np.uint8)


def _largest(region: npt.NDArray[np.uint8]) -> Mask:
    """The part with the largest outline, filled."""
    outlines, _ = cv2.findContours(region, cv2.RETR_CCOMP, cv2.CHAIN_APPROX_TC89_L1)
    alone = np.zeros_like(region)
    if outlines:
        areas = [abs(cv2.contourArea(outline, True)) for outline in outlines]
        cv2.drawContours(alone, outlines, int(np.argmax(areas)), (255,), thickness=-1)
    return alone > 0
