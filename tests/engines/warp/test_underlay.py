"""The room is repaired, the body is made whole, the other garment is completed; what is real stays real."""

import time

import cv2
import numpy as np
import pytest
from mannequin import CLOTH, SKIN, room, stand

from fitting_room.domain.body import CLOTHES, BodyLabel, Parsing, Person, Photo
from fitting_room.domain.garment import Category
from fitting_room.engines.warp.underlay import PARTS, Underlay, foreground, make_underlay, undress
from fitting_room.engines.warp.underlay.background import person_with_halo, repair_background
from fitting_room.engines.warp.underlay.continuation import continue_into, membrane
from fitting_room.perception.body_shape import measure_body

TOPS, BOTTOMS, DRESSES = (Category.TOPS,), (Category.BOTTOMS,), (Category.DRESSES,)


def underlay_of(person: Person, categories: tuple[Category, ...]) -> Underlay:
    return make_underlay(undress(person, measure_body(person)), categories)


def difference(one: np.ndarray, other: np.ndarray) -> np.ndarray:
    return np.abs(one.astype(float) - other).mean(-1)


def test_a_studio_gradient_is_repaired_invisibly():
    person = stand()
    plate = repair_background(person)
    assert difference(plate, room("studio")).max() < 4.0


def test_a_brick_wall_goes_on_behind_the_person():
    person = stand(background="bricks")
    plate = repair_background(person)
    hole = person_with_halo(person)
    assert difference(plate, room("bricks"))[hole].mean() < 8.0


@pytest.mark.parametrize("background", ["studio", "bricks"])
def test_what_was_visible_of_the_room_stays_bit_for_bit(background):
    person = stand(background=background)
    plate = underlay_of(person, TOPS).background
    seen = ~person_with_halo(person)
    assert np.array_equal(plate[seen], person.photo.pixels[seen])


def test_no_colour_of_the_person_is_left_in_the_room():
    person = stand()
    plate = underlay_of(person, TOPS).background.astype(int)
    blue = plate[..., 2] - plate[..., 0]
    assert blue.max() < 20, "the room is grey, the top is blue"


def test_a_hole_without_surroundings_is_left_as_it_is():
    image = np.full((40, 40, 3), 77, np.uint8)
    everything = np.ones((40, 40), np.bool_)
    assert np.array_equal(continue_into(image, ~everything, everything), image)
    assert np.array_equal(continue_into(image, everything, ~everything), image)


def test_the_membrane_continues_a_slope():
    slope = np.repeat(np.arange(64, dtype=np.float32)[None, :, None], 64, 0)
    known = np.ones((64, 64), np.bool_)
    known[20:44, 20:44] = False
    assert np.abs(membrane(slope, known) - slope).max() < 1.0


@pytest.mark.parametrize("skin", [SKIN, (95, 62, 48), (242, 214, 196)])
def test_covered_skin_has_the_tone_of_visible_skin(skin):
    person = stand(sleeves=1.0, skin=skin)
    underlay = underlay_of(person, TOPS)
    covered = (underlay.parts["left_arm"] > 0.95) & person.parsing.where(*CLOTHES)
    painted = np.median(underlay.skin[covered], axis=0)
    assert np.abs(painted - skin).max() < 22


def test_visible_skin_away_from_the_clothes_is_the_photo():
    person = stand(sleeves=0.4)
    underlay = underlay_of(person, TOPS)
    forearm = person.parsing.where(BodyLabel.LEFT_ARM) & (np.arange(person.matte.shape[0])[:, None] > 160)
    inside = cv2.erode(forearm.astype(np.uint8), np.ones((5, 5), np.uint8)) > 0
    assert inside.any()
    assert difference(underlay.skin, person.photo.pixels)[inside].max() <= 1.0


def test_painted_limbs_are_round():
    person = stand(legs=2.0)
    underlay = underlay_of(person, DRESSES)
    row = round(measure_body(person).legs["left"].axis[1][1]) - 15
    inside = np.nonzero(underlay.parts["left_leg"][row] > 0.9)[0]
    across = underlay.skin[row, inside].astype(float).mean(1)
    assert across[len(across) // 2] > min(across[1], across[-2]) + 5


def test_a_bare_limb_stays_inside_the_clothed_silhouette():
    person = stand(sleeves=2.0, legs=2.0)
    for name, alpha in underlay_of(person, DRESSES).parts.items():
        outside = cv2.dilate(person.matte, np.ones((5, 5), np.uint8)) < 0.05
        assert alpha[outside].max() < 0.01, name


def test_every_part_is_there():
    underlay = underlay_of(stand(), DRESSES)
    assert set(underlay.parts) == set(PARTS)
    assert all(alpha.max() > 0.9 for alpha in underlay.parts.values())


def test_trousers_are_continued_under_the_top_that_goes():
    person = stand(top_hem=1.1)
    underlay = underlay_of(person, TOPS)
    assert underlay.kept_category is Category.BOTTOMS
    level = measure_body(person).level_map(person.matte.shape)
    hidden = person.parsing.where(BodyLabel.UPPER_CLOTHES) & (level > 0.85) & (np.abs(np.arange(240) - 120) < 15)
    assert underlay.kept_alpha[hidden].min() > 0.9
    colour = np.median(underlay.kept[hidden], axis=0)
    assert np.abs(colour - CLOTH[BodyLabel.LOWER_CLOTHES]).max() < 25
    assert underlay.kept_alpha[level < 0.65].max() == 0


def test_a_visible_waistband_is_not_continued():
    person = stand(top_hem=0.8)
    underlay = underlay_of(person, TOPS)
    level = measure_body(person).level_map(person.matte.shape)
    assert underlay.kept_alpha[level < 0.76].max() == 0


def test_a_short_top_is_continued_under_new_bottoms_but_not_over_a_bare_belly():
    person = stand(top_hem=0.7)
    level = measure_body(person).level_map(person.matte.shape)
    middle = (level > 0.75) & (level < 0.85) & (np.abs(np.arange(person.matte.shape[1]) - 120) < 15)
    assert underlay_of(person, BOTTOMS).kept_alpha[middle].min() > 0.9
    labels = person.parsing.labels.copy()
    labels[person.parsing.where(BodyLabel.LOWER_CLOTHES) & (level < 0.9)] = BodyLabel.TORSO_SKIN
    cropped = Person(person.photo, person.pose, person.matte, Parsing(labels))
    assert underlay_of(cropped, BOTTOMS).kept_alpha[middle].max() < 0.1


def test_bottoms_in_the_colour_of_a_cropped_top_are_no_half_of_a_dress():
    person = stand(top_hem=0.6)
    level = measure_body(person).level_map(person.matte.shape)
    bottoms = person.parsing.where(BodyLabel.LOWER_CLOTHES)
    pixels, labels = person.photo.pixels.copy(), person.parsing.labels.copy()
    pixels[bottoms] = np.median(pixels[person.parsing.where(BodyLabel.UPPER_CLOTHES)], axis=0)
    labels[bottoms & (level < 0.8)] = BodyLabel.TORSO_SKIN
    alike = Person(Photo(pixels), person.pose, person.matte, Parsing(labels))
    assert underlay_of(alike, BOTTOMS).kept_alpha[bottoms & (level > 0.85)].max() < 0.1


def test_a_dress_leaves_a_skirt_under_a_new_top_and_a_top_over_new_bottoms():
    person = stand(dress=True, legs=0.8)
    level = measure_body(person).level_map(person.matte.shape)
    dress = person.parsing.where(BodyLabel.DRESS)
    skirt = underlay_of(person, TOPS)
    assert skirt.kept_category is Category.BOTTOMS
    assert skirt.kept_alpha[dress & (level > 1.0)].min() > 0.4
    top = underlay_of(person, BOTTOMS)
    assert top.kept_category is Category.TOPS
    assert top.kept_alpha[dress & (level > 1.1)].max() == 0


@pytest.mark.parametrize("categories", [DRESSES, (Category.BOTTOMS, Category.TOPS)])
def test_nothing_is_kept_when_everything_is_replaced(categories):
    underlay = underlay_of(stand(), categories)
    assert underlay.kept_category is None
    assert underlay.kept_alpha.max() == 0


def test_somebody_whose_bottoms_are_not_in_the_picture_is_not_bared():
    person = stand(legs=0.3)
    labels = person.parsing.labels.copy()
    labels[labels == BodyLabel.LOWER_CLOTHES] = BodyLabel.UPPER_CLOTHES
    cropped = 215
    half = Person(
        Photo(person.photo.pixels[:cropped].copy()),
        type(person.pose)(person.pose.keypoints.copy(), (240, cropped)),
        person.matte[:cropped].copy(),
        Parsing(labels[:cropped].copy()),
    )
    underlay = underlay_of(half, TOPS)
    assert underlay.kept_category is Category.BOTTOMS
    assert underlay.kept_alpha[190, 120] > 0.9


def test_the_foreground_is_hair_face_hands_and_shoes_but_no_cloth():
    person = stand(sleeves=2.0)
    _, front = foreground(person, TOPS)
    assert front[person.parsing.where(BodyLabel.FACE)].mean() > 0.9
    assert front[person.parsing.where(BodyLabel.HAIR)].mean() > 0.8
    cloth = cv2.erode(person.parsing.where(*CLOTHES).astype(np.uint8), np.ones((9, 9), np.uint8)) > 0
    assert front[cloth].max() < 0.1


def test_forearms_stay_in_front_of_new_bottoms():
    person = stand(sleeves=0.3)
    arm = cv2.erode(person.parsing.where(BodyLabel.LEFT_ARM).astype(np.uint8), np.ones((5, 5), np.uint8)) > 0
    away = arm & (np.arange(person.matte.shape[0])[:, None] > 150)
    assert foreground(person, BOTTOMS)[1][away].min() > 0.9
    assert foreground(person, TOPS)[1][away].max() < 0.2


def test_a_large_picture_takes_no_more_than_a_moment():
    person = stand(background="bricks")
    size = (1440, 2160)
    large = Person(
        Photo(cv2.resize(person.photo.pixels, size, interpolation=cv2.INTER_CUBIC)),
        type(person.pose)((person.pose.keypoints * (6, 6, 1)).astype(np.float32), size),
        cv2.resize(person.matte, size),
        Parsing(cv2.resize(person.parsing.labels, size, interpolation=cv2.INTER_NEAREST)),
    )
    started = time.process_time()
    underlay = underlay_of(large, TOPS)
    assert time.process_time() - started < 8.0
    assert underlay.background.shape == (2160, 1440, 3)
