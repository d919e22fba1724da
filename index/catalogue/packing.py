"""Documents as they move between libraries: all that a catalogue holds of each, in one piece.

What is packed is what the analysis found; corrections are the notebook's and stay there. Of a document with older
versions the last one is packed.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, fields
from typing import Any

from index.catalogue.asking import chunks, marks
from index.catalogue.schema import CURRENT, PENDING


@dataclass(frozen=True, slots=True)
class PackedRow:
    """A document's own row, its columns by their names, but for its key, state and file."""

    id: str
    place: int
    record: str | None
    identity: str
    record_hash: str
    story: int
    stories: int
    start: int
    title: str
    source: str
    author: str
    url: str
    date: str
    date_begin: int | None
    date_end: int | None
    date_sign: str
    date_note: str
    anchor: str | None
    evidence: str
    text_hash: str
    length: int
    text: str


@dataclass(frozen=True, slots=True)
class PackedOrigin:
    """Where a document comes from, as the catalogue holds it."""

    type: str = ""
    member: str = ""
    parent: str = ""
    message_id: str = ""
    thread: str = ""
    recipients: str = ""
    pages: str = ""


PackedMention = tuple[int, int, str, str, str, str]
"""Start, end, text, type, entity's name and reason."""

PackedTime = tuple[int, int, str, str, int | None, int | None]
"""Start, end, type, value, first and last day as ordinals."""

PackedPlace = tuple[bytes, int, str, str, str, str, str]
"""Path of the file, place, identity and hash of the record, the id there, member and parent."""


@dataclass(frozen=True, slots=True)
class Packed:
    """A document with all that a catalogue holds of it. Paths are bytes, since they need not be UTF-8."""

    path: bytes
    row: PackedRow
    origin: PackedOrigin = PackedOrigin()
    language: str = ""
    repair: tuple[str, str] | None = None  # what was repaired, and the digest of what it was
    received: tuple[str, str, str] | None = None  # when, under what address, and the id of its own
    attachments: tuple[str, ...] = ()
    mentions: tuple[PackedMention, ...] = ()
    times: tuple[PackedTime, ...] = ()
    places: tuple[PackedPlace, ...] = ()


_ROW = tuple(field.name for field in fields(PackedRow))
_ORIGIN = tuple(field.name for field in fields(PackedOrigin))


def pack(connection: sqlite3.Connection, keys: Sequence[int]) -> Iterator[Packed]:
    """The documents with these keys that are there, in the order of their keys."""
    for chunk in chunks(sorted(keys)):
        origins = _by_document(connection, f"SELECT document, {', '.join(_ORIGIN)} FROM origins", chunk)
        languages = _by_document(connection, "SELECT document, language FROM languages", chunk)
        repairs = _by_document(connection, "SELECT document, what, digest FROM repairs", chunk)
        received = _by_document(connection, "SELECT document, at, address, own FROM received", chunk)
        attachments = _by_document(connection, "SELECT document, name FROM attachments", chunk)
        times = _by_document(connection, "SELECT document, start, end, type, value, begin, finish FROM times", chunk)
        mentions = _by_document(
            connection,
            "SELECT document, start, end, text, type, name, reason FROM main.mentions"
            " JOIN main.surfaces ON surface = surfaces.id",
            chunk,
        )
        places = _by_document(
            connection,
            "SELECT document, path, place, identity, record_hash, places.id, member, parent FROM places"
            " JOIN files ON file = files.id",
            chunk,
        )
        rows = connection.execute(
            f"SELECT key, path, {', '.join(f'documents.{name}' for name in _ROW)} FROM main.documents"
            f" JOIN files ON file = files.id WHERE state = {CURRENT} AND key IN ({marks(chunk)}) ORDER BY key",
            chunk,
        )
        for key, path, *row in rows:
            yield Packed(
                path=path,
                row=PackedRow(*row),
                origin=PackedOrigin(*origins[key][0]) if key in origins else PackedOrigin(),
                language=languages[key][0][0] if key in languages else "",
                repair=repairs[key][0] if key in repairs else None,
                received=received[key][0] if key in received else None,
                attachments=tuple(name for (name,) in attachments.get(key, ())),
                mentions=tuple(mentions.get(key, ())),
                times=tuple(times.get(key, ())),
                places=tuple(places.get(key, ())),
            )


def _by_document(connection: sqlite3.Connection, select: str, keys: Sequence[int]) -> dict[int, list[Any]]:
    found: dict[int, list[Any]] = {}
    for key, *row in connection.execute(f"{select} WHERE document IN ({marks(keys)})", keys):
        found.setdefault(key, []).append(tuple(row))
    return found


def unpack(connection: sqlite3.Connection, packed: Packed, surface: Callable[[str, str, str, str], int]) -> int:
    """Insert a document as pending; its key. ``surface`` gives the number of what names an entity."""
    row = [getattr(packed.row, name) for name in _ROW]
    columns = ", ".join(("state", "file", *_ROW))
    cursor = connection.execute(
        f"INSERT INTO documents ({columns}) VALUES (?, ?, {marks(_ROW)})",
        (PENDING, _file(connection, packed.path), *row),
    )
    key = int(cursor.lastrowid or 0)
    origin = [getattr(packed.origin, name) for name in _ORIGIN]
    connection.execute(
        f"INSERT INTO origins (document, {', '.join(_ORIGIN)}) VALUES (?, {marks(_ORIGIN)})", (key, *origin)
    )
    if packed.language:
        connection.execute("INSERT INTO languages VALUES (?, ?)", (key, packed.language))
    if packed.repair:
        connection.execute("INSERT INTO repairs VALUES (?, ?, ?)", (key, *packed.repair))
    if packed.received:
        connection.execute("INSERT INTO received VALUES (?, ?, ?, ?)", (key, *packed.received))
    connection.executemany("INSERT INTO attachments VALUES (?, ?)", [(key, name) for name in packed.attachments])
    connection.executemany(
        "INSERT INTO mentions VALUES (?, ?, ?, ?)",
        [(key, start, end, surface(*entity)) for start, end, *entity in packed.mentions],
    )
    connection.executemany("INSERT INTO times VALUES (?, ?, ?, ?, ?, ?, ?)", [(key, *time) for time in packed.times])
    connection.executemany(
        "INSERT INTO places VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
        [(key, _file(connection, path), *place) for path, *place in packed.places],
    )
    return key


def _file(connection: sqlite3.Connection, path: bytes) -> int:
    connection.execute("INSERT OR IGNORE INTO files (path) VALUES (?)", (path,))
    (number,) = connection.execute("SELECT id FROM files WHERE path = ?", (path,)).fetchone()
    return int(number)
