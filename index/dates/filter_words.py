"""The words of a typed time, and the class that each is in."""

from __future__ import annotations

import datetime
import difflib
import re
from dataclasses import dataclass

from index.dates.holidays import HOLIDAYS, DaysIn
from index.dates.intervals import DayInterval, interval_of, months, single_day, years
from index.dates.lexicon import (
    DECADE_WORDS,
    ORDINALS,
    SEASONS,
    SMALL_NUMBERS,
    TENS,
    UNITS,
    WEEKDAYS,
    Unit,
    unit_of,
)
from index.dates.order import DateOrder, assumed, read_numeric
from index.dates.other_calendars import ascii_digits, month_of
from index.errors import DateFilterError
from index.text.foreign_months import month_number
from index.text.months import MONTHS, ROMAN_MONTHS

EXAMPLES = "Write for example 2017-09-21, 2017-09, last week, past 3 months or May..June 2017."
_TO_DATE = {
    "ytd": "ytd", "year to date": "ytd", "so far this year": "ytd",
    "qtd": "qtd", "quarter to date": "qtd", "so far this quarter": "qtd",
    "mtd": "mtd", "month to date": "mtd", "so far this month": "mtd",
    "wtd": "wtd", "week to date": "wtd", "so far this week": "wtd",
}  # fmt: skip
PHRASES = frozenset(phrase for phrase in _TO_DATE if " " in phrase)
"""Phrases that are read as one word, beside the names of holidays and months."""

_TODAY = frozenset(("today", "now", "present", "date"))  # "2016 to date"
_LEAST_MISSPELT = 4  # letters
_LEAST_FOREIGN = 4  # letters of a foreign month's name: shorter ones are words of English ("out", "set")
_PIVOT = 70  # years below it are of this century
_WHICH = {
    "last": "last", "previous": "last", "past": "past", "next": "next", "coming": "next",
    "this": "this", "current": "this",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Token:
    """A word as it was typed, and its offset."""

    text: str
    start: int

    @property
    def end(self) -> int:
        """The offset behind it."""
        return self.start + len(self.text)

    @property
    def word(self) -> str:
        """Small letters and the digits 0-9, without the full stop of an abbreviation."""
        word = ascii_digits(self.text).lower()
        return word if word.startswith(".") else word.removesuffix(".")


@dataclass(frozen=True, slots=True)
class Word:
    """A classified word."""

    kind: str
    token: Token
    number: int = 0
    unit: Unit = Unit.DAY
    interval: DayInterval | None = None
    days_in: DaysIn | None = None  # of a holiday or a month of another calendar


def unknown_word(token: Token) -> DateFilterError:
    """The error for a word that is no part of a time, or stands where it makes no sense."""
    return DateFilterError(f"'{token.text}' is not understood as a date here. {EXAMPLES}", token.text, token.start)


def classify(token: Token, order: DateOrder) -> Word:
    word = token.word
    simple = _simple_kind(word)
    if simple is not None:
        return Word(simple, token)
    for kind, table in (("month", MONTHS), ("weekday", WEEKDAYS), ("ordinal", ORDINALS)):
        if word in table:
            return Word(kind, token, table[word])
    if word.endswith("days") and word[:-1] in WEEKDAYS:
        return Word("weekdays", token, WEEKDAYS[word[:-1]])
    named = _named_days(word)
    if named is not None:
        return Word("holiday", token, days_in=named)
    if (other := month_of(word)) is not None:
        return Word(f"{other[0]} month", token, other[1])
    month = month_number(word) if len(word) >= _LEAST_FOREIGN or not word.isascii() else None
    if month is not None:
        return Word("month", token, month)
    number = SMALL_NUMBERS.get(word, TENS.get(word, 1 if word in ("a", "an") else None))
    if number is not None:
        return Word("number", token, number)
    unit = unit_of(word)
    if unit is not None:
        return Word("weekend" if unit is Unit.WEEKEND else "unit", token, unit=unit)
    return _classify_numeric(token, word, order)


def _named_days(word: str) -> DaysIn | None:
    return HOLIDAYS.get(" ".join(word.replace("’", "'").split()))


def similar_words(word: str) -> list[str]:
    """The words that may have been meant, the most alike first."""
    if len(word) < _LEAST_MISSPELT or not word.isalpha():
        return []
    names = [*MONTHS, *WEEKDAYS, *SEASONS, *DECADE_WORDS, *UNITS, *_WHICH, *_TODAY, "yesterday", "tomorrow"]
    return difflib.get_close_matches(word.lower(), [name for name in names if len(name) > 3], n=3, cutoff=0.7)


def is_phrase(words: str) -> bool:
    """Whether several words are one name: a holiday, a month of another language or calendar, "year to date"."""
    name = " ".join(words.split())
    return (
        name in PHRASES or _named_days(name) is not None or month_of(name) is not None or month_number(name) is not None
    )


def _simple_kind(word: str) -> str | None:
    if word in SEASONS:
        return "season"
    if word in _TODAY:
        return "today"
    if word in ("yesterday", "tomorrow", "ago", "before", "after"):
        return word
    if (joined := " ".join(word.split())) in _TO_DATE:
        return _TO_DATE[joined]
    return _WHICH.get(word)


def _classify_numeric(token: Token, word: str, order: DateOrder) -> Word:
    """Words with digits in them, and the decades that are written out."""
    if re.fullmatch(r"[12]\d{3}", word):
        return Word("year", token, int(word))
    if found := re.fullmatch(r"['’](\d\d)", word):
        return Word("year", token, int(found[1]) + (2000 if int(found[1]) < _PIVOT else 1900))
    if re.fullmatch(r"\d{1,5}", word):
        return Word("number", token, int(word))
    if found := re.fullmatch(r"(\d{1,2})(?:st|nd|rd|th|er|º)", word):
        return Word("ordinal", token, int(found[1]))
    if found := re.fullmatch(r"q([1-4])", word):
        return Word("quarter", token, int(found[1]))
    if found := re.fullmatch(r"h([12])", word):
        return Word("half", token, int(found[1]))
    if found := re.fullmatch(r"w(\d{1,2})", word):
        return Word("week", token, int(found[1]))
    try:
        interval = (
            _decade(word) or _two_years(word) or _iso_like(word) or _joined_day(word) or _numeric_day(word, order)
        )
    except (ValueError, OverflowError) as error:
        message = f"'{token.text}' is not in the calendar. {EXAMPLES}"
        raise DateFilterError(message, token.text, token.start) from error
    if interval is None:
        raise unknown_word(token)
    return Word("interval", token, interval=interval)


def _decade(word: str) -> DayInterval | None:
    """``1990s``, ``90s``, ``'90s``, ``nineties``: decades of two digits are those of the 1920s to the 2010s."""
    if word in DECADE_WORDS:
        return years(1900 + 10 * DECADE_WORDS[word], 10)
    found = re.fullmatch(r"['’]?((?:1\d|20)?)(\d)0s", word)
    if found is None:
        return None
    century = found[1] or ("20" if found[2] in "01" else "19")
    return years(int(f"{century}{found[2]}0"), 10)


def _two_years(word: str) -> DayInterval | None:
    """``2016/17`` and ``2016/2017``; ``2010/11`` is a November."""
    found = re.fullmatch(r"(\d{4})[-/](?:(\d{4})|(1[3-9]|[2-9]\d))", word)
    if found is None:
        return None
    first = int(found[1])
    last = int(found[2]) if found[2] else first // 100 * 100 + int(found[3])
    return years(first, 2) if last == first + 1 else None


def _joined_day(word: str) -> DayInterval | None:
    """``21sep2017``, ``21-Sep-2017``, ``sep-2017`` and ``21/IX/2017``."""
    found = re.fullmatch(r"(?:(\d{1,2})[-/.]?)?([^\W\d_]+)[-/.]?(\d{4})", word)
    month = MONTHS.get(found[2]) if found is not None else None
    if month is None and found is not None and found[1]:
        month = ROMAN_MONTHS.get(found[2].upper())
    if found is None or month is None:
        return None
    return single_day(datetime.date(int(found[3]), month, int(found[1]))) if found[1] else months(int(found[3]), month)


def _iso_like(word: str) -> DayInterval | None:
    """ISO 8601 and its neighbours: 2017/9/21, 2017.09, 20170921, 2017Q3, Q3-2017, 2017W38."""
    if found := re.fullmatch(r"(\d{4})[-/.]?q([1-4])|q([1-4])[-/.]?(\d{4})", word):
        return interval_of(f"{found[1] or found[4]}-Q{found[2] or found[3]}")
    if found := re.fullmatch(r"([1-4])q['’]?(\d\d|\d{4})", word):
        return interval_of(f"{found[2] if len(found[2]) == 4 else f'20{found[2]}'}-Q{found[1]}")
    if found := re.fullmatch(r"([12]\d{3})-(\d{3})", word):
        day = datetime.date(int(found[1]), 1, 1) + datetime.timedelta(days=int(found[2]) - 1)
        return single_day(day) if day.year == int(found[1]) else None
    if found := re.fullmatch(r"(\d{4})[-/.]?h([12])|h([12])[-/.]?(\d{4})", word):
        return interval_of(f"{found[1] or found[4]}-H{found[2] or found[3]}")
    if found := re.fullmatch(r"(\d{4})-?w(\d\d?)(?:-([1-7]))?", word):
        return interval_of(f"{found[1]}-W{int(found[2]):02d}" + (f"-{found[3]}" if found[3] else ""))
    if found := re.fullmatch(r"(\d{4})([-/.])(\d\d?)(?:\2(\d\d?))?", word):
        return interval_of("-".join([found[1]] + [f"{int(part):02d}" for part in found.group(3, 4) if part]))
    if found := re.fullmatch(r"([12]\d{3})(\d\d)(\d\d)", word):
        return interval_of(f"{found[1]}-{found[2]}-{found[3]}")
    if found := re.fullmatch(r"(\d\d?)[-/.](\d{4})", word):
        return months(int(found[2]), int(found[1]))
    return None


def _numeric_day(word: str, order: DateOrder) -> DayInterval | None:
    """21/09/2017 and the like; where both orders are possible and none is set, the day comes first."""
    found = re.fullmatch(r"(\d\d?)([-/.])(\d\d?)\2(\d{4}|\d\d)", word)
    if found is None:
        return None
    year = int(found[4])
    if year < 100:
        year += 2000 if year < _PIVOT else 1900
    readings = read_numeric(int(found[1]), int(found[3]), year, assumed(order, found[4]))
    if not readings:
        raise ValueError("no such day")
    return single_day(readings[0])
