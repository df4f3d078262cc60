"""BodyShape -> where every pixel lies on the body: how far down, how far to the side."""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from fitting_room.domain.arrays import Mask
from fitting_room.perception.body_shape import BodyShape

Floats = npt.NDArray[np.float32]

LOWEST = 1.3
"""Level down to which the body is one; further down the legs have their own axes."""
_STEPS = 4096
"""Levels for which the body's width is looked up: finer than a tenth of a pixel on every photo."""


@dataclass(frozen=True)
class FlareParams:
    """The skirt of a dress that stays on without its upper half. Levels: 0 shoulder joints, 1 hip joints."""

    waist: float = 0.95
    """Where it begins to stand off (0.85-1.0 tried)."""
    width: float = 1.06
    """Its width there over the body's (1.0-1.15 tried)."""
    widening: float = 2.2
    """Body widths that it gains on each side per torso length below (1.5-3 tried)."""


@dataclass(frozen=True, eq=False)
class BodyCoordinates:
    """Body coordinates of every pixel.

    Attributes:
        level: (H, W) float32, `BodyShape.level_of` each pixel.
        sideways: (H, W) float32 pixels from the middle line, positive towards the wearer's left.
        half_width: (H, W) float32 pixels, half width of the bare torso on that side at that level.
    """

    level: Floats
    sideways: Floats
    half_width: Floats

    @classmethod
    def of(cls, shape: BodyShape, size: tuple[int, int]) -> "BodyCoordinates":
        """The coordinates of a picture of this (height, width)."""
        level = shape.level_map(size)
        reach = np.clip(level, 0, LOWEST)
        x = ((np.arange(size[1]) - shape.shoulders[0]) * shape.across[0]).astype(np.float32)
        y = ((np.arange(size[0]) - shape.shoulders[1]) * shape.across[1]).astype(np.float32)
        sideways = y[:, None] + x - reach * np.float32((shape.hips - shape.shoulders) @ shape.across)
        # A look-up is several times faster than interpolation for every pixel, which took a second on a phone's photo.
        steps = np.linspace(0, LOWEST, _STEPS)
        widths = [np.interp(steps, shape.levels, column) for column in shape.half_widths.T]  # right, left
        number = (reach * np.float32((_STEPS - 1) / LOWEST) + np.float32(0.5)).astype(np.int32)
        number += (sideways > 0) * np.int32(_STEPS)
        return cls(level, sideways, np.concatenate(widths).astype(np.float32)[number])

    def beyond_flare(self, params: FlareParams = FlareParams()) -> Mask:
        """(H, W) bool: beside waist and hips, where a dress hangs from the chest but no skirt from a waist."""
        widest = params.width + params.widening * np.clip(self.level - params.waist, 0, None)
        return np.asarray((np.abs(self.sideways) > widest * self.half_width) & (self.level < LOWEST))
