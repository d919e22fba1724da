"""Queries for where places lie, which of namesakes is meant, and what the analyst settles."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from index.building.builder import Builder
from index.corrections.places import settle_place
from index.entities.locations import namesakes, read_place, write_place
from index.errors import ConfigurationError, QueryError
from index.library.engines import open_engine
from index.library.library import LocalLibrary
from index.notebook.annotation import Subject
from index.notebook.store import Notebook

TEXTS = {
    "raqqa": "Fighters left Raqqa on Sunday, residents of the Syrian city said. In Syria the road stayed closed.",
    "mayadin": "A raid on Mayadin killed four, officials in Deir ez-Zor said. Both towns are in eastern Syria.",
    "mosul": "Traders in Mosul reopened the market, officials in Iraq said on Monday.",
    "lebanon": "Clashes in Tripoli wounded six soldiers, the Lebanese army said. Beirut sent troops; Lebanon is calm.",
    "libya": "Clashes in Tripoli wounded six, officials in Libya said. Benghazi was calm, the Libyan army said.",
    "open": "Clashes in Tripoli wounded six, a witness said on Monday.",
    "grid": "The wreck was found at 35.3300, 40.1500 by a patrol.",
    "border": "The wreck was found at 36.7050, 38.9550 by a patrol from Sanliurfa in Turkey.",
    "quarter": "In Aleppo men advanced on Salahuddin, the Syrian army said.",
    "province": "Men left Salahuddin for Anbar, residents said.",
    "virginia": "A rally in Alexandria, Virginia, drew few. Egypt was not spoken of, nor was Cairo.",
    "manchester": "In Manchester, England, a bus stopped. The United States said nothing, nor did the U.S. embassy.",
    "small": "A shop burnt down in Athens, Ohio, on Monday.",
    "none": "The committee met and nothing was decided about the price of bread.",
}


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("places")
    (folder / "corpus.jsonl").write_text(
        "\n".join(json.dumps({"id": name, "title": name, "text": text}) for name, text in TEXTS.items())
    )
    Builder(folder / "library", open_engine, processes=1).run([folder / "corpus.jsonl"])
    return folder


@pytest.fixture
def notebook(tmp_path: Path) -> Iterator[Notebook]:
    book = Notebook.open(tmp_path / "notebook.sqlite")
    yield book
    book.close()


@pytest.fixture
def library(folder: Path, tmp_path: Path) -> Iterator[LocalLibrary]:
    found = LocalLibrary(folder / "library", tmp_path / "notebook.sqlite")
    yield found
    found.close()


def ids(library: LocalLibrary, query: str) -> set[str]:
    found = library.search(query)
    return {row.record or "" for row in library.summaries(found, 0, 100)}


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("in:Syria", {"raqqa", "mayadin", "grid", "quarter"}),
        ("in:SY", {"raqqa", "mayadin", "grid", "quarter"}),
        ('in:"Deir ez-Zor"', {"mayadin", "grid"}),
        ("in:LB", {"lebanon"}),
        ("in:Virginia near:38.8,-77.05~10km", {"virginia"}),
        ("near:53.48,-2.24~20km", {"manchester"}),
        ("near:39.33,-82.1~10km", {"small"}),
        ("in:Salahuddin", {"province"}),
        ("in:Libya", {"libya", "open"}),
        ('near:"deir ez-zor"~50km', {"mayadin", "grid"}),
        ("in:Turkey near:36.7,38.96~5km", {"border"}),
        ("near:raqqa~10", {"raqqa"}),
        ("near:35.3300,40.1500~60", {"mayadin", "grid"}),
        ("area:34.2..36.1,38.5..41.0", {"raqqa", "mayadin", "grid"}),
        ("in:Syria -near:raqqa~20km", {"mayadin", "grid", "quarter"}),
    ],
)
def test_where_places_lie(library: LocalLibrary, query: str, expected: set[str]) -> None:
    assert ids(library, query) == expected


def test_coordinates_at_a_border_could_be_two_places_and_the_text_tells_which() -> None:
    assert {place.country for place in namesakes("36.7050, 38.9550")} == {"SY", "TR"}
    assert {(place.country, place.region) for place in namesakes("35.3300, 40.1500")} == {("SY", "07")}
    assert [place.country for place in namesakes("0.0000, 0.0000")] == [""]


@pytest.mark.parametrize("query", ["in:Syria", "near:raqqa~300km", "area:30..40,30..45"])
def test_exclusion_is_the_complement(library: LocalLibrary, query: str) -> None:
    assert ids(library, f"-{query}") == set(TEXTS) - ids(library, query)


def test_a_query_is_explained(library: LocalLibrary) -> None:
    explained = library.search('near:"deir ez-zor"~50km').explain.line
    assert "3 places within 50 km of Deir ez-Zor, Syria (2)" in explained


@pytest.mark.parametrize(
    "query", ["near:raqqa", "near:raqqa~0km", "near:raqqa~9999km", "in:Atlantis", "area:1..2", "area:9..1,1..2"]
)
def test_what_cannot_be_understood_says_so(library: LocalLibrary, query: str) -> None:
    with pytest.raises(QueryError):
        library.search(query)


def test_what_is_proposed_for_a_place_that_no_list_has_can_be_typed(library: LocalLibrary) -> None:
    with pytest.raises(QueryError) as refused:
        library.search("near:Zarqova~5km")
    proposed = str(refused.value).rpartition("write ")[2]
    assert ids(library, proposed) == {"mayadin", "grid"}


def test_facets_by_country_and_region(library: LocalLibrary) -> None:
    facets = library.facets(library.search("")).facets
    counts = {(facet.kind, facet.value): facet.documents for facet in facets}
    assert counts["country", "Syria"] == 4
    assert counts["country", "Lebanon"] == 1
    assert counts["region", "Deir ez-Zor, Syria"] == 2


def test_a_place_is_settled_for_a_document_or_everywhere(library: LocalLibrary, notebook: Notebook) -> None:
    tripoli = {place.country: write_place("Tripoli", place) for place in namesakes("Tripoli")}
    stored = library.document(library.find("open"))
    subject = Subject(stored.id, stored.title, path=stored.path, text_hash=stored.text_hash)
    settle_place(notebook, "Tripoli", tripoli["LB"], subject)
    assert ids(library, "in:LB") == {"lebanon", "open"}
    settle_place(notebook, "Tripoli", tripoli["GR"])
    assert ids(library, "in:GR") == {"lebanon", "libya"}
    notebook.undo()
    notebook.undo()
    assert ids(library, "in:Libya") == {"libya", "open"}


def test_what_is_no_place_is_not_settled(notebook: Notebook) -> None:
    with pytest.raises(ConfigurationError):
        settle_place(notebook, "Tripoli", "somewhere")
    read = read_place(write_place("Tripoli", namesakes("Tripoli")[1]))
    assert read is not None
    assert read[1] == namesakes("Tripoli")[1]


def test_a_place_is_told_with_the_sentences_that_name_it(library: LocalLibrary) -> None:
    accounts = list(library.place_accounts(library.search("in:Libya OR in:Lebanon")))
    counts = [len(one.reports) for one in accounts]
    assert counts == sorted(counts, reverse=True)
    (libya,) = [one for one in accounts if one.name == "Libya"]
    assert [(one.title, one.quotes) for one in libya.reports] == [
        ("libya", ("Clashes in Tripoli wounded six, officials in Libya said.",))
    ]
    regions = {(one.country, one.region.partition(", ")[2]) for one in accounts if one.name == "Tripoli"}
    assert regions == {("LB", "Lebanon"), ("LY", "Libya")}
