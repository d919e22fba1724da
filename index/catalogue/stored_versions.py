"""The versions of documents as the catalogue holds them.

A document's id goes with its last version, so that notes, corrections and marks do. An older version has the id with
the time behind it at which it was received: ``abc~20260921T140500``.
"""

from __future__ import annotations

import itertools
import sqlite3
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from index.catalogue.schema import PENDING
from index.model import EditKind

SEPARATOR = "~"


@dataclass(frozen=True, slots=True)
class StoredVersion:
    """A version of a document, and what was edited in it to make the next one."""

    key: int
    id: str
    received: str  # ISO, UTC; "" if it is not known
    text_hash: str
    captures: int  # texts that were received and are the same but for noise
    kinds: tuple[EditKind, ...]  # of the edits that made the next one, the weightiest first


def document_of(id_: str) -> str:
    """The id of the document whose version has this id."""
    return id_.partition(SEPARATOR)[0]


def read_versions(connection: sqlite3.Connection, id_: str) -> list[StoredVersion]:
    """The versions of the document with an id, the oldest first; one if it was never changed, none if it is gone."""
    of = document_of(id_)
    rows = connection.execute(
        "SELECT key, id, coalesce(at, ''), text_hash, coalesce(same, 0), coalesce(kinds, '') FROM main.documents"
        " LEFT JOIN received ON received.document = key LEFT JOIN versions ON versions.document = key"
        f" WHERE (id = ? AND state != {PENDING}) OR of = ? ORDER BY of IS NULL, at, key",
        (of, of),
    ).fetchall()
    return list(_counted(rows))


def _counted(rows: Sequence[tuple[int, str, str, str, int, str]]) -> Iterable[StoredVersion]:
    """The versions, with what is the same as one of them counted with it."""
    heads = [row for row in rows if not row[4]]
    for place, (key, id_, received, text_hash, _, kinds) in enumerate(heads):
        until = heads[place + 1][2] if place + 1 < len(heads) else "~"
        captures = 1 + sum(1 for row in rows if row[4] and received <= row[2] < until)
        yield StoredVersion(key, id_, received, text_hash, captures, tuple(map(EditKind, kinds.split())))


def changed_keys(connection: sqlite3.Connection, kind: str = "") -> list[int]:
    """The keys of the documents that have older versions, or of which something of a kind was edited."""
    rows = connection.execute(
        "SELECT DISTINCT key FROM main.versions JOIN main.documents ON id = of"
        f" WHERE NOT same AND state != {PENDING} AND (? = '' OR instr(' ' || kinds || ' ', ' ' || ? || ' '))",
        (kind, kind),
    )
    return [key for (key,) in rows]


def changes(connection: sqlite3.Connection) -> list[tuple[int, str]]:
    """The keys of the documents that have older versions, each with the times at which newer ones were received.

    Times are ISO, UTC; "" where one is not known.
    """
    rows = connection.execute(
        "SELECT newest.key, coalesce(at, '') FROM main.versions JOIN main.documents newest ON newest.id = of"
        " LEFT JOIN main.received ON received.document = versions.document WHERE NOT same AND state != :pending"
        " UNION ALL SELECT newest.key, coalesce(at, '') FROM (SELECT DISTINCT of FROM main.versions WHERE NOT same)"
        " JOIN main.documents newest ON newest.id = of LEFT JOIN main.received ON received.document = newest.key"
        " WHERE state != :pending ORDER BY 1, 2",
        {"pending": PENDING},
    ).fetchall()
    return [row for before, row in itertools.pairwise(rows) if before[0] == row[0]]
