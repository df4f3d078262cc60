"""One half of an upright garment, in coordinates that are the same for both halves.

u is the distance from the symmetry axis, growing outwards; y grows downwards. What is written once for a half serves
the wearer's left (the picture's right) and right alike.
"""

from dataclasses import dataclass
from functools import cached_property
from typing import Literal

import numpy as np
import numpy.typing as npt

from fitting_room.perception.garment.contour import Points64, Upright

Wearer = Literal["left", "right"]
SIDES: tuple[Wearer, Wearer] = ("left", "right")


@dataclass(frozen=True, eq=False)
class Half:
    """One half of the outline.

    Attributes:
        upright: The whole garment.
        wearer: Which of the wearer's sides; the wearer's left is on the picture's right.
    """

    upright: Upright
    wearer: Wearer

    @property
    def sign(self) -> int:
        """+1 on the picture's right."""
        return 1 if self.wearer == "left" else -1

    def to_frame(self, points: Points64) -> Points64:
        """Map (..., 2) half coordinates (u, y) to the frame's (x, y)."""
        return np.stack([self.upright.axis + self.sign * points[..., 0], points[..., 1]], -1)

    def from_frame(self, points: Points64) -> Points64:
        """Map (..., 2) frame points to (u, y)."""
        return np.stack([self.sign * (points[..., 0] - self.upright.axis), points[..., 1]], -1)

    @cached_property
    def contour(self) -> Points64:
        """(N, 2) the whole outline in (u, y), in the frame's own order."""
        return self.from_frame(self.upright.contour)

    @property
    def turning(self) -> npt.NDArray[np.float64]:
        """(N,) turning of the outline, reflex positive."""
        return self.upright.turning

    def inside(self, u: float, y: float) -> bool:
        """Whether a position is on the garment."""
        return self.upright.inside(self.upright.axis + self.sign * u, y)

    @cached_property
    def reach(self) -> float:
        """Largest u of the outline."""
        return float(self.contour[:, 0].max())

    def top(self, u: float) -> float:
        """First garment row at u; infinite where there is none."""
        column = round(self.upright.axis + self.sign * u)
        return float(self.upright.top[column]) if 0 <= column < len(self.upright.top) else float("inf")

    def bottom(self, u: float) -> float:
        """Last garment row at u; minus infinite where there is none."""
        column = round(self.upright.axis + self.sign * u)
        return float(self.upright.bottom[column]) if 0 <= column < len(self.upright.bottom) else float("-inf")

    def run_from_axis(self, y: float) -> float:
        """Where, going outwards from the axis along row y, the garment ends: 0 if it is not there at all."""
        row_number = round(y)
        if not 0 <= row_number < self.upright.mask.shape[0]:
            return 0.0
        row = self.upright.mask[row_number]
        start = int(np.clip(round(self.upright.axis), 0, len(row) - 1))
        outwards = row[start:] if self.sign > 0 else row[: start + 1][::-1]
        gaps = np.flatnonzero(~outwards)
        return float(gaps[0] if len(gaps) else len(outwards))

    def extreme(self, direction: tuple[float, float], where: npt.NDArray[np.bool_]) -> Points64 | None:
        """The outline point furthest along (u, y) `direction` among those `where` is true; None if there are none."""
        if not where.any():
            return None
        points = self.contour[where]
        return np.asarray(points[int((points @ np.asarray(direction)).argmax())])
