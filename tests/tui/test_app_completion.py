"""Completion in the query line: offered after a rest, taken by tab, never in the way."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from tui.widgets.query import QueryLine
from tui.widgets.status import ExplainLine


def shown(app: Any) -> str:
    return app.app.main.query_one(ExplainLine).render_line(0).text  # type: ignore[no-any-return]


async def test_a_field_and_its_value_are_completed_by_tab(open_app: Any, library: Path) -> None:
    async with open_app(library) as app:
        line = app.app.main.query_one(QueryLine)
        await app.press("slash", *"sou")
        await app.until(lambda: "tab: source:" in shown(app))
        await app.press("tab")
        assert line.value == "source:"
        await app.until(lambda: "AFP 2 · Sputnik 1" in shown(app))
        await app.press("tab")
        assert line.value == "source:AFP"
        await app.press("tab")
        assert line.value == "source:Sputnik"
        await app.press("enter")
        await app.until(lambda: app.answered("source:Sputnik"))
        assert "tab:" not in shown(app)
        assert app.documents.total == 1


async def test_tab_leaves_where_nothing_is_offered(open_app: Any, library: Path) -> None:
    async with open_app(library) as app:
        await app.press("slash", *"dillon ", "tab")
        await app.until(lambda: app.answered("dillon"))
        assert app.app.main.panes.place == "documents"


async def test_what_was_typed_on_is_not_replaced(open_app: Any, library: Path) -> None:
    async with open_app(library) as app:
        await app.press("slash", *"coal")
        await app.until(lambda: "tab: coalition" in shown(app))
        await app.press("x", "tab")  # the offer was for another word
        assert app.app.main.query_one(QueryLine).value == "coalx"
        assert app.app.main.panes.place == "documents"
