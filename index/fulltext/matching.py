"""A term's postings as Whoosh's queries walk through them. Everything is read at once; it counts as one block."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator
from typing import Any

import numpy as np
from whoosh.codec.base import FieldCursor
from whoosh.fields import FieldType
from whoosh.formats import Format
from whoosh.matching import LeafMatcher, ReadTooFar
from whoosh.reading import TermInfo
from whoosh.util.numeric import byte_to_length

from index.fulltext.segment import SegmentArrays, TermArrays


def term_info(arrays: SegmentArrays, field: str, terms: TermArrays, number: int) -> TermInfo:
    """What Whoosh's scorers ask of a term. Lengths are those that the index keeps, rounded."""
    docs, frequencies = terms.docs(number, number + 1), terms.frequencies(number, number + 1)
    steps = arrays.lengths(field)[docs]
    return TermInfo(
        weight=float(terms.occurrences(number)),
        df=len(docs),
        minlength=byte_to_length(int(steps.min())),
        maxlength=byte_to_length(int(steps.max())),
        maxweight=float(frequencies.max()),
        minid=int(docs[0]),
        maxid=int(docs[-1]),
    )


class ArrayMatcher(LeafMatcher):  # type: ignore[misc]
    """The documents of one term, one after the other."""

    def __init__(
        self, arrays: SegmentArrays, field: str, terms: TermArrays, number: int, format_: Format, scorer: Any
    ) -> None:
        self.format = format_
        self.scorer = scorer
        self._term = (field, terms.term(number))
        self._source = (arrays, field, terms, number)
        self._info = term_info(arrays, field, terms, number)
        frequencies = terms.frequencies(number, number + 1)
        self._docs: list[int] = terms.docs(number, number + 1).tolist()
        self._frequencies: list[int] = frequencies.tolist()
        self._positions: list[int] = terms.positions(number, number + 1).tolist()
        self._ends: list[int] = np.cumsum(frequencies, dtype=np.int64).tolist()
        self._at = 0

    def copy(self) -> ArrayMatcher:
        other = ArrayMatcher(*self._source, self.format, self.scorer)
        other._at = self._at
        return other

    def reset(self) -> None:
        self._at = 0

    def is_active(self) -> bool:
        return self._at < len(self._docs)

    def id(self) -> int:
        return self._docs[min(self._at, len(self._docs) - 1)]  # Whoosh's AndNotMatcher asks also after the last

    def all_ids(self) -> Iterator[int]:
        return iter(self._docs)

    def next(self) -> bool:
        if not self.is_active():
            raise ReadTooFar
        self._at += 1
        return not self.is_active()

    def skip_to(self, id: int) -> None:
        if not self.is_active():
            raise ReadTooFar
        self._at = bisect_left(self._docs, id, self._at)

    def skip_to_quality(self, minquality: float) -> int:
        if self.block_quality() > minquality:
            return 0
        self._at = len(self._docs)
        return 1

    def weight(self) -> float:
        return float(self._frequencies[self._at])

    def value(self) -> bytes:
        end = self._ends[self._at]
        encoded: bytes = self.format.encode(self._positions[end - self._frequencies[self._at] : end])
        return encoded

    def block_min_id(self) -> int:
        return self._docs[0]

    def block_max_id(self) -> int:
        return self._docs[-1]

    def block_min_length(self) -> int:
        return int(self._info.min_length())

    def block_max_length(self) -> int:
        return int(self._info.max_length())

    def block_max_weight(self) -> float:
        return float(self._info.max_weight())


class TermCursor(FieldCursor):  # type: ignore[misc]
    """The terms of one field in order."""

    def __init__(self, arrays: SegmentArrays, field: str, kind: FieldType) -> None:
        self._arrays = arrays
        self._field = field
        self._kind = kind
        self._terms = arrays.field(field)
        self._at = 0

    def first(self) -> Any:
        self._at = 0
        return self.text()

    def find(self, string: Any) -> Any:
        wanted = string if isinstance(string, bytes) else self._kind.to_bytes(string)
        self._at = self._terms.number_from(wanted) if self._terms else 0
        return self.text()

    def next(self) -> Any:
        self._at += 1
        return self.text()

    def is_valid(self) -> bool:
        return self._terms is not None and self._at < self._terms.count

    def text(self) -> Any:
        if self._terms is None or not self.is_valid():
            return None
        return self._kind.from_bytes(self._terms.term(self._at))

    def term_info(self) -> TermInfo | None:
        if self._terms is None or not self.is_valid():
            return None
        return term_info(self._arrays, self._field, self._terms, self._at)
