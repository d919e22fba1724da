"""Dates and times on the screen: the timeline, a document's own date and the analyst's word on it, times marked."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from index.building.builder import Builder
from index.corrections.documents import corrections
from index.library.engines import open_engine
from tui.screens.date import CandidateList, DateScreen
from tui.screens.timeline import TimelineScreen
from tui.widgets.time_lists import BucketList, SentenceList

AFP = "US, Russian generals meet to talk Syria ops: Pentagon"
SIZES = [(80, 24), (120, 40)]


async def open_timeline(app: Any) -> None:
    await app.press("t")
    await app.until(lambda: isinstance(app.app.screen, TimelineScreen))
    await app.until(lambda: app.app.screen.query_one(SentenceList).row_count())


def label(app: Any) -> str:
    bucket = app.app.screen.query_one(BucketList).current
    return str(bucket.label) if bucket else ""


@pytest.mark.parametrize("size", SIZES)
async def test_the_timeline_shows_counts_and_what_is_said_of_the_time(
    open_app: Any, library: Path, size: tuple[int, int]
) -> None:
    async with open_app(library, size=size) as app:
        await app.opened()
        await open_timeline(app)
        shown = app.screen_text()
        assert "Timeline by day" in shown
        line = next(line for line in shown.splitlines() if "▸⋮2017-09-21" in line)
        assert line.split()[1] == line.split()[-1] == "3"
        assert "█░" in line
        assert "2017-09-21 is spoken of" in shown
        await app.press("k")
        await app.until(lambda: "2017-09-19 is spoken of 4 times" in app.screen_text())
        await app.press("escape")
        assert app.app.screen is app.app.main


async def test_zooming_keeps_the_time(open_app: Any, library: Path) -> None:
    async with open_app(library) as app:
        await app.search("Dillon")
        await open_timeline(app)
        for key, expected in (("<", "2017-W38"), ("<", "2017-09"), ("<", "2017"), (">", "2017-09")):
            await app.press({"<": "less_than_sign", ">": "greater_than_sign"}[key])
            await app.until(lambda wanted=expected: label(app) == wanted)
        await app.press("less_than_sign", "less_than_sign")
        await app.until(lambda: "nothing longer than a year" in app.screen_text())


async def test_a_time_becomes_a_filter_that_finds_what_was_counted(open_app: Any, library: Path) -> None:
    async with open_app(library) as app:
        await app.search("syria OR nothing")
        await open_timeline(app)
        await app.press("k", "enter")
        query = "(syria OR nothing) (date:2017-09-19 OR mentions:2017-09-19)"
        await app.until(lambda: app.answered(query))
        await app.opened()
        assert app.documents.total == 1
        assert app.app.main.panes.line.value == query


async def test_a_sentence_opens_its_document_there(open_app: Any, library: Path) -> None:
    async with open_app(library) as app:
        await app.opened()
        await open_timeline(app)
        await app.press("tab", "j")
        sentence = app.app.screen.query_one(SentenceList).current
        assert sentence is not None
        await app.press("o")
        view = app.app.main.reading
        await app.until(lambda: view.view is not None and view.view.id == sentence.id)
        await app.until(lambda: app.reader.caret == sentence.start)
        assert app.reader.has_focus


async def test_the_times_of_the_text_are_marked_and_the_one_at_the_caret_is_explained(
    open_app: Any, library: Path
) -> None:
    async with open_app(library) as app:
        await app.search("title:Pentagon")
        await app.press("enter")
        text = app.app.main.reading.text
        app.reader.go_to(text.index("Thursday"))
        await app.until(lambda: app.place.startswith("Thursday = 2017-09-21 · "))
        app.reader.go_to(text.index("this week"))
        await app.until(lambda: app.place.startswith("this week = 2017-W38, 2017-09-18 to 2017-09-24 · "))
        app.reader.go_to(text.index("US and Russian"))
        await app.until(lambda: "=" not in app.place)
        assert not app.reader.times_marked
        before = styles_of(app, "Thursday")
        await app.press("T")
        assert app.reader.times_marked
        assert styles_of(app, "Thursday") != before
        await app.press("T")
        assert styles_of(app, "Thursday") == before


def styles_of(app: Any, word: str) -> list[str]:
    """The styles in which a word stands on the screen."""
    strips = app.app.screen._compositor.render_strips()
    return [str(segment.style) for strip in strips for segment in strip if word in segment.text]


async def open_date(app: Any) -> None:
    await app.press("D")
    await app.until(lambda: isinstance(app.app.screen, DateScreen))


async def test_the_evidence_is_shown_and_another_date_chosen_and_undone(open_app: Any, library: Path) -> None:
    async with open_app(library) as app:
        await app.search("title:Pentagon")
        assert app.app.main.reading.view.date_sign == "!"
        await open_date(app)
        shown = app.screen_text()
        assert "2017-09-21! · header 1995-01-01, dateline 2017-09-21" in shown
        assert "▸ ● 2017-09-21 dateline, strong" in shown
        assert "“Washington (AFP) Sept 21, 2017”" in shown
        await app.press("j", "enter")
        await app.until(lambda: app.app.main.reading.view.date == "1995-01-01")
        await app.until(lambda: "AFP · 1995-01-01" in " ".join(app.screen_text().split()))
        assert app.message == "The date is kept with your notes; u takes it back."
        await app.press("u")
        await app.until(lambda: app.app.main.reading.view.date == "2017-09-21")
        assert app.message == f"Done: date of '{AFP}' put back."
        await app.press("ctrl+r")
        await app.until(lambda: app.app.main.reading.view.date == "1995-01-01")


async def test_a_date_is_typed_refused_and_taken_back(open_app: Any, library: Path) -> None:
    async with open_app(library) as app:
        await app.search("title:Pentagon")
        await open_date(app)
        await app.press("d", *["backspace"] * 10, *"2017-02-30", "enter")
        await app.until(lambda: "'2017-02-30' is no day, month or year" in app.screen_text())
        await app.press("d", *["backspace"] * 10, *"2017-09", "enter")
        await app.until(lambda: app.app.main.reading.view.date == "2017-09")
        assert app.app.main.reading.view.date_sign == "~"
        assert app.app.main.reading.view.date_note == "your correction of 2017-09-21"
        await open_date(app)
        assert "2017-09~ · your correction of 2017-09-21" in app.screen_text()
        await app.press("x")
        await app.until(lambda: app.app.main.reading.view.date == "2017-09-21")
        assert corrections(app.notebook) == []


async def test_the_date_meant_is_that_of_the_document_at_the_lists_cursor(open_app: Any, library: Path) -> None:
    async with open_app(library) as app:
        await app.opened()
        await app.press("j")
        await open_date(app)
        row = app.documents.row(1)
        assert row is not None
        assert f"Date of “{row.title}”"[:60] in app.screen_text()
        app.app.screen.query_one(CandidateList).action_end()
        await app.press("enter")
        await app.until(lambda: [one.subject for one in corrections(app.notebook)] == [row.id])
        assert corrections(app.notebook)[0].value == ""


async def test_a_date_that_can_be_read_both_ways_is_turned_round_and_back(open_app: Any, tmp_path: Path) -> None:
    (tmp_path / "a.jsonl").write_text('{"text": "The council met.", "date": "03/04/2017"}\n')
    Builder(tmp_path / "both_ways", open_engine, processes=1).run([tmp_path / "a.jsonl"])
    async with open_app(tmp_path / "both_ways") as app:
        await app.opened()
        for expected in ("2017-03-04", "2017-04-03"):
            await app.press("D")
            await app.until(lambda: isinstance(app.app.screen, DateScreen))
            await app.press("o")
            await app.until(lambda wanted=expected: wanted in app.screen_text())
            await app.until(lambda: app.app.screen is app.app.main)
