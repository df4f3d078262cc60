"""The mask with which CatVTON was trained: wide, convex, and blind to the outline of the old clothes.

Used on a second try, when the network kept the old clothes on. It needs three opinions about the person: body surfaces
as DensePose numbers them, and labels of LIP and of ATR. Its constants and their order are facts of the published
weights; reference vectors prove them.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from types import MappingProxyType

import cv2
import numpy as np
import numpy.typing as npt

from fitting_room.domain.arrays import LabelMap, Mask, members
from fitting_room.domain.body import Person
from fitting_room.domain.garment import Category
from fitting_room.domain.labels import ATR_18, LIP_20, LabelSet, from_canonical
from fitting_room.perception.parsing.body_frame import Bone, BoneSide, body_frame

BRUSH_SHARE, BLUR_SHARE = 250, 25
"""The longer side of the picture over the width of the brush that widens, and of the blur that smooths."""
STILL_HIDDEN = 25
"""Of 255: what the blurred mask has to reach to be hidden."""
COARSE = 4
"""Body surfaces are widened on a picture smaller by this factor."""

LIMBS = ("left-arm", "right-arm", "left-leg", "right-leg")
ACCESSORIES = ("hat", "glove", "sunglasses", "bag", "left-shoe", "right-shoe", "scarf", "socks")
TORSO, HANDS_AND_FEET = (1, 2), (3, 4, 5, 6)
THIGHS_AND_SHINS, ARMS = tuple(range(7, 15)), tuple(range(15, 23))
"""Numbers of DensePose's surfaces."""


class Part(StrEnum):
    """What of the clothes is exchanged."""

    UPPER = "upper"
    LOWER = "lower"
    OVERALL = "overall"
    INNER = "inner"
    OUTER = "outer"


@dataclass(frozen=True)
class Recipe:
    """What is hidden and what is kept when a part is exchanged.

    Attributes:
        surfaces: Surfaces of the body that are hidden.
        clothes: Names of the labels that are hidden, in either set.
        kept: Names of the labels that are kept, in either set.
        kept_by_lip: What is kept besides where LIP says so.
        kept_by_atr: What is kept besides where ATR says so.
    """

    surfaces: tuple[int, ...]
    clothes: tuple[str, ...]
    kept: tuple[str, ...] = ()
    kept_by_lip: tuple[str, ...] = ()
    kept_by_atr: tuple[str, ...] = ()


_LEGS = ("left-leg", "right-leg")
RECIPES = MappingProxyType(
    {
        Part.UPPER: Recipe(
            (*TORSO, *ARMS), ("upper-clothes", "coat", "dress", "jumpsuits"), (*_LEGS, "skirt", "pants")
        ),
        Part.LOWER: Recipe(
            THIGHS_AND_SHINS,
            ("pants", "skirt", "dress", "jumpsuits"),
            ("left-arm", "right-arm", "face", "upper-clothes"),
            kept_by_lip=("coat",),
        ),
        Part.OVERALL: Recipe(
            (*TORSO, *THIGHS_AND_SHINS, *ARMS), ("upper-clothes", "dress", "pants", "skirt", "coat", "jumpsuits")
        ),
        Part.INNER: Recipe(
            TORSO, ("upper-clothes",), (*_LEGS, "dress", "coat", "skirt", "pants"), kept_by_lip=("jumpsuits",)
        ),
        Part.OUTER: Recipe(
            (*TORSO, *ARMS),
            ("coat",),
            (*_LEGS, "dress", "pants", "skirt"),
            kept_by_lip=("upper-clothes", "jumpsuits"),
        ),
    }
)
PARTS = {Category.TOPS: Part.UPPER, Category.BOTTOMS: Part.LOWER, Category.DRESSES: Part.OVERALL}

_SURFACES = {
    Bone.HEAD: (23, 24),
    Bone.TORSO: (2, 2),
    Bone.UPPER_ARM: (15, 16),
    Bone.FOREARM: (19, 20),
    Bone.HAND: (4, 3),
    Bone.THIGH: (10, 9),
    Bone.SHIN: (14, 13),
    Bone.FOOT: (5, 6),
}
"""The surface of each bone: the left one, the right one."""


def hide_clothes_of(person: Person, category: Category) -> Mask:
    """The mask of training for a person whom our own perception understood, (H, W) bool.

    Surfaces are told by the nearest bone: under clothes, where no label says what the body is.
    """
    frame = body_frame(person.pose, person.photo.size)
    table = np.zeros((len(Bone), len(BoneSide)), np.uint8)
    for bone, (left, right) in _SURFACES.items():
        table[bone, [BoneSide.MIDDLE, BoneSide.LEFT, BoneSide.RIGHT]] = left, left, right
    surfaces = table[frame.bone, frame.side] * (person.matte > 0.5)
    labels = person.parsing.labels
    return hide_clothes(surfaces, from_canonical(labels, LIP_20), from_canonical(labels, ATR_18), PARTS[category])


def hide_clothes(surfaces: LabelMap, lip: LabelMap, atr: LabelMap, part: Part) -> Mask:
    """What to hide of a person.

    Args:
        surfaces: (H, W) uint8 DensePose surfaces, 0 to 24.
        lip: (H, W) uint8 labels of LIP.
        atr: (H, W) uint8 labels of ATR.
        part: What is exchanged.

    Returns:
        (H, W) bool.
    """
    recipe = RECIPES[part]
    longest = max(surfaces.shape)
    brush = np.ones((_odd(longest // BRUSH_SHARE),) * 2, np.uint8)

    def either(names: Iterable[str]) -> Mask:
        return _named(lip, LIP_20, names) | _named(atr, ATR_18, names)

    extremities = _widened(members(surfaces, HANDS_AND_FEET), brush) & either(LIMBS)
    untouchable = extremities | _named(lip, LIP_20, ("face",))
    kept = untouchable | either((*recipe.kept, "hair", *ACCESSORIES))
    kept |= _named(lip, LIP_20, recipe.kept_by_lip) | _named(atr, ATR_18, recipe.kept_by_atr)
    nothing = (lip == 0) & (atr == 0)
    hidden = (~kept & ~nothing) | _widened_body(members(surfaces, recipe.surfaces), brush)
    hidden = _convex(hidden) & ~kept
    width = _odd(longest // BLUR_SHARE)
    smooth = cv2.GaussianBlur(hidden.astype(np.uint8) * 255, (width, width), 0) >= STILL_HIDDEN
    return _widened((smooth | either(recipe.clothes)) & ~untouchable, brush)


def _named(labels: LabelMap, label_set: LabelSet, names: Iterable[str]) -> Mask:
    """Where a label has one of the names; those that the set does not know are nowhere."""
    numbers = [number for number, (name, _) in enumerate(label_set.classes) if name in set(names)]
    return np.isin(labels, numbers)


def _odd(count: int) -> int:
    return count if count % 2 else count + 1


def _widened(mask: Mask, brush: npt.NDArray[np.uint8], times: int = 1) -> Mask:
    return np.asarray(cv2.dilate(mask.astype(np.uint8), brush, iterations=times) > 0)


def _widened_body(body: Mask, brush: npt.NDArray[np.uint8]) -> Mask:
    """The body twice as wide by the brush, which is four times as large here, in steps of four pixels."""
    height, width = body.shape
    small = body[: height // COARSE * COARSE : COARSE, : width // COARSE * COARSE : COARSE]
    wide = np.kron(_widened(small, brush, times=2), np.ones((COARSE, COARSE), np.bool_))
    rest = ((0, height - wide.shape[0]), (0, width - wide.shape[1]))
    return np.pad(wide, rest, mode="edge")


def _convex(mask: Mask) -> Mask:
    """Every piece of the mask without dents and holes."""
    pieces, _ = cv2.findContours(mask.astype(np.uint8), cv2.RETR_EXTERNAL, cv2.CHAIN_APPROX_SIMPLE)
    filled = np.zeros(mask.shape, np.uint8)
    for piece in pieces:
        cv2.fillPoly(filled, [cv2.convexHull(piece)], 1)
    return filled > 0
