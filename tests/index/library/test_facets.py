"""Facets: exact counts over the whole result, and conditions that give just those documents."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from index.library.library import LocalLibrary
from index.notebook.annotation import Subject
from index.notebook.store import Notebook
from index.query.editing import condition, refined

RECORDS = [
    {"id": "1", "title": "One", "text": "A strike in Homs, Syria.", "source": "AFP", "date": "2017-09-21"},
    {"id": "2", "title": "Two", "text": "A strike in Aleppo, Syria.", "source": "AFP English", "date": "2017-09"},
    {"id": "3", "title": "Three", "text": "A strike.", "source": 'The "Daily" News', "date": "2016"},
    {"id": "4", "title": "Four", "text": "A meeting in Homs.", "source": "AFP", "date": ""},
]


@pytest.fixture
def opened(build: Callable[..., Path], tmp_path: Path) -> Iterator[LocalLibrary]:
    folder = build({"a.jsonl": "\n".join(map(json.dumps, RECORDS))})
    library = LocalLibrary(folder, tmp_path / "notes.sqlite")
    (summary,) = library.summaries(library.search("title:one"), 0, 1)
    notebook = Notebook.open(tmp_path / "notes.sqlite")
    subject = Subject(summary.id, summary.title, summary.source, summary.date, summary.path, summary.text_hash)
    notebook.add(subject, None, "look", ["to check", "air"], 1)
    notebook.close()
    yield library
    library.close()


def test_each_facet_counts_what_its_condition_finds(opened: LocalLibrary) -> None:
    for query in ("", "strike", "strike OR meeting", "title:one"):
        found = opened.search(query)
        facets = opened.facets(found)
        assert facets.documents == len(found.keys)
        for facet in facets.facets:
            demanded = opened.search(refined(query, condition(facet.kind, facet.value)))
            excluded = opened.search(refined(query, condition(facet.kind, facet.value, exclude=True)))
            assert len(demanded.keys) == facet.documents, (query, facet)
            assert len(demanded.keys) + len(excluded.keys) == len(found.keys), (query, facet)


def test_all_kinds_are_there(opened: LocalLibrary) -> None:
    facets = {(facet.kind, facet.value): facet.documents for facet in opened.facets(opened.search("")).facets}
    assert facets["source", "AFP"] == 2
    assert facets["source", "AFP English"] == 1
    assert (facets["year", "2017"], facets["year", "2016"], facets["month", "2017-09"]) == (2, 1, 2)
    assert facets["place", "Homs"] == 2
    assert facets["tag", "to check"] == 1


def test_an_or_is_kept_together() -> None:
    assert refined("a OR b", "source:x") == "(a OR b) source:x"
    assert refined("", "source:x") == "source:x"
