"""Rules for days: 2017-09-21, 9/21/17, Sept. 21, 2017, the 21st of September, the night of 13 February."""

from __future__ import annotations

import datetime
import re

from index.dates.context import Context
from index.dates.lexicon import ORDINALS
from index.dates.order import DateOrder, assumed, read_numeric
from index.dates.patterns import MONTH, ORDINAL, PART_OF, PART_OF_DAY, WEEKDAY, YEAR
from index.dates.readings import make_day
from index.dates.rules import Resolved, Rule, Trigger, date, part_of_day_code, time, words
from index.text.months import MONTHS

_DAY = r"(?:3[01]|[0-2]?\d)(?:st|nd|rd|th)?"
YEAR_STEPS = {"last": -1, "this": 0, "next": 1}
"""From the story's year to "last year" and so on."""


def month_of(name: str) -> int:
    """1 to 12 for a month's name or abbreviation as the patterns match it."""
    return MONTHS[name.lower().rstrip(".")]


def _number(day: str) -> int:
    return int(re.sub(r"\D", "", day))


def _iso(found: re.Match[str], _context: Context) -> Resolved:
    day = datetime.date(int(found[1]), int(found[2]), int(found[3])).isoformat()
    return time(f"{day}T{found[4]}") if found[4] else date(day)


def _slashed(found: re.Match[str], context: Context) -> Resolved:
    year = int(found[3])
    if year < 100:
        year += 1900 if year > 30 else 2000
    days = read_numeric(int(found[1]), int(found[2]), year, assumed(context.order, found[3]))
    return date(days[0].isoformat()) if days else None


def _dotted(found: re.Match[str], _context: Context) -> Resolved:
    """21.09.2017: the day comes first wherever dates are written so, unless it cannot."""
    days = read_numeric(int(found[1]), int(found[2]), int(found[3]), DateOrder.DAY_FIRST)
    return date(days[0].isoformat()) if days else None


def _month_day(found: re.Match[str], context: Context) -> Resolved:
    """ "Sept. 21, 2017", "April 6-7", "July 25 of that year", "Dec. 3 last year"."""
    day = _day(found, context)
    last = _other_day(day, found["last"])
    if day is None or last is None or last <= day:
        return date(day.isoformat(), found.start(), found.end("day") if found["last"] else None) if day else None
    return (
        date(day.isoformat(), found.start(), found.end("day")),
        date(last.isoformat(), found.start("last"), found.end()),
    )


def _day_month(found: re.Match[str], context: Context) -> Resolved:
    """ "21 September 2017", "the 21st of September", "6-7 February"."""
    day = _day(found, context)
    first = _other_day(day, found["first"])
    if day is None or first is None or first >= day:
        return date(day.isoformat(), found.start("day") if found["first"] else None) if day else None
    return (
        date(first.isoformat(), found.start("first"), found.end("first")),
        date(day.isoformat(), found.start("day"), found.end()),
    )


def _day(found: re.Match[str], context: Context) -> datetime.date | None:
    return day_of_match(found, context, _number(found["day"]))


def day_of_match(found: re.Match[str], context: Context, number: int) -> datetime.date | None:
    """The day of the match's month, with the year that is given in digits or as "of that year" and "last year", that
    it shares with a day behind it, or else the nearest; None if there is no such day."""
    month = month_of(found["month"])
    relative = words(found["relative"])
    if found["year"]:
        return datetime.date(int(found["year"]), month, number)
    if relative.startswith("of"):
        return datetime.date(context.reference.year, month, number)
    if relative:
        return datetime.date(context.anchor.year + YEAR_STEPS[relative.split()[0]], month, number)
    shared = context.shared_year(month, found.end())
    if shared is not None:
        return make_day(shared, month, number)
    return context.near_day(month, number, found.start(), found.end())


def _other_day(day: datetime.date | None, number: str | None) -> datetime.date | None:
    """Another day of the same month: the other end of "April 6-7"."""
    return make_day(day.year, day.month, _number(number)) if day is not None and number else None


def _month_ordinal(found: re.Match[str], context: Context) -> Resolved:
    day = context.near_day(month_of(found[1]), ORDINALS[found[2].lower()], found.start(), found.end())
    return date(day.isoformat()) if day else None


def _part_of_named_day(found: re.Match[str], context: Context) -> Resolved:
    """ "the night of 13 February", "early in the morning of April 29, 1975"."""
    month = month_of(found["month"] or found["month2"])
    number = _number(found["day"] or found["day2"])
    year = found["year"] or found["year2"]
    year = year or context.shared_year(month, found.end())
    if year:
        day: datetime.date | None = datetime.date(int(year), month, number)
    else:
        day = context.near_day(month, number, found.start(), found.end())
    return time(f"{day.isoformat()}{part_of_day_code(found['part'])}") if day else None


_NEXT_DAY = r"(?:\s*(?:[-–/]|to|and)\s*(?:3[01]|[0-2]?\d)(?:st|nd|rd|th)?\b)?"  # of a night that ends the day after
YEAR_BEHIND = (
    rf"(?:(?:\s*,)?\s+(?P<year>{YEAR})\b"
    r"|\s+(?P<relative>of\s+(?:that|the\s+same)\s+year|(?:last|this|next)\s+year)\b)?"
)

RULES = (
    Rule(re.compile(r"\b(\d{4})-(\d\d)-(\d\d)(?:[T ](\d\d:\d\d))?"), (Trigger.ISO,), 9, _iso),
    Rule(re.compile(r"\b(\d{1,2})/(\d{1,2})/(\d{4}|\d\d)\b"), (Trigger.SLASH,), 8, _slashed),
    Rule(re.compile(r"(?<![\d.])(\d{1,2})\.(\d{1,2})\.((?:19|20)\d\d)\b(?!\.\d)"), (Trigger.SLASH,), 8, _dotted),
    Rule(
        re.compile(
            rf"(?:{WEEKDAY},?\s+|the\s+(?=(?:early|late)))?(?:{PART_OF})?\b(?P<month>{MONTH})\s*(?:the\s+(?=\d+[snrt]))?"
            rf"(?P<day>{_DAY})\b(?!:\d)(?:\s*[-–]\s*(?P<last>{_DAY})\b(?![:/.]?\d))?{YEAR_BEHIND}"
        ),
        (Trigger.MONTH,),
        8,
        _month_day,
    ),
    Rule(
        re.compile(
            rf"(?:{WEEKDAY},?\s+)?(?:the\s+)?\b(?:(?P<first>{_DAY})\s*[-–]\s*(?=\d))?(?P<day>{_DAY})\s+(?:of\s+)?"
            rf"(?P<month>{MONTH}){YEAR_BEHIND}"
        ),
        (Trigger.MONTH,),
        8,
        _day_month,
    ),
    Rule(re.compile(rf"\b({MONTH})\s+({ORDINAL})\b"), (Trigger.MONTH,), 7, _month_ordinal),
    Rule(
        re.compile(
            rf"(?:[Tt]he\s+)?(?:(?:[Ee]arly|[Ll]ate)\s+(?:in\s+the\s+)?)?\b(?P<part>{PART_OF_DAY})(?:\s+hours)?\s+of\s+"
            rf"(?:(?P<month>{MONTH})\s*(?P<day>{_DAY})\b{_NEXT_DAY}(?:,?\s+(?P<year>{YEAR})\b)?"
            rf"|(?P<day2>{_DAY}){_NEXT_DAY}\s+(?P<month2>{MONTH})(?:,?\s+(?P<year2>{YEAR})\b)?)"
        ),
        (Trigger.MONTH,),
        9,
        _part_of_named_day,
        type="TIME",
    ),
)
