"""The tables of the library, as the steps that lead from an empty file to today's.

A step that has been released is never edited: a change of tables is a new step at the end. `Database.open` runs those
that a file has not seen yet and counts them in `PRAGMA user_version`. Each step belongs to the store that reads it.
"""

MIGRATIONS: tuple[str, ...] = ()
"""SQL, oldest first; several statements per step, each ending with a semicolon."""
