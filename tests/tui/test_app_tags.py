"""Tags of documents by key, and the query that finds them."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from index.notebook.document_tags import tags_of


async def test_a_document_is_tagged_found_and_untagged(open_app: Any, library: Path) -> None:
    async with open_app(library) as app:
        await app.search("Dillon")
        row = app.documents.row(0)
        await app.press("number_sign")
        await app.type("check, late")
        await app.press("enter")
        await app.until(lambda: "u takes it back" in app.message)
        assert tags_of(app.notebook.annotations(row.id)) == ("check", "late")
        assert "✎" not in app.screen_text()
        await app.search("tag:late")
        assert app.documents.total == 1
        assert app.explanation.startswith("tag:late → of notes in 0, of documents 1 (1)")
        await app.press("enter", "number_sign")  # in the reader too, where the dialog shows what there is
        assert "check, late" in app.screen_text()
        await app.press("ctrl+u", "enter")
        await app.until(lambda: "has no tags" in app.message)
        await app.press("u")
        assert tags_of(app.notebook.annotations(row.id)) == ("check", "late")
