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


_GARMENTS = """
CREATE TABLE garments (
    id INTEGER PRIMARY KEY AUTOINCREMENT,  -- never used again, so that a late answer cannot hit another garment
    name TEXT NOT NULL,
    category TEXT,                         -- NULL where it could not be found out
    picture TEXT,                          -- places of files, as `Wardrobe` writes them
    thumbnail TEXT,
    back TEXT,
    source TEXT,                           -- the file that could not be opened, for another try
    digest TEXT UNIQUE,                    -- SHA-256 of the file that was imported
    favourite INTEGER NOT NULL DEFAULT 0,
    colours TEXT NOT NULL DEFAULT '',      -- ',blue,white,'
    sleeve_length TEXT,
    hem_length TEXT,
    neckline TEXT,
    photo_type TEXT,
    confidence REAL NOT NULL DEFAULT 1,
    notices TEXT NOT NULL DEFAULT '[]',    -- JSON, sentences
    corrected TEXT NOT NULL DEFAULT '',    -- ',category,hem_length,'
    problem TEXT,                          -- JSON, two sentences
    words TEXT NOT NULL,                   -- everything it can be found by, folded
    created_at REAL NOT NULL,
    removed_at REAL
);
CREATE INDEX garments_listed ON garments (removed_at, category, favourite);
CREATE INDEX garments_by_picture ON garments (picture);
CREATE TABLE garment_tags (
    garment INTEGER NOT NULL REFERENCES garments (id) ON DELETE CASCADE,
    place INTEGER NOT NULL,
    tag TEXT NOT NULL,
    PRIMARY KEY (garment, place)
) WITHOUT ROWID;
CREATE INDEX garment_tags_by_tag ON garment_tags (tag, garment);
CREATE TABLE imports (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    source TEXT NOT NULL,                  -- a file, or a folder to look into
    role TEXT NOT NULL DEFAULT 'front',    -- or 'back'
    garment INTEGER REFERENCES garments (id) ON DELETE CASCADE,  -- the one it became, or is to be read again for
    state TEXT NOT NULL DEFAULT 'waiting',
    attempts INTEGER NOT NULL DEFAULT 0
);
CREATE INDEX imports_by_state ON imports (state, id);
"""

_JOB_SECONDS = """
CREATE TABLE job_seconds (
    id INTEGER PRIMARY KEY,
    kind TEXT NOT NULL,                    -- what was done, as `estimates.kind_of` says it: no names, no files
    megapixels REAL,                       -- of the picture, NULL where it was not known
    seconds REAL NOT NULL
);
"""

_LOOKS = """
CREATE TABLE looks (
    id TEXT PRIMARY KEY,
    recipe TEXT NOT NULL,                  -- JSON; empty where only the picture is left
    name TEXT NOT NULL,
    person TEXT NOT NULL,
    words TEXT NOT NULL,                   -- everything it can be found by, folded
    favourite INTEGER NOT NULL DEFAULT 0,
    kept INTEGER NOT NULL,                 -- 0 where it is only history
    created_at REAL NOT NULL,
    removed_at REAL
);
CREATE INDEX looks_listed ON looks (removed_at, created_at);
"""

_CLIPS = """
CREATE TABLE clips (
    id TEXT PRIMARY KEY,
    look TEXT NOT NULL,                    -- a look's id; a clip goes with it
    recipe TEXT NOT NULL,                  -- JSON
    frames INTEGER NOT NULL,
    fps INTEGER NOT NULL,
    created_at REAL NOT NULL,
    removed_at REAL
);
CREATE INDEX clips_of_looks ON clips (look, removed_at, created_at);
"""

MIGRATIONS: tuple[str, ...] = (_PEOPLE, _GARMENTS, _JOB_SECONDS, _LOOKS, _CLIPS)
"""SQL, oldest first; several statements per step, each ending with a semicolon."""
