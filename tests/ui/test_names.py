"""Bundled people and garments are called as in the language of the window; what the user has named never changes."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from fitting_room.settings import Language
from fitting_room.studio import demo
from fitting_room.studio.grid import Ensemble
from fitting_room.studio.library.library import Library
from fitting_room.studio.library.looks import Look
from fitting_room.studio.recipe import GarmentFile, Recipe
from fitting_room.studio.session import Scene
from fitting_room.ui.names import bundled_names, name_on_file, say_look, say_person_in, say_wearer, say_worn
from fitting_room.ui.outfit_board import OutfitBoard
from fitting_room.ui.outfit_slot import OutfitSlot
from fitting_room.ui.stylist_model import name_of
from fitting_room.ui.translations import Translations

RECIPE = demo.looks()["outfit"]
"""Kofi in olive chinos and a plaid shirt."""
MINE = GarmentFile(Path("/wardrobe/17.png"), "Plaid shirt")


@pytest.fixture(autouse=True)
def korean(qapp: QApplication) -> Iterator[None]:
    translations = Translations(qapp)
    translations.speak(Language.KOREAN)
    yield
    translations.unload()


@pytest.fixture
def library(tmp_path: Path) -> Iterator[Library]:
    library = Library.open(tmp_path / "library.sqlite", tmp_path)
    yield library
    library.close()


def look(recipe: Recipe = RECIPE, name: str = "", person: str = "Kofi") -> Look:
    return Look("1", recipe.to_text(), name, person, Path("1.png"), Path("1.jpg"), False, True, 0.0)


def test_bundled_garments_are_called_as_in_the_language_and_the_users_own_as_they_are() -> None:
    assert say_worn(RECIPE.garments) == "체크 셔츠, 올리브 치노"
    assert say_worn([MINE]) == "Plaid shirt"


def test_a_look_is_called_by_what_is_worn_until_the_user_names_it() -> None:
    assert say_look(look()) == "체크 셔츠, 올리브 치노"
    assert say_look(look(name="Sunset T-shirt")) == "Sunset T-shirt"
    assert say_look(replace(look(), written="")) == "룩"


def test_a_client_who_is_called_like_a_bundled_person_keeps_her_spelling(library: Library) -> None:
    anna = library.people.add("Anna")
    photo = library.people.expect_photo(anna.id, "")
    photo.path.touch()
    assert say_person_in(library.people, photo.path) == "Anna"
    assert say_wearer(look(replace(RECIPE, photo=photo.path), person="Anna")) == "Anna"
    bundled = demo.people()[0].path
    assert name_on_file(library.people, bundled) == "Anna", "the library speaks no language"
    assert say_person_in(library.people, bundled) == "안나"
    assert say_wearer(look(replace(RECIPE, photo=bundled), person="Anna")) == "안나"


def test_what_is_typed_in_the_language_finds_what_is_on_file_in_english() -> None:
    assert bundled_names()["안나"] == "Anna"
    assert bundled_names()["체크 셔츠"] == "Plaid shirt"


def test_the_outfit_board_and_the_table_speak_of_garments_in_the_language(qtbot: QtBot) -> None:
    scene = Scene(RECIPE.photo, RECIPE.garments)
    assert name_of(Ensemble(scene)) == "체크 셔츠 + 올리브 치노"
    board = OutfitBoard(lambda *_: None)
    qtbot.addWidget(board)
    board.show_scene(scene)
    assert any("체크 셔츠" in each.accessibleName() for each in board.findChildren(OutfitSlot))
