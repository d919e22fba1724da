"""Rows of the catalogue for a new document and for all that hangs on it."""

from __future__ import annotations

import datetime
import json
import sqlite3
from dataclasses import asdict

from index.catalogue.date_words import date_note, date_sign
from index.catalogue.schema import PENDING
from index.catalogue.staged import StagedDocument
from index.dates.intervals import interval_of
from index.model import MailHeaders, Origin, Page

MOST_SURFACES = 200_000
"""Surfaces whose numbers are remembered, about 80 MB; 100,000 stories have more than twice as many."""


class Surfaces:
    """The numbers of what names an entity: its words, type, name and the reason; a new one gets the next number."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection
        self._numbers: dict[tuple[str, str, str, str], int] = {}

    def forget(self) -> None:
        """Forget the numbers that were given, since a transaction was taken back."""
        self._numbers.clear()

    def number(self, *identity: *tuple[str, str, str, str]) -> int:
        """The number of a surface by text, type, name and reason."""
        number = self._numbers.get(identity)
        if number is None:
            self._connection.execute("INSERT OR IGNORE INTO surfaces VALUES (NULL, ?, ?, ?, ?)", identity)
            row = self._connection.execute(
                "SELECT id FROM surfaces WHERE text = ? AND type = ? AND name = ? AND reason = ?", identity
            ).fetchone()
            if len(self._numbers) >= MOST_SURFACES:
                self._numbers.clear()
            number = self._numbers[identity] = int(row[0])
        return number


def insert_document(connection: sqlite3.Connection, staged: StagedDocument, surfaces: Surfaces) -> int:
    """Insert a document as pending, with all that hangs on it; its key."""
    document = staged.document
    published = document.published
    days = interval_of(published.value) if published.value else None
    begin, end = (_ordinal(days.begin), _ordinal(days.finish)) if days else (None, None)
    cursor = connection.execute(
        "INSERT INTO documents VALUES (NULL,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?)",
        (
            document.id, PENDING, staged.file, document.place, document.record, staged.identity, staged.record_hash,
            document.story, document.stories, document.start,
            document.title, document.source, document.author, document.url,
            published.value or "", begin, end, date_sign(document), date_note(document),
            published.anchor.isoformat() if published.anchor else None,
            json.dumps([asdict(evidence) for evidence in published.evidence]),
            document.text_hash, len(document.text), document.text,
        ),
    )  # fmt: skip
    key = int(cursor.lastrowid or 0)
    _insert_origin(connection, key, document.origin)
    connection.execute("INSERT INTO received VALUES (?, ?, ?, ?)", (key, staged.received, staged.address, document.id))
    if document.repair:
        connection.execute("INSERT INTO repairs VALUES (?, ?, ?)", (key, document.repair, document.original_digest))
    if document.language:
        connection.execute("INSERT INTO languages VALUES (?, ?)", (key, document.language))
    connection.executemany(
        "INSERT OR IGNORE INTO mentions VALUES (?, ?, ?, ?)",
        [
            (key, found.start, found.end, surfaces.number(found.text, found.type.value, found.name, found.reason))
            for found in document.mentions
        ],
    )
    connection.executemany(
        "INSERT OR IGNORE INTO times VALUES (?, ?, ?, ?, ?, ?, ?)",
        [
            (
                key,
                t.start,
                t.end,
                t.type,
                t.value,
                t.begin and t.begin.toordinal(),
                t.finish and t.finish.toordinal(),
            )
            for t in document.times
        ],
    )
    return key


def _ordinal(day: datetime.date | None) -> int | None:
    return day.toordinal() if day else None


def _insert_origin(connection: sqlite3.Connection, key: int, origin: Origin) -> None:
    mail = origin.mail or MailHeaders()
    recipients = json.dumps({"to": mail.to, "cc": mail.cc}) if mail.to or mail.cc else ""
    pages = json.dumps([_page(page) for page in origin.pages]) if origin.pages else ""
    connection.execute(
        "INSERT INTO origins VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
        (key, origin.type, origin.member, origin.parent, mail.message_id, mail.thread, recipients, pages),
    )
    connection.executemany(
        "INSERT OR IGNORE INTO attachments VALUES (?, ?)", [(key, name) for name in mail.attachments]
    )


def _page(page: Page) -> list[object]:
    """A page as it is kept: its certainty only where it has one."""
    return [page.start, page.label] if page.certainty is None else [page.start, page.label, page.certainty]
