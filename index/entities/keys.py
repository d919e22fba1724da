"""Spelling keys: names with the same key are candidates for being one name.

Each key forgets more than the one before it. ``plain_key`` forgets case, accents, apostrophes and hyphens;
``article_key`` also Arabic articles; ``sound_key`` also which of several transliterations was chosen. A fourth,
the consonants alone, was measured and left out: it joins every sixth pair of different places.
"""

from __future__ import annotations

import re
import unicodedata

from index.entities.remembering import Remembered

_DROPPED = dict.fromkeys(map(ord, "'’‘`´ʿʾʻʼ“”\"ˈ"), None)
_LETTERS = str.maketrans(
    {"ø": "o", "ł": "l", "đ": "d", "ð": "d", "þ": "th", "ß": "ss", "æ": "ae", "œ": "oe", "ı": "i", "ə": "a", "ħ": "h"}
)
_NOT_WORD = re.compile(r"[\W_]+")

ARTICLES = frozenset("al ar as ash at ath ad adh az an el er es esh et ed ez en ul ur us ud uz the il".split())
# "Ezzor" is "ez-Zor" written as one word, "Alhasakah" is "al-Hasakah".
_FUSED_ARTICLE = re.compile(r"^[aeu](?:([zsrdtn])(?=\1)|l(?=[bcfgjkmpqhw]))")
_SHORTEST_FUSED = 5

_DIGRAPHS = (
    ("tsch", "c"), ("sch", "s"), ("dzh", "j"), ("dj", "j"), ("zh", "j"), ("kh", "k"), ("gh", "g"), ("dh", "d"),
    ("th", "t"), ("sh", "s"), ("ch", "s"), ("ph", "f"), ("ck", "k"), ("q", "k"), ("c", "k"), ("x", "ks"),
)  # fmt: skip
_DOUBLED = re.compile(r"(.)\1+")
_FINAL_H = re.compile(r"(?<=[aeiou])h$")  # Hamah is Hama
_VOWELS = re.compile(r"[aeiouwy]+")


def without_accents(text: str) -> str:
    """``text`` without its combining marks, in the same case."""
    if text.isascii():
        return text
    return "".join(c for c in unicodedata.normalize("NFKD", text) if not unicodedata.combining(c))


def plain_key(name: str) -> str:
    """``name`` without case, accents, apostrophes and hyphens, its words parted by one blank each."""
    return _PLAIN_KEYS[name]


def _plain_key(name: str) -> str:
    folded = name.casefold().translate(_DROPPED)
    if not folded.isascii():
        folded = without_accents(folded.translate(_LETTERS)).translate(_DROPPED)
    return " ".join(_NOT_WORD.sub(" ", folded).split())


_PLAIN_KEYS = Remembered(_plain_key)


def _words_without_articles(key: str) -> list[str]:
    """The words of a plain key; articles are kept only where nothing else is left."""
    words = key.split()
    if len(words) < 2:
        return words
    words = [word for word in words if word not in ARTICLES] or words
    rest = [_FUSED_ARTICLE.sub("", word, count=1) if len(word) >= _SHORTEST_FUSED else word for word in words[1:]]
    return [words[0], *rest]


def article_key(name: str) -> str:
    """``name`` as by ``plain_key``, Arabic articles dropped, those written together with their noun too."""
    return " ".join(_words_without_articles(plain_key(name)))


def _vowel_class(match: re.Match[str]) -> str:
    """One of two classes for a run of vowels, with the semivowel that begins a word kept before it."""
    vowels = match.group()
    back = not {"o", "u", "w"}.isdisjoint(vowels)
    if vowels[0] in "wy" and match.start() == 0 and len(vowels) > 1:
        back = not {"o", "u", "w"}.isdisjoint(vowels[1:])
        return vowels[0] + ("u" if back else "a")
    return "u" if back else "a"


def _sound(word: str) -> str:
    """A word with digraphs merged, doubled letters single and vowels in two classes."""
    for written, sound in _DIGRAPHS:
        word = word.replace(written, sound)
    word = _DOUBLED.sub(r"\1", word)
    shorter = _FINAL_H.sub("", word)
    return _VOWELS.sub(_vowel_class, shorter if len(shorter) > 2 else word)


def sound_key(name: str) -> str:
    """``name`` as by ``article_key``, with what transliterations differ in forgotten: Shaykhun is Sheikhoun."""
    return " ".join(_sound(word) for word in _words_without_articles(plain_key(name)))
