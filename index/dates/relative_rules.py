"""Rules for times counted from the story's day or from one named before: last week, two days later, this month."""

from __future__ import annotations

import re

from index.dates.calendar import shifted_value, week_value
from index.dates.context import Context
from index.dates.lexicon import Unit, unit_of
from index.dates.patterns import AMOUNT, APPROXIMATELY, PART_OF, UNIT, WORD_START
from index.dates.quantities import duration_value, read_amount
from index.dates.rules import Resolved, Rule, Trigger, date, duration, time, words

_STEPS = {
    "last": -1, "this past": -1, "previous": -1, "the previous": -1,
    "next": 1, "this coming": 1, "the coming": 1, "following": 1, "the following": 1,
}  # fmt: skip
_FROM_LAST_NAMED = frozenset(
    ("that", "that same", "the same", "following", "the following", "previous", "the previous", "the next")
)
_LONG_UNITS = frozenset((Unit.YEAR, Unit.MONTH, Unit.DECADE, Unit.CENTURY))


def _which_unit(found: re.Match[str], context: Context) -> Resolved:
    """ "last week", "this month", "the following year", "that day", "the past year"."""
    which, unit = words(found["which"]), unit_of(found["unit"])
    if unit is None:
        return None
    the = bool(found["the"])
    if unit is Unit.DAY:
        return _which_day(f"the {which}" if the else which, context)
    if which == "the past" or (the and which in ("last", "next") and unit in _LONG_UNITS and not context.is_history):
        return duration(duration_value(1, unit))
    base = context.reference if which in _FROM_LAST_NAMED or (the and which == "next") else context.anchor
    steps = _STEPS.get(which, 0)
    return date(shifted_value(base, steps, unit), looks_back=steps < 0)


def _which_day(which: str, context: Context) -> Resolved:
    if which in ("that", "that same", "the same"):
        return date(context.reference_day.isoformat())
    if which in ("following", "the following", "next", "the next"):
        return date(shifted_value(context.reference_day, 1, Unit.DAY))
    if which in ("previous", "the previous"):
        return date(shifted_value(context.reference_day, -1, Unit.DAY))
    return None


def _weekend(found: re.Match[str], context: Context) -> Resolved:
    """ "the weekend": the last one until Thursday, this week's from Friday on."""
    steps = -1 if context.anchor.weekday() < 4 else 0
    return date(shifted_value(context.anchor, steps, Unit.WEEKEND), found.start(1), found.end(1))


def _part_of_unit(found: re.Match[str], context: Context) -> Resolved:
    """ "earlier this year", "later in the week", "the end of the month", "the middle of next year"."""
    which, unit = words(found["which"]), unit_of(found["unit"])
    if unit is None:
        return None
    base = context.now if which == "the" else context.anchor
    return date(shifted_value(base, {"last": -1, "next": 1}.get(which, 0), unit))


def _year_end(_found: re.Match[str], context: Context) -> Resolved:
    return date(f"{context.now.year:04d}-12-31")


def _counted(found: re.Match[str], context: Context) -> Resolved:
    """ "two weeks ago", "three days later", "five years from now"; "two days before" has no day."""
    amount, unit, direction = read_amount(found["amount"]), unit_of(found["unit"]), words(found["direction"])
    if amount is None or unit is None:
        return None
    if direction in ("before", "prior"):
        return duration(duration_value(amount, unit), found.start(), found.end("unit"))
    sign = -1 if direction in ("ago", "earlier", "previously") else 1
    if amount == "X":
        return date("PAST_REF" if sign < 0 else "FUTURE_REF")
    from_anchor = direction in ("ago", "from now", "hence", "from today")
    if direction == "earlier" and unit is Unit.YEAR and not context.is_history:
        from_anchor = True
    one_year = unit is Unit.YEAR and re.match(r"(?:an?|one)\b", found["amount"], re.IGNORECASE)
    if one_year and context.quarter is not None and sign < 0:
        return date(f"{context.quarter[0] - 1:04d}-Q{context.quarter[1]}")
    last = context.reference if unit in _LONG_UNITS else context.reference_day
    value = shifted_value(context.anchor if from_anchor else last, sign * int(amount), unit)
    return time(value) if unit in (Unit.SECOND, Unit.MINUTE, Unit.HOUR) else date(value, looks_back=sign < 0)


def _the_unit(found: re.Match[str], context: Context) -> Resolved:
    """ "for the year", "the week"; a year that ends on some day is a duration."""
    unit = unit_of(found[2])
    if unit is None:
        return None
    if unit is Unit.YEAR and re.match(r"\s+(?:ended|ending)\b", context.after(found.end(), 10)):
        return duration("P1Y", found.start(1), found.end())
    value = week_value(context.now) if unit is Unit.WEEK else shifted_value(context.now, 0, unit)
    return date(value, found.start(1), found.end())


RULES = (
    Rule(
        re.compile(
            rf"(?:(?:\b[Tt]he\s+(?=(?:end|beginning|start|middle)))?(?:{PART_OF}))?"
            r"\b(?:(?P<the>the\s+(?=last|next))?"
            r"(?P<which>last|next|this(?:\s+(?:past|coming))?|the\s+(?:current|previous|coming|following|same|past)"
            r"|that(?:\s+same)?|previous|following)\s+)"
            r"(?P<unit>week|weekend|month|year|decade|century|day)\b(?!\s*-?(?:old|long)\b)",
            re.IGNORECASE,
        ),
        (Trigger.UNIT,),
        5,
        _which_unit,
    ),
    Rule(re.compile(r"\b(?:over\s+)?(the\s+weekend)\b", re.IGNORECASE), (Trigger.UNIT,), 5, _weekend),
    Rule(
        re.compile(
            r"\b(?:(?:earlier|later|late|early)\s+(?:in\s+)?(?P<early>(?=the|this))"
            r"|(?:the\s+)?(?:latter\s+part|end|beginning|start|middle)\s+of\s+)"
            r"(?P<which>the|this|next|last)\s+(?P<unit>week|month|year|day|decade)\b",
            re.IGNORECASE,
        ),
        (Trigger.UNIT,),
        6,
        _part_of_unit,
    ),
    Rule(re.compile(r"\b(?:the\s+)?year['’]?s?[ -]end\b", re.IGNORECASE), (Trigger.UNIT,), 6, _year_end),
    Rule(
        re.compile(
            rf"{WORD_START}{APPROXIMATELY}?\b(?P<amount>{AMOUNT})(?:[ -]+(?:more\s+)?)(?P<unit>{UNIT})"
            r"(?:\s+or\s+(?:so|more))?\s+"
            r"(?P<direction>ago|earlier|later|before|prior|previously|from\s+now|hence|from\s+today)\b(?!\s+(?:than|this))",
            re.IGNORECASE,
        ),
        (Trigger.UNIT,),
        7,
        _counted,
    ),
    Rule(
        re.compile(
            r"\b(?:for\s+|in\s+|during\s+)?(the\s+(?:full\s+)?(year|month|week))\b(?!\s+(?:of\s+the|before|that)|['’]s|-)",
            re.IGNORECASE,
        ),
        (Trigger.UNIT,),
        1,
        _the_unit,
    ),
)
