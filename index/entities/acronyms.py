"""Acronyms and what they stand for."""

from __future__ import annotations

import re

_WORD = re.compile(r"[\w’']+")
_SMALL_WORDS = frozenset("of for and the in to on al de la du des et y del".split())


def fits(name: str, acronym: str) -> bool:
    """Whether the letters of ``acronym`` are the initials of ``name``, or at least occur in them in that order.

    Small words may be counted or not: both SOHR and SOFHR would fit Syrian Observatory for Human Rights.
    """
    letters = acronym.replace(".", "").replace("-", "").lower()
    words = [word.lower() for word in _WORD.findall(name.replace("-", " "))]
    if len(words) < 2 or len(letters) < 2:
        return False
    initials = "".join(word[0] for word in words if word not in _SMALL_WORDS)
    all_initials = "".join(word[0] for word in words)
    if letters in (initials, all_initials):
        return True
    return words[0][0] == letters[0] and _occurs_in_order(letters, all_initials)


def _occurs_in_order(letters: str, text: str) -> bool:
    """Whether ``text`` has all of ``letters`` in their order, others between them allowed."""
    remaining = iter(text)
    return all(letter in remaining for letter in letters)
