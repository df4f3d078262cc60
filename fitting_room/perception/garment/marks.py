"""Landmarks while they are being found: positions with scores, in pairs of the wearer's left and right."""

import numpy as np

from fitting_room.domain.garment import Landmark
from fitting_room.perception.garment.contour import Points64, Upright
from fitting_room.perception.garment.half import SIDES, Wearer

Place = tuple[float, float, float]
"""x, y and score of a landmark."""
PAIRS = ("NECK", "SHOULDER", "ARMPIT", "CUFF_OUTER", "CUFF_INNER", "WAIST", "HEM", "LEG_OUTER", "LEG_INNER")
"""Landmarks that come in mirrored pairs."""
ASYMMETRY = 0.2
"""Distance of a point from its partner's mirror image at which its score has fallen to 1/e, units (tried .1-.3)."""


def put(landmarks: dict[Landmark, Place], name: str, side: Wearer, point: Points64, score: float) -> None:
    """Enter one of a pair: `put(marks, "CUFF_OUTER", "left", point, 0.9)`."""
    landmarks[Landmark[f"{name}_{side.upper()}"]] = (float(point[0]), float(point[1]), float(score))


def agree(landmarks: dict[Landmark, Place], upright: Upright) -> dict[Landmark, Place]:
    """Lower the scores of pairs that are not mirror images of each other."""
    agreed = dict(landmarks)
    for name in PAIRS:
        left, right = (landmarks.get(Landmark[f"{name}_{side.upper()}"]) for side in SIDES)
        if left is None or right is None:
            continue
        off = np.hypot(left[0] + right[0] - 2 * upright.axis, left[1] - right[1]) / upright.unit
        factor = float(np.exp(-((off / ASYMMETRY) ** 2)))
        agreed[Landmark[f"{name}_LEFT"]] = (left[0], left[1], left[2] * factor)
        agreed[Landmark[f"{name}_RIGHT"]] = (right[0], right[1], right[2] * factor)
    return agreed
