"""What a document is about, as far as its beginning tells: news says first what happened, where and to whom.

A lead is a vector of stems, each weighed by how rare it is in the library and how early it stands (tf-idf with a
decay), and the runs of words by which copies and shared quotes are known. Leads are made many at once: what is asked
of single words is asked once of each different one, and the rest is arithmetic over the words of all.
"""

from __future__ import annotations

import math
from array import array
from bisect import bisect_left
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import accumulate
from operator import sub
from zlib import crc32

import numpy as np
import numpy.typing as npt

from index.arrays.ranges import IntArray, ranges, starts_of
from index.arrays.sets import changes
from index.compare.lead_words import CONTENT, MONTH, NUMBER, YEAR, Vocabulary
from index.text.quotation_marks import find_quotations
from index.text.words import surfaces

FloatArray = npt.NDArray[np.float64]

LENGTH = 300
"""Words of a text that count."""

DECAY, LEAST = 150, 0.25
"""A word counts less the later it stands, down to a quarter: by a factor of e after so many words."""

NAME = 1.5
"""A word of a name counts for more."""

RUN = 6
"""Words in a row that two texts do not share by chance."""

SAMPLED = 4
"""One run in so many is kept, chosen by its words, so that copies keep the same ones."""

LEAD = LENGTH * 7
"""Characters of a text that are looked at: a word has seven, with the space behind it."""

_TITLE_WITHIN = 20  # words of a text, within which its title begins where it stands there again
_NOTHING = -1  # the mention of a word that is in none


@dataclass(frozen=True, slots=True)
class Lead:
    """The beginning of a document: the numbers of its terms, ascending, and their weights, of length 1."""

    terms: IntArray
    weights: FloatArray
    words: npt.NDArray[np.int32]  # of each term the first word of it in the document, as the vocabulary numbers it
    runs: array[int]  # a sample of its runs of words, ascending
    quoted: array[int]  # all its runs in quotation marks, ascending
    names: npt.NDArray[np.int32]  # what is named, as the vocabulary numbers it


@dataclass(frozen=True, slots=True)
class Beginning:
    """What a lead is made of: a title, a text, and the mentions that begin in its first ``LEAD`` characters.

    A mention is where it starts and ends, and the number that the vocabulary has for what it names.
    """

    title: str
    text: str
    mentions: Sequence[tuple[int, int, int]]


@dataclass(frozen=True, slots=True)
class _Opening:
    """The words of a title and of a text, by number; of the text's, where each starts."""

    title: list[int]
    words: list[int]
    starts: list[int]
    end: int
    text: str  # as far as it was looked at


def make_leads(documents: Sequence[Beginning], vocabulary: Vocabulary) -> list[Lead]:
    """The leads of documents; a title is a part of one unless the text begins with it."""
    openings = [_opening(one, vocabulary) for one in documents]
    found = _Entries.of(documents, openings, vocabulary)
    terms, weights, words, bounds = _weighed(found, len(documents), vocabulary)
    leads = []
    for number, (document, opening) in enumerate(zip(documents, openings, strict=True)):
        its = slice(bounds[number], bounds[number + 1])
        runs = _runs(opening.words, vocabulary)
        leads.append(
            Lead(
                terms=terms[its].copy(),  # a copy, since it may be kept longer than those of other documents
                weights=weights[its] / (np.linalg.norm(weights[its]) or 1.0),
                words=words[its].astype(np.int32),
                runs=_numbers(run for run in runs if run % SAMPLED == 0),
                quoted=_quoted(opening, runs),
                names=np.array([entity for _, end, entity in document.mentions if end <= opening.end], np.int32),
            )
        )
    return leads


def _opening(document: Beginning, vocabulary: Vocabulary) -> _Opening:
    beginning = document.text[:LEAD]
    found = surfaces(beginning)[:LENGTH]
    end = 0  # what lies between two words begins none, so that the next one is where it is found next
    ends = [end := beginning.index(word, end) + len(word) for word in found]
    starts = list(map(sub, ends, map(len, found)))
    words = vocabulary.codes(found)
    title = vocabulary.codes(surfaces(document.title))
    return _Opening([] if _stands_there(title, words) else title, words, starts, end, beginning[:end])


def _stands_there(title: Sequence[int], words: Sequence[int]) -> bool:
    """Whether a text begins with its title, in whatever letters."""
    said = [code >> 1 for code in title]
    begins = [code >> 1 for code in words[: len(said) + _TITLE_WITHIN]]
    return any(begins[start : start + len(said)] == said for start in range(_TITLE_WITHIN))


@dataclass(frozen=True, slots=True)
class _Entries:
    """What the words of some documents count for, in their order: document, word and how much."""

    documents: IntArray
    words: IntArray
    amounts: FloatArray

    @classmethod
    def of(cls, documents: Sequence[Beginning], openings: Sequence[_Opening], vocabulary: Vocabulary) -> _Entries:
        """An entity stands with its one name, however it is written."""
        codes = np.array([code for one in openings for part in (one.title, one.words) for code in part], np.int64)
        words, content = codes >> 1, (codes & CONTENT).astype(np.bool_)
        counts = np.array([len(one.title) + len(one.words) for one in openings], np.int64)
        starts = starts_of(counts)
        of = np.repeat(np.arange(len(openings)), counts)
        places = np.arange(len(codes)) - starts[of]
        mentions, entities = _mentions(documents, openings, starts[:-1], len(codes))
        within = mentions != _NOTHING
        proper, agency = np.zeros_like(within), np.zeros_like(within)
        proper[within] = vocabulary.proper(entities)[mentions[within]]
        agency[within] = vocabulary.agencies(entities)[mentions[within]]
        goes_on = np.zeros_like(within)
        goes_on[1:] = (mentions[1:] == mentions[:-1]) & (places[1:] > 0)
        told = content & ~agency & ~_of_calendar(vocabulary.kinds(words), places) & ~(proper & goes_on)
        amounts = _amounts(int(counts.max(initial=0)))[places] * np.where(within, NAME, 1.0)
        names = [vocabulary.words_of(entity) for entity in entities.tolist()]
        lengths = np.array([len(name) for name in names], np.int64)
        of_names = np.array([word for name in names for word in name], np.int64)
        named = mentions[told & proper]
        times = np.ones(len(codes), np.int64)
        times[told & proper] = lengths[named]
        times = times[told]
        result = cls(np.repeat(of[told], times), np.repeat(words[told], times), np.repeat(amounts[told], times))
        result.words[np.repeat(proper[told], times)] = of_names[ranges(starts_of(lengths)[named], lengths[named])]
        return result


def _mentions(
    documents: Sequence[Beginning], openings: Sequence[_Opening], starts: IntArray, count: int
) -> tuple[IntArray, IntArray]:
    """For each word the mention that it is in, and for each mention the number of what it names.

    A word is in the first mention that ends behind the word's start, if that one begins there or before.
    """
    found = np.full(count, _NOTHING, np.int64)
    entities: list[int] = []
    for document, opening, start in zip(documents, openings, starts.tolist(), strict=True):
        if not document.mentions:
            continue
        begins, ends, named = np.array(document.mentions, np.int64).T
        words = np.array(opening.starts, np.int64)
        at = np.searchsorted(np.maximum.accumulate(ends), words, side="right")
        within = at < len(begins)
        within[within] = begins[at[within]] <= words[within]
        first = start + len(opening.title)
        found[first : first + len(words)][within] = len(entities) + at[within]
        entities += named.tolist()
    return found, np.array(entities, np.int64)


def _of_calendar(kinds: npt.NDArray[np.uint8], places: IntArray) -> npt.NDArray[np.bool_]:
    """Which numbers are years or days of a month: how near in time documents are is looked at by itself."""
    beside = (kinds & MONTH) > 0
    month = beside.copy()
    beside[1:] |= month[:-1] & (places[1:] > 0)
    beside[:-1] |= month[1:] & (places[1:] > 0)
    return ((kinds & YEAR) > 0) | (((kinds & NUMBER) > 0) & beside)


@lru_cache(maxsize=8)
def _amounts(count: int) -> FloatArray:
    """How much the words count that stand at each of so many places."""
    return np.array([max(LEAST, math.exp(-place / DECAY)) for place in range(count)])


def _weighed(found: _Entries, count: int, vocabulary: Vocabulary) -> tuple[IntArray, FloatArray, IntArray, list[int]]:
    """The terms of so many documents with their weights and first words, and where those of each document begin.

    A weight is how often the term stands there, each time by its place, times how rare the rarest of its words is.
    """
    terms = vocabulary.terms(found.words)
    order = np.lexsort((terms, found.documents))  # stable: of a term's words the first stays the first
    documents, terms, words = found.documents[order], terms[order], found.words[order]
    new = changes(terms)
    new[1:] |= documents[1:] != documents[:-1]
    firsts = np.flatnonzero(new)
    of = np.empty(len(order), np.int64)
    of[order] = np.cumsum(new) - 1
    amounts = np.bincount(of, found.amounts, len(firsts))  # added up in the order of the text
    rarities = vocabulary.rarities(words)
    weights = np.array([math.log1p(amount) for amount in amounts.tolist()])
    weights *= np.maximum.reduceat(rarities, firsts) if len(firsts) else rarities
    kept = weights > 0
    bounds = np.searchsorted(documents[firsts][kept], np.arange(count + 1)).tolist()
    return terms[firsts][kept], weights[kept], words[firsts][kept], bounds


def _runs(words: Sequence[int], vocabulary: Vocabulary) -> list[int]:
    """A number for every ``RUN`` words in a row, the same one each time: that of the words with a space between."""
    forms = [vocabulary.encoded[code >> 1] for code in words]
    written = b"".join(forms)
    begins = list(accumulate(map(len, forms), initial=0))
    return [crc32(written[begin : end - 1]) for begin, end in zip(begins, begins[RUN:], strict=False)]


def _numbers(found: Iterable[int]) -> array[int]:
    """Different numbers ascending, in a fifteenth of the memory that a set takes."""
    return array("I", sorted(set(found)))


def _quoted(opening: _Opening, runs: Sequence[int]) -> array[int]:
    """The runs within quotation marks."""
    found: set[int] = set()
    for span in find_quotations(opening.text):
        first, last = (bisect_left(opening.starts, place) for place in (span.start, span.end))
        found.update(runs[first : max(first, last - RUN + 1)])
    return _numbers(found)
