"""How sure a document's date is, as the list and the reader say it."""

from __future__ import annotations

from index.model import Document

LIKELY = 0.5
"""A date that is less sure than this is shown as approximate."""


def date_sign(document: Document) -> str:
    """The sign beside a document's date: ``!`` in conflict, ``~`` approximate, ``?`` unknown, none if sure."""
    published = document.published
    if published.value is None:
        return "?"
    if published.conflict:
        return "!"
    unsure = published.ambiguous or published.confidence < LIKELY
    return "~" if unsure or len(published.value) < len("2017-09-21") else ""


def date_note(document: Document) -> str:
    """Why a document's date has its sign, in words; "" where there is nothing to say."""
    published = document.published
    if published.conflict:
        return published.conflict
    if published.ambiguous:
        read = f"read {published.order.replace('-', ' ')}; " if published.order else ""
        return f"{read}day and month could change places"
    if published.note:
        return published.note
    if published.value and published.confidence < LIKELY:
        best = max(published.evidence, key=lambda evidence: evidence.weight)
        return f"unsure, from a {best.source}"
    return ""
