"""SQLite's errors as sentences for the person at the screen."""

from __future__ import annotations

import sqlite3
from pathlib import Path

from index.errors import NotebookDamagedError, NotebookError, NotebookHeldError

SQLITE_ERRORS = (sqlite3.Error, UnicodeDecodeError)
"""What a call of SQLite raises; the second where a damaged file makes the text of the error itself unreadable."""

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
    sqlite3.SQLITE_NOTADB: "{path} is not a notebook; name another file.",
}


def explain(error: sqlite3.Error | UnicodeDecodeError, path: Path) -> NotebookError:
    """The NotebookError that says what SQLite's error means for the notebook at this path, and what to do."""
    if is_damage(error):
        return NotebookDamagedError(
            f"The notebook {path} is damaged ({reason_of(error)}); leave Dateline and run: dateline doctor"
        )
    code = _primary_code(error)
    sentence = _SENTENCES.get(code, "The notebook {path} could not be read or written: {error}.")
    kind = NotebookHeldError if code in _HELD else NotebookError
    return kind(sentence.format(path=path, error=error))


def is_damage(error: sqlite3.Error | UnicodeDecodeError) -> bool:
    """Whether the error says that the file is damaged."""
    undecodable = isinstance(error, UnicodeDecodeError) or "Could not decode" in str(error)
    return undecodable or _primary_code(error) == sqlite3.SQLITE_CORRUPT


def is_no_database(error: sqlite3.Error | UnicodeDecodeError) -> bool:
    """Whether the file does not begin as SQLite's do."""
    return _primary_code(error) == sqlite3.SQLITE_NOTADB


def reason_of(error: sqlite3.Error | UnicodeDecodeError) -> str:
    """The error in a few words."""
    return "its text is no UTF-8" if isinstance(error, UnicodeDecodeError) else str(error)


def is_read_only(error: sqlite3.Error) -> bool:
    """Whether SQLite had opened the file for reading only."""
    return _primary_code(error) == sqlite3.SQLITE_READONLY


def _primary_code(error: Exception) -> int:
    """SQLite's result code; 0 for errors of Python's module itself, which have none."""
    return int(getattr(error, "sqlite_errorcode", 0)) & _PRIMARY
