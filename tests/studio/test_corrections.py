"""What the user corrects about a garment reaches the engine, whatever perception thought."""

from dataclasses import replace

import numpy as np
import pytest

from fitting_room.domain.body import Photo
from fitting_room.domain.decoding import open_photo
from fitting_room.domain.garment import GarmentPart, HemLength, Outfit, SleeveLength
from fitting_room.domain.tryon import TryOnRequest, TryOnResult
from fitting_room.studio import demo
from fitting_room.studio.pipeline import FittingRoom
from fitting_room.studio.recipe import GarmentFile

NAMED = {file.path.stem: file for file in demo.wardrobe()}


@pytest.fixture(scope="module")
def room() -> FittingRoom:
    return FittingRoom()


@pytest.fixture(scope="module")
def photo() -> Photo:
    return open_photo(demo.people()[0].path)


def wear(room: FittingRoom, photo: Photo, file: GarmentFile) -> TryOnResult:
    return room.render(TryOnRequest(photo, Outfit.of(file.open())))


def test_sleeves_that_are_none_belong_to_the_torso() -> None:
    garment = replace(NAMED["longsleeve_zigzag"], sleeve_length=SleeveLength.NONE).open()
    assert garment.sleeve_length is SleeveLength.NONE
    assert not garment.part(GarmentPart.LEFT_SLEEVE, GarmentPart.RIGHT_SLEEVE).any()


@pytest.mark.parametrize(
    ("stem", "sleeves", "hem"),
    [
        ("longsleeve_zigzag", SleeveLength.SHORT, None),
        ("longsleeve_zigzag", SleeveLength.NONE, None),
        ("tank_letters", SleeveLength.LONG, None),
        ("tee_breton", SleeveLength.LONG, None),
        ("skirt_plaid", None, HemLength.ANKLE),
        ("dress_dots", SleeveLength.LONG, HemLength.THIGH),
    ],
)
def test_a_correction_changes_the_picture(
    room: FittingRoom, photo: Photo, stem: str, sleeves: SleeveLength | None, hem: HemLength | None
) -> None:
    as_found = wear(room, photo, NAMED[stem])
    corrected = wear(room, photo, replace(NAMED[stem], sleeve_length=sleeves, hem_length=hem))
    differs = np.abs(as_found.image.astype(int) - corrected.image.astype(int)).max(axis=2) > 20
    assert differs.mean() > 0.002
