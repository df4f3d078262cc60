"""What photoreal engines show their networks, and what they notice in the answer."""

from dataclasses import replace

import mannequin
import numpy as np
import pytest

from fitting_room.domain.body import SKIN, BodyLabel
from fitting_room.domain.garment import Category
from fitting_room.engines.alarms import Alarm, find_alarms
from fitting_room.engines.framing import changed_pixels, cut_out, place_garment, place_person

CANVAS = (576, 864)
PERSON = mannequin.stand()
BEFORE = PERSON.photo.pixels
CLOTHES = PERSON.parsing.where(BodyLabel.UPPER_CLOTHES)
SKIN_SEEN = PERSON.parsing.where(*SKIN)


def test_a_good_picture_raises_no_alarm() -> None:
    after = BEFORE.copy()
    folds = np.random.default_rng(0).integers(-4, 5, (CLOTHES.sum(), 1))
    after[CLOTHES] = np.array((220, 190, 40)) + folds
    assert find_alarms(BEFORE, after, CLOTHES, SKIN_SEEN) == ()


def test_an_empty_picture_is_noticed() -> None:
    after = BEFORE.copy()
    after[CLOTHES] = 0
    assert find_alarms(BEFORE, after, CLOTHES, SKIN_SEEN) == (Alarm.EMPTY,)


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


def test_a_garment_is_cut_out_and_framed() -> None:
    matte = np.zeros((400, 400), np.float32)
    matte[100:300, 100:300] = 1
    cut = replace(
        mannequin.garment(Category.TOPS),
        image=np.full((400, 400, 3), 30, np.uint8),
        matte=matte,
        parts=np.ones((400, 400), np.uint8),
    )
    shown = cut_out(cut, place_garment(cut, CANVAS), ground=127, outside=0)
    assert shown.shape == (864, 576, 3)
    assert shown[432, 288].tolist() == [30, 30, 30]
    assert shown[432, 10].tolist() == [127, 127, 127]
    whole = replace(cut, matte=np.ones((400, 400), np.float32))
    assert cut_out(whole, place_garment(whole, CANVAS), ground=127, outside=0)[0].max() == 0


def test_noise_is_no_change_and_a_new_shirt_is() -> None:
    placement = place_person(PERSON, CANVAS)
    before = placement.image(BEFORE, 0)
    noisy = np.clip(before + np.random.default_rng(0).normal(0, 3, before.shape), 0, 255).astype(np.uint8)
    assert not changed_pixels(before, noisy, placement).any()
    after = placement.image(np.where(CLOTHES[..., None], np.uint8(250), BEFORE), 0)
    assert changed_pixels(before, after, placement)[CLOTHES].all()
