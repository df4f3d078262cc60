"""People on file: found again, renamed, brought back until the trash is emptied, and really gone afterwards."""

import itertools
import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from fitting_room.domain.errors import CannotSave
from fitting_room.domain.garment import Category
from fitting_room.domain.mask_edit import MaskEdit, Protection, Stroke, Tool
from fitting_room.studio.library.database import Database
from fitting_room.studio.library.people import ME, Kind, People, PhotoOnFile

ANNA = Path("/program/assets/anna.png")
TOP = (Category.TOPS,)
BOTH = (Category.BOTTOMS, Category.TOPS)
LONGER = MaskEdit(sleeve=0.5, lifted=frozenset({Protection.HAIR}))


@pytest.fixture
def home(tmp_path: Path) -> Path:
    return tmp_path


@pytest.fixture
def people(home: Path) -> Iterator[People]:
    with Database.open(home / "library.sqlite") as database:
        yield on_file(home, database)


def on_file(home: Path, database: Database) -> People:
    ticks = itertools.count(1_000_000_000)
    return People(database, home / "people", lambda: float(next(ticks)))


def add_photo(people: People, person: str, caption: str = "") -> PhotoOnFile:
    photo = people.expect_photo(person, caption)
    photo.path.write_bytes(b"a face, unmistakably")
    photo.thumbnail.write_bytes(b"a small face, unmistakably")
    return photo


def files_of(home: Path) -> list[str]:
    return sorted(path.name for path in (home / "people").rglob("*") if path.is_file())


def restart(home: Path) -> People:
    """What the next start finds."""
    people = on_file(home, Database.open(home / "library.sqlite"))
    people.tidy()
    return people


def test_the_user_is_on_file_from_the_beginning(people: People) -> None:
    assert [(person.id, person.kind) for person in people.all()] == [(ME, Kind.ME)]


def test_clients_are_found_again_renamed_and_annotated(people: People, home: Path) -> None:
    ada = people.add("  Ada ", "likes long sleeves")
    people.rename(ada.id, "Ada L.")
    people.annotate(ada.id, "allergic to wool")
    found = restart(home).find(ada.id)
    assert found is not None
    assert (found.name, found.note, found.kind) == ("Ada L.", "allergic to wool", Kind.CLIENT)


def test_who_was_used_last_comes_first(people: People) -> None:
    first, second = people.add("First"), people.add("Second")
    old, new = add_photo(people, first.id), add_photo(people, first.id)
    assert [photo.id for photo in people.photos(first.id)] == [new.id, old.id]
    people.use_photo(old)
    assert [photo.id for photo in people.photos(first.id)] == [new.id, old.id], "a list stays as it is"
    assert [person.id for person in people.all(Kind.CLIENT)] == [first.id, second.id]
    assert [photo.id for photo in people.recent(1)] == [old.id]


def test_a_photo_is_found_by_its_file(people: People) -> None:
    people.seed([("anna", "Anna", ANNA)])
    mine = add_photo(people, ME, "Beach")
    assert people.photo_at(mine.path) == people.photos(ME)[0]
    found = people.photo_at(ANNA)
    assert found is not None
    assert (found.person, found.bundled, found.thumbnail) == ("demo-anna", True, ANNA)
    assert people.photo_at(Path("/elsewhere/anna.png")) is None


def test_a_removed_person_comes_back_with_everything(people: People, home: Path) -> None:
    ada = people.add("Ada")
    photo = add_photo(people, ada.id)
    people.remember_mask_edit(ada.id, TOP, LONGER)
    people.remove(ada.id)
    assert people.find(ada.id) is None
    assert people.recent(5) == ()
    assert not photo.path.exists()
    people.restore(ada.id)
    assert people.photos(ada.id) == (photo,)
    assert photo.path.read_bytes() == b"a face, unmistakably"
    assert people.mask_edits(ada.id) == {TOP: LONGER}
    restart(home)
    assert photo.path.exists()


def test_after_the_trash_nothing_of_a_person_is_left_anywhere(people: People, home: Path) -> None:
    ada = people.add("Ada Unmistakable", "Unmistakable note")
    add_photo(people, ada.id, "Unmistakable caption")
    people.remember_mask_edit(ada.id, TOP, MaskEdit(sleeve=0.123456789))
    people.remove(ada.id)
    people.empty_trash()
    assert files_of(home) == []
    remains = b"".join(path.read_bytes() for path in home.glob("library.sqlite*"))
    assert b"Unmistakable" not in remains
    assert b"0.123456789" not in remains


def test_a_removed_photo_comes_back_or_is_gone(people: People, home: Path) -> None:
    kept, removed = add_photo(people, ME), add_photo(people, ME)
    people.caption(kept, " At the beach ")
    assert people.photos(ME)[1].caption == "At the beach"
    kept = people.photos(ME)[1]
    people.remove_photo(removed)
    assert people.photos(ME) == (kept,)
    people.restore_photo(removed)
    assert removed.path.exists()
    assert people.photos(ME) == (removed, kept)
    people.remove_photo(removed)
    people.empty_trash()
    assert files_of(home) == sorted([kept.path.name, kept.thumbnail.name])


def test_the_user_can_be_removed_and_is_a_blank_page_afterwards(people: People, home: Path) -> None:
    add_photo(people, ME)
    people.rename(ME, "Robin")
    people.remove(ME)
    people.empty_trash()
    assert [(person.id, person.name) for person in people.all()] == [(ME, "")]
    assert people.photos(ME) == ()


def test_a_bundled_person_who_was_removed_stays_away(people: People, home: Path) -> None:
    people.seed([("anna", "Anna", ANNA), ("mei", "Mei", Path("mei.png"))])
    people.remove("demo-anna")
    again = restart(home)
    again.seed([("anna", "Anna", ANNA), ("mei", "Mei", Path("/moved/mei.png"))])
    assert [person.name for person in again.all(Kind.DEMO)] == ["Mei"]
    assert [photo.path for photo in again.photos("demo-mei")] == [Path("/moved/mei.png")]


def test_a_photo_that_could_not_be_opened_leaves_nothing(people: People, home: Path) -> None:
    photo = people.expect_photo(ME, "damaged")
    assert people.photos(ME) == (), "it is still on its way"
    people.discard_photo(photo)
    assert people.photos(ME) == ()
    assert files_of(home) == []


def test_mask_edits_are_remembered_for_a_person_and_what_they_wear(people: People) -> None:
    people.remember_mask_edit(ME, TOP, LONGER)
    people.remember_mask_edit(ME, BOTH, MaskEdit(hem=-0.2))
    assert people.mask_edits(ME) == {TOP: LONGER, BOTH: MaskEdit(hem=-0.2)}
    people.remember_mask_edit(ME, TOP, MaskEdit())
    assert people.mask_edits(ME) == {BOTH: MaskEdit(hem=-0.2)}


def test_strokes_stay_with_their_photo_and_strangers_are_not_remembered(people: People) -> None:
    people.remember_mask_edit(ME, TOP, LONGER.painted(Stroke(Tool.BRUSH, ((0.5, 0.5),), 0.02)))
    people.remember_mask_edit("nobody", TOP, LONGER)
    assert people.mask_edits(ME) == {TOP: LONGER}
    assert people.mask_edits("nobody") == {}


def test_an_edit_of_another_version_is_no_obstacle(people: People, home: Path) -> None:
    with Database.open(home / "library.sqlite") as database:
        database.execute("INSERT INTO mask_edits VALUES (?, 'hats', '{}'), (?, 'tops', 'nonsense')", (ME, ME))
    assert people.mask_edits(ME) == {}


def test_photos_outlive_a_damaged_database(people: People, home: Path) -> None:
    ada = people.add("Ada")
    photos = {add_photo(people, ada.id).path, add_photo(people, ME).path}
    for path in home.glob("library.sqlite*"):
        path.unlink()
    again = restart(home)
    assert {photo.path for person in again.all() for photo in again.photos(person.id)} == photos
    assert [person.id for person in again.all(Kind.CLIENT)] == [ada.id]


def test_pasted_pictures_that_never_arrived_are_deleted(people: People, home: Path) -> None:
    pasted = people.expect_pasted()
    pasted.write_bytes(b"a screenshot")
    restart(home)
    assert not pasted.exists()


def test_a_folder_that_cannot_be_made_is_told(people: People, home: Path) -> None:
    (home / "people").write_text("in the way")
    with pytest.raises(CannotSave, match="people"):
        people.expect_photo(ME, "")


KILLED = """
import os, signal, sys
from pathlib import Path
from fitting_room.studio.library import people as module
from fitting_room.studio.library.database import Database

home, moment = Path(sys.argv[1]), sys.argv[2]
people = module.People(Database.open(home / "library.sqlite"), home / "people")
def die(*_, **__): os.kill(os.getpid(), signal.SIGKILL)

ada = people.add("Ada")
photo = people.expect_photo(ada.id, "first")
if moment == "before the photo came":
    die()
photo.path.write_bytes(b"face")
if moment == "with the photo there":
    die()
people.remember_mask_edit(ada.id, (module.Category.TOPS,), module.MaskEdit(hem=0.1))
if moment == "between row and file of a removal":
    module._move = die
people.remove(ada.id)
if moment == "with the trash full":
    die()
module.shutil.rmtree = die
people.empty_trash()
"""


@pytest.mark.skipif(sys.platform == "win32", reason="needs SIGKILL")
@pytest.mark.parametrize(
    ("moment", "stays", "photos"),
    [
        ("before the photo came", True, 0),
        ("with the photo there", True, 1),
        ("between row and file of a removal", False, 0),
        ("with the trash full", False, 0),
        ("while the trash is emptied", False, 0),
    ],
)
def test_a_kill_at_any_moment_loses_nothing_and_forgets_who_was_removed(
    home: Path, moment: str, stays: bool, photos: int
) -> None:
    root = Path(__file__).resolve().parents[3]
    environment = {**os.environ, "PYTHONPATH": str(root)}
    ran = subprocess.run([sys.executable, "-c", KILLED, home, moment], env=environment, check=False, cwd=home)
    assert ran.returncode == -signal.SIGKILL
    people = restart(home)
    assert [person.name for person in people.all(Kind.CLIENT)] == ["Ada"] * stays
    assert len(people.recent(10)) == photos
    assert len(files_of(home)) == photos
