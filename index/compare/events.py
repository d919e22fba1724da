"""Documents of one event together: average linkage over how much each two of them have in common.

Two groups become one while the mean likeness of their documents is above a threshold (UPGMA; Sokal and Michener,
1958). A mean keeps a chain of stories, each a little like the next, from becoming one event.
"""

from __future__ import annotations

import heapq
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from index.arrays.ranges import IntArray
from index.compare.event_pairs import PairFinder, Pairs
from index.compare.related import Relations

TOGETHER = 0.16
"""The mean likeness above which two groups are one event; read off the development part of ECB+ and war reports."""

_ROUNDING = 1e-9  # by no more a mean of many likenesses is above the largest of them


@dataclass(frozen=True, slots=True)
class Event:
    """The keys of the documents that report one event, the most typical one first."""

    keys: tuple[int, ...]


def group_by_event(relations: Relations, keys: Sequence[int]) -> list[Event]:
    """All these documents by the event that they report, the events with most documents first.

    The order of ``keys`` makes no difference. Texts that are copies of each other are in one event.
    """
    keys = sorted(keys)
    finder = PairFinder(relations, keys)
    pairs = finder.strong(TOGETHER - _ROUNDING)
    together = _same_texts(relations, keys, pairs)
    events = []
    for part in _apart(pairs[pairs.values >= TOGETHER - _ROUNDING], together):
        within = finder.within(sorted(number for group in part for number in group))
        groups = _average_linkage(within, part)
        likenesses = _by_document(within[_of_one_group(within, groups)])
        for group in groups:
            typical = sorted(group, key=lambda n: (-sum(likenesses[n].get(other, 0.0) for other in group), keys[n]))
            events.append(Event(tuple(keys[number] for number in typical)))
    return sorted(events, key=lambda event: (-len(event.keys), min(event.keys)))


def _same_texts(relations: Relations, keys: Sequence[int], pairs: Pairs) -> list[list[int]]:
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


def _apart(strong: Pairs, together: Sequence[Sequence[int]]) -> list[list[Sequence[int]]]:
    """The groups in parts that have nothing to do with each other.

    Two groups have a mean of ``TOGETHER`` only if two of their documents have it, so that documents which no chain of
    such pairs connects are never in one event.
    """
    of = list(range(sum(map(len, together))))
    for group in together:
        for number in group:
            of[number] = min(group)
    for one, other in zip(strong.firsts.tolist(), strong.seconds.tolist(), strict=True):
        _join(of, one, other)
    parts: dict[int, list[Sequence[int]]] = {}
    for group in together:
        parts.setdefault(_root(of, group[0]), []).append(group)
    return list(parts.values())


def _root(of: list[int], number: int) -> int:
    while of[number] != number:
        of[number] = of[of[number]]
        number = of[number]
    return number


def _join(of: list[int], one: int, other: int) -> None:
    """The smaller number stands for both."""
    first, second = sorted((_root(of, one), _root(of, other)))
    of[second] = first


def _of_one_group(pairs: Pairs, groups: Iterable[Sequence[int]]) -> IntArray:
    """The places of the pairs whose documents are in the same group."""
    of = {document: number for number, group in enumerate(groups) for document in group}
    pairs_of = zip(pairs.firsts.tolist(), pairs.seconds.tolist(), strict=True)
    return np.array([place for place, (one, other) in enumerate(pairs_of) if of[one] == of[other]], np.int64)


def _by_document(pairs: Pairs) -> dict[int, dict[int, float]]:
    """For each document those that have something in common with it, and how much."""
    found: dict[int, dict[int, float]] = defaultdict(dict)
    for one, other, value in zip(pairs.firsts.tolist(), pairs.seconds.tolist(), pairs.values.tolist(), strict=True):
        found[one][other] = found[other][one] = value
    return found


def _average_linkage(pairs: Pairs, together: Sequence[Sequence[int]]) -> list[list[int]]:
    """The groups that are left when no two have a mean likeness of ``TOGETHER``; they begin as ``together``."""
    groups: dict[int, list[int]] = {number: list(group) for number, group in enumerate(together)}
    sums = _summed(pairs, groups)
    queue = [
        (-value / (len(groups[one]) * len(groups[other])), one, other)
        for one, row in sums.items()
        for other, value in row.items()
        if value >= TOGETHER and one < other and value / (len(groups[one]) * len(groups[other])) >= TOGETHER
    ]
    heapq.heapify(queue)
    following = len(groups)
    while queue:
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
                row = sums[neighbour]
                row.pop(one, None)
                row.pop(other, None)
                sums[following][neighbour] = row[following] = value
                if value < TOGETHER:  # and so is the mean
                    continue
                mean = value / (len(groups[following]) * len(groups[neighbour]))
                if mean >= TOGETHER:
                    heapq.heappush(queue, (-mean, neighbour, following))
        following += 1
    return [sorted(group) for group in groups.values()]


def _summed(pairs: Pairs, groups: Mapping[int, Sequence[int]]) -> dict[int, dict[int, float]]:
    """For each group the sums of the likenesses of its documents with those of each other group."""
    of = {document: number for number, group in groups.items() for document in group}
    sums: dict[int, dict[int, float]] = {number: {} for number in groups}
    firsts, seconds = (np.concatenate(both) for both in ((pairs.firsts, pairs.seconds), (pairs.seconds, pairs.firsts)))
    order = np.lexsort((seconds, firsts))
    documents, starts = np.unique(firsts[order], return_index=True)
    for document, its in zip(documents.tolist(), np.split(order, starts[1:]), strict=False):
        row = sums[of[document]]
        others = [of[other] for other in seconds[its].tolist()]
        values = pairs.values[its % len(pairs.values)].tolist()
        if not row and len(set(others)) == len(others) and len(groups[of[document]]) == 1:
            row.update(zip(others, values, strict=True))
            continue
        for other, value in zip(others, values, strict=True):
            if other != of[document]:
                row[other] = row.get(other, 0.0) + value
    return sums
