"""A whole session of the screen on a library whose engine has no index."""

from __future__ import annotations

import contextlib
import os
from pathlib import Path
from typing import Any

import pytest
from memory_engine import MemoryEngine

from index.building.builder import Builder
from index.catalogue.writing import CatalogueWriter
from index.library.choosing import seeds_folder
from index.library.engines import ENGINES, open_engine
from tui.screens.facets import FacetsScreen
from tui.widgets.entities import EntityList

SUPPORT = Path(__file__).parents[1] / "support"


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The two seeds, in a library that has the engine without an index, here and in the worker."""
    monkeypatch.setitem(ENGINES, "memory", MemoryEngine)
    path = (SUPPORT / "memory_worker", SUPPORT, SUPPORT.parents[1])
    monkeypatch.setenv("PYTHONPATH", os.pathsep.join(map(str, path)))
    folder = tmp_path / "seeds"
    folder.mkdir(mode=0o700)
    with contextlib.closing(CatalogueWriter(folder / "catalogue.sqlite")) as catalogue:
        catalogue.set_meta("engine", "memory")
    Builder(folder, open_engine, processes=1).run([seeds_folder()])
    return folder


def rows(app: Any) -> list[str]:
    return [row.name for row in app.app.main.query_one(EntityList).rows if not row.line]


async def test_a_session(open_app: Any, folder: Path) -> None:
    assert not (folder / "index").exists()
    async with open_app(folder, size=(100, 30)) as app:
        assert app.documents.total == 3
        await app.search("Dillon -zebra")
        assert app.documents.total == 2
        assert "Dillon (2)" in app.explanation
        places = await walked(app)
        assert len(places) == len(set(places)) > 4
        assert "document 2/2" in places[-1]
        await app.press("slash", "ctrl+e", "ctrl+u", *"dilon", "enter")
        await app.until(lambda: app.answered("dilon"))
        assert app.documents.total == 0
        assert "dillon" in app.explanation
        await app.search('"deir ezzor" OR deconflict*')
        assert "deconfliction" in app.explanation
        await app.press("f")
        await app.until(lambda: isinstance(app.app.screen, FacetsScreen))
        await app.until(lambda: "AFP" in app.screen_text())
        await app.press("escape")
        await app.search("Dillon")
        await app.press("3")
        await app.until(lambda: "Ryan Dillon" in rows(app))
        await app.press("escape")
        await app.search("Dillon")
        await app.press("enter", "a")
        await app.press(*"look here", "enter")
        await app.until(lambda: app.notebook.annotations())
        await app.search("is:annotated")
        assert app.documents.total == 1
    assert not (folder / "index").exists()


async def walked(app: Any) -> list[str]:
    """The places of all hits, in their order."""
    places = []
    for _ in range(60):
        places.append(app.place)
        await app.press("n")
        await app.opened()
        if app.message.startswith("This is the last hit"):
            break
    return places
