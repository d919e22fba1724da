"""The words of a typed time, and the class that each is in."""

from __future__ import annotations

import re
from dataclasses import dataclass

from index.dates.intervals import DayInterval, interval_of, months, single_day, years
from index.dates.lexicon import DECADE_WORDS, ORDINALS, SEASONS, SMALL_NUMBERS, TENS, WEEKDAYS, Unit, unit_of
from index.dates.order import DateOrder, read_numeric
from index.errors import DateFilterError
from index.text.months import MONTHS

EXAMPLES = "Write for example 2017-09-21, 2017-09, last week, past 3 months or May..June 2017."
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
    def word(self) -> str:
        """Lower case, without the full stop of an abbreviation."""
        return self.text.lower() if self.text.startswith(".") else self.text.lower().removesuffix(".")


@dataclass(frozen=True, slots=True)
class Word:
    """A classified word."""

    kind: str
    token: Token
    number: int = 0
    unit: Unit = Unit.DAY
    interval: DayInterval | None = None


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
    number = SMALL_NUMBERS.get(word, TENS.get(word, 1 if word in ("a", "an") else None))
    if number is not None:
        return Word("number", token, number)
    unit = unit_of(word)
    if unit is not None:
        return Word("weekend" if unit is Unit.WEEKEND else "unit", token, unit=unit)
    return _classify_numeric(token, word, order)


def _simple_kind(word: str) -> str | None:
    if word in SEASONS:
        return "season"
    if word in ("today", "now", "yesterday", "tomorrow", "ago", "before", "after"):
        return "today" if word == "now" else word
    return _WHICH.get(word)


def _classify_numeric(token: Token, word: str, order: DateOrder) -> Word:
    """Words with digits in them, and the decades that are written out."""
    if re.fullmatch(r"[12]\d{3}", word):
        return Word("year", token, int(word))
    if re.fullmatch(r"\d{1,5}", word):
        return Word("number", token, int(word))
    if found := re.fullmatch(r"(\d{1,2})(?:st|nd|rd|th)", word):
        return Word("ordinal", token, int(found[1]))
    if found := re.fullmatch(r"q([1-4])", word):
        return Word("quarter", token, int(found[1]))
    if found := re.fullmatch(r"w(\d{1,2})", word):
        return Word("week", token, int(found[1]))
    try:
        interval = _decade(word) or _iso_like(word) or _numeric_day(word, order)
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


def _iso_like(word: str) -> DayInterval | None:
    """ISO 8601 and its neighbours: 2017/9/21, 2017.09, 20170921, 2017Q3, Q3-2017, 2017W38."""
    if found := re.fullmatch(r"(\d{4})[-/.]?q([1-4])|q([1-4])[-/.]?(\d{4})", word):
        return interval_of(f"{found[1] or found[4]}-Q{found[2] or found[3]}")
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
    found = re.fullmatch(r"(\d\d?)([-/.])(\d\d?)\2(\d{4})", word)
    if found is None:
        return None
    readings = read_numeric(int(found[1]), int(found[3]), int(found[4]), order)
    if not readings:
        raise ValueError("no such day")
    return single_day(readings[0])
