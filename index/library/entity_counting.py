"""How many documents of a result mention each entity."""

from __future__ import annotations

from collections.abc import Collection, Sequence

import numpy as np

from index.answers.counts import EntitiesAnswer, EntityCount
from index.library.columns import Columns, IntArray
from index.text.collation import collation_key

MOST = 500
"""So many entities of a type are told of a result, those in the most documents first; the totals are exact."""


def entities_of_result(columns: Columns, keys: Sequence[int]) -> EntitiesAnswer:
    """Of each type the entities in the most documents of a result, given by its keys, and how many there are."""
    frequencies = _frequencies(columns, keys)
    entities = columns.entities
    told: list[EntityCount] = []
    totals = {}
    for type_, numbers in entities.by_type.items():
        mentioned = numbers[frequencies[numbers] > 0]
        totals[type_] = len(mentioned)
        told += _counted(columns, frequencies, _most_frequent(mentioned, frequencies).tolist())
    return EntitiesAnswer(tuple(told), totals)


def counted_entities(columns: Columns, keys: Sequence[int], wanted: Collection[tuple[str, str]]) -> EntitiesAnswer:
    """These entities (type, name), with the number of the documents of a result that mention each; it may be 0."""
    numbers = [number for entity in wanted if (number := columns.entities.numbers.get(entity)) is not None]
    told = _counted(columns, _frequencies(columns, keys), numbers)
    types = [one.type for one in told]
    return EntitiesAnswer(tuple(told), {type_: types.count(type_) for type_ in set(types)})


def _frequencies(columns: Columns, keys: Sequence[int]) -> IntArray:
    chosen = np.zeros(len(columns.keys), np.bool_)
    chosen[columns.rows_of(np.sort(np.asarray(keys, dtype=np.int64)))] = True
    return columns.entities.frequencies(chosen)


def _most_frequent(numbers: IntArray, frequencies: IntArray) -> IntArray:
    """The ``MOST`` most frequent of them, and those that are as frequent as the last of these."""
    if len(numbers) <= MOST:
        return numbers
    least = np.partition(frequencies[numbers], -MOST)[-MOST]
    return np.asarray(numbers[frequencies[numbers] >= least])


def _counted(columns: Columns, frequencies: IntArray, numbers: Sequence[int]) -> list[EntityCount]:
    """``MOST`` of these entities, given by their numbers, those in the most documents first, then by name."""
    names = columns.entities.names
    return in_order([EntityCount(*names[number], int(frequencies[number])) for number in numbers])


def in_order(found: Sequence[EntityCount]) -> list[EntityCount]:
    """``MOST`` of these entities, those in the most documents first, then by name."""
    most = sorted(found, key=lambda one: (-one.documents, one.name))[:MOST]  # of all, by what costs little
    return sorted(most, key=lambda one: (-one.documents, collation_key(one.name)))
