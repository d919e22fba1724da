"""What any search engine does for a library: keep the words of its documents, and find documents by them.

An engine holds nothing that the catalogue does not hold too, so that it can be built again. It knows documents by the
catalogue's keys, numbers above 0 that are never used twice. What it holds is found by the words of
``index.text.words``, compared as ``index.query.hits`` compares them. Every figure is exact where nothing else is said.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from index.query.tree import AnyLeaf, Node, Term, Widened

if TYPE_CHECKING:
    from index.catalogue.staged import IndexEntry

TITLE, TEXT = "title", "text"
"""The fields of a document that an engine knows."""

Condition = AnyLeaf | Widened


class Conditions(Protocol):
    """What the catalogue and the notebook answer."""

    def keys(self, leaf: AnyLeaf) -> Collection[int]:
        """The keys of the documents that fulfil a condition, ascending."""


@dataclass(frozen=True, slots=True, eq=False)
class Numbered:
    """A number for each document: its place in an order, or which of the values of a column it has."""

    keys: Collection[int]  # ascending
    numbers: Collection[int]  # of each of them, none below 0


@dataclass(frozen=True, slots=True, eq=False)
class Languages:
    """The language of each document, by which its words are stemmed: the number of one of the names."""

    names: tuple[str, ...]  # "" for one that is not known, as are those of documents without a number
    of: Numbered


Likes = Sequence[tuple[int, float]]
"""Keys of documents with their scores, the highest first, then by key."""


class Result(Protocol):
    """The documents that a query has found. It outlives its searcher."""

    @property
    def total(self) -> int:
        """How many there are."""

    @property
    def scored(self) -> bool:
        """Whether anything is scored: words are, other conditions score 0."""

    @property
    def by_condition(self) -> Mapping[Condition, int]:
        """How many documents fulfil each condition of the query alone, widened names and their parts among them."""

    @property
    def left_out(self) -> Mapping[Condition, int]:
        """Of patterns that stand for more words than can be searched: how many, the rarest, were left out."""

    def by_score(self, ties: Numbered) -> Sequence[int]:
        """The keys of the documents, those that fit best first, ties by number; without those that have no number."""

    def by_place(self, places: Numbered) -> Sequence[int]:
        """The keys of the documents by the numbers given, all different; without those that have none."""

    def counts(self, values: Numbered) -> Mapping[int, int]:
        """How many of the documents have each number."""

    def score(self, key: int) -> float:
        """How well a document fits, 0 if it was not found.

        It is more the rarer a word is, the more often it stands there and the shorter the document is, and most for
        a word in a title. What was typed and the other names that it was widened to count as forms of one word.
        """

    def fulfils(self, key: int, condition: Condition) -> bool:
        """Whether a document fulfils one of the conditions of the query."""


class Searcher(Protocol):
    """One committed state of what an engine holds, which later commits do not change.

    Each method may raise LibraryDamagedError.
    """

    @property
    def count(self) -> int:
        """How many documents there are."""

    def run(
        self,
        root: Node | None,
        conditions: Conditions,
        check: Callable[[], None] = lambda: None,
        titles: Mapping[int, str] | None = None,
        languages: Languages | None = None,
        hidden: Collection[int] = (),
        weights: Mapping[Term, float] | None = None,
    ) -> Result:
        """The documents that match; without a ``root`` all of them.

        ``check`` is called between steps and may raise to give up. ``titles`` are those of documents, by key, that
        were corrected since they were committed. With ``languages`` a word counts in a document in the forms that it
        has in that document's language; without, all are English.
        The documents with the keys in ``hidden`` are not looked for, and not counted.
        With ``weights`` the same documents match, but the score of each is that of these words of title and text, each
        times its weight, which is above 0.
        """

    def forms(self, term: Term, field: str) -> Mapping[str, int]:
        """The words of a field that a word of a query asks for, and in how many documents each stands in it."""

    def frequent_forms(self, least: int) -> Mapping[str, int]:
        """The words that stand in the text of ``least`` documents or more, with about how many documents.

        Removed documents may still count, words near the limit may be missing, and short words in capitals may be
        there once more as they are written.
        """

    def like(self, words: Iterable[tuple[str, float]], key: int, share: float, most: int) -> Likes:
        """The documents in whose text these words stand in any of their forms, ``most`` of them.

        Each word counts by its weight w: w·f / (f + 1.2·n), where it stands f times, and n is ¼ + ¾ of the text's
        length in proportion to the mean, at most 4. Documents with no more than a ``share`` of what the one with
        this ``key`` scores are left out.
        """

    def close(self) -> None:
        """Let go of what is held in memory."""


class Engine(Protocol):
    """What a library is searched with. It is used by one thread."""

    def exists(self) -> bool:
        """Whether there is anything to search in that this version can read and that was not found damaged."""

    def create(self) -> None:
        """Begin with no document, in place of any that are there. Raises LibraryError if it cannot be written."""

    def commit(self, added: Iterable[IndexEntry], removed: Iterable[int]) -> None:
        """Add these documents and remove those keys, seen by others whole or not at all. Raises LibraryError."""

    def keys(self) -> set[int]:
        """The keys of all documents that stand in it. Raises LibraryDamagedError."""

    def tidy(self) -> None:
        """Make searching quicker, where that is possible; no answer changes. Raises LibraryError."""

    def searcher(self) -> Searcher:
        """A searcher of what was committed last. Raises LibraryDamagedError if it cannot be read."""


OpenEngine = Callable[[Path, str], Engine]
"""Gives the engine of the library in a folder, by the name that its catalogue has for it."""
