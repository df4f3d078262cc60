"""Layers and what moves them -> frames: only the part of the picture that moves is drawn again."""

import cv2
import numpy as np

from fitting_room.domain.arrays import RgbImage
from fitting_room.domain.body import Person
from fitting_room.motion.puppet.bones import Array
from fitting_room.motion.puppet.layers import Arm, Box, Layer, Layers
from fitting_room.motion.puppet.limbs import CELL, Bend, Floats, bent, grid_over, guess_back, way_back
from fitting_room.motion.puppet.skin import Skin, displacement

_STEPS = 6
"""Fixed-point steps of the way back through the body's skin, whose slope is at most 0.4: a two-hundredth is left."""
_MARGIN = 12
_HALO = 12
"""Pixels around the person in which the room was repaired."""


class Composer:
    """Draws one person, frame by frame."""

    def __init__(self, look: Person, layers: Layers, skin: Skin) -> None:
        self._still = look.photo.pixels
        self._room = layers.room.astype(np.float32)
        self._layers = layers
        self._skin = skin
        self._body = _trimmed(layers.body)
        self._missing: tuple[Box, Floats] | None = None

    def draw(self, maps: Array, bends: tuple[Bend, ...], still: float = 0.0) -> RgbImage:
        """The picture with bones and arms where they are taken.

        Args:
            maps: (B, 2, 3) of the body's bones.
            bends: One for each arm.
            still: How much of the photo's own edges is laid over: what the layers lose of them, in [0, 1].
        """
        if self._missing is None:
            rest = np.repeat(np.eye(2, 3)[None], len(maps), 0)
            box, canvas = self._canvas(rest, tuple(Bend(0, 0) for _ in bends))
            self._missing = box, self._still[box[1] : box[3], box[0] : box[2]] - canvas
        dirty, canvas = self._canvas(maps, bends)
        left, top, right, bottom = dirty
        if still > 0:
            box, missing = self._missing
            _lay(canvas, dirty, box, np.concatenate([missing * np.float32(still), np.zeros_like(missing[..., :1])], 2))
        frame = self._still.copy()
        # OpenCV rounds and holds to [0, 255].
        frame[top:bottom, left:right] = cv2.convertScaleAbs(np.maximum(canvas, 0))
        return frame

    def _canvas(self, maps: Array, bends: tuple[Bend, ...]) -> tuple[Box, Floats]:
        """The part of the picture that is drawn again, in grey levels."""
        shift = displacement(self._skin, maps)
        width, height = self._still.shape[1], self._still.shape[0]
        reach = int(np.ceil(float(np.abs(shift).max()))) + _MARGIN
        body = _cut_to(_grown(self._body.box, reach), width, height)
        arms = [self._arm(arm, bend, shift) for arm, bend in zip(self._layers.arms, bends, strict=True)]
        rest = _cut_to(_grown(self._body.box, _HALO), width, height)
        dirty = _around([rest, body, *(box for box, _ in arms), *(arm.layer.box for arm in self._layers.arms)])
        left, top, right, bottom = dirty
        canvas = self._room[top:bottom, left:right].copy()
        _lay(canvas, dirty, body, self._body_moved(body, shift))
        for box, paint in arms:
            _lay(canvas, dirty, box, paint)
        return dirty, canvas

    def _body_moved(self, box: Box, shift: Floats) -> Floats:
        target = grid_over(box)
        source = target
        for _ in range(_STEPS):
            source = target - _read(shift, source / np.float32(CELL))
        return _moved(self._body, _enlarged(source, box))

    def _arm(self, arm: Arm, bend: Bend, shift: Floats) -> tuple[Box, Floats]:
        """Where an arm is seen, and its paint there."""
        box = arm.layer.box
        grid = grid_over(_grown(box, 4 * CELL))
        root = arm.limb.joints[0].astype(np.float32)[None, None] / CELL
        carried = _read(shift, root)[0, 0]
        bend = Bend(bend.root, bend.middle, bend.scales, (float(carried[0]), float(carried[1])))
        moved = bent(arm.limb, bend, grid, _read(shift, grid / np.float32(CELL)))
        low, high = moved.reshape(-1, 2).min(0), moved.reshape(-1, 2).max(0)
        height, width = self._still.shape[:2]
        place = _cut_to((int(low[0]), int(low[1]), int(high[0]) + 1, int(high[1]) + 1), width, height)
        source, found = way_back(moved, grid[0, 0], place, guess_back(arm.limb, bend, place))
        paint = _moved(arm.layer, _enlarged(source, place))
        sure = _enlarged(found, place)
        paint *= np.clip(sure * 4 - 3, 0, 1)[..., None]
        return place, paint


def _read(field: Floats, cells: Floats) -> Floats:
    cells = np.ascontiguousarray(cells, np.float32)
    return np.asarray(cv2.remap(field, cells, None, cv2.INTER_LINEAR, borderMode=cv2.BORDER_REPLICATE), np.float32)


def _enlarged(coarse: Floats, box: Box) -> Floats:
    """A coarse grid at every pixel of its box: a grid point falls on the pixel it stands for."""
    steps = np.array([[1 / CELL, 0, 0], [0, 1 / CELL, 0]])
    flags = cv2.INTER_LINEAR | cv2.WARP_INVERSE_MAP
    size = (box[2] - box[0], box[3] - box[1])
    return np.asarray(cv2.warpAffine(coarse, steps, size, flags=flags, borderMode=cv2.BORDER_REPLICATE), np.float32)


def _moved(layer: Layer, source: Floats) -> Floats:
    """A layer read at (h, w, 2) pixels of the picture; nothing beyond its box."""
    start = np.array(layer.box[:2], np.float32)
    paint = cv2.remap(layer.paint, source - start, None, cv2.INTER_CUBIC, borderMode=cv2.BORDER_CONSTANT)
    return np.asarray(paint, np.float32)


def _lay(canvas: Floats, dirty: Box, box: Box, paint: Floats) -> None:
    """Lay paint over a part of the canvas, which shows `dirty`."""
    left, top, right, bottom = (
        max(box[0], dirty[0]),
        max(box[1], dirty[1]),
        min(box[2], dirty[2]),
        min(box[3], dirty[3]),
    )
    paint = paint[top - box[1] : bottom - box[1], left - box[0] : right - box[0]]
    part = canvas[top - dirty[1] : bottom - dirty[1], left - dirty[0] : right - dirty[0]]
    shown = 1 - np.clip(paint[..., 3:], 0, 1)
    part *= shown
    part += paint[..., :3]


def _trimmed(layer: Layer) -> Layer:
    """The layer without its empty edges; an edge of the picture is kept where the layer touches it."""
    rows, columns = np.nonzero(np.abs(layer.paint).max(-1) > 1e-3)
    if not len(rows):
        return Layer((0, 0, 1, 1), layer.paint[:1, :1])
    left, top, right, bottom = int(columns.min()), int(rows.min()), int(columns.max()) + 1, int(rows.max()) + 1
    return Layer((left, top, right, bottom), np.ascontiguousarray(layer.paint[top:bottom, left:right]))


def _grown(box: Box, reach: int) -> Box:
    return box[0] - reach, box[1] - reach, box[2] + reach, box[3] + reach


def _cut_to(box: Box, width: int, height: int) -> Box:
    left, top = min(max(box[0], 0), width - 1), min(max(box[1], 0), height - 1)
    return left, top, max(min(box[2], width), left + 1), max(min(box[3], height), top + 1)


def _around(boxes: list[Box]) -> Box:
    edges = np.array(boxes)
    return int(edges[:, 0].min()), int(edges[:, 1].min()), int(edges[:, 2].max()), int(edges[:, 3].max())
