"""Label sets: what the field says, said in ours, and the other way round."""

from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image

from fitting_room.domain.body import BodyLabel
from fitting_room.domain.labels import (
    ATR_18,
    CIHP_20,
    DENSEPOSE_24,
    LABEL_SETS,
    LIP_20,
    VITON_HD_7,
    VITON_HD_13,
    VITON_HD_GROUPS,
    LabelSet,
    from_canonical,
    to_canonical,
)

PARSING_SETS = [label_set for label_set in LABEL_SETS if label_set is not DENSEPOSE_24]
by_name = pytest.mark.parametrize("label_set", LABEL_SETS, ids=lambda label_set: label_set.name)


@by_name
def test_sets_are_as_large_as_their_names_say(label_set: LabelSet) -> None:
    # DensePose counts 24 surfaces and, apart from them, the background.
    assert len(label_set.classes) == int(label_set.name.rsplit("-", 1)[1]) + (label_set is DENSEPOSE_24)


@by_name
def test_every_foreign_label_has_a_meaning(label_set: LabelSet) -> None:
    numbers = np.arange(len(label_set.classes)).reshape(1, -1)
    canonical = to_canonical(numbers, label_set)
    assert canonical.dtype == np.uint8
    assert [BodyLabel(label) for label in canonical[0]] == [label for _, label in label_set.classes]


@pytest.mark.parametrize("label_set", PARSING_SETS, ids=lambda label_set: label_set.name)
def test_parsing_sets_can_say_every_label(label_set: LabelSet) -> None:
    foreign = from_canonical(np.array(BodyLabel, np.uint8)[None], label_set)
    assert foreign.max() < len(label_set.classes)


@by_name
def test_a_label_that_comes_back_stays_what_it_is(label_set: LabelSet) -> None:
    said = np.array([list(label_set.codes)], np.uint8)
    once = to_canonical(from_canonical(said, label_set), label_set)
    assert np.array_equal(to_canonical(from_canonical(once, label_set), label_set), once)


@by_name
def test_background_hair_and_limbs_keep_their_sides(label_set: LabelSet) -> None:
    kept = [BodyLabel.BACKGROUND, BodyLabel.LEFT_ARM, BodyLabel.RIGHT_ARM]
    if label_set is not DENSEPOSE_24:
        kept += [BodyLabel.HAIR, BodyLabel.UPPER_CLOTHES]
    if label_set is not VITON_HD_7:
        kept += [BodyLabel.LEFT_LEG, BodyLabel.RIGHT_LEG, BodyLabel.FACE]
    labels = np.array([kept], np.uint8)
    assert np.array_equal(to_canonical(from_canonical(labels, label_set), label_set), labels)


def test_the_sets_mean_what_their_papers_say() -> None:
    assert to_canonical(np.array([[10]]), LIP_20)[0, 0] == BodyLabel.DRESS  # jumpsuits
    assert to_canonical(np.array([[10]]), CIHP_20)[0, 0] == BodyLabel.TORSO_SKIN
    assert to_canonical(np.array([[16]]), ATR_18)[0, 0] == BodyLabel.BAG
    assert to_canonical(np.array([[3, 4]]), DENSEPOSE_24).tolist() == [[BodyLabel.RIGHT_HAND, BodyLabel.LEFT_HAND]]
    assert to_canonical(np.array([[5, 6]]), DENSEPOSE_24).tolist() == [[BodyLabel.LEFT_FOOT, BodyLabel.RIGHT_FOOT]]


def test_viton_hd_groups_cihp_as_its_code_does() -> None:
    # shadow2496/VITON-HD datasets.py: 13 groups of CIHP numbers; test.py: 7 groups of those.
    groups = [[0, 10], [1, 2], [4, 13], [5, 6, 7], [9, 12], [14], [15], [16], [17], [18], [19], [8], [3, 11]]
    for code, members in enumerate(groups):
        for member in members:
            meaning = to_canonical(np.array([[member]], np.uint8), CIHP_20)
            said = int(from_canonical(meaning, VITON_HD_13)[0, 0])
            # Socks and noise are both OTHER for us, so one of the two has to be said with the other's number.
            assert said == code or (member == 8 and said == 12)
    seven = [[0], [2, 4, 7, 8, 9, 10, 11], [3], [1], [5], [6], [12]]
    assert [VITON_HD_GROUPS[code] for code in range(13)] == [
        next(group for group, codes in enumerate(seven) if code in codes) for code in range(13)
    ]


@by_name
@given(number=st.integers(-3, 400))
def test_unknown_numbers_are_errors_that_name_them(label_set: LabelSet, number: int) -> None:
    labels = np.array([[0, number]])
    if 0 <= number < len(label_set.classes):
        to_canonical(labels, label_set)
    else:
        with pytest.raises(ValueError, match=rf"{number} is no label of {label_set.name}"):
            to_canonical(labels, label_set)


def test_what_a_set_cannot_say_is_an_error() -> None:
    with pytest.raises(ValueError, match="13 cannot be expressed in DensePose-24"):
        from_canonical(np.full((2, 2), BodyLabel.UPPER_CLOTHES, np.uint8), DENSEPOSE_24)
    with pytest.raises(ValueError, match="22 cannot be expressed in LIP-20"):
        from_canonical(np.full((2, 2), 22, np.uint8), LIP_20)
    with pytest.raises(ValueError, match="must be integers"):
        to_canonical(np.zeros((2, 2), np.float32), LIP_20)


def test_an_empty_map_stays_empty() -> None:
    assert to_canonical(np.zeros((0, 5), np.int64), LIP_20).shape == (0, 5)


def test_a_real_densepose_map_puts_the_left_arm_on_the_right_of_the_picture(shared: Path) -> None:
    maps = sorted((shared / "pairs").glob("*/densepose.png"))
    assert maps
    for path in maps:
        with Image.open(path) as image:
            labels = to_canonical(np.asarray(image), DENSEPOSE_24)
        left, right = ((labels == label).nonzero()[1].mean() for label in (BodyLabel.LEFT_ARM, BodyLabel.RIGHT_ARM))
        assert left > right + 50
        top, bottom = ((labels == label).nonzero()[0].mean() for label in (BodyLabel.FACE, BodyLabel.LEFT_LEG))
        assert top < bottom
