"""What the engine shows the network, and what it notices in its answer."""

from dataclasses import replace

import mannequin
import numpy as np
import pytest

from fitting_room.domain.body import SKIN, BodyLabel
from fitting_room.domain.garment import Category, PhotoType
from fitting_room.engines.fashn.alarms import Alarm, find_alarms
from fitting_room.engines.fashn.canvas import (
    HIDDEN,
    changed_pixels,
    hide_old_clothes,
    place_person,
    show_garment,
)
from fitting_room.engines.fashn.skeleton import draw_pose

CANVAS = (576, 864)
PERSON = mannequin.stand()
BEFORE = PERSON.photo.pixels
CLOTHES = PERSON.parsing.where(BodyLabel.UPPER_CLOTHES)
SKIN_SEEN = PERSON.parsing.where(*SKIN)


def test_a_good_picture_raises_no_alarm() -> None:
    after = BEFORE.copy()
    after[CLOTHES] = (220, 190, 40)
    assert find_alarms(BEFORE, after, CLOTHES, SKIN_SEEN) == ()


def test_clothes_that_stay_on_are_noticed() -> None:
    noisy = np.clip(BEFORE + np.random.default_rng(0).integers(-2, 3, BEFORE.shape), 0, 255).astype(np.uint8)
    assert find_alarms(BEFORE, noisy, CLOTHES, SKIN_SEEN) == (Alarm.NOTHING_CHANGED,)


def test_another_person_is_noticed() -> None:
    after = BEFORE[:, ::-1].copy()
    after[~CLOTHES] = 255 - BEFORE[~CLOTHES]
    assert Alarm.IDENTITY_DRIFT in find_alarms(BEFORE, after, CLOTHES, SKIN_SEEN)


@pytest.mark.parametrize("shift", [(-45, -40, -35), (20, 30, 40)])
def test_another_skin_is_noticed_in_either_direction(shift: tuple[int, int, int]) -> None:
    after = BEFORE.copy()
    after[CLOTHES] = 0
    after[SKIN_SEEN] = np.clip(after[SKIN_SEEN].astype(int) + shift, 0, 255)
    assert Alarm.SKIN_SHIFT in find_alarms(BEFORE, after, CLOTHES, SKIN_SEEN)


def test_the_person_fills_the_canvas_and_stays_whole() -> None:
    placement = place_person(PERSON, CANVAS)
    seen = placement.matte(PERSON.matte) > 0.5
    back = placement.labels_back(np.ones((CANVAS[1], CANVAS[0]), np.bool_))
    assert back[PERSON.matte > 0.5].all()
    assert np.ptp(np.nonzero(seen)[0]) > 0.8 * CANVAS[1]


def test_a_photo_without_a_matte_is_shown_whole() -> None:
    nobody = replace(PERSON, matte=np.zeros_like(PERSON.matte))
    assert place_person(nobody, CANVAS).scale == pytest.approx(2.4)


def test_flat_garments_lie_on_white_and_worn_ones_on_grey() -> None:
    matte = np.zeros((400, 400), np.float32)
    matte[100:300, 100:300] = 1
    cut = replace(
        mannequin.garment(Category.TOPS),
        image=np.full((400, 400, 3), 30, np.uint8),
        matte=matte,
        parts=np.ones((400, 400), np.uint8),
    )
    for photo_type, ground in ((PhotoType.FLAT, 255), (PhotoType.GHOST, 255), (PhotoType.WORN, HIDDEN)):
        shown = show_garment(replace(cut, photo_type=photo_type), CANVAS)
        assert shown.shape == (864, 576, 3)
        middle = shown[432]
        assert middle[288].tolist() == [30, 30, 30]
        assert middle[10].tolist() == [ground] * 3
        assert shown[0].max() == 0


def test_old_clothes_are_hidden_and_the_face_is_not() -> None:
    placement = place_person(PERSON, CANVAS)
    shown = placement.image(BEFORE, 0)
    hidden = hide_old_clothes(shown, PERSON, placement, Category.TOPS)
    labels = placement.labels(PERSON.parsing.labels)
    assert np.all(hidden[labels == BodyLabel.UPPER_CLOTHES] == HIDDEN)
    face = labels == BodyLabel.FACE
    assert np.mean(np.any(hidden[face] != shown[face], axis=1)) < 0.05  # Cloth is hidden with a rim against leaks.


def test_noise_is_no_change_and_a_new_shirt_is() -> None:
    placement = place_person(PERSON, CANVAS)
    before = placement.image(BEFORE, 0)
    noisy = np.clip(before + np.random.default_rng(0).normal(0, 3, before.shape), 0, 255).astype(np.uint8)
    assert not changed_pixels(before, noisy, placement).any()
    after = placement.image(np.where(CLOTHES[..., None], np.uint8(250), BEFORE), 0)
    assert changed_pixels(before, after, placement)[CLOTHES].all()


def test_a_pose_is_drawn_where_the_person_is() -> None:
    placement = place_person(PERSON, CANVAS)
    drawn = draw_pose(PERSON.pose.placed(placement))
    assert drawn.shape == (864, 576)
    on_person = placement.matte(PERSON.matte) > 0.1
    assert (drawn[~on_person] > 0).sum() < 0.02 * (drawn > 0).sum()
