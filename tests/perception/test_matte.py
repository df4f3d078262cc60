"""The matte is whole inside, empty outside, and crisp in between."""

from pathlib import Path

import cv2
import numpy as np
import pytest
from PIL import Image

from fitting_room.domain.decoding import open_photo
from fitting_room.perception.matte import make_matte
from fitting_room.perception.pose import find_people
from fitting_room.resources import assets


@pytest.mark.parametrize("name", ["m1", "w1", "w5"])
def test_the_matte_is_the_person(shared: Path, name: str):
    folder = shared / "forge" / "people"
    pixels = np.array(Image.open(folder / f"{name}.png").convert("RGB"))
    truth = np.array(Image.open(folder / f"{name}_labels.png")) > 0
    matte = make_matte(pixels, find_people(pixels)[0].mask)
    found = matte > 0.5
    assert (found & truth).sum() / (found | truth).sum() > 0.94
    outline = cv2.morphologyEx(found.astype(np.uint8), cv2.MORPH_GRADIENT, np.ones((3, 3), np.uint8)).sum() / 2
    assert ((matte > 0.1) & (matte < 0.9)).sum() / outline < 6


def test_the_matte_is_a_share(rng):
    canvas = rng.integers(0, 256, (200, 150, 3)).astype(np.uint8)
    rough = np.zeros((200, 150), np.float32)
    rough[50:150, 40:110] = 1
    matte = make_matte(canvas, rough)
    assert matte.shape == rough.shape
    assert matte.dtype == np.float32
    assert matte.min() >= 0
    assert matte.max() <= 1


def test_an_empty_mask_stays_empty():
    canvas = np.full((120, 90, 3), 128, np.uint8)
    assert make_matte(canvas, np.zeros((120, 90), np.float32)).max() < 0.5


def test_another_person_in_the_picture_is_no_part_of_this_one():
    people = [open_photo(assets() / "demo" / "people" / f"{name}.png").pixels for name in ("anna", "kofi")]
    own, other = (find_people(pixels)[0].mask for pixels in people)
    half = own.shape[1]
    pair = np.concatenate(people, axis=1)
    rough = np.concatenate([own, np.zeros_like(other)], axis=1)
    neighbour = np.concatenate([np.zeros_like(own), other], axis=1)
    assert (make_matte(pair, rough)[:, half:] > 0.5).mean() > 0.05
    alone = make_matte(pair, rough, [neighbour])
    assert (alone[:, half:] > 0.5).mean() < 0.005
    assert (alone[:, :half] > 0.5).mean() > 0.1
