"""Whoosh's plug for our arrays: a codec that Whoosh writes its segments with, and reads them by.

What is on the disk is described in the modules ``segment`` and ``arrayfile``. Dateline's own evaluation reads the
arrays themselves (``postings``); what is here lets Whoosh's queries, which are the oracle of the tests, run over them.
The codec holds what Dateline's schema needs: text with positions, and columns of numbers; it stores no values.
"""

from __future__ import annotations

from array import array
from collections.abc import Iterable, Iterator
from typing import Any

import numpy as np
from whoosh.codec.base import FieldWriter, PerDocumentReader, PerDocumentWriter, TermsReader
from whoosh.codec.whoosh3 import W3Codec, W3Segment
from whoosh.columns import Column, ColumnReader, NumericColumn
from whoosh.fields import FieldType, Schema
from whoosh.formats import Format
from whoosh.matching import Matcher
from whoosh.reading import TermInfo, TermNotFound
from whoosh.util.numeric import byte_to_length, length_to_byte

from index.arrays.ranges import Array
from index.fulltext.arrayfile import ArrayFileWriter
from index.fulltext.matching import ArrayMatcher, TermCursor, term_info
from index.fulltext.segment import DOCUMENTS, POSTINGS, SegmentArrays, TermArrays
from index.fulltext.storage import DurableStorage

LENGTHS = np.array([byte_to_length(step) for step in range(256)], np.int64)
"""The numbers of words that the 256 steps stand for in which lengths are kept."""


class ArrayCodec(W3Codec):  # type: ignore[misc]
    """Segments of arrays."""

    def new_segment(self, storage: DurableStorage, indexname: str) -> ArraySegment:  # noqa: ARG002 - Whoosh's
        return ArraySegment(self, indexname)

    def per_document_writer(self, storage: DurableStorage, segment: ArraySegment) -> DocumentWriter:
        return DocumentWriter(storage, segment)

    def per_document_reader(self, storage: DurableStorage, segment: ArraySegment) -> DocumentReader:
        return DocumentReader(storage, segment)

    def field_writer(self, storage: DurableStorage, segment: ArraySegment) -> PostingsWriter:
        return PostingsWriter(storage, segment)

    def terms_reader(self, storage: DurableStorage, segment: ArraySegment) -> ArrayTermsReader:
        return ArrayTermsReader(arrays_of(storage, segment))


class ArraySegment(W3Segment):  # type: ignore[misc]
    """A segment whose files stay apart, so that each is mapped as it is."""

    def should_assemble(self) -> bool:
        return False


def arrays_of(storage: DurableStorage, segment: ArraySegment) -> SegmentArrays:
    """The arrays of a segment that has been written. Raises LibraryDamagedError."""
    return storage.segment(segment.segment_id(), segment.doc_count_all())


# Documents


class DocumentWriter(PerDocumentWriter):  # type: ignore[misc]
    """Collects the lengths and the columns of a segment's documents."""

    def __init__(self, storage: DurableStorage, segment: ArraySegment) -> None:
        self._storage = storage
        self._segment = segment
        self._count = 0
        self._lengths: dict[str, bytearray] = {}
        self._totals: dict[str, int] = {}
        self._columns: dict[str, tuple[NumericColumn, array[Any]]] = {}
        self.is_closed = False

    def start_doc(self, docnum: int) -> None:
        if docnum != self._count:
            raise ValueError(f"document {docnum} was added where {self._count} was expected")
        self._count += 1

    def add_field(self, fieldname: str, fieldobj: FieldType, value: object, length: int) -> None:  # noqa: ARG002
        lengths = self._lengths.setdefault(fieldname, bytearray())
        lengths.extend(bytes(self._count - 1 - len(lengths)))
        lengths.append(length_to_byte(length))
        self._totals[fieldname] = self._totals.get(fieldname, 0) + length

    def add_column_value(self, fieldname: str, columnobj: NumericColumn, value: float) -> None:
        self._column(fieldname, columnobj, self._count - 1).append(value)

    def _column(self, name: str, kind: NumericColumn, size: int) -> array[Any]:
        """The values of a column, filled up with its default for that many documents."""
        default = kind.default_value()
        _, values = self._columns.setdefault(name, (kind, array(kind._typecode)))
        values.extend([default] * (size - len(values)))
        return values

    def lengths(self, field: str) -> Array:
        """The steps of the numbers of words of all documents so far."""
        lengths = self._lengths.get(field, bytearray())
        return np.frombuffer(bytes(lengths) + bytes(self._count - len(lengths)), np.uint8)

    def add_documents(self, arrays: SegmentArrays, kept: Array, schema: Schema) -> None:
        """Take over the documents of a segment that is merged, but those that are not ``kept``."""
        size = int(kept.sum())
        for name, field in schema.items():
            if field.indexed:
                steps = arrays.lengths(name)[kept]
                lengths = self._lengths.setdefault(name, bytearray())
                lengths.extend(bytes(self._count - len(lengths)) + steps.tobytes())
                numbers = np.bincount(steps, minlength=256)
                words = sum(byte_to_length(step) * int(number) for step, number in enumerate(numbers))
                self._totals[name] = self._totals.get(name, 0) + words  # rounded, as Whoosh does it
            elif field.column_type is not None and arrays.has_column(name):
                values = self._column(name, field.column_type, self._count)
                values.frombytes(arrays.column(name)[kept].astype(values.typecode).tobytes())
        self._count += size

    def finish_doc(self) -> None:
        pass

    def cancel_doc(self) -> None:
        self._count -= 1

    def close(self) -> None:
        """Write the file."""
        self._segment._fieldlengths = self._totals
        file = ArrayFileWriter(self._segment.create_file(self._storage, DOCUMENTS))
        for name in self._lengths:
            file.write(f"{name}.lengths", self.lengths(name))
        for name, (kind, _) in self._columns.items():
            values = self._column(name, kind, self._count)
            file.write(f"{name}.values", np.frombuffer(values, values.typecode))
        file.close()
        self.is_closed = True


class DocumentReader(PerDocumentReader):  # type: ignore[misc]
    """What Whoosh asks of a segment's documents."""

    def __init__(self, storage: DurableStorage, segment: ArraySegment) -> None:
        self._segment = segment
        self._arrays = arrays_of(storage, segment)

    def doc_count(self) -> int:
        return int(self._segment.doc_count())

    def doc_count_all(self) -> int:
        return self._arrays.size

    def has_deletions(self) -> bool:
        return bool(self._segment.has_deletions())

    def is_deleted(self, docnum: int) -> bool:
        return bool(self._segment.is_deleted(docnum))

    def deleted_docs(self) -> Iterable[int]:
        deleted: Iterable[int] = self._segment.deleted_docs()
        return deleted

    def supports_columns(self) -> bool:
        return True

    def has_column(self, fieldname: str) -> bool:
        return self._arrays.has_column(fieldname)

    def column_reader(self, fieldname: str, column: Column) -> ColumnReader:  # noqa: ARG002 - Whoosh's
        return ArrayColumnReader(self._arrays.column(fieldname))

    def doc_field_length(self, docnum: int, fieldname: str, default: int = 0) -> int:
        return int(byte_to_length(int(self._arrays.lengths(fieldname)[docnum]))) or default

    def field_length(self, fieldname: str) -> int:
        return int(self._segment._fieldlengths.get(fieldname, 0))

    def min_field_length(self, fieldname: str) -> int:
        return int(byte_to_length(int(self._arrays.lengths(fieldname).min(initial=255))))

    def max_field_length(self, fieldname: str) -> int:
        return int(byte_to_length(int(self._arrays.lengths(fieldname).max(initial=0))))

    def stored_fields(self, docnum: int) -> dict[str, object]:  # noqa: ARG002 - nothing is stored
        return {}


class ArrayColumnReader(ColumnReader):  # type: ignore[misc]
    """A column of numbers."""

    def __init__(self, values: Array) -> None:
        self._values = values
        self._sign = 1

    def __len__(self) -> int:
        return len(self._values)

    def __getitem__(self, docnum: int) -> Any:
        return self._values[docnum].item()

    def __iter__(self) -> Iterator[Any]:
        return iter(self._values.tolist())

    def sort_key(self, docnum: int) -> Any:
        return self._sign * self[docnum]

    def set_reverse(self) -> None:
        self._sign = -1


# Postings


class PostingsWriter(FieldWriter):  # type: ignore[misc]
    """The file of a segment's postings, which ``ArrayWriter`` fills."""

    def __init__(self, storage: DurableStorage, segment: ArraySegment) -> None:
        self.file = ArrayFileWriter(segment.create_file(storage, POSTINGS))
        self.is_closed = False

    def close(self) -> None:
        self.file.close()
        self.is_closed = True


class ArrayTermsReader(TermsReader):  # type: ignore[misc]
    """What Whoosh asks of a segment's terms."""

    def __init__(self, arrays: SegmentArrays) -> None:
        self._arrays = arrays

    def _find(self, field: str, term: bytes) -> tuple[TermArrays, int]:
        terms = self._arrays.field(field)
        number = terms.number(term) if terms is not None else -1
        if terms is None or number < 0:
            raise TermNotFound(f"{field}:{term!r}")
        return terms, number

    def __contains__(self, term: tuple[str, bytes]) -> bool:
        terms = self._arrays.field(term[0])
        return terms is not None and terms.number(term[1]) >= 0

    def indexed_field_names(self) -> list[str]:
        return self._arrays.fields()

    def cursor(self, fieldname: str, fieldobj: FieldType) -> TermCursor:
        return TermCursor(self._arrays, fieldname, fieldobj)

    def _numbered(self, field: str, start: bytes) -> Iterator[tuple[str, TermArrays, int]]:
        for name in sorted(self._arrays.fields()):
            terms = self._arrays.field(name)
            if name >= field and terms is not None:
                first = terms.number_from(start) if name == field else 0
                yield from ((name, terms, number) for number in range(first, terms.count))

    def terms(self) -> Iterator[tuple[str, bytes]]:
        return self.terms_from("", b"")

    def terms_from(self, fieldname: str, prefix: bytes) -> Iterator[tuple[str, bytes]]:
        return ((name, terms.term(number)) for name, terms, number in self._numbered(fieldname, prefix))

    def items(self) -> Iterator[tuple[tuple[str, bytes], TermInfo]]:
        return self.items_from("", b"")

    def items_from(self, fieldname: str, prefix: bytes) -> Iterator[tuple[tuple[str, bytes], TermInfo]]:
        for name, terms, number in self._numbered(fieldname, prefix):
            yield (name, terms.term(number)), term_info(self._arrays, name, terms, number)

    def term_info(self, fieldname: str, text: bytes) -> TermInfo:
        return term_info(self._arrays, fieldname, *self._find(fieldname, text))

    def frequency(self, fieldname: str, text: bytes) -> int:
        terms = self._arrays.field(fieldname)
        number = terms.number(text) if terms is not None else -1
        return terms.occurrences(number) if terms is not None and number >= 0 else 0

    def doc_frequency(self, fieldname: str, text: bytes) -> int:
        terms = self._arrays.field(fieldname)
        number = terms.number(text) if terms is not None else -1
        return terms.document_frequency(number) if terms is not None and number >= 0 else 0

    def matcher(self, fieldname: str, text: bytes, format_: Format, scorer: Any = None) -> Matcher:
        return ArrayMatcher(self._arrays, fieldname, *self._find(fieldname, text), format_, scorer)
