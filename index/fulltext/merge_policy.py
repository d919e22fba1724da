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

MOST_WHEN_TIDY = 4
SHARE_WHEN_TIDY = 0.1
"""An index is tidy with so many segments that hold, beside the largest, no more than this share of it."""


def merge_full_levels(writer: SegmentWriter, segments: list[ArraySegment]) -> list[ArraySegment]:
    """Whoosh's merge policy for a commit."""
    sizes = Counter(map(_level, segments))
    full = [level for level, count in sizes.items() if count >= FACTOR]
    if not full:
        return segments
    for segment in segments:
        if _level(segment) <= max(full):
            reader = SegmentReader(writer.storage, writer.schema, segment)
            writer.add_reader(reader)
            reader.close()
    return [segment for segment in segments if _level(segment) > max(full)]


def is_tidy(segments: Sequence[ArraySegment]) -> bool:
    """Whether merging would hardly make queries quicker."""
    counts = sorted(segment.doc_count_all() for segment in segments)
    return len(counts) < 2 or (len(counts) <= MOST_WHEN_TIDY and sum(counts[:-1]) <= SHARE_WHEN_TIDY * counts[-1])


def _level(segment: ArraySegment) -> int:
    return int(math.log(max(segment.doc_count(), LOWEST_LEVEL) / LOWEST_LEVEL, FACTOR))
