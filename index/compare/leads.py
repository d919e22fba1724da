"""What a document is about, as far as its beginning tells: news says first what happened, where and to whom.

A lead is a vector of stems, each weighed by how rare it is in the library and how early it stands (tf-idf with a
decay), and the runs of words by which copies and shared quotes are known.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from index.compare.quotation_marks import find_quotations
from index.compare.tokens import NUMBER_WORDS, Token, tokens
from index.fulltext.postings import Field
from index.model import EntityType, Mention
from index.text.words import stem, words

IntArray = npt.NDArray[np.int64]
FloatArray = npt.NDArray[np.float64]

LENGTH = 500
"""Words of a text that count."""

DECAY, LEAST = 150, 0.25
"""A word counts less the later it stands, down to a quarter: by a factor of e after so many words."""

NAME = 1.5
"""A word of a name counts for more."""

PRIOR_SIZE, PRIOR_SHARE = 50, 0.02
"""How rare a word is cannot be told from a few documents: as if 50 more had been seen, and it in one of them."""

RUN = 6
"""Words in a row that two texts do not share by chance."""

_LONGEST_WORD = 12  # characters, with what stands between; only for how much of a text is cut into words
_PROPER = (EntityType.PERSON, EntityType.ORGANIZATION, EntityType.PLACE)


@dataclass(frozen=True, slots=True)
class Lead:
    """The beginning of a document: numbers of terms by a ``Vocabulary``, ascending; their weights, of length 1."""

    terms: IntArray
    weights: FloatArray
    runs: IntArray
    quoted: IntArray  # the runs that stand in quotation marks
    names: dict[str, EntityType]  # of the people, organisations and places named


class Vocabulary:
    """Numbers terms, and knows how rare they are in the library."""

    def __init__(self, field: Field, size: int) -> None:
        self._field = field
        self._size = size
        self._numbers: dict[str, int] = {}
        self._rarity: dict[str, float] = {}
        self.terms: list[str] = []

    def number(self, term: str) -> int:
        """The number of a term, a new one for a new term."""
        number = self._numbers.setdefault(term, len(self.terms))
        if number == len(self.terms):
            self.terms.append(term)
        return number

    def rarity(self, form: str) -> float:
        """The inverse document frequency of a form, smoothed."""
        found = self._rarity.get(form)
        if found is None:
            seen = self._field.document_frequency(form)
            found = math.log((self._size + PRIOR_SIZE) / (seen + PRIOR_SIZE * PRIOR_SHARE))
            self._rarity[form] = found = max(found, 0.0)
        return found

    def name_rarity(self, name: str) -> float:
        """How rare a name is: as rare as its rarest word."""
        return max((self.rarity(word.form) for word in words(name)), default=0.0)


@dataclass(slots=True)
class _Term:
    amount: float = 0.0
    rarity: float = 0.0


def weigh(found: Sequence[Token], mentions: Sequence[Mention], vocabulary: Vocabulary) -> dict[str, float]:
    """The stems of a lead, each with its weight. An entity stands with its one name, however it is written."""
    terms: dict[str, _Term] = {}
    for place, token in enumerate(found):
        if not token.content:
            continue
        amount = max(LEAST, math.exp(-place / DECAY))
        for form, its_stem in _forms(token, place and found[place - 1].mention, mentions):
            term = terms.setdefault(its_stem, _Term())
            term.amount += amount * (NAME if token.mention >= 0 else 1.0)
            term.rarity = max(term.rarity, vocabulary.rarity(form))
    weights = {name: math.log1p(term.amount) * term.rarity for name, term in terms.items()}
    length = math.sqrt(sum(weight * weight for weight in weights.values())) or 1.0
    return {name: weight / length for name, weight in weights.items() if weight}


def _forms(token: Token, mention_before: int, mentions: Sequence[Mention]) -> Iterator[tuple[str, str]]:
    """What a token counts for: itself, or where a mention begins all words of the entity's name."""
    if token.mention < 0 or mentions[token.mention].type not in _PROPER:
        yield token.form, token.stem
    elif token.mention != mention_before:
        for word in words(mentions[token.mention].name):
            yield word.form, NUMBER_WORDS.get(word.form, stem(word.form))


def make_lead(title: str, text: str, mentions: Sequence[Mention], vocabulary: Vocabulary) -> Lead:
    """The lead of a document; its title is a part of it unless the text begins with it."""
    beginning = text[: LENGTH * _LONGEST_WORD]
    found = tokens(beginning, mentions)[:LENGTH]
    weights = weigh([*_title(title, found), *found], mentions, vocabulary)
    numbered = sorted((vocabulary.number(term), weight) for term, weight in weights.items())
    end = found[-1].end if found else 0
    return Lead(
        terms=np.array([number for number, _ in numbered], dtype=np.int64),
        weights=np.array([weight for _, weight in numbered]),
        runs=_runs(found),
        quoted=_quoted(beginning[:end], found),
        names={m.name: m.type for m in mentions if m.end <= end and m.type in _PROPER},
    )


def _title(title: str, found: Sequence[Token]) -> list[Token]:
    of_title = tokens(title)
    forms = [token.form for token in of_title]
    begins = [token.form for token in found[: len(forms) + 20]]
    stands_there = any(begins[start : start + len(forms)] == forms for start in range(20))
    return [] if stands_there else of_title


def _runs(found: Sequence[Token]) -> IntArray:
    """A number for every ``RUN`` words in a row, ascending and each once."""
    forms = [token.form for token in found]
    numbers = {hash(tuple(forms[start : start + RUN])) for start in range(len(forms) - RUN + 1)}
    return np.array(sorted(numbers), dtype=np.int64)


def _quoted(text: str, found: Sequence[Token]) -> IntArray:
    pieces = []
    for span in find_quotations(text):
        pieces.append(_runs([token for token in found if span.start <= token.start < span.end]))
    return np.unique(np.concatenate(pieces)) if pieces else np.empty(0, np.int64)
