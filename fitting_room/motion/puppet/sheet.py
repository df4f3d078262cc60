"""One elastic sheet of the whole person: it stretches between bones and cannot tear.

The displacement of every point is a smooth mix of the bones' (linear blend skinning). Pictures are read backwards
through it; where it would fold, the whole movement is held back.
"""

from dataclasses import dataclass

import cv2
import numpy as np
import numpy.typing as npt

from fitting_room.domain.arrays import RgbImage
from fitting_room.domain.body import HANDS, BodyLabel, Person
from fitting_room.engines.warp.underlay.background import repair_background
from fitting_room.motion.puppet.bones import Array, Skeleton

Floats = npt.NDArray[np.float32]

_LEGS = (
    BodyLabel.LEFT_LEG,
    BodyLabel.RIGHT_LEG,
    BodyLabel.LEFT_FOOT,
    BodyLabel.RIGHT_FOOT,
    BodyLabel.LOWER_CLOTHES,
)
_CELL = 4
"""Pixels of the picture to one of the displacement field."""
_STEEPEST = 0.4
"""Change of the displacement per pixel (norm of its four slopes) that looks like cloth and skin; from 1 it may fold."""
_STEPS = 8
"""Fixed-point steps of the way back; with `_STEEPEST` they leave less than a hundredth of the displacement."""


@dataclass(frozen=True, eq=False)
class Sheet:
    """A person that can be pulled about in front of their room.

    Attributes:
        layer: (H, W, 4) float32: what the person adds to the room, and how much of the room they hide, in [0, 1].
        room: RGB uint8 (H, W, 3), repaired behind the person.
        weights: (B, h, w) float32 share of each bone on the coarse grid; they sum to 1.
        grid: (h, w, 2) float32 pixels of the picture at the grid's points.
    """

    layer: Floats
    room: RgbImage
    weights: Floats
    grid: Floats


def cut_sheet(look: Person, skeleton: Skeleton) -> Sheet:
    """Part a person from their room."""
    room = repair_background(look)
    alpha = look.matte[..., None]
    # With this layer, a sheet at rest gives back the photo to the bit, shadows around the person included.
    layer = np.concatenate([look.photo.pixels - room * (1 - alpha), alpha], 2).astype(np.float32)
    height, width = look.matte.shape
    ys, xs = np.mgrid[0 : height + _CELL : _CELL, 0 : width + _CELL : _CELL].astype(np.float32)
    grid = np.stack([xs, ys], -1)
    return Sheet(layer, room, _weights(look, skeleton, grid), grid)


def _weights(look: Person, skeleton: Skeleton, grid: Floats) -> Floats:
    """(B, h, w): near bones count, and a bone counts little on what the labels call another part."""
    unit = max(float(np.linalg.norm(skeleton.segments[0, 1] - skeleton.segments[0, 0])), 1.0)
    distances = []
    for begin, end in skeleton.segments:
        along = end - begin
        share = np.clip(((grid - begin) @ along) / max(float(along @ along), 1e-6), 0, 1)
        distances.append(np.linalg.norm(grid - begin - share[..., None] * along, axis=-1) / unit)
    closeness = np.exp(-np.array(distances) / 0.07)
    hands = cv2.dilate(look.parsing.where(*HANDS).astype(np.uint8), np.ones((25, 25), np.uint8)) > 0
    legs = (look.parsing.where(*_LEGS) & ~hands).astype(np.uint8)
    below = cv2.remap(legs, grid[..., 0], grid[..., 1], cv2.INTER_NEAREST) > 0
    for index, name in enumerate(skeleton.names):
        if name in ("upper_arm", "lower_arm"):
            # A hand that hangs beside a thigh does not take the trousers along.
            closeness[index][below] *= 1e-3
    head = skeleton.names.index("head")
    labels = look.parsing.where(BodyLabel.FACE, BodyLabel.HAT).astype(np.uint8)
    reach = np.ones((9, 9), np.uint8)
    face = cv2.remap(cv2.dilate(labels, reach), grid[..., 0], grid[..., 1], cv2.INTER_NEAREST) > 0
    closeness /= np.maximum(closeness.sum(0), 1e-12)
    closeness[:, face] = 0
    closeness[head, face] = 1
    soft = np.array([cv2.GaussianBlur(part, (0, 0), 0.05 * unit / _CELL) for part in closeness])
    # The face is rigid: softness begins outside.
    near = cv2.GaussianBlur(cv2.dilate(face.astype(np.float32), np.ones((7, 7))), (0, 0), 3.0)
    hold = np.clip(near * 1.6 - 0.1, 0, 1)
    soft *= 1 - hold
    soft[head] += hold
    return np.asarray(soft / np.maximum(soft.sum(0), 1e-12), np.float32)


def draw(sheet: Sheet, maps: Array) -> RgbImage:
    """The picture with every bone where its map takes it: RGB uint8 (H, W, 3)."""
    shift = _displacement(sheet, maps)
    back = sheet.grid - shift
    for _ in range(_STEPS):
        cells = back / np.float32(_CELL)
        back = sheet.grid - cv2.remap(shift, cells, None, cv2.INTER_LINEAR, borderMode=cv2.BORDER_REPLICATE)
    height, width = sheet.room.shape[:2]
    # Enlarged so that a grid point falls on the pixel it stands for.
    steps = np.array([[1 / _CELL, 0, 0], [0, 1 / _CELL, 0]])
    flags = cv2.INTER_LINEAR | cv2.WARP_INVERSE_MAP
    source = cv2.warpAffine(back, steps, (width, height), flags=flags, borderMode=cv2.BORDER_REPLICATE)
    moved = cv2.remap(sheet.layer, source, None, cv2.INTER_CUBIC, borderMode=cv2.BORDER_REPLICATE)
    hidden = cv2.merge([np.clip(moved[..., 3], 0, 1)] * 3)
    seen = cv2.multiply(sheet.room, 1 - hidden, dtype=cv2.CV_32F)
    # OpenCV rounds and holds to [0, 255].
    return np.asarray(cv2.add(np.ascontiguousarray(moved[..., :3]), seen, dtype=cv2.CV_8U), np.uint8)


def _displacement(sheet: Sheet, maps: Array) -> Floats:
    """(h, w, 2) where the grid's points go, held back as a whole where the sheet would be too steep."""
    bones, height, width = sheet.weights.shape
    # A mix of affine maps is one affine map at each point.
    away = (maps - np.eye(2, 3)).reshape(bones, 6).astype(np.float32)
    mixed = (sheet.weights.reshape(bones, -1).T @ away).reshape(height, width, 2, 3)
    x, y = sheet.grid[..., :1], sheet.grid[..., 1:]
    shift = mixed[..., 0] * x + mixed[..., 1] * y + mixed[..., 2]
    slopes = np.concatenate([np.diff(shift, axis=0)[:, :-1], np.diff(shift, axis=1)[:-1]], -1)
    steep = float(np.sqrt((slopes**2).sum(-1).max())) / _CELL
    return np.asarray(shift / (1 + (steep / _STEEPEST) ** 4) ** 0.25, np.float32)
