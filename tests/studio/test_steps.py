"""Overlays and contact sheets, on a small made-up person."""

import numpy as np
import pytest

from fitting_room.domain.body import BodyLabel, Joint, Parsing, Person, Photo, Pose
from fitting_room.domain.garment import (
    Category,
    Garment,
    HemLength,
    Landmark,
    Neckline,
    Outfit,
    PhotoType,
    SleeveLength,
)
from fitting_room.domain.tryon import AgnosticPerson, TryOnRequest, TryOnResult
from fitting_room.studio import overlays, steps

HEIGHT, WIDTH = 400, 300


@pytest.fixture
def person(rng: np.random.Generator) -> Person:
    pixels = rng.integers(0, 255, (HEIGHT, WIDTH, 3), np.uint8)
    labels = np.zeros((HEIGHT, WIDTH), np.uint8)
    labels[100:200, 100:200] = BodyLabel.UPPER_CLOTHES
    labels[200:300, 100:200] = BodyLabel.LOWER_CLOTHES
    keypoints = np.full((len(Joint), 3), (150, 150, 0.9), np.float32)
    keypoints[Joint.LEFT_WRIST] = (250, 220, 0.9)
    return Person(Photo(pixels), Pose(keypoints, (WIDTH, HEIGHT)), (labels > 0).astype(np.float32), Parsing(labels))


@pytest.fixture
def garment() -> Garment:
    image = np.full((320, 280, 3), (200, 30, 30), np.uint8)
    matte = np.zeros((320, 280), np.float32)
    matte[60:260, 60:220] = 1
    landmarks = {Landmark.HEM_LEFT: (219.0, 259.0, 0.9), Landmark.HEM_RIGHT: (60.0, 259.0, 0.2)}
    parts = (matte > 0).astype(np.uint8)
    return Garment(
        "red", Category.TOPS, image, matte, parts, landmarks, PhotoType.FLAT,
        SleeveLength.NONE, HemLength.HIP, Neckline.CREW, 0.9,
    )  # fmt: skip


@pytest.fixture
def result(person: Person, garment: Garment) -> TryOnResult:
    image = person.photo.pixels.copy()
    changed = person.parsing.where(BodyLabel.UPPER_CLOTHES)
    image[changed] = (200, 30, 30)
    return TryOnResult(TryOnRequest(person.photo, Outfit(top=garment)), image, changed, seconds={"engine": 0.4})


def test_every_label_has_a_colour_of_its_own() -> None:
    assert set(overlays.LABEL_COLOURS) == set(BodyLabel)
    assert len(set(overlays.LABEL_COLOURS.values())) == len(BodyLabel)


def test_overlays_keep_the_size_and_leave_the_person_alone(person: Person) -> None:
    before = person.photo.pixels.copy()
    for drawn in (
        overlays.draw_pose(person.photo.pixels, person.pose),
        overlays.draw_matte(person.photo.pixels, person.matte),
        overlays.draw_parsing(person.photo.pixels, person.parsing),
        overlays.draw_person(person),
    ):
        assert drawn.shape == before.shape
        assert drawn.dtype == np.uint8
    assert np.array_equal(person.photo.pixels, before)


def test_the_persons_own_left_is_orange(person: Person) -> None:
    drawn = overlays.draw_pose(person.photo.pixels, person.pose)
    assert tuple(drawn[220, 250]) == overlays.LEFT_COLOUR


def test_the_matte_cuts_the_person_out(person: Person) -> None:
    drawn = overlays.draw_matte(person.photo.pixels, person.matte)
    assert np.array_equal(drawn[100:300, 100:200], person.photo.pixels[100:300, 100:200])
    assert drawn[:50].min() > 200


def test_landmarks_are_marked_on_the_garment(garment: Garment) -> None:
    drawn = overlays.draw_garment(garment)
    assert tuple(drawn[259, 219]) == overlays.LEFT_COLOUR
    assert tuple(drawn[259, 60]) == (255, 255, 255), "an unsure landmark is hollow"


def test_the_contact_sheet_holds_the_photo_and_the_result(person: Person, result: TryOnResult) -> None:
    nothing = np.zeros((HEIGHT, WIDTH), bool)
    agnostic = AgnosticPerson(person, (Category.TOPS,), result.changed.copy(), nothing)
    sheet = steps.draw_steps(agnostic, result)
    height = steps.PARAMS.tile_height
    assert sheet.shape[0] > 2 * height
    assert sheet.shape[1] > 4 * height * WIDTH // HEIGHT
    red = np.all(np.abs(sheet.astype(int) - (200, 30, 30)) < 6, axis=2)
    assert red[:, -height:].any(), "the result is in the last column"


def test_before_and_after_puts_two_tiles_per_look_into_rows_of_two(result: TryOnResult) -> None:
    one, three = steps.draw_before_and_after([result]), steps.draw_before_and_after([result] * 3)
    assert three.shape[0] > 1.8 * one.shape[0]


def test_the_changed_map_is_white_where_the_picture_may_differ(result: TryOnResult) -> None:
    drawn = steps.draw_changed(result)
    assert np.array_equal(drawn[..., 0] == 255, result.changed)
    assert set(np.unique(drawn)) == {0, 255}
