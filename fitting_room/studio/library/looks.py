"""The looks that were kept: how each was made, its picture at full size, and what the user calls it.

In: a `Database` and a folder. Out: frozen values. A look gets its row first and its files later, from the worker, so
that nothing is lost when the program is killed in between: a look without a picture says so and can be made again.

    <folder>/<look>.png          the picture at full size
    <folder>/<look>.small.jpg    what lists show of it
    <folder>/passing/            pages on their way to a printer
"""

import contextlib
import shutil
import sqlite3
import time
import uuid
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from fitting_room.domain.errors import BadRecipe, CannotSave
from fitting_room.domain.sentence import Sentence
from fitting_room.studio.export import UNFINISHED_SUFFIX
from fitting_room.studio.library.database import Database
from fitting_room.studio.library.garments import fold
from fitting_room.studio.recipe import Recipe

LOOK_SIDE = 640
"""Longest side of the pictures that stand for looks in lists, in pixels."""
HISTORY = 200
"""Looks that nobody kept, of which the oldest are forgotten."""

_PASSING = "passing"
_PICTURE, _SMALL = ".png", ".small.jpg"


class LookState(StrEnum):
    """What can be done with a look."""

    READY = "ready"
    """Its picture is there."""
    NO_PICTURE = "no picture"
    """Its picture is not there (yet), but can be made again."""
    LOST = "lost"
    """Its picture is gone, and something that it was made from as well."""


@dataclass(frozen=True)
class Look:
    """A person in an outfit, as it was once made.

    Attributes:
        id: Never used again for another look.
        written: The recipe in writing; empty where only the picture is left.
        name: What the user calls it; empty where it is called by what is worn.
        person: Name of who wears it.
        picture: The file at full size.
        thumbnail: The small picture for lists.
        favourite: Whether the user marked it.
        kept: Whether the user asked to keep it; otherwise it is history.
        created_at: In seconds since 1970.
    """

    id: str
    written: str
    name: str
    person: str
    picture: Path
    thumbnail: Path
    favourite: bool
    kept: bool
    created_at: float

    @property
    def recipe(self) -> Recipe:
        """How to make it again.

        Raises:
            BadRecipe: Damaged, lost, or written by a newer program.
        """
        return Recipe.from_text(self.written)

    @property
    def photo(self) -> Path | None:
        """Who is dressed in it; None where only the picture is left."""
        with contextlib.suppress(BadRecipe):
            return self.recipe.photo
        return None

    @property
    def missing(self) -> tuple[Path, ...]:
        """Files that it was made from and that are not there any more.

        Raises:
            BadRecipe: As `recipe`.
        """
        return tuple(path for path in self.recipe.files if not path.is_file())

    @property
    def can_be_made(self) -> bool:
        """Whether everything is there to make the picture again."""
        with contextlib.suppress(BadRecipe):
            return not self.missing
        return False

    @property
    def state(self) -> LookState:
        """What can be done with it; looks at the disk."""
        if self.picture.is_file():
            return LookState.READY
        return LookState.NO_PICTURE if self.can_be_made else LookState.LOST


class Looks:
    """Remembers looks.

    Args:
        database: The library's file.
        folder: Where pictures are kept; made when the first one comes.
        clock: Seconds since 1970.
    """

    def __init__(self, database: Database, folder: Path, clock: Callable[[], float] = time.time) -> None:
        self._database = database
        self._folder = folder
        self._clock = clock
        # What is deleted is overwritten in the file, not only unlinked from its pages.
        database.rows("PRAGMA secure_delete = ON")

    # --- finding ------------------------------------------------------------------------------------------------------

    def all(self, words: Sequence[Sequence[str]] = (), favourites: bool = False) -> tuple[Look, ...]:
        """The looks that contain every word in a name, newest first.

        Args:
            words: What to look for in the names of looks, people and garments; a word is a set of spellings
                (`search_words`).
            favourites: Whether only favourites are wanted.
        """
        found = [" OR ".join(["instr(words, ?)"] * len(spellings)) for spellings in words]
        conditions = ["removed_at IS NULL", *(["favourite"] if favourites else []), *(f"({each})" for each in found)]
        rows = self._database.rows(
            f"SELECT * FROM looks WHERE {' AND '.join(conditions)} ORDER BY created_at DESC, rowid DESC",
            [spelling for spellings in words for spelling in spellings],
        )
        return tuple(self._look(row) for row in rows)

    def find(self, look: str) -> Look | None:
        """A look by its id, unless it was removed."""
        row = self._database.row("SELECT * FROM looks WHERE id = ? AND removed_at IS NULL", (look,))
        return None if row is None else self._look(row)

    def of_recipe(self, recipe: Recipe) -> Look | None:
        """The look that is made so, unless it was removed or nobody ever kept it."""
        row = self._database.row("SELECT * FROM looks WHERE recipe = ? AND removed_at IS NULL", (recipe.to_text(),))
        return None if row is None else self._look(row)

    def of(self, folder: Path) -> tuple[Look, ...]:
        """The looks of whoever's photos lie in a folder, newest first; what is only history is among them."""
        return tuple(look for look in self.all() if look.photo is not None and look.photo.is_relative_to(folder))

    # --- changing -----------------------------------------------------------------------------------------------------

    def add(self, recipe: Recipe, name: str, person: str, kept: bool = True) -> Look:
        """Make room for a look whose picture and thumbnail somebody will write, each whole or not at all.

        The same recipe again is the same look: it moves to the top, and stays kept if it was.

        Raises:
            CannotSave: The folder could not be made.
        """
        self._make(self._folder)
        written = recipe.to_text()
        with self._database.transaction():
            old = self._database.row("SELECT id FROM looks WHERE recipe = ? AND removed_at IS NULL", (written,))
            if old is None:
                look = uuid.uuid4().hex
                self._insert(look, written, name, person, kept, self._clock())
            else:
                look = old["id"]
                self._database.execute(
                    "UPDATE looks SET kept = kept OR ?, created_at = ? WHERE id = ?", (kept, self._clock(), look)
                )
            self._limit_history()
        return self._look(self._database.rows("SELECT * FROM looks WHERE id = ?", (look,))[0])

    def rename(self, look: str, name: str) -> None:
        """Call a look by another name."""
        found = self.find(look)
        if found is not None:
            self._database.execute(
                "UPDATE looks SET name = ?, words = ? WHERE id = ?",
                (name.strip(), _words(found.written, name, found.person), look),
            )

    def set_favourite(self, looks: Iterable[str], favourite: bool) -> None:
        """Mark looks, or take the mark off. A favourite is kept."""
        self._change("favourite = ?, kept = kept OR ?", (favourite, favourite), looks)

    def remove(self, looks: Iterable[str]) -> None:
        """Take looks off the list; `restore` undoes it until `empty_trash`."""
        self._change("removed_at = ?", (self._clock(),), looks)

    def restore(self, looks: Iterable[str]) -> None:
        """Bring back looks that were removed."""
        self._change("removed_at = NULL", (), looks)

    def forget_history(self) -> tuple[str, ...]:
        """Remove every look that was not kept; returns which, for `restore`."""
        history = tuple(
            row["id"] for row in self._database.rows("SELECT id FROM looks WHERE NOT kept AND removed_at IS NULL")
        )
        self.remove(history)
        return history

    # --- tidying ------------------------------------------------------------------------------------------------------

    def empty_trash(self) -> None:
        """Delete for good what was removed. What another program holds on to is deleted the next time."""
        removed = [row["id"] for row in self._database.rows("SELECT id FROM looks WHERE removed_at IS NOT NULL")]
        gone = [look for look in removed if _deleted(self._picture(look)) and _deleted(self._thumbnail(look))]
        with self._database.transaction():
            for look in gone:
                self._database.execute("DELETE FROM looks WHERE id = ?", (look,))
        if gone:
            self._database.rows("PRAGMA wal_checkpoint(TRUNCATE)")

    def tidy(self) -> None:
        """Make rows and files agree; call it once when the program starts.

        What was removed is deleted, and so is what a killed program left half written; pictures whose rows were lost
        with a damaged file are looks again, without recipes.
        """
        self.empty_trash()
        shutil.rmtree(self._folder / _PASSING, ignore_errors=True)
        for unfinished in self._folder.glob(f".*{UNFINISHED_SUFFIX}"):
            _deleted(unfinished)
        known = {row["id"] for row in self._database.rows("SELECT id FROM looks")}
        for path in sorted(self._folder.glob(f"*{_PICTURE}")):
            if path.stem not in known and not path.name.startswith("."):
                self._insert(path.stem, "", "", "", True, path.stat().st_mtime)

    def passing_folder(self) -> Path:
        """A new folder for pictures that whoever asked for it deletes; what a killed program leaves goes by `tidy`.

        Raises:
            CannotSave: It could not be made.
        """
        return self._make(self._folder / _PASSING / uuid.uuid4().hex)

    # --- rows and files -----------------------------------------------------------------------------------------------

    def _make(self, folder: Path) -> Path:
        try:
            folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        except OSError as error:
            raise CannotSave(
                Sentence("The folder “{folder}” could not be made.", folder=str(folder)), "Choose another one."
            ) from error
        return folder

    def _insert(self, look: str, written: str, name: str, person: str, kept: bool, at: float) -> None:
        self._database.execute(
            "INSERT INTO looks (id, recipe, name, person, words, kept, created_at) VALUES (?, ?, ?, ?, ?, ?, ?)",
            (look, written, name.strip(), person.strip(), _words(written, name, person), kept, at),
        )

    def _change(self, assignment: str, values: tuple[object, ...], looks: Iterable[str]) -> None:
        with self._database.transaction():
            for look in looks:
                self._database.execute(f"UPDATE looks SET {assignment} WHERE id = ?", (*values, look))

    def _limit_history(self) -> None:
        self._database.execute(
            "UPDATE looks SET removed_at = ? WHERE id IN (SELECT id FROM looks WHERE NOT kept AND removed_at IS NULL "
            "ORDER BY created_at DESC, rowid DESC LIMIT -1 OFFSET ?)",
            (self._clock(), HISTORY),
        )

    def _look(self, row: sqlite3.Row) -> Look:
        return Look(
            row["id"],
            row["recipe"],
            row["name"],
            row["person"],
            self._picture(row["id"]),
            self._thumbnail(row["id"]),
            bool(row["favourite"]),
            bool(row["kept"]),
            row["created_at"],
        )

    def _picture(self, look: str) -> Path:
        return self._folder / f"{look}{_PICTURE}"

    def _thumbnail(self, look: str) -> Path:
        return self._folder / f"{look}{_SMALL}"


def _words(written: str, name: str, person: str) -> str:
    """Everything a look can be found by."""
    garments: tuple[str, ...] = ()
    with contextlib.suppress(BadRecipe):
        garments = tuple(garment.name for garment in Recipe.from_text(written).garments)
    return fold(" ".join((name, person, *garments)))


def _deleted(path: Path) -> bool:
    """Whether a file is gone, after an attempt to delete it."""
    with contextlib.suppress(OSError):
        path.unlink(missing_ok=True)
    return not path.exists()
