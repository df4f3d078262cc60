"""The body as an elastic skin: a smooth mix of its bones' movements (linear blend skinning), which never folds."""

from dataclasses import dataclass

import cv2
import numpy as np

from fitting_room.domain.body import BodyLabel, Person
from fitting_room.motion.puppet.bones import Array, Skeleton
from fitting_room.motion.puppet.limbs import CELL, Floats, grid_over

_STEEPEST = 0.4
"""Change of the displacement per pixel (norm of its four slopes) that looks like cloth and skin; from 1 it may fold."""


@dataclass(frozen=True, eq=False)
class Skin:
    """How much each bone moves each point.

    Attributes:
        weights: (B, h, w) float32 share of each bone on the coarse grid; they sum to 1.
        grid: (h, w, 2) float32 pixels of the picture at the grid's points.
    """

    weights: Floats
    grid: Floats


def bind_skin(look: Person, skeleton: Skeleton) -> Skin:
    """Bind a person's body to its bones: near bones count, and the face is rigid."""
    grid = grid_over((0, 0, *look.photo.size))
    unit = max(float(np.linalg.norm(skeleton.segments[0, 1] - skeleton.segments[0, 0])), 1.0)
    distances = []
    for begin, end in skeleton.segments:
        along = end - begin
        share = np.clip(((grid - begin) @ along) / max(float(along @ along), 1e-6), 0, 1)
        distances.append(np.linalg.norm(grid - begin - share[..., None] * along, axis=-1) / unit)
    closeness = np.exp(-np.array(distances) / 0.07)
    head = skeleton.names.index("head")
    labels = look.parsing.where(BodyLabel.FACE, BodyLabel.HAT).astype(np.uint8)
    reach = np.ones((9, 9), np.uint8)
    face = cv2.remap(cv2.dilate(labels, reach), grid[..., 0], grid[..., 1], cv2.INTER_NEAREST) > 0
    closeness /= np.maximum(closeness.sum(0), 1e-12)
    closeness[:, face] = 0
    closeness[head, face] = 1
    soft = np.array([cv2.GaussianBlur(part, (0, 0), 0.05 * unit / CELL) for part in closeness])
    # Softness begins outside the face.
    near = cv2.GaussianBlur(cv2.dilate(face.astype(np.float32), np.ones((7, 7))), (0, 0), 3.0)
    hold = np.clip(near * 1.6 - 0.1, 0, 1)
    soft *= 1 - hold
    soft[head] += hold
    return Skin(np.asarray(soft / np.maximum(soft.sum(0), 1e-12), np.float32), grid)


def displacement(skin: Skin, maps: Array, ahead: Floats | None = None) -> Floats:
    """(h, w, 2) how far the grid's points go, held back as a whole where the skin would be too steep.

    Args:
        skin: The body's.
        maps: (B, 2, 3) of the bones.
        ahead: (h, w, 2) how much further points go in a turn.
    """
    bones, height, width = skin.weights.shape
    # A mix of affine maps is one affine map at each point.
    away = (maps - np.eye(2, 3)).reshape(bones, 6).astype(np.float32)
    mixed = (skin.weights.reshape(bones, -1).T @ away).reshape(height, width, 2, 3)
    x, y = skin.grid[..., :1], skin.grid[..., 1:]
    shift = mixed[..., 0] * x + mixed[..., 1] * y + mixed[..., 2]
    if ahead is not None:
        shift = shift + ahead
    slopes = np.concatenate([np.diff(shift, axis=0)[:, :-1], np.diff(shift, axis=1)[:-1]], -1)
    steep = float(np.sqrt((slopes**2).sum(-1).max())) / CELL
    return np.asarray(shift / (1 + (steep / _STEEPEST) ** 4) ** 0.25, np.float32)
