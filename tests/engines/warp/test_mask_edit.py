"""The engine honours an edited mask: closed parts stay the photo, what is lifted and brushed goes under the clothes."""

import numpy as np
import pytest

from fitting_room.domain.body import HANDS, BodyLabel, Joint, Photo
from fitting_room.domain.decoding import open_photo
from fitting_room.domain.garment import Outfit
from fitting_room.domain.mask_edit import MaskEdit, Protection, Stroke, Tool
from fitting_room.domain.tryon import Layer, TryOnRequest, TryOnResult
from fitting_room.perception.body_shape import measure_body
from fitting_room.resources import assets
from fitting_room.studio.pipeline import FittingRoom
from fitting_room.studio.recipe import open_garment

DEMO = assets() / "demo"


@pytest.fixture(scope="module")
def room() -> FittingRoom:
    return FittingRoom()


@pytest.fixture(scope="module")
def imani() -> Photo:
    return open_photo(DEMO / "people" / "imani.png")


def dress(room: FittingRoom, photo: Photo, edit: MaskEdit = MaskEdit()) -> TryOnResult:
    tee = open_garment(DEMO / "garments" / "tops" / "tee_sun.png")
    return room.render(TryOnRequest(photo, Outfit.of(tee), mask_edit=edit))


def test_a_closed_sleeve_keeps_the_old_sleeve_of_the_photo(room: FittingRoom, imani: Photo) -> None:
    person = room.understand(imani)
    left, right = person.pose.at(4), person.pose.at(7)
    for wrist in (left, right):
        x, y = round(wrist[0]), round(wrist[1]) - 60
        around = (slice(y - 5, y + 5), slice(x - 5, x + 5))
        assert person.parsing.where(BodyLabel.UPPER_CLOTHES)[around].any(), "she wears long sleeves"
        closed = dress(room, imani, MaskEdit(sleeve=-1.5))
        assert np.array_equal(closed.image[around], imani.pixels[around])
        assert not np.array_equal(dress(room, imani).image[around], imani.pixels[around])


def test_a_protected_hand_stays_and_a_lifted_one_goes_where_it_is_brushed(room: FittingRoom) -> None:
    photo = open_photo(DEMO / "people" / "mei.png")
    hands = room.understand(photo).parsing.where(*HANDS)
    rows, columns = np.nonzero(hands)
    longest = max(photo.size)
    middle = (float(np.median(columns)) / longest, float(np.median(rows)) / longest)
    over = MaskEdit(strokes=(Stroke(Tool.BRUSH, (middle,), 0.02),))
    brushed, _ = over.draw_strokes(photo.size)
    hand = brushed & hands
    assert hand.sum() > 50
    kept = dress(room, photo, over)
    gone = dress(room, photo, over.protecting(Protection.HANDS, False))
    assert kept.changed[hand].mean() < 0.5
    assert gone.changed[hand].mean() > 0.9


@pytest.mark.parametrize("hem", [0.0, 0.25])
def test_cloth_follows_the_hem_that_is_drawn_down(room: FittingRoom, imani: Photo, hem: float) -> None:
    plain, longer = dress(room, imani), dress(room, imani, MaskEdit(hem=hem))
    assert lowest_row(longer) - lowest_row(plain) == pytest.approx(hem * torso_length(room, imani), abs=6)
    if not hem:
        assert np.array_equal(longer.image, plain.image)


def test_a_longer_skirt_hangs_between_the_legs_too(room: FittingRoom) -> None:
    photo = open_photo(DEMO / "people" / "hal.png")
    skirt = open_garment(DEMO / "garments" / "bottoms" / "skirt_plaid.png")
    look = room.render(TryOnRequest(photo, Outfit.of(skirt), mask_edit=MaskEdit(hem=0.3)))
    pose = room.understand(photo).pose
    between = (pose.at(Joint.LEFT_KNEE) + pose.at(Joint.RIGHT_KNEE)) / 2
    assert look.changed[round(between[1]) + 10, round(between[0])]


def layers_of(look: TryOnResult, words: str) -> list[Layer]:
    assert look.layers is not None
    return [layer for layer in look.layers.layers if words in layer.name and "shadow" not in layer.name]


def lowest_row(look: TryOnResult) -> int:
    """The last row of the torso's cloth."""
    (torso,) = layers_of(look, "torso of")
    return torso.corner[1] + int(np.flatnonzero((torso.alpha > 127).any(1))[-1])


def torso_length(room: FittingRoom, photo: Photo) -> float:
    return measure_body(room.understand(photo)).torso_length
