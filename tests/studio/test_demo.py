"""The bundled people and wardrobe are all there, and the demo shows every kind of try-on."""

from pathlib import Path

import pytest

from fitting_room.domain.decoding import open_picture
from fitting_room.domain.errors import FittingRoomError, NotAllowed, NotInstalled
from fitting_room.domain.garment import Category
from fitting_room.settings import HOME_VARIABLE
from fitting_room.studio import catalog, demo
from fitting_room.studio.session import Scene


def test_there_are_people_and_garments_of_every_category() -> None:
    assert len(demo.people()) >= 8
    assert len(demo.wardrobe()) >= 16
    assert {garment.category for garment in demo.wardrobe()} == set(Category)


@pytest.mark.parametrize("file", [*demo.people(), *demo.wardrobe()], ids=lambda file: file.path.stem)
def test_every_bundled_picture_opens(file: demo.PersonFile) -> None:
    height, width = open_picture(file.path).shape[:2]
    assert (width, height) in {(768, 1024), (1280, 720)}


def test_the_demo_shows_a_top_bottoms_a_dress_and_an_outfit() -> None:
    worn = {name: {piece.category for piece in recipe.garments} for name, recipe in demo.looks().items()}
    assert worn == {
        "top": {Category.TOPS},
        "bottom": {Category.BOTTOMS},
        "dress": {Category.DRESSES},
        "outfit": {Category.TOPS, Category.BOTTOMS},
    }


def test_every_demo_look_can_be_reached_by_clicks() -> None:
    for recipe in demo.looks().values():
        scene = Scene(recipe.photo)
        for garment in recipe.garments:
            scene = scene.toggled(garment)
        assert scene.recipe == recipe


def test_an_unknown_engine_is_answered_with_those_there_are() -> None:
    with pytest.raises(FittingRoomError, match="warp"):
        catalog.make_engine("magic")


@pytest.mark.parametrize("card", catalog.ENGINES, ids=lambda card: card.id)
def test_every_engine_of_the_catalogue_can_be_made(
    card: catalog.EngineCard, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv(HOME_VARIABLE, str(tmp_path))
    engine = catalog.make_engine(card.id)
    if card.model is None:
        engine.load()
    else:
        with pytest.raises(NotInstalled if card.licence == "shop" else NotAllowed):
            engine.load()
    engine.unload()
