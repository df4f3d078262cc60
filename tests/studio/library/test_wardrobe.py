"""The wardrobe: found in every way people search, changed without loss, removed and brought back, fast when large."""

import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from fitting_room.domain.garment import Category, Colour, HemLength, SleeveLength
from fitting_room.domain.sentence import Sentence
from fitting_room.studio import demo
from fitting_room.studio.library.database import Database
from fitting_room.studio.library.garments import Problem, Query, Reading, given_name, search_words
from fitting_room.studio.library.wardrobe import Wardrobe, problem_column
from fitting_room.studio.recipe import GarmentFile


@pytest.fixture
def wardrobe(tmp_path: Path) -> Iterator[Wardrobe]:
    with Database.open(tmp_path / "library.sqlite") as database:
        yield Wardrobe(database, tmp_path / "garments")


def add(wardrobe: Wardrobe, name: str, category: Category = Category.TOPS, *colours: Colour) -> int:
    reading = Reading(colours, SleeveLength.LONG, HemLength.HIP)
    return wardrobe.add({"name": name, "category": category, "picture": f"pictures/{name}.jpg"}, reading)


def found(wardrobe: Wardrobe, text: str = "", **others: object) -> list[str]:
    query = Query(words=search_words(text), **others)  # type: ignore[arg-type]
    return [garment.name for garment in wardrobe.get(wardrobe.find(query))]


def test_the_newest_is_listed_first(wardrobe: Wardrobe) -> None:
    for name in ("one", "two", "three"):
        add(wardrobe, name)
    assert found(wardrobe) == ["three", "two", "one"]


def test_search_looks_at_name_tags_colours_and_kind(wardrobe: Wardrobe) -> None:
    shirt = add(wardrobe, "Chemise d’Été", Category.TOPS, Colour.BLUE, Colour.WHITE)
    add(wardrobe, "Straight cut", Category.BOTTOMS, Colour.BLUE)
    wardrobe.tag(shirt, ["Work", "linen"])
    for text in ("chemise", "ete", "LINEN", "blue work", "long sleeves", "tops", "white"):
        assert found(wardrobe, text) == ["Chemise d’Été"], text
    assert found(wardrobe, "blue") == ["Straight cut", "Chemise d’Été"]
    assert found(wardrobe, "blue skirt") == []
    assert found(wardrobe, "100%_") == []


def test_search_knows_the_users_own_language(wardrobe: Wardrobe) -> None:
    add(wardrobe, "줄무늬 셔츠", Category.TOPS, Colour.BLUE)
    add(wardrobe, "청바지", Category.BOTTOMS, Colour.BLUE)
    assert found(wardrobe, "셔") == ["줄무늬 셔츠"]
    words = search_words("파랑 상의", {"파랑": "blue", "상의": "tops"})
    assert [garment.name for garment in wardrobe.get(wardrobe.find(Query(words=words)))] == ["줄무늬 셔츠"]


def suggested(wardrobe: Wardrobe, text: str, most: int = 100) -> list[str]:
    return [each.name for each in wardrobe.get(wardrobe.suggest(text, search_words(text), most))]


def test_letters_of_a_name_or_whole_words_of_anything_suggest_a_garment(wardrobe: Wardrobe) -> None:
    for name in ("Breton T-shirt", "Cabin tunic", "Black tee"):
        add(wardrobe, name, Category.TOPS, Colour.BLUE)
    assert suggested(wardrobe, "bt") == ["Black tee", "Cabin tunic", "Breton T-shirt"]
    assert suggested(wardrobe, "Breton") == ["Breton T-shirt"]
    assert suggested(wardrobe, "tunic blue") == ["Cabin tunic"]
    assert suggested(wardrobe, "cab") == ["Cabin tunic"]
    assert len(suggested(wardrobe, "t", most=2)) == 2
    assert suggested(wardrobe, "  ") == []


def test_what_a_name_begins_with_is_suggested_first(wardrobe: Wardrobe) -> None:
    for name in ("Jeans", "Scarlet jeans", "A joke, meant seriously"):
        add(wardrobe, name)
    assert suggested(wardrobe, "je") == ["Jeans", "Scarlet jeans", "A joke, meant seriously"]


def test_signs_with_a_meaning_for_the_database_are_letters(wardrobe: Wardrobe) -> None:
    add(wardrobe, "100% wool")
    add(wardrobe, "Silk")
    assert suggested(wardrobe, "%") == ["100% wool"]
    assert suggested(wardrobe, "_") == []
    assert suggested(wardrobe, "\\") == []


def test_only_what_can_be_worn_is_suggested(wardrobe: Wardrobe) -> None:
    gone = add(wardrobe, "Wool hat")
    wardrobe.remove([gone])
    wardrobe.add({"name": "Wool lamp", "problem": problem_column(Problem("It is a lamp.", "Take another."))})
    assert suggested(wardrobe, "wool") == []


def test_filters_add_up(wardrobe: Wardrobe) -> None:
    red = add(wardrobe, "red top", Category.TOPS, Colour.RED)
    add(wardrobe, "red dress", Category.DRESSES, Colour.WHITE, Colour.RED)
    add(wardrobe, "black dress", Category.DRESSES, Colour.BLACK)
    wardrobe.favour(red, True)
    wardrobe.tag(red, ["summer"])
    assert found(wardrobe, category=Category.DRESSES) == ["black dress", "red dress"]
    assert found(wardrobe, colour=Colour.RED) == ["red dress", "red top"]
    assert found(wardrobe, colour=Colour.RED, category=Category.DRESSES) == ["red dress"]
    assert found(wardrobe, favourite=True) == ["red top"]
    assert found(wardrobe, tag="summer") == ["red top"]
    assert found(wardrobe, "black", tag="summer") == []
    assert wardrobe.counts() == {Category.TOPS: 1, Category.BOTTOMS: 0, Category.DRESSES: 2}


def test_a_new_name_and_new_tags_are_found_and_old_ones_are_not(wardrobe: Wardrobe) -> None:
    garment = add(wardrobe, "old")
    wardrobe.tag(garment, ["beach", " Beach ", "", "city"])
    wardrobe.rename(garment, " new ")
    wardrobe.tag(garment, ["city"])
    assert found(wardrobe, "new city") == ["new"]
    assert found(wardrobe, "old") == []
    assert found(wardrobe, "beach") == []
    assert wardrobe.tags() == ["city"]


def test_what_was_removed_comes_back_as_it_was(wardrobe: Wardrobe) -> None:
    kept, garment = add(wardrobe, "kept"), add(wardrobe, "gone")
    wardrobe.tag(garment, ["summer"])
    before = wardrobe.one(garment)
    wardrobe.remove([garment])
    assert found(wardrobe) == ["kept"]
    assert wardrobe.tags() == []
    wardrobe.restore([garment])
    assert wardrobe.one(garment) == before
    wardrobe.remove([garment, kept])
    wardrobe.purge()
    assert wardrobe.one(garment) == before
    wardrobe.purge(before=time.time() + 1)
    assert wardrobe.one(garment) is None
    assert add(wardrobe, "next") not in (garment, kept)


def test_the_small_picture_is_found_by_the_picture(wardrobe: Wardrobe) -> None:
    garment = add(wardrobe, "tee")
    picture, small = wardrobe.folder / "pictures" / "tee.png", wardrobe.folder / "thumbnails" / "tee.jpg"
    places = {"picture": wardrobe.place(picture), "thumbnail": wardrobe.place(small)}
    wardrobe.database.execute("UPDATE garments SET picture = :picture, thumbnail = :thumbnail", places)
    assert wardrobe.thumbnail_of(picture) == small
    wardrobe.remove([garment])
    assert wardrobe.thumbnail_of(picture) == small
    assert wardrobe.thumbnail_of(Path("/elsewhere/tee.png")) is None


def test_corrections_reach_the_engine_and_outlive_a_second_look(wardrobe: Wardrobe) -> None:
    garment = add(wardrobe, "shirt")
    wardrobe.correct(garment, sleeve_length=SleeveLength.SHORT)
    wardrobe.reread(garment, {"category": Category.BOTTOMS}, Reading((), SleeveLength.LONG, HemLength.KNEE))
    on_file = wardrobe.one(garment)
    assert on_file is not None
    assert (on_file.category, on_file.reading.hem_length) == (Category.BOTTOMS, HemLength.KNEE)
    assert on_file.file() == GarmentFile(on_file.picture, "shirt", Category.BOTTOMS, SleeveLength.SHORT, None)  # type: ignore[arg-type]


def test_another_category_forgets_what_was_measured_for_the_old_one(wardrobe: Wardrobe) -> None:
    garment = add(wardrobe, "shirt")
    wardrobe.correct(garment, category=Category.DRESSES)
    on_file = wardrobe.one(garment)
    assert on_file is not None
    assert on_file.category is Category.DRESSES
    assert on_file.reading.hem_length is None
    assert found(wardrobe, "dresses") == ["shirt"]
    wardrobe.reread(garment, {"category": Category.TOPS}, Reading((), SleeveLength.LONG, HemLength.KNEE))
    again = wardrobe.one(garment)
    assert again is not None
    assert (again.category, again.reading.hem_length) == (Category.DRESSES, HemLength.KNEE)


def test_a_garment_that_does_not_work_is_listed_with_its_reason_and_cannot_be_worn(wardrobe: Wardrobe) -> None:
    reason = Problem(Sentence("“{name}” is damaged.", name="a.jpg"), "Copy it again.")
    garment = wardrobe.add({"name": "a", "problem": problem_column(reason)})
    on_file = wardrobe.one(garment)
    assert on_file is not None
    assert on_file.problem == reason
    assert isinstance(on_file.problem.what, Sentence)
    assert found(wardrobe) == ["a"]
    assert sum(wardrobe.counts().values()) == 0
    with pytest.raises(ValueError, match="cannot be worn"):
        on_file.file()


def test_the_demo_is_seeded_once_by_reference_and_what_was_removed_stays_removed(wardrobe: Wardrobe) -> None:
    bundled = [(file, demo.colours(file)) for file in demo.wardrobe()]
    wardrobe.seed(bundled)
    names = [file.name for file in demo.wardrobe()]
    assert found(wardrobe) == names
    first = wardrobe.get(wardrobe.find())[0]
    assert first.file() == demo.wardrobe()[0]
    wardrobe.remove([first.id])
    wardrobe.purge(before=time.time() + 1)
    wardrobe.seed(bundled)
    assert found(wardrobe) == names[1:]


def test_the_folder_may_move(wardrobe: Wardrobe, tmp_path: Path) -> None:
    add(wardrobe, "shirt")
    moved = Wardrobe(wardrobe.database, tmp_path / "elsewhere")
    assert moved.get(moved.find())[0].picture == tmp_path / "elsewhere" / "pictures" / "shirt.jpg"


def test_ten_thousand_garments_are_searched(wardrobe: Wardrobe) -> None:
    with wardrobe.database.transaction():
        for number in range(10_000):
            wardrobe.database.execute(
                "INSERT INTO garments (name, category, picture, colours, words, created_at) VALUES (?, ?, ?, ?, ?, 0)",
                (f"n{number}", "tops", f"{number}.jpg", ",blue,", f"shirt number {number} blue tops"),
            )
    query = Query(words=search_words("blue 777"), category=Category.TOPS, colour=Colour.BLUE)
    assert len(wardrobe.find(query)) == 19
    assert len(wardrobe.find(Query())) == 10_000
    assert len(wardrobe.get(wardrobe.suggest("n1", search_words("n1")))) == 100


@pytest.mark.parametrize(
    ("file", "name"),
    [
        ("Blue linen shirt.jpg", "Blue linen shirt"),
        ("red_dress-2.png", "red dress 2"),
        ("줄무늬 셔츠.jpg", "줄무늬 셔츠"),
        ("tee.png", "tee"),
        ("IMG_2041.jpg", ""),
        ("PXL_20260101_101010123.jpg", ""),
        ("WhatsApp Image 2026-01-01 at 10.10.10.jpeg", ""),
        ("3fda-46db-974d-bf9e62668a6b.png", ""),
        ("20260101_101010.jpg", ""),
    ],
)
def test_names_that_people_gave_are_kept_and_those_of_cameras_are_not(file: str, name: str) -> None:
    assert given_name(Path("/pictures") / file) == name


def test_a_garment_is_worn_with_its_back(wardrobe: Wardrobe) -> None:
    shirt = add(wardrobe, "shirt")
    before = wardrobe.one(shirt)
    assert before is not None
    assert before.file().back is None
    wardrobe.set_back(shirt, "pictures/shirt-back.jpg")
    after = wardrobe.one(shirt)
    assert after is not None
    assert after.file().back == after.back == wardrobe.folder / "pictures/shirt-back.jpg"
