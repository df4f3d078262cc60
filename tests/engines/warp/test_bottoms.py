"""Trousers and shorts as people lay them down for a photo sit on a body without folding over themselves."""

import cv2
import numpy as np
import pytest
from mannequin import stand

from fitting_room.domain.garment import Category, Garment, GarmentPart, HemLength, Landmark, PhotoType, SleeveLength
from fitting_room.domain.tryon import Fit
from fitting_room.engines.warp.fit import FitParams
from fitting_room.engines.warp.fit_bottoms import BottomFitter
from fitting_room.engines.warp.wear import wear
from fitting_room.perception.body_shape import BodyShape, measure_body
from fitting_room.perception.old_outline import OldOutline, measure_old_outline


def shorts(outer_end: tuple[int, int], inner_end: tuple[int, int], crotch: int, hem: HemLength) -> Garment:
    """Shorts drawn symmetrically in a picture 240 wide: ends of the right leg, depth of the crotch."""
    mirrored = [(240 - x, y) for x, y in (outer_end, inner_end)]
    outline = [(70, 20), outer_end, inner_end, (120, crotch), mirrored[1], mirrored[0], (170, 20)]
    mask = np.zeros((240, 240), np.uint8)
    cv2.fillPoly(mask, [np.array(outline, np.int32)], 1)
    parts = np.where(np.arange(240)[None] < 120, GarmentPart.RIGHT_LEG, GarmentPart.LEFT_LEG) * mask
    points = {
        Landmark.WAIST_RIGHT: (70, 20),
        Landmark.WAIST_LEFT: (170, 20),
        Landmark.LEG_OUTER_RIGHT: outer_end,
        Landmark.LEG_INNER_RIGHT: inner_end,
        Landmark.LEG_OUTER_LEFT: mirrored[0],
        Landmark.LEG_INNER_LEFT: mirrored[1],
        Landmark.CROTCH: (120, crotch),
    }
    return Garment(
        name="shorts",
        category=Category.BOTTOMS,
        image=np.full((240, 240, 3), (40, 60, 200), np.uint8),
        matte=mask.astype(np.float32),
        parts=parts.astype(np.uint8),
        landmarks={mark: (float(x), float(y), 1.0) for mark, (x, y) in points.items()},
        photo_type=PhotoType.FLAT,
        sleeve_length=SleeveLength.NONE,
        hem_length=hem,
        neckline=None,
        confidence=1.0,
    )


SPREAD = shorts((15, 150), (105, 185), 165, HemLength.KNEE)
"""Legs so wide and spread that their outer ends lie above the crotch."""
LOW_CROTCH = shorts((30, 190), (108, 198), 180, HemLength.KNEE)
"""Hardly any legs below the crotch."""
STRAIGHT = shorts((62, 200), (112, 200), 110, HemLength.THIGH)


@pytest.fixture(scope="module")
def body() -> tuple[BodyShape, OldOutline]:
    person = stand(legs=2.0)
    shape = measure_body(person)
    return shape, measure_old_outline(person, shape)


@pytest.mark.parametrize("garment", [SPREAD, LOW_CROTCH, STRAIGHT], ids=["spread", "low crotch", "straight"])
def test_shorts_cover_both_thighs_evenly_however_they_were_laid_down(body, garment):
    shape, old = body
    worn = wear(garment, shape, old, Fit.REGULAR)
    covered = np.max([piece.on_canvas(shape.size) for piece in worn.pieces], axis=0)
    sides = covered[:, :120].sum(), covered[:, 120:].sum()
    assert sides[0] == pytest.approx(sides[1], rel=0.1)
    thighs = np.zeros(covered.shape, np.uint8)
    for leg in shape.legs.values():
        middle = leg.at(0.22 * leg.length)
        cv2.circle(thighs, (round(middle[0]), round(middle[1])), 6, 1, -1)
    assert covered[thighs > 0].mean() > 0.95


@pytest.mark.parametrize("garment", [SPREAD, LOW_CROTCH, STRAIGHT], ids=["spread", "low crotch", "straight"])
def test_no_leg_is_pulled_up_past_its_beginning(body, garment):
    shape, old = body
    anchors = BottomFitter(garment, shape, old, Fit.REGULAR, FitParams()).fit().anchors
    for part in (GarmentPart.LEFT_LEG, GarmentPart.RIGHT_LEG):
        own = [anchor for anchor in anchors if anchor.part is part]
        sources, targets = np.array([a.source for a in own]), np.array([a.target for a in own])
        hem = targets[sources[:, 1] > 145]
        waist = targets[sources[:, 1] < 40]
        assert hem[:, 1].min() > waist[:, 1].max()
