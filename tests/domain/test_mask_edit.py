"""An edit of the mask is a value that fits every size of a photo."""

import json
import pickle

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from fitting_room.domain.mask_edit import FARTHEST, Handle, MaskEdit, Protection, Region, Stroke, Tool, outlines_of

shares = st.floats(0, 1)
strokes = st.builds(
    Stroke,
    st.sampled_from(Tool),
    st.lists(st.tuples(shares, shares), min_size=1, max_size=5).map(tuple),
    st.floats(0.005, 0.2),
)
regions = st.builds(
    Region,
    st.sampled_from(Tool),
    st.lists(st.lists(st.tuples(shares, shares), min_size=3, max_size=5).map(tuple), min_size=1, max_size=2).map(tuple),
)
offsets = st.floats(-FARTHEST, FARTHEST)
edits = st.builds(
    MaskEdit,
    offsets,
    offsets,
    offsets,
    offsets,
    st.lists(strokes | regions, max_size=4).map(tuple),
    st.frozensets(st.sampled_from(Protection)),
)


@given(edits)
def test_an_edit_survives_json_and_pickle_and_can_be_a_key(edit: MaskEdit) -> None:
    assert MaskEdit.from_json(json.loads(json.dumps(edit.to_json()))) == edit
    assert {pickle.loads(pickle.dumps(edit)): "found"}[edit] == "found"


@pytest.mark.parametrize("nonsense", [{}, {"sleeve": "long"}, {**MaskEdit().to_json(), "lifted": ["feet"]}])
def test_what_is_no_edit_is_refused(nonsense: dict[str, object]) -> None:
    with pytest.raises(ValueError):  # noqa: PT011 - each says something else
        MaskEdit.from_json(nonsense)


@pytest.mark.parametrize("offset", [float("nan"), float("inf"), FARTHEST + 0.1])
@pytest.mark.parametrize("handle", Handle)
def test_a_handle_stays_near_the_body(handle: Handle, offset: float) -> None:
    with pytest.raises(ValueError, match=handle.value):
        MaskEdit().moved(handle, offset)


def test_a_stroke_has_a_place_and_a_width() -> None:
    for points, radius in (((), 0.1), (((0.5, float("nan")),), 0.1), (((0.5, 0.5),), 0.0)):
        with pytest.raises(ValueError, match=r"Stroke"):
            Stroke(Tool.BRUSH, points, radius)


@given(edits, st.tuples(st.integers(20, 90), st.integers(20, 90)))
def test_brushed_and_erased_never_overlap(edit: MaskEdit, size: tuple[int, int]) -> None:
    brushed, erased = edit.draw_strokes(size)
    assert brushed.shape == erased.shape == (size[1], size[0])
    assert not np.any(brushed & erased)


def test_the_later_stroke_counts() -> None:
    here = ((0.5, 0.5),)
    edit = MaskEdit().painted(Stroke(Tool.ERASER, here, 0.2)).painted(Stroke(Tool.BRUSH, here, 0.1))
    brushed, erased = edit.draw_strokes((100, 100))
    assert brushed[50, 50]
    assert erased[50, 35]


def ring(side: int = 120) -> np.ndarray:
    """A thick ring, a block beside it, and a speck."""
    y, x = np.mgrid[:side, :side] / side
    away = np.hypot(x - 0.4, y - 0.4)
    mask = (away < 0.3) & (away > 0.15)
    mask[int(0.8 * side) : int(0.9 * side), int(0.1 * side) : int(0.6 * side)] = True
    mask[2, -2] = True
    return mask


@pytest.mark.parametrize("size", [(120, 120), (480, 480)])
def test_a_region_covers_what_it_was_made_of_at_every_size(size: tuple[int, int]) -> None:
    region = Region(Tool.BRUSH, outlines_of(ring()))
    brushed, erased = MaskEdit().painted(region).draw_strokes(size)
    there = ring(size[0])
    assert (brushed & there).sum() / (brushed | there).sum() > 0.93
    assert not brushed[int(0.4 * size[1]), int(0.4 * size[0])], "what lies in its hole is not in it"
    assert not brushed[2, -2], "a speck is nothing"
    assert not erased.any()
    assert outlines_of(np.zeros((40, 30), np.bool_)) == ()


def test_regions_and_strokes_cover_each_other_in_their_order() -> None:
    whole = ((0.0, 0.0), (1.0, 0.0), (1.0, 1.0), (0.0, 1.0))
    edit = MaskEdit().painted(Stroke(Tool.BRUSH, ((0.5, 0.5),), 0.2)).painted(Region(Tool.ERASER, (whole,)))
    edit = edit.painted(Stroke(Tool.BRUSH, ((0.2, 0.2),), 0.05))
    brushed, erased = edit.draw_strokes((100, 100))
    assert brushed[20, 20]
    assert erased[50, 50]
    assert edit.has_regions
    assert edit.for_another_photo().is_neutral


@pytest.mark.parametrize(
    "outlines", [(), (((0.1, 0.1), (0.2, 0.2)),), (((0.1, 0.1), (0.2, 0.2), (0.3, float("nan"))),)]
)
def test_a_region_has_an_inside(outlines: tuple[tuple[tuple[float, float], ...], ...]) -> None:
    with pytest.raises(ValueError, match="Region"):
        Region(Tool.BRUSH, outlines)


def test_a_stroke_lies_at_the_same_place_at_every_size() -> None:
    edit = MaskEdit().painted(Stroke(Tool.BRUSH, ((0.2, 0.3), (0.5, 0.8)), 0.06))
    small, _ = edit.draw_strokes((150, 200))
    large, _ = edit.draw_strokes((600, 800))
    shrunk = large.reshape(200, 4, 150, 4).mean((1, 3)) > 0.5
    assert np.mean(shrunk != small) < 0.01
    assert small[100, 70], "half way between the two points"


def test_protection_is_lifted_and_put_back() -> None:
    lifted = MaskEdit().protecting(Protection.HANDS, False)
    assert not lifted.protects(Protection.HANDS)
    assert lifted.protects(Protection.FACE)
    assert lifted.protecting(Protection.HANDS, True).is_neutral


def test_strokes_belong_to_one_photo_and_handles_to_the_person() -> None:
    edit = MaskEdit(hem=0.3, strokes=(Stroke(Tool.BRUSH, ((0.5, 0.5),), 0.1),))
    assert edit.for_another_photo() == MaskEdit(hem=0.3)
