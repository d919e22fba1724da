"""The order in which people look for titles and names: one key for lists, facets and exports.

It has the levels of the Unicode Collation Algorithm (UTS 10) that matter here, without its tables: letters first, then
accents, then case; runs of digits by the number that they are; punctuation does not count. It is the same on every
machine, whatever its locale, and what differs has different keys.
"""

from __future__ import annotations

import re
import unicodedata

_LETTERS = str.maketrans({"æ": "ae", "œ": "oe", "ø": "o", "ł": "l", "đ": "d", "ð": "d", "þ": "th", "ı": "i", "ħ": "h"})
"""Letters that Unicode does not decompose, as the letters that they are found under."""

_DIGITS = re.compile(r"\d+")
_NO_WORD = re.compile(r"[\W_]+")
_LEVEL = "\x01"  # before every letter, so that a title is before those that go on


def collation_key(text: str) -> str:
    """A string by whose code points texts are sorted: "2 dead" before "10 dead", "Äpfel" before "Zürich"."""
    folded = unicodedata.normalize("NFKD", text.casefold()).translate(_LETTERS)
    letters = folded if folded.isascii() else "".join(c for c in folded if not unicodedata.combining(c))
    primary = _DIGITS.sub(_number, _NO_WORD.sub(" ", letters).strip())
    return f"{primary}{_LEVEL}{folded}{_LEVEL}{text.swapcase()}{_LEVEL}{text}"  # small letters before capitals


def _number(digits: re.Match[str]) -> str:
    """The number with its length before it, so that a longer one comes after."""
    plain = "".join(str(unicodedata.digit(digit)) for digit in digits.group()).lstrip("0") or "0"
    return f"{len(plain):06d}{plain}"
