"""Rules for weekdays, today and yesterday, parts of the day and the clock: early Tuesday, 9 a.m. Monday, tonight."""

from __future__ import annotations

import datetime
import re

from index.dates.context import Context
from index.dates.day_rules import month_of
from index.dates.lexicon import WEEKDAYS
from index.dates.patterns import AM_PM, CLOCK, DAY_NUMBER, MONTH, PART_OF_DAY, WEEKDAY, WORD_START, YEAR, ZONE
from index.dates.rules import Resolved, Rule, Trigger, date, part_of_day_code, repeated, time, words

_DAY = datetime.timedelta(days=1)
_DEICTIC = {"yesterday": -1, "today": 0, "tomorrow": 1}
_CLOCK_PARTS = re.compile(r"(\d+)(?:[:.](\d\d))?(?:[:.](\d\d))?\s*(?:([ap])|o'clock)?")
_CLEARLY_CLOCK = re.compile(r"[ap]\.?\s?m|GMT|E[SD]T|o'clock|UTC|P[SD]T", re.IGNORECASE)
_LEADS_TO_CLOCK = re.compile(r"\b(?:at|by|until|before|after|around|from)\s+$")


def _weekday_number(name: str) -> int:
    word = name.lower().rstrip(".")
    return WEEKDAYS[word if word in WEEKDAYS else word.removesuffix("s")]


def _weekday(found: re.Match[str], context: Context) -> Resolved:
    """ "Thursday", "last Tuesday night", "every Monday", "Tuesdays"."""
    which, name, part = words(found[1]), found[2], found[3]
    weekday = _weekday_number(name)
    code = part_of_day_code(part) if part else ""
    several = name.endswith("days") or (part is not None and part.endswith("s"))
    if which in ("each", "every") or (several and not which.startswith("last")):
        return repeated(f"XXXX-WXX-{weekday + 1}{code}")
    day = _named_weekday(which, weekday, found, context)
    return time(f"{day.isoformat()}{code}") if code else date(day.isoformat())


def _named_weekday(which: str, weekday: int, found: re.Match[str], context: Context) -> datetime.date:
    if which in ("last", "this past"):
        return context.anchor - ((context.anchor.weekday() - weekday) % 7 or 7) * _DAY
    if which in ("next", "this coming"):
        return context.anchor + ((weekday - context.anchor.weekday()) % 7 or 7) * _DAY
    if which == "this":
        return context.anchor + (weekday - context.anchor.weekday()) * _DAY
    if which == "the previous":
        return context.reference_day - ((context.reference_day.weekday() - weekday) % 7 or 7) * _DAY
    if which == "the following":
        return context.reference_day + ((weekday - context.reference_day.weekday()) % 7 or 7) * _DAY
    return context.near_weekday(weekday, found.start(), found.end())


def _clock_on_day(found: re.Match[str], context: Context) -> Resolved:
    day = _day_named(found["day"], found, context)
    return time(f"{day.isoformat()}{_clock_value(found['clock'])}") if day else None


def _day_named(name: str, found: re.Match[str], context: Context) -> datetime.date | None:
    """The day behind or before a clock time: a weekday, "yesterday", "March 19"."""
    if name.lower() in _DEICTIC:
        return context.anchor + _DEICTIC[name.lower()] * _DAY
    named = re.match(rf"(?:({MONTH})\s*(\d+)|(\d+)\D*?({MONTH}))(?:\w\w)?(?:,?\s+({YEAR}))?\Z", name)
    if named is not None:
        month, day = month_of(named[1] or named[4]), int(named[2] or named[3])
        if named[5]:
            return datetime.date(int(named[5]), month, day)
        return context.near_day(month, day, found.start(), found.end())
    return context.near_weekday(_weekday_number(name), found.start(), found.end())


def _clock(found: re.Match[str], context: Context) -> Resolved:
    """A clock time by itself: on the day that was named last."""
    text = found[0]
    if re.fullmatch(r"\d{4}\s*GMT", text, re.IGNORECASE):
        return time(f"{context.reference_day.isoformat()}T{text[:2]}:{text[2:4]}")
    if not _CLEARLY_CLOCK.search(text) and not _LEADS_TO_CLOCK.search(context.before(found.start(), 9)):
        return None
    return time(context.reference_day.isoformat() + _clock_value(text))


def _clock_value(text: str) -> str:
    """THH:MM of a clock time in words or digits.

    Raises:
        ValueError: there is no such time.
    """
    clock = re.sub(rf"{ZONE}$", "", text).lower().strip()
    if clock.startswith(("noon", "midnight")):
        return part_of_day_code(clock.split()[0])
    parts = _CLOCK_PARTS.match(clock)
    if parts is None:
        raise ValueError("not a clock time")
    hour, minute = int(parts[1]), int(parts[2] or 0)
    if parts[4] == "p" and hour < 12:
        hour += 12
    if parts[4] == "a" and hour == 12:
        hour = 0
    return f"T{datetime.time(hour, minute).isoformat('minutes')}"


def _deictic(found: re.Match[str], context: Context) -> Resolved:
    """ "today", "late yesterday", "tomorrow morning", "tonight", "the day before yesterday"."""
    if found["before"] or found["after"]:
        return date((context.anchor + (-2 if found["before"] else 2) * _DAY).isoformat())
    word = found["word"].lower()
    day = (context.anchor + _DEICTIC.get(word, 0) * _DAY).isoformat()
    if word in ("tonight", "overnight"):
        return time(f"{day}TNI")
    part = found["part"] or found["part_before"]
    return time(f"{day}{part_of_day_code(part)}") if part else date(day)


def _which_part(found: re.Match[str], context: Context) -> Resolved:
    """ "this morning", "that night", "the next morning", "every evening"."""
    which, code = words(found[1]), part_of_day_code(found[2])
    if which in ("every", "each"):
        return repeated(f"XXXX-XX-XX{code}")
    if which == "that":
        return time(f"{context.reference_day.isoformat()}{code}")
    if which in ("the next", "the following", "the previous"):
        step = -1 if which == "the previous" else 1
        return time(f"{(context.now + step * _DAY).isoformat()}{code}")
    return time(f"{(context.anchor - (which == 'last') * _DAY).isoformat()}{code}")


RULES = (
    Rule(
        re.compile(
            rf"{WORD_START}"
            r"(?:([Ll]ast|[Nn]ext|[Tt]his(?:\s+past|\s+coming)?|[Ee]ach|[Ee]very|[Tt]he\s+(?:previous|following))\s+)?"
            rf"(?:\b(?:[Ee]arly|[Ll]ate|[Ee]arlier|[Ll]ater)(?:\s+on)?\s+)?\b({WEEKDAY})(?:\s+({PART_OF_DAY}))?"
        ),
        (Trigger.WEEKDAY,),
        4,
        _weekday,
    ),
    Rule(
        re.compile(
            rf"{WORD_START}(?:(?:about|around|shortly\s+(?:before|after)|just\s+(?:before|after))\s+)?"
            rf"\b(?P<clock>{CLOCK})\s*(?:,\s*)?(?:on\s+)?(?P<day>{WEEKDAY}|yesterday\b|today\b|tomorrow\b"
            rf"|{MONTH}\s+{DAY_NUMBER}(?:,?\s+{YEAR}\b)?|{DAY_NUMBER}\s+(?:of\s+)?{MONTH}(?:,?\s+{YEAR}\b)?)"
        ),
        (Trigger.CLOCK, Trigger.WEEKDAY, Trigger.MONTH),
        8,
        _clock_on_day,
        type="TIME",
    ),
    Rule(
        re.compile(
            rf"\b(?P<day>{WEEKDAY}|[Yy]esterday|[Tt]oday|[Tt]omorrow)(?:\s+(?:{PART_OF_DAY}))?\s+at\s+(?:about\s+|around\s+)?"
            rf"(?P<clock>{CLOCK})"
        ),
        (Trigger.WEEKDAY, Trigger.DEICTIC),
        8,
        _clock_on_day,
        type="TIME",
    ),
    Rule(
        re.compile(
            rf"(?<![\d$:.,/-])\b(?:[01]?\d|2[0-3])(?::[0-5]\d(?:\s*{AM_PM})?{ZONE}?|(?:[.:][0-5]\d)?\s*{AM_PM}{ZONE}?"
            r"|\s?o'clock)(?![\d:]|\.\d)(?:\s+(?:in\s+the\s+(?:morning|afternoon|evening)|at\s+night))?|\b\d{4}\s*GMT\b",
            re.IGNORECASE,
        ),
        (Trigger.CLOCK,),
        3,
        _clock,
        type="TIME",
    ),
    Rule(
        re.compile(
            rf"\b(?:(?:early|late|earlier|later|mid)[ -])?(?:(?P<part_before>morning|afternoon|evening)\s+)?"
            rf"(?P<word>today|yesterday|tomorrow|tonight|overnight)\b(?:\s+(?P<part>{PART_OF_DAY}))?"
            r"|\bthe\s+day\s+(?:before\s+(?P<before>yesterday)|after\s+(?P<after>tomorrow))\b",
            re.IGNORECASE,
        ),
        (Trigger.DEICTIC,),
        5,
        _deictic,
    ),
    Rule(
        re.compile(
            r"\b(?:(?:early|late|earlier|later)\s+)?(this|last|that|the\s+previous|the\s+following|the\s+next|every|each)"
            rf"\s+({PART_OF_DAY})",
            re.IGNORECASE,
        ),
        (Trigger.PART_OF_DAY,),
        5,
        _which_part,
        type="TIME",
    ),
)
