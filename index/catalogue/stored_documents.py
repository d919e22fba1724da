"""Documents and mentions as the catalogue holds them."""

from __future__ import annotations

import datetime
from dataclasses import dataclass
from typing import Any, NamedTuple

_LAST_DAY = datetime.date.max.toordinal()


class Summary(NamedTuple):
    """What the list shows of a document. A tuple, since every search makes a window of them."""

    key: int
    id: str
    title: str
    source: str
    date: str
    date_sign: str
    story: int
    stories: int
    record: str | None
    text_hash: str
    type: str  # the name of its format
    parent: str  # the id of what it is attached to, "" if that is nothing
    carries: bool  # whether something is attached to it
    has_pages: bool
    path: str


@dataclass(frozen=True, slots=True)
class StoredDocument:
    """A document as the catalogue holds it."""

    key: int
    id: str
    path: str
    place: int
    record: str | None
    story: int
    stories: int
    start: int
    title: str
    source: str
    author: str
    url: str
    date: str
    date_sign: str
    date_note: str
    anchor: str | None
    evidence: list[dict[str, Any]]  # DateEvidence as JSON
    text_hash: str
    text: str


@dataclass(frozen=True, slots=True)
class StoredMention:
    """A mention as the catalogue holds it."""

    start: int
    end: int
    text: str
    type: str
    name: str
    reason: str


def check_text(key: object, text: object, text_hash: object) -> None:
    """Raise ValueError if the text is not the one that was stored."""
    import hashlib  # it brings OpenSSL

    if not isinstance(text, str) or hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest() != text_hash:
        raise ValueError(f"the text of document {key} is not as it was stored")


def is_day(ordinal: object) -> bool:
    """Whether it is a day that can be, as a proleptic Gregorian ordinal, or none."""
    return ordinal is None or (isinstance(ordinal, int) and 0 < ordinal <= _LAST_DAY)
