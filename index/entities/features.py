"""What the tagger looks at: features of a word, of its neighbours and of the run of capitalised words it is in.

A feature is a string. Those of a single word at one distance are added up once and kept, so that tagging a word
costs a few additions; the functions here say which features there are, for training and for tagging alike.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import compress
from typing import NamedTuple

from index.entities import keys, lexicon, wordlists
from index.entities.gazetteer import gazetteer
from index.entities.places import known_places
from index.entities.remembering import Remembered

CONNECTIVES = frozenset("of for and & the al el bin ibn abu de la del von van der da di du le los las ul ud ur".split())
BRIDGES = CONNECTIVES | frozenset("in on to at with by from a - . / + 's e et und y".split())
LONGEST_BARE_ACRONYM = 3  # letters of a word in capitals that is not taken for a place in capitals
_LONGEST_NAME = 4  # words of a place's name that are looked up together

_REPEATED = re.compile(r"(.)\1{2,}")


_USUAL_SIGNS = {
    "’s": "'s", "’ s": "'s", "' s": "'s", "“": '"', "”": '"', "‘": "'", "’": "'", "–": "-", "—": "-",
}  # fmt: skip


class Word(NamedTuple):
    """The features of a word for itself, for its neighbours, and for those two words away."""

    own: tuple[str, ...]
    near: tuple[str, ...]
    far: tuple[str, ...]
    kind: str  # its shape with the lists it is in, for features of several words
    key: str  # its plain spelling key


def _shape(word: str) -> str:
    """The word with its letters and digits replaced by their class, at most six characters."""
    shape = word.translate(_ASCII_SHAPES) if word.isascii() else "".join(map(_letter_shape, word))
    return _REPEATED.sub(r"\1\1", shape)[:6]


def _letter_shape(letter: str) -> str:
    """X for a capital of any script, x for another letter, d for a digit, and any other sign for itself."""
    if letter.isalpha():
        return "X" if letter.isupper() else "x"
    return "d" if letter.isdigit() else letter


_ASCII_SHAPES = {code: _letter_shape(chr(code)) for code in range(128)}


def _memberships(word: str, key: str) -> list[str]:
    """The lists that a capitalised word is in."""
    found = []
    stem = word.rstrip(".")
    title = word.capitalize() if word.isupper() and len(word) > 3 else word
    # GAO is no town on the Niger.
    may_be_place = len(word) > LONGEST_BARE_ACRONYM or not word.isupper()
    population = gazetteer().population_class(key)
    if population and may_be_place:
        found.append(f"gC{population}")
    if title in lexicon.country_names() or word in lexicon.country_names():
        found.append("gK")
    if wordlists.is_first_name(title):
        found.append("gF")
    rank = wordlists.surname_class(title)
    if rank:
        found.append(f"gL{rank}")
    for sign, members in (
        ("gT", lexicon.TITLES),
        ("gO", lexicon.ORGANIZATION_WORDS),
        ("gW", lexicon.PLACE_WORDS),
        ("gM", lexicon.MONTHS_AND_DAYS),
    ):
        if stem in members or title in members:
            found.append(sign)
    if title in lexicon.affiliations() or word in lexicon.affiliations():
        found.append("gD")
    if key in known_places().keys and (may_be_place or word in lexicon.country_names()):
        found.append("gP")
    if stem in lexicon.NO_NAMES:
        found.append("gX")
    return found or ["g0"]


def _hyphen_features(word: str) -> list[str]:
    """What the halves of a hyphenated word are."""
    head, _, tail = word.partition("-")
    found = [f"hyp={word.rpartition('-')[2].lower()}"]
    if head in lexicon.affiliations():
        found.append("hD")
    if head in lexicon.country_names():
        found.append("hK")
    if tail[:1].isupper():
        found.append("hX")
    return found


def describe(word: str) -> Word:
    """The features of ``word`` by itself."""
    if word.isdigit():
        length = min(len(word), 5)
        return Word((f"D{length}", "s=d"), (f"D{length}",), ("D",), "d", word)
    lower = word.lower()
    shape = _shape(word)
    key = keys.plain_key(word)
    case = f"k{wordlists.case_class(lower)}"
    own = [f"w={lower}", f"s={shape}", case]
    near = [f"w={lower}", f"s={shape}", case]
    far = [f"w={lower}"]
    for size in (1, 2, 3, 4):
        if len(lower) > size:
            own += [f"p={lower[:size]}", f"f={lower[-size:]}"]
    if len(lower) > 3:
        near.append(f"f={lower[-3:]}")
    kind = shape
    if word[:1].isupper():
        groups = _memberships(word, key)
        own += groups
        near += groups
        far += [group[:2] for group in groups]
        if len(groups) > 1:
            own.append("G=" + "|".join(groups))
        kind += "|".join(group[:2] for group in groups)
        if "-" in word:
            own += _hyphen_features(word)
    return Word(tuple(own), tuple(near), tuple(far), kind, key)


# What is put before a word's features where it stands before or after the word to be tagged.
BEFORE, TWO_BEFORE, AFTER, TWO_AFTER = "-1", "-2", "+1", "+2"


def pair_features(before: str | None, word: str, kinds: tuple[str | None, str, str | None]) -> list[str]:
    """Features of a word together with its neighbours.

    ``before`` is the word before it, ``kinds`` the kinds of that word, of the word itself and of the next;
    None at the sentence's ends.
    """
    left, here, right = kinds
    found = []
    if before is None or left is None:
        found.append("BOS")
    else:
        found += [f"-s={left}_{here}", f"b={before.lower()}_{word.lower()}"]
        if right is not None:
            found.append(f"y={left}_{here}_{right}")
    found.append("EOS" if right is None else f"+s={here}_{right}")
    return found


def is_name_like(word: str) -> bool:
    """Whether a word may be part of a name: a capital in it, as in al-Bab too; US$ and the D- of D-Calif. are none."""
    if word[:1].isupper():
        return word[-1] not in "$-‑"
    return "-" in word and not word.islower() and word[:1].isalpha()


_NAME_LIKE = Remembered(is_name_like)


def name_like_words(words: Sequence[str]) -> list[int]:
    """Where the words stand that may be part of a name."""
    return list(compress(range(len(words)), map(_NAME_LIKE.__getitem__, words)))


def _groups(
    words: Sequence[str], name_like: Sequence[int], bridges: frozenset[str], longest_bridge: int
) -> list[tuple[int, int]]:
    """Name-like words as (first, last exclusive), joined where only ``bridges`` stand between them."""
    found: list[tuple[int, int]] = []
    start = end = -1
    for index in name_like:
        if start >= 0 and index - end <= longest_bridge and bridges.issuperset(words[end:index]):
            end = index + 1
            continue
        if start >= 0:
            found.append((start, end))
        start, end = index, index + 1
    if start >= 0:
        found.append((start, end))
    return found


def runs(words: Sequence[str], name_like: Sequence[int]) -> list[tuple[int, int]]:
    """The runs of name-like words, with connectives between them, as (first, last exclusive)."""
    return _groups(words, name_like, CONNECTIVES, 2)


def segments(words: Sequence[str], name_like: Sequence[int]) -> list[tuple[int, int]]:
    """The stretches that are decoded: as runs, but wide enough for any name that has small words inside."""
    return _groups(words, name_like, BRIDGES, 3)


def run_features(words: list[str], start: int, end: int) -> list[str]:
    """Features that every word of the run has: how it begins and ends, its length, and what stands around it."""
    before = words[start - 1].lower() if start else "^"
    after = words[end].lower() if end < len(words) else "$"
    return [
        f"rf={words[start].lower()}",
        f"rl={words[end - 1].lower()}",
        f"rn={min(end - start, 6)}",
        f"rb={before}",
        f"ra={after}",
    ]


def place_features(keys_of_words: Sequence[str]) -> dict[int, str]:
    """For the words of a segment that make up a place's name of several words: whether they begin or continue it.

    The words are given by their plain keys.
    """
    names = gazetteer()
    known = known_places().keys
    found: dict[int, str] = {}
    index = 0
    while index < len(keys_of_words):
        longest = 0
        if keys_of_words[index] in names.first_words or keys_of_words[index] in known_places().first_words:
            for size in range(2, min(_LONGEST_NAME, len(keys_of_words) - index) + 1):
                key = " ".join(filter(None, keys_of_words[index : index + size]))
                if key in names.names_of_several_words or key in known:
                    longest = size
        if longest:
            found[index] = "mB"
            found.update(dict.fromkeys(range(index + 1, index + longest), "mI"))
        index += max(longest, 1)
    return found


def with_usual_case(words: list[str]) -> tuple[list[str], str]:
    """``words`` as they would stand in running text, and what was done: "U" all capitals, "T" title, "" nothing.

    Quotation marks and dashes become the plain ones. Only words that are usually written small are made so,
    others in capitals get one capital.
    """
    words = list(map(_USUALLY_WRITTEN.__getitem__, words))
    capitals = "".join(map(_CAPITALS.__getitem__, words))
    letters = len(capitals) - capitals.count(_NO_LETTER)
    if letters < 3:
        return words, ""
    if capitals.count(_ALL) + capitals.count(_ALL_BUT_FIRST) > 0.6 * letters:
        return [_lowered(word) for word in words], "U"
    if capitals.count(_ALL) + capitals.count(_FIRST) > 0.7 * letters and letters >= 5:
        return [word.lower() if wordlists.case_class(word.lower()) in "01" else word for word in words], "T"
    return words, ""


def _with_usual_signs(word: str) -> str:
    """A word with plain quotation marks and dashes, and no blanks before its stops."""
    if word.isascii():
        return word.replace(" ", "") if " " in word else word
    return _USUAL_SIGNS.get(word) or word.replace("’", "'").replace("‑", "-").replace(" ", "")


_NO_LETTER, _SMALL, _FIRST, _ALL, _ALL_BUT_FIRST = "-sfab"


def _capitals(word: str) -> str:
    """How a word has capitals: which of its letters, where it begins with one."""
    if not word[0].isalpha():
        return _NO_LETTER
    first = word[0].isupper()
    if word.isupper() and len(word) > 1:
        return _ALL if first else _ALL_BUT_FIRST
    return _FIRST if first else _SMALL


_USUALLY_WRITTEN = Remembered(_with_usual_signs)
_CAPITALS = Remembered(_capitals)


def lowered(word: str) -> str:
    """``word`` in small letters. A Turkish dotted capital I becomes an i without the combining dot nobody expects."""
    return word.lower().replace("i̇", "i")


def _lowered(word: str) -> str:
    """A word of a line in capitals as it would stand elsewhere."""
    if not word[0].isalpha() or not word.isupper():
        return word
    lower = lowered(word)
    case = wordlists.case_class(lower)
    if case in "012":
        return lower
    if case == "5" or (case == "?" and len(word) <= 3):
        return word
    return word[0] + lowered(word[1:])


class Segment(NamedTuple):
    """A stretch of a sentence that is decoded, with each word's features."""

    first: int
    last: int  # exclusive
    features: list[list[str]]


def extract(sentence: list[str]) -> list[Segment]:
    """The segments of a sentence with all their features, as the model is trained on them."""
    words, mode = with_usual_case(sentence)
    described = [describe(word) for word in words]
    name_like = name_like_words(words)
    of_runs = {index: run_features(words, *run) for run in runs(words, name_like) for index in range(*run)}
    found = []
    for first, last in segments(words, name_like):
        of_places = place_features([word.key for word in described[first:last]])
        rows = []
        for index in range(first, last):
            row = [*described[index].own, *_context(words, described, index)]
            if index - first in of_places:
                row.append(of_places[index - first])
            row += of_runs.get(index, ())
            if mode:
                row.append(f"mode{mode}")
            rows.append(row)
        found.append(Segment(first, last, rows))
    return found


def _context(words: list[str], described: list[Word], index: int) -> list[str]:
    """The features that a word has by its neighbours."""
    found: list[str] = []
    last = len(words) - 1
    if index:
        found += (BEFORE + feature for feature in described[index - 1].near)
    if index > 1:
        found += (TWO_BEFORE + feature for feature in described[index - 2].far)
    if index < last:
        found += (AFTER + feature for feature in described[index + 1].near)
    if index + 1 < last:
        found += (TWO_AFTER + feature for feature in described[index + 2].far)
    left = described[index - 1].kind if index else None
    right = described[index + 1].kind if index < last else None
    return found + pair_features(
        words[index - 1] if index else None, words[index], (left, described[index].kind, right)
    )
