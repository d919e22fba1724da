"""Reading the catalogue: rows for the list, whole documents, and the columns that filters and orders need."""

from __future__ import annotations

import itertools
import json
import os
import sqlite3
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from index.catalogue.asking import chunks, marks
from index.catalogue.mentioned import Mentioned
from index.catalogue.origins import read_origin, recipients_of
from index.catalogue.relations import CARRIES, Relations
from index.catalogue.schema import CURRENT, OLDER, PENDING, connect, damaged
from index.catalogue.stored_documents import StoredDocument, Summary, check_text, is_day
from index.catalogue.stored_versions import StoredVersion, changed_keys, changes, read_versions
from index.dates.order import DateOrder
from index.errors import DocumentMissingError, LibraryDamagedError
from index.model import Origin, Problem

_OLDER = f"SELECT key FROM main.documents WHERE state = {OLDER} AND state != {CURRENT}"
"""Written as in the index ``documents_unsettled``, from which it is read, without the rows with their texts."""
ORDERS = {
    "newest": "date_begin IS NULL, date_begin DESC, documents.id",
    "oldest": "date_begin IS NULL, date_end, documents.id",
    "source": "source = '', collation_key(source), date_begin IS NULL, date_begin DESC, documents.id",
    "title": "collation_key(title), documents.id",
}
"""The orders of a list that do not depend on a query, as SQL. Where all else is the same, ids decide.

``collation_key`` is that of ``index.text.collation``, which ``connect`` adds to SQL.
"""


_LARGEST_KEY = 2**31


class CatalogueReader:
    """The catalogue of a library, open for reading. It sees what is committed at each call."""

    def __init__(self, path: Path, *, older: bool = False) -> None:
        """With ``older`` the older versions of documents count as documents too."""
        self._folder = path.parent
        self._connection = connect(path, write=False)
        self._older = older
        self.relations = Relations(self._all, self._found)
        self.mentioned = Mentioned(self._all, lambda error: damaged(self._folder, error))
        self.corrected_languages: dict[int, str] = {}
        """What the analyst says that documents are written in, by their keys."""

    @property
    def folder(self) -> Path:
        """The folder of the library."""
        return self._folder

    def close(self) -> None:
        self._connection.close()

    @contextmanager
    def reading(self) -> Iterator[sqlite3.Connection]:
        """The connection; what SQLite cannot read within is a LibraryDamagedError."""
        try:
            yield self._connection
        except (sqlite3.DatabaseError, UnicodeDecodeError) as error:  # the latter where the error itself is unreadable
            raise damaged(self._folder, error) from error

    def _all(self, statement: str, parameters: Sequence[object] | Mapping[str, object] = ()) -> list[Any]:
        with self.reading() as connection:
            return connection.execute(statement, parameters).fetchall()

    def _found_as(self, table: str = "") -> str:
        """The condition that a row is a document: settled, and no older version of one."""
        name = f"{table}." if table else ""
        return f"{name}state != {PENDING}" + ("" if self._older else f" AND {name}key NOT IN ({_OLDER})")

    @property
    def _found(self) -> str:
        return self._found_as()

    # The library

    def generation(self) -> int:
        """A number that grows with every commit."""
        return int(self.meta("generation"))

    def date_order(self, source: str | None = None) -> DateOrder:
        """The order in which a source, or without one most sources, write day and month; AUTO if that is not known."""
        if source is None:
            return DateOrder(self.meta("date_order") or DateOrder.AUTO)
        orders: dict[str, str] = json.loads(self.meta("date_orders") or "{}")
        return DateOrder(orders.get(source, DateOrder.AUTO))

    def meta(self, name: str) -> str:
        """A short fact about the library, "" if it is not known."""
        rows = self._all("SELECT value FROM meta WHERE name = ?", (name,))
        return str(rows[0][0]) if rows else ""

    def roots(self) -> list[str]:
        """The absolute paths that were given to be read."""
        return [os.fsdecode(path) for (path,) in self._all("SELECT path FROM roots ORDER BY path")]

    def counts(self) -> dict[str, int]:
        """How many documents, files, problems, and documents by the state of their date there are."""
        names = ("documents", "date_conflict", "date_none", "files", "problems")
        (row,) = self._all(
            f"SELECT count(*), coalesce(sum(date_sign = '!'), 0), coalesce(sum(date_sign = '?'), 0),"
            f" (SELECT count(*) FROM files WHERE hash IS NOT NULL), (SELECT count(*) FROM problems)"
            f" FROM documents WHERE {self._found}"
        )
        return dict(zip(names, row, strict=True))

    def problems(self) -> list[Problem]:
        """What could not be read, and why."""
        rows = self._all("SELECT path, line, reason FROM problems ORDER BY path, line")
        return [Problem(*row) for row in rows]

    def unsettled(self) -> bool:
        """Whether a writer was interrupted, or is at work, between two commits."""
        return bool(self._all(f"SELECT 1 FROM documents WHERE state != {CURRENT} AND state != {OLDER} LIMIT 1"))

    # Lists

    def ordered_keys(self, order: str, start: int = 0, count: int = -1) -> list[int]:
        """The keys of all documents in one of the ``ORDERS``, ``count`` of them from ``start`` on (-1 for the rest)."""
        statement = f"SELECT key FROM documents WHERE {self._found} ORDER BY {ORDERS[order]} LIMIT ? OFFSET ?"
        keys = [key for (key,) in self._all(statement, (count, start))]
        if keys and not 0 < min(keys) <= max(keys) < _LARGEST_KEY:
            raise damaged(self._folder, ValueError("an index names a document that cannot be"))
        return keys

    def keys_by_id(self) -> list[int]:
        """The keys of all documents by their ids. It is read from an index, without the rows with their texts."""
        left_out = (PENDING,) if self._older else (PENDING, OLDER)
        pending = f"SELECT key FROM main.documents WHERE state IN ({marks(left_out)}) AND state != {CURRENT}"
        statement = f"SELECT key FROM main.documents WHERE key NOT IN ({pending}) ORDER BY id"
        return [key for (key,) in self._all(statement, left_out)]

    def summaries(self, keys: Iterable[int]) -> list[Summary]:
        """What the list shows of these documents, in their order; a document that is gone is left out."""
        wanted = list(keys)
        found = {
            columns[0]: Summary._make((*columns, bool(carries), bool(paged), os.fsdecode(path)))
            for chunk in chunks(wanted)
            for *columns, carries, paged, path in self._all(
                "SELECT key, documents.id, title, source, date, date_sign, story, stories, record, text_hash,"
                f" coalesce(type, ''), coalesce(parent, ''), {CARRIES}, coalesce(pages, '') != '', path"
                " FROM documents JOIN files ON file = files.id LEFT JOIN origins ON document = key"
                f" WHERE key IN ({marks(chunk)})",
                chunk,
            )
        }
        return [found[key] for key in wanted if key in found]

    def dates(self) -> list[tuple[int, int | None, int | None]]:
        """Key, first and last day (ordinals) of every document, ascending by key."""
        found = self._all(f"SELECT key, date_begin, date_end FROM documents WHERE {self._found} ORDER BY key")
        keys = [0, *(row[0] for row in found), _LARGEST_KEY]
        if any(one >= following for one, following in itertools.pairwise(keys)):  # a damaged tree is out of order
            raise damaged(self._folder, ValueError("a document has a key that no document can have"))
        if not all(is_day(begin) and is_day(end) for _, begin, end in found):
            raise damaged(self._folder, ValueError("the date of a document is none"))
        return found

    def dates_of(self, keys: Iterable[int]) -> list[tuple[int, int | None, int | None, str]]:
        """Key, first and last day (ordinals) and the date's sign of these documents, as far as they are there."""
        return [
            row
            for chunk in chunks(list(keys))
            for row in self._all(
                f"SELECT key, date_begin, date_end, date_sign FROM documents WHERE key IN ({marks(chunk)})", chunk
            )
        ]

    def records_of(self, keys: Iterable[int]) -> list[tuple[int, int, int]]:
        """Key, number of the file and number of its record's stories, of these documents as far as they are there."""
        return [
            row
            for chunk in chunks(list(keys))
            for row in self._all(f"SELECT key, file, stories FROM documents WHERE key IN ({marks(chunk)})", chunk)
        ]

    def values(self, column: str) -> dict[str, list[int]]:
        """The distinct values of a column with the keys of their documents.

        The columns are ``source``, ``author``, ``file``, ``lang``, ``type`` and ``to``.
        """
        query = {
            "source": "SELECT source, key FROM documents",
            "author": "SELECT author, key FROM documents",
            "file": "SELECT path, key FROM documents JOIN files ON file = files.id",
            "lang": "SELECT coalesce(language, ''), key FROM documents LEFT JOIN languages ON document = key",
            "type": "SELECT coalesce(type, ''), key FROM documents LEFT JOIN origins ON document = key",
            "to": "SELECT coalesce(recipients, ''), key FROM documents LEFT JOIN origins ON document = key",
        }[column]
        found: dict[str, list[int]] = {}
        said = self.corrected_languages if column == "lang" else {}
        for value, key in self._all(f"{query} WHERE {self._found}"):
            found.setdefault(said.get(key, os.fsdecode(value)), []).append(key)
        if column == "to":
            return _joined_by(lambda value: " ".join(recipients_of(value)), found)
        return found

    def language(self, key: int) -> str:
        """The language of a document, "" where it is not known."""
        if key in self.corrected_languages:
            return self.corrected_languages[key]
        rows = self._all("SELECT language FROM languages WHERE document = ?", (key,))
        return str(rows[0][0]) if rows else ""

    def keys_with_sign(self, sign: str) -> list[int]:
        """The keys of the documents whose date has this sign."""
        return [
            key for (key,) in self._all(f"SELECT key FROM documents WHERE {self._found} AND date_sign = ?", (sign,))
        ]

    def keys_of(self, ids: Iterable[str]) -> list[int]:
        """The keys of the documents with these ids, as far as they are there."""
        return [
            key
            for chunk in chunks(list(ids))
            for (key,) in self._all(f"SELECT key FROM documents WHERE {self._found} AND id IN ({marks(chunk)})", chunk)
        ]

    def unseen(self, seen: Mapping[str, str]) -> list[int]:
        """The keys of the documents that are not among those seen, hashes of texts by id, or had another text then."""
        rows = self._all(f"SELECT key, id, text_hash FROM documents WHERE {self._found}")
        return [key for key, id_, text_hash in rows if seen.get(id_) != text_hash]

    def keys_with_text(self, text_hash: str) -> list[int]:
        """The keys of the documents with this text."""
        return [
            key
            for (key,) in self._all(f"SELECT key FROM documents WHERE {self._found} AND text_hash = ?", (text_hash,))
        ]

    def addresses_with(self, part: str) -> list[tuple[int, str]]:
        """The documents with this in their web address, in any case of ASCII letters: key and address."""
        query = (
            f"SELECT key, url FROM documents WHERE {self._found} AND url <> '' AND instr(lower(url), ?) ORDER BY key"
        )
        return [(key, url) for key, url in self._all(query, (part.lower(),))]

    def files_not_read_as(self, beginning: str) -> int:
        """How many files were read in a way whose mark does not begin so."""
        ((count,),) = self._all(
            "SELECT count(*) FROM files WHERE reading IS NOT NULL AND substr(reading, 1, ?) != ?",
            (len(beginning), beginning),
        )
        return int(count)

    def stories_of_file(self, path: str) -> list[int]:
        """The keys of the stories of the file at this path, in their order; none if it holds several records."""
        rows = self._all(
            f"SELECT key, identity FROM main.documents WHERE {self._found}"
            " AND file = (SELECT id FROM files WHERE path = ?) ORDER BY place DESC, story LIMIT 1000",
            (os.fsencode(path),),
        )
        return [key for key, _ in rows] if len({identity for _, identity in rows}) == 1 else []

    def stories_of(self, key: int) -> list[int]:
        """The keys of the stories of this document's record, itself among them, in their order."""
        rows = self._all(
            "SELECT other.key FROM main.documents this JOIN main.documents other"
            " ON other.file = this.file AND other.place = this.place AND other.identity = this.identity"
            f" WHERE this.key = ? AND {self._found_as('other')} ORDER BY other.story",
            (key,),
        )
        return [key for (key,) in rows]

    def file_hash(self, path: str) -> str:
        """The SHA-256 of a file's bytes as they were read, "" for one that was not read to its end."""
        rows = self._all("SELECT hash FROM files WHERE path = ?", (os.fsencode(path),))
        return str(rows[0][0] or "") if rows else ""

    def told_date(self, key: int) -> tuple[str, str]:
        """A document's date before any correction, and the note on it."""
        rows = self._all("SELECT date, date_note FROM main.documents WHERE key = ?", (key,))
        return rows[0] if rows else ("", "")

    # One document

    def find(self, wanted: str) -> int:
        """The key of the document with this id, the start of its id, or its record's own id.

        Raises DocumentMissingError if there is none, or if there are several.
        """
        elsewhere = self.relations.alias(wanted)
        if elsewhere is not None:
            return elsewhere
        pattern = wanted.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_") + "%"
        for condition, parameter in (("id = ?", wanted), ("record = ?", wanted), ("id LIKE ? ESCAPE '\\'", pattern)):
            found = f"state != {PENDING}" if condition == "id = ?" else self._found  # an older version has an id too
            rows = self._all(f"SELECT key FROM documents WHERE {found} AND {condition} LIMIT 2", (parameter,))
            if len(rows) == 1:
                return int(rows[0][0])
            if rows:
                raise DocumentMissingError(f"Several documents answer to '{wanted}'; give more of the id.")
        raise DocumentMissingError(
            f"There is no document '{wanted}' in this library; see: dateline search --json QUERY"
        )

    def document(self, key: int) -> StoredDocument:
        """The document with this key. Raises DocumentMissingError if it is gone."""
        rows = self._all(
            "SELECT documents.id, path, place, record, story, stories, start, title, source, author, url, date,"
            " date_sign, date_note, anchor, evidence, text_hash, text"
            " FROM documents JOIN files ON file = files.id WHERE key = ?",
            (key,),
        )
        if not rows:
            raise DocumentMissingError("This document is no longer in the library; its file has changed. Search again.")
        columns = [key, *rows[0]]
        try:
            columns[2] = os.fsdecode(columns[2])
            columns[-3] = json.loads(columns[-3])
            check_text(columns[1], columns[-1], columns[-2])
        except (TypeError, ValueError, RecursionError) as error:
            raise damaged(self._folder, error) from error
        return StoredDocument(*columns)

    def damage(self) -> str:
        """What is wrong in the file, as far as SQLite or the texts' own hashes tell; "" if nothing is. Reads it all."""
        try:
            with self.reading() as connection:
                (found,) = connection.execute("PRAGMA integrity_check(1)").fetchone()
                if found != "ok":
                    return str(damaged(self._folder, ValueError(found)))
                for key, text, text_hash in connection.execute("SELECT id, text, text_hash FROM main.documents"):
                    check_text(key, text, text_hash)
        except LibraryDamagedError as error:
            return str(error)
        except (TypeError, ValueError) as error:
            return str(damaged(self._folder, error))
        return ""

    def origin(self, key: int) -> Origin:
        """Where in its file a document comes from; nothing is known of one that 0.1.0 has read."""
        return read_origin(self._all, key)

    def arrived(self, after: int) -> tuple[list[tuple[str, bool]], int]:
        """The documents whose keys are above one, each id with whether it has older versions; and the highest key.

        No documents for a key below 0.
        """
        (last,) = self._all("SELECT coalesce(max(key), 0) FROM main.documents")[0]
        if after < 0:
            return [], int(last)
        rows = self._all(
            f"SELECT id, EXISTS (SELECT 1 FROM versions WHERE of = id AND NOT same) FROM documents"
            f" WHERE {self._found} AND key > ? ORDER BY key",
            (after,),
        )
        return [(id_, bool(is_changed)) for id_, is_changed in rows], int(last)

    def versions(self, id_: str) -> list[StoredVersion]:
        """The versions of a document, the oldest first, by the id of any of them; none if it is not there."""
        with self.reading() as connection:
            return read_versions(connection, id_)

    def keys_of_versions(self, id_: str) -> list[int]:
        """The keys of the document with an id and of its older versions; none if it is not there."""
        keys = self.keys_of([id_])
        return keys and keys + [key for (key,) in self._all("SELECT document FROM versions WHERE of = ?", (id_,))]

    def changed(self, kind: str = "") -> list[int]:
        """The keys of the documents that have older versions, or of which something of a kind was edited."""
        with self.reading() as connection:
            return changed_keys(connection, kind)

    def changes(self) -> list[tuple[int, str]]:
        """The documents that were changed, each with the times at which its versions but the first were received."""
        with self.reading() as connection:
            return changes(connection)

    def older_keys(self) -> list[int]:
        """The keys of older versions, which are no documents of their own; none if this reads them as documents."""
        return [] if self._older else [key for (key,) in self._all(_OLDER)]

    def texts(self, keys: Sequence[int]) -> dict[int, tuple[str, str]]:
        """Title and text of these documents, by key."""
        found = {}
        for chunk in chunks(keys):
            for key, title, text, text_hash in self._all(
                f"SELECT key, title, text, text_hash FROM documents WHERE key IN ({marks(chunk)})", chunk
            ):
                try:
                    check_text(key, text, text_hash)
                except ValueError as error:
                    raise damaged(self._folder, error) from error
                found[key] = (title, text)
        return found

    def siblings(self, key: int) -> tuple[str, str]:
        """The ids of the stories before and after this one in its record, "" where there is none."""
        rows = self._all(
            "SELECT other.id, other.story - this.story FROM documents this JOIN documents other"
            " ON other.file = this.file AND other.place = this.place AND other.identity = this.identity"
            " AND abs(other.story - this.story) = 1"
            f" WHERE this.key = ? AND {self._found_as('other')}",
            (key,),
        )
        by_step = {step: id_ for id_, step in rows}
        return by_step.get(-1, ""), by_step.get(1, "")


def _joined_by(shown: Callable[[str], str], found: Mapping[str, list[int]]) -> dict[str, list[int]]:
    """The keys by what their values are shown as, which may be the same of several."""
    joined: dict[str, list[int]] = {}
    for value, keys in found.items():
        joined.setdefault(shown(value), []).extend(keys)
    return joined
