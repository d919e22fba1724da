"""Which segments are merged, and when: few enough that queries stay quick, seldom enough that writing does.

Segments are of levels, each ``FACTOR`` times as large as the one below. A commit merges a level that is full into the
next, with all below it, so that a document is copied once for each level. What remains is merged when time is found.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Sequence

from whoosh.reading import SegmentReader
from whoosh.writing import SegmentWriter

from index.fulltext.codec import ArraySegment

FACTOR = 8
LOWEST_LEVEL = 1000
"""Documents of a segment of the lowest level, about."""

MOST_SMALL = 4
"""A tidy index has fewer small segments than this beside its largest."""

SMALL_SHARE = 0.1
"""Segments are small if all of them together hold no more than this share of the largest's documents."""

MOST_DELETED = 0.2
"""The share of deleted documents that a segment of a tidy index may hold."""


def merge_full_levels(writer: SegmentWriter, segments: list[ArraySegment]) -> list[ArraySegment]:
    """Whoosh's merge policy for a commit."""
    sizes = Counter(map(_level, segments))
    full = [level for level, count in sizes.items() if count >= FACTOR]
    return _merge(writer, segments, [segment for segment in segments if full and _level(segment) <= max(full)])


def is_tidy(segments: Sequence[ArraySegment]) -> bool:
    """Whether merging would hardly make queries quicker."""
    return _are_small(segments) and len(segments) <= MOST_SMALL and not any(map(_is_hollow, segments))


def merge_to_tidy(writer: SegmentWriter, segments: list[ArraySegment]) -> list[ArraySegment]:
    """Whoosh's merge policy where there is time: the largest segment is not copied for the sake of a few documents."""
    smaller, largest = sorted(segments, key=_size)[:-1], max(segments, key=_size)
    spared = _are_small(segments) and not _is_hollow(largest)
    return _merge(writer, segments, smaller if spared else segments)


def _size(segment: ArraySegment) -> int:
    return int(segment.doc_count_all())


def _level(segment: ArraySegment) -> int:
    return int(math.log(max(segment.doc_count(), LOWEST_LEVEL) / LOWEST_LEVEL, FACTOR))


def _are_small(segments: Sequence[ArraySegment]) -> bool:
    """Whether all segments but the largest are small."""
    sizes = sorted(map(_size, segments))
    return sum(sizes[:-1]) <= SMALL_SHARE * max(sizes, default=0)


def _is_hollow(segment: ArraySegment) -> bool:
    return int(segment.deleted_count()) > MOST_DELETED * _size(segment)


def _merge(writer: SegmentWriter, segments: list[ArraySegment], chosen: Sequence[ArraySegment]) -> list[ArraySegment]:
    """Take the chosen segments over into the one that is being written. Returns the others."""
    for segment in chosen:
        reader = SegmentReader(writer.storage, writer.schema, segment)
        writer.add_reader(reader)
        reader.close()
    return [segment for segment in segments if segment not in chosen]
