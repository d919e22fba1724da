"""Words as the index sees them: where they stand, and the form under which they are found.

A word is a run of letters and digits with their combining marks; hyphens, apostrophes, spaces of any kind and
punctuation separate words, so that ``Deir ez-Zor`` is three words and ``Syria's`` is two. So do letters and digits:
``AK47``, ``AK-47`` and ``AK 47`` are the same two. Capitals with full stops (``U.S.``, ``J. K.``) are one word, and so
is a number with its thousands. Characters that are not seen (soft hyphens, joiners) stand inside words. In scripts
written without spaces each character is a word of its own.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import lru_cache
from typing import NamedTuple

from index.text.folding import IGNORED, fold

ACRONYMS = frozenset(
    "ace act aid aids am art cap care cat ear era fed gap hit ice id is it jam mad me mod nice nut pa pan pen pin pm"
    " pow ram rap salt sam seal seed sit star start step swift tan up us wasp who".split()
)
"""Ordinary English words that are also acronyms when they are written in capitals: US, IS, WHO, ICE, START."""

WORDS_ELSEWHERE = frozenset("ama dia eta fia isi mend milf mit orc pap pri rte sana site time usa".split())
"""Further words of more than two letters, most of other languages, that are acronyms in capitals: MIT, ETA, SITE."""

LONGEST_ACRONYM = 6
"""Characters of the longest word that is also indexed as it is written in capitals."""

_DOTTED = r"(?<![^\W_])(?:[A-Z]\.(?: [A-Z]\.)+|[A-Z](?:\.[A-Z])+(?![^\W_])\.?)"
_THOUSANDS = r"(?<![0-9,])[0-9]{1,3}(?:,[0-9]{3})+(?![0-9]|,[0-9])"
_UNSPACED = (
    r"[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\uff66-\uff9d]"
)
MARKS = (
    r"\u0300-\u036f\u0483-\u0487\u0591-\u05bd\u05bf\u05c1\u05c2\u05c4\u05c5\u05c7\u0610-\u061a\u064b-\u065f\u0670"
    r"\u06d6-\u06dc\u06df-\u06e4\u06e7\u06e8\u06ea-\u06ed\u0711\u0730-\u074a\u0900-\u0903\u093a-\u094f\u0951-\u0957"
    r"\u0962\u0963\u0981-\u0983\u09bc-\u09cd\u09d7\u09e2\u09e3\u0a01-\u0a03\u0a3c-\u0a4d\u0a70\u0a71\u0a81-\u0a83"
    r"\u0abc-\u0acd\u0ae2\u0ae3\u0b01-\u0b03\u0b3c-\u0b57\u0b62\u0b63\u0b82\u0bbe-\u0bcd\u0bd7\u0c00-\u0c04"
    r"\u0c3c-\u0c56\u0c62\u0c63\u0c81-\u0c83\u0cbc-\u0cd6\u0ce2\u0ce3\u0d00-\u0d03\u0d3b-\u0d4d\u0d57\u0d62\u0d63"
    r"\u0d81-\u0d83\u0dca-\u0ddf\u0df2\u0df3\u0f18\u0f19\u0f35\u0f37\u0f39\u0f3e\u0f3f\u0f71-\u0f87\u0f8d-\u0fbc"
    r"\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff\u3099\u309a\uff9e\uff9f\ufe20-\ufe2f"
)
_INSIDE = (
    rf"[{IGNORED}]+(?=[^\W_])"  # a soft hyphen, a joiner
    r"|(?<=[\u0400-\u052f])['’](?=[\u0400-\u052f])"  # п’ять
    r"|(?<=[\u05d0-\u05ea])[\"'״׳](?=[\u05d0-\u05ea])"  # צה"ל
)
_LETTERS = rf"[^\W\d_](?:(?!{_UNSPACED})[^\W\d_]|[{MARKS}]|{_INSIDE}(?![0-9]))*"
_WORD = re.compile(rf"{_DOTTED}|{_THOUSANDS}|\d(?:[\d{MARKS}])*|{_UNSPACED}[{MARKS}]*|{_LETTERS}")
_ASCII_WORD = re.compile(rf"{_DOTTED}|{_THOUSANDS}|[A-Za-z]+|[0-9]+")

_JOINED = re.compile(
    r"[A-Z0-9](?:(?<=[A-Z])(?<![^\W_][A-Z])(?:\.(?: [A-Z]\.)+|(?:\.[A-Z])+(?![^\W_])\.?)"
    r"|(?<=[0-9])(?<![0-9,][0-9])[0-9]{0,2}(?:,[0-9]{3})+(?![0-9]|,[0-9]))"
)
"""The words of ASCII that hold more than letters or digits, U.S. and 1,000; it begins with what is soon ruled out."""
_MIXED = re.compile(r"[0-9](?:(?=[A-Za-z])|(?<=[A-Za-z][0-9]))")
_RUN = re.compile(r"[A-Za-z]+|[0-9]+")

_CYRILLIC_OR_HEBREW = re.compile(r"[\u0400-\u05ea]")
_SEPARATED = {code: " " for code in range(128) if not chr(code).isalnum()}
_COMMON_MARKS = "‘“”–—…•·«»€£\xa0\u2009\u202f"
"""What texts in English letters have beside ASCII: none of them belongs to a word."""


class Word(NamedTuple):
    """The word ``text[start:end]``, the form under which it is found, and whether it is short and in capitals."""

    start: int
    end: int
    form: str
    capitals: bool


def words(text: str) -> Iterator[Word]:
    """The words of a text in order."""
    for start, end in bounds(text):
        yield Word(start, end, *entry(text[start:end]))


def bounds(text: str) -> list[tuple[int, int]]:
    """Where each word of a text starts and ends, in order."""
    plain = text if text.isascii() else _without_common_marks(text)
    pattern = _ASCII_WORD if plain.isascii() else _WORD
    return [match.span() for match in pattern.finditer(plain)]


def _without_common_marks(text: str) -> str:
    """The text with newlines for marks that belong to no word, after which most texts are ASCII."""
    for mark in _COMMON_MARKS:
        text = text.replace(mark, "\n")
    without = text.replace("’", "\n")
    return without if without.isascii() or not _CYRILLIC_OR_HEBREW.search(text) else text  # there it is a letter's


@lru_cache(maxsize=65536)
def entry(surface: str) -> tuple[str, bool]:
    """The form of a word as it is written, and whether it is in capitals and short enough for an acronym."""
    form = surface.lower() if surface.isalnum() and surface.isascii() else fold(surface)
    return form, 1 < len(form) <= LONGEST_ACRONYM and surface.isupper() and form.isalpha()


UNSPACED = re.compile(_UNSPACED)
"""A character of a script that is written without spaces."""


def means_acronym(form: str) -> bool:
    """Whether a word in capitals, given as its form, is only meant where a text has capitals too.

    So it is with words that are ordinary ones in small letters; of two letters nearly all are, in some language.
    """
    return len(form) == 2 or form in ACRONYMS or form in WORDS_ELSEWHERE


def surfaces(text: str) -> list[str]:
    """The words of a text as they are written, in order: the same words as those of ``words``, but faster."""
    text = text if text.isascii() else _without_common_marks(text)
    if text.isascii():
        return _ascii_surfaces(text)
    found: list[str] = []
    for line in text.split("\n"):  # no word reaches over a line's end
        found += _ascii_surfaces(line) if line.isascii() else _WORD.findall(line)
    return found


def starts_of(text: str, found: Iterable[str], at: int = 0) -> Iterator[int]:
    """Where each of the words that ``surfaces`` found stands, from ``at`` on.

    What lies between two words begins none, so that the next word is where it is found next.
    """
    for word in found:
        start = text.index(word, at)
        yield start
        at = start + len(word)


def _ascii_surfaces(text: str) -> list[str]:
    found: list[str] = []
    at = 0
    for joined in _JOINED.finditer(text):
        found += _runs(text[at : joined.start()])
        found.append(joined.group())
        at = joined.end()
    return found + _runs(text[at:])


def _runs(text: str) -> list[str]:
    """The runs of letters and of digits."""
    found = text.translate(_SEPARATED).split()
    if not _MIXED.search(text):
        return found
    return [run for word in found for run in ((word,) if word.isalpha() else _RUN.findall(word))]


def word_forms(text: str) -> list[str]:
    """The forms of a text's words, in order."""
    return [word.form for word in words(text)]
