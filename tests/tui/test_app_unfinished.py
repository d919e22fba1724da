"""One-line answers that were typed and left: they stand there when the question is asked again."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from textual.widgets import Input

from index.home.folders import find_home
from index.home.unfinished import MOST_KEPT, UnfinishedAnswers
from tui.screens.ask import AskDialog


async def ask(app: Any) -> str:
    """Ask for the document's title, and return what stands in the line."""
    await app.press("H")
    await app.until(lambda: isinstance(app.app.screen, AskDialog) and app.app.focused)
    return str(app.app.screen.query_one(Input).value)


async def test_an_answer_that_was_left_stands_there_again(open_app: Any, library: Path) -> None:
    async with open_app(library) as app:
        title = await ask(app)
        await app.press("ctrl+u", *"A ferry sank", "escape")
        assert len(app.app.screen_stack) == 1
    async with open_app(library) as app:
        assert await ask(app) == "A ferry sank"
        assert "Draft:" in app.screen_text()
        await app.press("ctrl+g")
        assert await ask(app) == title
        assert "Draft:" not in app.screen_text()


async def test_what_was_answered_or_not_changed_is_kept_no_more(open_app: Any, library: Path) -> None:
    async with open_app(library) as app:
        await ask(app)
        await app.press("escape")
        title = await ask(app)
        assert "Draft:" not in app.screen_text()
        await app.press("ctrl+u", *"A ferry sank", "escape")
        await ask(app)
        await app.press("enter")
        await app.until(lambda: app.title == "A ferry sank")
        await app.press("u")
        await app.until(lambda: app.title == title)
        assert await ask(app) == title


async def test_an_answer_that_cannot_be_kept_is_not_left(open_app: Any, library: Path) -> None:
    async with open_app(library) as app:
        await ask(app)
        file = find_home().state / "unfinished.json"
        file.unlink(missing_ok=True)
        file.mkdir(parents=True)
        await app.press("ctrl+u", *"A ferry sank", "escape")
        await app.until(lambda: "ctrl+g throws away what was typed" in app.screen_text().replace("\n", " "))
        assert app.app.screen.query_one(Input).value == "A ferry sank"
        await app.press("ctrl+g")
        assert len(app.app.screen_stack) == 1


def test_the_oldest_give_way_and_a_damaged_file_is_none() -> None:
    answers = UnfinishedAnswers(find_home())
    for number in range(MOST_KEPT + 2):
        answers.keep(f"question {number}", f"answer {number}")
    assert [answers.to(f"question {number}") for number in (0, 1, 2)] == ["", "", "answer 2"]
    (find_home().state / "unfinished.json").write_text('{"question 2": ["no text"], "question 3": "kept"}')
    assert (answers.to("question 2"), answers.to("question 3")) == ("", "kept")
    (find_home().state / "unfinished.json").write_text("[" * 9999)
    assert answers.to("question 3") == ""
