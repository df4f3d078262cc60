"""Category, sleeve and hem length and neckline, read from landmarks and proportions."""

from dataclasses import dataclass

import numpy as np

from fitting_room.domain.garment import Category, HemLength, Landmark, Neckline, SleeveLength
from fitting_room.perception.garment.contour import Upright
from fitting_room.perception.garment.landmarks_bottoms import BottomsShape, find_crotch
from fitting_room.perception.garment.landmarks_tops import TopsShape
from fitting_room.perception.garment.neckline import Opening


@dataclass(frozen=True)
class AttributesParams:
    """Proportions found by trying on the rendered, catalogue and home-shot garments."""

    dress_length: float = 1.75
    """A dress is at least this many torso widths long below the armpit (tried 1.4-2)."""
    short_sleeve: float = 0.62
    """Sleeves up to this share of the distance shoulder to hem of a hip-long top are short (tried .5-.8)."""
    half_sleeve: float = 1.05
    """... and up to this half (tried .9-1.2); in shoulder widths."""


def guess_category(upright: Upright, top: TopsShape) -> tuple[Category, float]:
    """(category, confidence) from the shape alone."""
    _, y0, _, y1 = upright.box
    height = y1 - y0
    if find_crotch(upright) is not None and not top.sleeves:
        return Category.BOTTOMS, 0.9
    if top.sleeves:
        shoulder = _distance(top, "SHOULDER")
        length = height / max(shoulder, 1.0)
        return (Category.DRESSES if length > 2.05 else Category.TOPS), min(0.9, 0.5 + abs(length - 2.05))
    armpit = _distance(top, "ARMPIT")
    narrow = _distance(top, "SHOULDER") / max(armpit, 1.0)
    if top.bare_shoulders and narrow > 0.8:
        return Category.BOTTOMS, 0.6
    length = height / max(armpit, 1.0)
    return (Category.DRESSES if length > 1.95 else Category.TOPS), 0.6


def _distance(top: TopsShape, name: str) -> float:
    left, right = top.landmarks[Landmark[f"{name}_LEFT"]], top.landmarks[Landmark[f"{name}_RIGHT"]]
    return float(np.hypot(left[0] - right[0], left[1] - right[1]))


def sleeve_length(top: TopsShape) -> SleeveLength:
    """How far the sleeves reach, measured in shoulder widths."""
    if not top.sleeves:
        return SleeveLength.NONE
    length = float(np.mean([cut.length for cut in top.sleeves.values()])) / max(_distance(top, "SHOULDER"), 1.0)
    if length < AttributesParams.short_sleeve:
        return SleeveLength.SHORT
    return SleeveLength.HALF if length < AttributesParams.half_sleeve else SleeveLength.LONG


def hem_length_of_top(top: TopsShape, category: Category) -> HemLength:
    """Where the hem falls: its distance from the shoulders in shoulder widths."""
    marks = top.landmarks
    high = (marks[Landmark.SHOULDER_LEFT][1] + marks[Landmark.SHOULDER_RIGHT][1]) / 2
    low = (marks[Landmark.HEM_LEFT][1] + marks[Landmark.HEM_RIGHT][1]) / 2
    length = (low - high) / max(_distance(top, "SHOULDER"), 1.0)
    if category is Category.TOPS:
        return HemLength.WAIST if length < 1.15 else HemLength.HIP if length < 1.75 else HemLength.THIGH
    for limit, name in ((2.15, HemLength.THIGH), (2.65, HemLength.KNEE), (3.3, HemLength.CALF)):
        if length < limit:
            return name
    return HemLength.ANKLE


def hem_length_of_bottom(bottom: BottomsShape) -> HemLength:
    """Where a skirt's hem or the leg ends fall: the length in waist widths."""
    marks = bottom.landmarks
    left, right = marks[Landmark.WAIST_LEFT], marks[Landmark.WAIST_RIGHT]
    width = max(float(np.hypot(left[0] - right[0], left[1] - right[1])), 1.0)
    ends = [marks[name] for name in (Landmark.LEG_OUTER_LEFT, Landmark.LEG_OUTER_RIGHT) if name in marks]
    ends = ends or [marks[Landmark.HEM_LEFT], marks[Landmark.HEM_RIGHT]]
    length = (float(np.mean([end[1] for end in ends])) - (left[1] + right[1]) / 2) / width
    for limit, name in ((1.05, HemLength.THIGH), (1.6, HemLength.KNEE), (2.1, HemLength.CALF)):
        if length < limit:
            return name
    return HemLength.ANKLE


def neckline(top: TopsShape, opening: Opening | None, depth: float) -> Neckline:
    """The shape of the front neckline.

    Args:
        top: The outline's landmarks.
        opening: The opening that was found, if any.
        depth: Depth of the front neckline below the neck points, in widths of the neck.
    """
    if top.bare_shoulders:
        return Neckline.STRAPLESS
    if top.collar:
        return Neckline.COLLAR if opening is not None and (opening.power < 1.5 or opening.depth > 0.6 * opening.half_width) else Neckline.HIGH
    if opening is not None and opening.power < 1.5 and depth > 0.45:
        return Neckline.V
    return Neckline.SCOOP if depth > 0.55 else Neckline.CREW
