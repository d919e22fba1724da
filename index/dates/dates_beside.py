"""Dates that stand beside a record's own: what else a page tells, when a mail was received or a page captured."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from index.dates.clues import WEIGHTS, Clue
from index.dates.field_clues import record_clue
from index.dates.order import DateOrder
from index.model import DateEvidence

_FIRST_PAGES = 1994  # a page shows an older day of something that it tells of
_SHOWN_ONLY = frozenset(("captured", "saved"))
"""When something was captured or saved tells only that it was there by then: it is shown, and decides nothing."""


def clues_beside(dates: Iterable[tuple[str, str]], order: DateOrder) -> list[Clue]:
    """The clues in dates, each with its source, as they are written; of those that a page shows, the first day of one
    that there was a web on."""
    found: list[Clue] = []
    for source, written in dates:
        clue = record_clue(written, order) if source not in _SHOWN_ONLY else None
        if clue is None or (source == "visible" and not _may_be_shown(clue, found)):
            continue
        found.append(replace(clue, source=source, weight=min(clue.weight, WEIGHTS[source])))
    return found


def _may_be_shown(clue: Clue, found: list[Clue]) -> bool:
    is_first = all(other.source != "visible" for other in found)
    return is_first and clue.day is not None and clue.year is not None and clue.year >= _FIRST_PAGES


def evidence_beside(dates: Iterable[tuple[str, str]]) -> tuple[DateEvidence, ...]:
    """The dates that decide nothing, as evidence of no weight."""
    found = []
    for source, written in dates:
        clue = record_clue(written, DateOrder.AUTO) if source in _SHOWN_ONLY else None
        if clue is not None and clue.value:
            found.append(DateEvidence(source, clue.value, 0.0))
    return tuple(found)
