"""What a document is about, as far as its beginning tells: news says first what happened, where and to whom.

A lead is a vector of stems, each weighed by how rare it is in the library and how early it stands (tf-idf with a
decay), and the runs of words by which copies and shared quotes are known.
"""

from __future__ import annotations

import math
from array import array
from bisect import bisect_left
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache
from hashlib import blake2b
from itertools import accumulate
from zlib import crc32

import numpy as np
import numpy.typing as npt

from index.compare.common_words import AGENCIES, usual_share
from index.compare.tokens import MONTHS, Token, name_key, tokens
from index.engine import Searcher
from index.model import EntityType, Mention
from index.text.quantities import NUMBER_WORDS
from index.text.quotation_marks import find_quotations
from index.text.stemming import stem
from index.text.words import word_forms, words

IntArray = npt.NDArray[np.int64]
FloatArray = npt.NDArray[np.float64]

LENGTH = 300
"""Words of a text that count."""

DECAY, LEAST = 150, 0.25
"""A word counts less the later it stands, down to a quarter: by a factor of e after so many words."""

NAME = 1.5
"""A word of a name counts for more."""

PRIOR = 200
"""How rare a word is cannot be told from a few documents: this many stories are taken to have been seen before."""

FREQUENT = 3
"""A form in fewer documents is as rare as can be; how many exactly, makes no difference."""

RUN = 6
"""Words in a row that two texts do not share by chance."""

SAMPLED = 4
"""One run in so many is kept, chosen by its words, so that copies keep the same ones."""

LEAD = LENGTH * 7
"""Characters of a text that are looked at: a word has seven, with the space behind it."""

_PROPER = (EntityType.PERSON, EntityType.ORGANIZATION, EntityType.PLACE)


@dataclass(frozen=True, slots=True)
class Lead:
    """The beginning of a document: the numbers of its terms, ascending, and their weights, of length 1."""

    terms: IntArray
    weights: FloatArray
    forms: tuple[str, ...]  # of each term the first form of it in the document
    runs: array[int]  # a sample of its runs of words, ascending
    quoted: array[int]  # all its runs in quotation marks, ascending
    names: dict[str, EntityType]  # of the people, organisations and places named


@dataclass(slots=True)
class Term:
    """A stem in a lead, with a word that has it."""

    stem: str
    form: str
    amount: float
    rarity: float

    @property
    def weight(self) -> float:
        """Its weight before the vector is made one of length 1."""
        return math.log1p(self.amount) * self.rarity


@lru_cache(maxsize=65_536)
def number_of(stem: str) -> int:
    """The number of a term: the same one in every process, whatever was numbered before."""
    return int.from_bytes(blake2b(stem.encode(), digest_size=8).digest(), "big") >> 1


class Vocabulary:
    """Knows how rare words are in the library."""

    def __init__(self, searcher: Searcher) -> None:
        self._searcher = searcher
        self._size = searcher.count
        self._rarity: dict[str, float] = {}

    @cached_property
    def _seen(self) -> Mapping[str, int]:
        return self._searcher.frequent_forms(FREQUENT)

    def rarity(self, form: str) -> float:
        """The inverse document frequency of a form, smoothed."""
        found = self._rarity.get(form)
        if found is None:
            expected = PRIOR * usual_share(form)
            found = max(0.0, math.log((self._size + PRIOR) / (self._seen.get(form, 1) + expected)))
            self._rarity[form] = found
        return found

    def name_rarity(self, name: str) -> float:
        """How rare a name is: as rare as its rarest word."""
        return max((self.rarity(word.form) for word in words(name)), default=0.0)


def weigh(found: Sequence[Token], mentions: Sequence[Mention], vocabulary: Vocabulary) -> list[Term]:
    """The stems of a lead with their weights. An entity stands with its one name, however it is written."""
    terms: dict[str, Term] = {}
    agencies = {number for number, mention in enumerate(mentions) if name_key(mention) in AGENCIES}
    for place, token in enumerate(found):
        if not token.content or token.mention in agencies or _of_calendar(found, place):
            continue
        amount = _amount(place) * (NAME if token.mention >= 0 else 1.0)
        for form, its_stem in _forms(token, found[place - 1].mention if place else -1, mentions):
            rarity = vocabulary.rarity(form)
            term = terms.get(its_stem)
            if term is None:
                terms[its_stem] = Term(its_stem, form, amount, rarity)
                continue
            term.amount += amount
            if rarity > term.rarity:
                term.rarity = rarity
    return list(terms.values())


@lru_cache(maxsize=1024)
def _amount(place: int) -> float:
    """How much a word counts that stands at this place."""
    return max(LEAST, math.exp(-place / DECAY))


def _of_calendar(found: Sequence[Token], place: int) -> bool:
    """Whether a number is a year or a day of a month: how near in time documents are is looked at by itself."""
    form = found[place].form
    if not form.isdigit():
        return False
    beside = {token.form for token in found[max(0, place - 1) : place + 2]}
    return (len(form) == 4 and form.startswith(("19", "20"))) or not MONTHS.isdisjoint(beside)


def _forms(token: Token, mention_before: int, mentions: Sequence[Mention]) -> Sequence[tuple[str, str]]:
    """What a token counts for: itself, or where a mention begins all words of the entity's name."""
    if token.mention < 0 or mentions[token.mention].type not in _PROPER:
        return ((token.form, token.stem),)
    return _forms_of_name(mentions[token.mention].name) if token.mention != mention_before else ()


@lru_cache(maxsize=20_000)
def _forms_of_name(name: str) -> tuple[tuple[str, str], ...]:
    return tuple((form, NUMBER_WORDS.get(form, stem(form))) for form in word_forms(name))


def make_lead(title: str, text: str, mentions: Sequence[Mention], vocabulary: Vocabulary) -> Lead:
    """The lead of a document; its title is a part of it unless the text begins with it.

    Mentions may be given as far as they begin in the text's first ``LEAD`` characters.
    """
    beginning = text[:LEAD]
    found = tokens(beginning, mentions)[:LENGTH]
    weighed = weigh([*_title(title, found), *found], mentions, vocabulary)
    weighted = ((term, term.weight) for term in weighed)
    numbered = sorted((number_of(term.stem), weight, term.form) for term, weight in weighted if weight > 0)
    weights = np.array([weight for _, weight, _ in numbered])
    end = found[-1].end if found else 0
    return Lead(
        terms=np.array([number for number, _, _ in numbered], dtype=np.int64),
        weights=weights / np.linalg.norm(weights) if len(weights) else weights,
        forms=tuple(form for _, _, form in numbered),
        runs=_numbers(run for run in _runs(found) if run % SAMPLED == 0),
        quoted=_quoted(beginning[:end], found),
        names={m.name: m.type for m in mentions if m.end <= end and m.type in _PROPER and name_key(m) not in AGENCIES},
    )


def _title(title: str, found: Sequence[Token]) -> list[Token]:
    of_title = tokens(title)
    forms = [token.form for token in of_title]
    begins = [token.form for token in found[: len(forms) + 20]]
    stands_there = any(begins[start : start + len(forms)] == forms for start in range(20))
    return [] if stands_there else of_title


def _runs(found: Sequence[Token]) -> list[int]:
    """A number for every ``RUN`` words in a row, the same one each time: that of the words with a space between."""
    forms = [token.form.encode() for token in found]
    written = b" ".join(forms)
    begins = [0, *accumulate(len(form) + 1 for form in forms)]
    return [crc32(written[begin : end - 1]) for begin, end in zip(begins, begins[RUN:], strict=False)]


def _numbers(found: Iterable[int]) -> array[int]:
    """Different numbers ascending, in a fifteenth of the memory that a set takes."""
    return array("I", sorted(set(found)))


def _quoted(text: str, found: Sequence[Token]) -> array[int]:
    runs: set[int] = set()
    for span in find_quotations(text):
        first, last = (bisect_left(found, place, key=lambda token: token.start) for place in (span.start, span.end))
        runs.update(_runs(found[first:last]))
    return _numbers(runs)
