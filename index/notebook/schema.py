"""The notebook's SQLite file: its tables, its versions, and copies of it.

The rollback journal is truncated at each commit and ``synchronous`` is FULL, so that a commit is on disk before it
returns, and everything is in one file when nobody writes (WAL would need shared memory, which network folders lack).
"""

from __future__ import annotations

import contextlib
import datetime
import os
import sqlite3
from collections.abc import Callable, Sequence
from contextlib import closing
from pathlib import Path

from index.errors import NotebookError
from index.notebook.rows import TABLES, put_checksums

APPLICATION_ID = 0x44_4C_4E_42
"""'DLNB' in the file's header tells a notebook from other SQLite files."""

WAIT_SECONDS = 3.0
"""How long a change waits for another session's before it says that the notebook is held."""

HELD_WAIT_SECONDS = 0.1
"""How long it waits from then on, until the notebook is free again: the screen waits with it."""

Step = str | Callable[[sqlite3.Connection], None]
"""A statement, or what cannot be said in SQL."""

_FIRST = (
    f"PRAGMA application_id = {APPLICATION_ID}",
    """CREATE TABLE annotations (
        id TEXT PRIMARY KEY,
        revision INTEGER NOT NULL,
        document TEXT NOT NULL,
        title TEXT NOT NULL,
        source TEXT NOT NULL,
        date TEXT NOT NULL,
        path TEXT NOT NULL,
        text_hash TEXT NOT NULL,
        "start" INTEGER,  -- this and the next five are NULL for an annotation of a whole document
        "end" INTEGER,
        exact TEXT,
        prefix TEXT,
        suffix TEXT,
        repeated INTEGER,
        note TEXT NOT NULL,
        tags TEXT NOT NULL,  -- a JSON array
        colour INTEGER NOT NULL,
        created TEXT NOT NULL,
        modified TEXT NOT NULL
    ) WITHOUT ROWID""",
    "CREATE INDEX annotations_of_document ON annotations (document)",
    """CREATE TABLE marks (
        document TEXT NOT NULL,
        mark TEXT NOT NULL,  -- 'starred' or 'read'
        text_hash TEXT NOT NULL,
        PRIMARY KEY (document, mark)
    ) WITHOUT ROWID""",
)

_SECOND = (
    """CREATE TABLE corrections (
        kind TEXT NOT NULL,     -- of what is corrected: 'document'
        subject TEXT NOT NULL,  -- what is corrected: the document's id
        place TEXT NOT NULL,    -- the passage that it is about, '' for the whole
        field TEXT NOT NULL,    -- what of it: 'date', 'title' or 'source'
        value TEXT NOT NULL,    -- what the analyst says it is
        title TEXT NOT NULL,    -- of the document, for people
        path TEXT NOT NULL,
        text_hash TEXT NOT NULL,
        made TEXT NOT NULL,     -- ISO, UTC
        PRIMARY KEY (kind, subject, place, field)
    ) WITHOUT ROWID""",
)

_THIRD: tuple[Step, ...] = (
    "ALTER TABLE annotations ADD COLUMN before TEXT",  # this and the next two belong to the passage
    "ALTER TABLE annotations ADD COLUMN after TEXT",
    "ALTER TABLE annotations ADD COLUMN which TEXT",
    "ALTER TABLE annotations ADD COLUMN url TEXT NOT NULL DEFAULT ''",
    "ALTER TABLE annotations ADD COLUMN author TEXT NOT NULL DEFAULT ''",
    "ALTER TABLE annotations ADD COLUMN stamp TEXT NOT NULL DEFAULT ''",
    "ALTER TABLE annotations ADD COLUMN parents TEXT NOT NULL DEFAULT '[]'",  # a JSON array of stamps
    "ALTER TABLE annotations ADD COLUMN answers TEXT NOT NULL DEFAULT ''",
    "ALTER TABLE annotations ADD COLUMN origin TEXT NOT NULL DEFAULT ''",
    """CREATE TABLE revisions (
        note TEXT NOT NULL,     -- the annotation's id
        stamp TEXT NOT NULL,
        state TEXT NOT NULL,    -- 'past', 'other' for another wording that is to be settled, or 'deleted'
        author TEXT NOT NULL,
        parents TEXT NOT NULL,  -- a JSON array of stamps
        content TEXT NOT NULL,  -- the annotation's row as a JSON array, '' for its deletion
        PRIMARY KEY (note, stamp)
    ) WITHOUT ROWID""",
    *(f"ALTER TABLE {table} ADD COLUMN checksum TEXT NOT NULL DEFAULT ''" for table in TABLES),
    put_checksums,
)

MIGRATIONS: tuple[tuple[Step, ...], ...] = (_FIRST, _SECOND, _THIRD)
"""What makes each version of the schema from the one before, in order: the first makes version 1."""


def make(path: Path) -> None:
    """Make a new notebook, which is whole as soon as it is there: an empty file is never a notebook.

    Nothing happens if somebody else has made it meanwhile. Raises OSError, sqlite3.Error.
    """
    part = path.with_name(f"{path.name}.{os.getpid()}.new")
    os.close(os.open(part, os.O_RDWR | os.O_CREAT | os.O_TRUNC | os.O_CLOEXEC, 0o600))
    try:
        with closing(connect(part)) as connection:
            migrate(connection, part)
        with contextlib.suppress(FileExistsError):
            path.hardlink_to(part)
    except PermissionError:  # a file system without hard links
        if not path.exists():
            part.rename(path)
    finally:
        part.unlink(missing_ok=True)
        part.with_name(f"{part.name}-journal").unlink(missing_ok=True)


def connect(path: Path) -> sqlite3.Connection:
    """A connection that commits only what is told to. The file must be there. Raises sqlite3.Error."""
    connection = sqlite3.connect(path, timeout=WAIT_SECONDS, isolation_level=None)
    try:
        connection.execute("PRAGMA synchronous = FULL")
        connection.execute("PRAGMA temp_store = MEMORY")  # what is sorted shall not lie in a folder for all
        connection.execute("PRAGMA journal_mode = TRUNCATE").fetchone()
    except sqlite3.Error:
        connection.close()
        raise
    return connection


def wait_for_others(connection: sqlite3.Connection, *, held: bool) -> None:
    """Choose how long to wait for other programs: one that has held the notebook for long may do so for minutes."""
    milliseconds = round(1000 * (HELD_WAIT_SECONDS if held else WAIT_SECONDS))
    connection.execute(f"PRAGMA busy_timeout = {milliseconds}")


def migrate(
    connection: sqlite3.Connection, path: Path, migrations: Sequence[Sequence[Step]] = MIGRATIONS
) -> Path | None:
    """Bring the notebook to the newest version; returns the copy that was kept of the old one, if there was one.

    Raises NotebookError if the file is something else or of a later version, sqlite3.Error.
    """
    if _version(connection, path) == len(migrations):
        return None
    connection.execute("BEGIN IMMEDIATE")
    try:
        version = _version(connection, path)  # another session may have done it in between
        copy = _keep_copy(path, version) if 0 < version < len(migrations) else None
        for number in range(version, len(migrations)):
            for step in migrations[number]:
                if callable(step):
                    step(connection)
                else:
                    connection.execute(step)
            connection.execute(f"PRAGMA user_version = {number + 1}")
        connection.execute("COMMIT")
    except BaseException:
        if connection.in_transaction:
            connection.execute("ROLLBACK")
        raise
    if version > len(migrations):
        raise NotebookError(f"The notebook {path} was written by a later Dateline; use that one, or another file.")
    return copy


def _version(connection: sqlite3.Connection, path: Path) -> int:
    """The version of the file's schema, 0 for an empty file. Raises NotebookError if it is no notebook."""
    version = int(connection.execute("PRAGMA user_version").fetchone()[0])
    identity = connection.execute("PRAGMA application_id").fetchone()[0]
    empty = connection.execute("SELECT count(*) FROM sqlite_schema").fetchone()[0] == 0
    if identity != APPLICATION_ID and not (empty and version == 0):
        raise NotebookError(f"{path} is not a notebook; name another file.")
    return version


def _keep_copy(path: Path, version: int) -> Path:
    """Copy the notebook beside itself before its schema changes. Called while no other session can write."""
    moment = datetime.datetime.now(datetime.UTC).strftime("%Y%m%dT%H%M%S%f")
    target = path.with_name(f"{path.name}.version-{version}.{moment}")
    with closing(sqlite3.connect(path, timeout=WAIT_SECONDS)) as source:
        copy_to(source, target)
    return target


def copy_to(source: sqlite3.Connection, target: Path) -> None:
    """Copy the notebook with SQLite's online backup, into a new file of mode 0600 that is complete or not there.

    Raises FileExistsError and other OSError, sqlite3.Error.
    """
    if target.exists():
        raise FileExistsError(17, os.strerror(17), str(target))
    part = target.with_name(f"{target.name}.{os.getpid()}.part")
    os.close(os.open(part, os.O_RDWR | os.O_CREAT | os.O_EXCL, 0o600))
    try:
        with closing(sqlite3.connect(part)) as copy:
            source.backup(copy)
        part.rename(target)
    finally:
        part.unlink(missing_ok=True)
