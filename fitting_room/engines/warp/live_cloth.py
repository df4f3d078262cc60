"""A garment bound to one person: its mesh and textures are made once, then bent to every pose in milliseconds.

The mesh reaches beyond the garment's sides. There it is drawn only over what still shows of the old clothes, which a
mirror does not paint out.
"""

from collections.abc import Mapping
from dataclasses import dataclass

import cv2
import numpy as np
import numpy.typing as npt

from fitting_room.domain.arrays import Mask, RgbImage
from fitting_room.domain.body import Person
from fitting_room.domain.garment import Category, Garment, GarmentPart
from fitting_room.domain.garment import Landmark as Mark
from fitting_room.domain.geometry import Vector, perpendicular, unit
from fitting_room.domain.tryon import Fit
from fitting_room.engines.warp.fit import FitParams, Fitting
from fitting_room.engines.warp.fit_tops import ARMPIT, CUFF_INNER, CUFF_OUTER, SHOULDER, SLEEVE
from fitting_room.engines.warp.mesh import Elastic, Mesh, rasterise
from fitting_room.engines.warp.rig import Bound, Rig
from fitting_room.engines.warp.shading import Light, lit, measure_light
from fitting_room.engines.warp.wear import Cut, Piece, Source, cut_out, fit_garment
from fitting_room.perception.body_shape import BodyShape, Side
from fitting_room.perception.old_outline import OldOutline

Coverage = npt.NDArray[np.uint8]


@dataclass(frozen=True)
class LiveClothParams:
    """What a mirror does differently from a still picture."""

    fit: FitParams = FitParams(keep_torso=0.3, keep_limb=0.5, keep_hem=0.2)
    """Cloth takes the outline of the old clothes where it can, and so hides them."""
    divisions: int = 12
    """Vertices along the longer side of a garment: half of a still picture's (8-24 tried)."""
    smallest_divisions: int = 4
    """Vertices from side to side of a sleeve: its triangles are a few pixels large even far away (3-8 tried)."""
    rounds: int = 3
    """Rounds of bending the mesh; the rig's guess is near (1-6 tried)."""
    first_rounds: int = 12
    """The same for the pose to which the garment is bound."""
    closer: float = 1.5
    """Textures are this much larger than they are drawn at first: the person may come closer."""
    beyond: float = 0.10
    """How far the mesh reaches beyond the garment's sides, as a share of its longer side (0.05-0.15 tried)."""
    sideways: float = 0.8
    """Cosine to the garment's horizontal above which beyond the edge is beside the garment (0.7-0.9 tried)."""


PARAMS = LiveClothParams()
SLEEVE_REACH = 0.5
"""Share of the reach of `beyond` that a sleeve has."""


@dataclass(frozen=True, eq=False)
class Texture:
    """One part of a garment picture, ready to be drawn.

    Attributes:
        image: RGB uint8 (h, w, 3), in the light of the room.
        coverage: (h, w, 2) uint8: the part itself; and what lies beside it, to be drawn over old clothes only.
    """

    image: RgbImage
    coverage: Coverage


@dataclass(frozen=True, eq=False)
class LivePiece:
    """One part of a garment in one frame.

    Attributes:
        part: Which.
        corner: (x, y) of its top-left pixel in the frame.
        image: RGB uint8 (h, w, 3).
        alpha: (h, w) uint8.
        beside: (h, w) uint8 alpha where old clothes show.
    """

    part: GarmentPart
    corner: tuple[int, int]
    image: RgbImage
    alpha: Coverage
    beside: Coverage


class LiveGarment:
    """One garment bound to one person.

    Args:
        garment: The garment.
        cut: Of the garment, for the person's body in the frame that was understood.
        rig: Of that frame.
        textures: By part, at `shrink` of the garment picture.
        shrink: Texture pixels per garment pixel.
        ends: How far down each arm the sleeves reach, as a share of the arm; no key, no sleeve.
        params: Divisions and rounds.
    """

    def __init__(
        self,
        garment: Garment,
        cut: Cut,
        rig: Rig,
        textures: Mapping[GarmentPart, Texture],
        shrink: float,
        ends: Mapping[Side, float],
        params: LiveClothParams = PARAMS,
    ) -> None:
        self.garment, self.ends = garment, ends
        self._textures, self._rounds, self._size = textures, params.rounds, rig.unit_length
        self._vertices = cut.mesh.vertices * shrink
        self._triangles = {
            part: _beside_first(cut.mesh, part, textures[part].coverage[..., 0], shrink) for part in cut.mesh.triangles
        }
        self._elastic = Elastic(cut.mesh, cut.rest, cut.weights, cut.stiffness)
        position = self._elastic.solve(cut.start, cut.targets, params.first_rounds)
        # Seams are shared: the torso goes last, so that the limbs hang on it.
        parts = {part: np.unique(cut.mesh.triangles[part]).astype(np.intp) for part in sorted(cut.mesh.triangles)[::-1]}
        self._bound = Bound.at(position, rig, parts)
        own = {part: np.flatnonzero([anchor.part is part for anchor in cut.anchors]) for part in parts}
        self._targets = Bound.at(cut.targets, rig, own)

    def pieces(self, rig: Rig, size: tuple[int, int]) -> list[LivePiece]:
        """The garment on the person of a frame; parts outside the frame are left out.

        Args:
            rig: Of the person in the frame.
            size: (width, height) of the frame.
        """
        scale = rig.unit_length / self._size
        position = self._elastic.solve(self._bound.on(rig), self._targets.on(rig), self._rounds, scale)
        pieces = []
        for part, triangles in self._triangles.items():
            sampling = rasterise(self._vertices, position, triangles, size)
            if sampling is not None:
                texture = self._textures[part]
                coverage = sampling.draw(texture.coverage)
                image = sampling.draw(texture.image)
                pieces.append(LivePiece(part, sampling.corner, image, coverage[..., 0], coverage[..., 1]))
        return pieces


def bind(
    garment: Garment,
    person: Person,
    shape: BodyShape,
    old: OldOutline,
    fit: Fit,
    params: LiveClothParams = PARAMS,
) -> LiveGarment:
    """Fit a garment to a body and make it ready to follow.

    Args:
        garment: The garment.
        person: A frame understood.
        shape: Their body.
        old: Their old clothes.
        fit: How closely the garment follows the body.
        params: What a mirror does differently.
    """
    fitting = fit_garment(garment, shape, old, fit, params.fit)
    shrink = min(1.0, params.closer * max(fitting.scale))
    source = Source.of(garment, fitting, shrink)
    height, width = source.image.shape[:2]
    white = measure_light(person, shape, garment).white
    light = Light(np.ones((height, width), np.float32), np.zeros((height, width), np.float32), white)
    unit_length = shape.unit_length * shrink / max(fitting.scale)
    reach = params.beyond * max(garment.matte.shape)
    textures = {}
    for part, coverage in source.alphas.items():
        piece = Piece(garment.category, part, (0, 0), source.image, coverage.astype(np.float32) / 255)
        image = lit(piece, garment, light, unit_length)
        beside = _beside(garment, part, fitting, coverage > 127, shrink, reach * shrink, params.sideways)
        textures[part] = Texture(image, np.dstack([coverage, beside]))
    ends = {side: end / shape.arms[side].length for side, end in fitting.sleeve_ends.items()}
    cut = cut_out(garment, fitting, params.divisions, params.smallest_divisions, round(reach))
    return LiveGarment(garment, cut, Rig.of(person.pose), textures, shrink, ends, params)


def _beside(
    garment: Garment,
    part: GarmentPart,
    fitting: Fitting,
    cloth: Mask,
    shrink: float,
    reach: float,
    sideways: float,
) -> Coverage:
    """(h, w) uint8: 255 within reach of a part's sides and shoulders, not below its hem or in its neckline."""
    if not cloth.any() or part is GarmentPart.INSIDE:
        return np.zeros(cloth.shape, np.uint8)
    if part in SLEEVE.values():
        reach *= SLEEVE_REACH  # An arm is thin, and what lies beside it is often the body.
    distance, labels = cv2.distanceTransformWithLabels(
        np.where(cloth, 0, 1).astype(np.uint8), cv2.DIST_L2, 5, labelType=cv2.DIST_LABEL_PIXEL
    )
    rows, columns = np.nonzero(cloth)
    nearest = np.zeros((int(labels.max()) + 1, 2), np.float32)
    nearest[labels[rows, columns]] = np.column_stack([columns, rows])
    y, x = np.mgrid[: cloth.shape[0], : cloth.shape[1]].astype(np.float32)
    across = _across(garment, part, fitting.across)
    aside = np.abs((x - nearest[labels, 0]) * across[0] + (y - nearest[labels, 1]) * across[1])
    beside = (distance > 0) & (distance < reach) & (aside > sideways * distance)
    if part is GarmentPart.TORSO and garment.category is not Category.BOTTOMS:
        armpit, neck = (
            (garment.at(left) + garment.at(right)) / 2 * shrink
            for left, right in ((Mark.ARMPIT_LEFT, Mark.ARMPIT_RIGHT), (Mark.NECK_LEFT, Mark.NECK_RIGHT))
        )
        neck_width = float(np.hypot(*(garment.at(Mark.NECK_LEFT) - garment.at(Mark.NECK_RIGHT)))) * shrink
        down = perpendicular(across)
        low = (x - armpit[0]) * down[0] + (y - armpit[1]) * down[1] > 0
        from_neck = np.abs((x - neck[0]) * across[0] + (y - neck[1]) * across[1])
        above = (y - nearest[labels, 1]) * down[1] + (x - nearest[labels, 0]) * down[0] < -sideways * distance
        on_shoulder = (distance > 0) & (distance < reach) & above & (from_neck > 0.5 * neck_width + 2)
        beside = (beside & low) | (on_shoulder & ~low)
    # The soft edge of the cloth itself is filled, too.
    solid = cv2.dilate(np.where(beside, 255, 0).astype(np.uint8), np.ones((3, 3), np.uint8))
    return np.asarray(cv2.blur(solid, (3, 3)))


def _across(garment: Garment, part: GarmentPart, across: Vector) -> Vector:
    """Unit vector across a part of the garment picture."""
    for side, sleeve in SLEEVE.items():
        if part is sleeve:
            cuff = garment.at(CUFF_OUTER[side]) + garment.at(CUFF_INNER[side])
            return perpendicular(unit(cuff - garment.at(SHOULDER[side]) - garment.at(ARMPIT[side])))
    return across


def _beside_first(mesh: Mesh, part: GarmentPart, coverage: Coverage, shrink: float) -> npt.NDArray[np.int32]:
    """(M, 3) triangles in the order of painting: those beside the cloth first, so that they never hide it."""
    triangles = mesh.triangles[part]
    x, y = np.round(mesh.vertices[triangles].mean(1) * shrink).astype(int).T
    inside = coverage[np.clip(y, 0, coverage.shape[0] - 1), np.clip(x, 0, coverage.shape[1] - 1)]
    return triangles[np.argsort(inside, kind="stable")]
