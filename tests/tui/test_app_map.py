"""The map by keys: into a place and back, the area into the query, times, and a place that could be two."""

from __future__ import annotations

import csv
import json
from pathlib import Path
from typing import Any

import pytest

from index.building.builder import Builder
from index.corrections.listing import all_corrections
from index.library.engines import open_engine
from tui.screens.map import MapScreen
from tui.screens.names_without_place import NamesDialog
from tui.screens.settle import SettleDialog
from tui.widgets.status import StatusLine, TextLine
from tui.widgets.world_map import WorldMap

RECORDS = [
    {"date": "2017-09-21", "text": "Shells fell on Raqqa and on Deir ez-Zor, officials in Syria said on Thursday."},
    {"date": "2017-09-23", "text": "Aid reached Raqqa in Syria. Aleppo was calm, and so was Damascus."},
    {"date": "2017-10-02", "text": "A market opened again in Mosul, officials in Iraq said."},
    {
        "date": "2017-10-03",
        "text": "Talks began in Tripoli. Officials from Libya and from Lebanon came, one from the village of Zarqova.",
    },
]


@pytest.fixture(scope="module")
def places(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("map")
    (folder / "corpus.jsonl").write_text("\n".join(map(json.dumps, RECORDS)))
    Builder(folder / "library", open_engine, processes=1).run([folder / "corpus.jsonl"])
    return folder / "library"


async def open_map(app: Any) -> WorldMap:
    await app.press("p")
    await app.until(lambda: isinstance(app.app.screen, MapScreen) and app.app.screen.query_one(WorldMap).places)
    found = app.app.screen.query_one(WorldMap)
    assert isinstance(found, WorldMap)
    return found


def line(app: Any, name: str) -> str:
    return str(app.app.screen.query_one(name, TextLine).text)


@pytest.mark.parametrize("size", [(40, 10), (80, 24), (120, 40), (200, 50)])
async def test_the_map_shows_the_places_of_the_result(open_app: Any, places: Path, size: tuple[int, int]) -> None:
    async with open_app(places, size=size) as app:
        world = await open_map(app)
        assert next((one.name, one.documents) for one in world.places if one.is_point) == ("Raqqa", 2)
        shown = app.screen_text()
        assert "Raqqa 2" in shown
        assert " km" in shown
        assert "10 places in 4 of 4" in shown


async def test_into_a_place_and_back_and_the_area_into_the_query(open_app: Any, places: Path) -> None:
    async with open_app(places) as app:
        world = await open_map(app)
        before = world.view
        await app.press("plus", "plus")
        assert world.view.zoom == before.zoom + 2
        await app.press("l", "h", "k", "j", "0", "n", "N")
        assert world.current is not None
        assert world.current.name == "Raqqa"
        await app.press("enter")
        await app.until(lambda: app.answered('place:="Raqqa"'))
        assert app.documents.total == 2
        world = await open_map(app)
        await app.press("plus", "plus", "plus", "a")
        await app.until(lambda: "area:" in app.app.main.searching.answer.query)
        assert app.documents.total == 2


async def test_times_step_through_the_result(open_app: Any, places: Path) -> None:
    async with open_app(places) as app:
        world = await open_map(app)
        await app.press("right_square_bracket")
        await app.until(lambda: "2017-09-21" in line(app, "#map-title"))
        assert {one.name for one in world.places if one.is_point} == {"Raqqa", "Deir ez-Zor"}
        await app.press("left_square_bracket")
        await app.until(lambda: "2017-09-21" not in line(app, "#map-title"))
        assert "Mosul" in {one.name for one in world.places}


async def test_a_place_that_could_be_two_is_settled(open_app: Any, places: Path) -> None:
    async with open_app(places) as app:
        world = await open_map(app)
        await app.press("c")
        assert world.current is not None
        assert (world.current.name, world.current.country) == ("Tripoli", "LY")
        await app.press("P")
        await app.until(lambda: isinstance(app.app.screen, SettleDialog))
        await app.press("j", "enter")
        await app.until(lambda: ("Tripoli", "LB") in {(one.name, one.country) for one in world.places})
        assert [one.value for one in all_corrections(app.notebook)] == ["Tripoli @ LB.09 34.43,35.84"]
        await app.press("c")
        await app.press("escape")
        await app.search("in:LB")
        assert app.documents.total == 1


async def test_an_interval_of_the_timeline_becomes_a_filter(open_app: Any, places: Path) -> None:
    async with open_app(places) as app:
        await app.press("t")
        await app.until(lambda: "2017-09-23" in app.screen_text())
        await app.press("g", "v", "j", "enter")
        await app.until(lambda: "2017-09-21..2017-09-23" in app.app.main.searching.answer.query)
        assert app.documents.total == 2


async def test_names_on_no_map_are_listed_and_one_becomes_a_condition(open_app: Any, places: Path) -> None:
    async with open_app(places) as app:
        await open_map(app)
        await app.press("u")
        await app.until(lambda: isinstance(app.app.screen, NamesDialog))
        assert "1  Zarqova" in app.screen_text()
        await app.press("enter")
        await app.until(lambda: app.answered('place:="Zarqova"'))
        assert app.documents.total == 1


async def test_the_places_of_a_time_are_exported_once(open_app: Any, places: Path, tmp_path: Path) -> None:
    target = tmp_path / "kept.csv"
    async with open_app(places) as app:
        await open_map(app)
        status = app.app.screen.query_one(StatusLine)
        await app.press("right_square_bracket")
        await app.until(lambda: "2017-09-21" in line(app, "#map-title"))
        for expected in ("The places were written to", "is there already"):
            await app.press("E", *["backspace"] * 20, *str(target), "enter")
            await app.until(lambda wanted=expected: wanted in status.message)
        await app.press("E", *["backspace"] * 20, *str(tmp_path / "kept.pdf"), "enter")
        await app.until(lambda: "has to end in one of .geojson" in status.message)
        await app.press("E", *["backspace"] * 20, *str(tmp_path / "none" / "kept.kml"), "enter")
        await app.until(lambda: "cannot be written" in status.message)
    rows = list(csv.DictReader(target.read_text(encoding="utf-8").splitlines()))
    assert {row["place"] for row in rows} == {"Raqqa", "Deir ez-Zor", "Syria"}
