"""Rules for durations and repeated times: 48 hours, the past three months, several years, daily, twice a week."""

from __future__ import annotations

import re

from index.dates.context import Context
from index.dates.lexicon import Unit, unit_of
from index.dates.patterns import AMOUNT, APPROXIMATELY, OR_AMOUNT, UNIT, UNIT_STEM, WORD_START
from index.dates.quantities import Amount, duration_value, read_amount
from index.dates.rules import Resolved, Rule, Trigger, date, duration, repeated, words

_PER = re.compile(
    r"(?:\d[\d,.]*|percent|%|times?|dollars|barrels|once|twice|hours?|days?|million|billion|cents|tons|people|pounds?|shares?"
    r"|seats|flights)\s+$",
    re.IGNORECASE,
)
_ADJECTIVE = r"(?:more|additional|full|consecutive|straight|trading|business|extra|whole|long|short)"
_ADVERBS = {
    "daily": "P1D", "nightly": "P1D", "hourly": "PT1H", "weekly": "P1W", "monthly": "P1M", "yearly": "P1Y",
}  # fmt: skip


def _past_or_next(found: re.Match[str], _context: Context) -> Resolved:
    """ "the past three months", "the next 24 hours", "the first two weeks"."""
    amount, unit = read_amount(re.sub(rf"^{APPROXIMATELY}", "", found[1], flags=re.IGNORECASE)), unit_of(found[2])
    return None if amount is None or unit is None else duration(duration_value(amount, unit))


def _duration(found: re.Match[str], context: Context) -> Resolved:
    """An amount of units: "48 hours", "a three-year term", "more than two weeks", "a day" in "24 hours a day"."""
    amount, unit = read_amount(found["amount"]), unit_of(found["unit"])
    if amount is None or unit is None or _is_no_duration(found, amount, unit):
        return None
    if _is_per_unit(found, context) and unit is not Unit.SECOND:
        return repeated(duration_value(1, unit))
    if found["half"] and amount != "X":
        amount += 0.5
    start = found.start()
    if re.match(r"the\s", found[0], re.IGNORECASE):
        if words(found["amount"]) in ("a", "an"):
            return None
        if "-" in found["gap"]:
            start = found.start("amount")
    if re.match(r"-old\b|\s+old\b|\s+of\s+age\b", context.after(found.end(), 9)):
        return None
    return duration(duration_value(amount, unit), start, found.end())


def _is_per_unit(found: re.Match[str], context: Context) -> bool:
    """Whether "a day" tells how often: "24 hours a day", "twice a week"."""
    alone = found["amount"].lower() in ("a", "an") and found.start() == found.start("amount")
    return alone and bool(_PER.search(context.before(found.start(), 28)))


def _is_no_duration(found: re.Match[str], amount: Amount, unit: Unit) -> bool:
    """ "a second" is not 1 s, "one quarter" no three months, "one night" an evening, "500 day" no duration."""
    words_before, unit_word = found["amount"].lower(), found["unit"].lower()
    if unit is Unit.WEEKEND and amount == 1:
        return True
    if unit is Unit.QUARTER and (unit_word == "quarter" or "-" in found["gap"] or words_before == "three"):
        return True
    if unit_word in ("second", "min") or (unit_word == "night" and amount == 1):
        return not words_before[0].isdigit()
    singular = not unit_word.rstrip("'’").endswith("s") and unit_word not in ("century", "decade", "year")
    return singular and amount not in (1, "X", 0.5) and "-" not in found["gap"] and float(amount) > 31


def _bare(found: re.Match[str], context: Context) -> Resolved:
    """Units without a number: "for years", "days after"."""
    behind = context.after(found.end(), 9)
    if not found["lead"] and not re.match(r"\s+(?:ago|later|earlier|before|after|of)\b", behind):
        return None
    unit = unit_of(found["unit"])
    if unit is None:
        return None
    direction = re.match(r"\s+(ago|earlier|later)\b", behind)
    end = found.end() + (direction.end() if direction is not None else 0)
    if direction is not None:
        return date("FUTURE_REF" if direction[1] == "later" else "PAST_REF", found.start("unit"), end)
    return duration(duration_value("X", unit), found.start("unit"), end)


def _recent(found: re.Match[str], _context: Context) -> Resolved:
    """ "recent years", "the coming weeks"."""
    if re.search(r"past|coming", found[1], re.IGNORECASE) and not found[2].endswith("s"):
        return None
    value = "FUTURE_REF" if "coming" in found[1].lower() else "PAST_REF"
    return date(value, found.start(1), found.end(1))


def _repeated(found: re.Match[str], _context: Context) -> Resolved:
    """ "daily", "every two weeks", "every other year", "per month"."""
    if found["adverb"]:
        return repeated(_ADVERBS[found["adverb"].lower()])
    unit = unit_of(found["unit"])
    amount = read_amount(found["amount"]) if found["amount"] else 2 if "other" in found[0].lower() else 1
    if unit is None or amount is None:
        return None
    return repeated(duration_value(amount, unit))


RULES = (
    Rule(
        re.compile(
            r"\b(?:(?:the\s+)?(?:last|past|next|coming|first|previous|following|final|latest)\s+"
            rf"|these\s+(?:last\s+|past\s+)?)((?:{APPROXIMATELY})?{AMOUNT}){OR_AMOUNT}[ -]"
            rf"({UNIT_STEM}s|centuries|quarters)\b",
            re.IGNORECASE,
        ),
        (Trigger.UNIT,),
        7,
        _past_or_next,
    ),
    Rule(
        re.compile(
            rf"{WORD_START}(?:(?:the|an\s+additional)\s+)?(?:\b{APPROXIMATELY})?\b(?P<amount>{AMOUNT}){OR_AMOUNT}"
            rf"(?P<gap>[ -]+(?:{_ADJECTIVE}[ ]+)?)"
            rf"(?P<unit>{UNIT})(?:['’](?!\w))?(?P<half>\s+and\s+a\s+half)?(?:\s+or\s+(?:so|more))?",
            re.IGNORECASE,
        ),
        (Trigger.UNIT,),
        4,
        _duration,
    ),
    Rule(
        re.compile(rf"{WORD_START}{AMOUNT}-(?:year|month|week|day)s?-old\b", re.IGNORECASE),
        (Trigger.UNIT,),
        5,
        lambda _found, _context: None,
    ),
    Rule(
        re.compile(
            r"(?<![-\w])(?P<lead>(?:for|in|within|over|of|took|spent|after|lasted|several|many|take|last|by|before|weeks\s+or)\s+)?"
            r"\b(?P<unit>years|months|weeks|days|decades|centuries|hours|minutes)\b(?!\s+(?:old|of\s+age))",
            re.IGNORECASE,
        ),
        (Trigger.UNIT,),
        1,
        _bare,
    ),
    Rule(
        re.compile(
            r"\b(?:(?:in|over|during)\s+)?((?:the\s+|these\s+)?(?:(?:most\s+)?recent|past|coming|last\s+few)\s+"
            r"(years?|months?|weeks?|days?|decades?|quarters|hours))\b",
            re.IGNORECASE,
        ),
        (Trigger.UNIT,),
        5,
        _recent,
    ),
    Rule(
        re.compile(
            rf"\b(?:(?P<adverb>{'|'.join(_ADVERBS)})|(?:every|each|per)\s+(?:other\s+|(?P<amount>{AMOUNT})\s+|single\s+)?"
            r"(?P<unit>second|minute|hour|day|week|weekend|month|quarter|year|decade)s?)\b",
            re.IGNORECASE,
        ),
        (Trigger.UNIT, Trigger.VAGUE),
        4,
        _repeated,
    ),
)
