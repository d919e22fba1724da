"""What the arrays of an index answer: one committed state, and the results that are found in it."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np
import numpy.typing as npt

from index.arrays.lookup import UNKNOWN, KeyLookup
from index.arrays.ordering import OrderedKeys
from index.arrays.ranges import IntArray, as_array
from index.engine import Condition, Conditions, Languages, Likes, Numbered
from index.fulltext.by_language import DocumentLanguages
from index.fulltext.corrected_titles import CorrectedTitles
from index.fulltext.evaluate import Evaluator, Outcome
from index.fulltext.postings import FloatArray, Snapshot
from index.fulltext.schema import TEXT_FIELD
from index.query.tree import Match, Node, Term

SATURATION = 1.2  # in words: how soon more of the same word tells no more, as in BM25
KEPT_NUMBERS = 6  # orders and columns
LONGEST = 4.0  # in proportion to the mean: longer texts count as this


class Numbers:
    """The numbers that are given for documents by key, laid out for those of a snapshot."""

    def __init__(self, snapshot: Snapshot) -> None:
        self._snapshot = snapshot
        self._kept: OrderedDict[Numbered, npt.NDArray[np.int32]] = OrderedDict()

    def laid_out(self, numbered: Numbered) -> npt.NDArray[np.int32]:
        """The number of each document, UNKNOWN for one that has none. What was asked for last is kept."""
        if numbered not in self._kept:
            places = KeyLookup(as_array(numbered.keys)).place_of_each(self._snapshot.keys)
            numbers = np.append(as_array(numbered.numbers), UNKNOWN).astype(np.int32)  # the last is for no place
            self._kept[numbered] = numbers.take(places)
        self._kept.move_to_end(numbered)
        while len(self._kept) > KEPT_NUMBERS:
            self._kept.popitem(last=False)
        return self._kept[numbered]

    def of(self, docs: IntArray, numbered: Numbered) -> tuple[IntArray, npt.NDArray[np.int32]]:
        """Those of the documents that have a number, each with its number."""
        numbers = self.laid_out(numbered).take(docs)
        if numbers.min(initial=0) == UNKNOWN:  # another program has committed since the index was opened
            docs, numbers = docs[numbers != UNKNOWN], numbers[numbers != UNKNOWN]
        return docs, numbers


class ArrayResult:
    """An outcome by the catalogue's keys."""

    def __init__(self, snapshot: Snapshot, numbers: Numbers, outcome: Outcome) -> None:
        self._snapshot = snapshot
        self._numbers = numbers
        self._outcome = outcome

    @property
    def total(self) -> int:
        """How many documents there are."""
        return len(self._outcome.matches.docs)

    @cached_property
    def scored(self) -> bool:
        """Whether anything is scored."""
        return bool(self._outcome.matches.scores.any())

    @cached_property
    def by_condition(self) -> Mapping[Condition, int]:
        """How many documents fulfil each condition of the query alone."""
        return {condition: len(docs) for condition, docs in self._outcome.by_leaf.items()}

    @property
    def left_out(self) -> Mapping[Condition, int]:
        """Of patterns that stand for too many words: how many were left out."""
        return self._outcome.left_out

    def by_score(self, ties: Numbered) -> Sequence[int]:
        """The keys, those that fit best first."""
        matches = self._outcome.matches
        docs, scores = matches.docs, matches.scores
        numbers = self._numbers.laid_out(ties)
        if numbers.min(initial=0) == UNKNOWN:
            known = numbers.take(docs) != UNKNOWN
            docs, scores = docs[known], scores[known]
        return OrderedKeys(self._snapshot.keys, docs, -scores, numbers)

    def by_place(self, places: Numbered) -> Sequence[int]:
        """The keys by the numbers given."""
        return OrderedKeys(self._snapshot.keys, *self._numbers.of(self._outcome.matches.docs, places))

    def counts(self, values: Numbered) -> Mapping[int, int]:
        """How many of the documents have each number."""
        counts = np.bincount(self._numbers.of(self._outcome.matches.docs, values)[1])
        return {number: int(counts[number]) for number in np.flatnonzero(counts).tolist()}

    def score(self, key: int) -> float:
        """How well a document fits, 0 if it was not found."""
        place = self._place(key, self._outcome.matches.docs)
        return 0.0 if place is None else float(self._outcome.matches.scores[place])

    def fulfils(self, key: int, condition: Condition) -> bool:
        """Whether a document fulfils one of the conditions."""
        docs = self._outcome.by_leaf.get(condition)
        return docs is not None and self._place(key, docs) is not None

    def _place(self, key: int, docs: IntArray) -> int | None:
        doc = self._snapshot.docs_of(np.array([key]))
        place = int(np.searchsorted(docs, doc[0])) if len(doc) else len(docs)
        return place if place < len(docs) and docs[place] == doc[0] else None


@dataclass(frozen=True, slots=True)
class _Saturation:
    """The documents in which a word stands, how often in each, and what that is divided by before it is weighed."""

    docs: npt.NDArray[np.int32]
    freqs: FloatArray
    divisors: FloatArray

    @property
    def nbytes(self) -> int:
        """How much memory it takes."""
        return self.docs.nbytes + self.freqs.nbytes + self.divisors.nbytes + 500


class ArraySearcher:
    """Searches one snapshot."""

    def __init__(self, snapshot: Snapshot) -> None:
        self._snapshot = snapshot
        self._numbers = Numbers(snapshot)
        self._titles: CorrectedTitles | None = None

    @property
    def count(self) -> int:
        """How many documents there are."""
        return self._snapshot.count

    def run(
        self,
        root: Node | None,
        conditions: Conditions,
        check: Callable[[], None] = lambda: None,
        titles: Mapping[int, str] | None = None,
        languages: Languages | None = None,
        hidden: Collection[int] = (),
        weights: Mapping[Term, float] | None = None,
    ) -> ArrayResult:
        """The documents that match; ``titles`` are those that were corrected since they were committed."""
        if not titles:
            self._titles = None
        elif self._titles is None or self._titles.titles != titles:
            self._titles = CorrectedTitles(self._snapshot, titles)
        left_out = self._snapshot.docs_of(as_array(hidden)) if len(hidden) else None
        evaluator = Evaluator(self._snapshot, conditions, check, self._titles, self._languages(languages), left_out)
        outcome = evaluator.run(root, weights)
        return ArrayResult(self._snapshot, self._numbers, outcome)

    def _languages(self, languages: Languages | None) -> DocumentLanguages | None:
        if languages is None:
            return None
        numbers = self._numbers.laid_out(languages.of).astype(np.int64)
        names = (*languages.names, "")  # the last is for documents without a number
        return DocumentLanguages(names, np.where(numbers == UNKNOWN, len(names) - 1, numbers))

    def forms(self, term: Term, field: str) -> Mapping[str, int]:
        """The words of a field that a word of a query asks for, and in how many documents each stands in it."""
        return self._snapshot.field(field).expansion(term)

    def frequent_forms(self, least: int) -> Mapping[str, int]:
        """The words that stand in the text of so many documents, with about how many."""
        return self._snapshot.field(TEXT_FIELD).frequent_forms(least)

    def like(self, words: Iterable[tuple[str, float]], key: int, share: float, most: int) -> Likes:
        """Documents in whose text these words stand in any form: key and score, best first."""
        snapshot = self._snapshot
        asked = [(self._saturation(form), weight) for form, weight in words]
        if not asked:
            return []
        docs = np.concatenate([found.docs for found, _ in asked])
        weights = np.repeat([weight for _, weight in asked], [len(found.docs) for found, _ in asked])
        counted = weights * np.concatenate([found.freqs for found, _ in asked])
        counted /= np.concatenate([found.divisors for found, _ in asked])
        scores = np.bincount(docs, counted, snapshot.size)
        least = share * scores[snapshot.docs_of(np.array([key]))].max(initial=0.0)
        docs = np.flatnonzero(scores > least)
        if len(docs) > most:
            docs = docs[scores[docs] >= np.partition(scores[docs], -most)[-most]]
        docs = docs[np.lexsort((snapshot.keys[docs], -scores[docs]))][:most]
        return list(zip(snapshot.keys[docs].tolist(), scores[docs].tolist(), strict=True))

    def _saturation(self, form: str) -> _Saturation:
        return self._snapshot.cache.get(("saturation", form), lambda: self._saturated(form))

    def _saturated(self, form: str) -> _Saturation:
        found = self._snapshot.field(TEXT_FIELD).word(Term(form, Match.STEM))
        freqs = found.freqs.astype(np.float64)
        divisors = freqs + SATURATION * self._relative_lengths[found.docs]
        return _Saturation(found.docs.astype(np.int32), freqs, divisors)

    def close(self) -> None:
        """Let go of what is held in memory. The files are let go with the last result that was found in them."""
        self._snapshot.close()

    @cached_property
    def _relative_lengths(self) -> FloatArray:
        """The lengths of the texts, where one of usual length has 1; a quarter of it does not depend on length."""
        field = self._snapshot.field(TEXT_FIELD)
        relative: FloatArray = np.minimum(0.25 + 0.75 * field.lengths / field.average_length, LONGEST)
        return relative
