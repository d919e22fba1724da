"""When each source of a result published: a row of counts for each, on one axis of time."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from index.answers import SourceRow, SourceTimesAnswer
from index.library.columns import UNDATED, Columns
from index.library.timeline import Scale, fitting_scale, label_of, pairs_of_buckets

MOST_SOURCES = 200
"""So many sources are told, those with the most documents."""

MOST_TIMES = 1000
"""So many times lie on the axis at most, the last ones."""


def source_times(columns: Columns, keys: Sequence[int], scale: Scale | None = None) -> SourceTimesAnswer:
    """How many documents each source published in each time, from the first to the last without gaps.

    A document counts in the buckets that its date touches if it is no longer than they are, as in the timeline.
    """
    rows = columns.rows_of(np.array(sorted(keys), dtype=np.int64))
    begins, finishes = columns.first_days[rows], columns.last_days[rows]
    dated = begins != UNDATED
    scale = scale or fitting_scale(begins[dated], finishes[dated])
    pairs = pairs_of_buckets(rows[dated], begins[dated], finishes[dated], scale)
    if not len(pairs):
        return SourceTimesAnswer(scale.value, (), ())
    last = int(pairs[:, 1].max())
    first = max(int(pairs[:, 1].min()), last - MOST_TIMES + 1)
    pairs = pairs[pairs[:, 1] >= first]
    sources = columns.values("source")
    counts = np.zeros((len(sources.values), last - first + 1), np.int64)
    np.add.at(counts, (sources.numbers[pairs[:, 0]], pairs[:, 1] - first), 1)
    order = sorted(np.flatnonzero(counts.sum(1)).tolist(), key=lambda at: (-int(counts[at].sum()), sources.values[at]))
    labels = tuple(label_of(number, scale) for number in range(first, last + 1))
    shown = tuple(SourceRow(sources.values[at], tuple(counts[at].tolist())) for at in order[:MOST_SOURCES])
    return SourceTimesAnswer(scale.value, labels, shown)
