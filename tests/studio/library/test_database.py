"""The library file: migrated in order, shared by two connections, set aside when damaged, and honest about failures."""

import sqlite3
from pathlib import Path

import pytest

from fitting_room.domain.errors import CannotSave, DiskFull, LibraryUnavailable
from fitting_room.studio.library.database import Database

FIRST = "CREATE TABLE cups (name TEXT PRIMARY KEY);"
SECOND = """
ALTER TABLE cups ADD COLUMN colour TEXT NOT NULL DEFAULT 'white';
CREATE TABLE seen (name TEXT);
CREATE TRIGGER cups_seen AFTER INSERT ON cups BEGIN
    INSERT INTO seen VALUES (new.name);
    INSERT INTO seen VALUES (new.colour);
END;
"""


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "home" / "library.sqlite"


def names(database: Database) -> list[str]:
    return [row["name"] for row in database.rows("SELECT name FROM cups ORDER BY name")]


def test_a_new_file_gets_every_table(path: Path) -> None:
    with Database.open(path, (FIRST, SECOND)) as database:
        database.execute("INSERT INTO cups (name) VALUES (?)", ("mug",))
        assert [row["name"] for row in database.rows("SELECT name FROM seen")] == ["mug", "white"]
        assert database.notices == ()


def test_an_older_file_is_brought_up_to_date_and_keeps_its_rows(path: Path) -> None:
    with Database.open(path, (FIRST,)) as database:
        database.execute("INSERT INTO cups VALUES ('mug')")
    with Database.open(path, (FIRST, SECOND)) as database:
        row = database.row("SELECT * FROM cups")
        assert row is not None
        assert tuple(row) == ("mug", "white")


def test_a_migration_that_fails_changes_nothing(path: Path) -> None:
    with Database.open(path, (FIRST,)) as database:
        database.execute("INSERT INTO cups VALUES ('mug')")
    with pytest.raises(sqlite3.OperationalError):
        Database.open(path, (FIRST, "CREATE TABLE half (a); CREATE TABLE cups (b);"))
    with Database.open(path, (FIRST, SECOND)) as database:
        assert names(database) == ["mug"]
        assert database.row("SELECT 1 FROM sqlite_master WHERE name = 'half'") is None


def test_a_file_of_a_newer_program_is_refused_and_left_alone(path: Path) -> None:
    Database.open(path, (FIRST, SECOND)).close()
    before = path.read_bytes()
    with pytest.raises(LibraryUnavailable, match="newer version"):
        Database.open(path, (FIRST,))
    assert path.read_bytes() == before


@pytest.mark.parametrize("damage", ["rubbish", "torn"])
def test_a_damaged_file_is_set_aside_and_said_so(path: Path, damage: str) -> None:
    with Database.open(path, (FIRST,)) as database, database.transaction():
        for number in range(2000):
            database.execute("INSERT INTO cups VALUES (?)", (f"cup {number:05} {'x' * 80}",))
    whole = path.read_bytes()
    broken = b"not a database at all" * 500 if damage == "rubbish" else whole[: len(whole) // 2]
    path.write_bytes(broken)
    with Database.open(path, (FIRST,)) as database:
        assert names(database) == []
        (notice,) = database.notices
        (aside,) = path.parent.glob("library.damaged-*.sqlite")
        assert aside.name in notice
        assert aside.read_bytes() == broken


def test_a_transaction_is_all_or_nothing(path: Path) -> None:
    with Database.open(path, (FIRST,)) as database:
        with pytest.raises(ZeroDivisionError):
            add_and_fail(database)
        assert names(database) == []
        with database.transaction():
            database.execute("INSERT INTO cups VALUES ('mug')")
        assert names(database) == ["mug"]


def add_and_fail(database: Database) -> None:
    with database.transaction():
        database.execute("INSERT INTO cups VALUES ('mug')")
        with database.transaction():
            database.execute("INSERT INTO cups VALUES ('beaker')")
        raise ZeroDivisionError


def add_many(database: Database) -> None:
    with database.transaction():
        for number in range(1000):
            database.execute("INSERT INTO cups VALUES (?)", (f"{number:0200}",))


def test_a_second_connection_reads_while_the_first_writes_and_notices_the_change(path: Path) -> None:
    with Database.open(path, (FIRST,)) as writer, Database.open(path, (FIRST,)) as reader:
        version = reader.data_version
        assert reader.data_version == version
        with writer.transaction():
            writer.execute("INSERT INTO cups VALUES ('mug')")
            assert names(reader) == []
        assert names(reader) == ["mug"]
        assert reader.data_version != version


def test_a_full_disk_is_explained_and_leaves_the_file_as_it_was(path: Path) -> None:
    with Database.open(path, (FIRST,)) as database:
        database.execute("INSERT INTO cups VALUES ('mug')")
        database.execute("PRAGMA max_page_count = 1")  # SQLite's own way to play a full disk.
        with pytest.raises(DiskFull, match="no room"):
            add_many(database)
        assert names(database) == ["mug"]


def test_a_file_locked_by_somebody_else_is_explained(path: Path) -> None:
    with Database.open(path, (FIRST,)) as first, Database.open(path, (FIRST,)) as second:
        second.execute("PRAGMA busy_timeout = 10")
        with first.transaction():
            first.execute("INSERT INTO cups VALUES ('mug')")
            with pytest.raises(LibraryUnavailable, match="in use"):
                second.execute("INSERT INTO cups VALUES ('beaker')")


def test_a_place_where_nothing_can_be_written_is_explained(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("no folder")
    with pytest.raises(CannotSave, match="could not be made"):
        Database.open(tmp_path / "file" / "library.sqlite")
    (tmp_path / "library.sqlite").mkdir()
    with pytest.raises(CannotSave):
        Database.open(tmp_path / "library.sqlite")


def test_our_own_mistakes_stay_our_own(path: Path) -> None:
    with Database.open(path, (FIRST,)) as database:
        with pytest.raises(sqlite3.OperationalError):
            database.execute("SELEKT")
        database.execute("INSERT INTO cups VALUES ('mug')")
        with pytest.raises(sqlite3.IntegrityError):
            database.execute("INSERT INTO cups VALUES ('mug')")
