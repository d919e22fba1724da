"""Documents of one event together: average linkage over how much each two of them have in common.

Two groups become one while the mean likeness of their documents is above a threshold (UPGMA; Sokal and Michener,
1958). A mean keeps a chain of stories, each a little like the next, from becoming one event.
"""

from __future__ import annotations

import heapq
from collections.abc import Iterator, Sequence
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
    """All these documents by the event that they report, the events with most documents first."""
    likenesses = _likenesses(relations, keys)
    events = []
    for group in _average_linkage(likenesses):
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
    terms = np.concatenate([lead.terms for lead in leads]) if leads else np.empty(0, np.int64)
    weights = np.concatenate([lead.weights for lead in leads]) if leads else np.empty(0)
    order = np.argsort(terms, kind="stable")
    docs, weights = docs[order], weights[order]
    size = int(terms.max()) + 1 if len(terms) else 0
    bounds = np.searchsorted(terms[order], np.arange(size + 1))
    most = len(leads) if len(leads) <= _FEW else int(len(leads) * _COMMON)
    for number, lead in enumerate(leads):
        products = np.zeros(len(leads))
        for term, weight in zip(lead.terms.tolist(), lead.weights.tolist(), strict=True):
            start, stop = bounds[term], bounds[term + 1]
            if 1 < stop - start <= most:
                products[docs[start:stop]] += weight * weights[start:stop]
        others = np.flatnonzero(products[number + 1 :] >= LEAST_COSINE) + number + 1
        yield number, others, products[others]


def _average_linkage(likenesses: _Likenesses) -> list[list[int]]:
    """The groups that are left when no two have a mean likeness of ``TOGETHER``."""
    groups: dict[int, list[int]] = {number: [number] for number in range(len(likenesses))}
    sums = {number: dict(row) for number, row in enumerate(likenesses)}
    queue = [(-value, one, other) for one, row in sums.items() for other, value in row.items() if one < other]
    heapq.heapify(queue)
    following = len(likenesses)
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
