"""Rules for times without a day (now, recently, the future) and for holidays."""

from __future__ import annotations

import datetime
import re
from collections.abc import Callable

from index.dates.context import Context
from index.dates.patterns import AMOUNT, UNIT_STEM, YEAR
from index.dates.rules import Resolved, Rule, Trigger, date

_ADJECTIVES = {"current": "PRESENT_REF", "future": "FUTURE_REF", "former": "PAST_REF", "recent": "PAST_REF"}
_WORD_BEHIND = re.compile(r"\s+[A-Za-z]+")
_FIXED_HOLIDAYS = {
    "christmas": (12, 25), "christmas day": (12, 25), "christmas eve": (12, 24), "boxing day": (12, 26),
    "new year's": (1, 1), "new year's day": (1, 1), "new year's eve": (12, 31), "halloween": (10, 31),
    "valentine's day": (2, 14), "independence day": (7, 4), "july fourth": (7, 4),
}  # fmt: skip


def _present(_found: re.Match[str], _context: Context) -> Resolved:
    return date("PRESENT_REF")


def _past(_found: re.Match[str], _context: Context) -> Resolved:
    return date("PAST_REF")


def _adjective(found: re.Match[str], context: Context) -> Resolved:
    """ "current" and "future" before the thing that they tell the time of."""
    if not _WORD_BEHIND.match(context.after(found.end(), 20)):
        return None
    return date(_ADJECTIVES[found[1]], found.start(1), found.end(1))


def _adjective_of_a_history(found: re.Match[str], context: Context) -> Resolved:
    """ "former" and the like tell the time of something only in a text that goes through the years."""
    return _adjective(found, context) if context.is_history else None


def _future(found: re.Match[str], _context: Context) -> Resolved:
    return date("FUTURE_REF", found.start(1), found.end(1))


def _holiday(found: re.Match[str], context: Context) -> Resolved:
    """The holiday nearest to the story's day, or that of a year that is named with it."""
    name = re.sub(r"\s+", " ", found["name"]).replace("’", "'").lower()
    make = _holiday_of(name)
    if found["year"]:
        return date(make(int(found["year"])).isoformat())
    near = context.now
    days = [make(near.year + step) for step in (-1, 0, 1)]
    return date(min(days, key=lambda day: abs((day - near).days)).isoformat())


def _holiday_of(name: str) -> Callable[[int], datetime.date]:
    if name.startswith("thanksgiving"):
        return _thanksgiving
    month, day = _FIXED_HOLIDAYS[name]
    return lambda year: datetime.date(year, month, day)


def _thanksgiving(year: int) -> datetime.date:
    """The fourth Thursday of November, as in the United States."""
    first = datetime.date(year, 11, 1)
    return first + datetime.timedelta(days=(3 - first.weekday()) % 7 + 21)


RULES = (
    Rule(
        re.compile(
            r"\b(?:right\s+now|now|currently|at\s+present|nowadays|these\s+days|at\s+the\s+moment|at\s+this\s+time"
            r"|the\s+present)\b(?!\s*-)",
            re.IGNORECASE,
        ),
        (Trigger.VAGUE, Trigger.UNIT),
        3,
        _present,
    ),
    Rule(
        re.compile(
            r"\b(?:(?:more\s+|most\s+)?recently|the\s+(?:recent\s+)?past|not\s+long\s+ago|long\s+ago)\b"
            rf"(?!\s+(?:{AMOUNT}\s+)?{UNIT_STEM})",
            re.IGNORECASE,
        ),
        (Trigger.VAGUE,),
        3,
        _past,
    ),
    Rule(re.compile(r"\b(former|recent|current|future)\b"), (Trigger.VAGUE,), 0, _adjective_of_a_history),
    Rule(
        re.compile(r"\b(?:a|the|its|their|his|her|our|any|all|for|of|about)\s+(current|future)\b"),
        (Trigger.VAGUE,),
        1,
        _adjective,
    ),
    Rule(
        re.compile(
            r"\b((?:the\s+)(?:near\s+|foreseeable\s+|immediate\s+)?future|(?<=\bin\s)future|(?<=\bnear\s)future"
            r"|the\s+(?:near|short|long)\s+term)\b(?!\s+(?:as|after|contracts?|plans?|generations?|\w+s\b))"
        ),
        (Trigger.VAGUE,),
        2,
        _future,
    ),
    Rule(
        re.compile(
            r"\b(?P<name>Christmas(?:\s+(?:Day|Eve))?|New\s+Year['’]s(?:\s+(?:Day|Eve))?|Thanksgiving(?:\s+Day)?|Halloween"
            rf"|Valentine['’]s\s+Day|Independence\s+Day|July\s+Fourth|Boxing\s+Day)\b(?:\s+(?:of\s+)?(?P<year>{YEAR})\b)?"
        ),
        (Trigger.HOLIDAY,),
        5,
        _holiday,
    ),
)
