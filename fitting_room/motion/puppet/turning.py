"""A turn out of the picture plane, as far as a picture can show it: what stands out moves ahead, and light changes."""

from dataclasses import dataclass

import cv2
import numpy as np

from fitting_room.domain.body import Person
from fitting_room.motion.puppet.bones import Skeleton
from fitting_room.motion.puppet.limbs import CELL, Floats
from fitting_room.motion.puppet.skin import Skin

_HEIGHT = 0.10
"""How far the middle of the torso stands out before its outline, in torso lengths (0.06-0.15 tried)."""
_SLOPE = 0.22
"""Over how much of a torso length, from the outline inwards."""
_HALF = 0.35
"""Half the width over which light changes, in torso lengths."""
_SHADE = 0.16
"""Share of its light that the side which turns away loses at a quarter turn, and the other gains (0.1-0.25 tried)."""


@dataclass(frozen=True, eq=False)
class Relief:
    """What is known of a person's third dimension.

    Attributes:
        height: (h, w) float32 pixels that the torso stands out, on the coarse grid; the head leads by its bone.
        middle: Column of the picture about which the body turns.
        half: Pixels from there over which light changes.
    """

    height: Floats
    middle: float
    half: float

    def ahead(self, sine: float) -> Floats:
        """(h, w, 2) pixels that each point of the coarse grid moves, at this sine of the turn."""
        return np.stack([self.height * np.float32(sine), np.zeros_like(self.height)], -1)

    def light(self, columns: Floats, sine: float) -> Floats:
        """What light is multiplied by at columns of the still, float32."""
        side = np.clip((columns - np.float32(self.middle)) / np.float32(self.half), -1, 1)
        return np.asarray(1 - np.float32(_SHADE * sine) * side, np.float32)


def find_relief(look: Person, skin: Skin, skeleton: Skeleton) -> Relief:
    """The relief of a person: an outline is where they curve away."""
    unit = skeleton.unit
    inside = cv2.distanceTransform((look.matte > 0.5).astype(np.uint8), cv2.DIST_L2, 5)
    depth = cv2.remap(inside, skin.grid[..., 0], skin.grid[..., 1], cv2.INTER_LINEAR)
    share = np.clip(depth / (_SLOPE * unit), 0, 1)
    height = _HEIGHT * unit * share * share * (3 - 2 * share) * skin.weights[skeleton.names.index("torso")]
    soft = cv2.GaussianBlur(height, (0, 0), 0.04 * unit / CELL)
    middle = float(skeleton.segments[skeleton.names.index("torso"), :, 0].mean())
    return Relief(np.asarray(soft, np.float32), middle, _HALF * unit)
