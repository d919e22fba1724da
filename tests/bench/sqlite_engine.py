"""SQLite's full-text search, with the rows in a table beside it."""

from __future__ import annotations

import sqlite3
import time
from collections.abc import Iterable
from pathlib import Path

from corpus import BenchDocument, BenchQuery

_ROWS = "SELECT rows.key, title, source, day FROM words JOIN rows ON rows.key = words.rowid WHERE words MATCH ?"
_COUNT = "SELECT count(*) FROM words JOIN rows ON rows.key = words.rowid WHERE words MATCH ?"
_BEST = " ORDER BY bm25(words, 2.0, 1.0) LIMIT 50"


class SqliteEngine:
    """Builds and asks an FTS5 table with Porter's stemmer that leaves the texts out of itself."""

    name = "SQLite FTS5"

    def __init__(self, folder: Path) -> None:
        self._path = folder / "fts5.sqlite"

    def build(self, documents: Iterable[BenchDocument]) -> float:
        """Build the tables. Returns the CPU seconds for the words."""
        connection = sqlite3.connect(self._path, isolation_level=None)
        connection.execute("PRAGMA journal_mode = WAL")
        connection.execute("CREATE TABLE rows (key INTEGER PRIMARY KEY, title TEXT, source TEXT, day INTEGER)")
        connection.execute("CREATE INDEX rows_by_day ON rows (day)")
        connection.execute(
            "CREATE VIRTUAL TABLE words USING fts5 (title_words, text_words, content='',"
            " tokenize='porter unicode61', prefix='4')"
        )
        seconds = 0.0
        connection.execute("BEGIN")
        for document in documents:
            row = (document.key, document.title, document.source, document.day)
            connection.execute("INSERT INTO rows VALUES (?, ?, ?, ?)", row)
            started = time.process_time()
            values = (document.key, document.title, document.text)
            connection.execute("INSERT INTO words (rowid, title_words, text_words) VALUES (?, ?, ?)", values)
            seconds += time.process_time() - started
        started = time.process_time()
        connection.execute("COMMIT")
        connection.execute("INSERT INTO words (words) VALUES ('optimize')")
        connection.close()
        return seconds + time.process_time() - started

    def size(self) -> int:
        """The bytes of the index, without the rows."""
        connection = sqlite3.connect(self._path)
        found = connection.execute("SELECT sum(pgsize) FROM dbstat WHERE name LIKE 'words%'").fetchone()[0]
        connection.close()
        return int(found)

    def open(self) -> None:
        """Open the database."""
        self._connection = sqlite3.connect(self._path)
        self._connection.execute("PRAGMA mmap_size = 4000000000")

    def run(self, query: BenchQuery) -> int | None:
        """Answer with the first rows. Returns the exact total, None where it cannot answer."""
        run = self._connection.execute
        days = (query.first_day, query.last_day)
        if query.kind == "date range":
            run("SELECT * FROM rows WHERE day BETWEEN ? AND ? ORDER BY day DESC LIMIT 50", days).fetchall()
            return int(run("SELECT count(*) FROM rows WHERE day BETWEEN ? AND ?", days).fetchone()[0])
        asked = _asked(query)
        if asked is None:
            return None
        if query.kind == "term and date":
            run(f"{_ROWS} AND day BETWEEN ? AND ?{_BEST}", (asked, *days)).fetchall()
            return int(run(f"{_COUNT} AND day BETWEEN ? AND ?", (asked, *days)).fetchone()[0])
        if query.kind == "term, by date":
            run(f"{_ROWS} ORDER BY day DESC LIMIT 50", (asked,)).fetchall()
        else:
            run(f"{_ROWS}{_BEST}", (asked,)).fetchall()
        if query.kind == "facet by source":
            by_source = "SELECT source, count(*) FROM words JOIN rows ON rows.key = words.rowid WHERE words MATCH ?"
            run(f"{by_source} GROUP BY source", (asked,)).fetchall()
        return int(run("SELECT count(*) FROM words WHERE words MATCH ?", (asked,)).fetchone()[0])


def _asked(query: BenchQuery) -> str | None:
    words = [f'"{word}"' for word in query.words]
    if query.kind in ("wildcard", "wildcard at the start", "fuzzy", "facets, all entities"):
        return None
    if query.kind == "three terms, OR":
        return " OR ".join(words)
    if query.kind == "phrase":
        return f'"{" ".join(query.words)}"'
    if query.kind == "proximity":
        return f"NEAR({' '.join(words)}, 5)"
    if query.kind == "prefix":
        return f"{words[0]}*"
    return " ".join(words)
