"""Clips go with their looks, come back after a mistake, and leave nothing behind."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from fitting_room.domain.errors import CannotSave
from fitting_room.studio import demo
from fitting_room.studio.clip_recipe import ClipRecipe
from fitting_room.studio.library.clips import ASIDE, Clip, Clips
from fitting_room.studio.library.database import Database
from fitting_room.studio.library.looks import Look, Looks

RECIPE = demo.looks()["dress"]


@pytest.fixture
def database(tmp_path: Path) -> Iterator[Database]:
    with Database.open(tmp_path / "library.sqlite") as opened:
        yield opened


@pytest.fixture
def looks(database: Database, tmp_path: Path) -> Looks:
    return Looks(database, tmp_path / "looks")


@pytest.fixture
def look(looks: Looks) -> Look:
    return looks.add(RECIPE, "", "Anna")


@pytest.fixture
def clips(database: Database, tmp_path: Path) -> Clips:
    return Clips(database, tmp_path / "clips")


def shoot(clips: Clips, look: Look, motion: str = "walk", frames: int = 120) -> Clip:
    film, poster = clips.new_files()
    for path in (film, poster):
        path.write_bytes(b"film")
    return clips.add(look.id, ClipRecipe(RECIPE, motion), film, frames, 24)


def test_the_clips_of_a_look_are_there_the_next_time_newest_first(clips: Clips, look: Look, tmp_path: Path) -> None:
    first, second = shoot(clips, look), shoot(clips, look, "dance", 60)
    with Database.open(tmp_path / "library.sqlite") as again:
        assert Clips(again, tmp_path / "clips").of(look.id) == (second, first)
    assert (second.motion, second.seconds) == ("dance", 2.5)
    assert second.recipe == ClipRecipe(RECIPE, "dance")
    assert clips.counts() == {look.id: 2}


def test_what_was_removed_comes_back_until_the_trash_is_emptied(clips: Clips, look: Look) -> None:
    clip = shoot(clips, look)
    clips.remove([clip.id])
    assert clips.of(look.id) == ()
    assert clips.counts() == {}
    clips.restore([clip.id])
    assert clips.of(look.id) == (clip,)
    clips.remove([clip.id])
    clips.empty_trash()
    clips.restore([clip.id])
    assert clips.of(look.id) == ()
    assert not clip.path.exists()
    assert not clip.poster.exists()


def test_a_clip_goes_with_its_look_and_comes_back_with_it(clips: Clips, looks: Looks, look: Look) -> None:
    clip = shoot(clips, look)
    looks.remove([look.id])
    clips.empty_trash()
    looks.restore([look.id])
    assert clips.of(look.id) == (clip,)
    looks.remove([look.id])
    looks.empty_trash()
    clips.empty_trash()
    assert not clip.path.exists()


def test_what_a_killed_program_left_is_deleted(clips: Clips, look: Look) -> None:
    kept = shoot(clips, look)
    film, poster = clips.new_files()
    film.write_bytes(b"finished, and nobody was told")
    poster.with_name(".half.part").write_bytes(b"half")
    clips.tidy()
    assert sorted(kept.path.parent.iterdir()) == sorted([kept.path, kept.poster])


def test_films_whose_rows_were_lost_with_a_damaged_library_are_put_aside(
    clips: Clips, look: Look, database: Database, tmp_path: Path
) -> None:
    lost = shoot(clips, look)
    database.close()
    file = tmp_path / "library.sqlite"
    file.write_bytes(b"no library any more" * 100)
    with Database.open(file) as anew:
        assert anew.notices
        Clips(anew, tmp_path / "clips").tidy()
    with Database.open(file) as again:
        Clips(again, tmp_path / "clips").tidy()
    assert (tmp_path / "clips" / ASIDE / lost.path.name).read_bytes() == b"film"


def test_a_clip_whose_film_is_gone_is_not_listed(clips: Clips, look: Look) -> None:
    shoot(clips, look).path.unlink()
    assert clips.of(look.id) == ()


def test_a_description_that_cannot_be_read_leaves_the_film(clips: Clips, look: Look, database: Database) -> None:
    shoot(clips, look)
    database.execute("UPDATE clips SET recipe = '{'")
    (clip,) = clips.of(look.id)
    assert clip.motion == ""
    assert clip.seconds == 5


def test_a_folder_that_cannot_be_made_is_said(database: Database, tmp_path: Path) -> None:
    (tmp_path / "clips").write_text("in the way")
    with pytest.raises(CannotSave):
        Clips(database, tmp_path / "clips").new_files()
