"""What of each saved search was seen: documents by their ids, each with the hash of the text that it had then.

It lies outside the library, which can be built anew without everything counting as new. Each library has its own
memory. The search without a name stands for the whole library. Standard library only.
"""

from __future__ import annotations

import contextlib
import sqlite3
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

from index.errors import PathError
from index.home.folders import Home, check_owned, make_private_folder

NEW, CHANGED = "new", "changed"

ANYWHERE = ""
"""The search that stands for the whole library."""

_TABLE = """
    CREATE TABLE IF NOT EXISTS seen (
        library TEXT NOT NULL, search TEXT NOT NULL, document TEXT NOT NULL, text_hash TEXT NOT NULL,
        PRIMARY KEY (library, search, document)
    ) WITHOUT ROWID
"""


class SeenDocuments:
    """What was seen of one library."""

    def __init__(self, home: Home, library: Path) -> None:
        self._home = home
        self._file = home.data / "seen.sqlite"
        self._library = home.notebook(library).stem

    def hashes(self, search: str = ANYWHERE) -> dict[str, str]:
        """The hash of the text of each document that was seen of a search, by id. Raises PathError."""
        if not self._file.exists():
            return {}
        with self._opened() as connection:
            rows = connection.execute(
                "SELECT document, text_hash FROM seen WHERE library = ? AND search = ?", (self._library, search)
            )
            return dict(rows.fetchall())

    def unseen(self, search: str, found: Mapping[str, str]) -> dict[str, str]:
        """Those of the documents found, hashes by id, that are NEW to a search or have CHANGED since, in their order.

        Raises PathError.
        """
        seen = self.hashes(search)
        return {id_: CHANGED if id_ in seen else NEW for id_, text_hash in found.items() if seen.get(id_) != text_hash}

    def mark(self, searches: Iterable[str], documents: Mapping[str, str]) -> None:
        """Remember of these searches that the documents, hashes by id, were seen. Raises PathError."""
        rows = [(self._library, search, id_, text_hash) for search in searches for id_, text_hash in documents.items()]
        with self._opened() as connection, connection:
            connection.executemany("REPLACE INTO seen VALUES (?, ?, ?, ?)", rows)

    def forget(self, search: str) -> None:
        """Forget what was seen of a search. Raises PathError."""
        if self._file.exists():
            with self._opened() as connection, connection:
                connection.execute("DELETE FROM seen WHERE library = ? AND search = ?", (self._library, search))

    def rename(self, library: Path) -> None:
        """Let what was seen count for a library that has another folder now. Raises PathError."""
        if self._file.exists():
            new = self._home.notebook(library).stem
            with self._opened() as connection, connection:
                connection.execute("UPDATE OR REPLACE seen SET library = ? WHERE library = ?", (new, self._library))

    @contextmanager
    def _opened(self) -> Iterator[sqlite3.Connection]:
        make_private_folder(self._file.parent)
        check_owned(self._file)
        try:
            self._file.touch(mode=0o600)
            with contextlib.closing(sqlite3.connect(self._file, timeout=10)) as connection:
                connection.execute("PRAGMA temp_store = MEMORY")
                connection.execute(_TABLE)
                yield connection
        except (sqlite3.Error, OSError) as error:
            raise PathError(f"What was seen cannot be read from or written to {self._file}: {error}.") from error
