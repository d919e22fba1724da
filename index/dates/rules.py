"""What a rule of the grammar of time expressions is."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from enum import Enum

from index.dates.context import Context


class Trigger(Enum):
    """What kinds of words can start off a rule: it is tried only around one of its kinds."""

    MONTH = "month"
    WEEKDAY = "weekday"
    SEASON = "season"
    UNIT = "unit"
    YEAR = "year"
    DECADE = "decade"
    ISO = "iso"
    SLASH = "slash"
    CLOCK = "clock"
    PART_OF_DAY = "part of day"
    DEICTIC = "deictic"
    QUARTER = "quarter"
    SPELLED = "spelled year"
    HOLIDAY = "holiday"
    VAGUE = "vague"
    ERA = "era"
    FORM = "form"


@dataclass(frozen=True, slots=True)
class Resolution:
    """A time that an expression names: TIMEX3 type and value, and the span where it is not the whole match."""

    type: str
    value: str
    start: int | None = None
    end: int | None = None
    looks_back: bool = False  # "a year earlier": the text goes on from the time before it


Resolved = Resolution | tuple[Resolution, ...] | None
"""What a rule makes of a match: one time, several ("1861-1865"), or none because it is not a time here."""


@dataclass(frozen=True, slots=True)
class Rule:
    """A pattern, the triggers around which it is tried, and how its matches are resolved.

    Where several rules match from the same character, the longest match is tried first, then the higher priority.
    ``resolve`` may raise ValueError or OverflowError for what is not in the calendar.
    """

    pattern: re.Pattern[str]
    triggers: tuple[Trigger, ...]
    priority: int
    resolve: Callable[[re.Match[str], Context], Resolved]
    type: str = "DATE"  # of an expression that counts from a day that is not known


def date(value: str, start: int | None = None, end: int | None = None, *, looks_back: bool = False) -> Resolution:
    """A DATE."""
    return Resolution("DATE", value, start, end, looks_back)


def time(value: str, start: int | None = None, end: int | None = None) -> Resolution:
    """A TIME."""
    return Resolution("TIME", value, start, end)


def duration(value: str, start: int | None = None, end: int | None = None) -> Resolution:
    """A DURATION."""
    return Resolution("DURATION", value, start, end)


def repeated(value: str, start: int | None = None, end: int | None = None) -> Resolution:
    """A SET."""
    return Resolution("SET", value, start, end)


def words(text: str | None) -> str:
    """Lower case, with single blanks; "" for None."""
    return re.sub(r"\s+", " ", text.lower()) if text else ""


_PARTS_OF_DAY = {
    "morning": "TMO", "dawn": "TMO", "afternoon": "TAF", "evening": "TEV", "dusk": "TEV", "night": "TNI",
    "midday": "T12:00", "noon": "T12:00", "lunchtime": "TMI", "midnight": "T00:00",
}  # fmt: skip


def part_of_day_code(name: str) -> str:
    """What TIMEX3 writes behind a day for a part of it, singular or plural: TMO, TAF, TEV, TNI or a time."""
    return _PARTS_OF_DAY[name.lower().removesuffix("s")]
