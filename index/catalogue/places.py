"""One document at several places: the same mail in two boxes, the same attachment of many mails.

The document's own row names the place that was read first, from which it has its id; the others are rows of
``places``. When its first place goes, the next one moves into its row, and the id stays while it is free.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from index.catalogue.schema import CURRENT, LEAVING, PENDING
from index.model import Document


@dataclass(frozen=True, slots=True, order=True)
class Leaving:
    """A place that a document leaves: its file, what its record was known by there, and the document's key."""

    file: int
    identity: str
    key: int


def twin_of(connection: sqlite3.Connection, document: Document, file: int, identity: str) -> int | None:
    """The key of a document that is the same mail, or the same attachment of another one; None if there is none.

    Mails are the same by Message-ID and text, attachments by type, title and text. What else is attached to the same
    mail is another document, unless it is what its record there, known by ``identity``, was read as before.
    """
    origin = document.origin
    if origin.mail is not None and origin.mail.message_id:
        found = connection.execute(
            "SELECT key FROM main.origins JOIN main.documents ON document = key"
            " WHERE message_id = ? AND message_id != '' AND text_hash = ? AND type = ? AND state IN (?, ?) LIMIT 1",
            (origin.mail.message_id, document.text_hash, origin.type, PENDING, CURRENT),
        ).fetchone()
    elif origin.parent:
        found = connection.execute(
            "SELECT key FROM main.documents JOIN main.origins ON document = key"
            " WHERE text_hash = ? AND type = ? AND title = ? AND parent != ''"
            " AND (parent != ? OR (file = ? AND identity = ?)) AND story = ? AND message_id = '' AND state IN (?, ?)"
            " ORDER BY file = ? AND identity = ? DESC, key LIMIT 1",
            (
                *(document.text_hash, origin.type, document.title, origin.parent, file, identity),
                *(document.story, PENDING, CURRENT, file, identity),
            ),
        ).fetchone()
    else:
        return None
    return int(found[0]) if found else None


def add_place(
    connection: sqlite3.Connection, key: int, file: int, identity: str, record_hash: str, document: Document
) -> None:
    """Note that a document stands there, too."""
    connection.execute(
        "INSERT OR REPLACE INTO places VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
        (
            *(key, file, document.place, identity, record_hash),
            *(document.id, document.origin.member, document.origin.parent),
        ),
    )


def take_over(connection: sqlite3.Connection, old: int, new: int, file: int) -> None:
    """Let a document that was read anew have the id, and the places in other files, of the one before it.

    They are copied, so that either document has them, whichever of the two the index keeps.
    """
    connection.execute("UPDATE documents SET id = (SELECT id FROM documents WHERE key = ?) WHERE key = ?", (old, new))
    connection.execute(
        "INSERT OR REPLACE INTO places SELECT ?, file, place, identity, record_hash, id, member, parent"
        " FROM places WHERE document = ? AND file != ?",
        (new, old, file),
    )
    connection.execute(
        "INSERT OR REPLACE INTO places SELECT ?, file, place, identity, record_hash, id, member, parent"
        " FROM documents JOIN origins ON document = key WHERE key = ? AND file != ?",
        (new, old, file),
    )


def leave(connection: sqlite3.Connection, leaving: Iterable[Leaving]) -> Iterator[int]:
    """Take documents from places; yields the keys of those that have no place left."""
    for place in leaving:
        removed = connection.execute(
            "DELETE FROM places WHERE document = ? AND file = ? AND identity = ?",
            (place.key, place.file, place.identity),
        ).rowcount
        if not removed and not _moved_up(connection, place.key):
            yield place.key


def _moved_up(connection: sqlite3.Connection, key: int) -> bool:
    """Move a document's next place into its row; False if it has none."""
    found = connection.execute(
        "SELECT file, place, identity, record_hash, id, member, parent FROM places WHERE document = ?"
        " ORDER BY file, place LIMIT 1",
        (key,),
    ).fetchone()
    if found is None:
        return False
    file, place, identity, record_hash, id_, member, parent = found
    connection.execute(
        "UPDATE documents SET file = ?, place = ?, identity = ?, record_hash = ? WHERE key = ?",
        (file, place, identity, record_hash, key),
    )
    connection.execute("UPDATE origins SET member = ?, parent = ? WHERE document = ?", (member, parent, key))
    connection.execute("DELETE FROM places WHERE document = ? AND file = ? AND identity = ?", (key, file, identity))
    connection.execute(
        "UPDATE documents SET id = ? WHERE key = ? AND EXISTS (SELECT 1 FROM documents other"
        " WHERE other.id = documents.id AND other.key != documents.key AND other.state != ?)",
        (id_, key, LEAVING),
    )
    return True
