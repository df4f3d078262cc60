"""What is refused, and that nothing else is."""

from dataclasses import replace
from pathlib import Path

import cv2
import numpy as np
import pytest

from fitting_room.domain.body import Joint, Person, Photo
from fitting_room.domain.decoding import open_photo
from fitting_room.domain.errors import BackView, BodyCutOff, FittingRoomError, NobodyFound, TooDark, UnsuitablePhoto
from fitting_room.domain.garment import Category, Outfit
from fitting_room.perception.person import understand_person
from fitting_room.perception.pose import find_people
from fitting_room.perception.quality import check_person
from fitting_room.perception.steady import exchanged
from fitting_room.resources import assets
from fitting_room.studio.pipeline import try_on
from fitting_room.studio.recipe import open_garment

PEOPLE = sorted((assets() / "demo" / "people").glob("*.png"))


@pytest.fixture(scope="module")
def anna() -> Person:
    return understand_person(open_photo(assets() / "demo" / "people" / "anna.png"))


def test_an_empty_room_shows_nobody():
    wall = np.full((640, 480, 3), 180, np.uint8)
    wall[400:] = (120, 90, 60)
    with pytest.raises(NobodyFound):
        understand_person(Photo(wall))


def test_a_dark_photo_is_refused_before_anybody_is_looked_for():
    dark = (open_photo(PEOPLE[0]).pixels * 0.05).astype(np.uint8)
    with pytest.raises(TooDark):
        understand_person(Photo(dark))


def test_two_people_are_counted_and_the_larger_is_dressed(anna):
    small = cv2.resize(open_photo(assets() / "demo" / "people" / "kofi.png").pixels, None, fx=0.6, fy=0.6)
    side_by_side = np.full((1024, 768 + small.shape[1], 3), 200, np.uint8)
    side_by_side[:, :768] = anna.photo.pixels
    side_by_side[-small.shape[0] :, 768:] = small
    person = understand_person(Photo(side_by_side))
    assert any("2 people" in notice for notice in person.notices)
    assert person.pose.at(Joint.NOSE)[0] < 768


def test_bottoms_need_a_part_of_the_legs(anna):
    hips = float(anna.pose.at(Joint.LEFT_HIP)[1])
    knees = float(anna.pose.at(Joint.LEFT_KNEE)[1])
    cut_above_the_knees = _cut(anna, hips + 0.6 * (knees - hips))
    check_person(cut_above_the_knees, (Category.BOTTOMS,))
    cut_at_the_hips = _cut(anna, hips + 0.1 * (knees - hips))
    check_person(cut_at_the_hips, (Category.TOPS,))
    with pytest.raises(BodyCutOff, match="legs cannot be seen in this photo, but bottoms need them"):
        check_person(cut_at_the_hips, (Category.BOTTOMS,))
    with pytest.raises(BodyCutOff, match="hips cannot be seen"):
        check_person(_cut(anna, 0.5 * (hips + anna.pose.at(Joint.NECK)[1])), (Category.BOTTOMS,))


def test_somebody_from_behind_is_seen_as_if_from_the_front_and_needs_the_backs_of_clothes(anna):
    """The finder of a back names the sides as they are, and finds no face."""

    def from_behind(pixels):
        first, *others = find_people(pixels)
        return [replace(first, pose=replace(exchanged(first.pose), face=None)), *others]

    person = understand_person(anna.photo, finder=from_behind)
    assert person.from_behind
    assert np.array_equal(person.pose.keypoints, anna.pose.keypoints)
    with pytest.raises(BackView, match="from behind"):
        check_person(person, (Category.TOPS,))
    check_person(person, (Category.TOPS,), backs=True)
    assert not anna.from_behind


def test_a_back_shows_the_garments_back(shared: Path):
    photo = open_photo(shared / "photos/persons/magento_back_views_ms01-brown_back.jpg")
    tops = assets() / "demo/garments/tops"
    front_only, both = (
        open_garment(tops / "tee_bolt.png"),
        open_garment(tops / "tee_bolt.png", back=tops / "tee_sun.png"),
    )
    with pytest.raises(BackView):
        try_on(photo, Outfit.of(front_only))
    wanted = try_on(photo, Outfit.of(replace(front_only, back=open_garment(tops / "tee_sun.png")))).image
    assert np.array_equal(try_on(photo, Outfit.of(both)).image, wanted)
    alike = Outfit.of(replace(front_only, back=front_only))
    assert not np.array_equal(try_on(photo, alike).image, wanted), "the front was put on a back"


def _cut(person: Person, height: float) -> Person:
    return understand_person(Photo(np.ascontiguousarray(person.photo.pixels[: round(height)])))


def test_a_picture_of_somebody_who_cannot_be_made_out_does_not_claim_that_nobody_is_there(anna):
    shins = np.ascontiguousarray(anna.photo.pixels[round(anna.pose.at(Joint.LEFT_KNEE)[1]) :, 200:-200])
    with pytest.raises(BodyCutOff, match="Too little of a person"):
        understand_person(Photo(shins))


@pytest.mark.parametrize("path", PEOPLE, ids=lambda path: path.stem)
def test_everybody_bundled_can_wear_a_top(path: Path):
    check_person(understand_person(open_photo(path)), (Category.TOPS,))


@pytest.mark.parametrize(
    ("name", "categories", "error"),
    [
        ("magento_back_views_ms01-brown_back", (Category.TOPS,), BackView),
        ("aws_retail_apparel_21", (Category.TOPS,), BackView),
        ("rembg_girl-3", (Category.TOPS,), UnsuitablePhoto),
        ("carvekit_pexels_pexels_3_sitting", (Category.BOTTOMS,), UnsuitablePhoto),
        ("vladmandic_stock-models-15", (Category.BOTTOMS,), UnsuitablePhoto),
        ("omnitry_person_sunglasses", (Category.DRESSES,), BodyCutOff),
        ("magento_bottoms_men_mp01-gray_main", (Category.TOPS,), BodyCutOff),
        ("sylius_jeans_man_jeans_01", (Category.BOTTOMS,), BodyCutOff),
        ("sylius_t-shirts_woman_t-shirt_03", (Category.TOPS,), BodyCutOff),
    ],
)
def test_real_photos_are_refused_for_their_own_reason(shared: Path, name, categories, error):
    with pytest.raises(error) as caught:
        check_person(understand_person(open_photo(shared / "photos" / "persons" / f"{name}.jpg")), categories)
    assert isinstance(caught.value, FittingRoomError)
    assert caught.value.next_step


@pytest.mark.parametrize(
    ("name", "category"),
    [
        ("aws_retail_apparel_08", Category.TOPS),
        ("fitdit_0223", Category.TOPS),
        ("fitdit_0274", Category.TOPS),
        ("omnitry_person_tie", Category.TOPS),
        ("magento_tops_men_mh07-green_main", Category.TOPS),
        ("magento_tops_women_wh02-green_main", Category.BOTTOMS),
        ("coco_000000343937", Category.BOTTOMS),
    ],
)
def test_no_head_an_open_coat_cut_off_or_hidden_knees_are_no_reason(shared: Path, name, category):
    check_person(understand_person(open_photo(shared / "photos" / "persons" / f"{name}.jpg")), (category,))
