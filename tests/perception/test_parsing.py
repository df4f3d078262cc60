"""The parser tells clothes from skin, left from right, and says nothing twice differently."""

import json
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from fitting_room.domain.body import CLOTHES, HANDS, SHOES, BodyLabel, Parsing, Person, Photo
from fitting_room.perception.parsing import RuleParser
from fitting_room.perception.parsing.classes import SoftClass
from fitting_room.perception.parsing.prior import load_prior
from fitting_room.perception.parsing.tidy import tidy
from fitting_room.perception.person import understand_person


def _person(shared: Path, name: str, understand: Callable[[Photo], Person]) -> tuple[Person, dict[str, np.ndarray]]:
    """Somebody rendered, and the true mask of each of their classes."""
    folder = shared / "forge" / "people"
    names = json.loads((folder / f"{name}_pose.json").read_text())["classes"]
    labels = np.array(Image.open(folder / f"{name}_labels.png"))
    pixels = np.array(Image.open(folder / f"{name}.png").convert("RGB"))
    return understand(Photo(pixels)), {label: labels == number for number, label in enumerate(names)}


def _iou(one: np.ndarray, other: np.ndarray) -> float:
    return float((one & other).sum() / max((one | other).sum(), 1))


@pytest.fixture(scope="module")
def striped(shared: Path, understand: Callable[[Photo], Person]) -> tuple[Person, dict[str, np.ndarray]]:
    return _person(shared, "w1", understand)


def test_clothes_are_where_they_are(striped):
    person, truth = striped
    assert _iou(person.parsing.where(*CLOTHES), truth["upper-clothes"] | truth["lower-clothes"]) > 0.93
    assert _iou(person.parsing.where(BodyLabel.UPPER_CLOTHES), truth["upper-clothes"]) > 0.88
    assert _iou(person.parsing.where(BodyLabel.LOWER_CLOTHES), truth["lower-clothes"]) > 0.88


@pytest.mark.parametrize("name", ["hand", "arm", "shoe"])
def test_left_and_right_are_told_apart(striped, name: str):
    person, truth = striped
    for side, other in (("left", "right"), ("right", "left")):
        mine = person.parsing.where(BodyLabel[f"{side}_{name}".upper()])
        assert (mine & truth[f"{side}-{name}"]).sum() > 5 * (mine & truth[f"{other}-{name}"]).sum()


def test_hands_lie_beyond_the_wrists(striped):
    person, truth = striped
    assert _iou(person.parsing.where(*HANDS), truth["left-hand"] | truth["right-hand"]) > 0.6


def test_background_and_matte_agree(striped):
    person, _ = striped
    np.testing.assert_array_equal(person.parsing.labels > 0, person.matte > 0.5)


def test_shoes_are_at_the_feet(striped):
    person, truth = striped
    assert _iou(person.parsing.where(*SHOES), truth["left-shoe"] | truth["right-shoe"]) > 0.6


def test_the_same_picture_gives_the_same_labels(striped, understand):
    person, _ = striped
    again = understand(Photo(person.photo.pixels.copy()))
    np.testing.assert_array_equal(again.parsing.labels, person.parsing.labels)


def test_another_parser_can_take_its_place(striped):
    person, _ = striped

    class EverythingIsATop:
        def parse(self, canvas, pose, matte):
            return Parsing(np.where(matte > 0.5, BodyLabel.UPPER_CLOTHES, BodyLabel.BACKGROUND).astype(np.uint8))

    other = understand_person(Photo(person.photo.pixels.copy()), EverythingIsATop())
    assert set(np.unique(other.parsing.labels)) == {BodyLabel.BACKGROUND, BodyLabel.UPPER_CLOTHES}


def test_the_prior_holds_probabilities():
    prior = load_prior()
    np.testing.assert_allclose(prior.classes.sum(-1), 1.0, atol=1e-4)
    assert RuleParser(prior=prior) is not None


def test_a_print_belongs_to_its_shirt_but_a_bag_beside_it_does_not():
    soft = np.zeros((200, 200), np.uint8)
    soft[20:180, 60:140] = SoftClass.UPPER
    soft[80:100, 90:110] = SoftClass.OTHER
    soft[80:120, 140:170] = SoftClass.BAG
    tidied = tidy(soft)
    assert (tidied[80:100, 90:110] == SoftClass.UPPER).all()
    assert (tidied[80:120, 140:170] == SoftClass.BAG).all()
    np.testing.assert_array_equal(tidied == SoftClass.BACKGROUND, soft == SoftClass.BACKGROUND)
