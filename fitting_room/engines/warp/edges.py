"""Edges of a garment: paths along its outline and cross-sections between them, in garment pixels."""

from dataclasses import dataclass

import cv2
import numpy as np
import numpy.typing as npt

from fitting_room.domain.arrays import Mask
from fitting_room.domain.geometry import Vector, unit

Floats = npt.NDArray[np.float64]


def outline(mask: Mask) -> Floats:
    """The longest outer contour of a mask, (N, 2) float64."""
    contours = cv2.findContours(mask.astype(np.uint8), cv2.RETR_EXTERNAL, cv2.CHAIN_APPROX_NONE)[0]
    return max(contours, key=len)[:, 0].astype(np.float64)


def edge_path(contour: Floats, start: Vector, end: Vector, avoid: Vector) -> Floats:
    """The way along a closed contour from the point nearest `start` to the one nearest `end`, not past `avoid`.

    Returns:
        (K, 2) contour points; two points where start and end meet.
    """
    first, last, barred = (int(np.argmin(np.hypot(*(contour - point).T))) for point in (start, end, avoid))
    count = len(contour)
    forward = np.arange(first, first + (last - first) % count + 1) % count
    backward = np.arange(first, first - (first - last) % count - 1, -1) % count
    if barred in forward and barred in backward:
        way = forward if len(forward) <= len(backward) else backward
    else:
        way = backward if barred in forward else forward
    path = contour[way]
    return path if len(path) > 1 else np.array([start, end])


def at_shares(path: Floats, shares: npt.NDArray[np.float64]) -> Floats:
    """Points at shares of a path's length, (len(shares), 2)."""
    position = np.concatenate([[0.0], np.cumsum(np.hypot(*np.diff(path, axis=0).T))])
    wanted = shares * position[-1]
    return np.column_stack([np.interp(wanted, position, path[:, 0]), np.interp(wanted, position, path[:, 1])])


@dataclass(frozen=True, eq=False)
class Frame:
    """A garment's own axes: `u` across towards the wearer's left, `w` down from the origin, in garment pixels."""

    origin: Vector
    across: Vector
    down: Vector

    @classmethod
    def between(cls, right: Vector, left: Vector, top: Vector, bottom: Vector) -> "Frame":
        """Axes of a garment from two side points and the middle of its top and bottom."""
        across = unit(left - right)
        vertical = unit(bottom - top)
        # Both directions are noisy on their own: share the tilt between them.
        across = unit(across + np.array([vertical[1], -vertical[0]]))
        return cls(top, across, np.array([-across[1], across[0]]))

    def coordinates(self, points: Floats) -> Floats:
        """(..., 2) picture points -> (u, w)."""
        shifted = points - self.origin
        return np.stack([shifted @ self.across, shifted @ self.down], axis=-1)

    def points(self, coordinates: Floats) -> Floats:
        """(..., 2) (u, w) -> picture points."""
        return np.asarray(
            self.origin + coordinates[..., :1] * self.across + coordinates[..., 1:] * self.down, np.float64
        )

    def row(self, mask: Mask, w: float, width: float) -> tuple[float, float] | None:
        """The outermost u on either side of the mask at depth w, or None where the row is empty.

        Args:
            mask: The region.
            w: Depth below the origin.
            width: How far to look to either side.
        """
        u = np.arange(-width, width)
        line = self.points(np.column_stack([u, np.full(len(u), w)]))
        x, y = np.round(line).astype(int).T
        inside = (x >= 0) & (x < mask.shape[1]) & (y >= 0) & (y < mask.shape[0])
        hits = u[inside][mask[y[inside], x[inside]]]
        return (float(hits.min()), float(hits.max())) if len(hits) > 2 else None
