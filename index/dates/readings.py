"""Reads a date out of a string that is already judged to hold one: a header, a label, a record's field.

The forms that are common in English text and the numeric ones are read here. Other languages are left to
``index.dates.foreign``.
"""

from __future__ import annotations

import datetime
import re
from collections.abc import Callable
from dataclasses import dataclass

from index.dates.order import DateOrder, read_numeric
from index.text.months import MONTHS

_MONTH = "(?:" + "|".join(sorted(MONTHS, key=len, reverse=True)) + r")\b\.?"
_YEAR = r"(?:19|20)\d\d"
_DAY = r"[0-3]?\d(?:st|nd|rd|th)?"


@dataclass(frozen=True, slots=True)
class DateReading:
    """What a string says: year, month and day as far as it gives them, and where it says so.

    ``other`` is the second reading of a numeric date in which day and month can change places.
    """

    year: int | None
    month: int | None
    day: int | None
    start: int
    end: int
    other: datetime.date | None = None


def read_date(text: str, order: DateOrder = DateOrder.AUTO, *, short_years: bool = False) -> DateReading | None:
    """The first full date in the text, else the first that lacks its year; None if there is neither.

    ``short_years`` admits 9/21/17.
    """
    for pattern, read in _FORMS if not short_years else (*_FORMS, _SHORT_YEAR):
        for found in pattern.finditer(text):
            reading = read(found, order)
            if reading is not None:
                return reading
    return None


def read_month_or_year(text: str) -> DateReading | None:
    """A string that is nothing but a month of a year ("September 2017", "2017-09") or a year."""
    words = text.strip()
    start = text.find(words)
    if found := re.fullmatch(rf"({_MONTH}),?\s+({_YEAR})", words, re.IGNORECASE):
        return DateReading(int(found[2]), _month_number(found[1]), None, start, start + len(words))
    if (found := re.fullmatch(rf"({_YEAR})[-/](\d\d?)", words)) and 1 <= int(found[2]) <= 12:
        return DateReading(int(found[1]), int(found[2]), None, start, start + len(words))
    if re.fullmatch(_YEAR, words):
        return DateReading(int(words), None, None, start, start + len(words))
    return None


def make_day(year: int, month: int, day: int) -> datetime.date | None:
    """The day, or None if there is no such day."""
    try:
        return datetime.date(year, month, day)
    except ValueError:
        return None


def _month_number(name: str) -> int:
    return MONTHS[name.lower().rstrip(".")]


def _year_first(found: re.Match[str], _order: DateOrder) -> DateReading | None:
    return _checked(found, int(found[1]), int(found[2]), int(found[3]))


def _month_named(found: re.Match[str], _order: DateOrder) -> DateReading | None:
    month = _month_number(found["month"] or found["month2"])
    day = int(re.sub(r"\D", "", found["day"] or found["day2"]))
    year = found["year"] or found["year2"]
    return _checked(found, int(year) if year else None, month, day)


def _numeric(found: re.Match[str], order: DateOrder) -> DateReading | None:
    year = int(found[4])
    if year < 100:
        year += 2000 if year < 70 else 1900
    days = read_numeric(int(found[1]), int(found[3]), year, order)
    if not days:
        return None
    other = days[1] if len(days) > 1 else None
    return DateReading(year, days[0].month, days[0].day, found.start(), found.end(), other)


def _checked(found: re.Match[str], year: int | None, month: int, day: int) -> DateReading | None:
    """A reading if there is such a day (in a leap year, where the year is not given)."""
    if make_day(year or 2000, month, day) is None:
        return None
    return DateReading(year, month, day, found.start(), found.end())


_Form = tuple[re.Pattern[str], Callable[[re.Match[str], DateOrder], DateReading | None]]
_FORMS: tuple[_Form, ...] = (
    (re.compile(rf"(?<!\d)({_YEAR})[-/.](\d\d?)[-/.](\d\d?)(?!\d)"), _year_first),
    (
        re.compile(
            rf"\b(?P<month>{_MONTH})\s*(?P<day>{_DAY})\b,?\s+(?P<year>{_YEAR})\b"
            rf"|\b(?P<day2>{_DAY})[-\s]*(?:of\s+)?(?P<month2>{_MONTH}),?[-\s]*(?P<year2>{_YEAR})\b",
            re.IGNORECASE,
        ),
        _month_named,
    ),
    (re.compile(rf"(?<![\d/.-])(\d\d?)([/.-])(\d\d?)\2({_YEAR})(?!\d|:\d\d)"), _numeric),
    (re.compile(r"(?<![\d/.-])(\d\d?)([/.-])(\d\d?)\2(\d\d)(?=\d\d:\d\d(?!\d))"), _numeric),
    (re.compile(r"(?<!\d)((?:19|20)\d\d)(\d\d)(\d\d)(?!\d)"), _year_first),
    (
        re.compile(
            rf"\b(?P<month>{_MONTH})\s*(?P<day>{_DAY})\b(?P<year>)|\b(?P<day2>{_DAY})\s+(?P<month2>{_MONTH})(?P<year2>)",
            re.IGNORECASE,
        ),
        _month_named,
    ),
)
_SHORT_YEAR: _Form = (re.compile(r"(?<![\d/.-])(\d\d?)([/.-])(\d\d?)\2(\d\d)(?![\d/.-])"), _numeric)
