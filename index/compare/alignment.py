"""Which sentence of one account says the same as which of the other.

Sentences are compared by what bears meaning in them: stems, names (an entity counts as one thing, however it is
spelled), numbers, and pairs of words that stand together. A feature weighs more the fewer sentences have it. The
place of a sentence in its text plays no part, so that accounts which tell things in another order are aligned too,
and neither account comes first: exchanging them exchanges the pairs and changes nothing else.
"""

from __future__ import annotations

import math
from bisect import bisect_right
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from index.compare.comparison import Account, Figure, Quote
from index.compare.furniture import furniture
from index.compare.opposites import are_opposed
from index.compare.same_figures import exclude_each_other
from index.compare.tokens import Token, by_sentence, name_key, tokens
from index.model import Span
from index.text.negations import NEGATIONS
from index.text.quantities import NUMBER_WORDS

BoolArray = npt.NDArray[np.bool_]

CLOSE = 0.34
"""Sentences that share so much say the same. This and the next were read off pairs of war reports and wire stories."""

REWORDED = ((0.25, 6), (0.2, 9))
"""They also do if they share less, but so many words with a meaning that this is no chance."""

CONTRARY = 0.5
"""Sentences that contradict each other must share so much to be taken for the same statement."""

CONTAINED = 0.5
"""So much of a sentence must be in its counterpart, if that has another one already."""

FEWEST_SHARED = 3
"""Words with a meaning that two sentences must share unless they are equal."""

INSIDE = 0.75
"""A sentence of which so many words with a meaning stand in one of the other account says nothing that is only here."""

_LONGEST_SPEAKER = 100  # characters; what is longer may hold what is said as well
_FEWEST_SAID = 2  # words with a meaning that two sentences share beside those of who says it
_FEWEST_INSIDE = 2  # words with a meaning of a sentence that stands in another one word for word
_TRIED = 3  # sentences of the other account that are looked at
_MOST_HAVING = 200  # sentences of an account that have a word by which others are looked for

PRIOR = 10
"""Sentences taken to have been seen before: how rare a word is cannot be told from a few."""

MOST_PRODUCTS = 4_000_000
"""Pairs of sentences looked at, summed over all features; beyond it the most common features are left out."""


class Aligned(NamedTuple):
    """Sentence number ``a`` of one account and ``b`` of the other, and how much they share, from 0 to 1."""

    a: int
    b: int
    score: float


@dataclass(frozen=True, slots=True)
class Parsed:
    """An account cut into sentences and words."""

    account: Account
    sentences: list[list[Token]]
    wordings: list[str]  # of each sentence: its words alone
    written: list[str]  # each sentence as it stands
    features: list[dict[str, bool]]  # of each sentence; whether each is a word or a name by itself, and no part of one
    furniture: frozenset[int] = frozenset()  # sentences that are no statement: headings, datelines, captions, tags
    figures: Mapping[int, Sequence[Figure]] = field(default_factory=dict)  # of each sentence that gives some
    said: Sequence[frozenset[str]] = ()  # of each sentence: its words with a meaning without those of who says it


def parse(account: Account, quotes: Iterable[Quote] = (), figures: Iterable[Figure] = ()) -> Parsed:
    """The sentences of an account with their words and features.

    ``quotes`` and ``figures`` are those of the account: by them sentences are told apart that only have the speaker in
    common, or count other people.
    """
    sentences = by_sentence(tokens(account.text, account.mentions), account.sentences)
    written = [account.text[span.start : span.end] for span in account.sentences]
    forms = ([NUMBER_WORDS.get(token.form, token.form) for token in found] for found in sentences)
    wordings = [" ".join(found) or mark for found, mark in zip(forms, written, strict=True)]
    names = [name_key(mention) for mention in account.mentions]
    features = [_features(found, names) for found in sentences]
    attributing = _Attributing(quotes)
    said = [attributing.without(found) for found in sentences]
    return Parsed(
        account,
        sentences,
        wordings,
        written,
        features,
        furniture(account.text, account.sentences),
        by_number(account.sentences, figures),
        [frozenset(word for word, alone in _features(found, names).items() if alone) for found in said],
    )


def by_number(sentences: Sequence[Span], figures: Iterable[Figure]) -> dict[int, list[Figure]]:
    """The figures of each sentence, by its number."""
    found: dict[int, list[Figure]] = {}
    for figure in figures:
        number = bisect_right(sentences, figure.start, key=lambda span: span.start) - 1
        found.setdefault(number, []).append(figure)
    return found


class _Attributing:
    """The words that tell who says something."""

    def __init__(self, quotes: Iterable[Quote]) -> None:
        spans = {span for quote in quotes for span in (quote.speaker, quote.cue) if span}
        self._spans = sorted(span for span in spans if span[1] - span[0] <= _LONGEST_SPEAKER)

    def without(self, found: Sequence[Token]) -> list[Token]:
        """The words of a sentence without these."""
        return [token for token in found if not self._has(token)]

    def _has(self, token: Token) -> bool:
        at = bisect_right(self._spans, token.start, key=lambda span: span[0])
        return any(token.start < end for _, end in self._spans[max(0, at - 2) : at])


def negated(found: Sequence[Token]) -> bool:
    """Whether a sentence says "not" or the like, once and not twice."""
    return sum(token.form in NEGATIONS for token in found) % 2 == 1


def _features(found: Sequence[Token], names: Sequence[str]) -> dict[str, bool]:
    features = {token.stem: token.mention < 0 and not token.stem.isdigit() for token in found if token.content}
    features |= {f"={names[token.mention]}": True for token in found if token.mention >= 0}
    for first, second in pairwise(found):
        if first.content or second.content:
            features[f"{first.stem} {second.stem}"] = False
    return features


def align(a: Parsed, b: Parsed) -> list[Aligned]:
    """The pairs of sentences that say the same, in the order of ``a``.

    Each sentence has one counterpart at most, except that a sentence which is left over joins a pair in which it is
    contained: one account may say in two sentences what the other says in one.
    """
    pairs = [Aligned(i, j, 1.0) for i, j in _equal(a, b) if i not in a.furniture and j not in b.furniture]
    a_free = set(range(len(a.wordings))).difference(a.furniture, (pair.a for pair in pairs))
    b_free = set(range(len(b.wordings))).difference(b.furniture, (pair.b for pair in pairs))
    free = (np.isin(np.arange(len(a.written)), list(a_free)), np.isin(np.arange(len(b.written)), list(b_free)))
    found = (one for one in _candidates(a, b, *free) if not (_contrary(one, a, b) or _only_of_one_speaker(one, a, b)))
    candidates = sorted(found, key=lambda candidate: _rank(candidate, candidate.score, a, b))
    for candidate in candidates:
        if candidate.alike and candidate.a in a_free and candidate.b in b_free:
            pairs.append(Aligned(candidate.a, candidate.b, candidate.score))
            a_free.remove(candidate.a)
            b_free.remove(candidate.b)
    statements = [one for one in candidates if one.a not in a.furniture and one.b not in b.furniture]
    pairs += _joining(statements, a, b, a_free, b_free)
    pairs += (Aligned(i, j, score) for i, j, score in standing_inside(a, b, a_free))
    pairs += (Aligned(i, j, score) for j, i, score in standing_inside(b, a, b_free))
    return sorted(set(pairs))


def _equal(a: Parsed, b: Parsed) -> Iterator[tuple[int, int]]:
    """Sentences of the same words: the first with the first and so on, those that are too many with the last.

    Where they differ in their marks, the first is the first in the order of characters.
    """
    places: dict[str, tuple[list[int], list[int]]] = {}
    for side, parsed in enumerate((a, b)):
        for _, number in sorted((written, number) for number, written in enumerate(parsed.written)):
            places.setdefault(parsed.wordings[number], ([], []))[side].append(number)
    for here, there in places.values():
        if here and there:
            for number in range(max(len(here), len(there))):
                yield here[min(number, len(here) - 1)], there[min(number, len(there) - 1)]


class _Candidate(NamedTuple):
    a: int
    b: int
    score: float  # the mean of how much of both is shared, and how much of the shorter
    of_a: float  # how much of the sentence in a is shared
    of_b: float
    alike: bool  # so much that they may be each other's counterpart


def _contrary(candidate: _Candidate, a: Parsed, b: Parsed) -> bool:
    """Whether two sentences contradict each other, and are not so much alike that this is their difference.

    Only one says "not", or one the opposite of the other's verb, or they count other people.
    """
    if min(candidate.of_a, candidate.of_b) >= CONTRARY:
        return False
    here, there = a.sentences[candidate.a], b.sentences[candidate.b]
    figures = a.figures.get(candidate.a, ()), b.figures.get(candidate.b, ())
    return negated(here) != negated(there) or are_opposed(here, there) or exclude_each_other(*figures)


def _only_of_one_speaker(candidate: _Candidate, a: Parsed, b: Parsed) -> bool:
    """Whether two sentences have little more in common than who says it, though both say more than that."""
    here, there = a.said[candidate.a], b.said[candidate.b]
    return min(len(here), len(there)) >= FEWEST_SHARED and len(here & there) < _FEWEST_SAID


def _rank(candidate: _Candidate, score: float, a: Parsed, b: Parsed) -> tuple[float, str, str]:
    """Best first; what is equally good in the order of the characters, whichever account comes first."""
    first, second = sorted((a.written[candidate.a], b.written[candidate.b]))
    return -score, first, second


def _candidates(a: Parsed, b: Parsed, a_free: BoolArray, b_free: BoolArray) -> list[_Candidate]:
    """The pairs of sentences, one of them free at least, with enough in common to be looked at."""
    weights = _weights(a, b)
    shared_codes, shared_weights, shared_words = _products(a, b, weights)
    if not len(shared_codes):
        return []
    codes, place = np.unique(shared_codes, return_inverse=True)
    shared = np.bincount(place, shared_weights)
    words = np.bincount(place, shared_words)
    a_total = np.array([sum(weights.get(feature, 0.0) for feature in found) for found in a.features])
    b_total = np.array([sum(weights.get(feature, 0.0) for feature in found) for found in b.features])
    first, second = np.divmod(codes, len(b.features))
    of_a, of_b = shared / a_total[first], shared / b_total[second]
    score = (2 * shared / (a_total[first] + b_total[second]) + np.maximum(of_a, of_b)) / 2
    alike = score >= CLOSE
    for least, fewest in REWORDED:
        alike |= (score >= least) & (words >= fewest)
    kept = (
        (a_free[first] | b_free[second])
        & (words >= FEWEST_SHARED)
        & (alike | (of_a >= CONTAINED) | (of_b >= CONTAINED))
    )
    columns = (first, second, np.minimum(score, 0.99).round(6), of_a.round(6), of_b.round(6), alike)
    return [_Candidate(*row) for row in zip(*(column[kept].tolist() for column in columns), strict=True)]


def _weights(a: Parsed, b: Parsed) -> dict[str, float]:
    """Of each feature: the logarithm of how few sentences of both accounts have it, smoothed for short accounts."""
    counts = Counter(feature for parsed in (a, b) for found in parsed.features for feature in found)
    size = len(a.features) + len(b.features)
    return {feature: math.log((size + PRIOR) / count) for feature, count in counts.items()}


def _products(a: Parsed, b: Parsed, weights: dict[str, float]) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """For each feature and each pair of sentences that share it: the pair's code, its weight, whether it is a word.

    Features that are left out because too many sentences have them lose their weight too.
    """
    places = _sharing(a, b)
    codes: list[np.ndarray] = []
    shared_weights: list[np.ndarray] = []
    shared_words: list[np.ndarray] = []
    products = 0
    for feature in sorted(places, key=lambda name: (len(places[name][0]) * len(places[name][1]), name)):
        here, there = places[feature]
        products += len(here) * len(there)
        if products > MOST_PRODUCTS:
            del weights[feature]
            continue
        codes.append((np.array(here)[:, None] * len(b.features) + np.array(there)[None, :]).ravel())
        shared_weights.append(np.full(len(codes[-1]), weights[feature]))
        alone = all(parsed.features[number][feature] for parsed, of in ((a, here), (b, there)) for number in of)
        shared_words.append(np.full(len(codes[-1]), alone))
    if not codes:
        return np.empty(0), np.empty(0), np.empty(0)
    return np.concatenate(codes), np.concatenate(shared_weights), np.concatenate(shared_words)


def _sharing(a: Parsed, b: Parsed) -> dict[str, tuple[list[int], list[int]]]:
    """The features that stand in both accounts, with the sentences of each that have them."""
    in_a: defaultdict[str, list[int]] = defaultdict(list)
    for number, found in enumerate(a.features):
        for feature in found:
            in_a[feature].append(number)
    places: dict[str, tuple[list[int], list[int]]] = {}
    for number, found in enumerate(b.features):
        for feature in found:
            if feature in in_a:
                places.setdefault(feature, (in_a[feature], []))[1].append(number)
    return places


def _joining(
    candidates: Sequence[_Candidate], a: Parsed, b: Parsed, a_free: set[int], b_free: set[int]
) -> Iterator[Aligned]:
    """Sentences that are left over, each with the one that holds most of it, if that is enough."""
    for candidate in sorted(candidates, key=lambda candidate: _rank(candidate, candidate.of_a, a, b)):
        if candidate.a in a_free and candidate.of_a >= CONTAINED:
            a_free.remove(candidate.a)
            yield Aligned(candidate.a, candidate.b, candidate.score)
    for candidate in sorted(candidates, key=lambda candidate: _rank(candidate, candidate.of_b, a, b)):
        if candidate.b in b_free and candidate.of_b >= CONTAINED:
            b_free.remove(candidate.b)
            yield Aligned(candidate.a, candidate.b, candidate.score)


def standing_inside(here: Parsed, there: Parsed, free: Iterable[int]) -> Iterator[tuple[int, int, float]]:
    """Sentences that are left over of one account, each with that of the other which says as much among other things.

    It says so word for word inside a longer sentence, or has nearly all of the words with a meaning, all of the
    numbers, and as many negations.
    """
    having = _having(there)
    for number in sorted(free):
        wording, found = here.wordings[number], here.sentences[number]
        meanings = {token.stem for token in found if token.content}
        counts = Counter(place for meaning in meanings for place in having.get(meaning, ()))
        for place, count in sorted(counts.items(), key=lambda item: (-item[1], there.written[item[0]], item[0]))[
            :_TRIED
        ]:
            literal = f" {wording} " in f" {there.wordings[place]} " and len(meanings) >= _FEWEST_INSIDE
            if literal or (
                len(meanings) > FEWEST_SHARED and _says_as_much(here, number, there, place, count, meanings)
            ):
                yield number, place, round(min(0.99, count / len(meanings)), 6)
                break


def _having(parsed: Parsed) -> dict[str, list[int]]:
    """The sentences that have each word with a meaning; words of very many sentences are left out."""
    having: defaultdict[str, list[int]] = defaultdict(list)
    for number, found in enumerate(parsed.sentences):
        if number not in parsed.furniture:
            for meaning in {token.stem for token in found if token.content}:
                having[meaning].append(number)
    return {meaning: numbers for meaning, numbers in having.items() if len(numbers) <= _MOST_HAVING}


def _says_as_much(here: Parsed, number: int, there: Parsed, place: int, count: int, meanings: set[str]) -> bool:
    if count < INSIDE * len(meanings) or negated(here.sentences[number]) != negated(there.sentences[place]):
        return False
    numbers = {meaning for meaning in meanings if meaning[0].isdigit()}
    return numbers <= {token.stem for token in there.sentences[place]}
