"""A facet's count is what choosing it gives, also where values differ in case or accents, or name the same thing."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path

import pytest

from index.library.library import LocalLibrary
from index.notebook.annotation import Subject
from index.notebook.store import Notebook
from index.query.editing import condition, refined, toggled_filter

RECORDS = [
    ("Barack Obama met leaders in Paris. Obama spoke.", "Der Spiegel", ["Urgent"]),
    ("Michelle Obama spoke in Chicago.", "DER SPIEGEL", ["urgent"]),
    ("Obama was named by nobody else here, says a note from Raqqa.", "El País", ["urgent", "naïve"]),
    ("The Obama Foundation opened in Chicago, Illinois.", "El Pais", ["naive"]),
    ("Syrian Arab Army units entered Ar-Raqqa, Syria.", 'The "Daily" News', []),
    ("The Syrian army entered Raqqah, Syria, said John Kerry.", "the daily news", []),
    ("Kerry, who is John Kerry's namesake, met John Smith and John Kerry Smith.", "afp", []),
    ("The United States and the US-led coalition struck Raqqa.", "AFP", []),
]


@pytest.fixture
def opened(build: Callable[..., Path], tmp_path: Path) -> Iterator[LocalLibrary]:
    records = [
        {"id": str(at), "title": f"Story {at}", "text": text, "source": source, "date": f"2017-0{at}-01"}
        for at, (text, source, _) in enumerate(RECORDS, 1)
    ]
    library = LocalLibrary(build({"a.jsonl": "\n".join(map(json.dumps, records))}), tmp_path / "notes.sqlite")
    notebook = Notebook.open(tmp_path / "notes.sqlite")
    for one in library.summaries(library.browse(), 0, len(records)):
        tags = RECORDS[int(one.record) - 1][2]
        if tags:
            subject = Subject(one.id, one.title, one.source, one.date, one.path, one.text_hash)
            notebook.add(subject, None, "a note", tags, 1)
    notebook.close()
    yield library
    library.close()


@pytest.mark.parametrize("query", ["", "raqqa", "obama OR kerry"])
def test_every_facet_counts_what_choosing_it_gives(opened: LocalLibrary, query: str) -> None:
    found = opened.search(query)
    facets = opened.facets(found).facets
    assert {facet.kind for facet in facets} >= {"source", "person", "place", "organization"}
    for facet in facets:
        demanded = opened.search(refined(query, condition(facet.kind, facet.value)))
        excluded = opened.search(refined(query, condition(facet.kind, facet.value, exclude=True)))
        assert len(demanded.keys) == facet.documents, facet
        assert set(demanded.keys) | set(excluded.keys) == set(found.keys), facet
        assert set(demanded.keys).isdisjoint(excluded.keys), facet


def test_values_that_differ_in_case_or_accents_are_told_apart(opened: LocalLibrary) -> None:
    counted = {(facet.kind, facet.value): facet.documents for facet in opened.facets(opened.search("")).facets}
    assert [counted["source", name] for name in ("Der Spiegel", "DER SPIEGEL", "El País", "AFP")] == [1, 1, 1, 1]
    assert [counted["tag", name] for name in ("Urgent", "urgent", "naïve", "naive")] == [1, 2, 1, 1]


@pytest.mark.parametrize(
    ("typed", "count"),
    [
        ('source:="der spiegel"', 2),
        ("source:spiegel", 2),
        ('source:="DER SPIEGEL"', 1),
        ('tag:="URGENT"', 3),
        ("tag:=urgent", 2),
        ("tag:urgent", 3),
    ],
)
def test_what_is_typed_by_hand_is_wider_unless_it_is_a_value_as_written(
    opened: LocalLibrary, typed: str, count: int
) -> None:
    assert len(opened.search(typed).keys) == count


def test_a_whole_note_means_just_that_note_if_there_is_one(opened: LocalLibrary, tmp_path: Path) -> None:
    with closing(Notebook.open(tmp_path / "notes.sqlite")) as notebook:
        for note, one in zip(("Why?", "why"), opened.summaries(opened.browse(), 0, 2), strict=True):
            notebook.add(Subject(one.id, one.title), None, note, (), 1)
    assert [len(opened.search(typed).keys) for typed in ('note:="Why?"', 'note:="WHY"', "note:why")] == [1, 2, 2]


def test_filters_of_two_cases_are_two_filters() -> None:
    assert toggled_filter('source:="AFP"', "source", "afp", demand=True) == 'source:="AFP" source:="afp"'
    assert toggled_filter('source:="AFP"', "source", "AFP", demand=True) == ""
