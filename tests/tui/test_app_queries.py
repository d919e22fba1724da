"""The query language on the screen: what each query lists, what the line under it says, and every error."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from seed_queries import MALFORMED, QUERIES, short_name


async def enter(app: Any, query: str) -> None:
    """Put another query into the query line, as pasting does."""
    line = app.app.main.query_one("#query")
    line.clear()
    line.insert_text_at_cursor(query)
    await app.pilot.pause()


async def test_what_queries_list(open_app: Any, library: Path) -> None:
    async with open_app(library) as app:
        for query, expected in QUERIES:
            await app.press("slash")
            await enter(app, query)
            await app.press("enter")
            await app.until(lambda query=query: app.answered(query))
            answer = app.app.main.searching.answer
            assert {short_name(row.title) for row in answer.rows} == expected, query
            assert app.documents.total == len(expected), query
            for row in answer.rows:
                assert all(row.snippet[start:end].strip() for start, end in row.snippet_spans), query


async def test_each_error_names_its_column_and_the_last_result_stays(open_app: Any, library: Path) -> None:
    async with open_app(library) as app:
        await app.search("Dillon")
        await app.press("slash")
        for query, column in MALFORMED:
            await enter(app, query)
            await app.until(lambda column=column: f"column {column}:" in app.explanation)
            assert app.documents.total == 2, query
            assert app.answered("Dillon"), query


async def test_w_searches_for_the_other_spellings_of_a_name_in_quotes(open_app: Any, library: Path) -> None:
    async with open_app(library) as app:
        await app.search('"deir ezzor" Dillon')
        before = app.documents.total
        await app.press("W")
        await app.until(lambda: " OR " in app.app.main.searching.answer.query)
        query = app.app.main.searching.answer.query
        assert query.startswith('("deir ezzor" OR "') and query.endswith(") Dillon")
        assert app.documents.total == before + 1
        assert app.app.main.query_one("#query").value == query
