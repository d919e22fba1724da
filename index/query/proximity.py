"""Words near each other: pure functions over the positions of words in one text."""

from __future__ import annotations

from collections.abc import Sequence


def near_positions(positions: Sequence[Sequence[int]], multiplicities: Sequence[int], distance: int) -> list[set[int]]:
    """Which positions take part in a match, per term.

    ``positions`` holds the ascending positions of each different term, ``multiplicities`` how often each must occur.
    A match is a choice of that many positions of every term, all of them at most ``distance`` words from the first
    to the last. Every position that takes part in some match is returned.
    """
    events = sorted((position, term) for term, found in enumerate(positions) for position in found)
    part: list[set[int]] = [set() for _ in positions]
    counts = [0] * len(positions)
    missing = len(positions)
    first = kept = 0
    for last, (position, term) in enumerate(events):
        counts[term] += 1
        missing -= counts[term] == multiplicities[term]
        while events[first][0] < position - distance:
            left = events[first][1]
            missing += counts[left] == multiplicities[left]
            counts[left] -= 1
            first += 1
        if not missing:
            for found, other in events[max(first, kept) : last + 1]:
                part[other].add(found)
            kept = last + 1
    return part
