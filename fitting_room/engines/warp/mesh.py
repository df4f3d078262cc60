"""Garment mesh: triangulated parts that share their seams, deformed as rigidly as the body allows, and drawn.

Parts (torso, sleeves, legs) are triangulated one by one and welded only where cloth really is sewn, so that a sleeve
that lies against the torso in the garment picture still comes away from it on the body.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import cv2
import numpy as np
import numpy.typing as npt

from fitting_room.domain.arrays import Mask
from fitting_room.domain.garment import GarmentPart

Floats = npt.NDArray[np.float64]

SMALLEST_DIVISIONS = 8
"""A short sleeve still has this many vertices from side to side (4-12 tried): coarser ones cut its cuff off."""
SLIVER = 0.3
"""A triangle whose doubled area on the canvas, in pixels, is below this is not drawn (0.001-1 tried)."""


@dataclass(frozen=True, eq=False)
class Mesh:
    """Triangles over a garment picture.

    Attributes:
        vertices: (N, 2) float64 positions in the garment picture.
        triangles: Vertex numbers (M, 3) int32 of each part.
        anchors: Vertex number of each named constraint, in the order the anchors were given.
    """

    vertices: Floats
    triangles: Mapping[GarmentPart, npt.NDArray[np.int32]]
    anchors: npt.NDArray[np.int32]


@dataclass(frozen=True, eq=False)
class Anchor:
    """Where a point of the garment has to go.

    Attributes:
        part: The part the point belongs to.
        source: (2,) position in the garment picture.
        target: (2,) position on the person's canvas.
        weight: Pull, against 1 for keeping the shape of one edge.
    """

    part: GarmentPart
    source: Floats
    target: Floats
    weight: float = 1.0


def build_mesh(
    regions: Mapping[GarmentPart, Mask],
    spacing: float,
    anchors: Sequence[Anchor],
    seams: Sequence[Floats],
    smallest_divisions: int = SMALLEST_DIVISIONS,
) -> Mesh:
    """Triangulate each region and weld the parts along the seams.

    Args:
        regions: (H, W) bool per part, in the garment picture; may overlap.
        spacing: Distance between vertices in garment pixels; small parts are meshed finer.
        anchors: Points that must become vertices of their part.
        seams: (K, 2) polylines; their points become vertices that every part touching them shares.
        smallest_divisions: So many vertices from side to side has even the smallest part.

    Returns:
        The mesh, with one vertex for each anchor.
    """
    welds = np.concatenate([_resample(seam, spacing) for seam in seams]) if seams else np.empty((0, 2))
    vertices: list[Floats] = [welds]
    count = len(welds)
    triangles: dict[GarmentPart, npt.NDArray[np.int32]] = {}
    anchor_numbers = np.zeros(len(anchors), np.int32)
    for part, region in regions.items():
        finer = min(spacing, float(np.sqrt(region.sum())) / smallest_divisions)
        own = [number for number, anchor in enumerate(anchors) if anchor.part is part]
        touching = np.flatnonzero(_near(region, welds, spacing)) if len(welds) else np.empty(0, int)
        fixed = np.array([anchors[number].source for number in own]).reshape(-1, 2)
        free = _scatter(region, finer, np.concatenate([fixed, welds[touching]]))
        points = np.concatenate([welds[touching], fixed, free])
        numbers = np.concatenate([touching, count + np.arange(len(fixed) + len(free))]).astype(np.int32)
        triangles[part] = numbers[_triangulate(points, region)]
        anchor_numbers[own] = numbers[len(touching) : len(touching) + len(fixed)]
        vertices.append(points[len(touching) :])
        count += len(fixed) + len(free)
    return Mesh(np.concatenate(vertices), triangles, anchor_numbers)


def _resample(line: Floats, spacing: float) -> Floats:
    """Points along a polyline at about `spacing`, both ends included."""
    steps = np.hypot(*np.diff(line, axis=0).T)
    position = np.concatenate([[0.0], np.cumsum(steps)])
    wanted = np.linspace(0, position[-1], max(2, round(position[-1] / spacing) + 1))
    return np.column_stack([np.interp(wanted, position, line[:, 0]), np.interp(wanted, position, line[:, 1])])


def _near(region: Mask, points: Floats, reach: float) -> Mask:
    """Which points lie within `reach` pixels of the region."""
    distance = cv2.distanceTransform((~region).astype(np.uint8), cv2.DIST_L2, 3)
    x = np.clip(np.round(points[:, 0]).astype(int), 0, region.shape[1] - 1)
    y = np.clip(np.round(points[:, 1]).astype(int), 0, region.shape[0] - 1)
    return np.asarray(distance[y, x] <= reach)


def _scatter(region: Mask, spacing: float, keep_away: Floats) -> Floats:
    """Points on the outline and on a hexagonal grid inside, none closer than half a spacing to `keep_away`."""
    filled = region.astype(np.uint8)
    contours = cv2.findContours(filled, cv2.RETR_EXTERNAL, cv2.CHAIN_APPROX_NONE)[0]
    step = max(2, round(spacing * 0.45))
    outline = [contour[::step, 0].astype(np.float64) for contour in contours if len(contour) > 4 * step]
    depth = cv2.distanceTransform(filled, cv2.DIST_L2, 3)
    rows = np.arange(spacing / 2, region.shape[0], spacing * 0.87)
    grid = np.concatenate(
        [
            np.column_stack([columns, np.full(len(columns), y)])
            for row, y in enumerate(rows)
            for columns in [np.arange(spacing / 2 * (1 + row % 2), region.shape[1], spacing)]
        ]
    )
    inside = depth[grid[:, 1].astype(int), grid[:, 0].astype(int)] > spacing * 0.5
    points = np.concatenate([*outline, grid[inside]])
    if len(keep_away):
        gap = np.min(np.hypot(*(points[:, None] - keep_away[None]).transpose(2, 0, 1)), axis=1)
        points = points[gap > spacing * 0.45]
    return points


def _triangulate(points: Floats, region: Mask) -> npt.NDArray[np.int32]:
    """Delaunay triangles (M, 3) whose centre and edges lie inside the region."""
    from scipy.spatial import Delaunay

    # Points of a regular grid are co-circular; a hundredth of a pixel of noise keeps the triangulation well defined.
    jitter = np.random.default_rng(0).normal(0, 0.01, points.shape)
    triangles = Delaunay(points + jitter).simplices.astype(np.int32)
    corners = points[triangles]
    probes = np.concatenate([corners.mean(1, keepdims=True), (corners + np.roll(corners, 1, axis=1)) / 2], axis=1)
    x = np.clip(np.round(probes[..., 0]).astype(int), 0, region.shape[1] - 1)
    y = np.clip(np.round(probes[..., 1]).astype(int), 0, region.shape[0] - 1)
    grown = cv2.dilate(region.astype(np.uint8), np.ones((3, 3), np.uint8)).astype(bool)
    inside = grown[y, x].all(axis=1)
    return triangles[inside & (_doubled_areas(corners) > 0.5)]


def _doubled_areas(corners: Floats) -> Floats:
    """(M,) twice the area of triangles (M, 3, 2)."""
    first, second = corners[:, 1] - corners[:, 0], corners[:, 2] - corners[:, 0]
    return np.asarray(np.abs(first[:, 0] * second[:, 1] - first[:, 1] * second[:, 0]))


class Elastic:
    """A mesh that follows its anchors as rigidly as they allow; prepared once, solved for any targets.

    As-rigid-as-possible deformation by alternating local rotations and one sparse solve (Sorkine and Alexa, 2007),
    with uniform edge weights and soft constraints.

    Args:
        mesh: The mesh.
        rest: (N, 2) by part: the garment at its true size on the canvas; edges of the part are kept near these.
        weights: Pull of each anchor of the mesh, against 1 for keeping the shape of one edge.
        stiffness: (N,) how much the edges at each vertex resist, in (0, 1]; 1 everywhere where None.
    """

    HOLD = 1e-4
    """Vertices that no triangle uses stay where the first guess put them."""

    def __init__(
        self,
        mesh: Mesh,
        rest: Mapping[GarmentPart, Floats],
        weights: Sequence[float],
        stiffness: Floats | None = None,
    ) -> None:
        from scipy.sparse import coo_matrix, diags
        from scipy.sparse.linalg import splu

        self._count = len(mesh.vertices)
        self._anchors, self._weights = mesh.anchors, np.asarray(weights, np.float64)
        self._head, self._tail, self._rest_edges = _edges(mesh, rest)
        pull = np.bincount(mesh.anchors, self._weights, self._count)
        stiff = np.ones(self._count) if stiffness is None else stiffness
        self._resist = np.minimum(stiff[self._head], stiff[self._tail])
        joined = coo_matrix((self._resist, (self._head, self._tail)), (self._count,) * 2).tocsr()
        degree = np.asarray(joined.sum(1)).ravel()
        self._solver = splu((diags(degree + pull + self.HOLD) - joined).tocsc())

    def solve(self, start: Floats, targets: Floats, iterations: int, scale: float = 1.0) -> Floats:
        """Move the vertices towards the anchors' targets.

        Args:
            start: (N, 2) first guess on the canvas.
            targets: (K, 2) where the anchors have to go.
            iterations: Local/global rounds.
            scale: How much larger than `rest` the garment is on this canvas.

        Returns:
            (N, 2) positions on the canvas.
        """
        head, tail, count = self._head, self._tail, self._count
        rest_edges, resist = self._rest_edges * scale, self._resist[:, None]
        goal = np.zeros((count, 2))
        np.add.at(goal, self._anchors, targets * self._weights[:, None])
        position = start
        for _ in range(iterations):
            moved = (position[head] - position[tail]) * resist
            along = np.bincount(head, (moved * rest_edges).sum(1), count)
            turned = np.bincount(head, rest_edges[:, 0] * moved[:, 1] - rest_edges[:, 1] * moved[:, 0], count)
            angle = np.arctan2(turned, along)
            cosines, sines = np.cos(angle), np.sin(angle)
            cosine = (cosines[head] + cosines[tail]) / 2 * self._resist
            sine = (sines[head] + sines[tail]) / 2 * self._resist
            x = cosine * rest_edges[:, 0] - sine * rest_edges[:, 1]
            y = sine * rest_edges[:, 0] + cosine * rest_edges[:, 1]
            force = np.column_stack([np.bincount(head, x, count), np.bincount(head, y, count)])
            position = self._solver.solve(goal + self.HOLD * start + force)
        return np.asarray(position)


def _edges(
    mesh: Mesh, rest: Mapping[GarmentPart, Floats]
) -> tuple[npt.NDArray[np.int32], npt.NDArray[np.int32], Floats]:
    """Both ends and the rest vector of every edge, in both directions; edges on a seam count for each part."""
    heads, tails, vectors = [], [], []
    for part, faces in mesh.triangles.items():
        sides = np.concatenate([faces[:, [0, 1]], faces[:, [1, 2]], faces[:, [0, 2]]])
        edges = np.unique(np.sort(sides, axis=1), axis=0)
        head, tail = np.concatenate([edges, edges[:, ::-1]]).T
        heads.append(head)
        tails.append(tail)
        vectors.append(rest[part][head] - rest[part][tail])
    return np.concatenate(heads), np.concatenate(tails), np.concatenate(vectors)


@dataclass(frozen=True, eq=False)
class Sampling:
    """Which garment pixel each canvas pixel of a box shows.

    Attributes:
        corner: (x, y) of the box on the canvas.
        x: (h, w) float32 garment column; -10 where the part does not reach.
        y: (h, w) float32 garment row.
    """

    corner: tuple[int, int]
    x: npt.NDArray[np.float32]
    y: npt.NDArray[np.float32]

    def draw(self, picture: npt.NDArray[np.uint8]) -> npt.NDArray[np.uint8]:
        """Sample a garment picture of any number of channels; 0 where the part does not reach."""
        return np.asarray(
            cv2.remap(picture, self.x, self.y, cv2.INTER_LINEAR, borderMode=cv2.BORDER_CONSTANT, borderValue=0)
        )


def rasterise(
    vertices: Floats, position: Floats, triangles: npt.NDArray[np.int32], size: tuple[int, int]
) -> Sampling | None:
    """Invert the deformation of one part for every canvas pixel it covers.

    Args:
        vertices: (N, 2) in the garment picture.
        position: (N, 2) on the canvas.
        triangles: (M, 3) of the part, painted in order.
        size: Canvas (width, height).

    Returns:
        The sampling, or None where the part lies outside the canvas.
    """
    used = position[triangles.ravel()]
    left, top = np.maximum(np.floor(used.min(0)).astype(int) - 1, 0)
    right, bottom = np.minimum(np.ceil(used.max(0)).astype(int) + 2, size)
    if right <= left or bottom <= top:
        return None
    corner = np.array([left, top], np.float64)
    painted = np.zeros((bottom - top, right - left), np.int32)
    corners = position[triangles] - corner
    # The sliver of a folded triangle would be stretched over whole pixels; its neighbours cover it.
    drawn = np.flatnonzero(_doubled_areas(corners) >= SLIVER)
    outlines = np.round(corners * 16).astype(np.int32)
    for number in drawn.tolist():
        cv2.fillConvexPoly(painted, outlines[number], number + 1, cv2.LINE_8, 4)
    # Number 0 stands for no triangle: everything there comes from (-10, -10).
    by_column, by_row, constant = np.zeros((3, len(triangles) + 1, 2))
    constant[0] = -10
    by_column[drawn + 1], by_row[drawn + 1], constant[drawn + 1] = _affine(corners[drawn], vertices[triangles[drawn]])
    columns = np.arange(painted.shape[1], dtype=np.float32)[None, :]
    rows = np.arange(painted.shape[0], dtype=np.float32)[:, None]
    x, y = (
        by_column[:, axis].astype(np.float32)[painted] * columns
        + by_row[:, axis].astype(np.float32)[painted] * rows
        + constant[:, axis].astype(np.float32)[painted]
        for axis in (0, 1)
    )
    return Sampling((int(left), int(top)), x, y)


def _affine(corners: Floats, sources: Floats) -> tuple[Floats, Floats, Floats]:
    """What a step to the right, a step down and the origin become under the maps of triangles (M, 3, 2) to triangles.

    Returns:
        Three (M, 2) arrays.
    """
    (x1, y1), (x2, y2) = ((corners[:, number] - corners[:, 0]).T for number in (1, 2))
    first, second = sources[:, 1] - sources[:, 0], sources[:, 2] - sources[:, 0]
    area = (x1 * y2 - x2 * y1)[:, None]
    by_column = (first * y2[:, None] - second * y1[:, None]) / area
    by_row = (second * x1[:, None] - first * x2[:, None]) / area
    constant = sources[:, 0] - by_column * corners[:, 0, :1] - by_row * corners[:, 0, 1:]
    return by_column, by_row, constant
