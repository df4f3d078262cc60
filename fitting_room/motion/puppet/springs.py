"""Hair and hems that follow the body late, as on damped springs: a displacement in, the same with some lag out."""

import cv2
import numpy as np

from fitting_room.domain.body import BodyLabel, Joint, Person
from fitting_room.motion.puppet.limbs import Floats, smooth_step

_STIFFNESS = 170.0
"""Per second squared: hair swings about twice a second (90-250 tried)."""
_DAMPING = 11.0
"""Per second: one small swing after a stop is left (8-16 tried)."""
_STEP = 0.01
"""Seconds of one step of the integration."""
_FARTHEST = 0.06
"""How far anything lags, in torso lengths (0.04-0.08 tried)."""


def find_loose(look: Person, grid: Floats, unit: float) -> Floats:
    """(h, w) float32 in [0, 1] on a grid: how loosely hair below the chin and cloth below the hips hang."""
    height = grid[..., 1]
    nose, neck = look.pose.at(Joint.NOSE)[1], look.pose.at(Joint.NECK)[1]
    chin = float(nose + 0.5 * (neck - nose))
    hips = float(np.mean([look.pose.at(joint)[1] for joint in (Joint.LEFT_HIP, Joint.RIGHT_HIP)]))
    hair = _on(grid, look, BodyLabel.HAIR) * smooth_step(height, chin, chin + 0.35 * unit)
    skirt = _on(grid, look, BodyLabel.DRESS, BodyLabel.LOWER_CLOTHES, BodyLabel.OUTERWEAR)
    hem = 0.6 * skirt * smooth_step(height, hips + 0.1 * unit, hips + 0.9 * unit)
    cell = float(grid[0, 1, 0] - grid[0, 0, 0])
    loose = cv2.GaussianBlur(np.maximum(hair, hem), (0, 0), max(0.05 * unit / cell, 0.5))
    face = cv2.dilate(_on(grid, look, BodyLabel.FACE), np.ones((5, 5), np.uint8))
    return np.asarray(loose * (1 - cv2.GaussianBlur(face, (0, 0), 1.0)) * (face == 0), np.float32)


def _on(grid: Floats, look: Person, *labels: BodyLabel) -> Floats:
    """(h, w) float32: 1 at the grid's points that carry one of the labels."""
    mask = look.parsing.where(*labels).astype(np.float32)
    return np.asarray(cv2.remap(mask, grid, None, cv2.INTER_NEAREST), np.float32)


class Springs:
    """What hangs loosely, from frame to frame."""

    def __init__(self, loose: Floats, unit: float, fps: float) -> None:
        self._loose = loose[..., None]
        self._farthest = np.float32(_FARTHEST * unit)
        self._steps = max(round(1 / (fps * _STEP)), 1)
        self._step = np.float32(1 / (fps * self._steps))
        self._place: Floats | None = None
        self._speed: Floats = np.zeros(1, np.float32)

    def follow(self, shift: Floats) -> Floats:
        """The displacement of this frame, (h, w, 2) float32, with what is loose behind it.

        The first frame that is asked for is where everything rests.
        """
        if self._place is None:
            self._place, self._speed = np.zeros_like(shift), np.zeros_like(shift)
        for _ in range(self._steps):
            pull = np.float32(_STIFFNESS) * (shift - self._place) - np.float32(_DAMPING) * self._speed
            self._speed = self._speed + self._step * pull
            self._place = self._place + self._step * self._speed
        late = self._farthest * np.tanh((self._place - shift) / self._farthest)
        return np.asarray(shift + self._loose * late, np.float32)
