"""Documents of one event together: average linkage over how much each two of them have in common.

Two groups become one while the mean likeness of their documents is above a threshold (UPGMA; Sokal and Michener,
1958). A mean keeps a chain of stories, each a little like the next, from becoming one event.
"""

from __future__ import annotations

import heapq
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from index.compare.leads import FloatArray, IntArray, Lead
from index.compare.related import Relations

TOGETHER = 0.16
"""The mean likeness above which two groups are one event; read off the development part of ECB+ and war reports."""

LEAST_COSINE = 0.05
"""Documents with less in common are taken to have nothing in common."""

_FEW = 1000  # documents of which every term is looked at
_COMMON = 0.1  # of more documents, the share that makes a term too common to be looked at

_Likenesses = list[dict[int, float]]


@dataclass(frozen=True, slots=True)
class Event:
    """The keys of the documents that report one event, the most typical one first."""

    keys: tuple[int, ...]


def group_by_event(relations: Relations, keys: Sequence[int]) -> list[Event]:
    """All these documents by the event that they report, the events with most documents first.

    The order of ``keys`` makes no difference. Texts that are copies of each other are in one event.
    """
    keys = sorted(keys)
    likenesses = _likenesses(relations, keys)
    events = []
    for group in _average_linkage(likenesses, _same_texts(relations, keys, likenesses)):
        typical = sorted(group, key=lambda n: (-sum(likenesses[n].get(other, 0.0) for other in group), keys[n]))
        events.append(Event(tuple(keys[number] for number in typical)))
    return sorted(events, key=lambda event: (-len(event.keys), min(event.keys)))


def _likenesses(relations: Relations, keys: Sequence[int]) -> _Likenesses:
    """For each document, by its place in ``keys``: those that have something in common with it, and how much."""
    leads = relations.leads(keys)
    found: _Likenesses = [{} for _ in keys]
    for number, others, cosines in _cosines(leads):
        for other, cosine in zip(others.tolist(), cosines.tolist(), strict=True):
            value = relations.value(keys[number], leads[number], keys[other], leads[other], cosine)
            found[number][other] = found[other][number] = value
    return found


def _cosines(leads: Sequence[Lead]) -> Iterator[tuple[int, IntArray, FloatArray]]:
    """Each document with those after it that share enough with it, and the cosines of their leads."""
    docs = np.repeat(np.arange(len(leads)), [len(lead.terms) for lead in leads])
    numbers = np.concatenate([lead.terms for lead in leads]) if leads else np.empty(0, np.int64)
    terms = np.unique(numbers, return_inverse=True)[1]
    weights = np.concatenate([lead.weights for lead in leads]) if leads else np.empty(0)
    order = np.argsort(terms, kind="stable")
    docs, weights = docs[order], weights[order]
    size = int(terms.max()) + 1 if len(terms) else 0
    bounds = np.searchsorted(terms[order], np.arange(size + 1))
    most = len(leads) if len(leads) <= _FEW else int(len(leads) * _COMMON)
    ends = np.cumsum([len(lead.terms) for lead in leads]).tolist()
    for number, lead in enumerate(leads):
        products = np.zeros(len(leads))
        its_terms = terms[ends[number] - len(lead.terms) : ends[number]]
        for term, weight in zip(its_terms.tolist(), lead.weights.tolist(), strict=True):
            start, stop = bounds[term], bounds[term + 1]
            if 1 < stop - start <= most:
                products[docs[start:stop]] += weight * weights[start:stop]
        others = np.flatnonzero(products[number + 1 :] >= LEAST_COSINE) + number + 1
        yield number, others, products[others]


def _same_texts(relations: Relations, keys: Sequence[int], likenesses: _Likenesses) -> list[list[int]]:
    """The documents, by their places in ``keys``, those that are copies of each other together."""
    groups: list[list[int]] = []
    of: dict[int, list[int]] = {}
    for number, key in enumerate(keys):
        alike = (other for other in sorted(likenesses[number]) if other < number)
        same = next((one for one in alike if relations.same_text(key, keys[one])), None)
        of[number] = of[same] if same is not None else []
        of[number].append(number)
        if same is None:
            groups.append(of[number])
    return groups


def _average_linkage(likenesses: _Likenesses, together: Sequence[Sequence[int]]) -> list[list[int]]:
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


def _summed(likenesses: _Likenesses, groups: Mapping[int, Sequence[int]]) -> dict[int, dict[int, float]]:
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
