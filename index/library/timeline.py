"""The timeline: what a result's documents were published in, and what they speak of, by day, week, month or year."""

from __future__ import annotations

import datetime
from collections.abc import Mapping, Sequence
from enum import StrEnum

import numpy as np

from index.answers.counts import Bucket, SentencesAnswer, TimelineAnswer, TimeSentence
from index.catalogue.reading import CatalogueReader
from index.catalogue.stored_documents import Summary
from index.library.columns import UNDATED, Columns, IntArray
from index.model import Span
from index.text.sentences import sentence_at

_UNIX_EPOCH = datetime.date(1970, 1, 1).toordinal()
_MOST_TOUCHED = 3  # buckets that a time no longer than one of them can touch: 31 days, around a February
_MOST_DAYS, _MOST_MONTHS = 62, 600
"""So many buckets are few enough to be looked through."""

SENTENCES = 100
"""So many sentences are told at once."""

_SHOWN_AROUND = 300  # characters of a long sentence before and behind its time


class Scale(StrEnum):
    """How long the buckets are."""

    DAY = "day"
    WEEK = "week"
    MONTH = "month"
    YEAR = "year"


_UNITS = {Scale.MONTH: "M", Scale.YEAR: "Y"}


def numbers_of(days: IntArray, scale: Scale) -> IntArray:
    """The numbers of the buckets in which days lie, given as ordinals; they ascend with time."""
    if scale is Scale.DAY:
        return days
    if scale is Scale.WEEK:
        return (days - 1) // 7  # day 1, 0001-01-01, is a Monday
    dates = (days - _UNIX_EPOCH).astype("datetime64[D]")
    return dates.astype(f"datetime64[{_UNITS[scale]}]").astype(np.int64)


def first_days(numbers: IntArray, scale: Scale) -> IntArray:
    """The first days of buckets, as ordinals."""
    if scale is Scale.DAY:
        return numbers
    if scale is Scale.WEEK:
        return numbers * 7 + 1
    starts = numbers.astype(f"datetime64[{_UNITS[scale]}]").astype("datetime64[D]")
    return starts.astype(np.int64) + _UNIX_EPOCH


def make_timeline(columns: Columns, keys: Sequence[int], scale: Scale | None = None) -> TimelineAnswer:
    """The timeline of these documents; without a ``scale``, in one that fits what they were published in.

    A document counts once in a bucket: as published, if its date is no longer than the bucket and touches it; as
    speaking of it, if it names such a time; as changed, if another version of it was received then (in UTC).
    """
    rows = columns.rows_of(np.array(sorted(keys), dtype=np.int64))
    begins, finishes = columns.first_days[rows], columns.last_days[rows]
    dated = begins != UNDATED
    scale = scale or fitting_scale(begins[dated], finishes[dated])
    published = pairs_of_buckets(rows[dated], begins[dated], finishes[dated], scale)
    times = columns.times
    chosen = np.zeros(len(columns.keys), np.bool_)
    chosen[rows] = True
    wanted = chosen[times.rows]
    spoken = pairs_of_buckets(times.rows[wanted], times.begins[wanted], times.finishes[wanted], scale)
    changes = columns.changes
    changed = chosen[changes.rows]
    days = changes.begins[changed]
    received = pairs_of_buckets(changes.rows[changed], days, days, scale)
    return TimelineAnswer(
        by=scale.value,
        buckets=buckets_of([_counts(found[:, 1]) for found in (published, spoken, received)], scale),
        documents=len(rows),
        undated=int((~dated).sum()),
        coarser=int(dated.sum()) - len(np.unique(published[:, 0])),
    )


def fitting_scale(begins: IntArray, finishes: IntArray) -> Scale:
    """The scale in which days from these to those, as ordinals, are few enough to be looked through."""
    if not len(begins):
        return Scale.MONTH
    days = int(finishes.max() - begins.min()) + 1
    return Scale.DAY if days <= _MOST_DAYS else Scale.MONTH if days <= _MOST_MONTHS * 31 else Scale.YEAR


def _counts(numbers: IntArray) -> dict[int, int]:
    found, counts = np.unique(numbers, return_counts=True)
    return dict(zip(found.tolist(), counts.tolist(), strict=True))


def pairs_of_buckets(rows: IntArray, begins: IntArray, finishes: IntArray, scale: Scale) -> IntArray:
    """Each document's row with each bucket that its days touch and are no longer than, once."""
    if not len(rows):
        return np.empty((0, 2), np.int64)
    first, last = numbers_of(begins, scale), numbers_of(finishes, scale)
    lowest, width = first.min(), last.max() - first.min() + 1
    lengths = np.diff(first_days(np.arange(lowest, lowest + width + 1), scale))
    coded = []
    for step in range(_MOST_TOUCHED):
        at = np.flatnonzero(first + step <= last)
        numbers = first[at] + step - lowest
        touched = finishes[at] - begins[at] < lengths[numbers]
        coded.append(rows[at][touched] * width + numbers[touched])
    pairs = np.unique(np.concatenate(coded))
    return np.stack([pairs // width, pairs % width + lowest], axis=1)


def touched_buckets(begins: IntArray, finishes: IntArray, scale: Scale) -> IntArray:
    """The numbers of the buckets that one of some times touches and is no longer than, ascending."""
    return pairs_of_buckets(np.zeros(len(begins), np.int64), begins, finishes, scale)[:, 1]


def buckets_of(counts: Sequence[Mapping[int, int]], scale: Scale) -> tuple[Bucket, ...]:
    """The buckets that have any of these counts by number: of what was published, is spoken of and was changed."""
    numbers = np.array(sorted({number for counted in counts for number in counted}), np.int64)
    begins = first_days(numbers, scale)
    finishes = np.minimum(first_days(numbers + 1, scale) - 1, datetime.date.max.toordinal())
    return tuple(
        _bucket(
            datetime.date.fromordinal(begin),
            datetime.date.fromordinal(finish),
            scale,
            *(counted.get(number, 0) for counted in counts),
        )
        for number, begin, finish in zip(numbers.tolist(), begins.tolist(), finishes.tolist(), strict=True)
    )


def _bucket(begin: datetime.date, finish: datetime.date, scale: Scale, *counts: int) -> Bucket:
    return Bucket(_label(begin, scale), begin.isoformat(), finish.isoformat(), *counts)


def label_of(number: int, scale: Scale) -> str:
    """What a bucket is called, as it can be typed as a date."""
    return _label(datetime.date.fromordinal(int(first_days(np.array([number]), scale)[0])), scale)


def _label(begin: datetime.date, scale: Scale) -> str:
    if scale is Scale.WEEK:
        year, week, _ = begin.isocalendar()
        return f"{year:04d}-W{week:02d}"
    return begin.isoformat()[: {Scale.DAY: 10, Scale.MONTH: 7, Scale.YEAR: 4}[scale]]


# The sentences that speak of a time


def sentences_of(
    catalogue: CatalogueReader,
    columns: Columns,
    keys: Sequence[int],
    first: datetime.date,
    last: datetime.date,
) -> SentencesAnswer:
    """What these documents say of the days from ``first`` to ``last``: of the oldest document first."""
    wanted = set(keys)
    found = [
        mention
        for mention in catalogue.mentioned.time_mentions(first.toordinal(), last.toordinal())
        if mention[0] in wanted
    ]
    rows = columns.rows_of(np.array([key for key, _, _ in found], dtype=np.int64))
    days = dict(zip((key for key, _, _ in found), columns.first_days[rows].tolist(), strict=True))
    found.sort(key=lambda mention: (days[mention[0]] == UNDATED, days[mention[0]], mention))
    shown = found[:SENTENCES]
    texts = catalogue.texts(list(dict.fromkeys(key for key, _, _ in shown)))
    summaries = {summary.key: summary for summary in catalogue.summaries(texts)}
    sentences: dict[tuple[int, Span], list[Span]] = {}
    for key, start, end in shown:
        sentences.setdefault((key, _around(texts[key][1], Span(start, end))), []).append(Span(start, end))
    return SentencesAnswer(
        len(found),
        tuple(_sentence(summaries[key], texts[key][1], span, times) for (key, span), times in sentences.items()),
    )


def _around(text: str, time: Span) -> Span:
    """The sentence of a time; of a very long one, what stands around the time."""
    sentence = sentence_at(text, time.start)
    start, end = sentence.start, max(sentence.end, time.end)
    return Span(max(start, time.start - _SHOWN_AROUND), min(end, time.end + _SHOWN_AROUND))


def _sentence(summary: Summary, text: str, span: Span, times: list[Span]) -> TimeSentence:
    return TimeSentence(
        id=summary.id,
        title=summary.title,
        source=summary.source,
        date=summary.date,
        date_sign=summary.date_sign,
        start=times[0].start,
        text=text[span.start : span.end],
        spans=tuple((time.start - span.start, time.end - span.start) for time in times),
    )
