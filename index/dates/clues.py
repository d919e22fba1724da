"""Clues to a document's own date, as they are gathered and before they are weighed against each other."""

from __future__ import annotations

import datetime
from dataclasses import dataclass, replace

from index.dates.readings import DateReading

PLACEHOLDERS = frozenset(
    datetime.date.fromisoformat(day)
    for day in (
        "0001-01-01 1601-01-01 1899-12-30 1899-12-31 1900-01-01 1904-01-01 1969-12-31 1970-01-01 1980-01-01 "
        "1995-01-01 1999-11-30 2000-01-01 2001-01-01"
    ).split()
)
"""Days that programs write where they know none: the first days of their calendars."""

WEIGHTS = {
    "dateline": 0.93,
    "label": 0.90,
    "line": 0.85,
    "url": 0.85,
    "record": 0.80,
    "metadata": 0.80,
    "header": 0.80,
    "updated": 0.72,
    "url month": 0.70,
    "file name": 0.70,
    "sentence": 0.30,
    "last line": 0.40,
    "late dateline": 0.25,
    "copyright": 0.15,
}
"""How far each source is trusted, from 0 to 1. They were set on the headers of real news stories."""

_FIRST_OF_JANUARY = 0.35
_PLACEHOLDER = 0.05


@dataclass(frozen=True, slots=True)
class Clue:
    """One thing that speaks for a date, with the parts that it gives. Offsets are into the story's text."""

    source: str
    weight: float
    year: int | None
    month: int | None
    day: int | None
    start: int | None = None
    end: int | None = None
    other: datetime.date | None = None  # the second reading of an ambiguous numeric date
    placeholder: bool = False
    year_only: bool = False  # written as 1 January, which programs fill in: trusted for its year

    @property
    def value(self) -> str:
        """ISO, as precise as the clue; "" without a year."""
        parts = (self.year, self.month, self.day)
        known = parts[: parts.index(None)] if None in parts else parts
        return "-".join(f"{part:0{4 if place == 0 else 2}d}" for place, part in enumerate(known) if part is not None)


def clue_of(source: str, reading: DateReading, offset: int | None = None, factor: float = 1.0) -> Clue:
    """A clue with its source's weight times ``factor``; ``offset`` is where the read string starts in the text."""
    start = None if offset is None else offset + reading.start
    end = None if offset is None else offset + reading.end
    weight = WEIGHTS[source] * factor
    return Clue(source, weight, reading.year, reading.month, reading.day, start, end, reading.other)


def filled_in(clue: Clue) -> Clue:
    """The clue with the little weight it deserves if its day is one that programs fill in."""
    if clue.year is None or clue.month is None or clue.day is None:
        return clue
    placeholder = datetime.date(clue.year, clue.month, clue.day) in PLACEHOLDERS
    if not placeholder and (clue.month, clue.day) != (1, 1):
        return clue
    weight = _PLACEHOLDER if placeholder else _FIRST_OF_JANUARY
    return replace(clue, weight=weight, placeholder=placeholder, year_only=not placeholder)
