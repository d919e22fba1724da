"""The list of documents by event: from the palette, with sources counted and copies folded away."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from ferry_stories import MANY, WIRE, json_lines

GROUP, COPIES = "group the documents", "show the copies"


@pytest.fixture
def ferries(build: Callable[..., Path]) -> Path:
    return build({"stories.jsonl": json_lines(MANY)})


async def command(app: Any, words: str) -> None:
    """Run a command of the palette by some of its words, and wait for the list that follows."""
    before = app.app.main.searching.answer
    await app.press("colon")
    await app.type(words)
    await app.until(lambda: words in app.screen_text())
    await app.pilot.pause(0.3)
    await app.press("enter")
    await app.until(lambda: app.app.main.searching.answer is not before)
    await app.opened()


@pytest.mark.parametrize("size", [(80, 24), (120, 40)])
async def test_documents_of_an_event_stand_together(open_app: Any, ferries: Path, size: tuple[int, int]) -> None:
    async with open_app(ferries, size=size) as app:
        await command(app, GROUP)
        assert app.explanation == "all documents · by event: 1 event with several documents, 1 copy folded away"
        lines = app.screen_text().splitlines()
        assert any("5 documents · 5 sources" in line for line in lines)
        assert sum("· 1 copy " in line for line in lines[2:]) == 1
        of_four = 4 * app.documents.lines_per_row - 1  # the gap below the last is not of the event
        assert [line[1] for line in lines[2 : 2 + of_four]] == ["┌", *"│" * (of_four - 2), "└"]
        assert app.documents.total == 6
        assert "7 documents" in app.screen_text()
        titles = {app.documents.row(number).title for number in range(4)}
        assert {"Search goes on", "Warned in vain", "Anger in Kalvik"} < titles


async def test_copies_are_unfolded_and_folded_again(open_app: Any, ferries: Path) -> None:
    async with open_app(ferries) as app:
        await command(app, COPIES)
        assert "folded" not in app.explanation
        assert app.documents.total == 7
        assert app.screen_text().count("= copy ") == 1
        await command(app, COPIES)
        assert app.documents.total == 6
        assert "= copy " not in app.screen_text()
        await command(app, GROUP)
        assert "event" not in app.explanation
        assert app.documents.total == 7
        assert "┌" not in app.screen_text()


async def test_a_search_stays_grouped_until_it_is_sorted(open_app: Any, ferries: Path) -> None:
    async with open_app(ferries) as app:
        await command(app, GROUP)
        await app.search("ferry")
        assert "by event: 1 event" in app.explanation
        assert "6 of 7 documents" in app.screen_text()
        for expected in range(5):
            await app.until(lambda number=expected: app.app.main.reading.index == number)
            if expected < 4:
                await app.press("j")
        assert app.title == "Ferry aground"
        await app.press("s")
        await app.until(lambda: "┌" not in app.screen_text())
        assert "event" not in app.explanation


async def test_too_many_documents_are_listed_as_they_are(open_app: Any, build: Callable[..., Path]) -> None:
    lines = "\n".join(f'{{"id": "{number}", "text": "Report {number}."}}' for number in range(2001))
    async with open_app(build({"many.jsonl": lines})) as app:
        await command(app, GROUP)
        assert app.explanation == "all documents · by newest: 2,001 documents are too many to group them by event"
        assert app.documents.total == 2001


async def test_a_version_of_a_text_says_what_it_changed(open_app: Any, build: Callable[..., Path]) -> None:
    stories = (
        {
            "id": "first",
            "title": "Toll at 112",
            "date": "2019-03-04",
            "text": f"{WIRE} At least 112 died, the coast guard said.",
        },
        {
            "id": "second",
            "title": "Toll at 126",
            "date": "2019-03-05",
            "text": f"{WIRE} At least 126 died, the coast guard said.",
        },
    )
    async with open_app(build({"stories.jsonl": json_lines(stories)})) as app:
        await command(app, GROUP)
        assert app.documents.total == 2
        await app.until(lambda: "≈ 112 → 126 dead; +1 −1 words" in app.screen_text())
        await app.search("title:126")
        await app.press("enter", "c")
        await app.until(lambda: "mostly the same text; 126 → 112 dead; +1 −1 words" in app.screen_text())
