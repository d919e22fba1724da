"""Numbers that count nobody: days, hours and ages, and those that measure a distance, a sum or an earthquake."""

from __future__ import annotations

from collections.abc import Sequence

from index.compare.counting_words import TIME_UNITS
from index.compare.happenings import DISTANCES, MONEY, PEOPLE, Happening
from index.compare.tokens import MONTHS
from index.text.quantities import Quantity

_SPACE = frozenset(
    "wide high deep long tall away from north south east west above below off inside into apart radius".split()
)

_FEET = frozenset(("foot", "feet"))
_OF_A_BODY = frozenset(("tall", "-", ","))  # behind a person's height: "6 feet tall", "5 foot, 8 inches"


def is_calendar(small: Sequence[str], one: Quantity) -> bool:
    """Whether a number is a year, a day, an hour, an age or an ordinal."""
    before, after = _at(small, one.first - 1), _behind(small, one)
    written = small[one.first] if one.last == one.first + 1 else ""
    if (written and one.low <= 31 and before in MONTHS) or after in MONTHS or before == "aged":
        return True
    if after in TIME_UNITS:
        return True
    if written.isdigit() and len(written) == 4 and 1900 <= one.low <= 2100:
        return after not in PEOPLE
    return before in (":", "/") and _at(small, one.first - 2).isdigit()


def measured(small: Sequence[str], one: Quantity) -> Happening | None:
    """What a number measures; None if it is a plain one."""
    after = _behind(small, one)
    if "magnitude" in small[max(0, one.first - 3) : one.first] or after == "magnitude":
        return Happening.MAGNITUDE
    if after in _FEET and (_at(small, one.last) == "-" or _at(small, one.last + 1) in _OF_A_BODY):
        return None
    if (after in DISTANCES and after != "m") or (after == "m" and _at(small, one.last + 1) in _SPACE):
        return Happening.DISTANCE
    if (one.sign and one.sign != "%") or after in MONEY:
        return Happening.MONEY
    return None


def counts_somebody(small: Sequence[str], one: Quantity, nouns: Sequence[str]) -> bool:
    """Whether a number may count people or things: not a share, a single unnamed one, or a number in a name."""
    if one.sign == "%" or _at(small, one.last) == "-":
        return False
    if one.low == one.high == 1:
        return bool(PEOPLE.intersection(nouns)) or is_of_them(small, one.last)
    return one.low != 0 or one.high != 0


def is_of_them(small: Sequence[str], place: int) -> bool:
    """Whether "of them" or the like stands at a place."""
    return _at(small, place) == "of" and _at(small, place + 1) in ("them", "whom", "those")


def _behind(small: Sequence[str], one: Quantity) -> str:
    after = _at(small, one.last)
    return _at(small, one.last + 1) if after == "-" else after


def _at(small: Sequence[str], place: int) -> str:
    return small[place] if 0 <= place < len(small) else ""
