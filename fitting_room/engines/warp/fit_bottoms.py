"""Trousers, shorts and skirts onto a body: waistband, hips, then each leg along its bones or the skirt's rows."""

import numpy as np

from fitting_room.domain.garment import Garment, GarmentPart, HemLength, PhotoType
from fitting_room.domain.garment import Landmark as Mark
from fitting_room.domain.geometry import perpendicular
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

LEG_OUTER = {Side.LEFT: Mark.LEG_OUTER_LEFT, Side.RIGHT: Mark.LEG_OUTER_RIGHT}
LEG_INNER = {Side.LEFT: Mark.LEG_INNER_LEFT, Side.RIGHT: Mark.LEG_INNER_RIGHT}
LEG = {Side.LEFT: GarmentPart.LEFT_LEG, Side.RIGHT: GarmentPart.RIGHT_LEG}

# Where trouser legs may end, as shares of the leg from hip to ankle.
LEG_ENDS = {
    HemLength.WAIST: (0.12, 0.30),
    HemLength.HIP: (0.12, 0.30),
    HemLength.THIGH: (0.18, 0.42),
    HemLength.KNEE: (0.36, 0.60),
    HemLength.CALF: (0.58, 0.88),
    HemLength.ANKLE: (1.00, 1.08),
}
# Levels a skirt's hem may fall in (1 hips, 1.9 knees, 2.8 ankles).
SKIRT_HEMS = {
    HemLength.WAIST: (1.15, 1.60),
    HemLength.HIP: (1.15, 1.60),
    HemLength.THIGH: (1.25, 1.75),
    HemLength.KNEE: (1.65, 2.10),
    HemLength.CALF: (2.00, 2.55),
    HemLength.ANKLE: (2.30, 2.85),
}


class BottomFitter:
    """Fits one pair of trousers or one skirt to one body; `fit()` gives the anchors."""

    def __init__(self, garment: Garment, shape: BodyShape, old: OldOutline, fit: Fit, params: FitParams) -> None:
        self.garment, self.shape, self.old, self.params = garment, shape, old, params
        self.ease = 0.5 * (1.0 + params.ease_of(fit))
        self.cloth = garment.matte > 0.5
        left, right = garment.at(Mark.WAIST_LEFT), garment.at(Mark.WAIST_RIGHT)
        ends = LEG_OUTER if garment.has_legs else HEM
        bottom = (garment.at(ends[Side.LEFT]) + garment.at(ends[Side.RIGHT])) / 2
        self.frame = Frame.between(right, left, (left + right) / 2, bottom)
        self.stretch = params.down_per_hips * (params.flat_stretch if garment.photo_type is PhotoType.FLAT else 1.0)

    def fit(self) -> Fitting:
        """All anchors of the garment."""
        return self._trousers() if self.garment.has_legs else self._skirt()

    def _row(self, row: float) -> tuple[float, float] | None:
        return self.frame.row(self.cloth, row, float(self.cloth.shape[1]))

    def _trousers(self) -> Fitting:
        shape, params = self.shape, self.params
        crotch = self.garment.at(Mark.CROTCH)
        middle, rise = (float(value) for value in self.frame.coordinates(crotch))
        rise = max(rise, 2.0)
        spans = [span for share in (0.55, 0.7, 0.85) if (span := self._row(rise * share)) is not None]
        hips = max((span[1] - span[0] for span in spans), default=2.0)
        body = sum(shape.half_width(params.hip_level, side) for side in Side)
        scale = body * self.ease * params.closest / hips
        scale_down = scale * self.stretch
        low, high = params.waistband
        depth = rise * scale_down / shape.torso_length
        waist = float(np.clip(params.crotch_level - depth, low, high))
        parting = params.crotch_level
        if self._legs_are_short(crotch):
            parting = float(np.clip(waist + depth, parting, parting + params.crotch_hangs))
        anchors = []
        for share in (0.02, 0.2, 0.4, 0.6, 0.8):
            span = self._row(rise * share)
            if span is not None:
                level = waist + (parting - waist) * share
                anchors += self._row_anchors(span, rise * share, level, middle, scale, split=True)
        anchors.append(Anchor(GarmentPart.LEFT_LEG, crotch, shape.spine(parting), 2.0))
        anchors.append(Anchor(GarmentPart.RIGHT_LEG, crotch, shape.spine(parting), 2.0))
        leg_ends, used = {}, []
        for side in Side:
            legs, leg_ends[side], length = self._leg_anchors(side, crotch, parting, scale, scale_down)
            anchors += legs
            used.append(length)
        seam = np.array([self.frame.points(np.array([middle, 0.0])), crotch])
        # The cloth is at rest at the length the legs get, or it would pull itself back to its natural one.
        return Fitting(tuple(anchors), (seam,), (scale, float(np.mean(used))), self.frame.across, leg_ends=leg_ends)

    def _legs_are_short(self, crotch: Floats) -> bool:
        """Whether the legs are shorter than wide: wide shorts, whose crotch hangs low."""
        inner, outer = (np.array([self.garment.at(ends[side]) for side in Side]) for ends in (LEG_INNER, LEG_OUTER))
        return float(np.hypot(*(inner - crotch).T).mean()) < float(np.hypot(*(inner - outer).T).mean())

    def _row_anchors(
        self, span: tuple[float, float], row: float, level: float, middle: float, scale: float, *, split: bool
    ) -> list[Anchor]:
        """Both edges and the middle of one row."""
        shape = self.shape
        centre = shape.spine(level)
        anchors = []
        for side, u in zip((Side.RIGHT, Side.LEFT), span, strict=True):
            part = LEG[side] if split else GarmentPart.TORSO
            body = body_half_width(shape, level, side, self.params.crotch_level)
            natural = abs(u - middle) * scale * asymmetry(shape, min(level, 1.0), side)
            half = max(natural, self.params.closest * body)
            if level <= 1.0:
                half = min(half, 1.25 * self.ease * body)
            half = near(half, self.old.torso_half_width(level, side), self.params.keep_torso)
            anchors.append(
                Anchor(part, self.frame.points(np.array([u, row])), centre + shape.across * side.sign * half, 2.0)
            )
        part = GarmentPart.LEFT_LEG if split else GarmentPart.TORSO
        anchors.append(Anchor(part, self.frame.points(np.array([middle + 1.0, row])), centre, 0.4))
        return anchors

    def _leg_anchors(
        self, side: Side, crotch: Floats, parting: float, scale: float, scale_down: float
    ) -> tuple[list[Anchor], float, float]:
        """Pairs of points across a trouser leg from the crotch, at level `parting`, to its end, laid along the leg.

        Returns:
            The anchors; where on the leg the trousers end; and how many canvas pixels a garment pixel becomes.
        """
        garment, shape = self.garment, self.shape
        leg, part = shape.legs[side], LEG[side]
        outer_end, inner_end = garment.at(LEG_OUTER[side]), garment.at(LEG_INNER[side])
        contour = outline(self.cloth)
        inner_path = edge_path(contour, crotch, inner_end, outer_end)
        outer_path = self._below_crotch(
            edge_path(contour, garment.at(WAIST[side]), outer_end, inner_end), crotch, inner_end
        )
        natural = float(np.hypot(*((outer_end + inner_end) / 2 - (outer_path[0] + crotch) / 2)))
        start = float((shape.spine(parting) - leg.axis[0]) @ leg.direction(0.0))
        low, high = LEG_ENDS[garment.hem_length]
        end = float(np.clip(start + natural * scale_down, low * leg.length, high * leg.length))
        end = max(end, start + 0.5 * natural * scale_down)
        more, farthest = self.params.hem * shape.torso_length, LEG_ENDS[HemLength.ANKLE][1] * leg.length
        end = lengthened(start, end, more, farthest, self.params.longest)
        width = float(np.hypot(*(outer_end - inner_end)))
        # Cross-sections closer together than cloth is wide only fold it.
        shares = np.linspace(0, 1, int(np.clip(8 * natural / width, 1, 8)) + 1)[1:]
        anchors = []
        for share, outer, inner in zip(
            shares, at_shares(outer_path, shares), at_shares(inner_path, shares), strict=True
        ):
            distance = start + (end - start) * share
            centre, radius = leg.at(distance), leg.radius(distance)
            outwards = perpendicular(leg.direction(distance)) * -side.sign
            half = float(np.hypot(*(outer - inner))) * scale / 2
            half = float(np.clip(half, 1.05 * radius, 2.4 * radius * self.ease))
            old_out, old_in = self.old.across_limb(self.old.trousers[side], distance / leg.length)
            out, inwards = (near(half, old, self.params.keep_limb) for old in (old_out, old_in))
            anchors.append(Anchor(part, outer, centre + outwards * out, 1.5))
            anchors.append(Anchor(part, inner, centre - outwards * inwards, 1.5 if share > 0.2 else 0.5))
        return anchors, end, (end - start) / max(natural, 1.0)

    def _below_crotch(self, outer: Floats, crotch: Floats, inner_end: Floats) -> Floats:
        """The part of a leg's outer edge that lies beside its inner edge.

        Wide shorts lie with their legs spread: the outer end may be higher than the crotch. So the leg is followed
        along its own direction: square to its hem where the leg is short, along its middle where it is long.
        """
        end = outer[-1]
        deep = np.flatnonzero(self.frame.coordinates(outer)[:, 1] >= self.frame.coordinates(crotch)[1])
        beside = outer[deep[0]] if len(deep) else end
        square = perpendicular(end - inner_end)
        if self.frame.coordinates(square + crotch)[1] < self.frame.coordinates(crotch)[1]:
            square = -square
        direction = square + (end + inner_end) / 2 - (beside + crotch) / 2
        above = np.flatnonzero(outer @ direction <= crotch @ direction)
        return outer[min(above[-1], len(outer) - 2) :] if len(above) else outer

    def _skirt(self) -> Fitting:
        shape, params = self.shape, self.params
        hem = float(np.mean([self.frame.coordinates(self.garment.at(mark))[1] for mark in HEM.values()]))
        span = self._row(0.03 * hem) or (-1.0, 1.0)
        waist_width = max(span[1] - span[0], 2.0)
        waist = 0.5 * (params.natural_waist + params.waistband[0] + 0.1)
        body = sum(shape.half_width(waist, side) for side in Side)
        scale = body * self.ease * params.closest / waist_width
        hips_row = self._row(min(0.3 * waist_width / 0.6, 0.5 * hem))
        if hips_row is not None:
            # A waistband that is narrow for its hips belongs to a narrower waist, not to a smaller skirt.
            hips = sum(shape.half_width(1.0, side) for side in Side)
            scale = max(scale, params.closest * hips / max(hips_row[1] - hips_row[0], 1.0) * 0.92)
        scale_down = scale * self.stretch
        low, high = SKIRT_HEMS[self.garment.hem_length]
        hem_level = float(np.clip(waist + hem * scale_down / shape.torso_length, low, high))
        hem_level = lengthened(waist, hem_level, params.hem, SKIRT_HEMS[HemLength.ANKLE][1], params.longest)
        anchors = []
        middle = sum(span) / 2
        for share in np.concatenate([[0.01], np.linspace(0.1, 0.985, 9)]):
            row_span = self._row(hem * share)
            if row_span is not None:
                level = waist + (hem_level - waist) * share
                anchors += self._row_anchors(row_span, hem * share, level, middle, scale, split=False)
        used = (hem_level - waist) * shape.torso_length / max(hem, 1.0)
        leg_ends = {side: leg_distance(shape, hem_level, side) for side in Side}
        return Fitting(tuple(anchors), (), (scale, used), self.frame.across, leg_ends=leg_ends)
