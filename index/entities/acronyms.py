"""Acronyms and what they stand for."""

from __future__ import annotations

import re

_WORD = re.compile(r"[\w’']+")
_SMALL_WORDS = frozenset("of for and the in to on al de la du des et y del".split())
_LONGEST_NAME = 12  # words before the parenthesis that are looked at
_PARENTHESIS = re.compile(r"\(([A-Z][A-Za-z.&-]{1,9})\)")
_NAME_WORD = re.compile(r"[\w’'&.-]+")


def fits(name: str, acronym: str) -> bool:
    """Whether the letters of ``acronym`` are the initials of ``name``, or at least occur in them in that order.

    Small words may be counted or not: both SOHR and SOFHR would fit Syrian Observatory for Human Rights.
    """
    letters = acronym.replace(".", "").replace("-", "").lower()
    if len(_words(name)) < 2 or len(letters) < 2:
        return False
    initials, all_initials = initials_of(name)
    if letters in (initials, all_initials):
        return True
    return all_initials[0] == letters[0] and _occurs_in_order(letters, all_initials)


def _words(name: str) -> list[str]:
    """The words of a name in small letters, parted at hyphens too."""
    return [word.lower() for word in _WORD.findall(name.replace("-", " "))]


def initials_of(name: str) -> tuple[str, str]:
    """The first letters of the words of ``name``, in small letters: without and with the small words."""
    words = _words(name)
    return "".join(word[0] for word in words if word not in _SMALL_WORDS), "".join(word[0] for word in words)


def _occurs_in_order(letters: str, text: str) -> bool:
    """Whether ``text`` has all of ``letters`` in their order, others between them allowed."""
    remaining = iter(text)
    return all(letter in remaining for letter in letters)


def definitions(text: str) -> dict[str, str]:
    """The acronyms that ``text`` defines as ``Long Name (LN)``, each with its long name as first written."""
    found: dict[str, str] = {}
    for match in _PARENTHESIS.finditer(text):
        acronym = match.group(1)
        if sum(letter.isupper() for letter in acronym) >= 2 and acronym not in found:
            name = _name_before(text, match.start(), acronym)
            if name:
                found[acronym] = name
    return found


def _name_before(text: str, end: int, acronym: str) -> str | None:
    """The shortest run of words just before ``end`` that begins with a capital and fits ``acronym``."""
    start = max(0, end - 120)
    words = list(_NAME_WORD.finditer(text, start, end))
    if not words or text[words[-1].end() : end].strip():
        return None
    for word in reversed(words[-_LONGEST_NAME:]):
        name = text[word.start() : end].strip()
        if "\n" in name:
            return None
        if word.group()[0].isupper() and word.start() > start and fits(name, acronym):
            return " ".join(name.split())
    return None
