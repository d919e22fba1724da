"""What two figures have in common: the number, whom or what they count, the unit."""

from __future__ import annotations

import re
from collections.abc import Sequence

from index.compare.comparison import Figure
from index.compare.happenings import DISTANCES, Happening, currency_of
from index.text.stemming import stem

FAR_OTHER = 5
"""A number so many times another one is hardly a newer toll of the same event. Chosen, not measured: the two
differences that were read and are farther apart (3 and 45, 9 and 150) were of different attacks."""

_SINCE = re.compile(r"\bsince\b", re.IGNORECASE)
_PAST = re.compile(r"\b(?:in|over|during|within|for) (?:the )?(?:past|last) ((?:\w+ )?\w+)", re.IGNORECASE)
_TOTAL = re.compile(r"\b(?:so far|to date|altogether)\b", re.IGNORECASE)
_ANYBODY = frozenset("people person civilian other dead kill victim die bodi corps fatal martyr wound injur".split())


def number_of(figure: Figure) -> float:
    """The number of a figure as it is written, its lower bound if it has one."""
    return figure.low or figure.high or 0.0


def times_more(one: Figure, other: Figure) -> float:
    """How many times the larger of two numbers is the smaller one; infinite where that is none."""
    low, high = sorted((number_of(one), number_of(other)))
    return high / low if low else float("inf")


def exclude_each_other(figures: Sequence[Figure], others: Sequence[Figure]) -> bool:
    """Whether two sentences count what befell people, and other people or far other numbers of them each time."""
    pairs = [(one, other) for one in figures for other in others if one.kind == other.kind]
    return bool(pairs) and not any(
        number_of(one) == number_of(other) or (same_people(one, other) and times_more(one, other) <= FAR_OTHER)
        for one, other in pairs
    )


def same_people(one: Figure, other: Figure) -> bool:
    """Whether two figures can count the same people, or are in the same unit."""
    people, its_people = whom(one), whom(other)
    return people == its_people or (not one.part and people in _ANYBODY and its_people in _ANYBODY)


def whom(figure: Figure) -> str:
    """The stem of the noun that is counted, "people" where none is named; a unit of length, or a currency."""
    if figure.kind == Happening.DISTANCE:
        return DISTANCES.get(figure.whom.casefold(), figure.whom)
    if figure.kind == Happening.MONEY:
        return currency_of(figure.text, figure.whom)
    words = [word for word in figure.whom.casefold().split() if word not in ("dead", "killed", "wounded", "injured")]
    return stem(words[-1]) if words else stem("people")


def in_other_periods(sentence: str, other: str) -> bool:
    """Whether two sentences count over different times: "since April" and "in the past two weeks", one attack and all
    of them "so far"."""
    if bool(_TOTAL.search(sentence)) != bool(_TOTAL.search(other)):
        return True
    past, its_past = _PAST.search(sentence), _PAST.search(other)
    if past and its_past:
        return past.group(1).casefold() != its_past.group(1).casefold()
    since = (_SINCE.search(other), _SINCE.search(sentence))
    return bool((past and since[0]) or (its_past and since[1]))
