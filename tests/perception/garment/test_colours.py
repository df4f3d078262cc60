"""Cloth is named as a person would name it, under folds, in stripes and in prints."""

from collections.abc import Callable

import numpy as np
import pytest

from fitting_room.domain.garment import Colour
from fitting_room.perception.garment.colours import name_colours

SIZE = (240, 200)
WHOLE = np.ones(SIZE, np.float32)
Rgb = tuple[int, int, int]


def plain(colour: Rgb) -> np.ndarray:
    return np.full((*SIZE, 3), colour, np.uint8)


def striped(*colours: Rgb, width: int = 10) -> np.ndarray:
    picture = plain(colours[0])
    for row in range(SIZE[0]):
        picture[row] = colours[row // width % len(colours)]
    return picture


@pytest.mark.parametrize(
    ("colour", "name"),
    [
        ((20, 20, 22), "black"),
        ((244, 243, 240), "white"),
        ((128, 128, 128), "grey"),
        ((222, 205, 175), "beige"),
        ((96, 60, 35), "brown"),
        ((200, 30, 40), "red"),
        ((90, 15, 35), "red"),
        ((240, 130, 30), "orange"),
        ((245, 205, 40), "yellow"),
        ((30, 130, 60), "green"),
        ((95, 100, 45), "green"),
        ((140, 190, 235), "blue"),
        ((25, 30, 60), "blue"),
        ((70, 95, 140), "blue"),
        ((110, 50, 140), "purple"),
        ((240, 150, 185), "pink"),
        ((230, 40, 130), "pink"),
    ],
)
def test_plain_cloth(colour: Rgb, name: str) -> None:
    assert name_colours(plain(colour), WHOLE) == (Colour(name),)


def test_folds_are_no_second_colour() -> None:
    shade = 0.6 + 0.4 * np.abs(np.sin(np.linspace(0, 12, SIZE[1])))[None, :, None]
    folded = (plain((60, 90, 190)) * shade).astype(np.uint8)
    assert name_colours(folded, WHOLE) == (Colour.BLUE,)


def test_stripes_are_named_by_what_covers_most_first() -> None:
    navy, white = (25, 35, 80), (245, 245, 243)
    assert name_colours(striped(white, white, navy), WHOLE) == (Colour.WHITE, Colour.BLUE)
    assert name_colours(striped(navy, navy, white), WHOLE) == (Colour.BLUE, Colour.WHITE)


def test_a_rainbow_is_multicoloured() -> None:
    rainbow = striped((200, 30, 40), (245, 205, 40), (30, 130, 60), (30, 70, 190))
    assert name_colours(rainbow, WHOLE)[0] is Colour.MULTICOLOUR


def test_what_lies_outside_the_cut_out_does_not_count(rng: np.random.Generator) -> None:
    picture = rng.integers(0, 255, (*SIZE, 3), np.uint8)
    matte = np.zeros(SIZE, np.float32)
    matte[60:180, 50:150] = 1.0
    picture[60:180, 50:150] = (30, 130, 60)
    assert name_colours(picture, matte) == (Colour.GREEN,)


@pytest.mark.parametrize("make", [lambda: np.full(SIZE, 0.4, np.float32), lambda: np.zeros(SIZE, np.float32)])
def test_cloth_that_is_sheer_all_over_has_a_colour_too(make: Callable[[], np.ndarray]) -> None:
    assert name_colours(plain((200, 30, 40)), make()) == (Colour.RED,)
