"""What the user changes about the mask: handles move its edges, the eraser is absolute, protection is a lock."""

import cv2
import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from mannequin import HEIGHT, WIDTH, garment, stand

from fitting_room.domain.body import HANDS, BodyLabel
from fitting_room.domain.garment import Category, HemLength, Outfit, SleeveLength
from fitting_room.domain.geometry import Placement
from fitting_room.domain.mask_edit import Handle, MaskEdit, Protection, Stroke, Tool
from fitting_room.perception.agnostic import find_handles, make_agnostic
from fitting_room.perception.body_shape import measure_body

TEE = Outfit.of(garment(Category.TOPS, SleeveLength.SHORT))
SWEATER = Outfit.of(garment(Category.TOPS, SleeveLength.LONG))
SHORTS = Outfit.of(garment(Category.BOTTOMS, hem=HemLength.THIGH, legs=True))
DRESS = Outfit.of(garment(Category.DRESSES, SleeveLength.SHORT, HemLength.KNEE))
OUTFITS = (TEE, SWEATER, SHORTS, DRESS)
PERSON = stand(sleeves=0.6, legs=1.2)
LONGEST = max(WIDTH, HEIGHT)

places = st.tuples(st.floats(0, WIDTH / LONGEST), st.floats(0, 1))
strokes = st.builds(
    Stroke, st.sampled_from(Tool), st.lists(places, min_size=1, max_size=4).map(tuple), st.floats(0.01, 0.1)
)
edits = st.builds(
    MaskEdit,
    *(st.floats(-1.5, 1.5) for _ in Handle),
    st.lists(strokes, max_size=3).map(tuple),
    st.frozensets(st.sampled_from(Protection)),
)


def mask_of(outfit: Outfit, edit: MaskEdit = MaskEdit()) -> np.ndarray:
    return make_agnostic(PERSON, outfit, edit=edit).mask


@settings(max_examples=40)
@given(edits, st.sampled_from(OUTFITS))
def test_mask_and_protect_never_overlap_and_the_eraser_is_absolute(edit: MaskEdit, outfit: Outfit) -> None:
    agnostic = make_agnostic(PERSON, outfit, edit=edit)
    assert not np.any(agnostic.mask & agnostic.protect)
    brushed, erased = edit.draw_strokes(PERSON.photo.size)
    assert not np.any(agnostic.mask & erased)
    assert agnostic.mask[brushed & ~agnostic.protect].all()


@pytest.mark.parametrize("outfit", OUTFITS)
def test_a_neutral_edit_changes_nothing(outfit: Outfit) -> None:
    plain, neutral = make_agnostic(PERSON, outfit), make_agnostic(PERSON, outfit, edit=MaskEdit())
    assert neutral.person is PERSON
    assert np.array_equal(plain.mask, neutral.mask)
    assert np.array_equal(plain.protect, neutral.protect)


@pytest.mark.parametrize("outfit", OUTFITS)
@pytest.mark.parametrize("handle", Handle)
def test_a_handle_opens_one_way_and_closes_the_other(outfit: Outfit, handle: Handle) -> None:
    if handle not in {track.handle for track in find_handles(PERSON, outfit)}:
        assert (outfit, handle) == (SHORTS, Handle.SLEEVE)
        return
    neutral = mask_of(outfit)
    at_the_wrist = (outfit, handle) == (SWEATER, Handle.SLEEVE)
    opened, closed = (mask_of(outfit, MaskEdit().moved(handle, offset)) for offset in (0.4, -0.4))
    assert not np.any(neutral & ~opened)
    assert not np.any(closed & ~neutral)
    assert at_the_wrist or opened.sum() > 1.02 * neutral.sum()
    assert closed.sum() < 0.98 * neutral.sum()


def test_left_and_right_are_the_wearers_own() -> None:
    x = np.arange(WIDTH)[None]
    opened = mask_of(TEE, MaskEdit(left=0.4)) & ~mask_of(TEE)
    assert opened.any()
    assert not np.any(opened & (x < WIDTH // 2)), "the wearer's left is on the picture's right"


def test_the_hem_handle_lets_a_top_hang_over_the_bottoms_that_stay() -> None:
    bottoms = PERSON.parsing.where(BodyLabel.LOWER_CLOTHES)
    level = measure_body(PERSON).level_map(PERSON.matte.shape)
    below = bottoms & (level > 1.35) & (level < 1.5)
    assert not mask_of(TEE)[below].any()
    assert mask_of(TEE, MaskEdit(hem=0.4))[below].mean() > 0.8


def test_a_closed_sleeve_keeps_the_old_one() -> None:
    sleeve = PERSON.parsing.where(BodyLabel.UPPER_CLOTHES) & (np.arange(WIDTH)[None] > 160)
    assert sleeve.sum() > 30
    assert mask_of(TEE)[sleeve].all()
    assert mask_of(TEE, MaskEdit(sleeve=-1.5))[sleeve].mean() < 0.1


def test_the_brush_opens_everything_but_what_is_protected() -> None:
    whole = Stroke(Tool.BRUSH, ((0.0, 0.5), (WIDTH / LONGEST, 0.5)), 0.6)
    face = cv2.erode(PERSON.parsing.where(BodyLabel.FACE).astype(np.uint8), np.ones((9, 9), np.uint8)) > 0
    locked = make_agnostic(PERSON, TEE, edit=MaskEdit(strokes=(whole,)))
    assert locked.protect[face].all()
    assert locked.mask[PERSON.parsing.where(BodyLabel.LEFT_SHOE)].all()
    lifted = make_agnostic(PERSON, TEE, edit=MaskEdit(strokes=(whole,), lifted=frozenset(Protection)))
    assert lifted.mask.all()
    assert lifted.lifted == frozenset(Protection)


def test_what_was_brushed_counts_as_old_cloth() -> None:
    spot = Stroke(Tool.BRUSH, ((20 / LONGEST, 150 / LONGEST),), 0.03)
    labels = make_agnostic(PERSON, TEE, edit=MaskEdit(strokes=(spot,))).person.parsing
    assert labels.where(BodyLabel.UPPER_CLOTHES)[150, 20]
    assert make_agnostic(PERSON, SHORTS, edit=MaskEdit(strokes=(spot,))).person.parsing.where(BodyLabel.LOWER_CLOTHES)[
        150, 20
    ]


def test_lifted_hands_are_no_longer_kept_out_of_a_long_sleeve() -> None:
    hands = PERSON.parsing.where(*HANDS)
    lifted = make_agnostic(PERSON, SWEATER, edit=MaskEdit(lifted=frozenset({Protection.HANDS})))
    assert not lifted.protect[hands].any()
    assert lifted.mask[hands].sum() > make_agnostic(PERSON, SWEATER).mask[hands].sum()


def test_an_edit_fits_every_size_of_the_photo() -> None:
    edit = MaskEdit(0.3, 0.2, -0.2, 0.3, (Stroke(Tool.ERASER, ((0.3, 0.4), (0.35, 0.6)), 0.05),))
    twice = Placement(PERSON.photo.size, (2 * WIDTH, 2 * HEIGHT), 2.0)
    small = make_agnostic(PERSON, TEE, edit=edit).mask
    large = make_agnostic(PERSON.placed(twice), TEE, edit=edit).mask[::2, ::2]
    assert (small & large).sum() / (small | large).sum() > 0.93


def test_handles_stand_at_the_edges_they_move() -> None:
    mask = mask_of(TEE)
    for track in find_handles(PERSON, TEE):
        inside, outside = (
            mask[round(y * LONGEST), round(x * LONGEST)] for x, y in (track.place(-0.18), track.place(0.18))
        )
        assert inside, track.handle
        if track.handle in (Handle.SLEEVE, Handle.HEM):  # Beside the body hang the arms, which may be open too.
            assert not outside, track.handle


@pytest.mark.parametrize("outfit", [SHORTS, DRESS])
def test_the_hem_handle_stands_at_the_last_open_row(outfit: Outfit) -> None:
    (hem,) = (track for track in find_handles(PERSON, outfit) if track.handle is Handle.HEM)
    last = np.flatnonzero(mask_of(outfit).any(axis=1))[-1]
    assert abs(hem.place(0)[1] * LONGEST - last) < 0.03 * LONGEST


def test_a_handle_is_found_again_from_where_it_stands() -> None:
    for track in find_handles(PERSON, DRESS):
        for offset in np.linspace(track.offsets[0], track.offsets[-1], 7):
            assert track.nearest_offset(track.place(offset)) == pytest.approx(offset, abs=0.02)
