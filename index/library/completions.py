"""How a query that is being typed can go on: fields, values of the library, words of the index by frequency."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Protocol

import numpy as np

from index.answers.listing import Completion, CompletionsAnswer
from index.library.columns import UNDATED, Columns
from index.library.library import LocalLibrary
from index.query.completing import (
    LEAST_LETTERS,
    Unfinished,
    begins,
    fields_beginning,
    fixed_values,
    operators_beginning,
    unfinished_at,
    written,
)
from index.query.fields import ENTITY_KINDS, FIELD_OF_FACET, TYPE_OF_FIELD, Field, HeldBy, Takes
from index.query.tree import Match, Term

MOST = 6
"""Completions that are offered at once."""

COLUMNS = ("source", "author", "lang", "type")
"""Fields of which all values are known."""


class Known(Protocol):
    """What a library knows that a query can go on with."""

    def words(self, begun: str) -> Mapping[str, int]:
        """The words of the texts that begin so, each with its number of documents."""

    def values(self, field: Field, begun: str) -> Iterable[tuple[str, int]]:
        """The values of a field, those that begin so among them, each with its number of documents."""


def completions(known: Known, typed: str, cursor: int) -> CompletionsAnswer:
    """What can stand for what ends at the cursor, the likeliest first; nothing in the middle of a word."""
    part = unfinished_at(typed, cursor)
    if part is None:
        return CompletionsAnswer(cursor, ())
    offers = _values(known, part) if part.field else _words(known, part.begun, typed[: part.start])
    kept = [one for one in offers if one.text != typed[part.start : cursor]][:MOST]
    return CompletionsAnswer(part.start, tuple(kept))


def _words(known: Known, begun: str, before: str) -> Iterator[Completion]:
    yield from map(Completion, operators_beginning(begun, before))
    yield from map(Completion, fields_beginning(begun))
    if len(begun) >= LEAST_LETTERS:
        forms = known.words(begun.casefold())
        yield from _by_frequency({form: count for form, count in forms.items() if form != begun.casefold()}, MOST)


def _values(known: Known, part: Unfinished) -> Iterator[Completion]:
    """The values of a field that begin so."""
    field = part.field
    assert field is not None
    yield from (Completion(written(value)) for value in fixed_values(field, part.begun))
    matching = {value: count for value, count in known.values(field, part.begun) if begins(value, part.begun)}
    yield from (Completion(written(one.text), one.documents) for one in _by_frequency(matching, MOST))


class KnownLocally:
    """What a local library knows."""

    def __init__(self, library: LocalLibrary) -> None:
        self._library = library

    def words(self, begun: str) -> Mapping[str, int]:
        """The words of the texts that begin so."""
        return self._library.searcher().forms(Term(f"{begun}*", Match.PATTERN), "text")

    def values(self, field: Field, begun: str) -> Iterable[tuple[str, int]]:
        """The values of a field; of entities those that begin so, as there may be many."""
        library, columns = self._library, self._library.columns()
        if field.name in COLUMNS:
            values = columns.values(field.name)
            counts = np.bincount(values.numbers, minlength=len(values.values)).tolist()
            return [(value, count) for value, count in zip(values.values, counts, strict=True) if value]
        if field.held_by is HeldBy.ENTITIES:
            return _entities(columns, field.name, begun)
        if field.takes is Takes.NEAR:
            return _entities(columns, "place", begun)
        if field.takes is Takes.REGION:
            facets = library.facets(library.browse()).facets
            return [(one.value, one.documents) for one in facets if FIELD_OF_FACET[one.kind] == field.name]
        if field.name == "tag":
            notebook = library.notebook()
            return notebook.tags() if notebook else ()
        return _years(columns) if field.takes is Takes.DATE else ()


def _entities(columns: Columns, field: str, begun: str) -> Iterator[tuple[str, int]]:
    """Entities of a field's type, or of any, that begin so: of each type the most frequent."""
    entities = columns.entities
    for kind in ENTITY_KINDS:
        if TYPE_OF_FIELD.get(field, kind.type) != kind.type:
            continue
        left = MOST
        for number in entities.by_type.get(kind.type, np.empty(0, np.int64)).tolist():
            if begins(entities.names[number][1], begun):
                yield entities.names[number][1], int(entities.starts[number + 1] - entities.starts[number])
                left -= 1
            if not left:
                break


def _years(columns: Columns) -> Iterator[tuple[str, int]]:
    first, _ = columns.months
    counts = np.bincount(first[first != UNDATED] // 12)
    yield from ((f"{year:04d}", int(counts[year])) for year in np.flatnonzero(counts).tolist())


def _by_frequency(counts: Mapping[str, int], most: int) -> list[Completion]:
    ordered = sorted(counts.items(), key=lambda item: (-item[1], item[0]))[:most]
    return [Completion(value, count) for value, count in ordered]
