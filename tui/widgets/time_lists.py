"""The two lists of the timeline: time running down with its counts as bars, and what is said of a time."""

from __future__ import annotations

import datetime
from collections.abc import Mapping, Sequence

from index.answers.counts import Bucket, SourceRow, TimeSentence
from tui.text.bars import Range, bar, merged, numbers_of, toll_bar
from tui.text.spark import spark
from tui.widgets.documents import hit_pieces, one_line
from tui.widgets.filtered_list import FilteredList
from tui.widgets.rowlist import Piece, RowList, fitted

_LABEL = 10  # cells of the longest label, a day
_NAME = 24  # cells of a source's name
_CHOSEN = "┃"
"""Stands before each bucket of an interval that is being chosen."""

_GAP = "⋮"
"""Stands before a bucket that does not directly follow the one above it."""


class BucketList(RowList):
    """A line for each day, week, month or year: its counts, and a bar of both."""

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self._buckets: Sequence[Bucket] = ()
        self._most = 0
        self._changed = 0  # digits of the most that were changed in a bucket; 0 where nothing was
        self._begun: int | None = None  # where an interval begins that is being chosen
        self._tolls: Mapping[int, Range] | None = None  # what is drawn in place of the counts, by bucket

    def show(self, buckets: Sequence[Bucket], near: str) -> None:
        """Shows these, the cursor on the first that ends on the day ``near``, ISO, or later."""
        self._buckets = buckets
        self._begun = None
        self._most = max((bucket.published + bucket.spoken for bucket in buckets), default=0)
        changed = max((bucket.changed for bucket in buckets), default=0)
        self._changed = len(str(changed)) if changed else 0
        cursor = next((at for at, bucket in enumerate(buckets) if bucket.finish >= near), len(buckets) - 1)
        self.set_reactive(BucketList.cursor, max(0, cursor))
        self.rows_changed()
        self.call_after_refresh(self._show_around_cursor)

    def draw(self, tolls: Mapping[int, Range] | None) -> None:
        """Draws these figures along the time, by the place of their bucket; None for the counts again."""
        self._tolls = tolls
        self.refresh()

    @property
    def buckets(self) -> Sequence[Bucket]:
        """All of them."""
        return self._buckets

    def _show_around_cursor(self) -> None:
        """Brings the cursor to the middle of the window: what came before it matters as much as what follows."""
        self.scroll_to(y=max(0, self.cursor - self.window_rows // 2), animate=False)

    @property
    def current(self) -> Bucket | None:
        """The bucket at the cursor."""
        return self._buckets[self.cursor] if self._buckets else None

    @property
    def interval(self) -> Sequence[Bucket]:
        """The buckets of the interval that is being chosen, else the one at the cursor; none if there are none."""
        first, last = sorted((self.cursor, self.cursor if self._begun is None else self._begun))
        return self._buckets[first : last + 1]

    @property
    def is_choosing(self) -> bool:
        """Whether an interval is being chosen."""
        return self._begun is not None

    def choose(self, *, begin: bool) -> None:
        """Begins an interval at the cursor, which reaches to wherever the cursor goes; or drops it."""
        self._begun = self.cursor if begin and self._buckets else None
        self.refresh()

    def watch_cursor(self, old: int, new: int) -> None:
        """Repaints all of an interval."""
        super().watch_cursor(old, new)
        if self.is_choosing:
            self.refresh()

    def row_count(self) -> int:
        """Returns the number of buckets."""
        return len(self._buckets)

    def row_lines(self, index: int, width: int) -> list[list[Piece]]:
        """Returns label, what was published, a bar, what is spoken of, and where anything was, what was changed."""
        bucket = self._buckets[index]
        digits = len(str(self._most))
        if self._tolls is not None:
            return [self._toll_row(index, self._tolls, digits, width)]
        changed = [(f"{bucket.changed or '':>{self._changed}} ", "sign")] if self._changed else []
        room = width - _LABEL - 2 * digits - 6 - (self._changed + 1 if self._changed else 0)
        solid, light = bar(bucket.published, bucket.spoken, self._most, max(0, room))
        return [
            [
                (self.pointer(index), ""),
                (self._before(index), "muted"),
                (f"{bucket.label:<{_LABEL}} ", "strong"),
                (f"{bucket.published or '':>{digits}} ", ""),
                (solid, "strong"),
                (light, "muted"),
                (" " * (room - len(solid) - len(light)), ""),
                (f" {bucket.spoken or '':>{digits}} ", "muted"),
                *changed,
            ]
        ]

    def _toll_row(self, index: int, tolls: Mapping[int, Range], digits: int, width: int) -> list[Piece]:
        bucket, numbers = self._buckets[index], tolls.get(index)
        most = max((high for _, high in tolls.values()), default=0)
        told = max((len(numbers_of(one)) for one in tolls.values()), default=0)
        room = max(0, width - _LABEL - digits - told - 6)
        solid, light = toll_bar(numbers, most, room) if numbers else ("", "")
        return [
            (self.pointer(index), ""),
            (self._before(index), "muted"),
            (f"{bucket.label:<{_LABEL}} ", "strong"),
            (f"{bucket.published or '':>{digits}} ", "muted"),
            (solid, "strong"),
            (light, "muted"),
            (f" {numbers_of(numbers)}" if numbers else "", ""),
        ]

    def _before(self, index: int) -> str:
        if self._begun is not None and min(self._begun, self.cursor) <= index <= max(self._begun, self.cursor):
            return _CHOSEN
        return _GAP if self._follows_gap(index) else " "

    def _follows_gap(self, index: int) -> bool:
        if not index:
            return False
        before = datetime.date.fromisoformat(self._buckets[index - 1].finish)
        return datetime.date.fromisoformat(self._buckets[index].begin) - before > datetime.timedelta(days=1)


class SentenceList(FilteredList[TimeSentence]):
    """Sentences that speak of a time, each below the document that it stands in."""

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self.lines_per_row = 2

    def show(self, sentences: Sequence[TimeSentence]) -> None:
        """Shows these, from the first on, as far as the filter leaves them."""
        self.take(sentences)
        self.set_reactive(SentenceList.cursor, 0)
        self.scroll_to(y=0, animate=False)
        self.rows_changed()

    def words_of(self, row: TimeSentence) -> str:
        """Returns the sentence, and title and source of its document."""
        return f"{row.text} {row.title} {row.source}"

    @property
    def current(self) -> TimeSentence | None:
        """The sentence at the cursor."""
        return self.found

    def row_lines(self, index: int, width: int) -> list[list[Piece]]:
        """Returns date, source and title, and the sentence."""
        sentence = self._rows[index]
        about = " · ".join(filter(None, ((sentence.date or "no date") + sentence.date_sign, sentence.source)))
        return [
            [(self.pointer(index) + " ", ""), (one_line(about) + " ", "muted"), (one_line(sentence.title), "muted")],
            [("  ", ""), *hit_pieces(sentence.text, sentence.spans, width - 3)],
        ]


class SourceList(FilteredList[SourceRow]):
    """A line for each source: how much it published, and when, from the left to the right."""

    def show(self, sources: Sequence[SourceRow]) -> None:
        """Shows these, from the first on, as far as the filter leaves them."""
        self.take(sources)
        self.set_reactive(SourceList.cursor, 0)
        self.scroll_to(y=0, animate=False)
        self.rows_changed()

    def words_of(self, row: SourceRow) -> str:
        """Returns the source."""
        return row.source

    @property
    def current(self) -> SourceRow | None:
        """The source at the cursor."""
        return self.found

    def row_lines(self, index: int, width: int) -> list[list[Piece]]:
        """Returns a source, its count and a bar for each time."""
        row = self._rows[index]
        digits = max(len(f"{sum(one.counts):,}") for one in self._all[:1])
        named = min(_NAME, max(8, width // 4))
        bars = spark(merged(row.counts, width - named - digits - 5), None, width)
        name = fitted(one_line(row.source or "no source"), named)
        return [
            [(f"{self.pointer(index)} ", ""), (name, "strong"), (f" {sum(row.counts):>{digits},} ", ""), (bars, "")]
        ]
