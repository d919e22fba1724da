"""Acronyms and what they stand for."""

from __future__ import annotations

import re
from collections.abc import Mapping
from types import MappingProxyType

_WORD = re.compile(r"[\w’']+")
_SMALL_WORDS = frozenset("of for and the in to on al de la du des et y del".split())
_LONGEST_GAP = 4  # characters between a name and its parenthesis
_LONGEST_NAME = 12  # words before the parenthesis that are looked at
_LOOSEST = 3  # words of a name that its acronym may pass over
_PARENTHESIS = re.compile(
    r"\((?:(?:also |better |commonly )?known as |or |the |by (?:its|the) (?:\w+ )?(?:acronym|initials),? )?"
    r"[\"“]?([A-Z][A-Za-z.&-]{1,9})[\"”]?(?:[,;] [^()\n]{1,60})?\)"
)
_LIKE_AN_ACRONYM = re.compile(r"[A-Z][A-Z-]{2,9}")
# Letters in brackets after a firm's name that say where it is traded, or that a state is meant, and no acronym.
_NO_ACRONYMS = frozenset("NYSE NASDAQ LSE TSX ASX OTC AMEX CEO USA".split())
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
    if len(letters) < 3 or len(initials) > len(letters) + _LOOSEST or not name[0].isupper():
        return False
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


def definitions(text: str, organizations: Mapping[int, str] = MappingProxyType({})) -> dict[str, str]:
    """The acronyms that ``text`` defines as ``Long Name (LN)``, each with its long name as first written.

    ``organizations`` has the names of organisations that were found, by where they end; their acronyms need not fit,
    since they may be those of the name in another language.
    """
    found: dict[str, str] = {}
    for match in _PARENTHESIS.finditer(text):
        acronym = match.group(1)
        if sum(letter.isupper() for letter in acronym) >= 2 and acronym not in found:
            gap = text[max(0, match.start() - _LONGEST_GAP) : match.start()]
            name = organizations.get(match.start() - len(gap) + len(gap.rstrip()))
            if name is None or not (fits(name, acronym) or _may_be_foreign(name, acronym)):
                name = _name_before(text, match.start(), acronym)
            if name:
                found[acronym] = name
    return found


def _may_be_foreign(name: str, acronym: str) -> bool:
    """Whether an organisation's name of several words may have an acronym that does not fit it."""
    return " " in name and acronym not in _NO_ACRONYMS and _LIKE_AN_ACRONYM.fullmatch(acronym) is not None


def _name_before(text: str, end: int, acronym: str) -> str | None:
    """The shortest run of words just before ``end`` that begins with a capital and fits ``acronym``."""
    start = max(0, end - 120)
    words = list(_NAME_WORD.finditer(text, start, end))
    if not words or text[words[-1].end() : end].strip():
        return None
    for word in reversed(words[-_LONGEST_NAME:]):
        name = text[word.start() : end].strip()
        if "\n" in name or ")" in name:
            return None
        if word.group()[0].isupper() and word.start() > start and fits(name, acronym):
            return " ".join(name.split())
    return None
