"""Light on new cloth in a video: the light and shade of the old cloth, read from a small copy of every frame."""

from dataclasses import dataclass

import cv2
import numpy as np
import numpy.typing as npt

from fitting_room.domain.arrays import Matte, RgbImage

GREY = np.array([[0.299, 0.587, 0.114]], np.float32)
"""Lightness from RGB (ITU-R BT.601)."""
LEAST_CLOTH = 30.0
"""Pixels of the small copy below which a garment is too little seen to tell anything."""

Coverage = npt.NDArray[np.uint8]
"""(h, w) uint8: 255 where a pixel is of a kind."""


@dataclass(frozen=True)
class LiveLightParams:
    """How much light is taken over; see `ShadingParams` for the still pictures' numbers."""

    blur: float = 0.07
    """Blur that separates light and shade from prints, in unit lengths (0.04-0.12 tried)."""
    strength: float = 0.7
    """Share of the light and shade that the new cloth takes over (0.4-0.9 tried)."""
    limits: tuple[float, float] = (0.7, 1.15)
    """Deepest shade and strongest light."""
    memory: float = 0.9
    """Share of the old reference that each frame keeps: exposure changes slowly, or the cloth flickers (0.8-0.97)."""


class LiveLight:
    """Remembers how light the old cloth is on the whole; used for one person.

    Args:
        params: How much light is taken over.
    """

    def __init__(self, params: LiveLightParams = LiveLightParams()) -> None:
        self._params = params
        self._references: list[float | None] = [None, None]

    def read(self, small: RgbImage, matte: Matte, skin: Coverage, lower: Coverage | None, unit_length: float) -> Matte:
        """How light the person's clothes are here and there.

        Args:
            small: A small copy of the frame, RGB uint8 (h, w, 3).
            matte: (H, W) float32 at the frame's own size, the person.
            skin: (h, w) uint8: skin tells nothing about cloth.
            lower: (h, w) uint8: bottoms may be lighter or darker than the top; None where one garment is worn.
            unit_length: Of the person in the small copy.

        Returns:
            (h, w) float32: a factor for colours, 1 where nothing is known.
        """
        params = self._params
        height, width = skin.shape
        grey = cv2.transform(small, GREY).astype(np.float32).reshape(height, width)
        weight = np.clip(cv2.resize(matte, (width, height), interpolation=cv2.INTER_AREA) * 4 - 3, 0, 1)
        weight = weight * (1 - skin / np.float32(255))
        share = np.zeros_like(weight) if lower is None else lower / np.float32(255)
        references = (self._reference(0, grey, weight * (1 - share)), self._reference(1, grey, weight * share))
        reference = references[0] + (references[1] - references[0]) * share
        # Black cloth shows no shade worth taking over.
        strength = params.strength * np.interp(reference, (30.0, 100.0), (0.2, 1.0)).astype(np.float32)
        sigma = max(0.8, params.blur * unit_length)
        mass = cv2.GaussianBlur(weight, (0, 0), sigma)
        relative = cv2.GaussianBlur((grey / reference - 1) * strength * weight, (0, 0), sigma)
        factor = np.clip(1 + relative / np.maximum(mass, 1e-3), *params.limits)
        return np.asarray(1 + (factor - 1) * np.clip(mass * 2.5, 0, 1), np.float32)

    def _reference(self, which: int, grey: Matte, weight: Matte) -> float:
        """The usual lightness of the top (0) or the bottoms (1), which changes slowly."""
        total = float(weight.sum())
        kept = self._references[which]
        if total < LEAST_CLOTH:
            return kept or 128.0
        now = max(float((grey * weight).sum()) / total, 12.0)
        self._references[which] = now if kept is None else now + self._params.memory * (kept - now)
        return self._references[which] or now
