"""What a search in a library found."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from index.catalogue.stored_documents import Summary
from index.engine import Result
from index.explanation import Explain
from index.query.hits import Hits
from index.query.snippets import Snippet
from index.query.tree import Query

if TYPE_CHECKING:
    from index.library.library import LocalLibrary


def no_language(_: int) -> str:
    return ""


@dataclass(frozen=True, slots=True)
class Found:
    """The result of a search: the keys of all documents found, in order, and what the query meant."""

    query: Query
    order: str
    keys: Sequence[int]
    explain: Explain
    result: Result | None = None  # None where nothing was searched for
    language_of: Callable[[int], str] = no_language  # of a document by key, "" where forms are English
    within: LocalLibrary | None = None  # whose documents they are, where older versions are among them
    near: Found | None = None  # where nothing has all of several plain words: what has most of them, the most first

    def hits(self, key: int, title: str, text: str) -> Hits:
        """Where the query matches in one of the documents."""
        result = self.result
        language = self.language_of(key)
        return Hits(
            self.query.root, title, text, lambda leaf: result is not None and result.fulfils(key, leaf), language
        )

    def score(self, key: int) -> float:
        """How well one of the documents fits the query."""
        return self.result.score(key) if self.result is not None else 0.0


@dataclass(frozen=True, slots=True)
class FoundRow:
    """A document in a result, with the passage that shows why."""

    summary: Summary
    score: float
    snippet: Snippet
    hits: Hits
