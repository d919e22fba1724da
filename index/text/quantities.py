"""Numbers in a sentence, with what makes them vague or exact: "at least 112", "40 to 50", "tens of thousands"."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

NUMBER_WORDS = {
    word: str(value)
    for value, word in enumerate(
        "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen"
        " seventeen eighteen nineteen twenty".split()
    )
} | {"thirty": "30", "forty": "40", "fifty": "50", "sixty": "60", "seventy": "70", "eighty": "80", "ninety": "90"}
"""Numbers that are written as one word, in digits."""


class Part(NamedTuple):
    """A word, number or mark of a text, and its letters made small."""

    start: int
    end: int
    text: str
    small: str


@dataclass(frozen=True, slots=True)
class Quantity:
    """Parts ``[first, last)`` of a sentence that say how many; the qualifier among them.

    ``low`` and ``high`` bound the number: equal for an exact one, ``high`` None where it may be any larger one.
    ``sign`` is a currency or "%" beside it.
    """

    first: int
    last: int
    low: float
    high: float | None
    sign: str = ""


_PART = re.compile(
    r"\d+(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?(?=[a-z]{1,3}\b)|\d+(?:\.\d+)?|[^\W\d_]+(?:[’'.][^\W\d_]+)*|[^\w\s]|\w+"
)
_GLUED = {"k": 1000, "m": 1e6, "mn": 1e6, "tn": 1e12}
_COUNTED_IN_MILLIONS = frozenset(
    "people persons civilians children women men refugees migrants residents citizens voters workers users homes jobs"
    " others dollars euros pounds roubles rubles lira yen yuan barrels tonnes tons".split()
)
_CURRENCIES = frozenset("$€£¥₽₹")
_SCALE = {"hundred": 100, "thousand": 1000, "million": 1e6, "billion": 1e9, "trillion": 1e12, "mln": 1e6, "bn": 1e9}
_VAGUE = {"dozens": 24, "scores": 40, "hundreds": 200, "thousands": 2000, "millions": 2e6, "tens": 20, "several": 3}

_MINIMUM = ("at least", "no fewer than", "not fewer than", "no less than", "not less than", "a minimum of")
_ABOVE = ("more than", "over", "upwards of", "in excess of", "above")
_BELOW = (
    "fewer than",
    "less than",
    "under",
    "up to",
    "as many as",
    "as high as",
    "at most",
    "nearly",
    "almost",
    "close to",
)
_ABOUT = ("about", "around", "some", "roughly", "approximately", "an estimated", "estimated", "an approximate")
_QUALIFIERS = {
    tuple(written.split()): kind
    for kind, forms in (("low", _MINIMUM + _ABOVE), ("high", _BELOW), ("about", _ABOUT))
    for written in forms
}
_LONGEST_QUALIFIER = 3


def split_parts(text: str, start: int, end: int) -> list[Part]:
    """The words, numbers and marks of ``text[start:end]``."""
    return [
        Part(match.start(), match.end(), match.group(), match.group().casefold())
        for match in _PART.finditer(text, start, end)
    ]


def find_quantities(parts: Sequence[Part]) -> list[Quantity]:
    """The numbers in a sentence, in order; ordinals, years in words and parts of names are the caller's affair."""
    found: list[Quantity] = []
    at = 0
    while at < len(parts):
        number = _number(parts, at)
        if number is None:
            at += 1
            continue
        number = _qualified(parts, _ranged(parts, number), found[-1].last if found else 0)
        found.append(number)
        at = number.last
    return found


def _number(parts: Sequence[Part], at: int) -> Quantity | None:
    """The number that begins at a part, without its qualifier."""
    small = parts[at].small
    if small in _VAGUE:
        return _vague(parts, at)
    if small in ("a", "an", "half") and at + 1 < len(parts):
        return _after_article(parts, at)
    value = _value(small)
    if value is None:
        return None
    at_end = at + 1
    if value < 100 and value % 10 == 0 and value >= 20 and _is_unit_behind_hyphen(parts, at_end):
        value += _value(parts[at_end + 1].small) or 0
        at_end += 2
    return _scaled(parts, at, at_end, value)


def _is_unit_behind_hyphen(parts: Sequence[Part], at: int) -> bool:
    if at + 1 >= len(parts) or parts[at].text != "-" or parts[at].start != parts[at - 1].end:
        return False
    unit = NUMBER_WORDS.get(parts[at + 1].small)
    return unit is not None and 0 < int(unit) < 10


def _value(small: str) -> float | None:
    if small[0].isdecimal() and small.isascii():
        try:
            return float(small.replace(",", ""))
        except ValueError:
            return None
    written = NUMBER_WORDS.get(small)
    return float(written) if written is not None else None


def _scaled(parts: Sequence[Part], first: int, last: int, value: float) -> Quantity:
    """With "hundred", "million" and "dozen" behind it, and what follows these: "two hundred and fifty"."""
    if _is_glued_scale(parts, first, last):
        value *= _GLUED[parts[last].small]
        last += 1
    while last < len(parts) and (parts[last].small in _SCALE or parts[last].small == "dozen"):
        value *= _SCALE.get(parts[last].small, 12)
        last += 1
        rest = last + 1 if last < len(parts) and parts[last].small == "and" else last
        more = _value(parts[rest].small) if rest < len(parts) and parts[rest].small in NUMBER_WORDS else None
        if more is not None and more < 100 and value % 100 == 0 and rest > last:
            value += more
            last = rest + 1
    return Quantity(first, last, value, value)


def _is_glued_scale(parts: Sequence[Part], first: int, last: int) -> bool:
    """Whether letters right behind a number scale it: "1.3k", "5mn"; "m" in "$20m" and "1.2m people", else metres."""
    if last >= len(parts) or parts[last].small not in _GLUED or parts[last].start != parts[last - 1].end:
        return False
    if parts[last].small != "m":
        return True
    behind = parts[last + 1].small if last + 1 < len(parts) else ""
    return behind in _COUNTED_IN_MILLIONS or (first > 0 and parts[first - 1].text in _CURRENCIES)


def _after_article(parts: Sequence[Part], at: int) -> Quantity | None:
    """ "a hundred", "a dozen", "half a dozen"."""
    words = [part.small for part in parts[at : at + 3]]
    if words[:3] == ["half", "a", "dozen"]:
        return Quantity(at, at + 3, 6, 6)
    if words[:3] == ["half", "a", "million"]:
        return Quantity(at, at + 3, 5e5, 5e5)
    if words[:3] == ["a", "quarter", "of"] and [part.small for part in parts[at + 3 : at + 5]] == ["a", "million"]:
        return Quantity(at, at + 5, 2.5e5, 2.5e5)
    if words[0] in ("a", "an") and words[1] in ("hundred", "thousand", "million", "billion", "dozen"):
        return _scaled(parts, at, at + 1, 1)
    return None


def _vague(parts: Sequence[Part], at: int) -> Quantity | None:
    """ "dozens", "tens of thousands", "several hundred": at least the smallest number that is called so."""
    word, last = parts[at].small, at + 1
    low = float(_VAGUE[word])
    if last + 1 < len(parts) and parts[last].small == "of" and parts[last + 1].small in ("thousands", "millions"):
        scale = 1000 if parts[last + 1].small == "thousands" else 1e6
        return Quantity(at, last + 2, low * scale, None)
    if word == "tens":
        return None
    if word == "several" and last < len(parts) and (parts[last].small in _SCALE or parts[last].small == "dozen"):
        return Quantity(at, last + 1, low * _SCALE.get(parts[last].small, 12), None)
    return Quantity(at, last, low, None)


def _ranged(parts: Sequence[Part], number: Quantity) -> Quantity:
    """ "40 to 50", "40-50", "40 or 50": both ends of the range, with "between" or "from" before them."""
    joint = number.last
    if joint + 1 >= len(parts) or number.high is None or parts[joint].small not in ("to", "-", "–", "or", "and"):
        return number
    upper = _number(parts, joint + 1)
    before = parts[number.first - 1].small if number.first else ""
    if upper is None or upper.high is None or upper.low <= number.low:
        return number
    if parts[joint].small == "and" and before != "between":
        return number
    if parts[joint].small == "to" and before in ("from", "rose", "rises", "risen") and before != "between":
        return number
    low = number.low * (upper.low / _mantissa(upper.low) if number.low < 100 and upper.low >= 1e5 else 1)
    return Quantity(number.first - (before == "between"), upper.last, low, upper.low)


def _mantissa(value: float) -> float:
    while value >= 1000:
        value /= 1000
    return value


def _qualified(parts: Sequence[Part], number: Quantity, floor: int) -> Quantity:
    """With the words before and behind it that say that it is a bound."""
    first, last, low, high = number.first, number.last, number.low, number.high
    sign = ""
    if first > floor and parts[first - 1].text in _CURRENCIES:
        first, sign = first - 1, parts[first - 1].text
    for length in range(_LONGEST_QUALIFIER, 0, -1):
        words = tuple(part.small for part in parts[max(floor, first - length) : first])
        kind = _QUALIFIERS.get(words) if len(words) == length else None
        if kind is None:
            continue
        first -= length
        if kind == "low":
            high = None
        elif kind == "high":
            low, high = 0 if words != ("nearly",) and words != ("almost",) else low, low
        break
    behind = tuple(part.small for part in parts[last : last + 2])
    if behind in (("or", "more"), ("or", "so")):
        last += 2
        high = None if behind[1] == "more" else high
    elif behind[:1] == ("%",):
        last, sign = last + 1, "%"
    elif behind[:1] == ("plus",) or behind[:1] == ("+",):
        last, high = last + 1, None
    return Quantity(first, last, low, high, sign)
