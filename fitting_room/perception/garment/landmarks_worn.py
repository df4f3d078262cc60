"""Landmarks and parts of a worn garment: the wearer's joints say where, the outline says exactly where.

In: the garment's mask and the wearer's joints in the same pixels. Out: landmarks in those pixels, and the parts.
"""

from dataclasses import dataclass
from itertools import pairwise

import numpy as np
import numpy.typing as npt

from fitting_room.domain.arrays import LabelMap, Mask
from fitting_room.domain.body import Joint, Pose
from fitting_room.domain.garment import GarmentPart, Landmark
from fitting_room.domain.geometry import along, perpendicular
from fitting_room.domain.geometry import length as line_length
from fitting_room.domain.geometry import unit as unit_vector
from fitting_room.perception.garment.contour import Points64
from fitting_room.perception.garment.half import SIDES, Wearer
from fitting_room.perception.garment.marks import Place, put
from fitting_room.perception.garment.shape import outline


@dataclass(frozen=True)
class WornLandmarkParams:
    """Shares of the wearer's shoulder width, found by trying on catalogue and street people."""

    shoulder_out: float = 0.08
    """The shoulder tip lies this far outside the shoulder joint (tried .04-.15)."""
    armpit_down: float = 0.42
    """The armpit lies this far below the shoulder joint (tried .35-.5)."""
    neck_half: float = 0.24
    """Half the width of the neck (tried .2-.3)."""
    arm_reach: float = 0.30
    """Cloth within this of the upper arm may be sleeve (tried .2-.4)."""
    least_sleeve: float = 0.22
    """A sleeve reaches at least this far along the arm (tried .15-.3)."""
    crotch_down: float = 0.28
    """The crotch lies this far below the hip joints (tried .2-.4)."""


@dataclass(frozen=True, eq=False)
class WornShape:
    """Landmarks and parts in the pixels of the cut-out.

    Attributes:
        landmarks: Position and score.
        parts: (H, W) uint8 of `GarmentPart`.
        sleeves: How far each sleeve reaches along its arm, in arm lengths.
    """

    landmarks: dict[Landmark, Place]
    parts: LabelMap
    sleeves: dict[Wearer, float]


JOINTS: dict[Wearer, dict[str, Joint]] = {
    "left": {
        "shoulder": Joint.LEFT_SHOULDER,
        "elbow": Joint.LEFT_ELBOW,
        "wrist": Joint.LEFT_WRIST,
        "hip": Joint.LEFT_HIP,
        "knee": Joint.LEFT_KNEE,
        "ankle": Joint.LEFT_ANKLE,
    },
    "right": {
        "shoulder": Joint.RIGHT_SHOULDER,
        "elbow": Joint.RIGHT_ELBOW,
        "wrist": Joint.RIGHT_WRIST,
        "hip": Joint.RIGHT_HIP,
        "knee": Joint.RIGHT_KNEE,
        "ankle": Joint.RIGHT_ANKLE,
    },
}


@dataclass(frozen=True, eq=False)
class _Body:
    """The wearer's torso as a frame: origin at the neck, `across` to the wearer's left, `down` to the hips."""

    pose: Pose
    mask: Mask
    across: Points64
    down: Points64
    width: float

    def joint(self, side: Wearer, name: str) -> Points64:
        return np.asarray(self.pose.at(JOINTS[side][name]), np.float64)

    def sign(self, side: Wearer) -> int:
        return 1 if side == "left" else -1

    def edge(self, start: Points64, direction: Points64, reach: float) -> Points64:
        """The last garment pixel met when walking from `start`, which is moved onto the garment if need be."""
        last, met = start, False
        for step in np.arange(0.0, reach, 1.0):
            x, y = np.rint(start + step * direction).astype(int)
            inside = 0 <= y < self.mask.shape[0] and 0 <= x < self.mask.shape[1] and bool(self.mask[y, x])
            if inside:
                last, met = start + step * direction, True
            elif met:
                break
        return np.asarray(last)


def read_worn(mask: Mask, pose: Pose, bottom: bool, params: WornLandmarkParams | None = None) -> WornShape:
    """Find landmarks and parts of a worn garment.

    Args:
        mask: (H, W) bool, the garment.
        pose: The wearer's joints in the same pixels.
        bottom: Whether it is worn on the legs only.
        params: Tuning numbers.
    """
    params = params or WornLandmarkParams()
    shoulders = pose.at(Joint.LEFT_SHOULDER) - pose.at(Joint.RIGHT_SHOULDER)
    hips = (pose.at(Joint.LEFT_HIP) + pose.at(Joint.RIGHT_HIP)) / 2
    neck = (pose.at(Joint.LEFT_SHOULDER) + pose.at(Joint.RIGHT_SHOULDER)) / 2
    down = unit_vector(hips - neck)
    across = -perpendicular(down)
    torso = float(np.hypot(*(hips - neck)))
    # Seen half from the side the shoulders look too narrow: the torso's length then says how wide they are.
    width = max(float(np.hypot(*shoulders)), 0.6 * torso)
    if across @ shoulders < 0:
        across = -across
    body = _Body(pose, mask, across, down, width)
    return _read_bottom(body, params) if bottom else _read_top(body, params)


def _read_top(body: _Body, params: WornLandmarkParams) -> WornShape:
    landmarks: dict[Landmark, Place] = {}
    parts = np.where(body.mask, np.uint8(GarmentPart.TORSO), np.uint8(0))
    sleeves: dict[Wearer, float] = {}
    contour = outline(body.mask)
    middle = (body.joint("left", "shoulder") + body.joint("right", "shoulder")) / 2
    for side in SIDES:
        outwards = body.sign(side) * body.across
        joint = body.joint(side, "shoulder")
        shoulder = body.edge(joint + params.shoulder_out * body.width * outwards, -body.down, 0.3 * body.width)
        neck = body.edge(middle + params.neck_half * body.width * outwards, -body.down, 0.5 * body.width)
        armpit = joint + params.armpit_down * body.width * body.down
        cut = _cut_sleeve(body, side, shoulder, armpit, params)
        if cut is None:
            armpit = body.edge(armpit - 0.3 * body.width * outwards, outwards, 0.6 * body.width)
        else:
            sleeve, reach, outer, inner = cut
            parts[sleeve] = GarmentPart.LEFT_SLEEVE if side == "left" else GarmentPart.RIGHT_SLEEVE
            sleeves[side] = reach
            put(landmarks, "CUFF_OUTER", side, outer, 0.7)
            put(landmarks, "CUFF_INNER", side, inner, 0.7)
        put(landmarks, "SHOULDER", side, shoulder, 0.8)
        put(landmarks, "NECK", side, neck, 0.7)
        put(landmarks, "ARMPIT", side, armpit, 0.6)
        torso = contour[parts[contour[:, 1].astype(int), contour[:, 0].astype(int)] == GarmentPart.TORSO]
        _hem_and_waist(body, landmarks, side, torso if len(torso) else contour)
    front = body.edge(middle + 0.6 * body.width * body.down, -body.down, 1.2 * body.width)
    landmarks[Landmark.NECK_FRONT] = (float(front[0]), float(front[1]), 0.7)
    return WornShape(landmarks, parts, sleeves)


def _hem_and_waist(body: _Body, landmarks: dict[Landmark, Place], side: Wearer, torso: Points64) -> None:
    outwards = body.sign(side) * body.across
    corner = torso[(torso @ (0.45 * outwards + 0.9 * body.down)).argmax()]
    put(landmarks, "HEM", side, corner, 0.8)
    high = (body.joint("left", "shoulder") + body.joint("right", "shoulder")) / 2
    low = (body.joint("left", "hip") + body.joint("right", "hip")) / 2
    waist = body.edge(high + 0.66 * (low - high), outwards, 0.9 * body.width)
    put(landmarks, "WAIST", side, waist, 0.6)


def _cut_sleeve(
    body: _Body, side: Wearer, shoulder: Points64, armpit: Points64, params: WornLandmarkParams
) -> tuple[Mask, float, Points64, Points64] | None:
    """(sleeve, reach in arm lengths, outer and inner corner of the cuff), or None where the arm is bare."""
    arm = np.array([body.joint(side, name) for name in ("shoulder", "elbow", "wrist")])
    total = line_length(arm)
    rows, columns = np.nonzero(body.mask)
    points = np.stack([columns, rows], 1).astype(np.float64)
    distance, share = _beside(points, arm)
    outwards = body.sign(side) * body.across
    # Beyond the line from shoulder to armpit, or along an arm that leaves the torso.
    normal = perpendicular(unit_vector(armpit - shoulder))
    normal = normal if normal @ outwards > 0 else -normal
    beyond = (points - shoulder) @ normal > 0
    reach = params.arm_reach * body.width * np.where(share < 0.5, 1.0, 0.8)
    mine = beyond & (distance < reach)
    if not mine.any():
        return None
    # The sleeve ends where the arm's own middle is no longer covered.
    covered = [
        step for step in np.linspace(0.05, 1.0, 40) if _covered(body.mask, along(arm, step * total), 0.04 * body.width)
    ]
    end = max(covered, default=0.0)
    if end < params.least_sleeve:
        return None
    mine &= share < end + 0.08
    sleeve = np.zeros(body.mask.shape, bool)
    sleeve[rows[mine], columns[mine]] = True
    tip = along(arm, end * total)
    direction = unit_vector(tip - along(arm, max(end - 0.15, 0.0) * total))
    aside = perpendicular(direction)
    aside = aside if aside @ outwards > 0 else -aside
    outer = body.edge(tip - 2 * direction, aside, 0.3 * body.width)
    inner = body.edge(tip - 2 * direction, -aside, 0.3 * body.width)
    return sleeve, float(end), outer, inner


def _covered(mask: Mask, point: Points64, radius: float) -> bool:
    x, y = np.rint(point).astype(int)
    around = max(1, round(radius))
    patch = mask[max(0, y - around) : y + around + 1, max(0, x - around) : x + around + 1]
    return bool(patch.size and patch.mean() > 0.5)


def _beside(points: Points64, line: Points64) -> tuple[npt.NDArray[np.float64], npt.NDArray[np.float64]]:
    """(distance from a polyline, share of its length at the nearest place) of each point."""
    best = np.full(len(points), np.inf)
    share = np.zeros(len(points))
    total, before = max(line_length(line), 1e-6), 0.0
    for start, end in pairwise(line):
        step = end - start
        size = max(float(np.hypot(*step)), 1e-6)
        place = np.clip((points - start) @ step / (size * size), 0, 1)
        away = np.hypot(*(points - start - place[:, None] * step).T)
        nearer = away < best
        best[nearer] = away[nearer]
        share[nearer] = (before + place[nearer] * size) / total
        before += size
    return best, share


def _read_bottom(body: _Body, params: WornLandmarkParams) -> WornShape:
    landmarks: dict[Landmark, Place] = {}
    contour = outline(body.mask)
    hips = (body.joint("left", "hip") + body.joint("right", "hip")) / 2
    crotch = hips + params.crotch_down * body.width * body.down
    trousers = _legs_apart(body, crotch)
    parts = np.where(body.mask, np.uint8(GarmentPart.TORSO), np.uint8(0))
    for side in SIDES:
        outwards = body.sign(side) * body.across
        waist = contour[(contour @ (0.6 * outwards - 0.8 * body.down)).argmax()]
        put(landmarks, "WAIST", side, waist, 0.8)
        if not trousers:
            corner = contour[(contour @ (0.45 * outwards + 0.9 * body.down)).argmax()]
            put(landmarks, "HEM", side, corner, 0.8)
    if trousers:
        landmarks[Landmark.CROTCH] = (float(crotch[0]), float(crotch[1]), 0.6)
        _split_legs(body, landmarks, parts, crotch)
    return WornShape(landmarks, parts, {})


def _legs_apart(body: _Body, crotch: Points64) -> bool:
    """Whether the garment has legs: there is a gap between them, or it narrows downwards as leggings do."""
    legs = [np.array([body.joint(side, name) for name in ("hip", "knee", "ankle")]) for side in SIDES]
    inside = []
    for share in np.linspace(0.3, 0.9, 13):
        left, right = (along(leg, share * line_length(leg)) for leg in legs)
        between = [left + (right - left) * part for part in (0.4, 0.5, 0.6)]
        if _covered(body.mask, left, 2) and _covered(body.mask, right, 2):
            inside.append(all(_covered(body.mask, place, 1) for place in between))
    if len(inside) < 3 or float(np.mean(inside)) < 0.7:
        return True
    rows, columns = np.nonzero(body.mask)
    points = np.stack([columns, rows], 1).astype(np.float64)
    down = (points - crotch) @ body.down
    width = [np.ptp(points[np.abs(down - share * down.max()) < 3] @ body.across) for share in (0.1, 0.85)]
    return bool(width[1] < 0.7 * width[0])


def _split_legs(body: _Body, landmarks: dict[Landmark, Place], parts: LabelMap, crotch: Points64) -> None:
    """Label the legs and find the corners of their ends."""
    rows, columns = np.nonzero(body.mask)
    points = np.stack([columns, rows], 1).astype(np.float64)
    legs = {side: np.array([body.joint(side, name) for name in ("hip", "knee", "ankle")]) for side in SIDES}
    away = {side: _beside(points, legs[side])[0] for side in SIDES}
    above = (points - crotch) @ body.down < 0
    left = np.where(above, (points - crotch) @ body.across > 0, away["left"] < away["right"])
    parts[rows[left], columns[left]] = GarmentPart.LEFT_LEG
    parts[rows[~left], columns[~left]] = GarmentPart.RIGHT_LEG
    for side in SIDES:
        chosen = left if side == "left" else ~left
        own = points[chosen & ~above]
        # A garment that the picture cuts off above the crotch still gets corners, with no score.
        score = 0.7 if len(own) > 20 else 0.0
        own = own if len(own) > 20 else points
        outwards = body.sign(side) * body.across
        direction = unit_vector(legs[side][-1] - crotch)
        outer = own[(own @ (0.5 * outwards + 0.87 * direction)).argmax()]
        inner = own[(own @ (-0.5 * outwards + 0.87 * direction)).argmax()]
        put(landmarks, "LEG_OUTER", side, outer, score)
        put(landmarks, "LEG_INNER", side, inner, score)
