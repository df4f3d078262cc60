"""Placement, the one mapping between a picture and a working canvas, and small plane geometry.

Convention: points are (x, y) with pixel centres at integers, so the picture spans [-0.5, width - 0.5]. Matrices are
(2, 3) and map picture to canvas. Sizes are (width, height).
"""

from dataclasses import dataclass
from typing import Any, TypeVar

import cv2
import numpy as np
import numpy.typing as npt

from fitting_room.domain.arrays import Matte, RgbImage

Vector = npt.NDArray[np.float64]
LabelOrMask = TypeVar("LabelOrMask", npt.NDArray[np.uint8], npt.NDArray[np.bool_])


@dataclass(frozen=True)
class Placement:
    """How a picture lies on a canvas: canvas = scale * picture + offset. Nothing else resizes.

    Attributes:
        size: (width, height) of the picture.
        canvas: (width, height) of the canvas.
        scale: Canvas pixels per picture pixel.
        offset: Canvas position of the picture's outer top-left corner.
    """

    size: tuple[int, int]
    canvas: tuple[int, int]
    scale: float
    offset: tuple[float, float] = (0.0, 0.0)

    @classmethod
    def shrink(cls, size: tuple[int, int], longest: int) -> "Placement":
        """The whole picture, made smaller where its longest side exceeds `longest` pixels."""
        scale = min(1.0, longest / max(size))
        canvas = (max(1, round(size[0] * scale)), max(1, round(size[1] * scale)))
        return cls(size, canvas, scale)

    @classmethod
    def letterbox(cls, size: tuple[int, int], canvas: tuple[int, int]) -> "Placement":
        """The whole picture as large as the canvas allows, centred."""
        scale = min(canvas[0] / size[0], canvas[1] / size[1])
        return cls(size, canvas, scale, ((canvas[0] - size[0] * scale) / 2, (canvas[1] - size[1] * scale) / 2))

    @classmethod
    def crop(
        cls, size: tuple[int, int], box: tuple[float, float, float, float], longest: int | None = None
    ) -> "Placement":
        """The part of the picture inside `box` (left, top, right, bottom), made smaller where it exceeds `longest`."""
        left, top, right, bottom = box
        scale = 1.0 if longest is None else min(1.0, longest / max(right - left, bottom - top, 1.0))
        canvas = (max(1, round((right - left) * scale)), max(1, round((bottom - top) * scale)))
        return cls(size, canvas, scale, (-left * scale, -top * scale))

    @property
    def is_identity(self) -> bool:
        """Whether canvas and picture are the same."""
        return self.size == self.canvas and self.scale == 1.0 and self.offset == (0.0, 0.0)

    @property
    def matrix(self) -> npt.NDArray[np.float64]:
        """(2, 3) picture pixel centres -> canvas pixel centres."""
        shift = 0.5 * self.scale - 0.5
        return np.array([[self.scale, 0, self.offset[0] + shift], [0, self.scale, self.offset[1] + shift]])

    def points(self, points: npt.NDArray[Any]) -> npt.NDArray[Any]:
        """Map (..., 2 or more) points to the canvas; columns after x and y are kept."""
        moved = points.astype(points.dtype, copy=True)
        moved[..., :2] = points[..., :2] * self.scale + self.matrix[:, 2]
        return moved

    def points_back(self, points: npt.NDArray[Any]) -> npt.NDArray[Any]:
        """Map (..., 2 or more) canvas points to the picture; columns after x and y are kept."""
        moved = points.astype(points.dtype, copy=True)
        moved[..., :2] = (points[..., :2] - self.matrix[:, 2]) / self.scale
        return moved

    def image(self, picture: RgbImage, outside: int = 127) -> RgbImage:
        """Draw the picture on the canvas; what lies outside it becomes `outside` grey."""
        return self._warp(picture, self._interpolation(), (outside,) * 3)

    def matte(self, matte: Matte) -> Matte:
        """Draw a matte on the canvas; outside the picture it is 0."""
        return self._warp(matte, self._interpolation(), 0)

    def labels(self, labels: LabelOrMask) -> LabelOrMask:
        """Draw labels (or a mask) on the canvas, nearest neighbour; outside the picture they are 0."""
        return self._warp(labels, cv2.INTER_NEAREST, 0)

    def image_back(self, canvas: RgbImage) -> RgbImage:
        """Draw the canvas at the picture's size; what it does not cover is black."""
        return self._warp_back(canvas, cv2.INTER_CUBIC if self.scale < 1 else cv2.INTER_AREA)

    def matte_back(self, canvas: Matte) -> Matte:
        """Draw a canvas matte at the picture's size; 0 where the canvas does not cover it."""
        return self._warp_back(canvas, cv2.INTER_LINEAR)

    def labels_back(self, canvas: LabelOrMask) -> LabelOrMask:
        """Draw canvas labels at the picture's size, nearest neighbour; 0 where the canvas does not cover it."""
        return self._warp_back(canvas, cv2.INTER_NEAREST)

    def _interpolation(self) -> int:
        return cv2.INTER_LINEAR if self.scale >= 1 else cv2.INTER_AREA

    def _warp(self, picture: npt.NDArray[Any], interpolation: int, outside: Any) -> npt.NDArray[Any]:
        if self.is_identity:
            return picture.copy()
        if picture.dtype == np.bool_:
            return self._warp(picture.view(np.uint8), interpolation, outside).view(np.bool_)
        matrix = self.matrix
        if self.scale < 1 and interpolation == cv2.INTER_AREA:
            # warpAffine has no area filter: shrink by area first, then only shift.
            width, height = (max(1, round(length * self.scale)) for length in self.size)
            picture = cv2.resize(picture, (width, height), interpolation=cv2.INTER_AREA)
            matrix = np.array([[1.0, 0, self.offset[0]], [0, 1.0, self.offset[1]]])
            interpolation = cv2.INTER_LINEAR
            if (width, height) == self.canvas and self.offset == (0.0, 0.0):
                return picture
        return cv2.warpAffine(
            picture, matrix, self.canvas, flags=interpolation, borderMode=cv2.BORDER_CONSTANT, borderValue=outside
        )

    def _warp_back(self, canvas: npt.NDArray[Any], interpolation: int) -> npt.NDArray[Any]:
        if self.is_identity:
            return canvas.copy()
        if canvas.dtype == np.bool_:
            return self._warp_back(canvas.view(np.uint8), interpolation).view(np.bool_)
        if interpolation == cv2.INTER_AREA:
            interpolation = cv2.INTER_LINEAR
        return cv2.warpAffine(
            canvas,
            self.matrix,
            self.size,
            flags=interpolation | cv2.WARP_INVERSE_MAP,
            borderMode=cv2.BORDER_CONSTANT,
            borderValue=0,
        )


def unit(vector: Vector) -> Vector:
    """The vector at length 1; the zero vector stays zero."""
    return vector / max(float(np.hypot(*vector)), 1e-9)


def perpendicular(vector: Vector) -> Vector:
    """The vector turned by a quarter so that x -> y: rightwards becomes downwards."""
    return np.array([-vector[1], vector[0]])


def along(polyline: npt.NDArray[np.float64], distance: float) -> Vector:
    """The point at an arc length along a (N, 2) polyline; both ends are continued straight."""
    steps = np.diff(polyline, axis=0)
    lengths = np.maximum(np.hypot(steps[:, 0], steps[:, 1]), 1e-9)
    starts = np.concatenate([[0.0], np.cumsum(lengths)[:-1]])
    segment = int(np.clip(np.searchsorted(starts, distance, side="right") - 1, 0, len(steps) - 1))
    return np.asarray(polyline[segment] + steps[segment] * ((distance - starts[segment]) / lengths[segment]))


def length(polyline: npt.NDArray[np.float64]) -> float:
    """The length of a (N, 2) polyline in pixels."""
    steps = np.diff(polyline, axis=0)
    return float(np.hypot(steps[:, 0], steps[:, 1]).sum())
