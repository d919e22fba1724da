"""Rows of the notebook's tables, and the changes of rows that a step consists of."""

from __future__ import annotations

import hashlib
import json
import re
import sqlite3
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from index.errors import NotebookConflictError, NotebookDamagedError
from index.notebook.anchors import Anchor
from index.notebook.annotation import Annotation
from index.notebook.revisions import Revision

Value = str | int | None
Row = tuple[Value, ...]

_COLUMNS = {
    "annotations": (
        *("id", "revision", "document", "title", "source", "date", "path", "text_hash"),
        *('"start"', '"end"', "exact", "prefix", "suffix", "repeated"),
        *("note", "tags", "colour", "created", "modified"),
        *("before", "after", "which", "url", "author", "stamp", "parents", "answers", "origin"),
    ),
    "revisions": ("note", "stamp", "state", "author", "parents", "content"),
    "marks": ("document", "mark", "text_hash"),
    "corrections": ("kind", "subject", "place", "field", "value", "title", "path", "text_hash", "made"),
}
TABLES = tuple(_COLUMNS)
FIRST_COLUMNS = _COLUMNS["annotations"][:19]
"""The columns of annotations before rows had checksums."""

TAGGING = """"start" IS NULL AND tags != '[]' AND note = '' AND answers = ''"""
"""What ``document_tags.is_tagging`` tells of an annotation, as SQL."""

_KEY_LENGTH = {"annotations": 1, "revisions": 2, "marks": 2, "corrections": 4}

_PLACE = frozenset((*range(2, 14), *range(19, 23)))
"""The numbers of an annotation's columns that say where it stands: its document and its passage."""

_FIRST_DEFAULTS: Row = (None, None, None, "", "", "", "[]", "", "")
"""What stands for the columns that an annotation of the first versions lacks."""

_SURROGATE = re.compile("[\ud800-\udfff]")


@dataclass(frozen=True, slots=True)
class Change:
    """One row before and after a change; None where there is no such row."""

    table: str
    before: Row | None
    after: Row | None

    @property
    def key(self) -> Row:
        """The values of the table's key columns, which are its first ones."""
        row = self.before or self.after or ()
        return row[: _KEY_LENGTH[self.table]]

    def reversed(self) -> Change:
        """The change that takes this one back."""
        return Change(self.table, self.after, self.before)

    def onto(self, found: Row | None) -> Change:
        """This change of the row as it was found, if that differs from ``before`` only in where its passage stands.

        Nobody wrote such a row anew: it followed its document. A change that moves the passage itself still does so;
        any other leaves it where it stands now.
        """
        if self.table != "annotations" or found is None or self.before is None or found == self.before:
            return self
        if _content(found) != _content(self.before):
            return self
        if self.after is None or _place(self.after) != _place(self.before):
            return Change(self.table, found, self.after)
        after = tuple(found[at] if at in _PLACE else value for at, value in enumerate(self.after))
        return Change(self.table, found, after)


def _place(row: Row) -> Row:
    return tuple(value for at, value in enumerate(row) if at in _PLACE)


def _content(row: Row) -> Row:
    """The columns of an annotation that a person writes, with their revision and times."""
    return tuple(value for at, value in enumerate(row) if at not in _PLACE)


def read_rows(
    connection: sqlite3.Connection, table: str, condition: str = "", values: Sequence[Value] = ()
) -> list[Row]:
    """The whole rows of a table that fulfil a condition. Raises sqlite3.Error, NotebookDamagedError."""
    names = ", ".join(_COLUMNS[table])
    found = connection.execute(f"SELECT {names}, checksum FROM {table} {condition}", values)
    return [_verified(table, row) for row in found]


def read_row(connection: sqlite3.Connection, table: str, key: Row) -> Row | None:
    """The row with that key, or None. Raises sqlite3.Error, NotebookDamagedError."""
    found = read_rows(connection, table, f"WHERE {_has_key(table)}", key)
    return found[0] if found else None


def check_first_annotations(connection: sqlite3.Connection) -> None:
    """Read the annotations of a notebook that has no checksums yet, as far as that tells whether they are sound.

    Raises sqlite3.Error, NotebookDamagedError.
    """
    for row in connection.execute(f"SELECT {', '.join(FIRST_COLUMNS)} FROM annotations"):
        row_annotation(row)


def checksum_of(*row: Value) -> str:
    """What tells a row from one in which a bit has changed: BLAKE2 of its values, 16 hexadecimal digits."""
    values = json.dumps(row, default=repr, ensure_ascii=False).encode("utf-8", "surrogatepass")
    return hashlib.blake2b(values, digest_size=8).hexdigest()


def put_checksums(connection: sqlite3.Connection) -> None:
    """Give every row its checksum, as one that was written before there were any. Raises sqlite3.Error."""
    connection.create_function("checksum_of", -1, checksum_of, deterministic=True)
    for table, names in _COLUMNS.items():
        connection.execute(f"UPDATE {table} SET checksum = checksum_of({', '.join(names)})")


def tables_of(stored: Row) -> Iterator[tuple[str, Row]]:
    """The tables that a row, as it is stored, can be of by its length and its checksum; each with its values."""
    values, checksum = stored[:-1], stored[-1:]
    for table, names in _COLUMNS.items():
        if len(values) == len(names) and (checksum_of(*values),) == checksum:
            yield table, values


def _verified(table: str, found: Row) -> Row:
    *values, checksum = found
    if checksum_of(*values) != checksum:
        raise _damaged(table, values[: _KEY_LENGTH[table]])
    return tuple(values)


def write_row(connection: sqlite3.Connection, change: Change) -> None:
    """Make the row what it is after the change. Raises sqlite3.Error."""
    if change.after is None:
        connection.execute(f"DELETE FROM {change.table} WHERE {_has_key(change.table)}", change.key)
        return
    names = (*_COLUMNS[change.table], "checksum")
    places = ", ".join("?" * len(names))
    statement = f"INSERT OR REPLACE INTO {change.table} ({', '.join(names)}) VALUES ({places})"
    connection.execute(statement, (*change.after, checksum_of(*change.after)))


def _has_key(table: str) -> str:
    return " AND ".join(f"{name} = ?" for name in _COLUMNS[table][: _KEY_LENGTH[table]])


def annotation_row(annotation: Annotation) -> Row:
    """The row that keeps the annotation."""
    it, anchor = annotation, annotation.anchor
    place: Row = (None,) * 6
    further: Row = (None,) * 3
    if anchor is not None:
        place = (anchor.start, anchor.end, anchor.exact, anchor.prefix, anchor.suffix, int(anchor.repeated))
        further = (anchor.before, anchor.after, anchor.which)
    row: Row = (it.id, it.revision, it.document, it.title, it.source, it.date, it.path, it.text_hash, *place)
    row += (it.note, _list(it.tags), it.colour, it.created, it.modified, *further)
    row += (it.url, it.author, it.stamp, _list(it.parents), it.answers, it.origin)
    return storable(row)


def revision_row(revision: Revision, state: str) -> Row:
    """The row that keeps a revision beside the present one."""
    content = json.dumps(annotation_row(revision.content), ensure_ascii=False) if revision.content else ""
    return storable((revision.note, revision.stamp, state, revision.author, _list(revision.parents), content))


def row_revision(row: Row) -> tuple[Revision, str]:
    """The revision that the row keeps, and its state. Raises NotebookDamagedError if it cannot be one."""
    note, stamp, state, author, parents, content = map(str, row)
    try:
        kept = row_annotation(json.loads(content)) if content else None
    except (ValueError, TypeError, RecursionError) as error:
        raise _damaged("revisions", (note, stamp)) from error
    return Revision(note, stamp, stored_list(parents, note), author, kept), state


def _list(texts: Sequence[str]) -> str:
    return json.dumps(texts, ensure_ascii=False)


def storable(row: Row) -> Row:
    """The row as SQLite can keep it."""
    return tuple(without_surrogates(value) if isinstance(value, str) else value for value in row)


def without_surrogates(text: str) -> str:
    """The text with U+FFFD for what is no character (a lone surrogate), which no UTF-8 can hold."""
    return _SURROGATE.sub("\ufffd", text)


def row_annotation(row: Sequence[Any]) -> Annotation:
    """The annotation that the row keeps, in any version. Raises NotebookDamagedError if it cannot be one."""
    (key, revision, document, title, source, date, path, text_hash, *place) = row[:14]
    (note, tags, colour, created, modified) = row[14:19]
    latest: Sequence[Any] = row[19:] or _FIRST_DEFAULTS
    (*further, url, author, stamp, parents, answers, origin) = latest
    texts = (key, document, title, source, date, path, text_hash, note, created, modified, author, stamp, answers)
    if not all(isinstance(text, str) for text in (*texts, url, origin)) or type(revision) is not int:
        raise _damaged("annotations", key)
    if type(colour) is not int:
        raise _damaged("annotations", key)
    return Annotation(
        id=key,
        revision=revision,
        document=document,
        title=title,
        source=source,
        date=date,
        path=path,
        text_hash=text_hash,
        anchor=_anchor(place, further, text_hash, key),
        note=note,
        tags=stored_list(tags, key),
        colour=colour,
        created=created,
        modified=modified,
        url=url,
        author=author,
        stamp=stamp,
        parents=stored_list(parents, key),
        answers=answers,
        origin=origin,
    )


def _anchor(place: Sequence[Any], further: Sequence[Any], text_hash: str, key: object) -> Anchor | None:
    if all(value is None for value in place):
        return None
    start, end, exact, prefix, suffix, repeated = place
    before, after, which = ("", "", "") if further[0] is None else further
    numbers, words = (start, end, repeated), (exact, prefix, suffix, before, after, which)
    if not all(type(one) is int for one in numbers) or not all(isinstance(one, str) for one in words):
        raise _damaged("annotations", key)
    return Anchor(start, end, exact, prefix, suffix, text_hash, bool(repeated), before, after, which)


def stored_list(cell: object, key: object) -> tuple[str, ...]:
    """The texts in a cell of the row with that key. Raises NotebookDamagedError if there can be none in it."""
    try:
        found = json.loads(cell) if isinstance(cell, str) else None
    except (ValueError, RecursionError):
        found = None
    if not isinstance(found, list) or not all(isinstance(one, str) for one in found):
        raise _damaged("annotations", key)
    return tuple(found)


def _damaged(table: str, key: object) -> NotebookDamagedError:
    return NotebookDamagedError(
        f"The notebook is damaged: {key!r} among its {table} is not as it was written; run: dateline doctor"
    )


def write_changes(connection: sqlite3.Connection, changes: Sequence[Change]) -> tuple[Change, ...]:
    """Make all the changes in one transaction, or none; returns them as they were made to the rows found.

    Raises NotebookConflictError, sqlite3.Error.
    """
    made = []
    connection.execute("BEGIN IMMEDIATE")
    try:
        for wanted in changes:
            found = read_row(connection, wanted.table, wanted.key)
            change = wanted.onto(found)
            if found not in (change.before, change.after):
                what = "deleted" if found is None else "changed"
                raise NotebookConflictError(
                    f"Another session has {what} this note since you opened it; nothing was changed."
                )
            write_row(connection, change)
            made.append(change)
        connection.execute("COMMIT")
    except BaseException:
        if connection.in_transaction:
            connection.execute("ROLLBACK")
        raise
    return tuple(made)
