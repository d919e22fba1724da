"""Several rows of a list chosen, and one key for them all."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from index.corrections.entities import entity_corrections
from index.notebook.document_tags import tags_of

NAMES = ("Ann Heron", "Bert Gull", "Cara Tern")


@pytest.fixture
def stories(build: Callable[..., Path]) -> Path:
    """Thirty stories, more than are asked for at once by the list."""
    return build({f"{number:02}.txt": f"Ferry {number:02} sails\n\nThe ferry sails.\n" for number in range(30)})


async def ids(app: Any, *places: int) -> list[str]:
    return [(await app.documents.fetched_row(place)).id for place in places]


async def test_chosen_documents_are_tagged_starred_and_read_and_each_is_one_step(open_app: Any, stories: Path) -> None:
    async with open_app(stories) as app:
        await app.press("v", "j", "v")
        assert app.documents.chosen.keys == [0, 2]
        assert "2 documents chosen" in app.message
        assert app.screen_text().count("●") == 2
        wanted = await ids(app, 0, 2)
        await app.press("m")
        await app.until(lambda: "2 documents: Starred" in app.message)
        assert app.notebook.starred() == set(wanted)
        await app.press("r")
        await app.until(lambda: app.notebook.read() == set(wanted))
        await app.press("number_sign")
        await app.type("sea")
        await app.press("enter")
        await app.until(lambda: "2 documents: tagged sea" in app.message)
        assert [tags_of(app.notebook.annotations(one)) for one in wanted] == [("sea",), ("sea",)]
        await app.press("u")
        assert not app.notebook.annotations()
        await app.press("u", "u")
        assert app.notebook.starred() == app.notebook.read() == frozenset()
        await app.press("escape")
        assert not app.documents.chosen
        assert "●" not in app.screen_text()


async def test_some_with_a_star_all_get_it_and_all_with_it_lose_it(open_app: Any, stories: Path) -> None:
    async with open_app(stories) as app:
        await app.press("m", "v", "v", "m")
        await app.until(lambda: len(app.notebook.starred()) == 2)
        await app.press("m")
        await app.until(lambda: not app.notebook.starred())
        await app.press("u")
        assert len(app.notebook.starred()) == 2


async def test_all_of_a_result_are_chosen_also_those_that_were_not_listed_yet(open_app: Any, stories: Path) -> None:
    async with open_app(stories) as app:
        await app.press("asterisk")
        assert "30 documents chosen" in app.message
        await app.press("m")
        await app.until(lambda: len(app.notebook.starred()) == 30)
        assert "30 chosen" in app.app.main.searching.standing()
        await app.press("asterisk")
        assert app.message == "Nothing is chosen."
        await app.press("u")
        assert not app.notebook.starred()


async def test_another_result_has_nothing_chosen(open_app: Any, stories: Path) -> None:
    async with open_app(stories) as app:
        await app.press("v", "v")
        await app.search("title:07")
        assert not app.documents.chosen
        await app.press("m")
        await app.until(lambda: len(app.notebook.starred()) == 1)


async def test_tags_in_common_are_shown_and_taken_off_of_all(open_app: Any, stories: Path) -> None:
    async with open_app(stories) as app:
        await app.press("number_sign")
        await app.type("sea, first")
        await app.press("enter", "j", "number_sign")
        await app.type("sea")
        await app.press("enter", "k", "v", "v", "number_sign")
        assert "Tags of all 2 documents" in app.screen_text()
        await app.press("ctrl+u")
        await app.type("harbour")
        await app.press("enter")
        await app.until(lambda: "tagged harbour" in app.message)
        first, second = await ids(app, 0, 1)
        assert tags_of(app.notebook.annotations(first)) == ("first", "harbour")
        assert tags_of(app.notebook.annotations(second)) == ("harbour",)


async def test_where_there_is_no_document_it_is_said(open_app: Any, stories: Path) -> None:
    async with open_app(stories) as app:
        await app.press("slash")
        await app.type("is:starred")
        await app.press("enter")
        await app.until(lambda: app.answered("is:starred"))
        for key in ("m", "r", "number_sign", "at", "H", "circumflex_accent", "D", "enter", "ctrl+f", "c", "y"):
            app.app.main.panes.status.hush()
            await app.press(key)
            await app.until(lambda: "no document" in app.message.casefold())
        for key in ("v", "asterisk"):
            await app.press(key)
            assert "nothing here to choose" in app.message
        await app.press("3")
        for key in ("M", "R", "C", "x", "i", "plus", "minus", "enter"):
            app.app.main.panes.status.hush()
            await app.press(key)
            assert "There is no entity here" in app.message, key


async def test_chosen_entities_are_merged_and_rejected_as_one_step(open_app: Any, build: Callable[..., Path]) -> None:
    text = "Met at sea\n\n" + "".join(f"{name} met Mr {name.split()[1]} on Monday. " for name in NAMES)
    async with open_app(build({"met.txt": text}), size=(120, 40)) as app:
        entities = app.app.main.panes.entities
        await app.press("3", "v", "v")
        chosen = entities.chosen.keys
        assert len(chosen) == 2
        await app.press("M")
        await app.press("enter")  # the first of them is proposed
        await app.until(lambda: len(entity_corrections(app.notebook)) == 1)
        await app.until(lambda: chosen[1] not in [row.entity for row in entities.rows])
        await app.press("u")
        assert entity_corrections(app.notebook) == []
        await app.until(lambda: chosen[1] in [row.entity for row in entities.rows])
        await app.press("asterisk", "x")
        await app.until(lambda: len(entity_corrections(app.notebook)) >= 3)
        await app.until(lambda: not entities.rows)
        await app.press("u")
        assert entity_corrections(app.notebook) == []
