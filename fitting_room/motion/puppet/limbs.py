"""A limb that bends: points at rest <-> points where its joints take them.

The angle grows smoothly across each joint, so a sleeve bends without getting thinner, and a hand stays rigid. The way
back is found by Newton's method; a place that nothing was moved to says so.
"""

from dataclasses import dataclass

import cv2
import numpy as np
import numpy.typing as npt

from fitting_room.motion.puppet.bones import Array

Floats = npt.NDArray[np.float32]

CELL = 4
"""Pixels of the picture to one of the coarse grids on which movements are computed."""
_NEWTON_STEPS = 6
_FOUND = 1.0
"""A place whose way back misses by more pixels than this shows nothing."""


@dataclass(frozen=True, eq=False)
class Limb:
    """A limb at rest.

    Attributes:
        joints: (3, 2) root, middle and end, pixels.
        across: (2,) unit vector on which the way past the root joint is measured.
        bands: Where the turns of root, middle and end begin and are complete, in pixels past the joint.
    """

    joints: Array
    across: Array
    bands: tuple[tuple[float, float], tuple[float, float], tuple[float, float]]

    @classmethod
    def jointed(cls, joints: Array, radius: tuple[float, float], parent: Array) -> "Limb":
        """An arm, which leaves its parent along the line from shoulder top to armpit.

        Args:
            joints: (3, 2).
            radius: Half the width at root and middle.
            parent: (2,) unit vector of the bone that it hangs on, towards the root.
        """
        upper, lower = np.linalg.norm(np.diff(joints, axis=0), axis=-1)
        along = (joints[1] - joints[0]) / max(upper, 1.0)
        across = along + parent
        across = across / np.linalg.norm(across) if np.linalg.norm(across) > 0.6 else along
        around = min(1.4 * radius[1], 0.55 * upper, 0.55 * lower)
        root = (-0.9 * radius[0], min(1.3 * radius[0], 0.6 * upper))
        return cls(joints, across, (root, (-around, around), (0.0, 1.0)))

    @classmethod
    def hanging(cls, joints: Array, radius: float, top: float) -> "Limb":
        """A leg, which leaves the body at a row of the picture and whose foot is rigid."""
        upper, lower = np.linalg.norm(np.diff(joints, axis=0), axis=-1)
        along = (joints[1] - joints[0]) / max(upper, 1.0)
        start = float(top - joints[0, 1])
        around = min(2 * radius, 0.5 * upper, 0.5 * lower)
        root = (start, max(0.85 * upper, start + 0.3 * upper))
        return cls(joints, along, (root, (-around, around), (-0.35 * lower, -0.05 * lower)))

    @property
    def seam(self) -> tuple[float, float]:
        """Pixels past the root between which the body gives way to the limb; however it turns, it covers the seam."""
        start, end = self.bands[0]
        return start + 0.23 * (end - start), start + 0.55 * (end - start)

    @property
    def lengths(self) -> Array:
        """(2,) of the bones."""
        return np.asarray(np.maximum(np.linalg.norm(np.diff(self.joints, axis=0), axis=-1), 1.0))

    @property
    def along(self) -> Array:
        """(2, 2) unit vectors along the bones."""
        return np.asarray(np.diff(self.joints, axis=0) / self.lengths[:, None])

    def beyond(self, points: Floats) -> tuple[Floats, Floats, Floats]:
        """Pixels past root, middle and end joint: what is past the middle joint is far past the root."""
        bend = self.along.sum(0)
        bend /= max(float(np.linalg.norm(bend)), 1e-6)
        directions = (self.across, bend, self.along[1])
        root, middle, end = (
            (points - joint.astype(np.float32)) @ direction.astype(np.float32)
            for joint, direction in zip(self.joints, directions, strict=True)
        )
        return np.asarray(root + 4 * np.maximum(middle, 0), np.float32), middle, end

    def shares(self, points: Floats) -> tuple[Floats, Floats, Floats]:
        """How far the turns of root, middle and end have come at points, each in [0, 1]."""
        root, middle, end = (
            smooth_step(past, *band) for past, band in zip(self.beyond(points), self.bands, strict=True)
        )
        return root, middle, end


@dataclass(frozen=True)
class Bend:
    """What a limb's joints do in one frame.

    Attributes:
        root: Radians that the whole limb turns.
        middle: Radians that the lower bone turns more.
        end: Radians that hand or foot turns more.
        scales: How long the bones look, as shares of their length at rest.
        shift: Pixels (x, y) that the root joint moves.
        behind: Whether it passes behind the body.
    """

    root: float
    middle: float
    scales: tuple[float, float] = (1.0, 1.0)
    shift: tuple[float, float] = (0.0, 0.0)
    end: float = 0.0
    behind: bool = False


@dataclass(frozen=True)
class Stand:
    """What a leg does in one frame: its hip goes with the body, its foot stays where it is, or is lifted.

    Attributes:
        lift: Pixels that the foot is lifted.
    """

    lift: float = 0.0


def standing(limb: Limb, stand: Stand, shift: tuple[float, float]) -> Bend:
    """How the joints of a leg bend so that the foot is exactly where it should be, and level."""
    up = np.array([0.0, -stand.lift])
    hip = limb.joints[0] + np.array(shift)
    # A thigh that is lifted towards the camera gets shorter, the shin below it less.
    knee = limb.joints[1] + 0.5 * np.array(shift) + 0.6 * up
    bones = np.diff([hip, knee, limb.joints[2] + up], axis=0)
    angles = np.arctan2(bones[:, 1], bones[:, 0]) - np.arctan2(limb.along[:, 1], limb.along[:, 0])
    scales = np.linalg.norm(bones, axis=-1) / limb.lengths
    upper, lower = (float(np.arctan2(np.sin(angle), np.cos(angle))) for angle in angles)
    return Bend(upper, lower - upper, (float(scales[0]), float(scales[1])), shift, -lower)


def smooth_step(values: Floats, low: float, high: float) -> Floats:
    """0 below, 1 above, smooth between."""
    share = np.clip((values - np.float32(low)) / np.float32(max(high - low, 1e-6)), 0, 1)
    return np.asarray(share * share * (3 - 2 * share), np.float32)


def bent(limb: Limb, bend: Bend, points: Floats, carried: Floats) -> Floats:
    """Where points at rest go.

    Args:
        limb: The limb.
        bend: What its joints do.
        points: (..., 2) float32 pixels.
        carried: (..., 2) float32, how far the body moves the same points; the limb leaves the body gradually.
    """
    turned, further, last = limb.shares(points)
    moved = points.copy()
    for index, scale in enumerate(bend.scales):
        along = limb.along[index].astype(np.float32)
        reach = np.clip((points - limb.joints[index].astype(np.float32)) @ along, 0, limb.lengths[index])
        # A bone's own points are on its side of the bend; past its end everything is shifted alike.
        share = reach if index == 0 else reach * further
        moved += (np.float32(scale - 1) * share)[..., None] * along
    stretch = ((np.array(bend.scales) - 1) * limb.lengths)[:, None] * limb.along
    middle, end = limb.joints[1] + stretch[0], limb.joints[2] + stretch.sum(0)
    if bend.end:
        moved = _turned(moved, end.astype(np.float32), last * np.float32(bend.end))
    moved = _turned(moved, middle.astype(np.float32), further * np.float32(bend.middle))
    moved = _turned(moved, limb.joints[0].astype(np.float32), turned * np.float32(bend.root))
    away = turned[..., None]
    return np.asarray(moved + (1 - away) * carried + away * np.array(bend.shift, np.float32), np.float32)


def _turned(points: Floats, pivot: Floats, angles: Floats) -> Floats:
    cosine, sine = np.cos(angles), np.sin(angles)
    x, y = points[..., 0] - pivot[0], points[..., 1] - pivot[1]
    return np.stack([cosine * x - sine * y + pivot[0], sine * x + cosine * y + pivot[1]], -1)


def grid_over(box: tuple[int, int, int, int]) -> Floats:
    """(h, w, 2) float32: a point for every cell of a box (left, top, right, bottom), its last beyond the edge."""
    left, top, right, bottom = box
    ys, xs = np.mgrid[top : bottom + CELL : CELL, left : right + CELL : CELL]
    return np.stack([xs, ys], -1).astype(np.float32)


def way_back(moved: Floats, start: Floats, box: tuple[int, int, int, int], guess: Floats) -> tuple[Floats, Floats]:
    """Invert a movement that is known on a grid.

    Args:
        moved: (h, w, 2) float32, where the points of `grid_over` a box that begins at `start` go.
        start: (2,) first point of that grid.
        box: (left, top, right, bottom) of the place to fill.
        guess: (h', w', 2) for every cell of the place, where it may come from.

    Returns:
        (h', w', 2) float32 where each cell comes from, and (h', w') float32: 1 where that is so, else 0.
    """
    target = grid_over(box)
    slopes = [np.gradient(moved[..., axis], CELL) for axis in (0, 1)]
    (x_down, x_right), (y_down, y_right) = slopes
    determinant = x_right * y_down - x_down * y_right
    determinant = np.where(np.abs(determinant) < 0.08, 0.08, determinant)
    inverse = np.stack([y_down, -x_down, -y_right, x_right], -1) / determinant[..., None]
    inverse = inverse.astype(np.float32)
    source, rest = guess.astype(np.float32), target
    for step in range(_NEWTON_STEPS + 1):
        cells = np.ascontiguousarray((source - start) / np.float32(CELL))
        there = cv2.remap(moved, cells, None, cv2.INTER_LINEAR, borderMode=cv2.BORDER_REPLICATE)
        rest = target - there
        if step == _NEWTON_STEPS:
            break
        turn = cv2.remap(inverse, cells, None, cv2.INTER_LINEAR, borderMode=cv2.BORDER_REPLICATE)
        x, y = rest[..., 0], rest[..., 1]
        change = np.stack([turn[..., 0] * x + turn[..., 1] * y, turn[..., 2] * x + turn[..., 3] * y], -1)
        source = source + np.clip(change, -40, 40)
    found = (np.abs(rest).max(-1) < _FOUND).astype(np.float32)
    return source, found


def guess_back(limb: Limb, bend: Bend, box: tuple[int, int, int, int]) -> Floats:
    """(h, w, 2) where every cell of a place would come from if the nearest bone had moved it stiffly."""
    target = grid_over(box)
    root = limb.joints[0] + np.array(bend.shift)
    angles = (bend.root, bend.root + bend.middle)
    begin, best, source = root, None, target
    for index, angle in enumerate(angles):
        turn = np.array([[np.cos(angle), -np.sin(angle)], [np.sin(angle), np.cos(angle)]])
        bone = turn @ (limb.along[index] * limb.lengths[index]) * bend.scales[index]
        reach = bone if index == 0 else bone * 1.6
        share = np.clip((target - begin) @ reach / max(float(reach @ reach), 1e-6), 0, 1)
        distance = np.linalg.norm(target - begin - share[..., None] * reach, axis=-1)
        back = limb.joints[index] + (target - begin) @ turn
        if best is None:
            best, source = distance, back
        else:
            source = np.where((distance < best)[..., None], back, source)
        begin = begin + bone
    return source.astype(np.float32)
