"""Everything on file, opened together: the bundled people and garments are there, and who was removed is gone."""

from pathlib import Path

from fitting_room.studio.library.library import Library
from fitting_room.studio.library.people import ME, Kind


def test_a_new_library_has_somebody_to_dress_and_something_to_wear(tmp_path: Path) -> None:
    library = Library.open(tmp_path / "library.sqlite", tmp_path)
    assert len(library.people.all(Kind.DEMO)) == 10
    assert len(library.wardrobe.find()) == 19
    library.close()


def test_who_was_removed_is_gone_when_the_window_closes(tmp_path: Path) -> None:
    library = Library.open(tmp_path / "library.sqlite", tmp_path)
    photo = library.people.expect_photo(ME, "")
    photo.path.write_bytes(b"a face")
    library.people.remove_photo(photo)
    library.close()
    assert [path for path in (tmp_path / "people").rglob("*") if path.is_file()] == []
