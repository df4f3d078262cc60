"""The people on file: the user, a stylist's clients, the bundled ones; their photos, and the edits of their masks.

In: a `Database` and a folder. Out: frozen values. A photo gets its row first and its file later, from the worker; both
survive a process that is killed. Whoever is removed can be brought back until `empty_trash`, and is gone afterwards:
files, rows, and what SQLite would have left of them in its file.

    <folder>/<person>/<photo>.png          the photo, without metadata
    <folder>/<person>/<photo>.small.png    what lists show of it
    <folder>/trash/                        what was removed since the program started
    <folder>/incoming/                     pictures from the clipboard and the mirror, on their way to the worker
"""

import contextlib
import json
import shutil
import sqlite3
import time
import uuid
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from fitting_room.domain.errors import CannotSave
from fitting_room.domain.garment import Category
from fitting_room.domain.mask_edit import MaskEdit
from fitting_room.domain.sentence import Sentence
from fitting_room.studio.export import UNFINISHED_SUFFIX
from fitting_room.studio.library.database import Database
from fitting_room.studio.session import Worn

ME = "me"
"""Id of the person whose computer this is."""
SMALL_SIDE = 384
"""Longest side of the pictures that stand for photos in lists, in pixels."""

_SMALL = ".small.png"
_NOT_PEOPLE = ("trash", "incoming")


class Kind(StrEnum):
    """Who somebody is to the user."""

    ME = "me"
    CLIENT = "client"
    DEMO = "demo"


@dataclass(frozen=True)
class PersonOnFile:
    """Somebody who can be dressed.

    Attributes:
        id: Never used again for somebody else.
        kind: Who they are to the user.
        name: What the user calls them; empty where nobody has named them.
        note: The user's own words.
        used_at: When one of their photos was last opened, in seconds since 1970.
    """

    id: str
    kind: Kind
    name: str
    note: str
    used_at: float


@dataclass(frozen=True)
class PhotoOnFile:
    """A photo of somebody on file. The file may still be on its way.

    Attributes:
        id: Never used again for another photo.
        person: Id of whose photo it is.
        path: The picture.
        thumbnail: The small picture for lists.
        caption: What the user or the file called it.
        bundled: Whether it came with the program.
        used_at: When it was last opened, in seconds since 1970.
    """

    id: str
    person: str
    path: Path
    thumbnail: Path
    caption: str
    bundled: bool
    used_at: float


class People:
    """Remembers people, photos and mask edits.

    Args:
        database: The library's file.
        folder: Where photos are kept; made when the first one comes.
        clock: Seconds since 1970.
    """

    def __init__(self, database: Database, folder: Path, clock: Callable[[], float] = time.time) -> None:
        self._database = database
        self._folder = folder
        self._clock = clock
        # What is deleted is overwritten in the file, not only unlinked from its pages.
        database.rows("PRAGMA secure_delete = ON")
        self._insert_person(ME, Kind.ME, "")

    # --- people -------------------------------------------------------------------------------------------------------

    def all(self, *kinds: Kind) -> tuple[PersonOnFile, ...]:
        """Everybody of these kinds (of every kind where none is named), who was used last first."""
        rows = self._database.rows("SELECT * FROM people WHERE removed_at IS NULL ORDER BY used_at DESC, rowid")
        return tuple(_person(row) for row in rows if not kinds or row["kind"] in kinds)

    def find(self, person: str) -> PersonOnFile | None:
        """Somebody by their id, unless they were removed."""
        row = self._database.row("SELECT * FROM people WHERE id = ? AND removed_at IS NULL", (person,))
        return None if row is None else _person(row)

    def add(self, name: str, note: str = "") -> PersonOnFile:
        """Put a client on file."""
        person = uuid.uuid4().hex
        self._insert_person(person, Kind.CLIENT, name, note)
        return PersonOnFile(person, Kind.CLIENT, name.strip(), note, self._clock())

    def rename(self, person: str, name: str) -> None:
        """Call somebody by another name."""
        self._database.execute("UPDATE people SET name = ? WHERE id = ?", (name.strip(), person))

    def annotate(self, person: str, note: str) -> None:
        """Replace the note about somebody."""
        self._database.execute("UPDATE people SET note = ? WHERE id = ?", (note, person))

    def folder_of(self, person: str) -> Path:
        """Where the photos of somebody lie."""
        return self._folder / person

    def remove(self, person: str) -> None:
        """Take somebody off the file with all that is known of them; `restore` undoes it until `empty_trash`."""
        self._mark_removed("people", person, self._clock())
        _move(self._folder / person, self._trash / person)

    def restore(self, person: str) -> None:
        """Bring back who was removed."""
        _move(self._trash / person, self._folder / person)
        self._mark_removed("people", person, None)

    def seed(self, bundled: Iterable[tuple[str, str, Path]]) -> None:
        """Put the bundled people on file, by reference; whoever was removed stays away.

        Args:
            bundled: (stem, name, picture) of each.
        """
        with self._database.transaction():
            for stem, name, picture in bundled:
                person = f"{Kind.DEMO}-{stem}"
                self._insert_person(person, Kind.DEMO, name, used_at=0.0)
                self._database.execute(
                    "INSERT INTO person_photos (id, person, asset, caption, added_at, used_at) "
                    "VALUES (?, ?, ?, '', ?, 0) "
                    "ON CONFLICT (id) DO UPDATE SET asset = excluded.asset",  # The program may have moved.
                    (person, person, str(picture), self._clock()),
                )

    # --- photos -------------------------------------------------------------------------------------------------------

    def photos(self, person: str) -> tuple[PhotoOnFile, ...]:
        """The photos of somebody, the newest first: a list that does not move under the pointer."""
        return self._photos("person = ?", (person,), "photo.added_at DESC")

    def recent(self, limit: int) -> tuple[PhotoOnFile, ...]:
        """The photos that were used last, of everybody but the bundled people."""
        return self._photos("asset IS NULL", (), "photo.used_at DESC, photo.added_at DESC", limit)

    def photo_at(self, path: Path) -> PhotoOnFile | None:
        """The photo that is kept in a file."""
        if path.is_relative_to(self._folder):
            found = self._photos("photo.id = ?", (path.stem,), "photo.id")
        else:
            found = self._photos("asset = ?", (str(path),), "photo.id")
        return found[0] if found else None

    def expect_photo(self, person: str, caption: str) -> PhotoOnFile:
        """Make room for a photo that somebody will write to its `path`, whole or not at all.

        Raises:
            CannotSave: The folder could not be made.
        """
        photo = uuid.uuid4().hex
        now = self._clock()
        with _told(self._folder):
            (self._folder / person).mkdir(parents=True, exist_ok=True, mode=0o700)
        self._insert_photo(photo, person, caption, now)
        return self._photo(photo, person, None, caption, now)

    def discard_photo(self, photo: PhotoOnFile) -> None:
        """Forget a photo at once: it could not be opened."""
        _delete(photo.path, photo.thumbnail)
        self._database.execute("DELETE FROM person_photos WHERE id = ?", (photo.id,))

    def use_photo(self, photo: PhotoOnFile) -> None:
        """A photo was opened: it and its person come first in lists from now on."""
        now = self._clock()
        with self._database.transaction():
            self._database.execute("UPDATE person_photos SET used_at = ? WHERE id = ?", (now, photo.id))
            # The bundled people keep their order.
            self._database.execute(
                "UPDATE people SET used_at = ? WHERE id = ? AND kind != ?", (now, photo.person, Kind.DEMO)
            )

    def caption(self, photo: PhotoOnFile, caption: str) -> None:
        """Call a photo by another name."""
        self._database.execute("UPDATE person_photos SET caption = ? WHERE id = ?", (caption.strip(), photo.id))

    def remove_photo(self, photo: PhotoOnFile) -> None:
        """Take a photo off the file; `restore_photo` undoes it until `empty_trash`."""
        self._mark_removed("person_photos", photo.id, self._clock())
        if not photo.bundled:
            _move(photo.path, self._trash / photo.path.name)
            _move(photo.thumbnail, self._trash / photo.thumbnail.name)

    def restore_photo(self, photo: PhotoOnFile) -> None:
        """Bring back a photo that was removed."""
        if not photo.bundled:
            _move(self._trash / photo.path.name, photo.path)
            _move(self._trash / photo.thumbnail.name, photo.thumbnail)
        self._mark_removed("person_photos", photo.id, None)

    @property
    def incoming(self) -> Path:
        """The folder of pictures that are copied and then deleted; what a killed program left goes at the start."""
        return self._folder / "incoming"

    def expect_pasted(self) -> Path:
        """A file of its own for a pasted picture, which whoever writes it also deletes.

        Raises:
            CannotSave: The folder could not be made.
        """
        with _told(self._folder):
            self.incoming.mkdir(parents=True, exist_ok=True, mode=0o700)
        return self.incoming / f"{uuid.uuid4().hex}.bmp"

    # --- masks --------------------------------------------------------------------------------------------------------

    def mask_edits(self, person: str) -> dict[Worn, MaskEdit]:
        """What the user has changed about the masks of somebody, by what was worn."""
        edits = {}
        for row in self._database.rows("SELECT worn, edit FROM mask_edits WHERE person = ?", (person,)):
            with contextlib.suppress(ValueError):  # Written by another version: one edit fewer, not a broken start.
                edits[_worn(row["worn"])] = MaskEdit.from_json(json.loads(row["edit"]))
        return edits

    def remember_mask_edit(self, person: str, worn: Worn, edit: MaskEdit) -> None:
        """Remember what fits every photo of somebody; a neutral edit is forgotten. Strokes belong to one photo."""
        edit = edit.for_another_photo()
        if edit.is_neutral:
            self._database.execute("DELETE FROM mask_edits WHERE person = ? AND worn = ?", (person, "+".join(worn)))
            return
        self._database.execute(
            "INSERT OR REPLACE INTO mask_edits (person, worn, edit) SELECT id, ?, ? FROM people WHERE id = ?",
            ("+".join(worn), json.dumps(edit.to_json()), person),
        )

    # --- tidying ------------------------------------------------------------------------------------------------------

    def empty_trash(self) -> None:
        """Delete for good what was removed. What another program holds on to is deleted the next time."""
        removed = self._database.rows("SELECT * FROM people WHERE removed_at IS NOT NULL")
        photos = self._database.rows("SELECT * FROM person_photos WHERE removed_at IS NOT NULL AND asset IS NULL")
        for photo in photos:  # They may still be in place, if the program was killed before it moved them.
            _delete(*self._files(photo["id"], photo["person"]))
        for folder in (self._trash, self.incoming, *(self._folder / row["id"] for row in removed)):
            shutil.rmtree(folder, ignore_errors=True)
        gone = [row["id"] for row in removed if not (self._folder / row["id"]).exists()]
        with self._database.transaction():
            for photo in photos:
                if not any(path.exists() for path in self._files(photo["id"], photo["person"])):
                    self._database.execute("DELETE FROM person_photos WHERE id = ?", (photo["id"],))
            for person in gone:
                self._database.execute("DELETE FROM mask_edits WHERE person = ?", (person,))
                # The rows of bundled people stay, marked: otherwise they would be back the next time.
                self._database.execute("DELETE FROM people WHERE id = ? AND kind != ?", (person, Kind.DEMO))
        if removed or photos:
            self._insert_person(ME, Kind.ME, "")
            self._database.rows("PRAGMA wal_checkpoint(TRUNCATE)")

    def tidy(self) -> None:
        """Make rows and files agree; call it once when the program starts, before anything is on its way.

        What a killed program left in the trash or half written is deleted, photos that never arrived are forgotten, and
        photos whose rows were lost with a damaged file are put back on file.
        """
        self.empty_trash()
        _delete(*self._folder.glob(f"*/.*{UNFINISHED_SUFFIX}"))
        known = set()
        for row in self._database.rows("SELECT id, person FROM person_photos WHERE asset IS NULL"):
            path, thumbnail = self._files(row["id"], row["person"])
            if path.is_file():
                known.add(path)
            else:
                _delete(thumbnail)
                self._database.execute("DELETE FROM person_photos WHERE id = ?", (row["id"],))
        for path in sorted(self._folder.glob("*/*.png")):
            person = path.parent.name
            if path in known or path.name.endswith(_SMALL) or person in _NOT_PEOPLE:
                continue
            self._insert_person(person, Kind.ME if person == ME else Kind.CLIENT, "")
            self._insert_photo(path.stem, person, "", path.stat().st_mtime)

    # --- rows and files -----------------------------------------------------------------------------------------------

    @property
    def _trash(self) -> Path:
        return self._folder / "trash"

    def _insert_person(self, person: str, kind: Kind, name: str, note: str = "", used_at: float | None = None) -> None:
        now = self._clock()
        self._database.execute(
            "INSERT OR IGNORE INTO people (id, kind, name, note, created_at, used_at) VALUES (?, ?, ?, ?, ?, ?)",
            (person, kind, name.strip(), note, now, now if used_at is None else used_at),
        )

    def _insert_photo(self, photo: str, person: str, caption: str, at: float) -> None:
        self._database.execute(
            "INSERT OR IGNORE INTO person_photos (id, person, caption, added_at, used_at) VALUES (?, ?, ?, ?, ?)",
            (photo, person, caption, at, at),
        )

    def _mark_removed(self, table: str, row: str, at: float | None) -> None:
        self._database.execute(f"UPDATE {table} SET removed_at = ? WHERE id = ?", (at, row))

    def _photos(self, where: str, values: tuple[str, ...], order: str, limit: int = -1) -> tuple[PhotoOnFile, ...]:
        rows = self._database.rows(
            "SELECT photo.* FROM person_photos AS photo JOIN people ON people.id = photo.person "
            f"WHERE {where} AND photo.removed_at IS NULL AND people.removed_at IS NULL "
            f"ORDER BY {order}, photo.id LIMIT ?",
            (*values, limit),
        )
        photos = (self._photo(row["id"], row["person"], row["asset"], row["caption"], row["used_at"]) for row in rows)
        # One whose file is still on its way is nothing to look at yet.
        return tuple(photo for photo in photos if photo.bundled or photo.path.is_file())

    def _photo(self, photo: str, person: str, asset: str | None, caption: str, used_at: float) -> PhotoOnFile:
        path, thumbnail = (Path(asset), Path(asset)) if asset else self._files(photo, person)
        return PhotoOnFile(photo, person, path, thumbnail, caption, asset is not None, used_at)

    def _files(self, photo: str, person: str) -> tuple[Path, Path]:
        path = self._folder / person / f"{photo}.png"
        return path, small_of(path)


def small_of(photo: Path) -> Path:
    """Where the small picture of a photo on file is kept."""
    return photo.with_suffix(_SMALL)


def _person(row: sqlite3.Row) -> PersonOnFile:
    return PersonOnFile(row["id"], Kind(row["kind"]), row["name"], row["note"], row["used_at"])


def _worn(text: str) -> Worn:
    return tuple(Category(part) for part in text.split("+"))


def _move(source: Path, target: Path) -> None:
    """Move a file or folder within the library. One that stays where it is, is found there by `empty_trash`."""
    with contextlib.suppress(OSError):
        target.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        source.replace(target)


def _delete(*files: Path) -> None:
    """Delete files. One that another program holds on to is found again by `tidy`."""
    for file in files:
        with contextlib.suppress(OSError):
            file.unlink()


@contextlib.contextmanager
def _told(folder: Path) -> Iterator[None]:
    """Put a folder that cannot be made into words."""
    try:
        yield
    except OSError as error:
        raise CannotSave(
            Sentence("The folder “{folder}” could not be made.", folder=folder),
            "Free some space, or allow writing there.",
        ) from error
