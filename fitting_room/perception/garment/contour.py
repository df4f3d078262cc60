"""The upright frame in which a garment's outline is read, and the turning of that outline.

In: the mask of a garment, perhaps lying askew. Out: an `Upright`: the mask turned upright and scaled to one size, its
symmetry axis, its outline with the turning angle at every point, and the way back to the picture.
"""

from dataclasses import dataclass
from functools import cached_property

import cv2
import numpy as np
import numpy.typing as npt

from fitting_room.domain.arrays import Mask
from fitting_room.perception.garment.shape import bounding_box, outline

Points64 = npt.NDArray[np.float64]
"""(..., 2) float64 (x, y)."""


@dataclass(frozen=True)
class ContourParams:
    """Numbers found by trying on all garment pictures."""

    size: int = 512
    """Longest side of the garment in the upright frame, pixels (tried 384-768)."""
    margin: int = 24
    """Empty rim around it, pixels."""
    tilt_range: float = 20.0
    """Largest tilt looked for, degrees (tried 15-30)."""
    tilt_gain: float = 0.012
    """Mirror overlap that a tilt must gain to be believed (tried .005-.03)."""
    turn_step: float = 0.05
    """Arm of the turning angle, share of the square root of the area (tried .03-.08)."""


@dataclass(frozen=True, eq=False)
class Upright:
    """A garment's mask turned upright.

    Attributes:
        mask: (h, w) bool.
        matrix: (2, 3) from picture pixels to this frame.
        axis: x of the symmetry axis.
        tilt: Degrees the garment was turned by, clockwise positive.
        symmetry: Overlap of the mask with its mirror image, intersection over union.
    """

    mask: Mask
    matrix: Points64
    axis: float
    tilt: float
    symmetry: float

    @cached_property
    def box(self) -> tuple[int, int, int, int]:
        """(left, top, right, bottom) of the mask."""
        return bounding_box(self.mask)

    @cached_property
    def unit(self) -> float:
        """Square root of the area: the garment's own measure of length."""
        return float(np.sqrt(self.mask.sum()))

    @cached_property
    def contour(self) -> Points64:
        """(N, 2) outline points."""
        return outline(self.mask)

    @cached_property
    def turning(self) -> npt.NDArray[np.float64]:
        """(N,) radians by which the outline turns at each point: positive where it is reflex (a notch or armpit)."""
        return turning(self.contour, max(4, round(ContourParams.turn_step * self.unit)))

    @cached_property
    def hull(self) -> npt.NDArray[np.float32]:
        """(M, 1, 2) float32 convex hull of the outline, for OpenCV."""
        return np.asarray(cv2.convexHull(self.contour.astype(np.float32)), np.float32)

    def depth(self, point: Points64) -> float:
        """How far inside the convex hull a frame position lies, pixels."""
        return float(cv2.pointPolygonTest(self.hull, (float(point[0]), float(point[1])), True))

    @cached_property
    def top(self) -> npt.NDArray[np.float64]:
        """(w,) first mask row of every column; infinite where the column is empty."""
        first = self.mask.argmax(0).astype(np.float64)
        first[~self.mask.any(0)] = np.inf
        return first

    @cached_property
    def bottom(self) -> npt.NDArray[np.float64]:
        """(w,) last mask row of every column; minus infinite where the column is empty."""
        last = self.mask.shape[0] - 1.0 - self.mask[::-1].argmax(0)
        last[~self.mask.any(0)] = -np.inf
        return last

    def to_picture(self, points: Points64) -> Points64:
        """Map (..., 2) frame points to the picture."""
        inverse = cv2.invertAffineTransform(self.matrix)
        return np.asarray(points @ inverse[:, :2].T + inverse[:, 2])

    def from_picture(self, points: Points64) -> Points64:
        """Map (..., 2) picture points to the frame."""
        return np.asarray(points @ self.matrix[:, :2].T + self.matrix[:, 2])

    def inside(self, x: float, y: float) -> bool:
        """Whether a frame position is on the garment."""
        column, row = round(x), round(y)
        height, width = self.mask.shape
        return bool(0 <= row < height and 0 <= column < width and self.mask[row, column])


def turning(contour: Points64, step: int) -> npt.NDArray[np.float64]:
    """(N,) radians a closed contour turns at each point between arms of `step` points; reflex positive."""
    before = contour - np.roll(contour, step, 0)
    after = np.roll(contour, -step, 0) - contour
    cross = before[:, 0] * after[:, 1] - before[:, 1] * after[:, 0]
    turn = np.arctan2(cross, (before * after).sum(1))
    return turn if turn.sum() < 0 else -turn


def stand_upright(mask: Mask, params: ContourParams | None = None) -> Upright:
    """Find the symmetry axis of a garment and turn its mask upright, at one size for all garments."""
    params = params or ContourParams()
    left, top, right, bottom = bounding_box(mask)
    tilt = _find_tilt(mask[top:bottom, left:right], params)
    scale = params.size / max(bottom - top, right - left)
    centre = ((left + right - 1) / 2, (top + bottom - 1) / 2)
    matrix = cv2.getRotationMatrix2D(centre, tilt, scale)
    corners = np.argwhere(mask)[:, ::-1][:: max(1, int(mask.sum() // 20000))] @ matrix[:, :2].T + matrix[:, 2]
    low, high = corners.min(0) - params.margin, corners.max(0) + params.margin
    matrix[:, 2] -= low
    size = (int(np.ceil(high[0] - low[0])), int(np.ceil(high[1] - low[1])))
    smooth = cv2.GaussianBlur(mask.astype(np.float32), (0, 0), max(0.6, 0.8 / scale))
    turned = cv2.warpAffine(smooth, matrix, size, flags=cv2.INTER_LINEAR) > 0.5
    axis, symmetry = _mirror_axis(turned.astype(np.float32))
    return Upright(turned, matrix, axis, tilt, symmetry)


def _mirror_axis(mask: npt.NDArray[np.float32]) -> tuple[float, float]:
    """(x of the vertical axis, intersection over union with the mirror image) that fit best."""
    width = mask.shape[1]
    spectrum = np.fft.rfft(mask, 2 * width, axis=1)
    overlap = np.fft.irfft((spectrum * spectrum).sum(0), 2 * width)
    best = int(overlap.argmax())
    area = float(mask.sum())
    common = float(overlap[best])
    return best / 2, common / max(2 * area - common, 1.0)


def _find_tilt(mask: Mask, params: ContourParams) -> float:
    """Degrees to turn (counter-clockwise positive, as OpenCV counts) so that the mask is most symmetric."""
    scale = 110 / max(mask.shape)
    small = cv2.resize(mask.astype(np.float32), None, fx=scale, fy=scale, interpolation=cv2.INTER_AREA)
    height, width = small.shape
    canvas = 160
    shift = np.array([[0, 0, (canvas - width) / 2], [0, 0, (canvas - height) / 2]])

    def symmetry(angle: float) -> float:
        matrix = cv2.getRotationMatrix2D(((width - 1) / 2, (height - 1) / 2), angle, 1.0) + shift
        return _mirror_axis(cv2.warpAffine(small, matrix, (canvas, canvas), flags=cv2.INTER_LINEAR))[1]

    upright = symmetry(0.0)
    coarse = {angle: symmetry(angle) for angle in np.arange(-params.tilt_range, params.tilt_range + 1, 2.0)}
    best = max(coarse, key=lambda angle: coarse[angle] - 0.0006 * abs(angle))
    fine = {angle: symmetry(angle) for angle in best + np.array([-1.5, -1.0, -0.5, 0, 0.5, 1.0, 1.5])}
    best = max(fine, key=lambda angle: fine[angle])
    return float(best) if fine[best] > upright + params.tilt_gain else 0.0
