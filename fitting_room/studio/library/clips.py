"""The clips of looks: how each was made, and its film. A clip goes with its look.

In: a `Database` and a folder. Out: frozen values. The worker writes the files, each whole or not at all; a clip gets
its row when its film is there: files that nobody knows are what a killed program left, and `tidy` deletes them.

    <folder>/<clip>.mp4     the film
    <folder>/<clip>.jpg     its first frame, for lists
"""

import contextlib
import sqlite3
import time
import uuid
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path

from fitting_room.domain.errors import BadRecipe, CannotSave
from fitting_room.domain.sentence import Sentence
from fitting_room.studio.clip_recipe import ClipRecipe
from fitting_room.studio.library.database import Database

_FILM, _POSTER = ".mp4", ".jpg"
ASIDE = "found"
"""Folder of films whose rows were lost with a damaged library."""


@dataclass(frozen=True)
class Clip:
    """A look that moves.

    Attributes:
        id: Never used again for another clip.
        look: Id of the look.
        written: The recipe in writing.
        path: The film.
        poster: Its first frame, small.
        frames: How many frames it has; fewer than were asked for where it was stopped early.
        fps: Frames per second.
        created_at: In seconds since 1970.
    """

    id: str
    look: str
    written: str
    path: Path
    poster: Path
    frames: int
    fps: int
    created_at: float

    @property
    def recipe(self) -> ClipRecipe:
        """How to make it again.

        Raises:
            BadRecipe: Damaged, or written by a newer program.
        """
        return ClipRecipe.from_text(self.written)

    @property
    def motion(self) -> str:
        """Id of the bundled motion, or the path of the user's own; empty where nobody knows."""
        with contextlib.suppress(BadRecipe):
            return self.recipe.motion
        return ""

    @property
    def seconds(self) -> float:
        """How long it lasts."""
        return self.frames / self.fps


class Clips:
    """Remembers clips.

    Args:
        database: The library's file.
        folder: Where films are kept; made when the first one comes.
        clock: Seconds since 1970.
    """

    def __init__(self, database: Database, folder: Path, clock: Callable[[], float] = time.time) -> None:
        self._database = database
        self._folder = folder
        self._clock = clock

    def of(self, look: str) -> tuple[Clip, ...]:
        """The clips of a look, newest first."""
        rows = self._database.rows(
            "SELECT * FROM clips WHERE look = ? AND removed_at IS NULL ORDER BY created_at DESC, rowid DESC", (look,)
        )
        return tuple(clip for clip in map(self._clip, rows) if clip.path.is_file())

    def counts(self) -> dict[str, int]:
        """How many clips there are of each look that has any."""
        rows = self._database.rows("SELECT look, count(*) AS clips FROM clips WHERE removed_at IS NULL GROUP BY look")
        return {row["look"]: row["clips"] for row in rows}

    def new_files(self) -> tuple[Path, Path]:
        """A film and a poster of its own for a clip that somebody will write.

        Raises:
            CannotSave: The folder could not be made.
        """
        try:
            self._folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        except OSError as error:
            raise CannotSave(
                Sentence("The folder “{folder}” could not be made.", folder=str(self._folder)), "Choose another one."
            ) from error
        clip = uuid.uuid4().hex
        return self._film(clip), self._poster(clip)

    def add(self, look: str, recipe: ClipRecipe, film: Path, frames: int, fps: int) -> Clip:
        """Remember a clip whose film has been written.

        Args:
            look: Id of the look.
            recipe: How it was made.
            film: One that `new_files` gave.
            frames: How many frames it has.
            fps: Frames per second.
        """
        self._database.execute(
            "INSERT INTO clips (id, look, recipe, frames, fps, created_at) VALUES (?, ?, ?, ?, ?, ?)",
            (film.stem, look, recipe.to_text(), frames, fps, self._clock()),
        )
        return self._clip(self._database.rows("SELECT * FROM clips WHERE id = ?", (film.stem,))[0])

    def remove(self, clips: Iterable[str]) -> None:
        """Take clips off the list; `restore` undoes it until `empty_trash`."""
        self._mark(clips, self._clock())

    def restore(self, clips: Iterable[str]) -> None:
        """Bring back clips that were removed."""
        self._mark(clips, None)

    def empty_trash(self) -> None:
        """Delete for good what was removed, and what belongs to looks that are gone for good.

        What another program holds on to is deleted the next time.
        """
        removed = self._database.rows(
            "SELECT id FROM clips WHERE removed_at IS NOT NULL OR look NOT IN (SELECT id FROM looks)"
        )
        gone = [row["id"] for row in removed if _deleted(self._film(row["id"])) and _deleted(self._poster(row["id"]))]
        with self._database.transaction():
            for clip in gone:
                self._database.execute("DELETE FROM clips WHERE id = ?", (clip,))

    def tidy(self) -> None:
        """Make rows and files agree; call it once when the program starts, after the looks were tidied.

        Where the library was damaged and begun anew, films whose rows were lost with it are put aside, not deleted.
        """
        self.empty_trash()
        known = {row["id"] for row in self._database.rows("SELECT id FROM clips")}
        lost = [path for path in self._folder.glob("*") if path.is_file() and path.stem not in known]
        for path in lost:
            if self._database.notices:
                _put_aside(path)
            else:
                _deleted(path)

    def _mark(self, clips: Iterable[str], removed_at: float | None) -> None:
        with self._database.transaction():
            for clip in clips:
                self._database.execute("UPDATE clips SET removed_at = ? WHERE id = ?", (removed_at, clip))

    def _clip(self, row: sqlite3.Row) -> Clip:
        return Clip(
            row["id"],
            row["look"],
            row["recipe"],
            self._film(row["id"]),
            self._poster(row["id"]),
            row["frames"],
            row["fps"],
            row["created_at"],
        )

    def _film(self, clip: str) -> Path:
        return self._folder / f"{clip}{_FILM}"

    def _poster(self, clip: str) -> Path:
        return self._folder / f"{clip}{_POSTER}"


def _put_aside(path: Path) -> None:
    """Move a film, if that can be done, to where nothing deletes it."""
    with contextlib.suppress(OSError):
        aside = path.parent / ASIDE
        aside.mkdir(mode=0o700, exist_ok=True)
        path.rename(aside / path.name)


def _deleted(path: Path) -> bool:
    """Whether a file is gone, after an attempt to delete it."""
    with contextlib.suppress(OSError):
        path.unlink(missing_ok=True)
    return not path.exists()
