"""Where a limb ends and the body begins: the outline of an arm, also where sleeve and shirt are one cloth.

Each bone is unrolled into a strip (along the bone, across it). Where the picture shows the room beside the limb, that
is its edge; elsewhere the path of the strongest edges or creases near the limb's usual width is taken (dynamic
programming, as seams are carved).
"""

from dataclasses import dataclass
from itertools import pairwise

import cv2
import numpy as np
import numpy.typing as npt

from fitting_room.domain.arrays import Mask
from fitting_room.domain.body import BodyLabel, Person
from fitting_room.motion.puppet.bones import Array

Floats = npt.NDArray[np.float32]


@dataclass(frozen=True)
class CuttingParams:
    """How limbs are cut out; lengths are shares of the torso's."""

    usual: float = 0.12
    """Half the width of an arm in its sleeve (0.10-0.15 tried)."""
    narrowest: float = 0.6
    """Edges are looked for between this and `widest` times the limb's half width (0.5-0.8 tried)."""
    widest: float = 1.55
    loosest: float = 2.2
    """A limb ends where the room begins up to this many half widths away: sleeves may be wide (1.8-2.4 tried)."""
    straightness: float = 0.6
    """Cost of a path that moves one pixel aside (0.3-1.5 tried)."""


PARAMS = CuttingParams()


@dataclass(frozen=True, eq=False)
class Cut:
    """A limb found in the picture.

    Attributes:
        mask: (H, W) bool, the limb's pixels; the shoulder is open.
        radius: Half the width of the upper and of the lower bone, pixels.
        freedom: Share of the limb beside which the room is seen, 0 to 1.
    """

    mask: Mask
    radius: tuple[float, float]
    freedom: float


def cut_limb(
    look: Person, joints: Array, skin: tuple[BodyLabel, ...], cloth: tuple[BodyLabel, ...], unit: float
) -> Cut:
    """Find a limb around its bones.

    Args:
        look: The person.
        joints: (3, 2) root, middle and end of the limb.
        skin: Labels that are this limb wherever they are.
        cloth: Labels that may cover it.
        unit: Length of the torso in pixels.
    """
    bare = look.parsing.where(*skin)
    allowed = bare | look.parsing.where(*cloth)
    somebody = look.matte > 0.5
    picture = cv2.GaussianBlur(cv2.cvtColor(look.photo.pixels, cv2.COLOR_RGB2Lab), (0, 0), 1.2).astype(np.float32)
    mask = np.zeros_like(bare)
    radii, free = [], []
    for begin, end in pairwise(joints):
        strip = _Strip(begin, end, unit)
        radius, paths, beside = _paths(strip, picture, somebody, bare, allowed)
        mask |= strip.between(paths, mask.shape)
        radii.append(radius)
        free.append(beside)
    bend = np.zeros(mask.shape, np.uint8)
    cv2.circle(bend, (round(joints[1, 0]), round(joints[1, 1])), round(min(radii)), 1, -1)
    mask |= bend > 0
    own = _joined(bare, joints, unit)
    mask = (mask & allowed) | own
    return Cut(mask & (look.matte > 0.02), (radii[0], radii[1]), float(np.mean(free)))


class _Strip:
    """A bone unrolled: rows run along it, columns across it."""

    def __init__(self, begin: Array, end: Array, unit: float) -> None:
        self.begin = begin
        self.length = max(float(np.linalg.norm(end - begin)), 1.0)
        self.along = (end - begin) / self.length
        self.across = np.array([-self.along[1], self.along[0]])
        self.usual = PARAMS.usual * unit
        self.reach = int(np.ceil(self.usual * 2.6))
        rows = np.arange(int(np.ceil(self.length)) + 1)
        columns = np.arange(-self.reach, self.reach + 1)
        points = begin + rows[:, None, None] * self.along + columns[None, :, None] * self.across
        self.grid = points.astype(np.float32)

    def read(self, image: npt.NDArray[np.generic], flags: int = cv2.INTER_LINEAR) -> Floats:
        """The strip of an image; nothing beyond the picture."""
        image = image.astype(np.float32)
        return np.asarray(cv2.remap(image, self.grid, None, flags, borderMode=cv2.BORDER_REPLICATE), np.float32)

    def between(self, paths: Array, shape: tuple[int, ...]) -> Mask:
        """(H, W) bool: pixels between two paths, (2, rows) distances to both sides."""
        low = self.grid[:, self.reach] - paths[0][:, None] * self.across
        high = self.grid[:, self.reach] + paths[1][:, None] * self.across
        outline = np.concatenate([low, high[::-1]])
        mask = np.zeros(shape, np.uint8)
        cv2.fillPoly(mask, [np.round(outline).astype(np.int32)], 1)
        return mask > 0


def _paths(strip: _Strip, picture: Floats, somebody: Mask, bare: Mask, allowed: Mask) -> tuple[float, Array, float]:
    """Half width, (2, rows) distances of the edges to both sides, and the share of rows with the room beside them."""
    body, skin, mine = (strip.read(mask, cv2.INTER_NEAREST) > 0.5 for mask in (somebody & allowed, bare, somebody))
    colours = strip.read(picture)
    slope = np.abs(np.gradient(colours, axis=1)).sum(-1)
    # A label that changes from bare arm to anything else is an edge that somebody has already found.
    slope += 40 * np.abs(np.gradient(skin.astype(np.float32), axis=1))
    middle = strip.reach
    # Where the bone runs over bare skin, only skin is the limb.
    third = max(round(strip.usual / 3), 1)
    naked = skin[:, middle - third : middle + third + 1].mean(1) > 0.6
    near = cv2.dilate(skin.astype(np.uint8), np.ones((1, 5), np.uint8)) > 0
    body = np.where(naked[:, None], near, body)
    sides = [(body[:, middle::-1], mine[:, middle::-1], slope[:, middle::-1])]
    sides.append((body[:, middle:], mine[:, middle:], slope[:, middle:]))
    ends = np.array([_first_out(inside) for inside, _, _ in sides], np.float64)
    core = slice(len(body) // 4, None)
    narrow = ends[:, core].mean(0)
    free_rows = ends[:, core].max(0) < 2 * strip.usual
    half = np.median(narrow[free_rows]) if free_rows.mean() > 0.2 else np.median(ends[:, core].min(0))
    radius = float(np.clip(half, 0.75 * strip.usual, 1.6 * strip.usual))
    paths, free = [], []
    for (_, person, edges), end in zip(sides, ends, strict=True):
        room = _first_out(person)
        free.append(float((room[core] < PARAMS.widest * radius).mean()))
        paths.append(np.minimum(_path(edges, end, radius), np.maximum(end + 2, 1)))
    return radius, np.array(paths), max(free) * 0.5 + min(free) * 0.5


def _first_out(inside: Mask) -> Array:
    """(rows,) how far from the bone the first pixel is that does not belong."""
    outside = ~inside
    return np.where(outside.any(1), outside.argmax(1), inside.shape[1]).astype(np.float64)


def _path(edges: Floats, ends: Array, radius: float) -> Array:
    """(rows,) the cheapest path down the strip, pixels from the bone."""
    distance = np.arange(edges.shape[1], dtype=np.float64)
    cost = ((distance - radius) / (0.45 * radius)) ** 2 - np.minimum(edges, 40.0) / 10
    low, high = PARAMS.narrowest * radius, PARAMS.widest * radius
    cost[:, (distance < low) | (distance > high)] += 1e3
    rows = np.arange(len(edges))
    reached = ends <= PARAMS.loosest * radius
    # Where the limb ends, the path goes there.
    cost[reached] = np.minimum(np.abs(distance - ends[reached][:, None]), 20) - 8
    total, back = cost.copy(), np.zeros(cost.shape, int)
    for row in rows[1:]:
        before = np.pad(total[row - 1], 2, constant_values=1e6)
        steps = [before[2 + step : 2 + step + len(distance)] + PARAMS.straightness * abs(step) for step in range(-2, 3)]
        choice = np.argmin(steps, 0)
        back[row] = choice - 2
        total[row] += np.choose(choice, steps)
    path = np.zeros(len(edges), int)
    path[-1] = int(total[-1].argmin())
    for row in rows[:0:-1]:
        path[row - 1] = np.clip(path[row] + back[row, path[row]], 0, len(distance) - 1)
    return np.asarray(cv2.GaussianBlur(path.astype(np.float64)[:, None], (1, 15), 0)[:, 0])


def _joined(bare: Mask, joints: Array, unit: float) -> Mask:
    """The pieces of bare limb that touch its bones: specks elsewhere are mistakes of the labels."""
    count, pieces = cv2.connectedComponents(cv2.morphologyEx(bare.astype(np.uint8), cv2.MORPH_CLOSE, np.ones((5, 5))))
    if count < 2:
        return bare
    line = np.zeros(bare.shape, np.uint8)
    reach = joints[-1] + 0.35 * (joints[-1] - joints[-2])
    chain = np.round(np.vstack([joints, reach])).astype(np.int32)
    cv2.polylines(line, [chain], False, 1, max(round(0.12 * unit), 1))
    table = np.zeros(count, bool)
    table[np.unique(pieces[line > 0])] = True
    table[0] = False
    return np.asarray(table[pieces])
