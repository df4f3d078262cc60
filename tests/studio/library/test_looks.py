"""Looks on file: found by any name, undone, made again, and honest about pictures that are gone."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from doubles import grey

from fitting_room.domain.errors import BadRecipe
from fitting_room.domain.tryon import RenderOptions
from fitting_room.studio.export import save_picture
from fitting_room.studio.library.database import Database
from fitting_room.studio.library.garments import search_words
from fitting_room.studio.library.looks import HISTORY, Look, Looks, LookState
from fitting_room.studio.recipe import GarmentFile, Recipe


class Clock:
    now = 1000.0

    def __call__(self) -> float:
        self.now += 1
        return self.now


@pytest.fixture
def database(tmp_path: Path) -> Iterator[Database]:
    with Database.open(tmp_path / "library.sqlite") as opened:
        yield opened


@pytest.fixture
def looks(database: Database, tmp_path: Path) -> Looks:
    return Looks(database, tmp_path / "looks", Clock())


@pytest.fixture
def recipe(tmp_path: Path) -> Recipe:
    for name in ("me.png", "tee.png"):
        save_picture(grey(90), tmp_path / name)
    return Recipe(tmp_path / "me.png", (GarmentFile(tmp_path / "tee.png", "Breton T-shirt"),))


def seeded(recipe: Recipe, seed: int) -> Recipe:
    return replace(recipe, options=RenderOptions(seed=seed))


def draw(look: Look) -> None:
    save_picture(grey(200), look.picture)
    save_picture(grey(200), look.thumbnail)


def names(looks: tuple[Look, ...]) -> list[str]:
    return [look.name for look in looks]


def test_the_newest_look_comes_first_and_can_be_made_again(looks: Looks, recipe: Recipe) -> None:
    looks.add(recipe, "First", "Anna")
    looks.add(seeded(recipe, 1), "Second", "Mei")
    assert names(looks.all()) == ["Second", "First"]
    assert looks.all()[1].recipe == recipe


def test_the_same_recipe_is_the_same_look(looks: Looks, recipe: Recipe) -> None:
    first = looks.add(recipe, "First", "Anna", kept=False)
    looks.add(seeded(recipe, 1), "Second", "Anna")
    again = looks.add(recipe, "First", "Anna")
    assert again.id == first.id
    assert again.kept
    assert names(looks.all()) == ["First", "Second"]


@pytest.mark.parametrize("words", ["sunday", "ÉLODIE", "breton", "t-shirt elodie", ""])
def test_a_look_is_found_by_its_own_name_its_person_and_what_is_worn(looks: Looks, recipe: Recipe, words: str) -> None:
    looks.add(recipe, "Sunday walk", "Élodie")
    assert names(looks.all(search_words(words))) == ["Sunday walk"]
    for others in ("monday", "sunday monday", "%"):
        assert looks.all(search_words(others)) == ()


def test_a_look_is_found_by_what_things_are_called_in_the_language_of_the_user(looks: Looks, recipe: Recipe) -> None:
    looks.add(recipe, "", "Anna")
    assert len(looks.all(search_words("안나 브르통", {"안나": "Anna", "브르통 티셔츠": "Breton T-shirt"}))) == 1
    assert looks.all(search_words("안나 원피스", {"안나": "Anna"})) == ()


def test_the_looks_of_somebody_are_those_made_of_photos_in_their_folder(looks: Looks, recipe: Recipe) -> None:
    looks.add(recipe, "Mine", "Me")
    looks.add(replace(recipe, photo=Path("/people/ada/1.png")), "Hers", "Ada", kept=False)
    looks.add(replace(recipe, photo=Path("/people/adam/2.png")), "His", "Adam")
    assert names(looks.of(Path("/people/ada"))) == ["Hers"]


def test_a_new_name_is_found_and_the_old_one_is_not(looks: Looks, recipe: Recipe) -> None:
    look = looks.add(recipe, "Sunday", "Anna")
    looks.rename(look.id, " Holiday ")
    assert names(looks.all(search_words("holiday"))) == ["Holiday"]
    assert looks.all(search_words("sunday")) == ()


def test_favourites_can_be_asked_for(looks: Looks, recipe: Recipe) -> None:
    first = looks.add(recipe, "First", "Anna", kept=False)
    looks.add(seeded(recipe, 1), "Second", "Anna")
    looks.set_favourite([first.id], True)
    assert names(looks.all(favourites=True)) == ["First"]
    assert looks.all(favourites=True)[0].kept, "what somebody likes is no history that fades"
    looks.set_favourite([first.id], False)
    assert looks.all(favourites=True) == ()


def test_removing_can_be_undone_until_the_trash_is_emptied(looks: Looks, recipe: Recipe) -> None:
    look = looks.add(recipe, "First", "Anna")
    draw(look)
    looks.remove([look.id])
    assert looks.all() == ()
    looks.restore([look.id])
    assert looks.all() == (look,)
    assert look.state is LookState.READY
    looks.remove([look.id])
    looks.empty_trash()
    assert not look.picture.exists()
    assert not look.thumbnail.exists()
    looks.restore([look.id])
    assert looks.all() == ()


def test_a_look_says_what_is_left_of_it(looks: Looks, recipe: Recipe) -> None:
    look = looks.add(recipe, "First", "Anna")
    assert look.state is LookState.NO_PICTURE
    draw(look)
    assert look.state is LookState.READY
    recipe.photo.unlink()
    assert look.state is LookState.READY
    assert not look.can_be_made
    assert look.missing == (recipe.photo,)
    look.picture.unlink()
    assert look.state is LookState.LOST


def test_history_fades_and_what_was_kept_stays(looks: Looks, recipe: Recipe) -> None:
    looks.add(recipe, "Kept", "Anna")
    for seed in range(1, HISTORY + 3):
        looks.add(seeded(recipe, seed), f"History {seed}", "Anna", kept=False)
    found = names(looks.all())
    assert len(found) == HISTORY + 1
    assert found[-2:] == ["History 3", "Kept"]
    forgotten = looks.forget_history()
    assert names(looks.all()) == ["Kept"]
    looks.restore(forgotten)
    assert len(looks.all()) == HISTORY + 1


def test_pictures_outlive_a_library_that_was_damaged(looks: Looks, recipe: Recipe, tmp_path: Path) -> None:
    look = looks.add(recipe, "First", "Anna")
    draw(look)
    with Database.open(tmp_path / "new.sqlite") as database:
        again = Looks(database, tmp_path / "looks")
        again.tidy()
        (found,) = again.all()
        assert (found.id, found.state) == (look.id, LookState.READY)
        assert not found.can_be_made
        with pytest.raises(BadRecipe):
            found.recipe  # noqa: B018
        again.tidy()
        assert again.all() == (found,)


def test_tidying_deletes_what_was_removed_before_the_program_was_killed(looks: Looks, recipe: Recipe) -> None:
    look = looks.add(recipe, "First", "Anna")
    draw(look)
    looks.remove([look.id])
    looks.tidy()
    assert not look.picture.exists()
    assert looks.all() == ()
