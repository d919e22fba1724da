"""Dateline itself: a library without the analysis, asked through its front door."""

from __future__ import annotations

import datetime
import hashlib
import time
from collections.abc import Iterable, Iterator
from dataclasses import replace
from itertools import islice
from pathlib import Path

import numpy as np
from corpus import BenchDocument, BenchQuery

from index.catalogue.places import Leaving
from index.catalogue.staged import IndexEntry, StagedDocument
from index.catalogue.writing import CatalogueWriter
from index.fulltext.engine import FullText
from index.fulltext.schema import TEXT_FIELD
from index.library.library import LocalLibrary
from index.model import DateEvidence, Document, EntityType, Mention, Published
from index.query.tree import Match, Term

BATCH = 2000
ROWS = 50
ROWS_ON_A_SCREEN = 20


class DatelineEngine:
    """Builds and asks a library in a folder."""

    name = "Dateline"

    def __init__(self, folder: Path) -> None:
        self._folder = folder / "dateline"

    def build(self, documents: Iterable[BenchDocument]) -> float:
        """Build the index. Returns the CPU seconds from words to the committed index."""
        self._folder.mkdir(mode=0o700, exist_ok=True)
        index = FullText(self._folder / "index")
        index.create()
        seconds = 0.0
        for batch in batches(documents, BATCH):
            entries = [IndexEntry(document.key, document.title, document.text) for document in batch]
            started = time.process_time()
            index.commit(entries, ())
            seconds += time.process_time() - started
        started = time.process_time()
        index.tidy()
        return seconds + time.process_time() - started

    def build_catalogue(self, documents: Iterable[BenchDocument]) -> None:
        """Build the catalogue of the library, which gives the documents the same keys."""
        catalogue = CatalogueWriter(self._folder / "catalogue.sqlite")
        number = catalogue.begin_file("/corpus", "")
        for batch in batches(documents, BATCH):
            catalogue.stage([_staged(number, document) for document in batch], ())
            catalogue.settle()
        catalogue.close()

    def size(self) -> int:
        """The bytes of the index."""
        return sum(file.stat().st_size for file in (self._folder / "index").iterdir())

    def open(self) -> None:
        """Open the library and its index."""
        self._library = LocalLibrary(self._folder)
        self._snapshot = FullText(self._folder / "index").snapshot()

    def tidy(self) -> None:
        """Merge what was added, as a run of the command does at its end."""
        FullText(self._folder / "index").tidy()

    def find(self, word: str) -> int:
        """How many documents have a word in their text, by the index alone."""
        return len(self._snapshot.field(TEXT_FIELD).word(Term(word, Match.STEM)).docs)

    def change(self, document: BenchDocument, word: str) -> None:
        """Replace a document of this key by one that has a word more, and find it by that."""
        changed = replace(document, text=f"{document.text} {word}")
        catalogue = CatalogueWriter(self._folder / "catalogue.sqlite")
        number = catalogue.begin_file("/corpus", "")
        leaving = [Leaving(number, str(document.key), document.key)]
        staged = catalogue.stage([_staged(number, changed, word)], leaving)
        FullText(self._folder / "index").commit(staged.entries, staged.leaving)
        catalogue.settle()
        catalogue.close()
        found = self._library.search(word)
        if len(self._library.summaries(found, 0, ROWS)) != 1:
            raise RuntimeError(f"the changed document is not found by {word}")

    def run(self, query: BenchQuery) -> int | None:
        """Answer with the first rows. Returns the exact total."""
        found = self._library.search(typed(query), "newest" if query.kind == "term, by date" else "")
        if query.kind == "facet by source":
            columns = self._library.columns()
            np.bincount(columns.values("source").numbers[columns.rows_of(np.asarray(found.keys))])
        elif query.kind == "facets, all entities":
            self._library.facets(found)
        self._library.summaries(found, 0, ROWS)
        return len(found.keys)

    def with_snippets(self, query: BenchQuery) -> int:
        """Answer with the rows of a screen, their hits and snippets. Returns how many."""
        return len(self._library.snippets(self._library.search(typed(query)), 0, ROWS_ON_A_SCREEN))


def typed(query: BenchQuery) -> str:
    """The query as an analyst types it."""
    first, last = (datetime.date.fromordinal(day).isoformat() for day in (query.first_day or 1, query.last_day or 1))
    if query.kind == "three terms, OR":
        return " OR ".join(query.words)
    if query.kind == "phrase":
        return f'"{" ".join(query.words)}"'
    if query.kind == "proximity":
        return f'"{" ".join(query.words)}"~5'
    if query.kind == "prefix":
        return f"{query.words[0]}*"
    if query.kind == "fuzzy":
        return f"{query.words[0]}~"
    if query.last_day:
        return " ".join([*query.words, f"date:{first}..{last}"])
    return " ".join(query.words)


def batches(documents: Iterable[BenchDocument], size: int) -> Iterator[list[BenchDocument]]:
    """The documents, so many at a time."""
    remaining = iter(documents)
    while batch := list(islice(remaining, size)):
        yield batch


def _staged(file: int, document: BenchDocument, mark: str = "") -> StagedDocument:
    day = datetime.date.fromordinal(document.day)
    text = document.text
    return StagedDocument(
        file,
        f"{document.key}{mark}",
        "",
        Document(
            id=f"{document.key:013}{mark}",
            path="/corpus",
            place=document.key,
            record=None,
            story=1,
            stories=1,
            start=0,
            title=document.title,
            source=document.source,
            author="",
            url="",
            text=text,
            text_hash=hashlib.sha256(text.encode()).hexdigest(),
            published=Published(day.isoformat(), day, evidence=(DateEvidence("record", day.isoformat(), 1.0),)),
            mentions=tuple(
                Mention(start, end, text[start:end], EntityType.PERSON, text[start:end])
                for start, end in document.names()
            ),
        ),
    )
