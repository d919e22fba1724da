"""The timeline: when a result's documents were published and what times they speak of."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from textual import on
from textual.app import ComposeResult
from textual.timer import Timer

from index.answers.counts import Bucket, SentencesAnswer, SourceTimesAnswer, TimelineAnswer, TollsAnswer
from index.errors import DatelineError
from index.query.editing import condition
from tui.bound_keys import bindings
from tui.keys import Context
from tui.screens.filter import FilterLine
from tui.screens.sized import SizedScreen, TooSmall
from tui.text.bars import PUBLISHED, SPOKEN, course
from tui.widgets.rowlist import RowList
from tui.widgets.status import KeyLine, StatusLine, TextLine
from tui.widgets.tasks import launch
from tui.widgets.time_lists import BucketList, SentenceList, SourceList

if TYPE_CHECKING:
    from index.service.client import Client

SCALES = ("day", "week", "month", "year")

_REST = 0.12
"""Seconds that the cursor rests on a time before what is said of it is asked for."""


@dataclass(frozen=True, slots=True)
class Chosen:
    """What the analyst goes on with: a condition for the query, or a document at an offset."""

    condition: str = ""
    document: str = ""
    offset: int = 0


class TimelineScreen(SizedScreen[Chosen]):
    """Time runs down; below it stands what is said of the time at the cursor. Its result is None or a choice."""

    BINDINGS = bindings(Context.TIMELINE)

    def __init__(self, client: Client, ticket: int, query: str, near: str) -> None:
        """``ticket`` is of the result that is shown, ``near`` a day, ISO, to begin at, or ""."""
        super().__init__()
        self._client = client
        self._ticket = ticket
        self._query = query
        self._near = near
        self._by = ""
        self._timer: Timer | None = None
        self._tolls: TollsAnswer | None = None
        self._kind = ""  # of the figures that are drawn
        self._by_source = False

    def compose(self) -> ComposeResult:
        """Makes the lists."""
        yield TextLine(" Timeline", id="timeline-title", classes="title")
        yield BucketList(id="buckets")
        yield SourceList(id="sources")
        yield TextLine(id="sentences-title", classes="title")
        yield SentenceList(id="sentences")
        yield StatusLine(id="status")
        yield KeyLine("timeline", classes="keys")
        yield TooSmall()

    def on_mount(self) -> None:
        """Asks for the timeline in a scale that fits."""
        self.query_one(SourceList).display = False
        self.set_focus(self.query_one(BucketList))
        launch(self, "timeline", self._load)

    async def _load(self) -> None:
        status = self.query_one(StatusLine)
        status.run("counting…")
        try:
            if self._by_source:
                self._show_sources(await self._client.source_times(self._ticket, self._by))
            else:
                self._show(await self._client.timeline(self._ticket, self._by))
        except DatelineError as error:
            status.say(str(error))
        status.run("")

    def _show(self, answer: TimelineAnswer) -> None:
        self._by = answer.by
        self.query_one(BucketList).show(answer.buckets, self._near)
        self._draw()
        self.query_one(StatusLine).stand(_counts(answer))
        self._ask_for_sentences()

    def _head(self, told: str) -> None:
        of = f" · {self._query}" if self._query else ""
        self.query_one("#timeline-title", TextLine).show(f" Timeline by {self._by}   {told}{of}")

    def _show_sources(self, answer: SourceTimesAnswer) -> None:
        self._by = answer.by
        self._head(f"{answer.labels[0]} to {answer.labels[-1]}" if answer.labels else "nothing has a date")
        self.query_one(SourceList).show(answer.sources)
        self.query_one(StatusLine).stand(f"{len(answer.sources):,} sources")

    # Figures along the time

    def action_next_figure(self) -> None:
        """Draws the next kind of figure along the time; after the last the counts again."""
        if not self._by_source:
            launch(self, "tolls", self._load_tolls)

    async def _load_tolls(self) -> None:
        status = self.query_one(StatusLine)
        if self._tolls is None:
            status.run("reading…")
            try:
                self._tolls = await self._client.tolls(self._ticket)
            except DatelineError as error:
                status.say(str(error))
                return
            finally:
                status.run("")
        kinds = list(dict.fromkeys(toll.kind for toll in self._tolls.tolls))
        if not kinds:
            status.say("No document tells in numbers what happened.")
        self._kind = next(iter(kinds[kinds.index(self._kind) + 1 :] if self._kind else kinds), "")
        self._draw()
        if self._kind and self._tolls.left:
            status.say(f"Of the first {self._tolls.documents:,} documents; {self._tolls.left:,} were not read.")

    def _draw(self) -> None:
        """Draws the figures of a kind along the time, or the counts."""
        buckets = self.query_one(BucketList)
        if not self._kind or self._tolls is None:
            buckets.draw(None)
            changed = "  last: changed" if any(bucket.changed for bucket in buckets.buckets) else ""
            self._head(f"{PUBLISHED} published  {SPOKEN} spoken of{changed}")
            return
        buckets.draw(course((toll for toll in self._tolls.tolls if toll.kind == self._kind), buckets.buckets))
        self._head(f"{self._kind}: {PUBLISHED} the least  {SPOKEN} the highest number given")

    # Sources as rows

    def action_by_source(self) -> None:
        """Shows each source in a row of its own, or all together again."""
        self._by_source = not self._by_source
        for name in ("#buckets", "#sentences-title", "#sentences"):
            self.query_one(name).display = not self._by_source
        sources = self.query_one(SourceList)
        sources.display = self._by_source
        self.set_focus(sources if self._by_source else self.query_one(BucketList), scroll_visible=False)
        launch(self, "timeline", self._load)

    # What is said of the time at the cursor

    @on(RowList.CursorMoved, "#buckets")
    def _time_reached(self) -> None:
        if self._timer is not None:
            self._timer.stop()
        self._timer = self.set_timer(_REST, self._ask_for_sentences)

    def _ask_for_sentences(self) -> None:
        bucket = self.query_one(BucketList).current
        if bucket is not None:
            self._near = bucket.begin
            launch(self, "sentences", self._load_sentences, bucket)

    async def _load_sentences(self, bucket: Bucket) -> None:
        try:
            answer = await self._client.sentences(self._ticket, bucket.begin, bucket.finish)
        except DatelineError as error:
            self.query_one(StatusLine).say(str(error))
            return
        self.query_one("#sentences-title", TextLine).show(f" {_heading(bucket, answer)}")
        self.query_one(SentenceList).show(answer.sentences)

    # The keys

    def action_zoom_in(self) -> None:
        """Makes the buckets shorter."""
        self._zoom(-1)

    def action_zoom_out(self) -> None:
        """Makes the buckets longer."""
        self._zoom(1)

    def _zoom(self, step: int) -> None:
        at = SCALES.index(self._by) + step if self._by else -1
        if 0 <= at < len(SCALES):
            self._by = SCALES[at]
            launch(self, "timeline", self._load)
        else:
            self.query_one(StatusLine).say("There is nothing shorter than a day and nothing longer than a year.")

    def action_next_list(self) -> None:
        """Goes to the other list."""
        if self._by_source:
            return
        lists = (self.query_one(BucketList), self.query_one(SentenceList))
        self.set_focus(lists[self.focused is lists[0]], scroll_visible=False)

    async def action_narrow(self) -> None:
        """Filters the sources, or the sentences of the time, by what is typed."""
        listed = self._filtered
        self.set_focus(listed, scroll_visible=False)
        await self.app.push_screen(FilterLine(listed, listed.filter, listed.narrow))

    @property
    def _filtered(self) -> SourceList | SentenceList:
        return self.query_one(SourceList) if self._by_source else self.query_one(SentenceList)

    def action_begin_interval(self) -> None:
        """Begins an interval at the cursor, or drops the one that was begun."""
        if self._by_source:
            return
        buckets = self.query_one(BucketList)
        buckets.choose(begin=not buckets.is_choosing)
        if buckets.is_choosing:
            self.query_one(StatusLine).say("An interval begins here; move to its end, enter makes it a condition.")

    def action_filter(self) -> None:
        """Makes the time at the cursor, the interval, or the source a condition of the query."""
        if self._by_source:
            source = self.query_one(SourceList).current
            if source is not None and source.source:
                self.dismiss(Chosen(condition=condition("source", source.source)))
            return
        interval = self.query_one(BucketList).interval
        if interval:
            labels = dict.fromkeys((interval[0].label, interval[-1].label))
            times = "..".join(labels)
            self.dismiss(Chosen(condition=f"(date:{times} OR mentions:{times})"))

    def action_open(self) -> None:
        """Opens the document at the chosen sentence."""
        sentence = self.query_one(SentenceList).current
        if sentence is not None and not self._by_source:
            self.dismiss(Chosen(document=sentence.id, offset=sentence.start))

    def action_back(self) -> None:
        """Ends a filter, drops the interval that was begun, goes back from the sources, else closes the timeline."""
        buckets = self.query_one(BucketList)
        if self._filtered.end_filter():
            return
        if self._by_source:
            self.action_by_source()
        elif buckets.is_choosing:
            buckets.choose(begin=False)
        else:
            self.dismiss(None)


def _heading(bucket: Bucket, answer: SentencesAnswer) -> str:
    """Says how often the time is spoken of, and how much of that is shown."""
    if not answer.total:
        return f"Nothing speaks of {bucket.label}; enter lists what was published then"
    often = "once" if answer.total == 1 else f"{answer.total:,} times"
    shown = sum(len(sentence.spans) for sentence in answer.sentences)
    return f"{bucket.label} is spoken of {often}" + (f", the first {shown} are shown" if shown < answer.total else "")


def _counts(answer: TimelineAnswer) -> str:
    notes = [f"{answer.documents:,} document{'s' if answer.documents != 1 else ''}"]
    notes += [f"{answer.undated:,} without a date"] if answer.undated else []
    notes += [f"{answer.coarser:,} known only by a longer time"] if answer.coarser else []
    return " · ".join(notes)
