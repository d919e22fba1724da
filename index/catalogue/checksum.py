"""The checksum of a catalogue's file, by which readers know that it is as the last writer left it.

SQLite notices a page whose shape is wrong, and no byte within a row that is another one. A writer takes the checksum
away before it changes anything, and writes it again when all is in the file; a killed one leaves none, and the next
run makes it good. A reader compares it once after each change of the file, and once a day, since reading 100 MB
takes a tenth of a second.
"""

from __future__ import annotations

import contextlib
import os
import sqlite3
import time
import zlib
from pathlib import Path

from index.home.folders import read_ordinary_file, write_whole

_DAY_NS = 86_400 * 10**9
_BLOCK = 1 << 20
_LONGEST = 64


def checksum_file(catalogue: Path) -> Path:
    """Where the checksum of the catalogue at this path lies."""
    return catalogue.with_suffix(".crc32")


def forget_checksum(catalogue: Path) -> None:
    """Take the checksum away, as whoever writes must do first. Raises OSError."""
    checksum_file(catalogue).unlink(missing_ok=True)


def keep_checksum(connection: sqlite3.Connection, catalogue: Path) -> None:
    """Bring everything into the catalogue's file, and keep the checksum of that; no readers may hold it up for long.

    Whoever calls it holds the library's lock. Without it the file is not checked until the next run.
    """
    with contextlib.suppress(sqlite3.OperationalError, OSError):  # a full disk, or a reader at work
        connection.execute("PRAGMA busy_timeout = 500")
        (busy, *_) = connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()
        if not busy:
            write_whole(checksum_file(catalogue), _checksum(catalogue).encode("ascii"))


def has_checksum(catalogue: Path) -> bool:
    """Whether a checksum of the catalogue is kept."""
    return checksum_file(catalogue).exists()


def is_as_written(catalogue: Path) -> bool:
    """Whether the catalogue's file is as its writer left it, as far as that is known. Raises OSError."""
    kept = _kept(catalogue)
    if kept is None or _was_compared(catalogue) or _has_journal(catalogue):
        return True
    if _checksum(catalogue) == kept:
        with contextlib.suppress(OSError):  # a library that others own is compared each time
            os.utime(checksum_file(catalogue))
        return True
    return _kept(catalogue) != kept or _has_journal(catalogue)  # a writer began meanwhile


def _kept(catalogue: Path) -> str | None:
    try:
        return read_ordinary_file(checksum_file(catalogue), _LONGEST).decode("ascii", "replace")
    except FileNotFoundError:
        return None


def _was_compared(catalogue: Path) -> bool:
    """Whether it was, since the file was changed and within a day. Both times are the system's."""
    compared = checksum_file(catalogue).stat().st_mtime_ns
    return catalogue.stat().st_ctime_ns < compared and abs(time.time_ns() - compared) < _DAY_NS


def _has_journal(catalogue: Path) -> bool:
    """Whether there is what is not yet in the file."""
    try:
        return catalogue.with_name(f"{catalogue.name}-wal").stat().st_size > 0
    except FileNotFoundError:
        return False


def _checksum(path: Path) -> str:
    """CRC-32 and length of a file."""
    found = length = 0
    with path.open("rb") as file:
        while block := file.read(_BLOCK):
            found = zlib.crc32(block, found)
            length += len(block)
    return f"{found:08x} {length}"
