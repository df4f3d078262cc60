"""What an engine paints reaches the photo only where it may."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from fitting_room.domain.body import Parsing, Person, Photo, Pose
from fitting_room.domain.garment import Category
from fitting_room.domain.tryon import AgnosticPerson
from fitting_room.engines.base import Rendering
from fitting_room.engines.composite import paste_back

HEIGHT, WIDTH = 90, 70


def agnostic_person(mask: np.ndarray, protect: np.ndarray, seed: int) -> AgnosticPerson:
    pixels = np.random.default_rng(seed).integers(0, 256, (HEIGHT, WIDTH, 3), dtype=np.uint8)
    pose = Pose(np.zeros((18, 3), np.float32), (WIDTH, HEIGHT))
    person = Person(
        Photo(pixels), pose, np.ones((HEIGHT, WIDTH), np.float32), Parsing(np.zeros((HEIGHT, WIDTH), np.uint8))
    )
    return AgnosticPerson(person, (Category.TOPS,), mask, protect)


@settings(max_examples=25, deadline=None)
@given(seed=st.integers(0, 999), cut=st.integers(5, 60))
def test_nothing_changes_outside_the_mask_or_under_protection(seed, cut):
    random = np.random.default_rng(seed)
    protect = np.zeros((HEIGHT, WIDTH), np.bool_)
    protect[:20] = True
    mask = np.zeros((HEIGHT, WIDTH), np.bool_)
    mask[25 : 25 + cut, 5:60] = True
    agnostic = agnostic_person(mask, protect, seed)
    painted = Rendering(
        random.integers(0, 256, (HEIGHT, WIDTH, 3), dtype=np.uint8), random.random((HEIGHT, WIDTH)) > 0.2
    )
    image, changed = paste_back(agnostic.person.photo, painted, agnostic)
    assert np.array_equal(image[~mask], agnostic.person.photo.pixels[~mask])
    assert np.array_equal(np.any(image != agnostic.person.photo.pixels, axis=2), changed)
    assert not np.any(changed & ~painted.changed)


def test_the_middle_of_a_large_changed_region_is_the_engine_s_own():
    mask = np.zeros((HEIGHT, WIDTH), np.bool_)
    mask[20:80, 10:60] = True
    agnostic = agnostic_person(mask, np.zeros_like(mask), 3)
    painted = Rendering(np.full((HEIGHT, WIDTH, 3), 200, np.uint8), mask.copy())
    image, _ = paste_back(agnostic.person.photo, painted, agnostic)
    assert np.all(image[30:70, 20:50] == 200)


def test_mask_and_protection_may_not_overlap():
    both = np.ones((HEIGHT, WIDTH), np.bool_)
    with pytest.raises(ValueError, match="overlap"):
        agnostic_person(both, both.copy(), 0)
