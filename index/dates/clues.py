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
    "mail": 0.95,
    "dateline": 0.93,
    "embargo": 0.92,
    "label": 0.90,
    "line": 0.85,
    "url": 0.85,
    "record": 0.80,
    "metadata": 0.87,
    "header": 0.80,
    "title": 0.75,
    "json-ld": 0.85,
    "time": 0.75,
    "visible": 0.75,
    "updated": 0.72,
    "guess": 0.45,
    "url month": 0.70,
    "file name": 0.70,
    "page header": 0.60,
    "received": 0.55,
    "sentence": 0.30,
    "last line": 0.40,
    "late dateline": 0.25,
    "created": 0.25,
    "copyright": 0.15,
}
"""How far each source is trusted, from 0 to 1. They were set on the headers of real news stories."""

_FIRST_OF_JANUARY = 0.60  # more often than other days it is filled in; anything surer goes before it
_YEAR_ONLY = 0.35
_PLACEHOLDER = 0.05
_EPOCHS_END = 1990  # an epoch before it is one at any hour: time zones move it


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
    year_only: bool = False  # on 1 January as all records of its file are: trusted for its year

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


def doubted_if_filled_in(clue: Clue, *, has_time: bool = False, file_is_filled_in: bool = False) -> Clue:
    """The clue with the weight it deserves if its day is one that programs fill in where they know none.

    A known placeholder counts for nothing. 1 January is a day, a little less sure than others, unless
    ``file_is_filled_in`` says that its file has no other: then it only tells the year. A day with a time of its own
    was not filled in, but for the epochs, which time zones move.
    """
    if clue.year is None or clue.month is None or clue.day is None:
        return clue
    placeholder = datetime.date(clue.year, clue.month, clue.day) in PLACEHOLDERS
    if placeholder and not (has_time and clue.year >= _EPOCHS_END):
        return replace(clue, weight=_PLACEHOLDER, placeholder=True)
    if has_time or (clue.month, clue.day) != (1, 1):
        return clue
    if file_is_filled_in:
        return replace(clue, weight=_YEAR_ONLY, year_only=True)
    return replace(clue, weight=min(clue.weight, _FIRST_OF_JANUARY))
