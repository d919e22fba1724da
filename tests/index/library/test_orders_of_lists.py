"""Lists and facets in the order in which people look for titles and sources."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

from index.library.library import LocalLibrary


def test_lists_and_facets_have_the_order_of_their_language(build: Callable[..., Path]) -> None:
    named = [("10 dead", "Zürich"), ("2 dead", "Äpfel"), ("élan", "apfel 10"), ("Easel", "Apfel 9"), ("eye", "zebra")]
    records = [{"id": str(at), "title": title, "text": "Rain.", "source": of} for at, (title, of) in enumerate(named)]
    library = LocalLibrary(build({"a.jsonl": "\n".join(map(json.dumps, records))}))
    sources = ["Äpfel", "Apfel 9", "apfel 10", "zebra", "Zürich"]
    for query in ("", "rain"):
        found = library.search(query, "title")
        titles = [one.title for one in library.summaries(found, 0, 9)]
        assert titles == ["2 dead", "10 dead", "Easel", "élan", "eye"]
        assert [one.source for one in library.summaries(library.search(query, "source"), 0, 9)] == sources
        assert [one.value for one in library.facets(found).facets if one.kind == "source"] == sources
    library.close()
