"""Rules for days that share a month and year: "April 4 and 5, 2016", "12 to 15 May", "Monday 20 and Tuesday 21 May".

Each day is a time of its own, as the annotated texts have it.
"""

from __future__ import annotations

import re
from itertools import pairwise

from index.dates.context import Context
from index.dates.day_rules import YEAR_BEHIND, day_of_match
from index.dates.patterns import MONTH, WEEKDAY
from index.dates.readings import make_day
from index.dates.rules import Resolution, Resolved, Rule, Trigger, date

_DAY = r"(?:3[01]|[0-2]?\d)(?:st|nd|rd|th)?\b"
_ITEM = rf"(?:{WEEKDAY},?\s+)?(?:the\s+)?{_DAY}"
_BETWEEN = r"\s*(?:,\s*(?:and\s+)?|\band\s+|\bor\s+|\bto\s+|\bthrough\s+|\buntil\s+|\btill\s+|&\s*|[-–/]\s*)"
_NUMBER = re.compile(rf"(?:{WEEKDAY},?\s+)?(?:the\s+)?(?P<number>3[01]|[0-2]?\d)(?:st|nd|rd|th)?\b")
_JOINED = re.compile(r"\b(?:and|or|to|through|until|till)\b|[&–/-]")
_GOES_ON = re.compile(
    r"\s*(?:[.,;:)\]\"”’]|$|\s(?:and|at|but|by|for|from|in|on|the|to|was|were|when|where|which|while|with)\b)"
)


def _days_month(found: re.Match[str], context: Context) -> Resolved:
    """ "12 to 15 September 2016", "4, 5 and 6 April"."""
    return _listed(found, context, found.start("items"), found.start("month"))


def _month_days(found: re.Match[str], context: Context) -> Resolved:
    """ "April 4 and 5, 2016"; no number of something behind it ("April 4 and 12 people")."""
    given = found["year"] or found["relative"]
    if not given and not _GOES_ON.match(context.after(found.end(), 12)):
        return None
    listed = _listed(found, context, found.end("month"), found.end("items"))
    if not isinstance(listed, tuple):
        return None
    first, last = listed[0], listed[-1]
    return (date(first.value, found.start(), first.end), *listed[1:-1], date(last.value, last.start, found.end()))


def _listed(found: re.Match[str], context: Context, start: int, end: int) -> Resolved:
    """A day for each number in a part of the text; None if they do not follow each other."""
    numbers = list(_NUMBER.finditer(context.text, start, end))
    days = [int(number["number"]) for number in numbers]
    if len(days) < 2 or any(second <= first for first, second in pairwise(days)):
        return None
    if not _JOINED.search(context.text[numbers[-2].end() : numbers[-1].start()]):
        return None
    last = day_of_match(found, context, days[-1])
    made = [make_day(last.year, last.month, day) for day in days] if last is not None else [None]
    resolutions: list[Resolution] = []
    for number, day in zip(numbers, made, strict=False):
        if day is None:
            return None
        resolutions.append(date(day.isoformat(), number.start(), number.end()))
    if end == found.start("month"):  # the month and the year belong to the last
        resolutions[-1] = date(resolutions[-1].value, numbers[-1].start(), found.end())
    return tuple(resolutions)


RULES = (
    Rule(
        re.compile(
            rf"(?<![\d.,$£€])(?P<items>{_ITEM}(?:{_BETWEEN}{_ITEM}){{1,6}})\s+(?:of\s+)?(?P<month>{MONTH}){YEAR_BEHIND}"
        ),
        (Trigger.MONTH, Trigger.WEEKDAY),
        10,
        _days_month,
    ),
    Rule(
        re.compile(
            rf"(?:{WEEKDAY},?\s+)?\b(?P<month>{MONTH})\s*(?P<items>{_ITEM}(?:{_BETWEEN}{_ITEM}){{1,6}})(?![:/.]\d){YEAR_BEHIND}"
        ),
        (Trigger.MONTH, Trigger.WEEKDAY),
        10,
        _month_days,
    ),
)
