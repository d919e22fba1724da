"""The query on the screen: facets, history, find in a document, saved searches."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from index.home.folders import find_home
from index.home.searches import History, SavedSearches


async def test_a_facet_narrows_the_result_and_stands_in_the_query(open_app: Any, library: Path) -> None:
    async with open_app(library) as app:
        await app.search("syria")
        assert app.documents.total == 3
        await app.press("f")
        await app.until(lambda: "Sources" in app.screen_text())
        facets = app.app.screen.query_one("#facets")
        while facets.current.value != "AFP":
            await app.press("j")
        assert facets.current.documents == 2
        await app.press("minus")
        await app.until(lambda: "1 document" in app.screen_text())
        await app.press("escape")
        await app.until(lambda: app.answered('syria -source:="AFP"'))
        assert app.documents.total == 1
        await app.opened()
        assert app.app.main.reading.view.source == "Sputnik"


async def test_an_entity_becomes_a_filter(open_app: Any, library: Path) -> None:
    async with open_app(library, size=(120, 40)) as app:
        await app.search("Dillon")
        await app.press("3")
        name = app.app.main.panes.entities.current.name
        await app.press("plus")
        await app.until(lambda: app.app.main.searching.answer.query != "Dillon")
        assert name in app.app.main.searching.answer.query
        assert app.documents.total >= 1


async def test_the_history_of_queries_is_kept_between_sessions(open_app: Any, library: Path) -> None:
    async with open_app(library) as app:
        await app.search("Dillon")
        await app.search("syria")
        await app.press("slash", "up")
        assert app.app.main.panes.line.value == "Dillon"
        await app.press("down")
        assert app.app.main.panes.line.value == "syria"
    assert History(find_home()).queries() == ["Dillon", "syria"]
    async with open_app(library) as app:
        await app.press("slash")
        await app.type("half")
        await app.press("up", "up")
        assert app.app.main.panes.line.value == "Dillon"
        await app.press("down", "down")
        assert app.app.main.panes.line.value == "half"


async def test_find_goes_through_the_document_until_esc(open_app: Any, library: Path) -> None:
    async with open_app(library) as app:
        await app.search("Dillon")
        hits = app.place
        await app.press("enter", "ctrl+f")
        await app.type("russian")
        await app.press("enter")
        await app.until(lambda: app.place.startswith("found"))
        text = app.app.main.reading.text
        found = []
        for _ in range(50):
            found.append(app.reader.caret)
            await app.press("n")
            if app.message.startswith("This is the last one"):
                break
        assert len(found) > 1
        assert all(text[start:].lower().startswith("russia") for start in found)
        await app.press("escape")
        assert app.reader.has_focus
        assert "found" not in app.place
        assert app.place.split("·")[-1] == hits.split("·")[-1]
        await app.press("escape")
        assert app.documents.has_focus


async def test_what_does_not_stand_in_the_document_is_said(open_app: Any, library: Path) -> None:
    async with open_app(library) as app:
        await app.search("Dillon")
        await app.press("ctrl+f", *"zebra", "enter")
        await app.until(lambda: "'zebra' does not stand" in app.message)


async def test_a_search_is_saved_under_a_name_and_run_from_the_palette(open_app: Any, library: Path) -> None:
    async with open_app(library) as app:
        await app.search("Dillon")
        await app.press("colon")
        await app.type("save this search")
        await app.until(lambda: "save this search under" in app.screen_text())
        await app.press("enter")
        await app.until(lambda: "Save this search as" in app.screen_text())
        await app.type("colonel")
        await app.press("enter")
        await app.until(lambda: SavedSearches(find_home()).all() == {"colonel": "Dillon"})
        await app.search("syria")
        await app.press("colon")
        await app.type("search: colonel")
        await app.until(lambda: "search: colonel" in app.screen_text())
        await app.press("enter")
        await app.until(lambda: app.answered("Dillon"))


async def test_a_worker_that_dies_is_started_again_and_the_result_is_back(open_app: Any, library: Path) -> None:
    async with open_app(library) as app:
        await app.search("Dillon")
        app.app.main.client._process.kill()
        await app.until(lambda: "started again" in app.message)
        await app.press("j")
        await app.opened()
        await app.press("n")
        await app.until(lambda: "document 2/2" in app.place)


async def test_w_finds_only_the_names_as_typed_for_this_query(open_app: Any, library: Path) -> None:
    async with open_app(library) as app:
        await app.search("daesh")
        assert app.documents.total == 3
        assert "→ also" in app.explanation
        await app.press("W")
        await app.until(lambda: app.documents.total == 1)
        await app.opened()
        assert app.app.main.reading.view.source == "Sputnik"
        await app.until(lambda: "only the names as typed; W also finds others" in app.explanation)
        assert "→ also" not in app.explanation
        hits = app.app.main.reading.view.hits
        assert {app.app.main.reading.text[start:end] for start, end in hits} == {"Daesh"}
        await app.press("f")
        await app.until(lambda: "Sources" in app.screen_text())
        await app.press("plus")
        await app.until(lambda: "source:" in app.screen_text().splitlines()[0])
        await app.press("escape")
        await app.until(lambda: app.app.main.searching.answer.query != "daesh")
        assert app.documents.total == 1
        await app.press("W")
        await app.until(lambda: "→ also" in app.explanation)
        assert "only the names" not in app.explanation


async def test_another_query_is_widened_again(open_app: Any, library: Path) -> None:
    async with open_app(library) as app:
        await app.press("W")
        assert "There is no query" in app.message
        await app.search("daesh")
        await app.press("W")
        await app.until(lambda: app.documents.total == 1)
        await app.search("deir ezzor")
        assert "→ also" in app.explanation


async def test_where_nothing_has_all_words_what_has_most_is_listed_and_said(open_app: Any, library: Path) -> None:
    async with open_app(library, size=(120, 40)) as app:
        await app.search("Dillon syria zeppelin")
        assert app.app.main.searching.answer.is_near
        assert app.documents.total > 0
        shown = app.screen_text()
        assert "nothing has all words; listed is what has most of them" in shown
        assert "without zeppelin" in app.app.main.searching.answer.explain.line
        assert "0 of 3 documents" in shown
        assert "Dillon" in app.documents.row(0).title + app.documents.row(0).snippet
        await app.search("Dillon syria")
        assert "listed is what has most" not in app.screen_text()
