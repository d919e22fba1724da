"""SQLite's errors as sentences for the person at the screen."""

from __future__ import annotations

import sqlite3
from pathlib import Path

from index.errors import NotebookError, NotebookHeldError

_PRIMARY = 0xFF  # the lower byte of an extended result code (https://www.sqlite.org/rescode.html)

_HELD = (sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED)

_SENTENCES = {
    sqlite3.SQLITE_FULL: "The disk with the notebook {path} is full; make room and save again.",
    sqlite3.SQLITE_BUSY: "Another program is holding the notebook {path}; wait until it is done and save again.",
    sqlite3.SQLITE_LOCKED: "Another program is holding the notebook {path}; wait until it is done and save again.",
    sqlite3.SQLITE_READONLY: "The notebook {path} may not be written; give yourself the right to (chmod u+w).",
    sqlite3.SQLITE_PERM: "The notebook {path} may not be written; give yourself the right to (chmod u+w).",
    sqlite3.SQLITE_CANTOPEN: "The notebook {path} cannot be opened, or its folder not be written; look at its rights.",
    sqlite3.SQLITE_IOERR: "The disk with the notebook {path} failed or is full ({error}); see to it and save again.",
    sqlite3.SQLITE_CORRUPT: "The notebook {path} is damaged ({error}); take the newest copy from its folder.",
    sqlite3.SQLITE_NOTADB: "{path} is not a notebook; name another file.",
}


def explain(error: sqlite3.Error, path: Path) -> NotebookError:
    """The NotebookError that says what SQLite's error means for the notebook at this path, and what to do."""
    code = getattr(error, "sqlite_errorcode", 0) & _PRIMARY  # errors of the module itself have none
    sentence = _SENTENCES.get(code, "The notebook {path} could not be read or written: {error}.")
    kind = NotebookHeldError if code in _HELD else NotebookError
    return kind(sentence.format(path=path, error=error))


def is_read_only(error: sqlite3.Error) -> bool:
    """Whether SQLite had opened the file for reading only."""
    return getattr(error, "sqlite_errorcode", 0) & _PRIMARY == sqlite3.SQLITE_READONLY
