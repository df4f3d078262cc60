"""Tops and dresses onto a body: shoulders first, then the torso rows, then each sleeve along its arm."""

import numpy as np

from fitting_room.domain.garment import Category, Garment, GarmentPart, HemLength, Neckline, PhotoType, SleeveLength
from fitting_room.domain.garment import Landmark as Mark
from fitting_room.domain.geometry import Vector, perpendicular, unit
from fitting_room.domain.tryon import Fit
from fitting_room.engines.warp.edges import Frame, at_shares, edge_path, outline
from fitting_room.engines.warp.fit import (
    HEM,
    WAIST,
    FitParams,
    Fitting,
    asymmetry,
    body_half_width,
    leg_distance,
    lengthened,
)
from fitting_room.engines.warp.mesh import Anchor, Floats
from fitting_room.perception.body_shape import BodyShape, Side
from fitting_room.perception.old_outline import OldOutline, near

NECK = {Side.LEFT: Mark.NECK_LEFT, Side.RIGHT: Mark.NECK_RIGHT}
SHOULDER = {Side.LEFT: Mark.SHOULDER_LEFT, Side.RIGHT: Mark.SHOULDER_RIGHT}
ARMPIT = {Side.LEFT: Mark.ARMPIT_LEFT, Side.RIGHT: Mark.ARMPIT_RIGHT}
CUFF_OUTER = {Side.LEFT: Mark.CUFF_OUTER_LEFT, Side.RIGHT: Mark.CUFF_OUTER_RIGHT}
CUFF_INNER = {Side.LEFT: Mark.CUFF_INNER_LEFT, Side.RIGHT: Mark.CUFF_INNER_RIGHT}
SLEEVE = {Side.LEFT: GarmentPart.LEFT_SLEEVE, Side.RIGHT: GarmentPart.RIGHT_SLEEVE}

# Level of the hem (0 shoulders, 1 hips, 1.9 knees, 2.8 ankles): the range each hem length may fall in. The ranges
# overlap widely because the length is read from the same picture as the scale.
HEM_LEVELS = {
    HemLength.WAIST: (0.50, 1.05),
    HemLength.HIP: (0.92, 1.40),
    HemLength.THIGH: (0.95, 1.80),
    HemLength.KNEE: (1.45, 2.20),
    HemLength.CALF: (1.80, 2.60),
    HemLength.ANKLE: (2.20, 2.85),
}
LOWEST_HEM = HEM_LEVELS[HemLength.ANKLE][1]
SHORTEST_DRESS = 1.32
"""Level above which no dress may end: a dress that was measured too short would bare the hips."""
# Levels between which the armpits of cloth lie (0.22-0.48 on the rendered pairs).
HIGHEST_ARMPIT, LOWEST_ARMPIT = 0.22, 0.48
# Where a sleeve may end, as shares of the arm from shoulder to wrist.
SLEEVE_ENDS = {
    SleeveLength.SHORT: (0.12, 0.50),
    SleeveLength.HALF: (0.40, 0.78),
    SleeveLength.LONG: (0.95, 1.04),
}


class TopFitter:
    """Fits one top or dress to one body; `fit()` gives the anchors."""

    def __init__(self, garment: Garment, shape: BodyShape, old: OldOutline, fit: Fit, params: FitParams) -> None:
        self.garment, self.shape, self.old, self.params = garment, shape, old, params
        self.ease = params.ease_of(fit)
        self.torso = garment.part(GarmentPart.TORSO)
        neck = (garment.at(Mark.NECK_LEFT) + garment.at(Mark.NECK_RIGHT)) / 2
        hem = (garment.at(Mark.HEM_LEFT) + garment.at(Mark.HEM_RIGHT)) / 2
        self.frame = Frame.between(garment.at(Mark.ARMPIT_RIGHT), garment.at(Mark.ARMPIT_LEFT), neck, hem)
        self.middle = float(np.mean([self._coordinates(mark)[0] for mark in ARMPIT.values()]))
        self.scale_across, scale_down = self._scales()
        self.rows, self.levels = self._level_map(scale_down)
        spans = np.diff(self.levels) * shape.torso_length / np.maximum(np.diff(self.rows), 1.0)
        self.scale_down = float(np.average(spans, weights=np.diff(self.rows)))

    def fit(self) -> Fitting:
        """All anchors of the garment."""
        anchors = [*self._shoulder_anchors(), *self._torso_anchors()]
        seams = []
        sleeve_ends = {}
        for side in Side:
            if (
                self.garment.sleeve_length is not SleeveLength.NONE
                and self.garment.part(SLEEVE[side]).sum() > 0.002 * self.torso.sum()
            ):
                start, end = self._sleeve_reach(side)
                anchors += self._sleeve_anchors(side, start, end)
                sleeve_ends[side] = end
                seams.append(np.array([self.garment.at(SHOULDER[side]), self.garment.at(ARMPIT[side])]))
        leg_ends = {side: leg_distance(self.shape, float(self.levels[-1]), side) for side in Side}
        scale = (self.scale_across, self.scale_down)
        return Fitting(
            tuple(anchors),
            tuple(seams),
            scale,
            self.frame.across,
            torso_levels=(float(self.levels[1]), float(self.levels[-1])),
            opening=self._opening(),
            sleeve_ends=sleeve_ends,
            leg_ends=leg_ends,
        )

    def _coordinates(self, mark: Mark) -> Floats:
        return self.frame.coordinates(self.garment.at(mark))

    def _offset(self, mark: Mark, side: Side) -> float:
        """Canvas pixels from the garment's middle line outwards."""
        return float((self._coordinates(mark)[0] - self.middle) * side.sign * self.scale_across)

    def _scales(self) -> tuple[float, float]:
        """Canvas pixels per garment pixel: across, wide enough for chest and shoulders; and down, whatever the ease."""
        shape, params = self.shape, self.params
        chest = sum(shape.half_width(0.33, side) for side in Side)
        armpits = abs(self._coordinates(Mark.ARMPIT_LEFT)[0] - self._coordinates(Mark.ARMPIT_RIGHT)[0])
        by_chest = chest / max(armpits, 1.0)
        stretch = params.flat_stretch if self.garment.photo_type is PhotoType.FLAT else 1.0
        if self.garment.sleeve_length is SleeveLength.NONE:
            return float(by_chest * self.ease), float(params.down_per_chest * by_chest * stretch)
        tips = abs((shape.tips[Side.LEFT] - shape.tips[Side.RIGHT]) @ shape.across)
        seams = abs(self._coordinates(Mark.SHOULDER_LEFT)[0] - self._coordinates(Mark.SHOULDER_RIGHT)[0])
        by_shoulder = tips / max(seams, 1.0)
        # Dropped shoulders are wider than the person's; narrower ones would pull the sleeve onto the chest.
        across = float(np.clip(by_chest * self.ease, params.narrowest * by_shoulder, 1.30 * by_shoulder))
        # The shoulder seam lies flat in every picture: only the chest's share is stretched.
        chest_says, shoulder_says = params.down_per_chest * by_chest * stretch, params.down_per_shoulder * by_shoulder
        down = chest_says ** (1 - params.down_by_shoulder) * shoulder_says**params.down_by_shoulder
        return across, float(down)

    def _level_map(self, scale_down: float) -> tuple[Floats, Floats]:
        """Depth in the garment -> level on the body, piecewise linear through neck, armpit, (waist) and hem."""
        shape, params = self.shape, self.params
        pixels_per_level = shape.torso_length / scale_down
        top = float(np.mean([shape.level_of(shape.neck[side]) for side in Side]))
        neck = float(np.mean([self._coordinates(mark)[1] for mark in NECK.values()]))
        armpit = float(np.mean([self._coordinates(mark)[1] for mark in ARMPIT.values()]))
        hem = float(np.mean([self._coordinates(mark)[1] for mark in HEM.values()]))
        # Wide shoulders of a sleeveless top may be all there is of an armhole: its sides begin where a torso's do.
        armpit = max(armpit, neck + (HIGHEST_ARMPIT - top) * pixels_per_level)
        armpit_level = min(top + (armpit - neck) / pixels_per_level, LOWEST_ARMPIT)
        rows, levels = [neck, armpit], [top, armpit_level]
        if self.garment.category is Category.DRESSES and Mark.WAIST_LEFT in self.garment.landmarks:
            waist = float(np.mean([self._coordinates(mark)[1] for mark in WAIST.values()]))
            level = armpit_level + (waist - armpit) / pixels_per_level
            if armpit + 0.05 * (hem - armpit) < waist < hem and 0.5 < level < 0.95:
                rows.append(waist)
                levels.append(0.5 * level + 0.5 * params.natural_waist)
        low, high = HEM_LEVELS[self.garment.hem_length]
        hem_level = levels[-1] + (hem - rows[-1]) / pixels_per_level
        if self.garment.category is Category.DRESSES:
            low = max(low, SHORTEST_DRESS)
        hem_level = float(np.clip(hem_level, low, high))
        if abs(hem_level - self.old.hem) < params.keep_hem:
            hem_level = self.old.hem
        hem_level = lengthened(armpit_level, hem_level, params.hem, LOWEST_HEM, params.longest)
        rows.append(max(hem, rows[-1] + 1.0))
        levels.append(max(hem_level, levels[-1] + 0.05))
        return np.array(rows), np.array(levels)

    def _level(self, row: float) -> float:
        if row < self.rows[0]:
            return float(self.levels[0] + (row - self.rows[0]) * self.scale_down / self.shape.torso_length)
        return float(np.interp(row, self.rows, self.levels))

    def _on_shoulder(self, offset: float, side: Side) -> Vector:
        """The point of the shoulder line this far out from the middle; beyond the tip it runs down the arm."""
        shape = self.shape
        neck, tip = shape.neck[side], shape.tips[side]
        lift = -shape.down * self.params.thickness * shape.unit_length
        start = abs(float((neck - shape.shoulders) @ shape.across))
        end = abs(float((tip - shape.shoulders) @ shape.across))
        share = (offset - start) / max(end - start, 1.0)
        below = self.old.below_shoulder_line(float(np.clip(share, 0.2, 1.0)), side)
        if not np.isnan(below) and share > 0.0:
            lift = shape.down * below * min(share / 0.3, 1.0) + lift * max(1.0 - share / 0.3, 0.0)
        if share <= 1.0:
            return np.asarray(neck + (tip - neck) * max(share, -0.3) + lift)
        beyond = min(offset - end, 0.25 * shape.unit_length)
        return np.asarray(tip + shape.arms[side].direction(0.0) * beyond + lift)

    def _opening(self) -> float | None:
        """How far from the middle line skin may show above the armpits; None where the shoulders may be bare."""
        if self.garment.sleeve_length is SleeveLength.NONE or self.garment.neckline is Neckline.STRAPLESS:
            return None
        return max(self._offset(NECK[side], side) for side in Side) + 0.05 * self.shape.unit_length

    def _shoulder_anchors(self) -> list[Anchor]:
        """Collar, shoulder line and front neckline."""
        anchors = []
        contour = outline(self.garment.matte > 0.5)
        for side in Side:
            neck, shoulder, armpit = (self.garment.at(marks[side]) for marks in (NECK, SHOULDER, ARMPIT))
            path = edge_path(contour, neck, shoulder, armpit)
            for share in (0.0, 0.33, 0.67, 1.0):
                point = at_shares(path, np.array([share]))[0]
                offset = float((self.frame.coordinates(point)[0] - self.middle) * side.sign * self.scale_across)
                weight = 4.0 if share in (0.0, 1.0) else 2.0
                anchors.append(Anchor(GarmentPart.TORSO, point, self._on_shoulder(offset, side), weight))
        if Mark.NECK_FRONT in self.garment.landmarks:
            u, w = self._coordinates(Mark.NECK_FRONT)
            target = self.shape.spine(self._level(w)) + self.shape.across * (u - self.middle) * self.scale_across
            anchors.append(Anchor(GarmentPart.TORSO, self.garment.at(Mark.NECK_FRONT), target, 1.5))
        return anchors

    def _torso_anchors(self) -> list[Anchor]:
        """Armpits, and both edges and the middle of rows down to the hem."""
        anchors = []
        top, bottom = float(self.rows[1]), float(self.rows[-1])
        width = float(self.torso.shape[1])
        for share in np.linspace(0.0, 0.985, 10):
            row = top + (bottom - top) * share
            span = self.frame.row(self.torso, row, width)
            if span is None:
                continue
            level = self._level(row)
            centre = self.shape.spine(level)
            for side, u in zip((Side.RIGHT, Side.LEFT), span, strict=True):
                half = self._half_width(abs(u - self.middle) * self.scale_across, level, side)
                target = centre + self.shape.across * side.sign * half
                source = self.frame.points(np.array([u, row]))
                anchors.append(Anchor(GarmentPart.TORSO, source, target, 3.0 if share == 0.0 else 1.5))
            middle = self.frame.points(np.array([self.middle, row]))
            if self.torso[tuple(np.clip(np.round(middle[::-1]).astype(int), 0, np.array(self.torso.shape) - 1))]:
                anchors.append(Anchor(GarmentPart.TORSO, middle, centre, 0.3))
        return anchors

    def _half_width(self, natural: float, level: float, side: Side) -> float:
        """How far the cloth reaches from the middle line, between the body and the widest the cut allows."""
        body = body_half_width(self.shape, level, side, self.params.crotch_level)
        natural *= asymmetry(self.shape, min(level, 1.0), side)
        half = max(natural, self.params.closest * body)
        if level <= 1.0:
            half = min(half, self.params.widest * body)
        return near(half, self.old.torso_half_width(level, side), self.params.keep_torso)

    def _sleeve_reach(self, side: Side) -> tuple[float, float]:
        """Where along the arm the sleeve begins and ends, in canvas pixels from the shoulder joint."""
        garment, arm = self.garment, self.shape.arms[side]
        armhole = (garment.at(SHOULDER[side]) + garment.at(ARMPIT[side])) / 2
        cuff = (garment.at(CUFF_OUTER[side]) + garment.at(CUFF_INNER[side])) / 2
        start = self._armhole_distance(side)
        low, high = SLEEVE_ENDS[garment.sleeve_length]
        natural = start + float(np.hypot(*(cuff - armhole))) * self.scale_down
        end = float(np.clip(natural, low * arm.length, high * arm.length))
        old_end = self.old.sleeve_ends[side] * arm.length
        return start, old_end if abs(end - old_end) < self.params.keep_sleeve * arm.length else end

    def _sleeve_anchors(self, side: Side, start: float, end: float) -> list[Anchor]:
        """Pairs of points across the sleeve, from the armhole to the cuff, laid along the arm."""
        garment, shape = self.garment, self.shape
        part, arm = SLEEVE[side], shape.arms[side]
        shoulder, armpit = garment.at(SHOULDER[side]), garment.at(ARMPIT[side])
        cuff_outer, cuff_inner = garment.at(CUFF_OUTER[side]), garment.at(CUFF_INNER[side])
        contour = outline(garment.part(part))
        outer_path = edge_path(contour, shoulder, cuff_outer, armpit)
        inner_path = edge_path(contour, armpit, cuff_inner, shoulder)
        sleeve = float(np.hypot(*((cuff_outer + cuff_inner) / 2 - (shoulder + armpit) / 2)))
        base = float(np.hypot(*(shoulder - armpit)))
        # Cross-sections of a sleeve that is wider than long say nothing: keep its base and its cuff.
        shares = np.array([0.5, 1.0]) if sleeve < 0.9 * base else np.linspace(0, 1, 8)[1:]
        anchors = []
        outers, inners = at_shares(outer_path, shares), at_shares(inner_path, shares)
        for share, outer, inner in zip(shares, outers, inners, strict=True):
            distance = start + (end - start) * share
            centre, radius = arm.at(distance), arm.radius(distance)
            outwards = perpendicular(arm.direction(distance)) * -side.sign
            half = float(np.hypot(*(outer - inner))) * self.scale_across * self.params.sleeve_width / 2
            # A sleeve photographed sideways bulges at the shoulder; on a hanging arm it lies close there.
            widest = np.interp(share, [0, 0.5], [1.25, self.params.widest_sleeve])
            half = float(np.clip(half, 1.08 * radius, widest * radius * self.ease))
            # Strong: a sleeve that hangs folded in the picture is narrower than the arm it has to cover.
            firm = 4.0 if garment.sleeve_length is SleeveLength.LONG else 1.5
            weight = firm if share > 0.2 else 0.7
            old_out, old_in = self.old.across_limb(self.old.sleeves[side], distance / arm.length)
            out, inwards = (near(half, old, self.params.keep_limb) for old in (old_out, old_in))
            anchors.append(Anchor(part, outer, centre + outwards * out, weight))
            anchors.append(Anchor(part, inner, centre - outwards * inwards, weight))
        return anchors

    def _armhole_distance(self, side: Side) -> float:
        """How far down the arm the middle of the armhole sits."""
        shape = self.shape
        arm = shape.arms[side]
        seam = (
            self._on_shoulder(self._offset(SHOULDER[side], side), side) + shape.edge(float(self.levels[1]), side)
        ) / 2
        along_arm = float((seam - arm.axis[0]) @ unit(arm.axis[1] - arm.axis[0]))
        return float(np.clip(along_arm, 0.0, 0.25 * arm.length))
