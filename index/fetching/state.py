"""What is remembered between runs: when a feed is due, what it said last, what failed, which pages it links to.

It is derived, as a library is: without it everything is asked for again, and captured again where it has changed.
"""

from __future__ import annotations

import sqlite3
import threading
from collections.abc import Iterable
from dataclasses import astuple, dataclass, fields, replace
from pathlib import Path
from typing import Any

from index.captures.writing import Written
from index.errors import PathError
from index.home.folders import check_owned, make_private_folder

FILE = "feeds.sqlite"
PLACE = "fetching"
"""The folder within that of Dateline's states."""

FARTHEST = 15 * 86400.0
"""Seconds from now at which nothing can be due: articles are asked for again after a week at most."""


@dataclass(frozen=True, slots=True)
class Asked:
    """What is known of an address since it was asked for last. Times are seconds since 1970."""

    address: str
    feed: str = ""  # the name of the feed that it belongs to
    due: float = 0.0
    first: float = 0.0  # when it was first asked for
    whole: float = 0.0  # when it was last asked for without conditions
    etag: str = ""
    modified: str = ""
    failures: int = 0  # in a row
    fault: str = ""  # of the last time, "" if it went well
    gone: bool = False  # the server said that it will not come back, or it is not to be asked for
    record: str = ""  # the capture that holds what it said last: id, address, date and digest
    record_address: str = ""
    record_date: str = ""
    record_digest: str = ""
    item: bytes = b""  # of a page that could not be had yet: what its feed says of it
    item_address: str = ""

    @property
    def written(self) -> Written | None:
        """The capture that holds what it said last."""
        if not self.record:
            return None
        return Written(self.record, self.record_address, self.record_date, self.record_digest)

    def kept_in(self, written: Written) -> Asked:
        """The same with another capture as the last one."""
        return replace(
            self,
            record=written.id,
            record_address=written.address,
            record_date=written.date,
            record_digest=written.digest,
        )


@dataclass(frozen=True, slots=True)
class RobotsKept:
    """A robots.txt: when it was asked for, the status, and what it says."""

    host: str
    at: float
    status: int
    text: str


_COLUMNS = ", ".join(field.name for field in fields(Asked))
_TABLES = f"""
    CREATE TABLE IF NOT EXISTS feeds ({_COLUMNS}, PRIMARY KEY (address));
    CREATE TABLE IF NOT EXISTS pages (key TEXT PRIMARY KEY, {_COLUMNS});
    CREATE INDEX IF NOT EXISTS pages_due ON pages (feed, gone, due);
    CREATE TABLE IF NOT EXISTS entries (feed TEXT, key TEXT, hash TEXT, PRIMARY KEY (feed, key)) WITHOUT ROWID;
    CREATE TABLE IF NOT EXISTS robots (host TEXT PRIMARY KEY, at REAL, status INTEGER, text TEXT);
    CREATE TABLE IF NOT EXISTS left_alone (host TEXT PRIMARY KEY, until REAL);
"""


class State:
    """The state of all feeds. Every change is on disk when the call returns; threads may share it."""

    def __init__(self, folder: Path) -> None:
        """Raises PathError if it cannot be opened."""
        make_private_folder(folder)
        file = folder / FILE
        check_owned(file)
        self._lock = threading.Lock()
        try:
            self._connection = sqlite3.connect(file, isolation_level=None, check_same_thread=False)
            self._connection.execute("PRAGMA journal_mode = WAL")
            self._connection.execute("PRAGMA synchronous = NORMAL")
            self._connection.execute("PRAGMA busy_timeout = 10000")
            self._connection.executescript(_TABLES)
        except sqlite3.Error as error:
            raise PathError(f"{file} cannot be used ({error}); delete it, and all feeds are read anew.") from error

    def close(self) -> None:
        """Let go of the file."""
        self._connection.close()

    def feed(self, address: str) -> Asked:
        """What is known of a feed."""
        rows = self._ask(f"SELECT {_COLUMNS} FROM feeds WHERE address = ?", (address,))
        return _asked(rows[0]) if rows else Asked(address)

    def keep_feed(self, asked: Asked) -> None:
        """Remember what is known of a feed now."""
        self._ask(f"INSERT OR REPLACE INTO feeds VALUES ({_marks(_COLUMNS)})", astuple(asked))

    def page(self, key: str) -> Asked | None:
        """What is known of a page, by the key of its address; None if nothing is."""
        rows = self._ask(f"SELECT {_COLUMNS} FROM pages WHERE key = ?", (key,))
        return _asked(rows[0]) if rows else None

    def keep_page(self, key: str, asked: Asked) -> None:
        """Remember what is known of a page now."""
        self._ask(f"INSERT OR REPLACE INTO pages VALUES (?, {_marks(_COLUMNS)})", (key, *astuple(asked)))

    def pages_due(self, feed: str, now: float, most: int) -> list[tuple[str, Asked]]:
        """The pages of a feed that are due, new ones first; what is farther off than anything can be is due, too.

        It was put there before the clock was set back.
        """
        rows = self._ask(
            f"SELECT key, {_COLUMNS} FROM pages WHERE feed = ? AND NOT gone AND (due <= ? OR due > ?)"
            " ORDER BY first, due LIMIT ?",
            (feed, now, now + FARTHEST, most),
        )
        return [(row[0], _asked(row[1:])) for row in rows]

    def unseen(self, feed: str, entries: Iterable[tuple[str, str]]) -> list[tuple[str, str]]:
        """Those of a feed's entries (key and hash) that were not seen with this hash."""
        seen = dict(self._ask("SELECT key, hash FROM entries WHERE feed = ?", (feed,)))
        return [(key, digest) for key, digest in entries if seen.get(key) != digest]

    def keep_entry(self, feed: str, key: str, digest: str) -> None:
        """Remember that an entry was kept."""
        self._ask("INSERT OR REPLACE INTO entries VALUES (?, ?, ?)", (feed, key, digest))

    def want_page(self, key: str, item: bytes, item_address: str) -> None:
        """Let a page that is known be asked for now, though it was given up; if it was never had, with what is said.

        What another thread finds out about it meanwhile stays.
        """
        self._ask("UPDATE pages SET due = 0.0, gone = 0 WHERE key = ? AND (record != '' OR gone)", (key,))
        said = "UPDATE pages SET item = ?, item_address = ? WHERE key = ? AND record = ''"
        self._ask(said, (item, item_address, key))

    def left_alone(self, host: str) -> float:
        """Until when a host has asked to be left alone, in seconds since 1970; 0.0 if it has not."""
        return next((row[0] for row in self._ask("SELECT until FROM left_alone WHERE host = ?", (host,))), 0.0)

    def leave_alone(self, host: str, until: float) -> None:
        """Remember until when a host has asked to be left alone."""
        self._ask("INSERT OR REPLACE INTO left_alone VALUES (?, ?)", (host, until))

    def robots(self, host: str) -> RobotsKept | None:
        """The robots.txt of a host, as it was got last."""
        rows = self._ask("SELECT host, at, status, text FROM robots WHERE host = ?", (host,))
        return RobotsKept(*rows[0]) if rows else None

    def keep_robots(self, robots: RobotsKept) -> None:
        """Remember the robots.txt of a host."""
        self._ask("INSERT OR REPLACE INTO robots VALUES (?, ?, ?, ?)", astuple(robots))

    def _ask(self, statement: str, values: tuple[Any, ...]) -> list[Any]:
        try:
            with self._lock:
                return self._connection.execute(statement, values).fetchall()
        except sqlite3.Error as error:
            raise PathError(f"What is known of the feeds cannot be kept: {error}.") from error


def _marks(columns: str) -> str:
    return ", ".join("?" for _ in columns.split(", "))


def _asked(row: tuple[Any, ...]) -> Asked:
    found = Asked(*row)
    return replace(found, gone=bool(found.gone))
