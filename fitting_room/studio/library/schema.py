"""The tables of the library, as the steps that lead from an empty file to today's.

A step that has been released is never edited: a change of tables is a new step at the end. `Database.open` runs those
that a file has not seen yet and counts them in `PRAGMA user_version`. Each step belongs to the store that reads it.
"""

_PEOPLE = """
CREATE TABLE people (
    id TEXT PRIMARY KEY,
    kind TEXT NOT NULL CHECK (kind IN ('me', 'client', 'demo')),
    name TEXT NOT NULL,
    note TEXT NOT NULL,
    created_at REAL NOT NULL,
    used_at REAL NOT NULL,
    removed_at REAL
);
CREATE TABLE person_photos (
    id TEXT PRIMARY KEY,
    person TEXT NOT NULL REFERENCES people (id) ON DELETE CASCADE,
    asset TEXT,
    caption TEXT NOT NULL,
    added_at REAL NOT NULL,
    used_at REAL NOT NULL,
    removed_at REAL
);
CREATE INDEX photos_of_person ON person_photos (person, used_at);
CREATE INDEX photos_by_use ON person_photos (used_at);
CREATE TABLE mask_edits (
    person TEXT NOT NULL REFERENCES people (id) ON DELETE CASCADE,
    worn TEXT NOT NULL,
    edit TEXT NOT NULL,
    PRIMARY KEY (person, worn)
) WITHOUT ROWID;
"""

MIGRATIONS: tuple[str, ...] = (_PEOPLE,)
"""SQL, oldest first; several statements per step, each ending with a semicolon."""
