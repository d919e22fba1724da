"""Figures drawn along the timeline, and sources as its rows."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from index.building.builder import Builder
from index.library.engines import open_engine
from tui.screens.timeline import TimelineScreen
from tui.widgets.time_lists import SourceList

RECORDS = [
    {
        "source": "Courier",
        "date": "2017-04-15",
        "text": "At least 43 people were killed in a blast near Kolmer. "
        "Police came. Roads were shut. Shops were shut. The war has killed 300,000 people.",
    },
    {"source": "Herald", "date": "2017-04-16", "text": "The blast near Kolmer killed 112 people and wounded 30."},
    {"source": "Courier", "date": "2017-04-16", "text": "The death toll of the Kolmer blast rose to 126."},
    {"source": "Post", "date": "2017-04-20", "text": "Kolmer buried its dead."},
]


@pytest.fixture(scope="module")
def blast(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("blast")
    (folder / "corpus.jsonl").write_text("\n".join(map(json.dumps, RECORDS)))
    Builder(folder / "library", open_engine, processes=1).run([folder / "corpus.jsonl"])
    return folder / "library"


async def open_timeline(app: Any) -> None:
    await app.press("t")
    await app.until(lambda: isinstance(app.app.screen, TimelineScreen) and "2017-04-16" in app.screen_text())


@pytest.mark.parametrize("size", [(40, 10), (80, 24), (120, 40)])
async def test_a_toll_is_drawn_along_the_time(open_app: Any, blast: Path, size: tuple[int, int]) -> None:
    async with open_app(blast, size=size) as app:
        await open_timeline(app)
        await app.press("f")
        await app.until(lambda: "112 to 126" in app.screen_text())
        assert "by day   killed" in app.screen_text()
        assert " 43 " in app.screen_text()
        await app.press("f")
        await app.until(lambda: "by day   wounded" in app.screen_text())
        await app.press("f")
        await app.until(lambda: "published" in app.screen_text())


async def test_sources_are_rows_and_one_becomes_a_condition(open_app: Any, blast: Path) -> None:
    async with open_app(blast) as app:
        await open_timeline(app)
        await app.press("s")
        await app.until(lambda: "3 sources" in app.screen_text())
        assert "2017-04-15 to 2017-04-20" in app.screen_text()
        await app.press("f", "v", "o", "tab")  # these are of the times
        await app.press("s")
        await app.until(lambda: not app.app.screen.query_one(SourceList).display)
        await app.press("s")
        await app.until(lambda: "3 sources" in app.screen_text())
        await app.press("escape")
        assert isinstance(app.app.screen, TimelineScreen)
        await app.press("s")
        await app.until(lambda: "3 sources" in app.screen_text())
        await app.press("enter")
        await app.until(lambda: app.answered('source:="Courier"'))
        assert app.documents.total == 2
