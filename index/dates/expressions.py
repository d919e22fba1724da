"""Time expressions in running text, found and resolved to TIMEX3 values by a grammar of rules.

The text is read once for words that can be part of a time (triggers); each rule is tried only near its own. Where
matches overlap, the one that starts first is taken, then the longest, then the higher priority.
"""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterator

from index.dates import (
    clock_rules,
    day_rules,
    duration_rules,
    form_rules,
    list_rules,
    month_rules,
    quarter_rules,
    relative_rules,
    vague_rules,
    year_rules,
)
from index.dates.context import Context, UnanchoredError
from index.dates.intervals import DayInterval, interval_of
from index.dates.lexicon import DECADE_WORDS, SEASONS, UNITS, WEEKDAYS
from index.dates.order import DateOrder, order_in
from index.dates.rules import Resolution, Rule, Trigger
from index.model import TimeMention
from index.text.months import MONTHS

_BEFORE = 42  # characters before and behind a trigger in which a rule may match
_BEHIND = 44
_LONGEST_TOKEN = 40
_DOTS = 2  # of 21.09.2017

_RULES: tuple[Rule, ...] = (
    *list_rules.RULES,
    *form_rules.RULES,
    *day_rules.RULES,
    *month_rules.RULES,
    *year_rules.RULES,
    *quarter_rules.RULES,
    *clock_rules.RULES,
    *relative_rules.RULES,
    *duration_rules.RULES,
    *vague_rules.RULES,
)

_TOKEN = re.compile(r"[A-Za-z]+|\d[\w:/.-]*")
_AM_PM = re.compile(r"\s?[ap]\.?\s?m\b", re.IGNORECASE)
_IN_FORM = re.compile(r"\d{1,2}-?[A-Za-z]{3,9}-?\d{2,4}|\d{6}[A-Z](?:[A-Za-z]{3,9}\d{2,4})?|\d{4}Z[.]?")
_UNKNOWN_DAY = "XXXX-XX-XX"

_WORDS: dict[str, tuple[Trigger, ...]] = {}


def _add_words(trigger: Trigger, *names: str) -> None:
    for name in names:
        _WORDS[name] = (*_WORDS.get(name, ()), trigger)


_add_words(Trigger.MONTH, *MONTHS)
_add_words(Trigger.WEEKDAY, *WEEKDAYS, *(f"{name}s" for name in WEEKDAYS if name.endswith("day")))
_add_words(Trigger.UNIT, *UNITS, *(f"{name}s" for name in UNITS))
_add_words(Trigger.SEASON, *SEASONS)
_add_words(Trigger.DEICTIC, "today", "yesterday", "tomorrow", "tonight", "overnight")
_add_words(Trigger.CLOCK, "noon", "midnight", "midday", "gmt", "utc", "clock")
_PARTS = ("morning", "afternoon", "evening", "night", "dawn", "dusk", "midday", "noon", "midnight", "lunchtime")
_add_words(Trigger.PART_OF_DAY, *_PARTS, *(f"{name}s" for name in _PARTS))
_add_words(Trigger.SPELLED, "eighteen", "nineteen", "twenty", "thousand")
_add_words(Trigger.DECADE, *DECADE_WORDS)
_add_words(Trigger.QUARTER, "q", "h")
_add_words(
    Trigger.HOLIDAY, "christmas", "year", "thanksgiving", "halloween", "valentine", "independence", "fourth", "boxing"
)
_add_words(Trigger.ERA, "bc", "bce", "b")
_add_words(
    Trigger.VAGUE, "now", "currently", "present", "nowadays", "these", "moment", "this", "recently", "past", "ago",
    "future", "former", "recent", "term", "daily", "nightly", "hourly", "weekly", "monthly", "yearly", "current",
)  # fmt: skip


def find_times(text: str, anchor: datetime.date | None, order: DateOrder = DateOrder.AUTO) -> list[TimeMention]:
    """The time expressions in a text, in order and without overlaps.

    ``anchor`` is the day that "today" means, the story's own. Without it, expressions that count from it are
    found but not resolved: their value is ``XXXX-XX-XX``. Values are TIMEX3 (``2017-09-21``, ``2017-W38``,
    ``PT48H``, ``PRESENT_REF``); begin and finish are set where the value names days. 03/04/2017 is read as the text's
    own unambiguous dates show, else as ``order`` says, else with the day first.
    """
    own = order_in(text)
    context = Context(text, anchor, order if own is DateOrder.AUTO else own)
    mentions: list[TimeMention] = []
    end = 0
    for rule, found in _matches(text):
        if found.start() < end:
            continue
        for resolution in _resolutions(rule, found, context):
            mention = _mention(text, found, resolution)
            if mention.start >= end:
                mentions.append(mention)
                if not resolution.looks_back:
                    context.remember(mention.value, mention.end)
                end = mention.end
    return mentions


def _matches(text: str) -> list[tuple[Rule, re.Match[str]]]:
    """All matches of all rules near their triggers, in the order in which they are to be tried."""
    windows = _windows(text)
    matches = [
        (found.start(), -found.end(), -rule.priority, number, found)
        for number, rule in enumerate(_RULES)
        for trigger in rule.triggers
        for start, end in windows.get(trigger, ())
        for found in rule.pattern.finditer(text, start, end)
    ]
    matches.sort(key=lambda match: match[:4])
    return [(_RULES[number], found) for _, _, _, number, found in matches]


def _resolutions(rule: Rule, found: re.Match[str], context: Context) -> tuple[Resolution, ...]:
    """The times that a match names; none if it is not in the calendar or the rule says it is no time."""
    try:
        resolved = rule.resolve(found, context)
    except UnanchoredError:
        return (Resolution(rule.type, _UNKNOWN_DAY),)
    except (ValueError, OverflowError):
        return ()
    if resolved is None:
        return ()
    return resolved if isinstance(resolved, tuple) else (resolved,)


def _mention(text: str, found: re.Match[str], resolution: Resolution) -> TimeMention:
    """The mention, its span without blanks and commas around it."""
    start = found.start() if resolution.start is None else resolution.start
    end = found.end() if resolution.end is None else resolution.end
    while start < end and text[start].isspace():
        start += 1
    while end > start and (text[end - 1].isspace() or text[end - 1] == ","):
        end -= 1
    days = _days(resolution)
    return TimeMention(start, end, text[start:end], resolution.type, resolution.value, days.begin, days.finish)


def _days(resolution: Resolution) -> DayInterval:
    """The days that a DATE or TIME names; an interval open at both ends if it names none."""
    if resolution.type in ("DATE", "TIME"):
        try:
            return interval_of(resolution.value)
        except ValueError:
            pass
    return DayInterval(None, None)


def _windows(text: str) -> dict[Trigger, list[list[int]]]:
    """Where each trigger occurs, with the characters around it; windows that touch are joined."""
    windows: dict[Trigger, list[list[int]]] = {}
    for token in _TOKEN.finditer(text):
        word = token[0]
        triggers = _numeric_triggers(token, word, text) if word[0].isdigit() else _WORDS.get(word.lower(), ())
        for trigger in triggers:
            spans = windows.setdefault(trigger, [])
            start = _word_start(text, max(0, token.start() - _BEFORE))
            end = min(len(text), token.end() + _BEHIND)
            if spans and start <= spans[-1][1]:
                spans[-1][1] = end
            else:
                spans.append([start, end])
    return windows


def _word_start(text: str, offset: int) -> int:
    """The start of the word that an offset lies in, unless it is very long."""
    start = offset
    while start > 0 and offset - start < _LONGEST_TOKEN and text[start - 1].isalnum():
        start -= 1
    return start


def _numeric_triggers(token: re.Match[str], word: str, text: str) -> Iterator[Trigger]:
    """What a token that starts with a digit can set off."""
    if len(word) > _LONGEST_TOKEN:
        return
    if len(word) >= 4 and word[:4].isdigit() and word[0] in "12":
        yield Trigger.YEAR
        if "-" in word:
            yield Trigger.ISO
        if len(word) == 4 and text.startswith("GMT", token.end() + 1):
            yield Trigger.CLOCK
    if ":" in word or "am" in word or "pm" in word or _AM_PM.match(text, token.end()):
        yield Trigger.CLOCK
    if "/" in word or word.count(".") >= _DOTS:
        yield Trigger.SLASH
    if len(word) <= 4 and word.endswith("0s"):
        yield Trigger.DECADE
    if "Q" in word or "H" in word:
        yield Trigger.QUARTER
    if _IN_FORM.fullmatch(word):
        yield Trigger.FORM
    if "-" in word and any(unit in word for unit in UNITS):
        yield Trigger.UNIT
