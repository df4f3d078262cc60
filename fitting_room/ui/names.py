"""What people, garments and looks are called, in the language of the window.

On file, bundled people and garments have English names: they are the same in a recipe, in a search and in any language.
Only here are they said in another one. What the user has named is called that everywhere.
"""

from collections.abc import Iterable
from functools import lru_cache
from pathlib import Path

from PySide6.QtCore import QCoreApplication

from fitting_room.domain.errors import BadRecipe
from fitting_room.domain.garment import Category
from fitting_room.resources import assets
from fitting_room.studio import demo
from fitting_room.studio.library.looks import Look
from fitting_room.studio.library.people import Kind, People, PersonOnFile
from fitting_room.studio.recipe import GarmentFile, Recipe

translate = QCoreApplication.translate


def say_name(name: str, picture: Path | None) -> str:
    """A name on file as it is shown.

    Args:
        name: As it is on file.
        picture: Whose name it is, which tells what is bundled from what the user happens to call the same.
    """
    # A bundled one that the user has renamed is not in the translation files, and stays as it is.
    return translate("demo", name) if picture is not None and picture.is_relative_to(assets()) else name


def say_worn(garments: Iterable[GarmentFile], between: str = ", ") -> str:
    """What is worn, by its names, from the top down."""
    pieces = sorted(garments, key=lambda garment: garment.category is not Category.TOPS)
    return between.join(say_name(garment.name, garment.path) for garment in pieces)


def say_person(person: PersonOnFile) -> str:
    """What somebody is called."""
    if person.kind is Kind.DEMO:
        return translate("demo", person.name)
    return person.name or (translate("people", "Me") if person.kind is Kind.ME else translate("people", "Unnamed"))


def name_on_file(people: People, picture: Path) -> str:
    """The name of whoever is in a photo, to be written into the library and shown by `say_wearer`."""
    photo = people.photo_at(picture)
    person = None if photo is None else people.find(photo.person)
    if person is None:
        return picture.stem
    return person.name if person.kind is Kind.DEMO else say_person(person)


def say_person_in(people: People, picture: Path) -> str:
    """What whoever is in a photo is called."""
    return say_name(name_on_file(people, picture), picture)


def say_look(look: Look) -> str:
    """What a look is called: by the user, else by what is worn."""
    recipe = _read(look.written)
    worn = "" if recipe is None else say_worn(recipe.garments)
    return look.name or worn or translate("looks", "A look")


def say_wearer(look: Look) -> str:
    """Who wears a look."""
    recipe = _read(look.written)
    return look.person if recipe is None else say_name(look.person, recipe.photo)


def bundled_names() -> dict[str, str]:
    """What bundled people and garments are called here -> what they are called on file."""
    names = [person.name for person in demo.people()] + [garment.name for garment in demo.wardrobe()]
    return {translate("demo", name): name for name in names}


@lru_cache(maxsize=1024)
def _read(written: str) -> Recipe | None:
    """The recipe of a look; lists ask for it with every picture they paint."""
    try:
        return Recipe.from_text(written)
    except BadRecipe:
        return None
