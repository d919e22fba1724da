"""The list of libraries: another one is opened without leaving, renamed while it is open, forgotten."""

from __future__ import annotations

import contextlib
import shutil
from pathlib import Path
from typing import Any

import pytest

from index.home.folders import find_home
from index.library.choosing import last_library
from index.notebook.store import Notebook, Subject
from tui.screens.libraries import LibrariesScreen, LibraryList

NAMES = ("harbour", "market")


@pytest.fixture
def two(library: Path) -> list[Path]:
    """Two libraries of the home."""
    home = find_home()
    home.libraries.mkdir(mode=0o700, parents=True)
    return [Path(shutil.copytree(library, home.libraries / name)) for name in NAMES]


async def listed(app: Any) -> LibraryList:
    """The list of libraries, once it is there."""
    await app.press("L")
    await app.until(lambda: isinstance(app.app.screen, LibrariesScreen))
    libraries = app.app.screen.query_one(LibraryList)
    await app.until(libraries.row_count)
    return libraries  # type: ignore[no-any-return]


async def test_another_library_is_opened_without_leaving(open_app: Any, two: list[Path]) -> None:
    async with open_app(two[0]) as app:
        await app.search("dillon")
        libraries = await listed(app)
        assert [libraries.row_count(), libraries.found.folder] == [2, two[0]]
        await app.press("j", "enter", "slash", *"russia")  # the letters wait for the other library
        await app.until(lambda: app.app.main.searching.answer and app.answered("russia"))
        assert app.app.main.searching.library.folder == str(two[1])
        assert last_library(find_home()) == two[1]
        await app.press("enter")
        await app.opened()
        await app.press("m")
        await app.until(lambda: "Starred" in app.message)
        await app.press("ctrl+q")
    with contextlib.closing(Notebook.open(find_home().notebook(two[1]))) as notebook:
        assert len(notebook.starred()) == 1
    assert (find_home().sessions(find_home().notebook(two[1])) / "session.json").exists()


async def test_the_open_library_is_renamed_and_goes_on_under_its_name(open_app: Any, two: list[Path]) -> None:
    async with open_app(two[0]) as app:
        await listed(app)
        await app.press("R", *["backspace"] * len(NAMES[0]), *"port", "enter")
        await app.until(lambda: "port · 3 documents" in app.screen_text())
    assert sorted(folder.name for folder in find_home().libraries.iterdir()) == ["market", "port"]


async def test_a_name_that_cannot_be_leaves_everything_as_it_was(open_app: Any, two: list[Path]) -> None:
    async with open_app(two[0]) as app:
        await listed(app)
        await app.press("R", *["backspace"] * len(NAMES[0]), *"market", "enter")
        await app.until(lambda: "called 'market' already" in app.message)
        await app.until(lambda: app.app.main.searching.library)
        assert app.app.main.searching.library.folder == str(two[0])


async def test_a_library_is_forgotten_only_when_yes_is_typed_and_never_with_its_notes(
    open_app: Any, two: list[Path]
) -> None:
    file = find_home().notebook(two[1])
    with contextlib.closing(Notebook.open(file)) as notebook:
        notebook.add(Subject("ferry"), None, "a note")
    async with open_app(two[0]) as app:
        libraries = await listed(app)
        await app.press("x")
        assert two[0].exists()  # it is open
        await app.press("j", "x", *"no", "enter")
        assert two[1].exists()
        await app.press("x", *"yes", "enter")
        await app.until(lambda: libraries.row_count() == 1)
    assert not two[1].exists() and file.exists()


async def test_a_filter_leaves_what_holds_the_words(open_app: Any, two: list[Path]) -> None:
    async with open_app(two[0]) as app:
        libraries = await listed(app)
        await app.press("slash", *"mark", "enter")
        assert (libraries.row_count(), libraries.found.name) == (1, "market")
        await app.press("escape")
        assert (libraries.row_count(), libraries.found.name) == (2, "market")
        await app.press("escape")
        assert app.app.screen is app.app.main
