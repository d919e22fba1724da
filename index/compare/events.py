"""Documents of one event together: average linkage over how much each two of them have in common.

Two groups become one while the mean likeness of their documents is above a threshold (UPGMA; Sokal and Michener,
1958). A mean keeps a chain of stories, each a little like the next, from becoming one event.
"""

from __future__ import annotations

import heapq
from array import array
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from index.arrays.ranges import IntArray, ranges, starts_of
from index.compare.leads import FloatArray, Lead
from index.compare.related import ALIKE, FEWEST_RUNS, QUOTE, Relations, nearness

TOGETHER = 0.16
"""The mean likeness above which two groups are one event; read off the development part of ECB+ and war reports."""

LEAST_COSINE = 0.05
"""Documents with less in common are taken to have nothing in common."""

_UNDATED = -1
_ROUNDING = 1e-9  # by no more a mean of many likenesses is above the largest of them
_FEW = 1000  # documents of which every term is looked at
_COMMON = 0.1  # of more documents, the share that makes a term too common to be looked at


@dataclass(frozen=True, slots=True)
class Event:
    """The keys of the documents that report one event, the most typical one first."""

    keys: tuple[int, ...]


def group_by_event(relations: Relations, keys: Sequence[int]) -> list[Event]:
    """All these documents by the event that they report, the events with most documents first.

    The order of ``keys`` makes no difference. Texts that are copies of each other are in one event.
    """
    keys = sorted(keys)
    pairs = _pairs(relations, keys)
    together = _same_texts(relations, keys, pairs)
    events = []
    for part, its_pairs in _apart(pairs, together):
        likenesses = _by_document(its_pairs)
        for group in _average_linkage(likenesses, part):
            typical = sorted(group, key=lambda n: (-sum(likenesses[n].get(other, 0.0) for other in group), keys[n]))
            events.append(Event(tuple(keys[number] for number in typical)))
    return sorted(events, key=lambda event: (-len(event.keys), min(event.keys)))


@dataclass(frozen=True, slots=True)
class _Pairs:
    """Two documents each that have something in common, by their places in a list, and how much.

    ``alike`` tells of which pairs one may be a copy of the other. They are ordered by the first, then by the second,
    which is the later one.
    """

    firsts: npt.NDArray[np.integer]
    seconds: npt.NDArray[np.integer]
    values: FloatArray
    alike: npt.NDArray[np.bool_]

    @classmethod
    def joined(cls, parts: Sequence[_Pairs]) -> _Pairs:
        """The pairs of all these, one after the other."""
        return cls(
            np.concatenate([np.empty(0, np.int32), *(part.firsts for part in parts)], dtype=np.int32),
            np.concatenate([np.empty(0, np.int32), *(part.seconds for part in parts)], dtype=np.int32),
            np.concatenate([np.empty(0), *(part.values for part in parts)]),
            np.concatenate([np.empty(0, np.bool_), *(part.alike for part in parts)]),
        )

    def __getitem__(self, chosen: IntArray | npt.NDArray[np.bool_]) -> _Pairs:
        return _Pairs(self.firsts[chosen], self.seconds[chosen], self.values[chosen], self.alike[chosen])


def _pairs(relations: Relations, keys: Sequence[int]) -> _Pairs:
    leads = relations.leads(keys)
    days = relations.days(keys)
    begins, ends = (np.array([one[at] if one else _UNDATED for one in days], np.int32) for at in (0, 1))
    quotes, runs = _Shared([lead.quoted for lead in leads]), _Shared([lead.runs for lead in leads])
    found: list[_Pairs] = []
    for number, others, cosines in _cosines(leads):
        apart = np.maximum(0, np.maximum(begins[number] - ends[others], begins[others] - ends[number]))
        dated = (begins[others] != _UNDATED) & (begins[number] != _UNDATED)
        near = [nearness(one if known else None) for one, known in zip(apart.tolist(), dated.tolist(), strict=True)]
        values = cosines * np.array(near) + np.where(quotes.with_each(number)[others] > 0, QUOTE, 0.0)
        shorter = np.minimum(runs.sizes[others], runs.sizes[number])
        shared = runs.with_each(number)[others]
        alike = (shorter < FEWEST_RUNS) | (shared / np.maximum(shorter, 1) > ALIKE)
        found.append(_Pairs(np.full(len(others), number, np.int32), others.astype(np.int32), values, alike))
    return _Pairs.joined(found)


class _Shared:
    """How many numbers each two of some sets share."""

    def __init__(self, sets: Sequence[array[int]]) -> None:
        self.sizes = np.array([len(one) for one in sets], np.int64)
        self._ends = np.cumsum(self.sizes)
        found = np.frombuffer(b"".join(sets), np.uint32) if len(sets) else np.empty(0, np.uint32)
        _, self._numbers, counts = np.unique(found, return_inverse=True, return_counts=True)
        self._docs = np.repeat(np.arange(len(sets)), self.sizes)[np.argsort(self._numbers, kind="stable")]
        self._starts = starts_of(counts)

    def with_each(self, place: int) -> IntArray:
        """How many numbers the set at this place shares with each of all."""
        numbers = self._numbers[self._ends[place] - self.sizes[place] : self._ends[place]]
        begins = self._starts[numbers]
        return np.bincount(self._docs[ranges(begins, self._starts[numbers + 1] - begins)], minlength=len(self.sizes))


def _cosines(leads: Sequence[Lead]) -> Iterator[tuple[int, IntArray, FloatArray]]:
    """Each document with those after it that share enough with it, and the cosines of their leads."""
    sizes = np.array([len(lead.terms) for lead in leads], np.int64)
    docs = np.repeat(np.arange(len(leads), dtype=np.int32), sizes)
    numbers = np.concatenate([lead.terms for lead in leads]) if leads else np.empty(0, np.int64)
    terms, counts = np.unique(numbers, return_inverse=True, return_counts=True)[1:]
    weights = np.concatenate([lead.weights for lead in leads]) if leads else np.empty(0)
    order = np.argsort(terms, kind="stable")
    docs, weights = docs[order], weights[order]
    places = np.empty(len(order), np.int64)  # of each term of each lead, where it stands among all of that term
    places[order] = np.arange(len(order))
    stops = np.cumsum(counts)
    most = len(leads) if len(leads) <= _FEW else int(len(leads) * _COMMON)
    stop = 0
    for number, lead in enumerate(leads):
        start, stop = stop, stop + len(lead.terms)
        its_terms = terms[start:stop]
        looked_at = counts[its_terms] <= most
        after = places[start:stop][looked_at] + 1
        lengths = stops[its_terms[looked_at]] - after
        found = ranges(after, lengths)
        weighed = np.repeat(lead.weights[looked_at], lengths) * weights[found]
        products = np.asarray(np.bincount(docs[found], weighed, len(leads)), np.float64)
        others: IntArray = np.flatnonzero(products >= LEAST_COSINE)
        yield number, others, products[others]


def _same_texts(relations: Relations, keys: Sequence[int], pairs: _Pairs) -> list[list[int]]:
    """The documents, by their places in ``keys``, those that are copies of each other together."""
    alike: dict[int, list[int]] = {}
    for one, other in zip(pairs.firsts[pairs.alike].tolist(), pairs.seconds[pairs.alike].tolist(), strict=True):
        alike.setdefault(other, []).append(one)
    groups: list[list[int]] = []
    of: dict[int, list[int]] = {}
    for number, key in enumerate(keys):
        same = next((one for one in alike.get(number, ()) if relations.same_text(key, keys[one])), None)
        of[number] = of[same] if same is not None else []
        of[number].append(number)
        if same is None:
            groups.append(of[number])
    return groups


def _apart(pairs: _Pairs, together: Sequence[Sequence[int]]) -> Iterator[tuple[list[Sequence[int]], _Pairs]]:
    """The groups in parts that have nothing to do with each other, and the pairs within each part.

    Two groups have a mean of ``TOGETHER`` only if two of their documents have it, so that documents which no chain of
    such pairs connects are never in one event.
    """
    of = list(range(sum(map(len, together))))
    for group in together:
        for number in group:
            of[number] = min(group)
    strong = pairs.values >= TOGETHER - _ROUNDING
    for one, other in zip(pairs.firsts[strong].tolist(), pairs.seconds[strong].tolist(), strict=True):
        _join(of, one, other)
    parts = np.array([_root(of, number) for number in range(len(of))], np.int64)
    groups: dict[int, list[Sequence[int]]] = {}
    for group in together:
        groups.setdefault(int(parts[group[0]]), []).append(group)
    within = pairs[parts[pairs.firsts] == parts[pairs.seconds]]
    order = np.argsort(parts[within.firsts], kind="stable")
    within = within[order]
    its_parts = parts[within.firsts]
    for part, its_groups in groups.items():
        yield its_groups, within[np.arange(*its_parts.searchsorted([part, part + 1]))]


def _root(of: list[int], number: int) -> int:
    while of[number] != number:
        of[number] = of[of[number]]
        number = of[number]
    return number


def _join(of: list[int], one: int, other: int) -> None:
    """The smaller number stands for both."""
    first, second = sorted((_root(of, one), _root(of, other)))
    of[second] = first


def _by_document(pairs: _Pairs) -> dict[int, dict[int, float]]:
    """For each document those that have something in common with it, and how much."""
    found: dict[int, dict[int, float]] = defaultdict(dict)
    for one, other, value in zip(pairs.firsts.tolist(), pairs.seconds.tolist(), pairs.values.tolist(), strict=True):
        found[one][other] = found[other][one] = value
    return found


def _average_linkage(
    likenesses: Mapping[int, Mapping[int, float]], together: Sequence[Sequence[int]]
) -> list[list[int]]:
    """The groups that are left when no two have a mean likeness of ``TOGETHER``; they begin as ``together``."""
    groups: dict[int, list[int]] = {number: list(group) for number, group in enumerate(together)}
    sums = _summed(likenesses, groups)
    queue = [
        (-value / (len(groups[one]) * len(groups[other])), one, other)
        for one, row in sums.items()
        for other, value in row.items()
        if one < other
    ]
    heapq.heapify(queue)
    following = len(groups)
    while queue and -queue[0][0] >= TOGETHER:
        _, one, other = heapq.heappop(queue)
        if one not in groups or other not in groups:
            continue
        groups[following] = groups.pop(one) + groups.pop(other)
        merged = sums.pop(one)
        for neighbour, value in sums.pop(other).items():
            merged[neighbour] = merged.get(neighbour, 0.0) + value
        sums[following] = {}
        for neighbour, value in merged.items():
            if neighbour in groups and neighbour != following:
                sums[following][neighbour] = sums[neighbour][following] = value
                mean = value / (len(groups[following]) * len(groups[neighbour]))
                heapq.heappush(queue, (-mean, neighbour, following))
        following += 1
    return [sorted(group) for group in groups.values()]


def _summed(
    likenesses: Mapping[int, Mapping[int, float]], groups: Mapping[int, Sequence[int]]
) -> dict[int, dict[int, float]]:
    """For each group the sums of the likenesses of its documents with those of each other group."""
    of = {document: number for number, group in groups.items() for document in group}
    sums: dict[int, dict[int, float]] = {}
    for number, group in groups.items():
        row = sums.setdefault(number, {})
        for document in group:
            for other, value in likenesses[document].items():
                if of[other] != number:
                    row[of[other]] = row.get(of[other], 0.0) + value
    return sums
