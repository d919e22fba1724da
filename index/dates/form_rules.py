"""Rules for times as forms, orders and tables write them: 05OCT2016, 051030ZOCT16, 1030Z, 09/2016, 2015/16, 3Q16."""

from __future__ import annotations

import datetime
import re

from index.dates.context import Context
from index.dates.patterns import MONTH, YEAR
from index.dates.rules import Resolved, Rule, Trigger, date, time
from index.text.months import MONTHS

_MONTH_NAMES = "|".join(sorted(MONTHS, key=len, reverse=True))
_PIVOT = 70  # short years below it are of this century


def _year(written: str) -> int:
    year = int(written)
    return year if year >= 100 else year + (2000 if year < _PIVOT else 1900)


def _day(found: re.Match[str]) -> datetime.date:
    month = MONTHS[found["month"].lower().rstrip(".")]
    return datetime.date(_year(found["year"]), month, int(re.sub(r"\D", "", found["day"])))


def _joined(found: re.Match[str], _context: Context) -> Resolved:
    """ "05OCT2016", "5-Oct-16", "5 Oct '16"."""
    return date(_day(found).isoformat())


def _group(found: re.Match[str], _context: Context) -> Resolved:
    """A date-time group: "051030ZOCT16", "051030Z OCT 2016"."""
    clock = datetime.time(int(found["hour"]), int(found["minute"]))
    return time(f"{_day(found).isoformat()}T{clock.isoformat('minutes')}")


def _zulu(found: re.Match[str], context: Context) -> Resolved:
    """ "1030Z" by itself: on the day that was named last."""
    clock = datetime.time(int(found["hour"]), int(found["minute"]))
    return time(f"{context.reference_day.isoformat()}T{clock.isoformat('minutes')}")


def _month_of_year(found: re.Match[str], _context: Context) -> Resolved:
    return date(f"{found['year']}-{int(found['month']):02d}")


def _two_years(found: re.Match[str], _context: Context) -> Resolved:
    """ "2015/16": both years."""
    first = int(found["first"])
    if int(found["last"]) != (first + 1) % 100:
        return None
    return date(str(first), found.start(), found.end("first")), date(str(first + 1), found.start("last"), found.end())


def _half_or_quarter(found: re.Match[str], _context: Context) -> Resolved:
    """ "H1 2016", "2016-H1", "1H16", "3Q16"."""
    if found["number3"]:
        return date(f"{_year(found['year3'])}-{found['unit']}{found['number3']}")
    return date(f"{found['year'] or found['year2']}-H{found['number'] or found['number2']}")


RULES = (
    Rule(
        re.compile(rf"(?<![\w.-])(?P<day>[0-3]?\d)-?(?P<month>(?i:{_MONTH_NAMES}))-?(?P<year>\d{{4}}|\d\d)\b(?!-)"),
        (Trigger.FORM,),
        9,
        _joined,
    ),
    Rule(
        re.compile(rf"\b(?P<day>[0-3]?\d(?:st|nd|rd|th)?)\s+(?P<month>{MONTH}),?\s+['’](?P<year>\d\d)\b"),
        (Trigger.MONTH,),
        9,
        _joined,
    ),
    Rule(
        re.compile(rf"\b(?P<month>{MONTH})\s+(?P<day>[0-3]?\d(?:st|nd|rd|th)?),?\s+['’](?P<year>\d\d)\b"),
        (Trigger.MONTH,),
        9,
        _joined,
    ),
    Rule(
        re.compile(
            r"\b(?P<day>[0-3]\d)(?P<hour>[0-2]\d)(?P<minute>[0-5]\d)\s?[A-Z]\s?"
            rf"(?P<month>(?i:{_MONTH_NAMES}))\s?(?P<year>\d{{4}}|\d\d)\b"
        ),
        (Trigger.FORM, Trigger.MONTH),
        10,
        _group,
        type="TIME",
    ),
    Rule(re.compile(r"(?<![\w.-])(?P<hour>[0-2]\d)(?P<minute>[0-5]\d)Z\b"), (Trigger.FORM,), 5, _zulu, type="TIME"),
    Rule(
        re.compile(r"(?<![\w/.-])(?P<month>0?[1-9]|1[0-2])/(?P<year>(?:19|20)\d\d)\b(?![/\d])"),
        (Trigger.SLASH,),
        7,
        _month_of_year,
    ),
    Rule(re.compile(r"(?<![\w/.-])(?P<first>(?:19|20)\d\d)/(?P<last>\d\d)\b(?!/)"), (Trigger.SLASH,), 7, _two_years),
    Rule(
        re.compile(
            rf"\bH(?P<number>[12])\s+(?P<year>{YEAR})\b|\b(?P<year2>{YEAR})\s?-?H(?P<number2>[12])\b"
            rf"|\b(?P<number3>[1-4])(?P<unit>(?<=[12])H|Q)\s?(?P<year3>{YEAR}|\d\d)\b"
        ),
        (Trigger.QUARTER,),
        7,
        _half_or_quarter,
    ),
)
