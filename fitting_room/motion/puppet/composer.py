"""Layers and what moves them -> frames: only the part of the picture that moves is drawn again."""

from dataclasses import replace

import cv2
import numpy as np

from fitting_room.domain.arrays import RgbImage
from fitting_room.domain.body import Person
from fitting_room.motion.puppet.bones import Array
from fitting_room.motion.puppet.layers import Box, Layer, Layers, Member
from fitting_room.motion.puppet.limbs import CELL, Bend, Floats, Stand, bent, grid_over, guess_back, standing, way_back
from fitting_room.motion.puppet.skin import Skin, displacement
from fitting_room.motion.puppet.springs import Springs
from fitting_room.motion.puppet.turning import Relief

Act = Bend | Stand
"""What a limb does in one frame."""

_STEPS = 6
"""Fixed-point steps of the way back through the body's skin, whose slope is at most 0.4: a two-hundredth is left."""
_MARGIN = 12
_HALO = 12
"""Pixels around the person in which the room was repaired."""


class Composer:
    """Draws one person, frame by frame."""

    def __init__(self, look: Person, layers: Layers, skin: Skin, springs: Springs, relief: Relief) -> None:
        self._still = look.photo.pixels
        self._room = layers.room.astype(np.float32)
        self._layers = layers
        self._skin = skin
        self._springs = springs
        self._relief = relief
        self._members = [member for _, member in (*layers.legs, *layers.arms)]
        self._missing: tuple[Box, Floats] | None = None

    def draw(self, maps: Array, acts: tuple[Act, ...], still: float = 0.0, yaw: float = 0.0) -> RgbImage:
        """The picture with bones and arms where they are taken.

        Args:
            maps: (B, 2, 3) of the body's bones.
            acts: One for each leg, then one for each arm.
            still: How much of the photo's own edges is laid over: what the layers lose of them, in [0, 1].
            yaw: Radians that the body is turned, growing as the left shoulder goes back.
        """
        sine = float(np.sin(yaw))
        if self._missing is None:
            box, canvas = self._canvas(
                np.zeros_like(self._skin.grid), tuple(Stand() if isinstance(act, Stand) else Bend(0, 0) for act in acts)
            )
            self._missing = box, self._still[box[1] : box[3], box[0] : box[2]] - canvas
        moved = displacement(self._skin, maps, self._relief.ahead(sine))
        dirty, canvas = self._canvas(self._springs.follow(moved), acts, sine)
        left, top, right, bottom = dirty
        if still > 0:
            box, missing = self._missing
            _lay(canvas, dirty, box, np.concatenate([missing * np.float32(still), np.zeros_like(missing[..., :1])], 2))
        frame = self._still.copy()
        # OpenCV rounds and holds to [0, 255].
        frame[top:bottom, left:right] = cv2.convertScaleAbs(np.maximum(canvas, 0))
        return frame

    def _canvas(self, shift: Floats, acts: tuple[Act, ...], sine: float = 0.0) -> tuple[Box, Floats]:
        """The part of the picture that is drawn again, in grey levels, with the body displaced so."""
        width, height = self._still.shape[1], self._still.shape[0]
        reach = int(np.ceil(float(np.abs(shift).max()))) + _MARGIN
        body = _cut_to(_grown(self._layers.body.box, reach), width, height)
        members = [self._member(member, act, shift, sine) for member, act in zip(self._members, acts, strict=True)]
        pieces = [self._layers.body, *(member.layer for member in self._members)]
        rest = [_cut_to(_grown(piece.box, _HALO), width, height) for piece in pieces]
        dirty = _around([*rest, body, *(box for box, _ in members)])
        left, top, right, bottom = dirty
        canvas = self._room[top:bottom, left:right].copy()
        legs, arms = members[: len(self._layers.legs)], members[len(self._layers.legs) :]
        far = [isinstance(act, Bend) and act.behind for act in acts[len(legs) :]]
        # A foot that is lifted comes forward.
        raised = [act.lift if isinstance(act, Stand) else 0.0 for act in acts[: len(legs)]]
        back = [legs[number] for number in sorted(range(len(legs)), key=raised.__getitem__)]
        back += [arm for arm, hidden in zip(arms, far, strict=True) if hidden]
        front = [arm for arm, hidden in zip(arms, far, strict=True) if not hidden]
        for box, paint in (*back, (body, self._body_moved(body, shift, sine)), *front):
            _lay(canvas, dirty, box, paint)
        return dirty, canvas

    def _body_moved(self, box: Box, shift: Floats, sine: float) -> Floats:
        target = grid_over(box)
        source = target
        for _ in range(_STEPS):
            source = target - _read(shift, source / np.float32(CELL))
        paint = _moved(self._layers.body, _enlarged(source, box))
        if sine:
            paint[..., :3] *= _enlarged(self._relief.light(source[..., 0], sine), box)[..., None]
        return paint

    def _member(self, member: Member, act: Act, shift: Floats, sine: float) -> tuple[Box, Floats]:
        """Where a limb is seen, and its paint there."""
        box, limb = member.layer.box, member.limb
        grid = grid_over(_grown(box, 4 * CELL))
        root = limb.joints[0].astype(np.float32)[None, None] / CELL
        carried = _read(shift, root)[0, 0]
        place = float(carried[0]), float(carried[1])
        bend = standing(limb, act, place) if isinstance(act, Stand) else replace(act, shift=place)
        moved = bent(limb, bend, grid, _read(shift, grid / np.float32(CELL)))
        low, high = moved.reshape(-1, 2).min(0), moved.reshape(-1, 2).max(0)
        height, width = self._still.shape[:2]
        seen = _cut_to((int(low[0]), int(low[1]), int(high[0]) + 1, int(high[1]) + 1), width, height)
        source, found = way_back(moved, grid[0, 0], seen, guess_back(limb, bend, seen))
        paint = _moved(member.layer, _enlarged(source, seen))
        sure = _enlarged(found, seen)
        paint *= np.clip(sure * 4 - 3, 0, 1)[..., None]
        if sine:
            # As the body at its root: light must not change at the seam.
            paint[..., :3] *= self._relief.light(limb.joints[:1, 0].astype(np.float32), sine)
        return seen, paint


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


def _grown(box: Box, reach: int) -> Box:
    return box[0] - reach, box[1] - reach, box[2] + reach, box[3] + reach


def _cut_to(box: Box, width: int, height: int) -> Box:
    left, top = min(max(box[0], 0), width - 1), min(max(box[1], 0), height - 1)
    return left, top, max(min(box[2], width), left + 1), max(min(box[3], height), top + 1)


def _around(boxes: list[Box]) -> Box:
    edges = np.array(boxes)
    return int(edges[:, 0].min()), int(edges[:, 1].min()), int(edges[:, 2].max()), int(edges[:, 3].max())
