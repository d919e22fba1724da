"""What the tests of engines share: the kinds of engines, documents, conditions and orders."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any

from memory_engine import MemoryEngine

from index.catalogue.staged import IndexEntry
from index.engine import Engine, Numbered, Result, Searcher
from index.fulltext.engine import FullText
from index.query.grammar import parse

KINDS = {"whoosh": FullText, "memory": MemoryEngine}
"""What gives an engine in a folder, by the name of its kind: every one of them does what ``index.engine`` says."""

Documents = Mapping[int, tuple[str, str]]
"""Title and text by key."""


class Held:
    """The conditions that a catalogue would answer: the keys of the documents that fulfil each, by how it is typed."""

    def __init__(self, keys: Mapping[str, Sequence[int]] | None = None) -> None:
        self._keys = keys or {}

    def keys(self, leaf: Any) -> Sequence[int]:
        """The keys of the documents that fulfil a condition."""
        return self._keys[leaf.typed]


def commit(engine: Engine, documents: Documents, removed: Iterable[int] = ()) -> None:
    """Add these documents and remove those keys."""
    engine.commit([IndexEntry(key, title, text) for key, (title, text) in documents.items()], removed)


def filled(kind: str, folder: Path, *batches: Documents) -> Engine:
    """An engine of a kind with these documents, committed in batches."""
    engine: Engine = KINDS[kind](folder)
    engine.create()
    for batch in batches:
        commit(engine, batch)
    return engine


def ask(searcher: Searcher, typed: str, held: Held | None = None, **options: Any) -> Result:
    """What is found by a query as it is typed."""
    return searcher.run(parse(typed).root, held or Held(), **options)


def found(searcher: Searcher, typed: str, held: Held | None = None, **options: Any) -> list[int]:
    """The keys of the documents that are found, ascending."""
    return sorted(ask(searcher, typed, held, **options).by_place(by_key(range(1, 200))))


def by_key(keys: Iterable[int]) -> Numbered:
    """An order by key."""
    keys = list(keys)
    return Numbered(keys, keys)
