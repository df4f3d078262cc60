"""Landmarks of tops and dresses.

In: an `Upright`. Out: where neck, shoulders, armpits, cuffs, waist and hem are, each with a score, and for each sleeve
the line along which it is cut from the torso.

The armpit is the sharpest notch of the outline whose gap opens downwards; the rest follows from it. What one side does
not show is mirrored from the other.
"""

from dataclasses import dataclass

import cv2
import numpy as np

from fitting_room.domain.arrays import Mask
from fitting_room.domain.garment import Landmark
from fitting_room.domain.geometry import unit as unit_vector
from fitting_room.perception.garment.armpits import Armpit, find_armpits, torso_bottom
from fitting_room.perception.garment.contour import Points64, Upright
from fitting_room.perception.garment.half import SIDES, Half, Wearer
from fitting_room.perception.garment.marks import Place, agree, put
from fitting_room.perception.garment.shape import components


@dataclass(frozen=True)
class TopsParams:
    """Numbers found by trying. Lengths are shares of the garment's unit (square root of its area)."""

    collar_depth: float = 0.012
    """A collar makes a notch at least this deep below the line from its top to the shoulder (tried .008-.03)."""
    collar_rise: float = 0.045
    """... and rises at least this much above it (tried .03-.08)."""
    strap_depth: float = 0.10
    """Straps and sleeveless shoulders end this far below the garment's top at most (tried .06-.2)."""
    strap_reach: float = 0.16
    """... and are at least this far from the axis (tried .1-.2)."""
    shoulder_drop: float = 0.30
    """A shoulder is at most this far below the top of the garment beside the neck (tried .2-.4)."""
    shoulder_pull: float = 0.15
    """How strongly the shoulder is drawn to stand above the armpit (tried 0-.4)."""
    armhole_high: float = 0.20
    """A sleeveless armpit is at least this far below the shoulder (tried .05-.3)."""
    armhole_low: float = 0.75
    """... and at most this far (tried .5-.9)."""
    bare_rise: float = 0.045
    """Shoulders are bare where the top edge rises no more than this from above the armpit (off-shoulder .03)."""
    bare_dip: float = 0.045
    """... nor dips more than this in the middle (tried .03-.08)."""
    bare_slope: float = 0.16
    """... nor slopes more than this beside the armpit (off-shoulder .13, boat necks .25)."""
    seen: float = 0.45
    """Score from which an armpit was seen for certain (tried .4-.6)."""
    least_sleeve: float = 0.006
    """Smallest sleeve, share of the garment's area (tried .004-.02)."""


@dataclass(frozen=True, eq=False)
class SleeveCut:
    """Where a sleeve leaves the torso.

    Attributes:
        line: (N, 2) polyline in the frame: shoulder, armpit, then along the gap between sleeve and torso.
        mask: (h, w) bool, the sleeve in the frame.
        armpit_seen: Whether the outline shows the armpit itself, as against a guess above a hanging sleeve's cuff.
    """

    line: Points64
    mask: Mask
    armpit_seen: bool


@dataclass(frozen=True, eq=False)
class TopsShape:
    """What the outline of a top or dress says.

    Attributes:
        landmarks: Frame position and score of each landmark.
        sleeves: The sleeves there are.
        bare_shoulders: Nothing reaches up to the neck: strapless or off the shoulder.
        collar: A collar or high neck rises above the shoulder line.
    """

    landmarks: dict[Landmark, Place]
    sleeves: dict[Wearer, SleeveCut]
    bare_shoulders: bool
    collar: bool


def read_top(upright: Upright, dress: bool, params: TopsParams | None = None) -> TopsShape:
    """Find the landmarks of a top (or `dress`)."""
    params = params or TopsParams()
    halves = {side: Half(upright, side) for side in SIDES}
    armpits = find_armpits(halves, dress)
    landmarks: dict[Landmark, Place] = {}
    sleeves: dict[Wearer, SleeveCut] = {}
    shoulders = {side: _find_shoulder(half, armpits[side], params) for side, half in halves.items()}
    complete = {side: armpits[side] or _sleeveless_armpit(halves[side], shoulders[side], params) for side in SIDES}
    bare = _bare(halves, complete, params)
    collars = []
    for side, half in halves.items():
        shoulder, armpit = shoulders[side], complete[side]
        score = armpit.score
        cut = _cut_sleeve(half, shoulder, armpit, params) if armpit.sleeve else None
        if cut is not None:
            sleeves[side] = cut[0]
            put(landmarks, "CUFF_OUTER", side, half.to_frame(cut[1]), score)
            put(landmarks, "CUFF_INNER", side, half.to_frame(cut[2]), score)
        put(landmarks, "SHOULDER", side, half.to_frame(shoulder), score)
        put(landmarks, "ARMPIT", side, half.to_frame(armpit.point), score)
        neck, collar = _find_neck(half, shoulder, params)
        if bare:
            neck = np.array([0.55 * shoulder[0], half.top(0.55 * shoulder[0])])
        collars.append(collar)
        put(landmarks, "NECK", side, half.to_frame(neck), 0.4 if bare else 0.9)
        hem = _find_hem(half, armpit)
        put(landmarks, "HEM", side, half.to_frame(hem), 0.9)
        put(landmarks, "WAIST", side, half.to_frame(_find_waist(half, armpit, hem)), 0.7)
    return TopsShape(agree(landmarks, upright), sleeves, bare, all(collars) and not bare)


def _find_shoulder(half: Half, armpit: Armpit | None, params: TopsParams) -> Points64:
    """The top of the sleeve seam, or the outer top corner where there is no sleeve."""
    unit, top = half.upright.unit, half.upright.box[1]
    if armpit is None:
        u, y = half.contour.T
        corner = half.extreme((0.6, -0.8), (u > 0.02 * unit) & (y < top + params.strap_depth * unit))
        if corner is None or corner[0] < params.strap_reach * unit:
            # A collar or hood stands above the shoulders.
            corner = half.extreme((0.6, -0.8), (u > 0.02 * unit) & (y < top + 3 * params.strap_depth * unit))
        return corner if corner is not None else np.array([half.reach, float(top)])
    end = min(armpit.point[0] + 0.16 * unit, half.reach - 2)
    start = 0.45 * armpit.point[0]
    steps = np.arange(start, max(end, start + 2), 1.0)
    profile = np.array([half.top(step) for step in steps])
    fits = profile < profile.min() + params.shoulder_drop * unit
    steps, profile = steps[fits], profile[fits]
    if len(steps) < 3:
        return np.array([armpit.point[0], half.top(armpit.point[0])])
    chord = unit_vector(np.array([steps[-1] - steps[0], profile[-1] - profile[0]]))
    height = (steps - steps[0]) * chord[1] - (profile - profile[0]) * chord[0]
    best = int((height - params.shoulder_pull * np.abs(steps - armpit.point[0])).argmax())
    return np.array([steps[best], profile[best]])


def _sleeveless_armpit(half: Half, shoulder: Points64, params: TopsParams) -> Armpit:
    """The lower end of the armhole: where the side is furthest out below the shoulder."""
    unit = half.upright.unit
    y = half.contour[:, 1]
    span = (y > shoulder[1] + params.armhole_high * unit) & (y < shoulder[1] + params.armhole_low * unit)
    point = half.extreme((1.0, -0.35), span & (half.contour[:, 0] > 0))
    if point is None:
        point = np.array([half.reach, shoulder[1] + params.armhole_low * unit])
    return Armpit(point, np.array([1.0, 0.0]), 0.65, False)


def _find_neck(half: Half, shoulder: Points64, params: TopsParams) -> tuple[Points64, bool]:
    """(where the neck opening meets the shoulder line, whether a collar rises there)."""
    unit = half.upright.unit
    steps = np.arange(0.0, max(shoulder[0], 4.0), 1.0)
    profile = np.array([half.top(step) for step in steps])
    profile = np.where(np.isfinite(profile), profile, shoulder[1] + 0.3 * unit)
    span = shoulder - np.array([0.0, profile[0]])
    chord = unit_vector(span)
    height = steps * chord[1] - (profile - profile[0]) * chord[0]
    best = int(height.argmax())
    knee = np.array([steps[best], profile[best]])
    return _collar_base(half, knee, shoulder, params)


def _bare(halves: dict[Wearer, Half], armpits: dict[Wearer, Armpit], params: TopsParams) -> bool:
    """Whether the top edge runs level from arm to arm, as on strapless and off-the-shoulder garments."""
    rises, dips, slopes = [], [], []
    for side, half in halves.items():
        profile = np.array([half.top(step) for step in np.arange(0.0, 0.92 * armpits[side].point[0])])
        profile = profile[np.isfinite(profile)]
        if len(profile) < 10:
            return False
        start = int(0.7 * len(profile))
        rises.append(profile[-1] - profile.min())
        dips.append(profile[0] - profile.min())
        slopes.append((profile[-1] - profile[start]) / (len(profile) - start))
    unit = halves["left"].upright.unit
    level = np.mean(rises) < params.bare_rise * unit and np.mean(dips) < params.bare_dip * unit
    return bool(level and np.mean(slopes) < params.bare_slope)


def _collar_base(half: Half, knee: Points64, shoulder: Points64, params: TopsParams) -> tuple[Points64, bool]:
    """(where a collar leaves the shoulder line, True), or (the knee itself, False) where no collar rises."""
    unit = half.upright.unit
    steps = np.arange(knee[0], shoulder[0], 1.0)
    if len(steps) < 6:
        return knee, False
    profile = np.array([half.top(step) for step in steps])
    chord = unit_vector(shoulder - knee)
    depth = (profile - knee[1]) * chord[0] - (steps - knee[0]) * chord[1]
    best = int(depth.argmax())
    rise = profile[best] - knee[1]
    if depth[best] < params.collar_depth * unit or rise < params.collar_rise * unit:
        return knee, False
    return np.array([steps[best], profile[best]]), True


def _limit(half: Half, armpit: Armpit, row: float) -> float:
    """How far the torso reaches at a row below the armpit, where a hanging sleeve may cover its side."""
    run = half.run_from_axis(row)
    if armpit.low is not None and armpit.low[1] > row:
        share = (row - armpit.point[1]) / max(armpit.low[1] - armpit.point[1], 1.0)
        run = min(run, armpit.point[0] + share * (armpit.low[0] - armpit.point[0]))
    return run


def _find_hem(half: Half, armpit: Armpit) -> Points64:
    """The lower outer corner of the torso."""
    unit = half.upright.unit
    middle = torso_bottom(half)
    outer = _limit(half, armpit, middle - 0.06 * unit) + 0.09 * unit
    if armpit.low is not None:
        outer = min(outer, armpit.low[0] + 2)
    u, y = half.contour.T
    corner = half.extreme((0.55, 0.85), (u > 0) & (u < outer) & (y > middle - 0.25 * unit))
    return corner if corner is not None else np.array([outer - 0.09 * unit, middle])


def _find_waist(half: Half, armpit: Armpit, hem: Points64) -> Points64:
    """The narrowest place between armpit and hem, or a place at a natural height where the side runs straight."""
    height = hem[1] - armpit.point[1]
    shares = np.arange(0.18, 0.66, 0.02)
    widths = np.array([_limit(half, armpit, armpit.point[1] + share * height) for share in shares])
    long = height > 1.15 * half.upright.unit
    natural = 0.3 if long else 0.5
    best = int((widths + 0.06 * half.upright.unit * np.abs(shares - natural)).argmin())
    return np.array([widths[best], armpit.point[1] + shares[best] * height])


def _cut_sleeve(
    half: Half, shoulder: Points64, armpit: Armpit, params: TopsParams
) -> tuple[SleeveCut, Points64, Points64] | None:
    """The sleeve beyond the line from shoulder to armpit, and its cuff's outer and inner corner; None if too small."""
    unit = half.upright.unit
    far = 4.0 * unit
    below = np.array([0.0, far])
    along_gap = [armpit.point + armpit.gap * far] if armpit.low is None else [armpit.low, armpit.low + below]
    up = unit_vector(shoulder - armpit.point)
    line = np.array([shoulder + up * 0.03 * unit, armpit.point, *along_gap])
    beyond = np.array([*line, line[-1] + [far, 0.0], [far, line[0][1] - far], [line[0][0], line[0][1] - far]])
    region = np.zeros(half.upright.mask.shape, np.uint8)
    cv2.fillPoly(region, [np.rint(half.to_frame(beyond)).astype(np.int32)], 1)
    middle = (shoulder + armpit.point) / 2
    sleeve = _piece_at(region.astype(bool) & half.upright.mask, half.to_frame(middle + 0.02 * unit), 0.06 * unit)
    if sleeve is None or sleeve.sum() < params.least_sleeve * unit * unit:
        return None
    points = half.from_frame(np.argwhere(sleeve)[:, ::-1].astype(np.float64))
    base = float(np.hypot(*(shoulder - armpit.point)))
    direction = sleeve_direction(points, middle, base)
    outwards = np.array([direction[1], -direction[0]])
    outer = points[(points @ (direction + 0.9 * outwards)).argmax()]
    inner = points[(points @ (direction - 0.9 * outwards)).argmax()]
    cut = SleeveCut(half.to_frame(line), sleeve, armpit.low is None and armpit.score > params.seen)
    return cut, outer, inner


def sleeve_direction(points: Points64, middle: Points64, base: float) -> Points64:
    """(2,) unit vector in which the far end of a sleeve points."""
    distance = np.hypot(*(points - middle).T)
    far = points[distance >= np.percentile(distance, 92)].mean(0)
    direction = unit_vector(far - middle)
    share = (points - middle) @ direction
    length = float(np.percentile(share, 98))
    if length > 1.3 * base:
        end, half_way = points[share > 0.85 * length].mean(0), points[(share > 0.4 * length) & (share < 0.6 * length)]
        if len(half_way):
            direction = unit_vector(end - half_way.mean(0))
    return direction


def _piece_at(mask: Mask, place: Points64, reach: float) -> Mask | None:
    """The connected piece of a mask nearest to a place, within `reach`, or the largest one."""
    labels, stats = components(mask)
    if not len(stats):
        return None
    number = 1 + int(stats[:, 4].argmax())
    column, row = np.rint(place).astype(int)
    radius = max(2, round(reach))
    window = labels[max(0, row - radius) : row + radius, max(0, column - radius) : column + radius]
    found = np.bincount(window[window > 0]) if (window > 0).any() else None
    if found is not None:
        number = int(found.argmax())
    return np.asarray(labels == number)
