"""How much each two of many documents have in common, without looking at each two of them.

Two documents are much alike only if they are near in time or share rare words, so that frequent words are looked up
only among what is near: the bound is that of all-pairs search (Bayardo, Ma and Srikant, 2007).
"""

from __future__ import annotations

from array import array
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from index.arrays.ranges import IntArray, ranges, starts_of
from index.compare.leads import FloatArray, Lead
from index.compare.related import ALIKE, DAYS, FAR, FEWEST_RUNS, QUOTE, Relations, nearness

LEAST_COSINE = 0.05
"""Documents with less in common are taken to have nothing in common."""

NEAR = 12
"""Days. Documents farther apart must share rare words to be much alike; any number gives the same pairs."""

_ROUNDING = 1e-6  # by no more a sum of products differs from the same one in another order
_UNDATED = -1
_CELLS_AT_ONCE = 1_000_000  # of a table of all with all
_AT_ONCE = 100  # sets that are looked up together
_FEW = 1000  # documents of which every term is looked at
_COMMON = 0.1  # of more documents, the share that makes a term too common to be looked at

Chosen = npt.NDArray[np.bool_]


@dataclass(frozen=True, slots=True)
class Pairs:
    """Two documents each that have something in common, by their places in a list, and how much.

    ``alike`` tells of which pairs one may be a copy of the other. They are ordered by the first, then by the second,
    which is the later one.
    """

    firsts: IntArray
    seconds: IntArray
    values: FloatArray
    alike: Chosen

    @classmethod
    def joined(cls, parts: Sequence[Pairs]) -> Pairs:
        """The pairs of all these."""
        firsts = np.concatenate([np.empty(0, np.int64), *(part.firsts for part in parts)])
        seconds = np.concatenate([np.empty(0, np.int64), *(part.seconds for part in parts)])
        values = np.concatenate([np.empty(0), *(part.values for part in parts)])
        alike = np.concatenate([np.empty(0, np.bool_), *(part.alike for part in parts)])
        return cls(firsts, seconds, values, alike)[np.lexsort((seconds, firsts))]

    def __getitem__(self, chosen: Chosen | IntArray) -> Pairs:
        return Pairs(self.firsts[chosen], self.seconds[chosen], self.values[chosen], self.alike[chosen])


class PairFinder:
    """Finds the pairs among some documents, which it knows by their places in a list."""

    def __init__(self, relations: Relations, keys: Sequence[int]) -> None:
        leads = relations.leads(keys)
        self._vectors = _Vectors.of(leads)
        self._quotes = _Sharing([lead.quoted for lead in leads])
        self._runs = _Sharing([lead.runs for lead in leads])
        days = relations.days(keys)
        self._begins, self._ends = (np.array([one[at] if one else _UNDATED for one in days], np.int64) for at in (0, 1))

    def strong(self, least: float) -> Pairs:
        """The pairs of which the value is ``least``, and those of which one may be a copy of the other."""
        size = len(self._begins)
        codes = [np.empty(0, np.int64)]
        for numbers, others in self._candidates(least):
            codes.append(np.minimum(others, numbers) * size + np.maximum(others, numbers))
        pairs = np.unique(np.concatenate(codes))
        firsts, seconds = pairs // max(1, size), pairs % max(1, size)
        numbers, starts = np.unique(firsts, return_index=True)
        found = []
        for number, others in zip(numbers.tolist(), np.split(seconds, starts[1:]), strict=False):
            cosines = self._vectors.cosines(number, others)
            enough = cosines >= LEAST_COSINE
            valued = self._valued(number, others[enough], cosines[enough])
            found.append(valued[(valued.values >= least) | valued.alike])
        return Pairs.joined(found)

    def within(self, places: Sequence[int]) -> Pairs:
        """All pairs among the documents at these ascending places."""
        if len(places) < 2:
            return Pairs.joined([])
        numbers = np.array(places, np.int64)
        rows = self._vectors.part(numbers).rows()
        return Pairs.joined([self._valued(int(numbers[at]), numbers[others], cosines) for at, others, cosines in rows])

    def _candidates(self, least: float) -> Iterator[tuple[IntArray, IntArray]]:
        """Documents with others of which the values may be ``least``, or one may be a copy; any two of them once."""
        short = self._runs.sizes < FEWEST_RUNS  # which may be copies of what they share few words with
        loose = (self._begins == _UNDATED) | (self._begins != self._ends) | short
        yield from _Nearby(self._vectors, self._begins, loose, short).above(least)
        for numbers, others, _ in self._quotes.pairs():
            yield numbers, others
        for numbers, others, counts in self._runs.pairs():
            copying = counts > ALIKE * np.minimum(self._runs.sizes[numbers], self._runs.sizes[others])
            yield numbers[copying], others[copying]

    def _valued(self, number: int, others: IntArray, cosines: FloatArray) -> Pairs:
        """The pairs of a document with later ones, of which the cosines are given."""
        begins, ends = self._begins, self._ends
        apart = np.maximum(0, np.maximum(begins[number] - ends[others], begins[others] - ends[number]))
        dated = (begins[others] != _UNDATED) & (begins[number] != _UNDATED)
        near = [nearness(one if known else None) for one, known in zip(apart.tolist(), dated.tolist(), strict=True)]
        quoted = self._quotes.shared(number, others) > 0
        values = cosines * np.array(near, np.float64) + np.where(quoted, QUOTE, 0.0)
        shorter = np.minimum(self._runs.sizes[others], self._runs.sizes[number])
        alike = (shorter < FEWEST_RUNS) | (self._runs.shared(number, others) / np.maximum(shorter, 1) > ALIKE)
        return Pairs(np.full(len(others), number, np.int64), others, values, alike)


class _Sharing:
    """Which of some sets share numbers."""

    def __init__(self, sets: Sequence[array[int]]) -> None:
        self.sizes = np.array([len(one) for one in sets], np.int64)
        self._ends = np.cumsum(self.sizes)
        found = np.frombuffer(b"".join(sets), np.uint32) if len(sets) else np.empty(0, np.uint32)
        _, self._numbers, counts = np.unique(found, return_inverse=True, return_counts=True)
        self._docs = np.repeat(np.arange(len(sets)), self.sizes)[np.argsort(self._numbers, kind="stable")]
        self._starts = starts_of(counts)

    def with_each(self, place: int) -> tuple[IntArray, IntArray]:
        """The places of the sets that share numbers with the one at this place, ascending, and how many."""
        numbers = self._numbers[self._ends[place] - self.sizes[place] : self._ends[place]]
        begins = self._starts[numbers]
        return np.unique(self._docs[ranges(begins, self._starts[numbers + 1] - begins)], return_counts=True)

    def pairs(self) -> Iterator[tuple[IntArray, IntArray, IntArray]]:
        """The places of any two sets that share numbers, some after the other, and how many they share."""
        size = len(self.sizes)
        for start in range(0, size, _AT_ONCE):
            stop = min(start + _AT_ONCE, size)
            its = slice(self._ends[start] - self.sizes[start], self._ends[stop - 1])
            begins = self._starts[self._numbers[its]]
            counts = self._starts[self._numbers[its] + 1] - begins
            places = np.repeat(np.repeat(np.arange(start, stop), self.sizes[start:stop]), counts)
            others = self._docs[ranges(begins, counts)]
            codes, shared = np.unique((places * size + others)[others > places], return_counts=True)
            yield codes // size, codes % size, shared

    def shared(self, place: int, others: IntArray) -> IntArray:
        """How many numbers the set at this place shares with each of these."""
        sharing, counts = self.with_each(place)
        if not len(sharing):
            return np.zeros(len(others), np.int64)
        at = np.minimum(np.searchsorted(sharing, others), len(sharing) - 1)
        return np.where(sharing[at] == others, counts[at], 0)


@dataclass(frozen=True, slots=True)
class _Vectors:
    """The terms of some leads by number, those of one lead ascending after those of the one before, with weights."""

    terms: IntArray
    weights: FloatArray
    bounds: IntArray  # where those of each lead start, and where one more would
    frequencies: IntArray  # of each term, how many leads have it

    @classmethod
    def of(cls, leads: Sequence[Lead]) -> _Vectors:
        """Without terms that are too common to tell anything."""
        if not leads:
            return cls(np.empty(0, np.int64), np.empty(0), np.zeros(1, np.int64), np.empty(0, np.int64))
        numbers = np.concatenate([lead.terms for lead in leads])
        _, terms, frequencies = np.unique(numbers, return_inverse=True, return_counts=True)
        kept = frequencies[terms] <= (len(leads) if len(leads) <= _FEW else int(len(leads) * _COMMON))
        weights = np.concatenate([lead.weights for lead in leads])
        bounds = starts_of(kept.astype(np.int64))[starts_of(np.array([len(lead.terms) for lead in leads], np.int64))]
        return cls(terms[kept], weights[kept], bounds, np.bincount(terms[kept], minlength=len(frequencies)))

    @property
    def documents(self) -> IntArray:
        """Of each term of each lead, the place of the lead."""
        return np.repeat(np.arange(len(self.bounds) - 1), np.diff(self.bounds))

    def part(self, places: IntArray) -> _Vectors:
        """Those of the leads at these places, in this order."""
        lengths = self.bounds[places + 1] - self.bounds[places]
        chosen = ranges(self.bounds[places], lengths)
        _, terms, frequencies = np.unique(self.terms[chosen], return_inverse=True, return_counts=True)
        return _Vectors(terms, self.weights[chosen], starts_of(lengths), frequencies)

    def cosines(self, place: int, others: IntArray) -> FloatArray:
        """The cosines of one lead with others; what is added up is in the order of the terms, as in ``rows``."""
        its = slice(self.bounds[place], self.bounds[place + 1])
        terms, weights = self.terms[its], self.weights[its]
        if not len(terms):
            return np.zeros(len(others))
        lengths = self.bounds[others + 1] - self.bounds[others]
        theirs = ranges(self.bounds[others], lengths)
        at = np.minimum(terms.searchsorted(self.terms[theirs]), len(terms) - 1)
        shared = terms[at] == self.terms[theirs]
        of = np.repeat(np.arange(len(others)), lengths)[shared]
        return np.bincount(of, weights[at[shared]] * self.weights[theirs[shared]], len(others)).astype(np.float64)

    def rows(self) -> Iterator[tuple[int, IntArray, FloatArray]]:
        """Each lead with those after it that share enough with it, and the cosines."""
        postings = _Postings.of(self)
        for first, last in _steps(len(self.bounds) - 1):
            its = np.arange(self.bounds[first], self.bounds[last])
            after = postings.places[its] + 1
            products = postings.products(self, first, last, its, after, postings.stops[self.terms[its]])
            for row in range(last - first):
                others: IntArray = np.flatnonzero(products[row] >= LEAST_COSINE)
                yield first + row, others, products[row, others]


def _steps(size: int) -> Iterator[tuple[int, int]]:
    """The rows of a table of this size, as many at a time as fit in a cache."""
    height = max(1, _CELLS_AT_ONCE // max(1, size))
    for first in range(0, size, height):
        yield first, min(first + height, size)


@dataclass(frozen=True, slots=True)
class _Postings:
    """The leads by term: those that have the first term, then those that have the second."""

    documents: IntArray
    weights: FloatArray
    places: IntArray  # of each term of each lead, where it stands among these
    stops: IntArray  # where those of each term end

    @classmethod
    def of(cls, vectors: _Vectors) -> _Postings:
        order = np.argsort(vectors.terms, kind="stable")
        places = np.empty(len(order), np.int64)
        places[order] = np.arange(len(order))
        return cls(vectors.documents[order], vectors.weights[order], places, np.cumsum(vectors.frequencies))

    def products(
        self, vectors: _Vectors, first: int, last: int, chosen: IntArray, begins: IntArray, ends: IntArray
    ) -> FloatArray:
        """For the leads from ``first`` to before ``last`` the sums of the products with all others.

        ``chosen`` are their terms that are looked up, each from where it ``begins`` to where it ``ends`` among the
        postings. The products are added up in this order.
        """
        lengths = np.maximum(0, ends - begins)
        found = ranges(begins, lengths)
        rows = np.repeat(np.arange(last - first), np.diff(vectors.bounds[first : last + 1]))
        rows = rows[chosen - vectors.bounds[first]]
        size = len(vectors.bounds) - 1
        cells = np.repeat(rows * size, lengths) + self.documents[found]
        products = np.repeat(vectors.weights[chosen], lengths) * self.weights[found]
        return np.bincount(cells, products, (last - first) * size).astype(np.float64).reshape(-1, size)


class _Nearby:
    """Finds pairs that may be much alike: documents by day, behind them the loose ones, which are near all others."""

    def __init__(self, vectors: _Vectors, begins: IntArray, loose: Chosen, short: Chosen) -> None:
        self._order = np.lexsort((begins, loose))
        self._vectors = vectors.part(self._order)
        self._dated = int(np.count_nonzero(~loose))
        self._days = begins[self._order]
        self._loose, self._short = loose[self._order], short[self._order]

    def above(self, least: float) -> Iterator[tuple[IntArray, IntArray]]:
        """Documents with others of which the values may be ``least`` without a shared quote; of short ones, with all
        that share enough words."""
        vectors, size = self._vectors, len(self._order)
        skipped, lengths = self._skipped(max(0.0, least / nearness(NEAR) - LEAST_COSINE))
        postings = _Postings.of(vectors)
        ends = postings.stops[vectors.terms]
        coded = np.repeat(np.arange(len(postings.stops)) * size, vectors.frequencies) + postings.documents
        window_ends = np.searchsorted(self._days[: self._dated], self._days + NEAR, side="right")
        near = np.flatnonzero(skipped & ~self._loose[vectors.documents])
        loose_from = np.searchsorted(coded, vectors.terms[near] * size + self._dated)
        loose_ends = ends[near]
        ends[near] = np.searchsorted(coded, vectors.terms[near] * size + window_ends[vectors.documents[near]])
        for first, last in _steps(size):
            all_of = np.arange(vectors.bounds[first], vectors.bounds[last])
            again = slice(*np.searchsorted(near, vectors.bounds[[first, last]]))
            begins = np.concatenate([postings.places[all_of] + 1, loose_from[again]])
            stops = np.concatenate([ends[all_of], loose_ends[again]])
            products = postings.products(vectors, first, last, np.concatenate([all_of, near[again]]), begins, stops)
            rows, others = np.nonzero(products >= LEAST_COSINE - _ROUNDING)
            numbers = rows + first
            kept = self._may_reach(least, numbers, others, products[rows, others], lengths[numbers])
            yield self._order[numbers[kept]], self._order[others[kept]]

    def _skipped(self, most: float) -> tuple[Chosen, FloatArray]:
        """Which terms of each document are looked up only among what is near, its most frequent ones, and the length
        of its lead in these, at most the one given: what is not near and shares no other term is not alike enough."""
        vectors = self._vectors
        documents = vectors.documents
        order = np.lexsort((-vectors.frequencies[vectors.terms], documents))
        squares = np.cumsum(vectors.weights[order] ** 2)
        before = np.append(0.0, squares)[vectors.bounds[:-1]]
        up_to = squares - before[documents]
        skipped = np.empty(len(order), np.bool_)
        skipped[order] = up_to <= most**2
        lengths = np.sqrt(np.bincount(documents, vectors.weights**2 * skipped, len(self._order)))
        return skipped, lengths

    def _may_reach(
        self, least: float, numbers: IntArray, others: IntArray, products: FloatArray, left: FloatArray
    ) -> Chosen:
        """Which of these pairs may have a value of ``least``, where the products of their leads are known but for what
        is left out among what is not near."""
        apart = np.abs(self._days[others] - self._days[numbers])
        near = FAR + (1 - FAR) * np.exp(-apart / DAYS)
        anyhow = self._loose[others] | self._loose[numbers]
        cosines = products + np.where((apart > NEAR) & ~anyhow, left, 0.0) + _ROUNDING
        reached = cosines * np.where(anyhow, 1.0, near) >= least
        return np.asarray(reached | self._short[others] | self._short[numbers])
