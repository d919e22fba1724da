"""The tables of the catalogue, as an ordered list of migrations, and how the file is opened.

A document's row is ``PENDING`` until Whoosh has committed it, then ``CURRENT``; a row that the index is about to lose
is ``LEAVING`` until Whoosh has committed that, then deleted. A row that a newer text takes the place of is
``GIVING_WAY`` until the newer one is settled, then ``OLDER``: it stays in the index, and is left out of what is asked
of documents. Paths are bytes, since file names need not be UTF-8.
"""

from __future__ import annotations

import contextlib
import sqlite3
from pathlib import Path

from index.catalogue.checksum import forget_checksum, is_as_written
from index.errors import LibraryDamagedError, LibraryError, LibraryMissingError
from index.home.folders import check_owned
from index.text.collation import collation_key

PENDING, CURRENT, LEAVING, OLDER, GIVING_WAY = 0, 1, 2, 3, 4

MIGRATIONS = (
    """
    CREATE TABLE meta (name TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;
    INSERT INTO meta VALUES ('generation', '0');
    CREATE TABLE roots (
        path BLOB PRIMARY KEY,      -- absolute
        fields TEXT NOT NULL        -- JSON: our names of a record's fields to the files' own
    ) WITHOUT ROWID;
    CREATE TABLE files (
        id INTEGER PRIMARY KEY,
        path BLOB NOT NULL UNIQUE,  -- absolute
        size INTEGER, mtime_ns INTEGER,
        hash TEXT,                  -- of the content; NULL while the reading is unfinished
        reading TEXT                -- the version of the analysis and the field names that were used
    );
    CREATE TABLE problems (
        file INTEGER REFERENCES files ON DELETE CASCADE,  -- NULL for what was met while listing folders
        path TEXT NOT NULL, line INTEGER, reason TEXT NOT NULL  -- neutralised, to be shown
    );
    CREATE INDEX problems_by_file ON problems (file);
    CREATE TABLE documents (
        key INTEGER PRIMARY KEY AUTOINCREMENT,  -- never used twice, so the index can rely on it
        id TEXT NOT NULL, state INTEGER NOT NULL,
        file INTEGER NOT NULL REFERENCES files, place INTEGER NOT NULL, record TEXT,
        identity TEXT NOT NULL, record_hash TEXT NOT NULL,
        story INTEGER NOT NULL, stories INTEGER NOT NULL, start INTEGER NOT NULL,
        title TEXT NOT NULL, source TEXT NOT NULL, author TEXT NOT NULL, url TEXT NOT NULL,
        date TEXT NOT NULL, date_begin INTEGER, date_end INTEGER,  -- proleptic Gregorian ordinals, both inclusive
        date_sign TEXT NOT NULL, date_note TEXT NOT NULL, anchor TEXT, evidence TEXT NOT NULL,
        text_hash TEXT NOT NULL, length INTEGER NOT NULL,
        text TEXT NOT NULL                      -- last, so that short columns are read without it
    );
    CREATE INDEX documents_by_id ON documents (id);
    CREATE INDEX documents_by_file ON documents (file, place, story);
    CREATE INDEX documents_by_date ON documents (date_begin DESC, key) WHERE state != 0;
    CREATE INDEX documents_unsettled ON documents (state) WHERE state != 1;
    CREATE TABLE surfaces (
        id INTEGER PRIMARY KEY,
        text TEXT NOT NULL, type TEXT NOT NULL, name TEXT NOT NULL, reason TEXT NOT NULL,
        UNIQUE (text, type, name, reason)
    );
    CREATE TABLE mentions (
        document INTEGER NOT NULL REFERENCES documents ON DELETE CASCADE,
        start INTEGER NOT NULL, end INTEGER NOT NULL, surface INTEGER NOT NULL REFERENCES surfaces,
        PRIMARY KEY (document, start, end)
    ) WITHOUT ROWID;
    CREATE INDEX mentions_by_surface ON mentions (surface, document);
    CREATE TABLE times (
        document INTEGER NOT NULL REFERENCES documents ON DELETE CASCADE,
        start INTEGER NOT NULL, end INTEGER NOT NULL,
        type TEXT NOT NULL, value TEXT NOT NULL, begin INTEGER, finish INTEGER,  -- ordinals, both inclusive
        PRIMARY KEY (document, start, end)
    ) WITHOUT ROWID;
    CREATE INDEX times_by_day ON times (begin, finish, document) WHERE begin IS NOT NULL;
    """,
    """
    ALTER TABLE roots ADD COLUMN date_order TEXT NOT NULL DEFAULT 'auto';  -- how 03/04/2017 is read
    """,
    """
    CREATE INDEX documents_by_days ON documents (key, date_begin, date_end) WHERE state != 0;
    """,
    """
    CREATE INDEX documents_by_text ON documents (text_hash);  -- finds the notes of a file that was moved
    """,
    """
    CREATE TABLE origins (                      -- apart from the documents, whose rows end with their text
        document INTEGER PRIMARY KEY REFERENCES documents ON DELETE CASCADE,
        type TEXT NOT NULL,                     -- the name of the format
        member TEXT NOT NULL,                   -- the path within the file, '' for the file itself
        parent TEXT NOT NULL,                   -- the id of the document that it is attached to, or ''
        message_id TEXT NOT NULL, thread TEXT NOT NULL, recipients TEXT NOT NULL,  -- JSON: to and cc
        pages TEXT NOT NULL                     -- JSON: [[start, label], ...], '' for none
    );
    CREATE INDEX origins_by_parent ON origins (parent) WHERE parent != '';
    CREATE INDEX origins_by_message ON origins (message_id) WHERE message_id != '';
    CREATE INDEX origins_by_thread ON origins (thread) WHERE thread != '';
    """,
    """
    CREATE TABLE languages (                    -- of the documents whose language is known
        document INTEGER PRIMARY KEY REFERENCES documents ON DELETE CASCADE,
        language TEXT NOT NULL                  -- ISO 639; 'de+en' with paragraphs in another
    );
    """,
    """
    CREATE TABLE received (                     -- when and under what address the text of a document came
        document INTEGER PRIMARY KEY REFERENCES documents ON DELETE CASCADE,
        at TEXT NOT NULL,                       -- ISO, UTC, to the second
        address TEXT NOT NULL,                  -- of a page, in the form that all ways to write it share; else ''
        own TEXT NOT NULL                       -- the id that it has apart from other captures of the address
    );
    CREATE INDEX received_by_address ON received (address) WHERE address != '';
    CREATE TABLE versions (                     -- the older texts of documents
        document INTEGER PRIMARY KEY REFERENCES documents ON DELETE CASCADE,
        of TEXT NOT NULL,                       -- the id of the document
        same INTEGER NOT NULL,                  -- 1: but for noise it is the version before it
        kept INTEGER NOT NULL,                  -- 1: its file holds it no more
        kinds TEXT NOT NULL                     -- of the edits that made the next version of it: 'numbers names'
    );
    CREATE INDEX versions_by_document ON versions (of);
    """,
    """
    CREATE TABLE attachments (                  -- what mails say that they carry, read or not
        document INTEGER NOT NULL REFERENCES documents ON DELETE CASCADE,
        name TEXT NOT NULL,
        PRIMARY KEY (document, name)
    ) WITHOUT ROWID;
    """,
    """
    CREATE TABLE places (                       -- where a document stands beside the place that its row names
        document INTEGER NOT NULL REFERENCES documents ON DELETE CASCADE,
        file INTEGER NOT NULL REFERENCES files,
        place INTEGER NOT NULL, identity TEXT NOT NULL, record_hash TEXT NOT NULL,
        id TEXT NOT NULL,                       -- that it would have if it stood there alone
        member TEXT NOT NULL, parent TEXT NOT NULL,
        PRIMARY KEY (document, file, identity)
    ) WITHOUT ROWID;
    CREATE INDEX places_by_file ON places (file);
    CREATE INDEX places_by_id ON places (id);
    CREATE INDEX places_by_parent ON places (parent) WHERE parent != '';
    """,
    """
    CREATE TABLE repairs (                      -- of documents whose text was spoilt in its file
        document INTEGER PRIMARY KEY REFERENCES documents ON DELETE CASCADE,
        what TEXT NOT NULL,
        digest TEXT NOT NULL                    -- SHA-256 of what was repaired, as it stood
    );
    CREATE TABLE encodings (                    -- of roots whose old texts are in one that was named
        root BLOB PRIMARY KEY,
        encoding TEXT NOT NULL
    ) WITHOUT ROWID;
    """,
    """
    CREATE TABLE tongues (                      -- of roots whose texts are in a language that was named
        root BLOB PRIMARY KEY,
        language TEXT NOT NULL                  -- as in languages
    ) WITHOUT ROWID;
    """,
    """
    CREATE TABLE scans (                        -- of roots whose pictures of pages a machine reads
        root BLOB PRIMARY KEY,
        languages TEXT NOT NULL                 -- as tesseract names them, with "+" between them
    ) WITHOUT ROWID;
    """,
)

DAMAGED = "catalogue.damaged"
"""The name of an empty file in a library's folder: the next run of ``dateline index`` builds the catalogue anew."""

_READABLE_FROM = 4
"""A catalogue of so many migrations is read as it stands, and what it lacks is empty; a writer brings it up to date."""


def connect(path: Path, *, write: bool) -> sqlite3.Connection:
    """A connection to the catalogue at ``path``, which is made or brought up to date if ``write``.

    Raises LibraryMissingError, LibraryDamagedError, UnsafeFolderError, and LibraryError for what the disk refuses
    and for the file of a newer Dateline.
    """
    if not write and not path.exists():
        raise LibraryMissingError(f"There is no library in {path.parent}; make one with: dateline index FOLDER")
    check_owned(path)
    with contextlib.ExitStack() as undo:
        try:
            if write and not path.exists():
                forget_checksum(path)
                path.touch(mode=0o600)
            if not is_as_written(path):
                raise damaged(path.parent, ValueError("its file is not as it was written"))
            mode = "rwc" if write else "ro"
            connection = sqlite3.connect(f"{path.absolute().as_uri()}?mode={mode}", uri=True, isolation_level=None)
            undo.callback(connection.close)
            if write:
                connection.execute("PRAGMA journal_mode = WAL")
            connection.create_function("collation_key", 1, collation_key, deterministic=True)
            connection.execute("PRAGMA synchronous = NORMAL")
            connection.execute("PRAGMA foreign_keys = ON")
            connection.execute("PRAGMA temp_store = MEMORY")  # what is sorted shall not lie in a folder for all
            connection.execute("PRAGMA busy_timeout = 10000")
            if write and connection.execute("PRAGMA user_version").fetchone()[0] < len(MIGRATIONS):
                forget_checksum(path)
            _migrate(connection, write=write)
        except (sqlite3.OperationalError, OSError) as error:  # the disk is full, read-only or locked: no damage
            raise LibraryError(f"The library in {path.parent} cannot be opened: {error}.") from error
        except (sqlite3.DatabaseError, UnicodeDecodeError) as error:  # the latter: its own error is unreadable
            raise damaged(path.parent, error) from error
        undo.pop_all()
        return connection


def _migrate(connection: sqlite3.Connection, *, write: bool) -> None:
    version = connection.execute("PRAGMA user_version").fetchone()[0]
    if version > len(MIGRATIONS):
        raise LibraryError("This library was made by a newer Dateline; update Dateline, or build it anew elsewhere.")
    if not write:
        if version < _READABLE_FROM:
            raise LibraryError("This library was made by an older Dateline; bring it up to date with: dateline index")
        for number in range(version, len(MIGRATIONS)):
            connection.executescript(_as_temporary(MIGRATIONS[number]))
        return
    for number in range(version, len(MIGRATIONS)):
        connection.executescript(
            f"BEGIN IMMEDIATE; {MIGRATIONS[number]} PRAGMA user_version = {number + 1}; COMMIT;",
        )


def _as_temporary(migration: str) -> str:
    """A migration that makes its tables in memory, beside a file that is not written."""
    return migration.replace("CREATE TABLE", "CREATE TEMP TABLE").replace("CREATE INDEX ", "CREATE INDEX temp.")


def damaged(folder: Path, error: Exception) -> LibraryDamagedError:
    """The error for a catalogue that is not as it was written. Its folder is marked, so that it is built anew."""
    if not isinstance(error, sqlite3.OperationalError):  # a lock, or a disk that does not answer
        with contextlib.suppress(OSError):
            (folder / DAMAGED).touch(mode=0o600)
    return LibraryDamagedError(
        f"The catalogue of the library in {folder} cannot be used ({error}). Your notes are elsewhere and safe; "
        "index its files again with: dateline index"
    )
