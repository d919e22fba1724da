"""Writing the catalogue: one writer at a time, in the order that lets any kill be repaired.

For each batch: ``stage`` commits the new rows as pending and marks the old ones as leaving; then the caller commits
the index; then ``settle`` makes the pending rows current and deletes the leaving ones.
"""

from __future__ import annotations

import json
import os
import sqlite3
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path

from index.catalogue.checksum import forget_checksum, has_checksum, keep_checksum
from index.catalogue.inserting import Surfaces, insert_document
from index.catalogue.kept_texts import CurrentText, KeptText, current_text, kept_texts
from index.catalogue.packing import Packed, unpack
from index.catalogue.places import Leaving, add_place, leave, take_over, twin_of
from index.catalogue.schema import CURRENT, DAMAGED, GIVING_WAY, LEAVING, OLDER, PENDING, connect, damaged
from index.catalogue.staged import FileState, IndexEntry, ReadFile, Reading, Staged, StagedDocument
from index.catalogue.versions import add_older, settle_versions
from index.dates.order import DateOrder
from index.errors import LibraryError
from index.model import Problem

_UNSETTLED = f"state != {CURRENT}"
"""Written as in the index ``documents_unsettled``: without it SQLite would look at every document."""


def read_roots(connection: sqlite3.Connection) -> Iterator[tuple[str, Reading]]:
    """The roots in a catalogue by absolute path, each with how its files are read."""
    rows = connection.execute(
        "SELECT path, fields, date_order, coalesce(encoding, ''), coalesce(language, ''),"
        " coalesce(languages, '') FROM roots LEFT JOIN encodings ON encodings.root = path"
        " LEFT JOIN tongues ON tongues.root = path LEFT JOIN scans ON scans.root = path ORDER BY path"
    )
    for path, fields, order, *named in rows:
        yield os.fsdecode(path), Reading(dict(json.loads(fields)), DateOrder(order), *map(str, named))


class CatalogueWriter:
    """The catalogue of a library, open for writing. Whoever makes one holds the library's lock."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._folder = path.parent
        self._connection = connect(path, write=True)
        self._surfaces = Surfaces(self._connection)

    def close(self) -> None:
        """Let go of the file, with its checksum beside it."""
        if not has_checksum(self._path) and not (self._folder / DAMAGED).exists():
            keep_checksum(self._connection, self._path)
        self._connection.close()

    @contextmanager
    def _transaction(self) -> Iterator[sqlite3.Connection]:
        try:
            forget_checksum(self._path)
            self._connection.execute("BEGIN IMMEDIATE")
            try:
                yield self._connection
            except BaseException:
                self._connection.rollback()
                self._surfaces.forget()  # some of its numbers may have been taken back
                raise
            self._connection.execute("COMMIT")
        except (sqlite3.OperationalError, OSError) as error:
            raise LibraryError(f"The library in {self._folder} cannot be written: {error}.") from error
        except sqlite3.DatabaseError as error:
            raise damaged(self._folder, error) from error

    # Roots and files

    def roots(self) -> dict[str, Reading]:
        """The roots by absolute path, each with how its files are read."""
        return dict(read_roots(self._connection))

    def add_root(self, path: str, reading: Reading) -> None:
        """Remember a root, or another way to read it."""
        row = (os.fsencode(path), json.dumps(dict(reading.fields)), reading.date_order.value)
        with self._transaction() as connection:
            connection.execute("REPLACE INTO roots (path, fields, date_order) VALUES (?, ?, ?)", row)
            named = (("encodings", reading.encoding), ("tongues", reading.language), ("scans", reading.scans))
            for table, said in named:
                connection.execute(f"DELETE FROM {table} WHERE root = ?", row[:1])
                if said:
                    connection.execute(f"INSERT INTO {table} VALUES (?, ?)", (row[0], said))

    def meta(self, name: str) -> str:
        """A short fact about the library, "" if it is not known."""
        row = self._connection.execute("SELECT value FROM meta WHERE name = ?", (name,)).fetchone()
        return str(row[0]) if row else ""

    def set_meta(self, name: str, value: str) -> None:
        """Keep a short fact about the library."""
        with self._transaction() as connection:
            connection.execute("REPLACE INTO meta VALUES (?, ?)", (name, value))

    def files(self) -> dict[str, FileState]:
        """Every file that was read or begun, by absolute path."""
        rows = self._connection.execute("SELECT path, id, size, mtime_ns, hash, reading FROM files")
        return {os.fsdecode(path): FileState(*state) for path, *state in rows}

    def begin_file(self, path: str, reading: str) -> int:
        """The number of a new file, which counts as unfinished until it is settled."""
        with self._transaction() as connection:
            connection.execute(
                "INSERT OR IGNORE INTO files (path, reading) VALUES (?, ?)", (os.fsencode(path), reading)
            )
        row = self._connection.execute("SELECT id FROM files WHERE path = ?", (os.fsencode(path),)).fetchone()
        return int(row[0])

    def touch_files(self, touched: Iterable[tuple[int, int, int]]) -> None:
        """New sizes and times of files whose content is the same: (id, size, mtime_ns) each."""
        with self._transaction() as connection:
            connection.executemany(
                "UPDATE files SET size = ?, mtime_ns = ? WHERE id = ?",
                ((size, modified, number) for number, size, modified in touched),
            )

    def documents_of(self, file: int) -> dict[tuple[str, str], list[int]]:
        """The keys of what is read from a file, by the identity of its record and the hash of the record's content."""
        found: dict[tuple[str, str], list[int]] = {}
        rows = self._connection.execute(
            "SELECT key, identity, record_hash FROM documents WHERE file = :file AND state IN (:current, :older)"
            " AND key NOT IN (SELECT document FROM versions WHERE kept) UNION ALL"
            " SELECT document, places.identity, places.record_hash FROM places JOIN documents ON key = document"
            " WHERE places.file = :file AND state = :current",
            {"file": file, "current": CURRENT, "older": OLDER},
        )
        for key, identity, record_hash in rows:
            found.setdefault((identity, record_hash), []).append(key)
        return found

    def all_of(self, file: int) -> list[Leaving]:
        """The places of all that was ever read from a file, older versions that it holds no more among them."""
        rows = self._connection.execute(
            "SELECT file, identity, key FROM documents WHERE file = :file UNION ALL"
            " SELECT file, identity, document FROM places WHERE file = :file",
            {"file": file},
        )
        return [Leaving(*row) for row in rows]

    def kept_of(self, key: int) -> list[Leaving]:
        """The places of the older versions of a document which its file holds no more."""
        rows = self._connection.execute(
            "SELECT file, identity, key FROM received this JOIN received other USING (own)"
            " JOIN versions ON versions.document = other.document JOIN documents ON key = other.document"
            " WHERE this.document = ? AND kept",
            (key,),
        )
        return [Leaving(*row) for row in rows]

    def is_elsewhere(self, key: int) -> bool:
        """Whether a document stands at several places."""
        return (
            self._connection.execute("SELECT 1 FROM places WHERE document = ? LIMIT 1", (key,)).fetchone() is not None
        )

    def text_of(self, key: int) -> tuple[str, str, str]:
        """Of a document the id that it has apart from other captures of its address, its title and its text."""
        row: tuple[str, str, str] = self._connection.execute(
            "SELECT coalesce(own, id), title, text FROM documents LEFT JOIN received ON document = key WHERE key = ?",
            (key,),
        ).fetchone()
        return row

    # Older texts

    def kept_texts(self, keys: Iterable[int]) -> list[KeptText]:
        """The texts of documents as they are kept outside the catalogue."""
        return list(kept_texts(self._connection, keys))

    def current_text(self, own: str) -> CurrentText | None:
        """What the document is that is known by an id of its own, None if it is not there."""
        return current_text(self._connection, own)

    def put_older(self, staged: StagedDocument, of: str, newer: tuple[str, str]) -> IndexEntry:
        """Put a text in as an older version of the document with the id ``of``; the next one has this title and text.

        The index lacks it until it takes up what is returned; a kill before that is repaired as any other.
        """
        with self._transaction() as connection:
            key = insert_document(connection, staged, self._surfaces)
            add_older(connection, key, of, newer)
        return IndexEntry(key, staged.document.title, staged.document.text)

    # Batches

    def stage(self, new: Iterable[StagedDocument], leaving: Iterable[Leaving], older: Iterable[int] = ()) -> Staged:
        """Commit documents as pending, and mark those as leaving that have no place left.

        Others are marked as older versions of what is new.
        """
        entries: list[IndexEntry] = []
        gone: list[int] = []
        left = {(place.file, place.key) for place in leaving}
        places = set(leaving)
        with self._transaction() as connection:
            for staged in new:
                twin = twin_of(connection, staged.document, staged.file, staged.identity)
                if twin is not None and (staged.file, twin) not in left:
                    add_place(connection, twin, staged.file, staged.identity, staged.record_hash, staged.document)
                    continue
                key = insert_document(connection, staged, self._surfaces)
                entries.append(IndexEntry(key, staged.document.title, staged.document.text))
                if twin is not None:
                    take_over(connection, twin, key, staged.file)
                    gone += self._mark_leaving(connection, [twin])
                    places = {place for place in places if place.key != twin}
            gone += self._mark_leaving(connection, leave(connection, sorted(places)))
            connection.executemany("UPDATE documents SET state = ? WHERE key = ?", [(GIVING_WAY, key) for key in older])
        return Staged(entries, gone)

    def stage_packed(self, documents: Iterable[Packed]) -> list[IndexEntry]:
        """Commit documents of another library as pending; what the index has to take up."""
        with self._transaction() as connection:
            return [
                IndexEntry(unpack(connection, one, self._surfaces.number), one.row.title, one.row.text)
                for one in documents
            ]

    def _mark_leaving(self, connection: sqlite3.Connection, keys: Iterable[int]) -> list[int]:
        marked = list(keys)
        connection.executemany("UPDATE documents SET state = ? WHERE key = ?", [(LEAVING, key) for key in marked])
        return marked

    def settle(self, read: Iterable[ReadFile] = (), gone: Iterable[int] = ()) -> None:
        """Make pending rows current, delete leaving rows, and note files that were read to their end or are gone.

        What a newer text has taken the place of becomes an older version of it.
        """
        with self._transaction() as connection:
            settle_versions(connection)
            for file in read:
                connection.execute(
                    "UPDATE files SET size = ?, mtime_ns = ?, hash = ?, reading = ? WHERE id = ?",
                    (file.size, file.mtime_ns, file.hash, file.reading, file.id),
                )
                connection.execute("DELETE FROM problems WHERE file = ?", (file.id,))
                _insert_problems(connection, file.id, file.problems)
            for number in gone:
                connection.execute("DELETE FROM files WHERE id = ?", (number,))
            connection.execute("UPDATE meta SET value = value + 1 WHERE name = 'generation'")

    def files_with_problem(self, beginning: str) -> set[int]:
        """The numbers of the files of which something could not be read for a reason that begins so."""
        rows = self._connection.execute(
            "SELECT DISTINCT file FROM problems WHERE file IS NOT NULL AND substr(reason, 1, ?) = ?",
            (len(beginning), beginning),
        )
        return {number for (number,) in rows}

    def count_problems(self) -> int:
        """How many problems there are, with those of earlier runs that still hold."""
        count: int = self._connection.execute("SELECT count(*) FROM problems").fetchone()[0]
        return count

    def set_listing_problems(self, problems: Iterable[Problem]) -> None:
        """The problems of this run that belong to no file that was read; those of the run before are forgotten."""
        with self._transaction() as connection:
            connection.execute("DELETE FROM problems WHERE file IS NULL")
            _insert_problems(connection, None, problems)

    # Repair

    def unsettled(self) -> tuple[list[int], list[int]]:
        """The keys of the pending and of the leaving rows."""
        rows = self._connection.execute(
            f"SELECT key, state FROM documents WHERE state IN (?, ?) AND {_UNSETTLED}", (PENDING, LEAVING)
        ).fetchall()
        return [key for key, state in rows if state == PENDING], [key for key, state in rows if state == LEAVING]

    def withdraw(self) -> None:
        """Take back a batch that the index did not commit: pending rows are deleted, leaving ones stay."""
        with self._transaction() as connection:
            connection.execute(f"DELETE FROM documents WHERE state = ? AND {_UNSETTLED}", (PENDING,))
            connection.execute(
                f"UPDATE documents SET state = ? WHERE state IN (?, ?) AND {_UNSETTLED}", (CURRENT, LEAVING, GIVING_WAY)
            )

    def current_keys(self) -> list[int]:
        """The keys of all current documents, ascending. It is read from an index, without the rows with their texts."""
        leaving = f"SELECT key FROM documents WHERE state = {LEAVING} AND {_UNSETTLED}"
        found = f"SELECT key FROM documents WHERE state != {PENDING} AND key NOT IN ({leaving}) ORDER BY key"
        return [key for (key,) in self._connection.execute(found)]

    def count(self) -> int:
        """How many documents can be found."""
        left_out = f"SELECT count(*) FROM documents WHERE state IN ({PENDING}, {OLDER}) AND {_UNSETTLED}"
        (row,) = self._connection.execute(f"SELECT count(*) - ({left_out}) FROM documents")
        return int(row[0])

    def entries(self, keys: Iterable[int]) -> Iterator[IndexEntry]:
        """What the index needs of these documents, to build it again."""
        for key in keys:
            row = self._connection.execute("SELECT key, title, text FROM documents WHERE key = ?", (key,)).fetchone()
            yield IndexEntry(*row)


def _insert_problems(connection: sqlite3.Connection, file: int | None, problems: Iterable[Problem]) -> None:
    connection.executemany(
        "INSERT INTO problems VALUES (?, ?, ?, ?)",
        [(file, problem.path, problem.line, problem.reason) for problem in problems],
    )
