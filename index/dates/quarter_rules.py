"""Rules for quarters and fiscal years: the third quarter, Q3 2017, a year earlier in a report of a quarter."""

from __future__ import annotations

import re

from index.dates.context import Context, Tense
from index.dates.patterns import YEAR
from index.dates.rules import Resolved, Rule, Trigger, date, words

_NUMBERS = {"first": 1, "second": 2, "third": 3, "fourth": 4, "1st": 1, "2nd": 2, "3rd": 3, "4th": 4}
_NUMBER = r"(?:first|second|third|fourth|1st|2nd|3rd|4th)"
_YEAR_STEPS = {"last": -1, "previous": -1, "latest": -1, "this": 0, "current": 0, "the": 0, "next": 1}


def _current(context: Context) -> tuple[int, int]:
    return context.anchor.year, (context.anchor.month + 2) // 3


def _moved(quarter: tuple[int, int], steps: int) -> tuple[int, int]:
    year, number = quarter
    count = year * 4 + number - 1 + steps
    return count // 4, count % 4 + 1


def _numbered(found: re.Match[str], context: Context) -> Resolved:
    """ "the third quarter", "last year's fourth quarter", "the 1988 first quarter"."""
    number = _NUMBERS[words(found["number"])]
    relative = found["before"] or found["behind"]
    if found["year"] or found["year2"]:
        return _remembered(context, int(found["year"] or found["year2"]), number)
    if relative:
        return _remembered(context, context.anchor.year + _YEAR_STEPS[words(relative)], number)
    year, current = _current(context)
    if number == 4 and current == 1:
        year -= 1
    elif number > current + 1:
        year -= context.tense(found.start(), found.end()) is not Tense.FUTURE
    if found["ago"]:
        return date(f"{year - 1:04d}-Q{number}")
    return _remembered(context, year, number)


def _remembered(context: Context, year: int, number: int) -> Resolved:
    """The quarter, which "a year earlier" will count from."""
    context.quarter = (year, number)
    return date(f"{year:04d}-Q{number}")


def _short(found: re.Match[str], context: Context) -> Resolved:
    """ "Q3", "Q3 2017", "2017-Q3"."""
    number = int(found[1] or found[4])
    if found[2] or found[3]:
        return _remembered(context, int(found[2] or found[3]), number)
    year, current = _current(context)
    return _remembered(context, year - (number > current), number)


def _half(found: re.Match[str], _context: Context) -> Resolved:
    """ "the second half of 2008"."""
    return date(f"{found[2]}-H{1 if found[1].lower() == 'first' else 2}")


def _spelled(found: re.Match[str], context: Context) -> Resolved:
    """ "Quarter 1 2018"; without a year it may number anything."""
    return _remembered(context, int(found[2]), int(found[1]))


def _this_or_that(found: re.Match[str], context: Context) -> Resolved:
    """ "the latest quarter", "the year-earlier period", "next quarter"."""
    which = words(found[1])
    if which in ("this", "the current", "next", "last", "the previous"):
        steps = {"next": 1, "last": -1, "the previous": -1}.get(which, 0)
        year, number = _moved(_current(context), steps)
    else:
        year, number = context.quarter or _moved(_current(context), -1)
    if found[2] or "year-" in which:
        year -= 1
    return date(f"{year:04d}-Q{number}")


def _fiscal_year(found: re.Match[str], context: Context) -> Resolved:
    return date(f"{context.anchor.year + _YEAR_STEPS[words(found[1])]:04d}")


RULES = (
    Rule(
        re.compile(
            rf"\b(?:(?P<before>this|last|next)\s+year['’]s\s+"
            rf"|(?:the\s+)?(?:(?P<ago>year-earlier|year-ago)\s+|(?P<year>{YEAR})\s+"
            r"|fiscal[ -]|current\s+|latest\s+|previous\s+)?)"
            rf"(?P<number>{_NUMBER})(?:\s+fiscal)?[ -]quarter\b(?!\s*(?:of\s+the\s+(?:game|century)|-?final))"
            rf"(?:\s+(?:of\s+(?:fiscal\s+)?)?(?P<year2>{YEAR})\b|\s+(?:of\s+)?(?P<behind>last|this|next)\s+year\b)?",
            re.IGNORECASE,
        ),
        (Trigger.UNIT,),
        6,
        _numbered,
    ),
    Rule(re.compile(rf"\b(?:[Tt]he\s+)?(first|second|latter)\s+half\s+of\s+({YEAR})\b"), (Trigger.YEAR,), 8, _half),
    Rule(re.compile(rf"\b[Qq]uarter\s+([1-4]),?\s+(?:of\s+)?({YEAR})\b"), (Trigger.UNIT,), 7, _spelled),
    Rule(re.compile(rf"\bQ([1-4])\b(?:\s*,?\s*({YEAR})\b)?|\b({YEAR})\s*-?Q([1-4])\b"), (Trigger.QUARTER,), 6, _short),
    Rule(
        re.compile(
            r"\b(?:(the\s+latest|the|this|last|next|the\s+current|the\s+previous|that"
            r"|the\s+(?:corresponding\s+|comparable\s+)?year-(?:ago|earlier))\s+(?:quarter|period)"
            r"|(year-earlier|year-ago)(?:\s+(?:quarter|period))?)\b",
            re.IGNORECASE,
        ),
        (Trigger.UNIT,),
        5,
        _this_or_that,
    ),
    Rule(
        re.compile(r"\b(?:the\s+)?(this|current|last|previous|latest|next|the)\s+fiscal\s+year\b", re.IGNORECASE),
        (Trigger.UNIT,),
        5,
        _fiscal_year,
    ),
)
