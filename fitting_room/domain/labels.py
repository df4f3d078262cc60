"""The label sets of the field as tables to and from `BodyLabel`.

Left and right are the person's own in every set here. A set that cannot tell two things apart loses the difference:
`to_canonical(from_canonical(x))` gives the nearest label, not always the same one.

Sources: LIP and ATR class lists, GoGoDuck912/Self-Correction-Human-Parsing (MIT); CIHP, its 20 classes with torso skin
in place of jumpsuits; VITON-HD's groupings of CIHP, shadow2496/VITON-HD `datasets.py` and `test.py`; DensePose chart
numbers, facebookresearch/DensePose `notebooks/DensePose-COCO-Visualize.ipynb`.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Any

import numpy as np
import numpy.typing as npt

from fitting_room.domain.arrays import LabelMap
from fitting_room.domain.body import BodyLabel

_UNKNOWN = 255


@dataclass(frozen=True, eq=False)
class LabelSet:
    """A numbering of what pixels of a person show.

    Attributes:
        name: What the field calls it.
        classes: (foreign name, nearest `BodyLabel`), in the order of the foreign numbers.
        codes: The foreign number for each `BodyLabel`; labels that are missing cannot be expressed in this set.
    """

    name: str
    classes: tuple[tuple[str, BodyLabel], ...]
    codes: Mapping[BodyLabel, int]

    def __post_init__(self) -> None:
        object.__setattr__(self, "codes", MappingProxyType(dict(self.codes)))


def to_canonical(labels: npt.NDArray[Any], label_set: LabelSet) -> LabelMap:
    """Renumber (H, W) integers of a foreign set as `BodyLabel`, uint8.

    Raises:
        ValueError: A number is not in the set.
    """
    table = np.full(256, _UNKNOWN, np.uint8)
    table[: len(label_set.classes)] = [label for _, label in label_set.classes]
    return _renumber(labels, table, f"is no label of {label_set.name}")


def from_canonical(labels: LabelMap, label_set: LabelSet) -> LabelMap:
    """Renumber (H, W) `BodyLabel` in a foreign set, uint8.

    Raises:
        ValueError: A number is no `BodyLabel`, or the set cannot express it.
    """
    table = np.full(256, _UNKNOWN, np.uint8)
    table[list(label_set.codes)] = list(label_set.codes.values())
    return _renumber(labels, table, f"cannot be expressed in {label_set.name}")


def _renumber(labels: npt.NDArray[Any], table: npt.NDArray[np.uint8], complaint: str) -> LabelMap:
    if not np.issubdtype(labels.dtype, np.integer):
        raise ValueError(f"labels must be integers, but got {labels.dtype}")
    # 255 is the unknown number of the table, so everything outside of it may be looked up there.
    outside = (labels < 0) | (labels > _UNKNOWN)
    renumbered: LabelMap = table[np.where(outside, _UNKNOWN, labels)]
    unknown = np.unique(labels[renumbered == _UNKNOWN])
    if unknown.size:
        raise ValueError(f"{', '.join(str(int(number)) for number in unknown)} {complaint}")
    return renumbered


_LIMB_CODES_OF_LIP = {
    BodyLabel.LEFT_ARM: 14,
    BodyLabel.RIGHT_ARM: 15,
    BodyLabel.LEFT_HAND: 14,
    BodyLabel.RIGHT_HAND: 15,
    BodyLabel.LEFT_LEG: 16,
    BodyLabel.RIGHT_LEG: 17,
    BodyLabel.LEFT_FOOT: 16,
    BodyLabel.RIGHT_FOOT: 17,
    BodyLabel.LEFT_SHOE: 18,
    BodyLabel.RIGHT_SHOE: 19,
}

# Sunglasses count as face: they stay on it. Gloves and socks have no side in these sets, so they cannot be hands or
# feet here. LIP has no class for neck and chest: its annotators left them background.
LIP_20 = LabelSet(
    "LIP-20",
    (
        ("background", BodyLabel.BACKGROUND),
        ("hat", BodyLabel.HAT),
        ("hair", BodyLabel.HAIR),
        ("glove", BodyLabel.OTHER),
        ("sunglasses", BodyLabel.FACE),
        ("upper-clothes", BodyLabel.UPPER_CLOTHES),
        ("dress", BodyLabel.DRESS),
        ("coat", BodyLabel.OUTERWEAR),
        ("socks", BodyLabel.OTHER),
        ("pants", BodyLabel.LOWER_CLOTHES),
        ("jumpsuits", BodyLabel.DRESS),
        ("scarf", BodyLabel.OTHER),
        ("skirt", BodyLabel.LOWER_CLOTHES),
        ("face", BodyLabel.FACE),
        ("left-arm", BodyLabel.LEFT_ARM),
        ("right-arm", BodyLabel.RIGHT_ARM),
        ("left-leg", BodyLabel.LEFT_LEG),
        ("right-leg", BodyLabel.RIGHT_LEG),
        ("left-shoe", BodyLabel.LEFT_SHOE),
        ("right-shoe", BodyLabel.RIGHT_SHOE),
    ),
    {
        BodyLabel.BACKGROUND: 0,
        BodyLabel.HAIR: 2,
        BodyLabel.FACE: 13,
        BodyLabel.NECK: 0,
        BodyLabel.TORSO_SKIN: 0,
        **_LIMB_CODES_OF_LIP,
        BodyLabel.UPPER_CLOTHES: 5,
        BodyLabel.LOWER_CLOTHES: 9,
        BodyLabel.DRESS: 6,
        BodyLabel.OUTERWEAR: 7,
        BodyLabel.HAT: 1,
        BodyLabel.BAG: 0,
        BodyLabel.OTHER: 0,
    },
)

CIHP_20 = LabelSet(
    "CIHP-20",
    (*LIP_20.classes[:10], ("torso-skin", BodyLabel.TORSO_SKIN), *LIP_20.classes[11:]),
    {**LIP_20.codes, BodyLabel.NECK: 10, BodyLabel.TORSO_SKIN: 10},
)

# ATR's face reaches down to the neckline, and a belt goes where the trousers go.
ATR_18 = LabelSet(
    "ATR-18",
    (
        ("background", BodyLabel.BACKGROUND),
        ("hat", BodyLabel.HAT),
        ("hair", BodyLabel.HAIR),
        ("sunglasses", BodyLabel.FACE),
        ("upper-clothes", BodyLabel.UPPER_CLOTHES),
        ("skirt", BodyLabel.LOWER_CLOTHES),
        ("pants", BodyLabel.LOWER_CLOTHES),
        ("dress", BodyLabel.DRESS),
        ("belt", BodyLabel.LOWER_CLOTHES),
        ("left-shoe", BodyLabel.LEFT_SHOE),
        ("right-shoe", BodyLabel.RIGHT_SHOE),
        ("face", BodyLabel.FACE),
        ("left-leg", BodyLabel.LEFT_LEG),
        ("right-leg", BodyLabel.RIGHT_LEG),
        ("left-arm", BodyLabel.LEFT_ARM),
        ("right-arm", BodyLabel.RIGHT_ARM),
        ("bag", BodyLabel.BAG),
        ("scarf", BodyLabel.OTHER),
    ),
    {
        BodyLabel.BACKGROUND: 0,
        BodyLabel.HAIR: 2,
        BodyLabel.FACE: 11,
        BodyLabel.NECK: 11,
        BodyLabel.TORSO_SKIN: 11,
        BodyLabel.LEFT_ARM: 14,
        BodyLabel.RIGHT_ARM: 15,
        BodyLabel.LEFT_HAND: 14,
        BodyLabel.RIGHT_HAND: 15,
        BodyLabel.LEFT_LEG: 12,
        BodyLabel.RIGHT_LEG: 13,
        BodyLabel.LEFT_FOOT: 12,
        BodyLabel.RIGHT_FOOT: 13,
        BodyLabel.UPPER_CLOTHES: 4,
        BodyLabel.LOWER_CLOTHES: 6,
        BodyLabel.DRESS: 7,
        BodyLabel.OUTERWEAR: 4,
        BodyLabel.HAT: 1,
        BodyLabel.LEFT_SHOE: 9,
        BodyLabel.RIGHT_SHOE: 10,
        BodyLabel.BAG: 16,
        BodyLabel.OTHER: 0,
    },
)

# VITON-HD groups CIHP for tops only: a dress or coat is "upper", a hat is hair, bare neck and chest are background.
VITON_HD_13 = LabelSet(
    "VITON-HD-13",
    (
        ("background", BodyLabel.BACKGROUND),
        ("hair", BodyLabel.HAIR),
        ("face", BodyLabel.FACE),
        ("upper", BodyLabel.UPPER_CLOTHES),
        ("bottom", BodyLabel.LOWER_CLOTHES),
        ("left-arm", BodyLabel.LEFT_ARM),
        ("right-arm", BodyLabel.RIGHT_ARM),
        ("left-leg", BodyLabel.LEFT_LEG),
        ("right-leg", BodyLabel.RIGHT_LEG),
        ("left-shoe", BodyLabel.LEFT_SHOE),
        ("right-shoe", BodyLabel.RIGHT_SHOE),
        ("socks", BodyLabel.OTHER),
        ("noise", BodyLabel.OTHER),
    ),
    {
        BodyLabel.BACKGROUND: 0,
        BodyLabel.HAIR: 1,
        BodyLabel.FACE: 2,
        BodyLabel.NECK: 0,
        BodyLabel.TORSO_SKIN: 0,
        BodyLabel.LEFT_ARM: 5,
        BodyLabel.RIGHT_ARM: 6,
        BodyLabel.LEFT_HAND: 5,
        BodyLabel.RIGHT_HAND: 6,
        BodyLabel.LEFT_LEG: 7,
        BodyLabel.RIGHT_LEG: 8,
        BodyLabel.LEFT_FOOT: 7,
        BodyLabel.RIGHT_FOOT: 8,
        BodyLabel.UPPER_CLOTHES: 3,
        BodyLabel.LOWER_CLOTHES: 4,
        BodyLabel.DRESS: 3,
        BodyLabel.OUTERWEAR: 3,
        BodyLabel.HAT: 1,
        BodyLabel.LEFT_SHOE: 9,
        BodyLabel.RIGHT_SHOE: 10,
        BodyLabel.BAG: 0,
        BodyLabel.OTHER: 12,
    },
)

VITON_HD_GROUPS = (0, 3, 1, 2, 1, 4, 5, 1, 1, 1, 1, 1, 6)
"""The VITON-HD-7 number of each VITON-HD-13 number."""

# "paste" is everything that is copied from the photo: face, bottoms, legs, shoes. No single label says that.
VITON_HD_7 = LabelSet(
    "VITON-HD-7",
    (
        ("background", BodyLabel.BACKGROUND),
        ("paste", BodyLabel.OTHER),
        ("upper", BodyLabel.UPPER_CLOTHES),
        ("hair", BodyLabel.HAIR),
        ("left-arm", BodyLabel.LEFT_ARM),
        ("right-arm", BodyLabel.RIGHT_ARM),
        ("noise", BodyLabel.OTHER),
    ),
    {label: VITON_HD_GROUPS[code] for label, code in VITON_HD_13.codes.items()},
)

# The I of IUV numbers body surfaces, under the clothes too, so clothes cannot be expressed in it. A limb that is not
# split by half and side becomes the first of its charts.
DENSEPOSE_24 = LabelSet(
    "DensePose-24",
    (
        ("background", BodyLabel.BACKGROUND),
        ("torso-back", BodyLabel.TORSO_SKIN),
        ("torso-front", BodyLabel.TORSO_SKIN),
        ("right-hand", BodyLabel.RIGHT_HAND),
        ("left-hand", BodyLabel.LEFT_HAND),
        ("left-foot", BodyLabel.LEFT_FOOT),
        ("right-foot", BodyLabel.RIGHT_FOOT),
        ("right-upper-leg-back", BodyLabel.RIGHT_LEG),
        ("left-upper-leg-back", BodyLabel.LEFT_LEG),
        ("right-upper-leg-front", BodyLabel.RIGHT_LEG),
        ("left-upper-leg-front", BodyLabel.LEFT_LEG),
        ("right-lower-leg-back", BodyLabel.RIGHT_LEG),
        ("left-lower-leg-back", BodyLabel.LEFT_LEG),
        ("right-lower-leg-front", BodyLabel.RIGHT_LEG),
        ("left-lower-leg-front", BodyLabel.LEFT_LEG),
        ("left-upper-arm-1", BodyLabel.LEFT_ARM),
        ("right-upper-arm-1", BodyLabel.RIGHT_ARM),
        ("left-upper-arm-2", BodyLabel.LEFT_ARM),
        ("right-upper-arm-2", BodyLabel.RIGHT_ARM),
        ("left-lower-arm-1", BodyLabel.LEFT_ARM),
        ("right-lower-arm-1", BodyLabel.RIGHT_ARM),
        ("left-lower-arm-2", BodyLabel.LEFT_ARM),
        ("right-lower-arm-2", BodyLabel.RIGHT_ARM),
        ("head-1", BodyLabel.FACE),
        ("head-2", BodyLabel.FACE),
    ),
    {
        BodyLabel.BACKGROUND: 0,
        BodyLabel.HAIR: 23,
        BodyLabel.FACE: 23,
        BodyLabel.NECK: 2,
        BodyLabel.TORSO_SKIN: 2,
        BodyLabel.LEFT_ARM: 15,
        BodyLabel.RIGHT_ARM: 16,
        BodyLabel.LEFT_HAND: 4,
        BodyLabel.RIGHT_HAND: 3,
        BodyLabel.LEFT_LEG: 10,
        BodyLabel.RIGHT_LEG: 9,
        BodyLabel.LEFT_FOOT: 5,
        BodyLabel.RIGHT_FOOT: 6,
        BodyLabel.HAT: 23,
        BodyLabel.LEFT_SHOE: 5,
        BodyLabel.RIGHT_SHOE: 6,
        BodyLabel.BAG: 0,
        BodyLabel.OTHER: 0,
    },
)

LABEL_SETS = (LIP_20, CIHP_20, ATR_18, VITON_HD_13, VITON_HD_7, DENSEPOSE_24)
