"""Accounts from a library's catalogue."""

from __future__ import annotations

import datetime

from index.catalogue.reading import CatalogueReader
from index.catalogue.stored_documents import StoredDocument
from index.compare.comparison import Account
from index.model import EntityType, Mention, TimeMention
from index.text.sentences import sentences


def account_of(catalogue: CatalogueReader, document: StoredDocument) -> Account:
    """A document of the library, ready to be compared."""
    text = document.text
    return Account(
        id=document.id,
        title=document.title,
        source=document.source,
        text=text,
        mentions=tuple(
            Mention(stored.start, stored.end, text[stored.start : stored.end], EntityType(stored.type), stored.name)
            for stored in catalogue.mentioned.mentions(document.key)
        ),
        sentences=tuple(sentences(text)),
        times=tuple(
            TimeMention(start, end, text[start:end], type_, value, _day(begin), _day(finish))
            for start, end, type_, value, begin, finish in catalogue.mentioned.times(document.key)
        ),
        date=document.date,
    )


def _day(ordinal: int | None) -> datetime.date | None:
    return datetime.date.fromordinal(ordinal) if ordinal is not None else None
