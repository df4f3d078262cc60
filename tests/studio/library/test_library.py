"""Everything on file, opened together: the bundled people and garments are there, and who was removed is gone."""

from pathlib import Path

from fitting_room.studio import demo
from fitting_room.studio.library.library import Library
from fitting_room.studio.library.people import ME, Kind


def test_a_new_library_has_somebody_to_dress_and_something_to_wear(tmp_path: Path) -> None:
    library = Library.open(tmp_path / "library.sqlite", tmp_path)
    assert len(library.people.all(Kind.DEMO)) == 10
    assert len(library.wardrobe.find()) == 19
    library.close()


def test_a_removed_look_is_gone_when_the_window_closes(tmp_path: Path) -> None:
    library = Library.open(tmp_path / "library.sqlite", tmp_path)
    look = library.looks.add(demo.looks()["top"], "", "Imani")
    look.picture.write_bytes(b"a face")
    library.looks.remove([look.id])
    library.close()
    assert not look.picture.exists()


def test_what_a_killed_program_left_of_peoples_pictures_is_gone_at_the_start(tmp_path: Path) -> None:
    library = Library.open(tmp_path / "library.sqlite", tmp_path)
    half = library.people.expect_photo(ME, "").path.with_name(".3fda-46db974d.part")
    look = library.looks.add(demo.looks()["top"], "", "Imani").picture.with_name(".9b2e-46db974d.part")
    shot = library.people.incoming / "photo-2026-11-24-120000.png"
    shot.parent.mkdir()
    for path in (half, look, shot):
        path.write_bytes(b"a face")
    library.database.close()
    Library.open(tmp_path / "library.sqlite", tmp_path).close()
    assert [path.name for path in (half, look, shot) if path.exists()] == []


def test_who_was_removed_is_gone_when_the_window_closes(tmp_path: Path) -> None:
    library = Library.open(tmp_path / "library.sqlite", tmp_path)
    photo = library.people.expect_photo(ME, "")
    photo.path.write_bytes(b"a face")
    library.people.remove_photo(photo)
    library.close()
    assert [path for path in (tmp_path / "people").rglob("*") if path.is_file()] == []
