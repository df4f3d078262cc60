"""Real people and garments: what networks are shown of worn garments, and what the alarms say of real try-ons."""

import cv2
import numpy as np
import pytest

from fitting_room.domain.body import SKIN, Joint, Person
from fitting_room.domain.decoding import open_photo
from fitting_room.domain.garment import Category, Garment, Outfit, PhotoType
from fitting_room.domain.tryon import TryOnRequest, TryOnResult
from fitting_room.engines.alarms import Alarm, find_alarms
from fitting_room.engines.fashn.painter import HIDDEN, show_garment
from fitting_room.engines.framing import place_garment
from fitting_room.engines.klein.painter import reference
from fitting_room.perception.agnostic import make_agnostic
from fitting_room.resources import assets
from fitting_room.studio.pipeline import FittingRoom
from fitting_room.studio.recipe import open_garment

PEOPLE = assets() / "demo/people"
CANVAS = (576, 864)


@pytest.fixture(scope="module")
def worn() -> Garment:
    return open_garment(PEOPLE / "kofi.png", Category.TOPS)


@pytest.fixture(scope="module")
def tried_on() -> tuple[Person, np.ndarray, TryOnResult]:
    """Somebody, what may change of them, and them in another top."""
    room = FittingRoom()
    photo = open_photo(PEOPLE / "mei.png")
    outfit = Outfit(top=open_garment(assets() / "demo/garments/tops/tee_bolt.png"))
    result = room.render(TryOnRequest(photo, outfit))
    person = room.understand(photo)
    return person, make_agnostic(person, outfit).mask, result


def test_fashn_sees_a_worn_garment_without_its_wearer_but_with_their_pose(worn: Garment) -> None:
    picture, skeleton = show_garment(worn, CANVAS)
    assert worn.photo_type is PhotoType.WORN
    placement = place_garment(worn, CANVAS)
    off = placement.matte(worn.matte) < 0.01
    inside = cv2.erode(placement.labels(np.ones(worn.matte.shape, np.uint8)), np.ones((5, 5), np.uint8)) > 0
    assert np.all(np.abs(picture[off & inside].astype(int) - HIDDEN) <= 2)
    assert worn.wearer is not None
    cloth = placement.matte(worn.matte)
    for joint in (Joint.LEFT_SHOULDER, Joint.RIGHT_SHOULDER):
        x, y = worn.wearer.placed(placement).at(joint).round().astype(int)
        assert skeleton[y - 4 : y + 5, x - 4 : x + 5].any()
        assert cloth[y, x] > 0.5


def test_fashn_sees_a_product_photo_without_anybody() -> None:
    _, skeleton = show_garment(open_garment(assets() / "demo/garments/tops/tee_bolt.png"), CANVAS)
    assert not skeleton.any()


def test_klein_sees_no_wearer_at_all(worn: Garment) -> None:
    picture = np.asarray(reference(worn, CANVAS))
    off = place_garment(worn, CANVAS).matte(worn.matte) < 0.01
    assert np.all(picture[off].astype(int) >= 253)


def alarms(tried_on: tuple[Person, np.ndarray, TryOnResult], after: np.ndarray) -> tuple[Alarm, ...]:
    person, mask, _ = tried_on
    return find_alarms(person.photo.pixels, after, mask, person.parsing.where(*SKIN))


def test_a_real_try_on_raises_no_alarm(tried_on: tuple[Person, np.ndarray, TryOnResult]) -> None:
    assert alarms(tried_on, tried_on[2].image) == ()


def test_a_photo_that_came_back_as_it_was_is_noticed(tried_on: tuple[Person, np.ndarray, TryOnResult]) -> None:
    photo = tried_on[0].photo.pixels
    _, coded = cv2.imencode(".jpg", photo, [cv2.IMWRITE_JPEG_QUALITY, 90])
    assert alarms(tried_on, cv2.imdecode(coded, cv2.IMREAD_COLOR)) == (Alarm.NOTHING_CHANGED,)


@pytest.mark.parametrize("gain", [(0.8, 0.72, 0.68), (1.1, 0.95, 0.85), (0.9, 0.95, 1.12)])
def test_a_tanned_a_reddened_and_a_blue_person_are_noticed(
    tried_on: tuple[Person, np.ndarray, TryOnResult], gain: tuple[float, float, float]
) -> None:
    person, _, result = tried_on
    after = result.image.astype(np.float32)
    skin = person.parsing.where(*SKIN)
    after[skin] *= gain
    assert alarms(tried_on, np.clip(after, 0, 255).astype(np.uint8)) == (Alarm.SKIN_SHIFT,)


def test_somebody_else_is_noticed(tried_on: tuple[Person, np.ndarray, TryOnResult]) -> None:
    photo = tried_on[0].photo
    other = cv2.resize(open_photo(PEOPLE / "marco.png").pixels, photo.size)
    assert Alarm.IDENTITY_DRIFT in alarms(tried_on, other)


def test_black_clothes_out_of_nothing_are_noticed(tried_on: tuple[Person, np.ndarray, TryOnResult]) -> None:
    after = tried_on[0].photo.pixels.copy()
    after[tried_on[1]] = 0
    assert alarms(tried_on, after) == (Alarm.EMPTY,)
