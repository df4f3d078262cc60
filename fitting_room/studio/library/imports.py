"""What is to be brought into the wardrobe, written down before anything is read.

So no kill and no power cut loses a garment or brings one in twice: an entry waits until its garment is in the wardrobe,
and both are written in one transaction. Entries that are done stay until the user has looked at what was found
(`dismiss`).
"""

import os
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from fitting_room.studio.library.database import Database

PICTURE_SUFFIXES = frozenset(
    (".jpg", ".jpeg", ".jfif", ".png", ".webp", ".heic", ".heif", ".avif", ".tif", ".tiff", ".gif", ".bmp", ".jp2")
)
"""What is taken from a folder. A file that is named outright is tried whatever it is called."""


class Role(StrEnum):
    """Which side of a garment a picture shows."""

    FRONT = "front"
    BACK = "back"


class State(StrEnum):
    """What became of an entry."""

    WAITING = "waiting"
    DONE = "done"
    UNSUITABLE = "unsuitable"
    KNOWN = "known"


@dataclass(frozen=True)
class Entry:
    """A picture to be brought in, or a folder of them.

    Attributes:
        id: Its number; smaller ones come first.
        source: The file or folder.
        role: Which side of the garment it shows.
        garment: The one it belongs to or became; None before it became one.
        state: What became of it.
        attempts: How often somebody began to read it.
    """

    id: int
    source: Path
    role: Role
    garment: int | None
    state: State
    attempts: int


class Imports:
    """The list of what is to be brought in."""

    def __init__(self, database: Database) -> None:
        self.database = database

    # --- asking for something -----------------------------------------------------------------------------------------

    def add(self, sources: Iterable[Path]) -> None:
        """Ask for files and folders. Quick: nothing is read."""
        with self.database.transaction():
            for source in sources:
                self.database.execute("INSERT INTO imports (source) VALUES (?)", (str(source),))

    def add_back(self, garment: int, source: Path) -> None:
        """Ask for a picture of a garment's back."""
        self.database.execute(
            "INSERT INTO imports (source, role, garment) VALUES (?, ?, ?)", (str(source), Role.BACK, garment)
        )

    def again(self, garment: int, source: Path) -> None:
        """Ask for a garment to be looked at once more: it failed, or its category was corrected."""
        waiting = self.database.row("SELECT 1 FROM imports WHERE garment = ? AND state = 'waiting'", (garment,))
        if waiting is None:
            self.database.execute("INSERT INTO imports (source, garment) VALUES (?, ?)", (str(source), garment))

    def forget_waiting(self) -> None:
        """Bring in nothing more; what is in stays."""
        self.database.execute("DELETE FROM imports WHERE state = 'waiting'")

    def dismiss(self) -> None:
        """The user has seen what was found."""
        self.database.execute("DELETE FROM imports WHERE state != 'waiting'")

    # --- looking ------------------------------------------------------------------------------------------------------

    def progress(self) -> tuple[int, int]:
        """(how many are done, how many there are), of everything since the last `dismiss`."""
        row = self.database.row("SELECT count(*), coalesce(sum(state != 'waiting'), 0) FROM imports")
        return (0, 0) if row is None else (int(row[1]), int(row[0]))

    def findings(self) -> list[Entry]:
        """What was brought in and not dismissed yet, the oldest first."""
        return self._entries("state != 'waiting'")

    def sources(self) -> list[Path]:
        """The files that are still needed."""
        return [entry.source for entry in self._entries("state = 'waiting'")]

    # --- doing it -----------------------------------------------------------------------------------------------------

    def next(self) -> Entry | None:
        """The oldest entry that waits."""
        return next(iter(self._entries("state = 'waiting'", limit=1)), None)

    def begin(self, entry: Entry) -> None:
        """Write down that an attempt is made, before it is made: one that ends the program must be noticed."""
        self.database.execute("UPDATE imports SET attempts = attempts + 1 WHERE id = ?", (entry.id,))

    def excuse(self, entry: Entry) -> None:
        """The attempt failed for a reason that has nothing to do with the entry."""
        self.database.execute("UPDATE imports SET attempts = attempts - 1 WHERE id = ?", (entry.id,))

    def expand(self, folder: Entry) -> None:
        """Replace a folder by the pictures in it and in the folders inside."""
        files = sorted(_pictures_in(folder.source))
        with self.database.transaction():
            self.add(files)
            self.database.execute("DELETE FROM imports WHERE id = ?", (folder.id,))

    def finish(self, entry: Entry, state: State, garment: int | None) -> None:
        """Write down what became of an entry. Belongs into the transaction that stores the garment.

        A garment that was looked at again is no new finding: what is known of the old one is brought up to date.
        """
        if entry.garment is None or (entry.role is Role.BACK and state is State.UNSUITABLE):
            self.database.execute("UPDATE imports SET state = ?, garment = ? WHERE id = ?", (state, garment, entry.id))
            return
        self.database.execute("DELETE FROM imports WHERE id = ?", (entry.id,))
        self.database.execute(
            "UPDATE imports SET state = ?, garment = ? WHERE garment = ? AND state != 'waiting' AND role = ?",
            (state, garment, entry.garment, entry.role),
        )

    def _entries(self, condition: str, limit: int = -1) -> list[Entry]:
        rows: Sequence[tuple[int, str, str, int | None, str, int]] = self.database.rows(  # type: ignore[assignment]
            f"SELECT id, source, role, garment, state, attempts FROM imports WHERE {condition} ORDER BY id LIMIT ?",
            (limit,),
        )
        return [
            Entry(number, Path(source), Role(role), garment, State(state), attempts)
            for number, source, role, garment, state, attempts in rows
        ]


def _pictures_in(folder: Path) -> Iterable[Path]:
    """Pictures in a folder and below; hidden ones and links to folders are left alone."""
    for here, folders, files in os.walk(folder):
        folders[:] = [name for name in folders if not name.startswith(".")]
        for name in files:
            if Path(name).suffix.lower() in PICTURE_SUFFIXES and not name.startswith("."):
                yield Path(here) / name
