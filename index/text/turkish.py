"""Stems of Turkish and Azerbaijani words: what is left without the endings that their grammar puts in a row.

Forms are folded (ı is i, ğ is g), so that each class of vowels is two letters. A noun may end in plural, owner, case,
-ki and copula, a verb in voice, negation, tense, person and the endings of a noun; of each row the longest end is
taken off. What is left has its last consonant voiced, as it is before a vowel: kitap and kitabı are one.
"""

from __future__ import annotations

import re
from functools import lru_cache

_AFTER_VOWEL = "(?<=[aeiouə])"
_AFTER_CONSONANT = "(?<![aeiouə])"
_E = "[aeə]"
_I = "[iu]"
_D = "(?:d|(?<=[ptksfhc])t)"
_Y = f"(?:{_AFTER_VOWEL}y|{_AFTER_CONSONANT})"
_N = f"(?:{_AFTER_VOWEL}n|{_AFTER_CONSONANT})"

_PLURAL = f"l{_E}r"
_OWNER = (
    f"(?:{_AFTER_CONSONANT}{_I}[mn]|(?:{_AFTER_CONSONANT}{_I}|{_AFTER_VOWEL})[mn]{_I}z|{_AFTER_VOWEL}s{_I}"
    f"|{_AFTER_CONSONANT}{_I})"
)
_CASE = (
    f"(?:{_N}{_I}n|(?:{_AFTER_VOWEL}[yn]|{_AFTER_CONSONANT})[iueaə]|{_AFTER_VOWEL}nd{_E}n?|{_D}{_E}n?"
    f"|(?:{_AFTER_VOWEL}y|{_AFTER_CONSONANT})l{_E})"
)
_KI = f"(?:ki(?:{_PLURAL})?{_CASE}?)"
_COPULA = f"(?:{_D}{_I}r(?:{_PLURAL})?|{_Y}[dt]{_I}(?:{_PLURAL}|k|m|n)?|{_Y}m{_I}s(?:t{_I}r)?|yken|{_Y}s{_E})"
_NOUN = f"{_OWNER}?{_CASE}?{_KI}?{_COPULA}?$"
_VOICE = f"(?:{_AFTER_CONSONANT}{_I}[ln]|{_AFTER_VOWEL}n|{_D}{_I}r)"
_NEGATION = f"(?:m[aeəiu](?=y)|m{_E}(?:z|d)?|{_Y}{_E}(?:bil|m{_E}))"
_TENSE = (
    f"(?:{_I}?yor|m{_E}kt{_E}|(?:{_AFTER_VOWEL}|{_AFTER_CONSONANT}[iuaeə])r|m{_I}s|{_D}{_I}|{_Y}{_E}c{_E}[gk]"
    f"|m{_E}l{_I}|{_Y}{_E}n|{_D}{_I}[gk]|m{_E}k?|{_Y}(?:{_I}[sp]|{_E}r{_E}k|{_I}nc{_E})|m{_E}d{_E}n|ken)"
)
_PERSON = f"(?:{_Y}{_I}[mz]|s{_I}n(?:{_I}z)?|{_PLURAL}|k|{_AFTER_VOWEL}m)"

_ENDINGS = (
    (re.compile(_PLURAL + _NOUN), 2),
    (re.compile(f"(?:{_PLURAL})?{_NOUN}"), 5),
    (re.compile(f"{_VOICE}?{_NEGATION}?{_TENSE}(?:{_PLURAL})?{_OWNER}?{_CASE}?{_COPULA}?{_PERSON}?$"), 5),
)
"""Rows of endings, with the letters that are left before them at least: a plural shows by itself."""

_SHORT_WITH_G = re.compile("(...g)[iua]")  # ışığı, of ışık
_LONGEST_WITH_VOWEL = 5
_VOICED = {"p": "b", "t": "d", "k": "g"}


@lru_cache(maxsize=65536)
def stem(form: str) -> str:
    """The stem of a folded Turkish or Azerbaijani word."""
    found = [match.start() for pattern, least in _ENDINGS if (match := pattern.search(form, least))]
    root = form[: min(found, default=len(form))]
    short = _SHORT_WITH_G.fullmatch(root)
    if short is not None:
        root = short[1]
    elif len(root) > _LONGEST_WITH_VOWEL and root[-1] in "aeiouə":
        root = root[:-1]
    return root[:-1] + _VOICED.get(root[-1], root[-1])
