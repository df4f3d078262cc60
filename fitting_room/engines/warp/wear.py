"""Garment + BodyShape -> pieces of cloth on the canvas, one for each part of the garment, unshaded."""

from collections.abc import Mapping
from dataclasses import dataclass

import cv2
import numpy as np
import numpy.typing as npt

from fitting_room.domain.arrays import Mask, Matte, RgbImage
from fitting_room.domain.garment import Category, Garment, GarmentPart, SleeveLength
from fitting_room.domain.tryon import Fit
from fitting_room.engines.warp.fit import FitParams, Fitting
from fitting_room.engines.warp.fit_bottoms import BottomFitter
from fitting_room.engines.warp.fit_tops import TopFitter
from fitting_room.engines.warp.mesh import (
    SMALLEST_DIVISIONS,
    Anchor,
    Elastic,
    Floats,
    Mesh,
    Sampling,
    build_mesh,
    rasterise,
)
from fitting_room.perception.body_shape import BodyShape, sample
from fitting_room.perception.old_outline import OldOutline

MESH_DIVISIONS = 24
"""Vertices along the longer side of a garment; finer meshes cost time and look the same (16-40 tried)."""
BEYOND_EDGE = 5
"""Garment pixels by which the mesh reaches beyond the edge."""
LIMP = 0.03
"""What a mesh that reaches further beyond the edge resists there, so that it does not bend the garment."""
ROUNDS = 12
"""Rounds of bending the mesh to the body; more change nothing that can be seen (4-30 tried)."""
STRETCHED = 1.12
"""A long sleeve that becomes this much larger than its picture says hangs folded there (1.05-1.3 tried)."""
SLEEVES = (GarmentPart.LEFT_SLEEVE, GarmentPart.RIGHT_SLEEVE)
OVERLAP = 0.02
"""How far a sleeve reaches over its armhole seam, as a share of the garment's longer side."""


@dataclass(frozen=True, eq=False)
class Piece:
    """One part of a garment as it lies on the body.

    Attributes:
        category: Of the garment it belongs to.
        part: INSIDE is the cloth seen through the neck opening, behind the wearer.
        corner: (x, y) of the piece's top-left pixel on the canvas.
        image: RGB uint8 (h, w, 3), the garment's own colours.
        alpha: (h, w) float32 in [0, 1].
    """

    category: Category
    part: GarmentPart
    corner: tuple[int, int]
    image: RgbImage
    alpha: Matte

    def on_canvas(self, size: tuple[int, int]) -> Matte:
        """(H, W) float32: the alpha on a canvas of this (width, height)."""
        canvas = np.zeros((size[1], size[0]), np.float32)
        x, y = self.corner
        canvas[y : y + self.alpha.shape[0], x : x + self.alpha.shape[1]] = self.alpha
        return canvas


@dataclass(frozen=True, eq=False)
class Worn:
    """A garment on a body.

    Attributes:
        garment: The garment.
        pieces: Its parts, in no particular depth order.
        fitting: Where it was fitted to, with the ends of sleeves and legs.
    """

    garment: Garment
    pieces: tuple[Piece, ...]
    fitting: Fitting


def wear(garment: Garment, shape: BodyShape, old: OldOutline, fit: Fit, params: FitParams = FitParams()) -> Worn:
    """Lay a garment on a body.

    Args:
        garment: Any top, dress, trousers or skirt.
        shape: The body, whose size is the canvas.
        old: Where the clothes in the photo end.
        fit: How closely it follows the body.
        params: How cloth sits.

    Returns:
        The pieces; parts that fall outside the canvas are left out.
    """
    fitting = fit_garment(garment, shape, old, fit, params)
    cut = cut_out(garment, fitting)
    position = Elastic(cut.mesh, cut.rest, cut.weights).solve(cut.start, cut.targets, ROUNDS)
    # A picture much larger than it will be drawn is shrunk first: sampling every third pixel would alias.
    shrink = min(1.0, 1.25 * max(fitting.scale))
    source = Source.of(garment, fitting, shrink)
    pieces = []
    for part, triangles in cut.mesh.triangles.items():
        sampling = rasterise(cut.mesh.vertices * shrink, position, triangles, shape.size)
        if sampling is not None:
            pieces += source.pieces(part, sampling)
    return Worn(garment, tuple(pieces), fitting)


def fit_garment(garment: Garment, shape: BodyShape, old: OldOutline, fit: Fit, params: FitParams) -> Fitting:
    """Where the points of a garment have to go; arguments as for `wear`."""
    fitter = BottomFitter if garment.category is Category.BOTTOMS else TopFitter
    return fitter(garment, shape, old, fit, params).fit()


@dataclass(frozen=True, eq=False)
class Cut:
    """A garment cut into a mesh for one body, before it is bent to it.

    Attributes:
        mesh: Over the garment picture.
        anchors: Those of the fitting whose part exists, one for each anchor of the mesh.
        rest: (N, 2) by part, the garment at its true size on the canvas.
        start: (N, 2) first guess of the vertices on the canvas.
        stiffness: (N,) 1 on the garment, `LIMP` beyond its edge.
    """

    mesh: Mesh
    anchors: tuple[Anchor, ...]
    rest: Mapping[GarmentPart, Floats]
    start: Floats
    stiffness: Floats

    @property
    def targets(self) -> Floats:
        """(K, 2) where the anchors have to go."""
        return np.array([anchor.target for anchor in self.anchors]).reshape(-1, 2)

    @property
    def weights(self) -> list[float]:
        """Pull of each anchor."""
        return [anchor.weight for anchor in self.anchors]


def cut_out(
    garment: Garment,
    fitting: Fitting,
    divisions: int = MESH_DIVISIONS,
    smallest_divisions: int = SMALLEST_DIVISIONS,
    beyond: int = BEYOND_EDGE,
) -> Cut:
    """Triangulate a garment for its fitting.

    Args:
        garment: The garment.
        fitting: Where it goes.
        divisions: Vertices along the longer side of the garment.
        smallest_divisions: Vertices from side to side of its smallest part.
        beyond: How far the mesh reaches beyond the garment's edge, in pixels of its picture.
    """
    spacing = max(garment.matte.shape) / divisions
    regions = _regions(garment, fitting, beyond)
    anchors = [anchor for anchor in fitting.anchors if anchor.part in regions]
    mesh = build_mesh(regions, spacing, anchors, fitting.seams, smallest_divisions)
    guess = _first_guess(mesh, anchors)
    stiffness = np.full(len(mesh.vertices), LIMP)
    for part, region in _regions(garment, fitting, BEYOND_EDGE).items():
        own = np.unique(mesh.triangles[part])
        stiffness[own[sample(region, mesh.vertices[own])]] = 1.0
    return Cut(mesh, tuple(anchors), _rest(mesh, garment, fitting, guess), guess, stiffness)


def _regions(garment: Garment, fitting: Fitting, beyond: int) -> Mapping[GarmentPart, Mask]:
    """Where each part is meshed: a little beyond its edge, so that the matte and not the mesh makes the outline."""
    grow = np.ones((2 * beyond + 1, 2 * beyond + 1), np.uint8)
    used = {anchor.part for anchor in fitting.anchors}
    regions = {}
    for part in used:
        mask = garment.part(part, GarmentPart.INSIDE) if part is GarmentPart.TORSO else garment.part(part)
        if part in (GarmentPart.LEFT_LEG, GarmentPart.RIGHT_LEG):
            mask = mask | (garment.part(GarmentPart.INSIDE) & _nearest_half(garment, part))
        if mask.any():
            regions[part] = cv2.dilate(_with_overlap(mask, garment, part, fitting).astype(np.uint8), grow) > 0
    return regions


def _nearest_half(garment: Garment, part: GarmentPart) -> Mask:
    """The picture's half in which a leg lies: the inside of the waistband is shared between both legs."""
    centre = float(np.median(np.nonzero(garment.matte > 0.5)[1]))
    columns = np.arange(garment.matte.shape[1])
    half = columns >= centre if part is GarmentPart.LEFT_LEG else columns < centre
    return np.broadcast_to(half, garment.matte.shape)


def _with_overlap(mask: Mask, garment: Garment, part: GarmentPart, fitting: Fitting) -> Mask:
    """A sleeve or leg also covers a strip of its neighbour along their seam, so that no gap opens there."""
    if part is GarmentPart.TORSO:
        return mask
    reach = max(3, round(OVERLAP * max(mask.shape)))
    strip = np.zeros(mask.shape, np.uint8)
    for seam in fitting.seams:
        # Not quite to the armpit, where the strip would stand out from the sleeve's lower edge.
        start, end = seam[0], seam[0] + (seam[-1] - seam[0]) * 0.85
        cv2.line(strip, np.round(start).astype(int).tolist(), np.round(end).astype(int).tolist(), 1, 2 * reach)
    near = cv2.dilate(mask.astype(np.uint8), np.ones((2 * reach + 1, 2 * reach + 1), np.uint8)) > 0
    return mask | (near & (strip > 0) & (garment.matte > 0.5) & ~garment.part(GarmentPart.INSIDE))


def _rest(mesh: Mesh, garment: Garment, fitting: Fitting, guess: Floats) -> Mapping[GarmentPart, Floats]:
    """The garment at its true size on the canvas, upright.

    A long sleeve that the first guess has to stretch much, because it hangs folded in the picture, is at rest where
    the guess puts it: it would only shrink back between its anchors.
    """
    across, down = fitting.across, np.array([-fitting.across[1], fitting.across[0]])
    true = np.column_stack([mesh.vertices @ across * fitting.scale[0], mesh.vertices @ down * fitting.scale[1]])
    rest = {}
    for part, triangles in mesh.triangles.items():
        ratio = np.sqrt(_area(guess, triangles) / max(_area(true, triangles), 1.0))
        folded = part in SLEEVES and garment.sleeve_length is SleeveLength.LONG and ratio > STRETCHED
        rest[part] = guess if folded else true
    return rest


def _area(points: Floats, triangles: npt.NDArray[np.int32]) -> float:
    first, second = (points[triangles[:, corner]] - points[triangles[:, 0]] for corner in (1, 2))
    return float(np.abs(first[:, 0] * second[:, 1] - first[:, 1] * second[:, 0]).sum() / 2)


def _first_guess(mesh: Mesh, anchors: list[Anchor]) -> Floats:
    """A smooth thin-plate map through each part's anchors: close enough that no sleeve unfolds the wrong way."""
    from scipy.interpolate import RBFInterpolator

    guess = np.zeros_like(mesh.vertices)
    # The torso goes last: welded vertices start where the torso puts them.
    for part in sorted(mesh.triangles, reverse=True):
        own = [anchor for anchor in anchors if anchor.part is part]
        source, first = np.unique(np.array([anchor.source for anchor in own]), axis=0, return_index=True)
        target = np.array([own[index].target for index in first])
        numbers = np.unique(mesh.triangles[part])
        plate = RBFInterpolator(source, target, kernel="thin_plate_spline", smoothing=1.0, degree=1)
        guess[numbers] = plate(mesh.vertices[numbers])
    return guess


@dataclass(frozen=True, eq=False)
class Source:
    """The garment picture at the size it is sampled from, with one alpha for each part."""

    category: Category
    image: RgbImage
    alphas: Mapping[GarmentPart, npt.NDArray[np.uint8]]

    @classmethod
    def of(cls, garment: Garment, fitting: Fitting, shrink: float) -> "Source":
        """The garment picture made smaller by a factor, with soft cuts between its parts."""
        alphas = {}
        inside = cv2.GaussianBlur(garment.part(GarmentPart.INSIDE).astype(np.float32), (0, 0), 1.0)
        solid = {anchor.part for anchor in fitting.anchors}
        for part in solid:
            # Only cuts between parts need an edge of their own; the outline is the matte's.
            own = _with_overlap(garment.part(part), garment, part, fitting)
            others = garment.part(*(solid - {part})) & ~own
            cut = 1.0 - cv2.GaussianBlur(others.astype(np.float32), (0, 0), 0.8)
            alphas[part] = garment.matte * np.clip(2.0 * cut - 0.5, 0, 1) * np.clip(1.5 - 2.0 * inside, 0, 1)
        alphas[GarmentPart.INSIDE] = garment.matte * inside
        size = (max(1, round(garment.image.shape[1] * shrink)), max(1, round(garment.image.shape[0] * shrink)))
        image = garment.image if shrink == 1.0 else cv2.resize(garment.image, size, interpolation=cv2.INTER_AREA)
        scaled = {
            part: np.round(255 * cv2.resize(alpha, size, interpolation=cv2.INTER_AREA)).astype(np.uint8)
            for part, alpha in alphas.items()
        }
        return cls(garment.category, image, scaled)

    def pieces(self, part: GarmentPart, sampling: Sampling) -> list[Piece]:
        """The piece of a part, and that of the inside seen through the neck opening, which moves with the torso."""
        wanted = [part, GarmentPart.INSIDE] if part is GarmentPart.TORSO else [part]
        image = sampling.draw(self.image)
        drawn = []
        for each in wanted:
            alpha = sampling.draw(self.alphas[each]).astype(np.float32) / 255
            if alpha.max() > 0.5:
                drawn.append(Piece(self.category, each, sampling.corner, image, alpha))
        return drawn
