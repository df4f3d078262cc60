"""Placement: whatever goes to the canvas and back lands where it was, and points land where pixels do."""

import cv2
import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from fitting_room.domain.geometry import Placement, along, length, perpendicular, unit

sides = st.integers(16, 400)
sizes = st.tuples(sides, sides)


@st.composite
def crops(draw: st.DrawFn) -> Placement:
    """A crop that may reach beyond the picture, full size or shrunk."""
    width, height = draw(sizes)
    left, top = draw(st.floats(-width / 2, width * 0.6)), draw(st.floats(-height / 2, height * 0.6))
    right, bottom = left + draw(st.floats(8, width)), top + draw(st.floats(8, height))
    return Placement.crop((width, height), (left, top, right, bottom), draw(st.none() | st.integers(8, 300)))


placements = st.one_of(
    st.builds(Placement.shrink, sizes, st.integers(16, 400)),
    st.builds(Placement.letterbox, sizes, sizes),
    crops(),
)


def smooth(width: int, height: int) -> np.ndarray:
    """A gradient without detail that any resampling could lose."""
    y, x = np.mgrid[:height, :width]
    red, green = x * 200 / max(width - 1, 1) + 20, y * 200 / max(height - 1, 1) + 20
    return np.stack([red, green, (red + green) / 2], axis=-1).astype(np.uint8)


@given(placement=placements, seed=st.integers(0, 10_000))
def test_points_come_back(placement: Placement, seed: int) -> None:
    points = np.random.default_rng(seed).uniform(-50, 450, (7, 3))
    there = placement.points(points)
    assert np.allclose(placement.points_back(there), points, atol=1e-6)
    assert np.array_equal(there[:, 2], points[:, 2])
    assert points is not there


@given(placement=placements)
def test_points_follow_the_matrix(placement: Placement) -> None:
    points = np.array([[0.0, 0.0], [13.0, 7.0]])
    by_matrix = points @ placement.matrix[:, :2].T + placement.matrix[:, 2]
    assert np.allclose(placement.points(points), by_matrix)


@given(size=sizes, canvas=sizes)
def test_a_letterbox_holds_the_whole_picture_in_the_middle(size: tuple[int, int], canvas: tuple[int, int]) -> None:
    placement = Placement.letterbox(size, canvas)
    corners = np.array([[-0.5, -0.5], [size[0] - 0.5, size[1] - 0.5]])
    (left, top), (right, bottom) = placement.points(corners)
    assert left >= -0.5 - 1e-9
    assert top >= -0.5 - 1e-9
    assert np.isclose(left + 0.5, canvas[0] - 0.5 - right)
    assert np.isclose(top + 0.5, canvas[1] - 0.5 - bottom)
    assert np.isclose(right - left, canvas[0]) or np.isclose(bottom - top, canvas[1])


@given(size=sizes, longest=st.integers(16, 500))
def test_shrinking_never_enlarges(size: tuple[int, int], longest: int) -> None:
    placement = Placement.shrink(size, longest)
    assert max(placement.canvas) <= max(longest, 1)
    assert placement.canvas <= size or max(size) > longest
    assert placement.is_identity == (max(size) <= longest)


@given(placement=placements)
def test_everything_has_the_canvas_size_and_its_own_dtype(placement: Placement) -> None:
    width, height = placement.size
    picture = np.zeros((height, width, 3), np.uint8)
    matte = np.zeros((height, width), np.float32)
    for made, dtype in (
        (placement.image(picture), np.uint8),
        (placement.matte(matte), np.float32),
        (placement.labels(matte.astype(np.uint8)), np.uint8),
        (placement.labels(matte > 0), np.bool_),
    ):
        assert made.shape[:2] == placement.canvas[::-1]
        assert made.dtype == dtype
    canvas = np.zeros((*placement.canvas[::-1], 3), np.uint8)
    assert placement.image_back(canvas).shape == picture.shape
    assert placement.matte_back(canvas[..., 0].astype(np.float32)).shape == (height, width)
    assert placement.labels_back(canvas[..., 0]).shape == (height, width)


@given(placement=placements, where=st.tuples(st.floats(0.2, 0.8), st.floats(0.2, 0.8)))
def test_a_spot_in_the_picture_lies_where_its_point_goes(placement: Placement, where: tuple[float, float]) -> None:
    """The centre of mass of a blurred spot follows `points`, for mattes of any scale."""
    width, height = placement.size
    centre = np.array([where[0] * (width - 1), where[1] * (height - 1)])
    spread = 2.0 / min(placement.scale, 1.0)
    y, x = np.mgrid[:height, :width]
    spot = np.exp(-((x - centre[0]) ** 2 + (y - centre[1]) ** 2) / (2 * spread**2)).astype(np.float32)
    expected = placement.points(centre)
    reach = 4 * spread * placement.scale
    inside_canvas = np.all(expected > reach) and np.all(expected < np.array(placement.canvas) - 1 - reach)
    inside_picture = np.all(centre > 4 * spread) and np.all(centre < np.array(placement.size) - 1 - 4 * spread)
    if not (inside_canvas and inside_picture):
        return
    drawn = placement.matte(spot).astype(np.float64)
    ys, xs = np.mgrid[: drawn.shape[0], : drawn.shape[1]]
    found = np.array([(xs * drawn).sum(), (ys * drawn).sum()]) / drawn.sum()
    # Shrinking rounds the canvas to whole pixels, which moves the far end by up to half a pixel.
    assert np.abs(found - expected).max() < 0.6


@given(size=sizes, canvas=sizes)
def test_a_smooth_picture_survives_the_round_trip(size: tuple[int, int], canvas: tuple[int, int]) -> None:
    placement = Placement.letterbox(size, canvas)
    if min(placement.scale * size[0], placement.scale * size[1]) < 12:
        return
    picture = smooth(*size)
    returned = placement.image_back(placement.image(picture))
    edge = 2 + int(3 / placement.scale)
    middle = (slice(edge, -edge), slice(edge, -edge))
    if picture[middle].size:
        # A step of the gradient at the coarser of the two scales.
        step = 200 / (min(min(size), min(size) * placement.scale) - 1)
        assert np.abs(returned[middle].astype(int) - picture[middle]).max() <= 3 + 2 * step


@given(placement=placements)
def test_labels_are_never_mixed(placement: Placement) -> None:
    width, height = placement.size
    labels = np.where(np.mgrid[:height, :width].sum(axis=0) % 7 < 3, 4, 9).astype(np.uint8)
    assert set(np.unique(placement.labels(labels))) <= {0, 4, 9}
    assert set(np.unique(placement.labels_back(placement.labels(labels)))) <= {0, 4, 9}


@given(size=sizes)
def test_the_identity_copies(size: tuple[int, int]) -> None:
    picture = smooth(*size)
    placement = Placement.shrink(size, max(size))
    for made in (placement.image(picture), placement.image_back(picture)):
        assert np.array_equal(made, picture)
        assert made is not picture
        assert not np.shares_memory(made, picture)


def test_outside_is_grey_for_pictures_and_nothing_for_mattes() -> None:
    placement = Placement.crop((40, 30), (-20, -10, 60, 40))
    assert tuple(placement.image(np.zeros((30, 40, 3), np.uint8), outside=127)[0, 0]) == (127, 127, 127)
    assert placement.matte(np.ones((30, 40), np.float32))[0, 0] == 0
    assert placement.matte(np.ones((30, 40), np.float32))[15, 25] == 1


def test_a_crop_at_full_size_is_exact() -> None:
    picture = cv2.randu(np.zeros((60, 80, 3), np.uint8), 0, 255)
    placement = Placement.crop((80, 60), (10, 20, 50, 60))
    assert np.array_equal(placement.image(picture), picture[20:60, 10:50])
    back = placement.image_back(placement.image(picture))
    assert np.array_equal(back[20:60, 10:50], picture[20:60, 10:50])
    assert not back[:18].any()


@given(x=st.floats(-1e6, 1e6), y=st.floats(-1e6, 1e6))
def test_unit_vectors_and_quarter_turns(x: float, y: float) -> None:
    vector = np.array([x, y])
    if np.hypot(x, y) > 1e-6:
        assert np.hypot(*unit(vector)) == pytest.approx(1)
    assert perpendicular(vector) @ vector == pytest.approx(0, abs=1e-3)
    assert np.array_equal(perpendicular(perpendicular(vector)), -vector)


def test_rightwards_turns_downwards() -> None:
    assert np.array_equal(perpendicular(np.array([1.0, 0.0])), [0, 1])
    assert np.array_equal(unit(np.zeros(2)), [0, 0])


@given(seed=st.integers(0, 10_000), share=st.floats(0, 1))
def test_walking_along_a_line_covers_its_length(seed: int, share: float) -> None:
    line = np.random.default_rng(seed).uniform(0, 100, (5, 2))
    total = length(line)
    assert np.allclose(along(line, 0.0), line[0])
    assert np.allclose(along(line, total), line[-1])
    first_leg = float(np.hypot(*(line[1] - line[0])))
    assert np.allclose(along(line, share * first_leg), line[0] + share * (line[1] - line[0]))
    beyond = along(line, total + 10)
    assert np.allclose(beyond, line[-1] + 10 * unit(line[-1] - line[-2]))
