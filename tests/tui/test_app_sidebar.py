"""The entity pane on the screen: its two states and orders, exact numbers, the way to mentions, filters."""

from __future__ import annotations

import asyncio
import os
import signal
from pathlib import Path
from typing import Any

import pytest

from index.library.library import LocalLibrary
from tui.widgets.entities import EntityList
from tui.widgets.entity_rows import EntityRow
from tui.widgets.status import TextLine


def pane(app: Any) -> EntityList:
    found: EntityList = app.app.main.query_one(EntityList)
    return found


def entities(app: Any) -> list[EntityRow]:
    return [row for row in pane(app).rows if not row.line]


def chosen(app: Any) -> EntityRow:
    row = pane(app).current
    assert row is not None
    return row


def title(app: Any) -> str:
    return str(app.app.main.query_one("#entities-title", TextLine).text)


async def counted(app: Any) -> None:
    """Wait until every entity has its number of documents."""
    await app.until(lambda: entities(app) and all(row.documents is not None for row in entities(app)))


def counting(app: Any) -> list[Any]:
    return [worker for worker in app.app.workers if worker.group == "entities" and worker.is_running]


async def choose(app: Any, name: str) -> None:
    pane(app).cursor = [row.name for row in pane(app).rows].index(name)
    await app.pilot.pause()


def in_library(library: Path, query: str) -> dict[tuple[str, str], int]:
    """The numbers that the library itself gives."""
    opened = LocalLibrary(library)
    found = opened.search(query) if query else opened.browse()
    told = {(one.type, one.name): one.documents for one in opened.entities(found).entities}
    opened.close()
    return told


@pytest.mark.parametrize("size", [(80, 24), (120, 40)], ids=lambda size: f"{size[0]}x{size[1]}")
async def test_both_numbers_are_shown_and_agree_with_what_is_stored(
    open_app: Any, library: Path, size: tuple[int, int]
) -> None:
    async with open_app(library, size=size) as app:
        await app.search("Dillon")
        await app.press("3")
        await counted(app)
        assert {row.entity: row.documents for row in entities(app)}.items() <= in_library(library, "Dillon").items()
        mentions = app.app.main.reading.view.mentions
        assert sum(len(row.mentions) for row in entities(app)) == len(mentions)
        line = next(line for line in app.screen_text().splitlines() if "Ryan Dillon" in line and "▸" in line)
        row = next(row for row in entities(app) if row.name == "Ryan Dillon")
        assert line.split()[-2:] == [str(len(row.mentions)), "2"]
        assert title(app).split() == ["Of", "the", "document", "▾×", "docs"]


async def test_e_lists_the_whole_result_and_the_document_again(open_app: Any, library: Path) -> None:
    async with open_app(library, size=(120, 40)) as app:
        await app.search("Dillon")
        before = [row.entity for row in entities(app)]
        await app.press("E")
        await app.until(lambda: len(entities(app)) > len(before))
        assert {row.entity: row.documents for row in entities(app)} == in_library(library, "Dillon")
        assert title(app).split() == ["Of", "the", "result", "×", "▾docs"]
        assert "People · " in app.screen_text()
        await app.search("title:monitor")
        await app.until(
            lambda: {row.entity: row.documents for row in entities(app)} == in_library(library, "title:monitor")
        )
        await app.search("Dillon")
        await app.press("E")
        assert [row.entity for row in entities(app)] == before


async def test_e_unfolds_the_pane_in_a_narrow_window(open_app: Any, library: Path) -> None:
    async with open_app(library) as app:
        assert "Of the" not in app.screen_text()
        await app.press("E")
        await app.until(lambda: {row.entity: row.documents for row in entities(app)} == in_library(library, ""))
        assert "Of the result" in app.screen_text()
        assert app.app.main.panes.focused == "entities"


async def test_s_sorts_by_the_other_number_and_the_cursor_stays(open_app: Any, library: Path) -> None:
    async with open_app(library, size=(120, 40)) as app:
        await app.press("E", "3")
        await app.until(lambda: entities(app))
        await choose(app, "Ryan Dillon")
        by_documents = [row.documents or 0 for row in entities(app) if row.type == "place"]
        assert by_documents == sorted(by_documents, reverse=True)
        await app.press("s")
        mentions = [len(row.mentions) for row in entities(app) if row.type == "place"]
        assert mentions == sorted(mentions, reverse=True)
        assert "▾×" in title(app)
        assert chosen(app).name == "Ryan Dillon"
        assert app.app.main.searching.answer.order == "newest"
        await app.press("s")
        assert [row.documents for row in entities(app) if row.type == "place"] == by_documents


async def test_nothing_is_counted_for_a_folded_pane(open_app: Any, library: Path) -> None:
    async with open_app(library) as app:
        await app.search("Dillon")
        await asyncio.sleep(0.5)
        assert {row.documents for row in entities(app)} == {None}
        await app.press("e")
        await counted(app)


async def test_what_is_counted_is_given_up_when_one_types(open_app: Any, library: Path) -> None:
    async with open_app(library, size=(120, 40)) as app:
        await counted(app)
        os.kill(app.app.main.client.process_id, signal.SIGSTOP)
        await app.press("E")
        await app.until(lambda: counting(app))
        await app.press("slash", "D")
        assert counting(app) == []
        os.kill(app.app.main.client.process_id, signal.SIGCONT)
        await app.type("illon")
        await app.until(lambda: {row.entity: row.documents for row in entities(app)} == in_library(library, "Dillon"))


async def test_an_entity_of_another_document_is_not_gone_to(open_app: Any, library: Path) -> None:
    async with open_app(library, size=(120, 40)) as app:
        await app.press("E", "3")
        await app.until(lambda: entities(app))
        other = next(row for row in entities(app) if not row.mentions)
        await choose(app, other.name)
        caret = app.reader.caret
        await app.press("enter")
        assert f"{other.name} is not in this document" in app.message
        assert app.reader.caret == caret


async def test_mentions_are_gone_through_from_the_pane_and_from_the_caret(open_app: Any, library: Path) -> None:
    async with open_app(library) as app:
        await app.search("title:coalition")
        await app.press("3")
        await choose(app, "Ryan Dillon")
        starts = [mention.start for mention in chosen(app).mentions]
        seen = []
        for _ in range(len(starts) + 1):
            await app.press("enter")
            seen.append(app.reader.caret)
        assert seen == [*starts, starts[0]]
        assert f"mention 1 of {len(starts)}" in app.message
        await app.press("backspace")
        assert app.reader.caret == starts[-1]
        await app.press("2", "g", "right_square_bracket")
        assert app.reader.caret == next(start for start in starts if start > 0)
        app.reader.go_to(starts[2] - 1)
        await app.press("right_square_bracket")
        assert app.reader.caret == starts[2]
        await app.press("right_square_bracket")
        assert app.reader.caret == starts[3]
        await app.press("left_square_bracket", "left_square_bracket")
        assert app.reader.caret == starts[1]
        await app.press("G", "right_square_bracket")
        assert app.reader.caret == starts[0]


async def test_a_filter_stands_in_the_query_and_the_same_key_takes_it_away(open_app: Any, library: Path) -> None:
    async with open_app(library, size=(120, 40)) as app:
        await app.search("syria")
        await app.press("3")
        await choose(app, "Ryan Dillon")
        await app.press("plus")
        await app.until(lambda: app.answered('syria person:="Ryan Dillon"'))
        assert app.documents.total == 2
        await app.press("minus")
        await app.until(lambda: app.answered('syria -person:="Ryan Dillon"'))
        assert app.documents.total == 1
        assert 'syria -person:="Ryan Dillon"' in app.screen_text()


async def test_the_same_key_takes_a_filter_away(open_app: Any, library: Path) -> None:
    async with open_app(library, size=(120, 40)) as app:
        await app.search("syria")
        await app.press("3")
        await choose(app, "Ryan Dillon")
        await app.press("plus")
        await app.until(lambda: app.answered('syria person:="Ryan Dillon"'))
        await app.opened()
        await choose(app, "Ryan Dillon")
        await app.press("plus")
        await app.until(lambda: app.answered("syria"))


async def test_the_numbers_come_again_from_a_new_worker(open_app: Any, library: Path) -> None:
    async with open_app(library, size=(120, 40)) as app:
        await app.search("Dillon")
        await app.press("E")
        await app.until(lambda: {row.entity: row.documents for row in entities(app)} == in_library(library, "Dillon"))
        before = app.app.main.searching.answer
        app.app.main.client._process.kill()
        await app.until(lambda: app.app.main.searching.answer is not before)
        await app.search("title:monitor")
        await app.until(
            lambda: {row.entity: row.documents for row in entities(app)} == in_library(library, "title:monitor")
        )


async def test_a_filter_leaves_the_facets_that_hold_the_words(open_app: Any, library: Path) -> None:
    from tui.screens.facets import FacetList

    async with open_app(library) as app:
        await app.press("f")
        await app.until(lambda: app.app.screen.query(FacetList) and app.app.screen.query_one(FacetList).row_count())
        facets = app.app.screen.query_one(FacetList)
        await app.press("slash", *"people dill", "enter")
        assert [facets.row_count(), facets.current.value] == [2, "Ryan Dillon"]
        await app.press("escape")
        assert facets.row_count() > 10
        assert facets.current.value == "Ryan Dillon"
        await app.press("slash", *"people dill", "enter", "+")
        await app.until(lambda: app.app.screen.query_one("#chosen").text.endswith('person:="Ryan Dillon"'))
        await app.press("escape", "escape")
        await app.until(lambda: app.answered('person:="Ryan Dillon"'))
