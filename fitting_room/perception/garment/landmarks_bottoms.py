"""Landmarks of trousers, shorts and skirts.

In: an `Upright`. Out: the corners of the waistband, the crotch and the corners of the leg ends, or of a skirt's hem.
"""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from fitting_room.domain.garment import Landmark
from fitting_room.domain.geometry import unit as unit_vector
from fitting_room.perception.garment.contour import Points64, Upright
from fitting_room.perception.garment.half import SIDES, Half
from fitting_room.perception.garment.marks import Place, agree, put


@dataclass(frozen=True)
class BottomsParams:
    """Numbers found by trying. Lengths are shares of the garment's unit (square root of its area)."""

    crotch_reach: float = 0.22
    """The crotch is at most this far from the axis (tried .15-.3)."""
    crotch_depth: float = 0.045
    """The gap between the legs is at least this high (skirt hems reach .025, hot pants .05)."""
    gap_slope: float = 0.7
    """... and this much higher than it is wide at half its height, which the arch of a hem is not (tried .4-1)."""
    corner: tuple[float, float] = (0.6, 0.8)
    """Direction (out, down) of the lower corners (tried .5-.8)."""


@dataclass(frozen=True, eq=False)
class BottomsShape:
    """What the outline of a bottom says.

    Attributes:
        landmarks: Frame position and score of each landmark.
        gap: (N, 2) the middle line between the legs in the frame, from the waistband through the crotch down to the
            leg ends; None for a skirt.
    """

    landmarks: dict[Landmark, Place]
    gap: Points64 | None


def read_bottom(upright: Upright, params: BottomsParams | None = None) -> BottomsShape:
    """Find the landmarks of trousers, shorts or a skirt."""
    params = params or BottomsParams()
    landmarks: dict[Landmark, Place] = {}
    crotch = find_crotch(upright, params)
    halves = {side: Half(upright, side) for side in SIDES}
    _, top, _, _ = upright.box
    unit = upright.unit
    out, down = params.corner
    for side, half in halves.items():
        u, y = half.contour.T
        put(landmarks, "WAIST", side, *_corner(half, (out, -down), (u > 0) & (y < top + 0.25 * unit)))
        if crotch is None:
            below = (u > 0) & (y > top + 0.4 * (upright.box[3] - top))
            put(landmarks, "HEM", side, *_corner(half, (out, down), below))
            continue
        centre = half.from_frame(crotch)
        leg = (u > centre[0]) & (y > centre[1] + 2)
        put(landmarks, "LEG_OUTER", side, *_corner(half, (out, down), leg))
        put(landmarks, "LEG_INNER", side, *_corner(half, (-out, down), leg))
    gap = None
    if crotch is not None:
        landmarks[Landmark.CROTCH] = (float(crotch[0]), float(crotch[1]), 0.9)
        gap = _middle_line(upright, crotch, landmarks)
    return BottomsShape(agree(landmarks, upright), gap)


def _corner(half: Half, direction: tuple[float, float], where: npt.NDArray[np.bool_]) -> tuple[Points64, float]:
    """(the outline's corner in a direction in the frame, its score): anywhere, with no score, if `where` is empty."""
    corner = half.extreme(direction, where)
    if corner is not None:
        return half.to_frame(corner), 0.9
    return half.to_frame(half.contour[int((half.contour @ np.asarray(direction)).argmax())]), 0.0


def find_crotch(upright: Upright, params: BottomsParams | None = None) -> Points64 | None:
    """(2,) the top of the gap between two legs, in the frame; None where the hem has no such gap."""
    params = params or BottomsParams()
    unit, axis = upright.unit, upright.axis
    columns = np.arange(
        max(0, round(axis - params.crotch_reach * unit)),
        min(upright.mask.shape[1], round(axis + params.crotch_reach * unit)),
    )
    bottoms = upright.bottom[columns]
    if not np.isfinite(bottoms).any():
        return None
    bottoms = np.where(np.isfinite(bottoms), bottoms, upright.box[3])
    lowest = float(np.min(bottoms))
    # The middle of the columns that reach (nearly) as high as the highest.
    crotch = np.array([float(np.median(columns[bottoms < lowest + 0.012 * unit])), lowest])
    ends = [float(upright.bottom[: round(crotch[0])].max()), float(upright.bottom[round(crotch[0]) :].max())]
    depth = min(ends) - lowest
    if depth < params.crotch_depth * unit:
        return None
    row = upright.mask[round(lowest + 0.5 * depth)]
    left, right = round(crotch[0]), round(crotch[0])
    while left > 0 and not row[left]:
        left -= 1
    while right < len(row) - 1 and not row[right]:
        right += 1
    return crotch if depth > params.gap_slope * (right - left) else None


def _middle_line(upright: Upright, crotch: Points64, landmarks: dict[Landmark, Place]) -> Points64:
    """(N, 2) from the middle of the waistband through the crotch, then midway between the legs' inner corners."""
    left, right = landmarks.get(Landmark.WAIST_LEFT), landmarks.get(Landmark.WAIST_RIGHT)
    top = np.array([upright.axis, float(upright.box[1])])
    if left is not None and right is not None:
        top = np.array([(left[0] + right[0]) / 2, min(left[1], right[1])])
    up = top + unit_vector(top - crotch) * 0.3 * upright.unit
    inner = [landmarks.get(Landmark.LEG_INNER_LEFT), landmarks.get(Landmark.LEG_INNER_RIGHT)]
    down = crotch + np.array([0.0, 1.0])
    if inner[0] is not None and inner[1] is not None:
        down = np.array([(inner[0][0] + inner[1][0]) / 2, (inner[0][1] + inner[1][1]) / 2])
    return np.array([up, crotch, crotch + unit_vector(down - crotch) * 4 * upright.unit])
