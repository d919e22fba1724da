"""tantivy, a search library in Rust, by its own Python package."""

from __future__ import annotations

import re
import time
from collections.abc import Iterable
from pathlib import Path

import tantivy
from corpus import BenchDocument, BenchQuery
from tantivy import Occur, Order, Query


class TantivyEngine:
    """Builds and asks an index with English stems; patterns and spellings are asked of the stems."""

    name = "tantivy"

    def __init__(self, folder: Path) -> None:
        self._folder = folder / "tantivy"
        builder = tantivy.SchemaBuilder()
        for field in ("title", "text"):
            builder.add_text_field(field, stored=False, tokenizer_name="en_stem", index_option="position")
        builder.add_integer_field("key", stored=True, indexed=True, fast=True)
        builder.add_integer_field("day", stored=True, indexed=True, fast=True)
        builder.add_text_field("name", stored=True, tokenizer_name="raw", index_option="basic")
        builder.add_text_field("source", stored=True, tokenizer_name="raw", index_option="basic")
        self._schema = builder.build()

    def build(self, documents: Iterable[BenchDocument]) -> float:
        """Build the index with one thread. Returns the CPU seconds."""
        self._folder.mkdir()
        index = tantivy.Index(self._schema, str(self._folder))
        writer = index.writer(200_000_000, 1)
        seconds = 0.0
        for document in documents:
            started = time.process_time()
            values = {"key": document.key, "day": document.day, "source": document.source, "name": document.title}
            writer.add_document(tantivy.Document(title=document.title, text=document.text, **values))
            seconds += time.process_time() - started
        started = time.process_time()
        writer.commit()
        writer.wait_merging_threads()
        return seconds + time.process_time() - started

    def size(self) -> int:
        """The bytes of the index."""
        return sum(file.stat().st_size for file in self._folder.iterdir())

    def open(self) -> None:
        """Open the index."""
        self._index = tantivy.Index(self._schema, str(self._folder))
        self._index.reload()
        self._searcher = self._index.searcher()

    def run(self, query: BenchQuery) -> int | None:
        """Answer with the first rows. Returns the exact total, None where it cannot answer."""
        asked = self._query(query)
        if asked is None:
            return None
        if query.kind in ("term, by date", "date range"):
            found = self._searcher.search(asked, 50, count=True, order_by_field="day", order=Order.Desc)
        else:
            found = self._searcher.search(asked, 50, count=True)
        for _, address in found.hits:
            self._searcher.doc(address)
        return int(found.count)

    def _query(self, query: BenchQuery) -> Query | None:
        kind = query.kind
        if kind in ("facet by source", "facets, all entities", "proximity"):
            return None
        if kind == "phrase":
            return self._index.parse_query(f'"{" ".join(query.words)}"', ["title", "text"])
        if kind == "prefix":
            return self._in_fields(lambda field: Query.regex_query(self._schema, field, f"{query.words[0]}.*"))
        if kind.startswith("wildcard"):
            pattern = re.escape(query.words[0]).replace(r"\*", ".*")
            return self._in_fields(lambda field: Query.regex_query(self._schema, field, pattern))
        if kind == "fuzzy":
            return self._in_fields(lambda field: Query.fuzzy_term_query(self._schema, field, query.words[0], 1, False))
        days = Query.range_query(
            self._schema, "day", tantivy.FieldType.Integer, query.first_day, query.last_day, True, True
        )
        if kind == "date range":
            return days
        joined = " OR " if kind == "three terms, OR" else " AND "
        words = self._index.parse_query(joined.join(query.words), ["title", "text"], field_boosts={"title": 2.0})
        if kind == "term and date":
            return Query.boolean_query([(Occur.Must, words), (Occur.Must, Query.const_score_query(days, 0.0))])
        return words

    def _in_fields(self, make: object) -> Query:
        return Query.boolean_query([(Occur.Should, make(field)) for field in ("title", "text")])  # type: ignore[operator]
