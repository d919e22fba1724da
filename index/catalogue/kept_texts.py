"""Texts of changed files on their way out of a catalogue, to be kept elsewhere, and back into another one."""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from index.catalogue.schema import CURRENT


@dataclass(frozen=True, slots=True)
class KeptText:
    """A text that its file held once, with what was known of it."""

    own: str  # the id of its document
    path: str
    received: str  # ISO, UTC
    title: str
    text: str
    source: str
    author: str
    url: str
    date: str
    type: str


@dataclass(frozen=True, slots=True)
class Held:
    """A version of a document that a catalogue has: when it came (ISO, UTC), and what it says."""

    received: str
    title: str
    text: str


@dataclass(frozen=True, slots=True)
class CurrentText:
    """What a document is now, and its older versions, the oldest first."""

    id: str
    file: int
    place: int
    identity: str
    record: str | None
    title: str
    text: str
    received: str
    older: tuple[Held, ...]


def kept_texts(connection: sqlite3.Connection, keys: Iterable[int]) -> Iterator[KeptText]:
    """The texts of these documents as they are to be kept."""
    for key in keys:
        own, path, *rest = connection.execute(
            "SELECT coalesce(own, documents.id), path, coalesce(at, ''), title, text, source, author, url, date,"
            " coalesce(type, '') FROM documents JOIN files ON file = files.id"
            " LEFT JOIN received ON received.document = key LEFT JOIN origins ON origins.document = key WHERE key = ?",
            (key,),
        ).fetchone()
        yield KeptText(own, os.fsdecode(path), *rest)


def current_text(connection: sqlite3.Connection, own: str) -> CurrentText | None:
    """The document that is known by an id of its own, None if it is not there."""
    row = connection.execute(
        "SELECT documents.id, file, place, identity, record, title, text, at FROM documents"
        " JOIN received ON document = key WHERE own = ? AND documents.id = ? AND state = ?",
        (own, own, CURRENT),
    ).fetchone()
    if row is None:
        return None
    older = connection.execute(
        "SELECT at, title, text FROM versions JOIN received USING (document) JOIN documents ON key = document"
        " WHERE of = ? ORDER BY at, key",
        (own,),
    )
    id_, file, place, identity, record, title, text, received = row
    held = tuple(Held(*one) for one in older)
    return CurrentText(id_, file, place, identity, record, title, text, received, held)
