"""Events against the plainest way to find them: every two documents are compared, every two groups are tried."""

from __future__ import annotations

import contextlib
import itertools
import random
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest
from ferry_stories import FOURTH_ACCOUNT, OWN_ACCOUNT, WIRE, json_lines

from index.compare.event_pairs import LEAST_COSINE
from index.compare.events import TOGETHER, group_by_event
from index.compare.related import Relations
from index.library.library import LocalLibrary

SENTENCES = [f"{one}." for text in (WIRE, OWN_ACCOUNT, FOURTH_ACCOUNT) for one in text.rstrip(".").split(". ")]
OTHERS = (
    "The budget of Sarnia was passed by the council.",
    "A harvest of plums failed in the valley of Tolm.",
    "The orchestra of Velden will tour the coast.",
    "An eclipse was seen from the tower of Brask.",
)


def stories(seed: int) -> list[dict[str, str]]:
    """Stories of the same few sentences, and copies of some of them."""
    chance = random.Random(seed)
    made = [
        {
            "id": str(number),
            "title": f"Story {number}",
            "date": chance.choice(["2019-03-04", "2019-03-05", "2019-03-11", "2019-06-20", "2017", ""]),
            "text": " ".join([*chance.sample(SENTENCES, chance.randint(0, 2)), *chance.sample(OTHERS, 2)]),
        }
        for number in range(24)
    ]
    return [*made, *({**one, "id": f"copy{one['id']}"} for one in made[:3])]


def mean(group: tuple[int, ...], other: tuple[int, ...], values: Mapping[tuple[int, int], float]) -> float:
    total = sum(values[min(one, two), max(one, two)] for one in group for two in other)
    return total / (len(group) * len(other))


def plainly(relations: Relations, keys: list[int]) -> set[frozenset[int]]:
    leads = dict(zip(keys, relations.leads(keys), strict=True))
    values = {}
    groups: list[tuple[int, ...]] = []
    for one, other in itertools.combinations(keys, 2):
        found = relations.likeness(one, leads[one], other, leads[other])
        values[one, other] = found.value if found.cosine >= LEAST_COSINE else 0.0
    for key in keys:
        same = [group for group in groups if any(relations.same_text(key, other) for other in group)]
        if same:
            groups.remove(same[0])
        groups.append((*(same[0] if same else ()), key))
    while len(groups) > 1:
        first, second = max(itertools.combinations(groups, 2), key=lambda two: mean(*two, values))
        if mean(first, second, values) < TOGETHER:
            break
        groups = [group for group in groups if group not in (first, second)]
        groups.append(first + second)
    return {frozenset(group) for group in groups}


@pytest.mark.parametrize("seed", range(3))
def test_events_are_those_of_the_plain_way(build: Callable[..., Path], seed: int) -> None:
    with contextlib.closing(LocalLibrary(build({"stories.jsonl": json_lines(stories(seed))}))) as library:
        keys = sorted(library.catalogue.ordered_keys("newest"))
        relations = Relations(library.catalogue, library.searcher())
        found = {frozenset(event.keys) for event in group_by_event(relations, keys)}
        assert found == plainly(relations, keys)
        assert 1 < len(found) < len(keys)
