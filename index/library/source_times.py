"""When each source of a result published: a row of counts for each, on one axis of time."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np

from index.answers.counts import SourceRow, SourceTimesAnswer
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
    sources = columns.values("source")
    of_source = np.stack([sources.numbers[pairs[:, 0]], pairs[:, 1]], axis=1)
    found, counts = np.unique(of_source, axis=0, return_counts=True)
    named = {
        (sources.values[source], time): n for (source, time), n in zip(found.tolist(), counts.tolist(), strict=True)
    }
    return on_one_axis(named, scale)


def on_one_axis(counts: Mapping[tuple[str, int], int], scale: Scale) -> SourceTimesAnswer:
    """The numbers of documents of each source in each bucket, given by its number, as rows of one axis."""
    if not counts:
        return SourceTimesAnswer(scale.value, (), ())
    last = max(time for _, time in counts)
    first = max(min(time for _, time in counts), last - MOST_TIMES + 1)
    rows: dict[str, list[int]] = {}
    for (source, time), number in counts.items():
        if time >= first:
            rows.setdefault(source, [0] * (last - first + 1))[time - first] += number
    order = sorted(rows, key=lambda source: (-sum(rows[source]), source))
    labels = tuple(label_of(number, scale) for number in range(first, last + 1))
    return SourceTimesAnswer(
        scale.value, labels, tuple(SourceRow(one, tuple(rows[one])) for one in order[:MOST_SOURCES])
    )
