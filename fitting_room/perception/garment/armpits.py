"""Armpits: the notches between sleeve and torso, which everything else in a top's outline follows from.

In: both halves of an upright garment. Out: their armpits, and along which line the gap between sleeve and torso opens.
An armpit is the sharpest notch of the outline that opens downwards; or the top of an opening, where the cuff touches
the body; or it is guessed above the notch at the cuff of a sleeve that hangs along the body.
"""

from dataclasses import dataclass, replace

import numpy as np
import numpy.typing as npt

from fitting_room.domain.geometry import unit as unit_vector
from fitting_room.perception.garment.contour import Points64, Upright
from fitting_room.perception.garment.half import Half, Wearer
from fitting_room.perception.garment.shape import components, fill_holes


@dataclass(frozen=True)
class ArmpitParams:
    """Numbers found by trying. Lengths are shares of the garment's unit (square root of its area)."""

    notch: float = 32.0
    """Least turn of the outline at an armpit, degrees (tried 25-45)."""
    notch_opening: float = 0.30
    """How far downwards its gap must open, sine of the angle (tried .2-.5; a waist opens sideways, near 0)."""
    armpit_reach: float = 0.10
    """An armpit is at least this far from the axis (tried .06-.15)."""
    armpit_depth: float = 0.14
    """... and this far below the garment's top (tried .08-.2)."""
    armpit_lowest: float = 0.73
    """... and at most at this share of the height of the torso: lower it is the gap above a cuff (tried .65-.8)."""
    sleeve_reach: float = 0.045
    """Cloth beside an armpit must reach this far outwards to be a sleeve (tried .03-.08)."""
    fused_armpit: float = 0.42
    """Where the armpit is guessed when a sleeve hangs along the body, below the shoulder (tried .3-.5)."""
    fused_reach: float = 0.22
    """The gap above the cuff of such a sleeve is at least this far from the axis (tried .16-.3)."""
    fused_highest: float = 0.58
    """... and this far down the garment (tried .5-.7)."""
    fused_width: float = 0.26
    """... with at most this much cloth beside it (tried .2-.35)."""
    fused_depth: float = 0.022
    """... and this deep inside the convex hull (tried .015-.05)."""
    fused_depth_dress: float = 0.05
    """... deeper on a dress, whose hem has notches of its own (tried .03-.08)."""
    fused_lowest_notch: float = 24.0
    """Least turn between cuff and hem that tells a sleeve hanging along the body, degrees (tried 18-35)."""
    disagree: float = 0.14
    """Armpits further than this from each other's mirror image cannot both be right (tried .1-.25)."""


@dataclass(frozen=True, eq=False)
class Armpit:
    """An armpit in half coordinates.

    Attributes:
        point: (2,) where sleeve and torso meet.
        gap: (2,) unit vector along which the gap between them opens.
        score: How sure it is, in [0, 1].
        sleeve: Whether there is a sleeve at all.
        low: (2,) where a sleeve that hangs along the body comes free of it, or None.
    """

    point: Points64
    gap: Points64
    score: float
    sleeve: bool
    low: Points64 | None = None


def find_armpits(
    halves: dict[Wearer, Half], dress: bool, params: ArmpitParams | None = None
) -> dict[Wearer, Armpit | None]:
    """The notch between sleeve and torso on each side, or None for both where the outline shows no sleeves.

    Args:
        halves: Both halves of the garment.
        dress: Whether it is a dress, whose hem has notches of its own.
        params: Tuning numbers.
    """
    params = params or ArmpitParams()
    depth = params.fused_depth_dress if dress else params.fused_depth
    found = {
        side: _notch(half, params) or _loop(half, params) or _low_notch(half, depth, params)
        for side, half in halves.items()
    }
    guessed = all(armpit is None or armpit.low is not None for armpit in found.values())
    if dress and guessed and None in found.values():
        # A sleeve along the body of a dress on one side and none on the other: a fold of its hem.
        return dict.fromkeys(found)
    return _repair(found, halves["left"].upright, params)


def _notch(half: Half, params: ArmpitParams) -> Armpit | None:
    """An armpit seen as a notch of the outline that opens downwards."""
    unit, top = half.upright.unit, half.upright.box[1]
    contour, turn = half.contour, half.turning
    arm = max(4, round(0.05 * unit))
    u, y = contour.T
    fits = (
        (turn > np.deg2rad(params.notch))
        & (u > params.armpit_reach * unit)
        & (y > top + params.armpit_depth * unit)
        & (y < top + params.armpit_lowest * (torso_bottom(half) - top))
    )
    best: Armpit | None = None
    for index in _peaks(turn, fits, arm):
        point = contour[index]
        gap = unit_vector((contour[index - 2 * arm] + contour[(index + 2 * arm) % len(contour)]) / 2 - point)
        above = half.inside(point[0], point[1] - 0.04 * unit)
        if gap[1] < params.notch_opening or not above:
            continue
        reach = _cloth_beside(half, point, unit)
        if reach < params.sleeve_reach * unit:
            continue
        height = (point[1] - top) / unit
        sharp = np.clip(np.rad2deg(turn[index]) / 80, 0.3, 1)
        deep = np.clip(half.upright.depth(half.to_frame(point)) / (0.15 * unit), 0.3, 1)
        score = float(sharp * deep * np.clip(1.35 - 0.6 * height, 0.3, 1))
        if best is None or score > best.score:
            best = Armpit(point, gap, score, True)
    return best


def torso_bottom(half: Half) -> float:
    """The row of the hem near the axis."""
    rows = [half.bottom(step) for step in np.linspace(0, 0.05 * half.upright.unit, 5)]
    low = max(rows)
    return low if np.isfinite(low) else float(half.upright.box[3] - 1)


def _cloth_beside(half: Half, point: Points64, unit: float) -> float:
    """How far the garment reaches outwards beside an armpit, along the row just above it."""
    row = point[1] - 0.025 * unit
    u = point[0]
    while half.inside(u, row):
        u += 1.0
    return float(u - point[0])


def _peaks(values: npt.NDArray[np.float64], where: npt.NDArray[np.bool_], radius: int) -> list[int]:
    """Indices of the largest values on a closed curve, none within `radius` of a larger one."""
    order = np.flatnonzero(where)
    order = order[np.argsort(-values[order])]
    chosen: list[int] = []
    for index in order:
        around = [min(abs(index - other), len(values) - abs(index - other)) for other in chosen]
        if not around or min(around) > radius:
            chosen.append(int(index))
        if len(chosen) >= 8:
            break
    return chosen


def _loop(half: Half, params: ArmpitParams) -> Armpit | None:
    """An armpit at the top of an opening between torso and a sleeve whose cuff touches the body."""
    unit, top = half.upright.unit, half.upright.box[1]
    labels, stats = components(fill_holes(half.upright.mask) & ~half.upright.mask)
    for number in np.argsort(-stats[:, 4]) + 1 if len(stats) else ():
        points = half.from_frame(np.argwhere(labels == number)[:, ::-1].astype(np.float64))
        high, low = points[points[:, 1].argmin()], points[points[:, 1].argmax()]
        beside = points[:, 0].mean() > 1.5 * params.armpit_reach * unit
        if beside and low[1] - high[1] > 0.12 * unit and high[1] > top + params.armpit_depth * unit:
            return Armpit(high, unit_vector(low - high), 0.8, True, low)
    return None


def _low_notch(half: Half, least_depth: float, params: ArmpitParams) -> Armpit | None:
    """An armpit guessed above the notch where a sleeve that hangs along the body comes free of it.

    The notch is at least `least_depth` units inside the convex hull.
    """
    unit = half.upright.unit
    _, top, _, bottom = half.upright.box
    contour, turn = half.contour, half.turning
    arm = max(4, round(0.05 * unit))
    u, y = contour.T
    fits = (
        (turn > np.deg2rad(params.fused_lowest_notch))
        & (u > params.fused_reach * unit)
        & (y > top + params.fused_highest * (bottom - top))
    )
    for index in _peaks(turn, fits, arm):
        point = contour[index]
        gap = (contour[index - 2 * arm] + contour[(index + 2 * arm) % len(contour)]) / 2 - point
        beside = _cloth_beside(half, point, unit) / unit
        deep = half.upright.depth(half.to_frame(point)) / unit
        if unit_vector(gap)[1] < 0.5 or not params.sleeve_reach < beside < params.fused_width or deep < least_depth:
            continue
        row = top + min(params.fused_armpit * unit, 0.6 * (point[1] - top))
        edge = half.run_from_axis(row)
        armpit = np.array([0.3 * edge + 0.7 * min(point[0], edge), row])
        return Armpit(armpit, unit_vector(point - armpit), 0.45, True, point)
    return None


def _repair(
    armpits: dict[Wearer, Armpit | None], upright: Upright, params: ArmpitParams
) -> dict[Wearer, Armpit | None]:
    """Mirror the better side where the other one has no sleeve to show, or one that cannot be right."""
    left, right = armpits["left"], armpits["right"]
    if left is None and right is None:
        return armpits
    good: Wearer = "left" if right is None or (left is not None and left.score >= right.score) else "right"
    bad: Wearer = "right" if good == "left" else "left"
    best, other = armpits[good], armpits[bad]
    if best is None:
        return armpits
    far = other is None or float(np.hypot(*(best.point - other.point))) > params.disagree * upright.unit
    if far and (other is None or other.score < 0.8 * best.score):
        return {good: best, bad: replace(best, score=0.5 * best.score)}
    return armpits
