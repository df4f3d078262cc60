"""Paints pieces of cloth over a video frame, in its light, and brings parts of the frame back to the front."""

from collections.abc import Sequence

import cv2
import numpy as np
import numpy.typing as npt

from fitting_room.domain.arrays import Matte, RgbImage
from fitting_room.engines.warp.live_cloth import LivePiece
from fitting_room.engines.warp.mesh import Floats

HEM_SOFTNESS = 0.03
"""Torso lengths over which bottoms fade in below the hem of a top that hangs over them."""
SHADOW_SHRINK = 4
"""Contact shadows are soft: they are worked out at this fraction of the frame."""

Coverage = npt.NDArray[np.uint8]


class Painter:
    """One frame being dressed.

    Args:
        frame: RGB uint8 (H, W, 3).
        matte: (H, W) float32, the person.
        light: Factor for the colours of cloth, float32, of any size that shows the whole frame.
        unit_length: Of the person in the frame.
    """

    def __init__(self, frame: RgbImage, matte: Matte, light: Matte, unit_length: float) -> None:
        self.picture = frame.copy()
        self._frame, self._matte, self._unit_length = frame, matte, unit_length
        self._covered = np.zeros(matte.shape, np.float32)
        self._light = cv2.resize(light, (frame.shape[1], frame.shape[0]), interpolation=cv2.INTER_LINEAR)

    def paint(
        self, pieces: Sequence[LivePiece], old: Matte, shadow: float, clip: tuple[Floats, float] | None = None
    ) -> None:
        """Put cloth in front of what is painted so far.

        Args:
            pieces: Parts of a garment.
            old: (H, W) float32, the person's old clothes that the garment replaces.
            shadow: How dark the contact shadow is.
            clip: Map to torso coordinates, and the level above which nothing is painted.
        """
        for piece in pieces:
            height, width = piece.alpha.shape
            x, y = piece.corner
            window = (slice(y, y + height), slice(x, x + width))
            covered = self._covered[window]
            beside = piece.beside * (old[window] * (1 - covered) * np.float32(1 / 255))
            alpha = np.maximum(piece.alpha * np.float32(1 / 255), beside)
            if clip is not None:
                alpha *= _below(piece.corner, alpha.shape, *clip)
            self._cast(piece.corner, alpha, shadow)
            np.maximum(covered, alpha, out=covered)
            cloth = cv2.multiply(piece.image, cv2.merge([self._light[window]] * 3), dtype=cv2.CV_8U)
            self.picture[window] = cv2.blendLinear(
                cloth, np.ascontiguousarray(self.picture[window]), alpha, np.float32(1) - alpha
            )

    def restore(self, part: tuple[Matte, tuple[int, int]] | None) -> None:
        """Bring a part of the frame back, where the person is.

        Args:
            part: (h, w) float32 alpha, and its corner.
        """
        if part is None:
            return
        alpha, (x, y) = part
        window = (slice(y, y + alpha.shape[0]), slice(x, x + alpha.shape[1]))
        alpha = alpha * np.clip(2 * self._matte[window], 0, 1)
        # What has come to the front is nobody's old cloth any more.
        np.maximum(self._covered[window], alpha, out=self._covered[window])
        self.picture[window] = cv2.blendLinear(
            np.ascontiguousarray(self._frame[window]),
            np.ascontiguousarray(self.picture[window]),
            alpha,
            np.float32(1) - alpha,
        )

    def _cast(self, corner: tuple[int, int], alpha: Matte, strength: float) -> None:
        """Darken the person around a piece that is about to be painted."""
        reach = 0.02 * self._unit_length
        edge = int(reach * 3 / SHADOW_SHRINK) + 1
        margin = edge * SHADOW_SHRINK
        height, width = alpha.shape
        size = (max(1, round(width / SHADOW_SHRINK)), max(1, round(height / SHADOW_SHRINK)))
        small = cv2.resize(alpha, size, interpolation=cv2.INTER_AREA)
        small = cv2.copyMakeBorder(small, edge, edge, edge, edge, cv2.BORDER_CONSTANT)
        soft = cv2.GaussianBlur(small, (0, 0), max(0.5, reach / SHADOW_SHRINK))
        dark = np.clip(np.roll(soft, max(1, round(0.6 * reach / SHADOW_SHRINK)), axis=0) - small, 0, 1)
        full = cv2.resize(dark, (width + 2 * margin, height + 2 * margin), interpolation=cv2.INTER_LINEAR)
        left, top = corner[0] - margin, corner[1] - margin
        x0, y0 = max(0, left), max(0, top)
        x1, y1 = (min(limit, start + length) for limit, start, length in zip(
            self.picture.shape[1::-1], (left, top), full.shape[::-1], strict=True
        ))  # fmt: skip
        window = (slice(y0, y1), slice(x0, x1))
        keep = 1 - strength * full[y0 - top : y1 - top, x0 - left : x1 - left] * self._matte[window]
        self.picture[window] = cv2.multiply(self.picture[window], cv2.merge([keep] * 3), dtype=cv2.CV_8U)


def _below(corner: tuple[int, int], shape: tuple[int, ...], to_torso: Floats, hem: float) -> Matte:
    """(h, w) float32: 1 below a level of the torso."""
    x = corner[0] + np.arange(shape[1], dtype=np.float32)
    y = corner[1] + np.arange(shape[0], dtype=np.float32)
    level = (to_torso[0, 0] * x)[None, :] + (to_torso[0, 1] * y + to_torso[0, 2])[:, None]
    return np.clip((level - hem) / HEM_SOFTNESS + 1, 0, 1).astype(np.float32)
