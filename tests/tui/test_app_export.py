"""Documents written from the screen to a file or a folder."""

from __future__ import annotations

import csv
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest


@pytest.fixture
def stories(build: Callable[..., Path]) -> Path:
    return build({f"{number:02}.txt": f"Ferry {number:02} sails\n\nThe ferry sails.\n" for number in range(25)})


async def export(app: Any, name: str) -> None:
    await app.press("F")
    await app.until(lambda: "Export " in app.screen_text())
    await app.press("ctrl+u")
    await app.type(name)
    await app.press("enter")


async def test_the_result_is_written_with_query_and_time_also_what_was_not_listed(
    open_app: Any, stories: Path, tmp_path: Path
) -> None:
    async with open_app(stories) as app:
        await app.search("ferry")
        await export(app, str(tmp_path / "out.jsonl"))
        await app.until(lambda: "25 documents in" in app.message)
    head, *documents = map(json.loads, (tmp_path / "out.jsonl").read_text().splitlines())
    assert (head["query"], head["documents"]) == ("ferry", 25)
    assert len({one["id"] for one in documents}) == 25
    assert all(one["text"].endswith("The ferry sails.\n") for one in documents)


async def test_only_what_is_chosen_with_its_tags(open_app: Any, stories: Path, tmp_path: Path) -> None:
    async with open_app(stories) as app:
        await app.press("v", "j", "v", "number_sign")
        await app.type("sea")
        await app.press("enter")
        await app.until(lambda: "tagged sea" in app.message)
        await export(app, str(tmp_path / "out.csv"))
        await app.until(lambda: "2 documents in" in app.message)
    _, columns, *rows = csv.reader((tmp_path / "out.csv").read_text().splitlines())
    assert [dict(zip(columns, row, strict=True))["tags"] for row in rows] == ["sea", "sea"]


async def test_originals_go_to_a_folder(open_app: Any, stories: Path, tmp_path: Path) -> None:
    async with open_app(stories) as app:
        await app.search("title:07")
        await export(app, f"{tmp_path}/originals/")
        await app.until(lambda: "1 original in" in app.message)
    assert (tmp_path / "originals" / "0001 07.txt").read_text() == "Ferry 07 sails\n\nThe ferry sails.\n"


@pytest.mark.parametrize(
    ("name", "told"), [("out.docx", "does not tell a format"), ("there.md", "is there already"), ("no/x.md", "cannot")]
)
async def test_what_cannot_be_written_is_said_and_nothing_is_left(
    open_app: Any, stories: Path, tmp_path: Path, name: str, told: str
) -> None:
    folder = tmp_path / "mine"
    folder.mkdir()
    (folder / "there.md").write_text("mine")
    async with open_app(stories) as app:
        await export(app, f"{folder}/{name}")
        await app.until(lambda: told in app.message)
        await app.press("j")  # and one goes on
    assert [file.name for file in folder.iterdir()] == ["there.md"]
    assert (folder / "there.md").read_text() == "mine"


async def test_one_goes_on_while_a_long_export_is_written(open_app: Any, stories: Path, tmp_path: Path) -> None:
    async with open_app(stories) as app:
        await export(app, str(tmp_path / "out.md"))
        await app.press("j", "j")
        await app.until(lambda: (tmp_path / "out.md").exists())
        assert app.documents.cursor == 2


async def test_an_empty_result_is_not_exported(open_app: Any, stories: Path) -> None:
    async with open_app(stories) as app:
        await app.press("slash")
        await app.type("is:starred")
        await app.press("enter")
        await app.until(lambda: app.answered("is:starred"))
        for key in ("F", "vertical_line"):
            app.app.main.panes.status.hush()
            await app.press(key)
            await app.until(lambda: "no document" in app.message)


async def test_no_command_runs_where_the_terminal_cannot_be_left(open_app: Any, stories: Path) -> None:
    async with open_app(stories) as app:
        await app.press("vertical_line")
        await app.until(lambda: "Give 25 documents" in app.screen_text())
        await app.press("enter")
        await app.until(lambda: "cannot be run here" in app.message)
