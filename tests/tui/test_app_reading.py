"""Reading on the screen: list, query, hits through all documents, panes, sizes."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

from index.building.builder import Builder
from index.library.choosing import seeds_folder
from index.library.engines import open_engine

AFP = "US, Russian generals meet to talk Syria ops: Pentagon"
SPUTNIK = "US-Led Coalition, Russian Officials Discuss Deir Ez-Zor Operations"


async def test_the_samples_are_listed_and_said_to_be_samples(open_app: Any, tmp_path: Path) -> None:
    Builder(tmp_path / "samples", open_engine, processes=1).run([seeds_folder()], samples=True)
    async with open_app(tmp_path / "samples") as app:
        assert app.documents.total == 3
        await app.opened()
        assert "samples" in app.explanation
        assert "dateline FOLDER" in app.explanation
        assert "document 1/3" in app.place


async def test_all_hits_are_walked_through_all_documents_and_back(open_app: Any, library: Path) -> None:
    async with open_app(library) as app:
        await app.search("Dillon")
        assert app.documents.total == 2
        counts = []
        seen = [app.place]
        for _ in range(40):
            await app.press("n")
            await app.opened()
            if app.message.startswith("This is the last hit"):
                break
            seen.append(app.place)
            counts.append(app.title)
        assert set(counts) == {AFP, SPUTNIK}
        assert all(place.startswith("hit ") for place in seen)
        assert len(set(seen)) == len(seen)
        assert "document 2/2" in seen[-1]
        back = []
        for _ in range(40):
            await app.press("N")
            await app.opened()
            if app.message.startswith("This is the first hit"):
                break
            back.append(app.place)
        assert back == seen[-2::-1]


async def test_a_malformed_query_names_the_column_and_the_last_result_stays(open_app: Any, library: Path) -> None:
    async with open_app(library) as app:
        await app.search("Dillon")
        await app.press("slash")
        await app.type(" (")
        await app.until(lambda: app.explanation.startswith("!"))
        assert "column" in app.explanation
        assert app.documents.total == 2


async def test_results_come_while_typing_and_esc_leaves_them(open_app: Any, library: Path) -> None:
    async with open_app(library) as app:
        await app.press("slash")
        await app.type("dillon")
        await app.until(lambda: app.answered("dillon"))
        assert app.documents.total == 2
        await app.press("escape")
        assert app.app.main.panes.focused == "documents"
        assert app.documents.total == 2


async def test_nothing_found_is_said(open_app: Any, library: Path) -> None:
    async with open_app(library) as app:
        await app.press("slash")
        await app.type("zzzgarble")
        await app.press("enter")
        await app.until(lambda: app.answered("zzzgarble"))
        assert app.documents.total == 0
        assert "zzzgarble" in app.explanation
        assert "0 of 3 documents" in app.screen_text()
        await app.press("n", "N", "enter", "j", "k", "G", "a", "y", "x", "e")  # nothing to act on, nothing breaks


async def test_the_reader_follows_the_cursor_once_it_rests(open_app: Any, library: Path) -> None:
    async with open_app(library) as app:
        await app.opened()
        first = app.title
        await app.press("j")
        await app.opened()
        assert app.title != first
        assert "document 2/3" in app.place


async def test_enter_gives_the_reader_the_width_and_esc_takes_it_back(open_app: Any, library: Path) -> None:
    async with open_app(library, size=(80, 24)) as app:
        await app.opened()
        await app.press("enter")
        assert app.reader.region.width == 80
        assert app.reader.has_focus
        await app.press("escape")
        assert app.documents.has_focus
        assert app.reader.size.width < 60


async def test_three_panes_at_100_columns_and_two_below(open_app: Any, library: Path) -> None:
    async with open_app(library, size=(120, 40)) as app:
        entities = app.app.main.query_one("#entity-pane")
        assert entities.display
        assert entities.region.right == 120
        await app.press("e")
        assert not entities.display
        await app.press("e")
        assert entities.display
        await app.press("1")
        await app.pilot.resize_terminal(99, 40)
        await app.until(lambda: not entities.display)
        await app.press("e")
        assert entities.display
        assert not app.documents.display
        await app.press("e")
        assert app.documents.display
        await app.press("question_mark")
        await app.pilot.resize_terminal(120, 40)
        await app.press("escape")
        await app.until(lambda: app.documents.size.width == 40)
        assert entities.display == (not app.app.main.panes.wanted.entities_folded)


async def test_keys_go_from_pane_to_pane(open_app: Any, library: Path) -> None:
    async with open_app(library, size=(120, 40)) as app:
        panes = []
        for key in ("tab", "tab", "tab", "shift+tab", "1", "2", "3"):
            await app.press(key)
            panes.append(app.app.main.panes.focused)
        assert panes == ["reader", "entities", "documents", "entities", "documents", "reader", "entities"]


async def test_enter_on_an_entity_goes_from_mention_to_mention(open_app: Any, library: Path) -> None:
    async with open_app(library, size=(120, 40)) as app:
        await app.search("Dillon")
        await app.press("3")
        view = app.app.main.reading.view
        rows = app.app.main.query_one("#entities").rows
        row = rows[app.app.main.query_one("#entities").cursor]
        places = []
        for _ in range(len(row.mentions) + 1):
            await app.press("enter")
            places.append(app.reader.caret)
        assert places == [mention.start for mention in row.mentions] + [row.mentions[0].start]
        assert all(view.text[mention.start : mention.end] for mention in row.mentions)
        assert row.name in app.message


async def test_braces_past_the_end_go_to_the_files_other_story(open_app: Any, library: Path) -> None:
    async with open_app(library) as app:
        await app.search('"in-person meeting of commanders"')
        assert app.title == AFP
        await app.press("enter", "G", "}")
        await app.until(lambda: app.title != AFP)
        assert app.title.startswith("Air strikes kill 22")
        view = app.app.main.reading.view
        assert view.text[: app.reader.caret].strip() == view.text[: view.story_start].strip()
        assert "story 2 of 2" in app.place
        await app.press("{")
        await app.until(lambda: app.title == AFP)
        assert app.reader.caret > 100


async def test_a_window_that_is_too_small_says_so_and_grows_back(open_app: Any, library: Path) -> None:
    async with open_app(library) as app:
        await app.search("Dillon")
        await app.press("enter", "n")
        before = (app.reader.caret, app.app.main.panes.focused, app.title)
        for width, height in ((20, 5), (39, 24), (80, 9)):
            await app.pilot.resize_terminal(width, height)
            await app.until(lambda size=f"{width}x{height}": size in app.screen_text())
        await app.pilot.resize_terminal(80, 24)
        await app.until(lambda: "ctrl+q quits" not in app.screen_text())
        assert (app.reader.caret, app.app.main.panes.focused, app.title) == before


async def test_sorting_goes_round_and_is_said(open_app: Any, library: Path) -> None:
    async with open_app(library) as app:
        await app.search("syria")
        orders = []
        for _ in range(5):
            order = app.app.main.searching.answer.order
            await app.press("s")
            await app.until(lambda before=order: app.app.main.searching.answer.order != before)
            orders.append(app.app.main.searching.answer.order)
        assert orders == ["newest", "oldest", "source", "title", "relevance"]


async def test_help_lists_the_keys_and_the_palette_runs_them(open_app: Any, library: Path) -> None:
    async with open_app(library) as app:
        await app.press("question_mark")
        assert "read the document" in app.screen_text()
        await app.press("escape")
        await app.press("colon")
        await app.type("notebook")
        await app.until(lambda: "notebook: all notes" in app.screen_text())
        await app.press("enter")
        await app.until(lambda: "No notes yet" in app.screen_text())


async def test_a_session_is_taken_up_where_it_ended(open_app: Any, library: Path) -> None:
    async with open_app(library) as app:
        await app.search("Dillon")
        await app.press("enter", "n", "n")
        await app.press("w")
        before = (app.title, app.reader.caret)
        await app.press("ctrl+q")
    async with open_app(library, fresh=False) as app:
        await app.until(lambda: app.reader.caret == before[1])
        assert (app.title, app.reader.caret) == before
        assert app.reader.has_focus
        assert app.documents.total == 2


async def test_the_query_of_a_session_is_searched_for_once(open_app: Any, library: Path) -> None:
    async with open_app(library) as app:
        first = app.app.main.searching.answer.ticket
        await app.search("Dillon")
        await app.press("ctrl+q")
    async with open_app(library, fresh=False) as app:
        await app.until(lambda: app.answered("Dillon"))
        assert app.app.main.searching.answer.ticket == first


async def test_n_takes_the_hits_of_a_sentence_together_and_a_full_stop_each(
    open_app: Any, build: Callable[..., Path]
) -> None:
    text = "A ferry met a ferry at noon. Nothing came after it. The last ferry left the ferry port."
    story = json.dumps({"id": "boats", "title": "Boats", "text": text})
    async with open_app(build({"boats.jsonl": story})) as app:
        await app.search("ferry")
        await app.press("enter")
        await app.until(lambda: "hit 1/4 in passage 1/2" in app.place)
        await app.press("n")
        await app.until(lambda: "hit 3/4 in passage 2/2" in app.place)
        await app.press(".")
        await app.until(lambda: "hit 4/4 in passage 2/2" in app.place)
        await app.press("N")
        await app.until(lambda: "hit 1/4 in passage 1/2" in app.place)
        await app.press(".")
        await app.until(lambda: "hit 2/4 in passage 1/2" in app.place)
