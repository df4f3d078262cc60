"""Regions of a picture that a limb and what covers it take up. Reaches count in bones: 1 middle joint, 2 end."""

import cv2
import numpy as np
import numpy.typing as npt

from fitting_room.domain.arrays import Mask
from fitting_room.domain.geometry import Vector
from fitting_room.perception.body_shape import Limb

_REACHES = (0.0, 1.0, 2.0, 2.5)


def limb_until(limb: Limb, reach: float, size: tuple[int, ...], scale: float) -> Mask:
    """(H, W) bool: a limb widened by `scale`, from its root to `reach`, cut off squarely."""
    if reach <= 0:
        return np.zeros(size, np.bool_)
    distances = np.linspace(0, distance_at(limb, reach), 24)
    centres = np.array([limb.at(distance) for distance in distances])
    sides = np.array([_sideways(limb.direction(distance)) for distance in distances])
    radii = np.array([limb.radius(distance) for distance in distances]) * scale
    mask = filled(np.concatenate([centres + sides * radii[:, None], (centres - sides * radii[:, None])[::-1]]), size)
    canvas = mask.astype(np.uint8)
    cv2.circle(canvas, (round(centres[0][0]), round(centres[0][1])), max(1, round(radii[0])), 1, -1)
    return canvas > 0


def distance_at(limb: Limb, reach: float) -> float:
    """Pixels along a limb from its root to a reach."""
    return float(np.interp(reach, _REACHES, _distances(limb)))


def filled(contour: npt.NDArray[np.float64], size: tuple[int, ...]) -> Mask:
    """(H, W) bool: inside a (N, 2) polygon."""
    canvas = np.zeros(size, np.uint8)
    cv2.fillPoly(canvas, [np.round(contour).astype(np.int32)], 1)
    return canvas > 0


def _distances(limb: Limb) -> tuple[float, float, float, float]:
    upper, lower = limb.lengths
    return 0.0, upper, upper + lower, upper + 1.5 * lower


def _sideways(direction: Vector) -> Vector:
    return np.array([-direction[1], direction[0]])
