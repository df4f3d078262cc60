import cv2
import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from fitting_room.perception.garment.contour import stand_upright, turning
from fitting_room.perception.garment.shape import grow, outline, shrink

SHIRT = np.array(
    [[90, 20], [150, 20], [230, 90], [205, 125], [165, 90], [165, 240], [75, 240], [75, 90], [35, 125], [10, 90]]
)


def drawn(tilt: float) -> np.ndarray:
    canvas = np.zeros((340, 320), np.uint8)
    turn = cv2.getRotationMatrix2D((120, 130), tilt, 1.0) + np.array([[0, 0, 40], [0, 0, 40]])
    points = SHIRT @ turn[:, :2].T + turn[:, 2]
    cv2.fillPoly(canvas, [np.rint(points).astype(np.int32)], 1)
    return canvas.astype(bool)


@given(tilt=st.floats(-18, 18))
def test_a_garment_lying_askew_is_stood_upright(tilt: float) -> None:
    upright = stand_upright(drawn(tilt))
    assert upright.symmetry > 0.93
    if abs(tilt) > 3:
        assert upright.tilt == pytest.approx(-tilt, abs=2)


@given(tilt=st.floats(-18, 18), x=st.floats(0, 300), y=st.floats(0, 300))
def test_the_way_into_the_frame_and_back_is_the_identity(tilt: float, x: float, y: float) -> None:
    upright = stand_upright(drawn(tilt))
    there = upright.from_picture(np.array([x, y]))
    np.testing.assert_allclose(upright.to_picture(there), [x, y], atol=1e-6)


def test_armpits_turn_inwards_and_corners_outwards() -> None:
    upright = stand_upright(drawn(0))
    contour = outline(upright.mask)
    turn = turning(contour, 12)
    armpit = upright.from_picture(np.array([165.0 + 40, 90 + 40]))
    hem = upright.from_picture(np.array([165.0 + 40, 240 + 40]))
    assert turn[np.hypot(*(contour - armpit).T).argmin()] > 0.5
    assert turn[np.hypot(*(contour - hem).T).argmin()] < -0.5


@given(radius=st.floats(1, 12))
def test_growing_and_shrinking_undo_each_other_on_a_square(radius: float) -> None:
    square = np.zeros((80, 80), bool)
    square[25:55, 25:55] = True
    assert (shrink(grow(square, radius), radius) | ~square).all()
    assert grow(square, radius).sum() > square.sum() > shrink(square, radius).sum()
