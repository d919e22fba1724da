"""The form under which a word is found: without case and accents, but with every letter that decides a word.

Accents go in scripts where they are accents (Latin, Greek, Cyrillic), and so do the vowel points of Arabic and Hebrew;
elsewhere a mark is part of the letter: dakuten, virama, the signs of vowels. The Cyrillic й, ї and ў are letters, ё is
found as е. Half and full width and the digits of all scripts are one. Arabic letters that readers take for one
(ى ي ی, ة ه, أ إ آ ا, ك ک) stay apart here; ``index.text.stemming`` joins them.
"""

from __future__ import annotations

import re
import unicodedata

IGNORED = "\u00ad\u061c\u180e\u200b-\u200f\u2060-\u2064\ufe00-\ufe0f\ufeff\U000e0100-\U000e01ef"
"""A class of characters that stand inside words and belong to no form (Unicode's Default_Ignorable_Code_Point)."""

_IGNORED = re.compile(f"[{IGNORED}\u0640]")  # with the tatweel, which stretches Arabic words
_UNSIGNIFICANT = re.compile("[.'’ʼ\"״׳, ]")  # full stops of U.S., commas of 1,000, apostrophes of п’ять, צה"ל

_LETTERS = str.maketrans(
    {"ı": "i", "ø": "o", "Ø": "o", "ł": "l", "Ł": "l", "đ": "d", "Đ": "d", "ð": "d", "þ": "th", "æ": "ae", "Æ": "ae"}
    | {"œ": "oe", "Œ": "oe", "ħ": "h", "Ħ": "h", "ŧ": "t", "Ŧ": "t", "ʼ": "", "ʻ": "", "ʿ": "", "ʾ": ""}
)
_KEPT = {("и", "\u0306"), ("і", "\u0308"), ("у", "\u0306"), ("И", "\u0306"), ("І", "\u0308"), ("У", "\u0306")}
"""Cyrillic letters that are written with a mark: й, ї, ў."""

_ACCENTED = re.compile("[a-z\u00c0-\u024f\u0370-\u052f\u1e00-\u1fff\u0590-\u05ff]", re.IGNORECASE)
_ARABIC_VOWELS = frozenset(map(chr, (*range(0x610, 0x61B), *range(0x64B, 0x653), *range(0x656, 0x660), 0x670)))


def fold(surface: str) -> str:
    """A word without case, accents and full stops: HİKMET is hikmet, Éire is eire, U.S. is us, 1,000 is 1000."""
    if surface.isascii():
        return _UNSIGNIFICANT.sub("", surface.lower())
    plain = _IGNORED.sub("", surface).translate(_LETTERS)
    parts = unicodedata.normalize("NFKD", unicodedata.normalize("NFKD", plain).casefold())
    folded = unicodedata.normalize("NFC", _UNSIGNIFICANT.sub("", _without_accents(parts)))
    return folded.lower().translate(_LETTERS) or surface.casefold()


def _without_accents(parts: str) -> str:
    """Decomposed letters without the marks that decide no word, and with the digits of ASCII."""
    kept: list[str] = []
    base = ""
    for part in parts:
        if not unicodedata.combining(part):
            base = part
            kept.append(str(unicodedata.decimal(part)) if part.isdecimal() else part)
        elif (base, part) in _KEPT or not (_ACCENTED.match(base) or part in _ARABIC_VOWELS):
            kept.append(part)
    return "".join(kept)
