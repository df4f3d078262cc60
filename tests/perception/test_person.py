"""A person is understood at the photo's own size, whatever that is."""

import cv2
import numpy as np
import pytest

from fitting_room.domain.body import CLOTHES, Photo
from fitting_room.domain.decoding import open_photo
from fitting_room.resources import assets

ANNA = assets() / "demo" / "people" / "anna.png"


@pytest.mark.parametrize("scale", [0.5, 1.0, 2.2])
def test_everything_has_the_size_of_the_photo(understand, scale: float):
    pixels = cv2.resize(open_photo(ANNA).pixels, None, fx=scale, fy=scale, interpolation=cv2.INTER_AREA)
    person = understand(Photo(pixels))
    assert person.matte.shape == person.parsing.labels.shape == pixels.shape[:2]
    assert person.pose.size == (pixels.shape[1], pixels.shape[0])


def test_size_changes_little_about_what_is_found(understand):
    pixels = open_photo(ANNA).pixels
    small = understand(Photo(pixels)).parsing.where(*CLOTHES)
    large = understand(Photo(cv2.resize(pixels, None, fx=2, fy=2))).parsing.where(*CLOTHES)
    large = large[::2, ::2]
    assert (small & large).sum() / (small | large).sum() > 0.9


def test_the_photo_is_left_as_it_was(understand):
    photo = open_photo(ANNA)
    before = photo.pixels.copy()
    assert understand(photo).photo is photo
    np.testing.assert_array_equal(photo.pixels, before)
