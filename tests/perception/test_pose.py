"""People are found where they are, however small, cropped or many."""

import cv2
import numpy as np
import pytest

from fitting_room.domain.body import Joint
from fitting_room.domain.decoding import open_photo
from fitting_room.resources import assets

PEOPLE = assets() / "demo" / "people"


@pytest.fixture(scope="module")
def anna() -> np.ndarray:
    return open_photo(PEOPLE / "anna.png").pixels


def _room(width: int, height: int) -> np.ndarray:
    return np.full((height, width, 3), 200, np.uint8)


def test_left_is_the_persons_own_left(finder, anna):
    pose = finder(anna)[0].pose
    assert pose.at(Joint.LEFT_SHOULDER)[0] > pose.at(Joint.RIGHT_SHOULDER)[0]
    assert pose.face is not None
    assert pose.at(Joint.NOSE)[1] < pose.at(Joint.NECK)[1] < pose.at(Joint.LEFT_HIP)[1] < pose.at(Joint.LEFT_ANKLE)[1]


def test_the_neck_is_the_middle_of_the_shoulders(finder, anna):
    pose = finder(anna)[0].pose
    middle = (pose.at(Joint.LEFT_SHOULDER) + pose.at(Joint.RIGHT_SHOULDER)) / 2
    np.testing.assert_allclose(pose.at(Joint.NECK), middle, atol=1e-3)


def test_a_mirrored_photo_swaps_the_sides(finder, anna):
    plain = finder(anna)[0].pose
    mirrored = finder(np.ascontiguousarray(anna[:, ::-1]))[0].pose
    width = anna.shape[1]
    there = width - 1 - plain.at(Joint.LEFT_SHOULDER)[0]
    assert abs(mirrored.at(Joint.RIGHT_SHOULDER)[0] - there) < 0.03 * width


def test_a_small_person_in_a_large_picture_is_found(finder, anna):
    scene = _room(2400, 1600)
    small = cv2.resize(anna, None, fx=0.5, fy=0.5, interpolation=cv2.INTER_AREA)
    height, width = small.shape[:2]
    scene[900 : 900 + height, 1700 : 1700 + width] = small
    people = finder(scene)
    assert people
    x, y = people[0].pose.at(Joint.NECK)
    assert 1700 < x < 1700 + width
    assert 900 < y < 900 + height


def test_coordinates_and_mask_are_those_of_the_photo(finder, anna):
    large = cv2.resize(anna, None, fx=2.0, fy=2.0)
    once, twice = finder(anna)[0], finder(large)[0]
    assert twice.mask.shape == large.shape[:2]
    np.testing.assert_allclose(
        twice.pose.at(Joint.NECK), 2 * once.pose.at(Joint.NECK) + 0.5, atol=0.03 * large.shape[0]
    )


def test_a_body_without_its_head_is_found(finder, anna):
    neck = finder(anna)[0].pose.at(Joint.NECK)
    headless = np.ascontiguousarray(anna[round(neck[1]) - 30 :])
    people = finder(headless)
    assert people
    assert people[0].pose.sees(Joint.LEFT_SHOULDER, Joint.RIGHT_SHOULDER, Joint.LEFT_KNEE)


def test_shoulders_above_the_picture_are_as_far_up_as_the_thighs_let_expect(finder, shared):
    pixels = open_photo(shared / "photos" / "persons" / "magento_bottoms_men_mp01-gray_main.jpg").pixels
    pose = finder(pixels)[0].pose
    assert not pose.sees(Joint.LEFT_SHOULDER)
    hips = (pose.at(Joint.LEFT_HIP) + pose.at(Joint.RIGHT_HIP)) / 2
    knees = (pose.at(Joint.LEFT_KNEE) + pose.at(Joint.RIGHT_KNEE)) / 2
    assert 1.2 < np.hypot(*(hips - pose.at(Joint.NECK))) / np.hypot(*(knees - hips)) < 1.5


def test_a_front_without_a_head_is_not_taken_for_a_back(finder, shared):
    photo = open_photo(shared / "photos" / "persons" / "fitdit_0274.jpg")
    pose = finder(photo.pixels)[0].pose
    assert pose.at(Joint.LEFT_SHOULDER)[0] > pose.at(Joint.RIGHT_SHOULDER)[0]
    assert pose.at(Joint.LEFT_HIP)[0] > pose.at(Joint.RIGHT_HIP)[0]


def test_nobody_is_invented(finder, rng):
    assert finder(_room(640, 480)) == ()
    assert finder(rng.integers(0, 256, (480, 640, 3)).astype(np.uint8)) == ()
