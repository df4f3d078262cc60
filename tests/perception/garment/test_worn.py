from collections.abc import Callable
from pathlib import Path

import cv2
import numpy as np
import pytest

from fitting_room.domain.arrays import RgbImage
from fitting_room.domain.errors import UnsuitableGarment
from fitting_room.domain.garment import Category, Garment, GarmentPart, Landmark, PhotoType, SleeveLength
from fitting_room.perception.garment import understand_garment
from fitting_room.perception.garment.worn import repair

PEOPLE = Path(__file__).resolve().parents[3] / "assets" / "demo" / "people"


def test_a_shirt_is_taken_off_its_wearer(picture_of: Callable[[Path], RgbImage]) -> None:
    garment = understand_garment(picture_of(PEOPLE / "kofi.png"), "worn")
    assert garment.photo_type is PhotoType.WORN
    assert garment.category is Category.TOPS
    assert garment.sleeve_length is SleeveLength.SHORT
    assert garment.notices
    assert garment.part(GarmentPart.LEFT_SLEEVE).any()
    assert garment.at(Landmark.SHOULDER_LEFT)[0] > garment.at(Landmark.SHOULDER_RIGHT)[0]
    assert garment.at(Landmark.NECK_FRONT)[1] < garment.at(Landmark.HEM_LEFT)[1]


def test_trousers_are_taken_off_their_wearer(picture_of: Callable[[Path], RgbImage]) -> None:
    garment = understand_garment(picture_of(PEOPLE / "kofi.png"), "worn", Category.BOTTOMS)
    assert garment.has_legs
    assert garment.at(Landmark.CROTCH)[1] < garment.at(Landmark.LEG_INNER_LEFT)[1]


@pytest.mark.parametrize("name", ["sweater_camel", "dress_wine", "shorts_khaki"])
def test_skin_coloured_cloth_is_not_taken_for_a_wearer(name: str, demo: Callable[[str], Garment]) -> None:
    assert demo(name).photo_type is PhotoType.GHOST


def test_a_picture_without_anybody_is_refused_as_worn(demo_picture: Callable[[str], RgbImage]) -> None:
    with pytest.raises(UnsuitableGarment):
        understand_garment(np.full((500, 400, 3), 200, np.uint8), "nobody", photo_type=PhotoType.WORN)


def test_a_hole_is_repaired_from_the_other_half() -> None:
    rng = np.random.default_rng(1)
    half = cv2.GaussianBlur(rng.integers(0, 255, (120, 60, 3)).astype(np.uint8), (0, 0), 3)
    cloth = np.hstack([half, half[:, ::-1]])
    mask = np.ones(cloth.shape[:2], bool)
    hole = np.zeros_like(mask)
    hole[40:70, 15:40] = True
    spoiled = cloth.copy()
    spoiled[hole] = (230, 180, 150)
    axis = (np.array([59.5, 0.0]), np.array([0.0, 1.0]))
    repaired = repair(spoiled, mask, hole, axis)
    inner = np.s_[46:64, 21:34]
    assert np.abs(repaired[inner].astype(int) - cloth[inner]).mean() < 8
