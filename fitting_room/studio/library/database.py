"""One SQLite file, opened safely: brought up to date, shared by several processes, never overwritten when damaged.

In: a path. Out: a `Database` that runs statements and whole transactions, and whose every failure that a person can do
something about is a `FittingRoomError`. The stores (`wardrobe`, `looks`, `people`, ...) take one and own their tables.
"""

import contextlib
import datetime
import sqlite3
from collections.abc import Iterator, Sequence
from pathlib import Path
from types import TracebackType
from typing import Any

from fitting_room.domain.errors import CannotSave, DiskFull, FittingRoomError, LibraryUnavailable
from fitting_room.domain.sentence import Sentence
from fitting_room.studio.library.schema import MIGRATIONS

BUSY_SECONDS = 5.0
"""How long a statement waits for another process that is writing. A write takes milliseconds."""

_DAMAGED = (sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB)
_FORBIDDEN = (sqlite3.SQLITE_READONLY, sqlite3.SQLITE_CANTOPEN, sqlite3.SQLITE_PERM, sqlite3.SQLITE_AUTH)
_BUSY = (sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED)
_COMPANIONS = ("", "-wal", "-shm")

Parameters = Sequence[Any] | dict[str, Any]


class Database:
    """An open library file. Belongs to the thread that opened it; other threads and processes open it again.

    Attributes:
        path: The file.
        notices: Sentences the user should read: a damaged file was set aside.
    """

    def __init__(self, path: Path, connection: sqlite3.Connection, notices: tuple[str, ...] = ()) -> None:
        self.path = path
        self.notices = notices
        self._connection = connection

    @classmethod
    def open(cls, path: Path, migrations: tuple[str, ...] = MIGRATIONS) -> "Database":
        """Open the file, made where it is missing, and bring its tables up to date.

        A file that is damaged is renamed, so that it can be looked at, and an empty one takes its place.

        Raises:
            LibraryUnavailable: A newer program wrote the file, or another one keeps it locked.
            CannotSave: The folder or file cannot be written.
        """
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise CannotSave(
                Sentence("The folder “{name}” could not be made.", name=path.parent), "Choose another one."
            ) from error
        try:
            return cls(path, _connect(path, migrations))
        except sqlite3.DatabaseError as error:
            if _code(error) not in _DAMAGED:
                raise _explained(error, path) from error
        aside = _set_aside(path)
        notice = Sentence("The library was damaged; it was kept as “{name}”, and a new one was begun.", name=aside.name)
        try:
            return cls(path, _connect(path, migrations), (notice,))
        except sqlite3.DatabaseError as error:
            raise _explained(error, path) from error

    def execute(self, sql: str, parameters: Parameters = ()) -> sqlite3.Cursor:
        """Run one statement that writes. Outside of a `transaction` it is one of its own.

        Raises:
            DiskFull: No room left.
            CannotSave: The file may not be written.
            LibraryUnavailable: Damaged, or locked by another program.
        """
        with self._explaining():
            return self._connection.execute(sql, parameters)

    def rows(self, sql: str, parameters: Parameters = ()) -> list[sqlite3.Row]:
        """All rows of a query; columns by name or position. Raises as `execute`."""
        with self._explaining():
            return self._connection.execute(sql, parameters).fetchall()

    def row(self, sql: str, parameters: Parameters = ()) -> sqlite3.Row | None:
        """The first row of a query, or None. Raises as `execute`."""
        with self._explaining():
            found: sqlite3.Row | None = self._connection.execute(sql, parameters).fetchone()
            return found

    @contextlib.contextmanager
    def transaction(self) -> Iterator[None]:
        """All statements inside take effect together, or none does. One inside another joins it.

        Raises:
            FittingRoomError: As `execute`; nothing has been changed then.
        """
        if self._connection.in_transaction:
            yield
            return
        with self._explaining(), _whole(self._connection):
            yield

    @property
    def data_version(self) -> int:
        """A number that changes whenever another connection has written: cheap to ask on a timer."""
        row = self.row("PRAGMA data_version")
        return int(row[0]) if row else 0

    def close(self) -> None:
        """Write what is left and let go of the file."""
        self._connection.close()

    def __enter__(self) -> "Database":
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    @contextlib.contextmanager
    def _explaining(self) -> Iterator[None]:
        try:
            yield
        except (sqlite3.IntegrityError, sqlite3.ProgrammingError):
            raise  # A mistake of ours.
        except sqlite3.DatabaseError as error:
            explained = _explained(error, self.path)
            if explained is error:
                raise
            raise explained from error


def _connect(path: Path, migrations: tuple[str, ...]) -> sqlite3.Connection:
    """Open, check and migrate.

    Raises:
        sqlite3.DatabaseError: Damaged, locked or not writable.
        LibraryUnavailable: Written by a newer program.
    """
    # No implicit transactions: `transaction` is the one place where they begin and end.
    connection = sqlite3.connect(path, timeout=BUSY_SECONDS, isolation_level=None)
    connection.row_factory = sqlite3.Row
    try:
        # Readers do not wait for the writer, and a process that is killed loses nothing that was committed.
        connection.execute("PRAGMA journal_mode = WAL")
        connection.execute("PRAGMA synchronous = NORMAL")
        connection.execute("PRAGMA foreign_keys = ON")
        _check(connection)
        _migrate(connection, migrations)
    except BaseException:
        connection.close()
        raise
    return connection


def _check(connection: sqlite3.Connection) -> None:
    (verdict,) = connection.execute("PRAGMA quick_check(1)").fetchone()
    if verdict != "ok":
        error = sqlite3.DatabaseError(verdict)
        error.sqlite_errorcode = sqlite3.SQLITE_CORRUPT
        raise error


def _migrate(connection: sqlite3.Connection, migrations: tuple[str, ...]) -> None:
    if _version(connection) == len(migrations):
        return
    with _whole(connection):
        # Asked again under the lock: another process may have just done it.
        version = _version(connection)
        if version > len(migrations):
            raise LibraryUnavailable(
                "The library was written by a newer version of Fitting Room.", "Install the newest version to open it."
            )
        for script in migrations[version:]:
            for statement in _statements(script):
                connection.execute(statement)
        connection.execute(f"PRAGMA user_version = {len(migrations)}")


@contextlib.contextmanager
def _whole(connection: sqlite3.Connection) -> Iterator[None]:
    """A transaction: all of it or nothing."""
    connection.execute("BEGIN IMMEDIATE")  # A lock taken late could fail after half of the work.
    try:
        yield
        connection.execute("COMMIT")
    except BaseException:
        # SQLite has rolled back by itself after some errors, such as a full disk.
        if connection.in_transaction:
            connection.execute("ROLLBACK")
        raise


def _version(connection: sqlite3.Connection) -> int:
    (version,) = connection.execute("PRAGMA user_version").fetchone()
    return int(version)


def _statements(script: str) -> Iterator[str]:
    """The statements of a script, one by one: `executescript` would end the transaction around it."""
    statement = ""
    for piece in script.split(";"):
        statement += piece + ";"
        if sqlite3.complete_statement(statement):
            if statement.strip("; \n\t"):
                yield statement
            statement = ""


def _set_aside(path: Path) -> Path:
    """Rename a damaged file and what SQLite keeps beside it; returns the new name."""
    stamp = datetime.datetime.now(tz=datetime.UTC).strftime("%Y%m%d-%H%M%S-%f")
    aside = path.with_name(f"{path.stem}.damaged-{stamp}{path.suffix}")
    try:
        for companion in _COMPANIONS:
            file = Path(f"{path}{companion}")
            if file.exists():
                file.rename(f"{aside}{companion}")
    except OSError as error:
        raise LibraryUnavailable(
            Sentence("The library “{name}” is damaged and could not be set aside.", name=path.name),
            "Close other programs that use it, or rename it yourself.",
        ) from error
    return aside


def _code(error: sqlite3.Error) -> int:
    """SQLite's primary result code; its upper bits tell details."""
    return int(getattr(error, "sqlite_errorcode", sqlite3.SQLITE_ERROR)) & 0xFF


def _explained(error: sqlite3.DatabaseError, path: Path) -> FittingRoomError | sqlite3.DatabaseError:
    """The error in words for the user, or itself where it is a mistake of ours."""
    code = _code(error)
    if code == sqlite3.SQLITE_FULL:
        return DiskFull("There is no room left to remember this.", "Free some space on the disk and try again.")
    if code == sqlite3.SQLITE_IOERR:
        return CannotSave(
            Sentence("“{name}” could not be read or written.", name=path.name), "Check that its disk is still there."
        )
    if code in _FORBIDDEN:
        return CannotSave(
            Sentence("You may not write into “{name}”.", name=path.parent),
            "Choose another folder, or allow writing there.",
        )
    if code in _BUSY:
        return LibraryUnavailable("The library is in use by another program.", "Close it and try again.")
    if code in _DAMAGED:
        return LibraryUnavailable(
            "The library is damaged.", "Start Fitting Room again: it will set the file aside and begin a new one."
        )
    return error
