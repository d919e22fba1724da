"""Amounts of time in words, and the ISO 8601 durations that they make."""

from __future__ import annotations

import re
from typing import Literal

from index.dates.lexicon import SMALL_NUMBERS, TENS, Unit

Amount = float | Literal["X"]
"""How many units. "X" is an unknown number, as ISO 8601 and TIMEX3 write it ("several years" is PXY)."""

_FRACTIONS = {
    Unit.YEAR: (12, "M"),
    Unit.DAY: (24, "TH"),
    Unit.HOUR: (60, "TM"),
    Unit.MINUTE: (60, "TS"),
    Unit.WEEK: (7, "D"),
    Unit.MONTH: (30, "D"),
}
_FIXED = {"half a": 0.5, "half an": 0.5, "a hundred": 100, "a thousand": 1000}


def read_amount(words: str) -> Amount | None:
    """The number that the words name: 3, "thirty-one", "a dozen", "9 1/2"; "X" for "several"; None for others."""
    text = re.sub(r"\s+", " ", words.lower().strip().replace(",", ""))
    if re.fullmatch(r"\d+(\.\d+)?", text):
        return float(text)
    if found := re.fullmatch(r"(\d+)[ -](\d)/(\d)", text):
        return int(found[1]) + int(found[2]) / int(found[3]) if int(found[3]) else None
    if text in ("a", "an"):
        return 1
    if text in _FIXED:
        return _FIXED[text]
    if re.search(r"dozens|hundreds|thousands|few|several|many", text):
        return "X"
    if "dozen" in text:
        return 12
    if "couple" in text:
        return 2
    return _sum_of_words(re.split(r"[ -]", text))


def duration_value(amount: Amount, unit: Unit) -> str:
    """The ISO 8601 duration as TimeML writes it: P3D, PT48H, PXY, P2Q; a decade is P10Y, a fortnight P2W."""
    if unit in (Unit.DECADE, Unit.CENTURY, Unit.MILLENNIUM) and amount != "X":
        years = {Unit.DECADE: 10, Unit.CENTURY: 100, Unit.MILLENNIUM: 1000}[unit]
        return duration_value(amount * years, Unit.YEAR)
    if unit is Unit.FORTNIGHT:
        return duration_value(amount if amount == "X" else amount * 2, Unit.WEEK)
    if unit is Unit.QUARTER:
        return "PXQ" if amount == "X" else f"P{int(amount)}Q"
    if amount == "X":
        return f"PT{amount}{unit.value[1]}" if unit.value[0] == "T" else f"P{amount}{unit.value}"
    whole = int(amount)
    if amount != whole and unit in _FRACTIONS:
        return _mixed(whole, amount - whole, unit)
    return f"PT{whole}{unit.value[1]}" if unit.value[0] == "T" else f"P{whole}{unit.value}"


def _mixed(whole: int, rest: float, unit: Unit) -> str:
    """A whole number of units and the rest in smaller ones: 1.5 years is P1Y6M."""
    per_unit, smaller = _FRACTIONS[unit]
    part = round(rest * per_unit)
    if unit.value[0] == "T":
        return f"PT{whole}{unit.value[1]}{part}{smaller[1]}" if whole else f"PT{part}{smaller[1]}"
    days = f"{whole}{unit.value}" if whole else ""
    return f"P{days}T{part}{smaller[1]}" if smaller[0] == "T" else f"P{days}{part}{smaller}"


def _sum_of_words(words: list[str]) -> float | None:
    """ "thirty one", "two hundred": None if a word is no number."""
    total = 0
    for word in words:
        if word == "hundred":
            total = max(total, 1) * 100
        elif word == "thousand":
            total = max(total, 1) * 1000
        elif word in SMALL_NUMBERS or word in TENS:
            total += SMALL_NUMBERS.get(word, 0) or TENS.get(word, 0)
        else:
            return None
    return total
