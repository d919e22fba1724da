"""``/`` in the timeline and ``ctrl+f`` in the entity pane leave what holds the words that are typed."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

from ferry_stories import MANY, json_lines

from tui.widgets.time_lists import SentenceList, SourceList


async def test_entities_are_filtered_and_shown_again(open_app: Any, build: Callable[..., Path]) -> None:
    async with open_app(build({"ferries.jsonl": json_lines(MANY)}), size=(120, 40)) as app:
        await app.search("Kalvik")
        entities = app.app.main.panes.entities
        await app.press("3")
        before = [row.name for row in entities.rows]
        await app.press("ctrl+f")
        await app.type("brenn j")
        await app.press("enter")
        assert [row.name for row in entities.rows] == ["People", "Jonas Brenn"]
        assert "/ brenn j" in app.screen_text()
        await app.press("asterisk")
        assert entities.chosen.keys == [("person", "Jonas Brenn")]
        await app.press("escape")
        assert [row.name for row in entities.rows] == before
        assert app.app.focused is entities


async def test_sentences_and_sources_of_the_timeline_are_filtered(open_app: Any, build: Callable[..., Path]) -> None:
    text = "On 4 March 2019 the harbour closed. On 4 March 2019 the kettle boiled."
    stories = [
        {"id": name, "title": name, "source": name, "date": "2019-03-04", "text": text}
        for name in ("The Moon", "The Sun")
    ]
    async with open_app(build({"days.jsonl": json_lines(stories)}), size=(120, 40)) as app:
        await app.press("t")
        await app.until(lambda: app.app.screen is not app.app.main)
        listed = app.app.screen.query_one(SentenceList)
        await app.until(lambda: listed.row_count() > 1)
        before = listed.row_count()
        await app.press("slash")
        await app.type("kettle moon")
        await app.press("enter")
        assert listed.row_count() == 1
        assert "kettle" in listed.current.text
        await app.press("escape")
        assert listed.row_count() == before
        await app.press("s")
        sources = app.app.screen.query_one(SourceList)
        await app.until(lambda: sources.row_count() > 1)
        await app.press("slash")
        await app.type("moon")
        await app.press("enter")
        assert sources.row_count() == 1
        assert sources.current.source == "The Moon"
