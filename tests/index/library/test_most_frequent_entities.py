"""The entities in the most documents of a result are told exactly, though seldom ones are not counted."""

from __future__ import annotations

import numpy as np
from hypothesis import example, given, settings
from hypothesis import strategies as st

from index.arrays.ranges import starts_of
from index.library.columns import FIRST_COUNTED, Entities

DOCUMENTS = 60
TYPES = ("person", "place", "weapon")


@settings(deadline=None, max_examples=40)
@example(9019945, 3, 0.5)  # the last entity is in no document
@given(st.integers(0, 2**32), st.sampled_from([3, FIRST_COUNTED * 3]), st.sampled_from([0.02, 0.5, 1.0]))
def test_seldom_entities_are_left_out_only_where_they_cannot_matter(seed: int, size: int, share: float) -> None:
    chance = np.random.default_rng(seed)
    names = [(TYPES[int(type_)], f"name {number}") for number, type_ in enumerate(chance.integers(0, 3, size))]
    documents = [
        np.flatnonzero(chance.random(DOCUMENTS) < likely)
        for likely in chance.choice([0.0, 0.01, 0.02, 0.3, 0.9], size, p=[0.02, 0.6, 0.3, 0.05, 0.03])
    ]
    starts = starts_of(np.array([len(rows) for rows in documents]))
    entities = Entities.of(names, np.concatenate(documents).astype(np.int32), starts)
    chosen = chance.random(DOCUMENTS) < share
    everything = entities.frequencies(chosen).tolist()
    assert {name: everything[number] for name, number in entities.numbers.items()} == {
        name: int(chosen[rows].sum()) for name, rows in zip(names, documents, strict=True)
    }
    for type_ in (*TYPES, "operation"):
        counts = {
            name: int(chosen[rows].sum()) for (kind, name), rows in zip(names, documents, strict=True) if kind == type_
        }
        for most in (1, 7, 400):
            numbers, frequencies = entities.most_frequent(chosen, type_, most)
            found = {
                entities.names[number][1]: count for number, count in zip(numbers, frequencies.tolist(), strict=True)
            }
            least = max(1, sorted([0] * most + list(counts.values()))[-most])
            assert found == {name: count for name, count in counts.items() if count >= least}
    assert all(entities.names[entities.numbers[name]] == name for name in names)
    number = int(chance.integers(0, size))
    assert entities.rows_of([names[number]]).tolist() == documents[number].tolist()
