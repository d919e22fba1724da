"""Pages on the screen: where the reader is, going to a page, a passage cited with its page."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

from pdf_files import down, make_pdf


def book(labels: str) -> bytes:
    leaves = [down([f"Leaf {chr(96 + number) * 4} tells of the marsh and of its keepers."]) for number in range(1, 14)]
    return make_pdf(leaves, labels=labels)


async def go(app: Any, asked: str) -> None:
    """Ask the palette for a page, and wait until the reader is there."""
    before = app.place
    await app.press("colon")
    await app.type(asked)
    await app.until(lambda: "page: p." in app.screen_text())
    await app.press("enter")
    await app.until(lambda: app.place != before)


async def test_the_status_tells_the_page_and_the_palette_goes_to_one(
    open_app: Any, build: Callable[..., Path], tmp_path: Path
) -> None:
    async with open_app(build({"book.pdf": book(""), "plain.txt": "Plain\n\nNothing of the kind is here."})) as app:
        await app.search("keepers")
        await app.press("enter")
        assert "p. 1 of 13" in app.place
        await go(app, "page 12")
        assert "p. 12 of 13" in app.place
        assert app.app.main.reading.text[app.reader.caret :].startswith("Leaf llll")
        assert app.reader.has_focus
        await app.press("y")
        await app.until(lambda: "copied.txt" in app.message)
        copied = next((tmp_path / "state").rglob("copied.txt")).read_text()
        assert copied.rstrip().endswith("/book.pdf, p. 12")
        await app.press("a", *"seen", "enter", "o")
        await app.until(lambda: "p. 12 · " in app.screen_text())
        await app.press("E", *["backspace"] * len("notes.md"), *str(tmp_path / "out.md"), "enter")
        await app.until((tmp_path / "out.md").exists)
        assert "p. 12" in (tmp_path / "out.md").read_text().replace("\\", "")


async def test_labels_go_before_numbers_and_a_text_without_pages_has_none(
    open_app: Any, build: Callable[..., Path]
) -> None:
    files = {
        "book.pdf": book("[0 << /S /r >> 2 << /S /D /St 1 >>]"),
        "plain.txt": "Plain\n\nNothing of leaves is here.",
    }
    async with open_app(build(files)) as app:
        await app.search("keepers")
        await app.press("enter")
        assert "p. i (1 of 13)" in app.place
        await go(app, "2")
        assert "p. 2 (4 of 13)" in app.place
        await app.press("colon")
        await app.type("page 40")
        await app.until(lambda: "No matches" in app.screen_text() or "page" in app.screen_text())
        assert "page: p." not in app.screen_text()
        await app.press("escape")
        await app.search("Nothing")
        assert "p." not in app.place
