"""Writing the index: Whoosh's writer, with the postings collected as arrays instead of a tuple for each.

Locking, the table of contents, deletions and the choice of what to merge are Whoosh's own.
"""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import Any

import numpy as np
from whoosh.index import FileIndex
from whoosh.reading import IndexReader
from whoosh.writing import SegmentWriter

from index.arrays.ranges import IntArray
from index.fulltext.arrayfile import ArrayFile, ArrayFileWriter
from index.fulltext.codec import LENGTHS, ArrayCodec, arrays_of
from index.fulltext.inverting import MOST_SURFACES, Collector, Terms
from index.fulltext.merging import CollectedSource, Merger, Source, StoredSource
from index.fulltext.segment import TermArrays

MOST_WORDS = 6_000_000
"""Collected words that are kept in memory, about 250 MB while they are sorted; more are set aside in a file."""


class ArrayWriter(SegmentWriter):  # type: ignore[misc]
    """Adds documents to an index. ``terms`` may be kept from one writer to the next, which saves time."""

    def __init__(self, index: FileIndex, terms: Terms | None = None, most_words: int = MOST_WORDS) -> None:
        super().__init__(index, codec=ArrayCodec())
        self._terms = Terms() if terms is None else terms
        self._most_words = most_words
        self._fields = sorted(name for name, field in self.schema.items() if field.indexed)
        self._columns = [(name, field) for name, field in self.schema.items() if not field.indexed]
        self._collectors = {name: Collector(self._terms) for name in self._fields}
        self._sources: dict[str, list[Source]] = {name: [] for name in self._fields}
        self._runs = 0

    def add_document(self, **values: Any) -> None:
        """Add a document: a text for each indexed field, a number for each column. Nothing is added if it raises."""
        self._check_state()
        self._check_fields(self.schema, values)
        texts = [(name, _text(values[name])) for name in self._fields if name in values]
        numbers = [(name, field, values[name]) for name, field in self._columns if name in values]
        documents = self.perdocwriter
        documents.start_doc(self.docnum)
        for name, text in texts:
            documents.add_field(name, self.schema[name], None, self._collectors[name].add(self.docnum, text))
        for name, field, number in numbers:
            documents.add_column_value(name, field.column_type, number)
        documents.finish_doc()
        self._added = True
        self.docnum += 1
        if sum(map(len, self._collectors.values())) >= self._most_words:
            self._set_aside()

    def delete_where(self, column: str, values: Iterable[int]) -> None:
        """Delete the committed documents whose value in a column is one of these."""
        wanted = np.fromiter(values, np.int64)
        base = 0
        for segment in self.segments:
            found = np.isin(arrays_of(self.storage, segment).column(column), wanted)
            for number in np.flatnonzero(found).tolist():
                self.delete_document(base + number)
            base += segment.doc_count_all()

    # Merging

    def add_reader(self, reader: IndexReader) -> None:
        """Take over the documents of a segment that is merged into the new one."""
        self._check_state()
        segment = reader.segment()
        arrays = arrays_of(self.storage, segment)
        kept = np.ones(arrays.size, np.bool_)
        kept[list(segment.deleted_docs())] = False
        numbers = np.where(kept, self.docnum + np.cumsum(kept) - 1, -1)
        self._keep_collected()  # before anything with later documents comes
        self.perdocwriter.add_documents(arrays, kept, self.schema)
        for name in self._fields:
            stored = arrays.field(name)
            if stored is not None:
                self._sources[name].append(StoredSource(stored, numbers))
        self.docnum += int(kept.sum())
        self._added = True

    def _collected(self) -> dict[str, CollectedSource]:
        """What was collected since the last time, by field."""
        found = {name: CollectedSource(words.take()) for name, words in self._collectors.items() if len(words)}
        if len(self._terms) > MOST_SURFACES:
            self._terms.forget()
        return found

    def _keep_collected(self) -> None:
        for name, source in self._collected().items():
            self._sources[name].append(source)

    def _set_aside(self) -> None:
        """Write what was collected into a temporary file."""
        storage = self.temp_storage()
        name = f"run{self._runs}"
        self._runs += 1
        collected = self._collected()
        file = ArrayFileWriter(storage.create_file(name))
        for field, source in collected.items():
            Merger([source]).write(file, field, np.uint32)
        file.close()
        run = ArrayFile(Path(storage.folder) / name)
        for field in collected:
            self._sources[field].append(StoredSource(TermArrays(run, field), np.arange(self.docnum)))

    # What Whoosh's commit calls

    def _flush_segment(self) -> None:
        self._keep_collected()
        for name in self._fields:
            if self._sources[name]:
                positions = _type_of_positions(LENGTHS[self.perdocwriter.lengths(name)])
                Merger(self._sources.pop(name)).write(self.fieldwriter.file, name, positions)
        self.perdocwriter.close()
        self.fieldwriter.close()


def _text(value: Any) -> str:
    if not isinstance(value, str):
        raise TypeError(f"a text is needed, not {type(value).__name__}")
    return value


def _type_of_positions(lengths: IntArray) -> type[np.uint16] | type[np.uint32]:
    """Positions above 65,535 take eight bytes more in an array of two bytes each; where many do, four are less."""
    beyond = np.maximum(lengths - (1 << 16), 0).sum()
    return np.uint32 if beyond * 6 > lengths.sum() else np.uint16
