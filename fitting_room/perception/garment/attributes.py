"""Category, sleeve and hem length and neckline, read from landmarks and proportions.

All measures are ratios of the garment's own lengths, so that the size of the picture does not matter.
"""

from dataclasses import dataclass

import numpy as np

from fitting_room.domain.body import Joint, Pose
from fitting_room.domain.garment import Category, HemLength, Landmark, Neckline, SleeveLength
from fitting_room.perception.garment.contour import Upright
from fitting_room.perception.garment.landmarks_bottoms import BottomsShape, find_crotch
from fitting_room.perception.garment.landmarks_tops import TopsShape
from fitting_room.perception.garment.landmarks_worn import WornShape
from fitting_room.perception.garment.neckline import Opening


@dataclass(frozen=True)
class AttributesParams:
    """Proportions found by trying on the rendered, catalogue and home-shot garments."""

    flat_top: float = 0.046
    """A skirt's top edge varies less than this in height, units (skirts .01-.042, sleeveless tops .034-.2)."""
    skirt_top: tuple[float, float] = (0.38, 0.92)
    """... and is this share of its widest place (skirts .41-.86, boxy sleeveless tops .97, collars .2-.5)."""
    legs_top: float = 0.48
    """The top of trousers is at least this share of their widest place (shorts .5-.98, open jackets .43)."""
    dress_length: float = 1.75
    """Length below the armpit plus half the flare, in widths at the armpit (tops up to 1.7, dresses from 1.85)."""
    sleeveless_dress_length: float = 1.6
    """The same without sleeves, whose armholes reach lower (tops up to 1.49, dresses from 1.66)."""
    half_sleeve: float = 0.86
    """Outer length of a sleeve in shoulder widths from which it is half long (short ones .2-.83)."""
    long_sleeve: float = 1.15
    """... and long (long ones 1.19-1.9)."""
    half_arm: float = 0.5
    """Share of the wearer's arm that a half sleeve covers at least (tried .45-.55)."""
    long_arm: float = 0.8
    """... and a long one (tried .7-.9)."""
    v_depth: float = 0.45
    """A pointed opening at least this deep, in neck widths, is a V (tried .3-.6)."""
    scoop_depth: float = 0.55
    """A round one at least this deep is a scoop (tried .45-.7)."""
    open_collar: float = 0.55
    """A collar's opening at least this deep, in half widths, is a shirt collar, else a high neck (tried .4-.8)."""


PARAMS = AttributesParams()


def guess_category(upright: Upright, top: TopsShape) -> tuple[Category, float]:
    """(category, confidence in [0, 1]) from the shape alone.

    Args:
        upright: The garment.
        top: The same read as a top.
    """
    armpits = any(cut.armpit_seen for cut in top.sleeves.values())
    flatness, share = _top_edge(upright)
    crotch = find_crotch(upright)
    if not armpits and crotch is not None and share > PARAMS.legs_top:
        depth = (upright.box[3] - crotch[1]) / upright.unit
        return Category.BOTTOMS, float(np.clip(0.6 + depth, 0, 0.95))
    low, high = PARAMS.skirt_top
    if len(top.sleeves) < 2 and not armpits and flatness < PARAMS.flat_top and low < share < high:
        return Category.BOTTOMS, float(np.clip(0.5 + 20 * (PARAMS.flat_top - flatness), 0.5, 0.9))
    armpit = _width(top, "ARMPIT")
    marks = top.landmarks
    length = (_row(top, "HEM") - _row(top, "ARMPIT")) / armpit
    flare = abs(marks[Landmark.HEM_LEFT][0] - marks[Landmark.HEM_RIGHT][0]) / armpit - 1
    least = PARAMS.dress_length if top.sleeves else PARAMS.sleeveless_dress_length
    excess = length + 0.5 * flare - least
    category = Category.DRESSES if excess > 0 else Category.TOPS
    return category, float(np.clip(0.62 + 0.5 * abs(excess), 0, 0.95))


def _top_edge(upright: Upright) -> tuple[float, float]:
    """(how much the top edge varies in height in units, how wide it is against the widest place)."""
    left, top, right, bottom = upright.box
    row = np.flatnonzero(upright.mask[top + int(0.06 * (bottom - top))])
    width = row[-1] - row[0]
    profile = upright.top[int(row[0] + 0.08 * width) : int(row[-1] - 0.08 * width) + 1]
    profile = profile[np.isfinite(profile)]
    if len(profile) < 5:
        return 1.0, 0.0
    varies = float(np.percentile(profile, 96) - np.percentile(profile, 4)) / upright.unit
    return varies, float(width / (right - left))


def _width(top: TopsShape, name: str) -> float:
    left, right = top.landmarks[Landmark[f"{name}_LEFT"]], top.landmarks[Landmark[f"{name}_RIGHT"]]
    return max(float(np.hypot(left[0] - right[0], left[1] - right[1])), 1.0)


def _row(top: TopsShape, name: str) -> float:
    return (top.landmarks[Landmark[f"{name}_LEFT"]][1] + top.landmarks[Landmark[f"{name}_RIGHT"]][1]) / 2


def sleeve_length(top: TopsShape) -> SleeveLength:
    """How far the sleeves reach, measured from the shoulder along the outside in shoulder widths."""
    lengths = []
    for side in top.sleeves:
        shoulder = top.landmarks[Landmark[f"SHOULDER_{side.upper()}"]]
        cuff = top.landmarks[Landmark[f"CUFF_OUTER_{side.upper()}"]]
        lengths.append(float(np.hypot(shoulder[0] - cuff[0], shoulder[1] - cuff[1])))
    if not lengths:
        return SleeveLength.NONE
    length = float(np.mean(lengths)) / _width(top, "SHOULDER")
    if length < PARAMS.half_sleeve:
        return SleeveLength.SHORT
    return SleeveLength.HALF if length < PARAMS.long_sleeve else SleeveLength.LONG


def hem_length_of_top(top: TopsShape, category: Category) -> HemLength:
    """Where the hem of a top or dress falls: its distance from the shoulders in shoulder widths.

    A person's hip is about 1.4, the knee 2.6 and the ankle 3.6 shoulder widths below the shoulders.
    """
    length = (_row(top, "HEM") - _row(top, "SHOULDER")) / _width(top, "SHOULDER")
    if category is Category.TOPS:
        return _first(length, ((1.1, HemLength.WAIST), (1.75, HemLength.HIP)), HemLength.THIGH)
    limits = ((2.15, HemLength.THIGH), (2.65, HemLength.KNEE), (3.3, HemLength.CALF))
    return _first(length, limits, HemLength.ANKLE)


def hem_length_of_bottom(bottom: BottomsShape) -> HemLength:
    """Where a skirt's hem or the leg ends fall: the length in waist widths."""
    marks = bottom.landmarks
    left, right = marks[Landmark.WAIST_LEFT], marks[Landmark.WAIST_RIGHT]
    width = max(float(np.hypot(left[0] - right[0], left[1] - right[1])), 1.0)
    legs = bottom.gap is not None
    names = (Landmark.LEG_OUTER_LEFT, Landmark.LEG_OUTER_RIGHT) if legs else (Landmark.HEM_LEFT, Landmark.HEM_RIGHT)
    ends = [marks[name] for name in names if name in marks]
    length = (float(np.mean([end[1] for end in ends])) - (left[1] + right[1]) / 2) / width
    # Waistbands of trousers sit lower and wider than those of skirts.
    skirt = ((1.2, HemLength.THIGH), (1.9, HemLength.KNEE), (2.4, HemLength.CALF))
    trousers = ((1.05, HemLength.THIGH), (1.75, HemLength.KNEE), (2.1, HemLength.CALF))
    return _first(length, trousers if legs else skirt, HemLength.ANKLE)


def _first(length: float, limits: tuple[tuple[float, HemLength], ...], otherwise: HemLength) -> HemLength:
    return next((name for limit, name in limits if length < limit), otherwise)


def neckline(top: TopsShape, opening: Opening | None, depth: float) -> Neckline:
    """The shape of the front neckline.

    Args:
        top: The outline's landmarks.
        opening: The opening that was found, if any.
        depth: Depth of the front neckline below the neck points, in widths of the neck.
    """
    if top.bare_shoulders:
        return Neckline.STRAPLESS
    pointed = opening is not None and opening.power < 1.5
    if top.collar:
        deep = opening is not None and opening.depth > PARAMS.open_collar * opening.half_width
        return Neckline.COLLAR if deep else Neckline.HIGH
    if pointed and depth > PARAMS.v_depth:
        return Neckline.V
    return Neckline.SCOOP if depth > PARAMS.scoop_depth else Neckline.CREW


def sleeve_length_worn(shape: WornShape) -> SleeveLength:
    """How far the sleeves reach along the wearer's arms."""
    if not shape.sleeves:
        return SleeveLength.NONE
    reach = max(shape.sleeves.values())
    if reach < PARAMS.half_arm:
        return SleeveLength.SHORT
    return SleeveLength.HALF if reach < PARAMS.long_arm else SleeveLength.LONG


def hem_length_worn(shape: WornShape, pose: Pose) -> HemLength:
    """Where the hem or the leg ends fall on the wearer, in shares of the way from the shoulders down to the ankles."""
    marks = shape.landmarks
    names = ("LEG_OUTER_LEFT", "LEG_OUTER_RIGHT", "HEM_LEFT", "HEM_RIGHT")
    low = max(marks[Landmark[name]][1] for name in names if Landmark[name] in marks)
    heights = [
        float((pose.at(left)[1] + pose.at(right)[1]) / 2)
        for left, right in (
            (Joint.LEFT_SHOULDER, Joint.RIGHT_SHOULDER),
            (Joint.LEFT_HIP, Joint.RIGHT_HIP),
            (Joint.LEFT_KNEE, Joint.RIGHT_KNEE),
            (Joint.LEFT_ANKLE, Joint.RIGHT_ANKLE),
        )
    ]
    place = float(np.interp(low, heights, [0, 1, 2, 3])) if np.all(np.diff(heights) > 0) else 1.0
    limits = (
        (0.85, HemLength.WAIST),
        (1.25, HemLength.HIP),
        (1.7, HemLength.THIGH),
        (2.15, HemLength.KNEE),
        (2.7, HemLength.CALF),
    )
    return _first(place, limits, HemLength.ANKLE)


def neckline_worn(shape: WornShape) -> Neckline:
    """Crew or scoop, by how deep the outline dips between the neck points."""
    marks = shape.landmarks
    left, right, front = (marks[name] for name in (Landmark.NECK_LEFT, Landmark.NECK_RIGHT, Landmark.NECK_FRONT))
    width = max(float(np.hypot(left[0] - right[0], left[1] - right[1])), 1.0)
    depth = (front[1] - (left[1] + right[1]) / 2) / width
    return Neckline.SCOOP if depth > PARAMS.scoop_depth else Neckline.CREW
