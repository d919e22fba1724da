"""What the worker asks of a library, whatever it is made of: the tests that each kind passes.

Whoever takes them gives the fixtures ``library``, with the stories of ``TITLES``, and ``file``, of its notebook.
"""

from __future__ import annotations

import contextlib
import datetime
import hashlib
import json
from itertools import pairwise
from pathlib import Path

import pytest
from ferry_stories import MANY, QUOTE, WIRE

from index.answers.listing import BY_EVENT
from index.errors import ConfigurationError, DocumentMissingError, QueryError
from index.library.timeline import Scale
from index.library.views import PIECE
from index.notebook.anchors import Anchor
from index.notebook.annotation import Subject
from index.notebook.document_tags import tag_documents
from index.notebook.store import Notebook
from index.service.library import Library, Result

LONG = {
    "id": "long",
    "title": "Long",
    "source": "The Long",
    "date": "",
    "text": "An endless tale. " * 9000 + "It began in Reykjavik.",
}
TITLES = {story["title"] for story in MANY} | {"Long"}


def nobody_waits() -> None:
    """A check that never gives up."""


def search(library: Library, query: str, order: str = "") -> Result:
    return library.search(query, order, other_names=True, check=nobody_waits)


def titles(result: Result) -> list[str]:
    return [row.title for row in result.rows(0, 100, nobody_waits)]


def id_of(library: Library, title: str) -> str:
    return next(row.id for row in search(library, "").rows(0, 100, nobody_waits) if row.title == title)


def test_which_library_it_is(library: Library) -> None:
    assert (library.info().documents, library.info().problems) == (len(TITLES), 0)
    assert search(library, "").generation == library.info().generation


def test_an_empty_query_is_every_document_newest_first(library: Library) -> None:
    result = search(library, "")
    rows = result.rows(0, 100, nobody_waits)
    assert (result.total, result.order, result.explain.line) == (len(TITLES), "newest", "all documents")
    assert {row.title for row in rows} == TITLES
    assert [row.date for row in rows] == sorted((row.date for row in rows), reverse=True)
    assert rows[-1].title == "Long"


@pytest.mark.parametrize("order", ["newest", "oldest", "source"])
def test_what_is_equal_in_an_order_stands_by_id(library: Library, order: str) -> None:
    for query in ("", "monday OR tuesday OR endless OR divers"):
        rows = search(library, query, order).rows(0, 100, nobody_waits)
        keys = [(row.source.lower(), row.date) if order == "source" else row.date for row in rows]
        beside = zip(pairwise(rows), pairwise(keys), strict=True)
        same = [(one.id, other.id) for (one, other), (a, b) in beside if a == b]
        assert same
        assert all(one < other for one, other in same)


def test_equal_scores_stand_by_id(library: Library) -> None:
    rows = search(library, "source:post OR source:star", "relevance").rows(0, 100, nobody_waits)
    assert [row.id for row in rows] == sorted(row.id for row in rows)
    assert len(rows) == 4


def test_windows_of_a_result(library: Library) -> None:
    result = search(library, "ferry", "title")
    whole = result.rows(0, 100, nobody_waits)
    assert result.total == len(whole) == 6
    assert result.rows(2, 2, nobody_waits) == whole[2:4]
    assert result.rows(99, 5, nobody_waits) == ()
    assert all("ferry" in row.snippet.lower() for row in whole)
    assert [row.title for row in whole] == sorted(row.title for row in whole)


@pytest.mark.parametrize("order", ["title", BY_EVENT])
def test_the_documents_of_rows_as_the_notebook_remembers_them(library: Library, order: str) -> None:
    result = search(library, "ferry", order)
    rows = result.rows(0, 100, nobody_waits)
    subjects = result.subjects(0, 100, nobody_waits)
    told = [(one.document, one.title, one.source, one.date, one.text_hash) for one in subjects]
    assert told == [(row.id, row.title, row.source, row.date, row.text_hash) for row in rows]
    assert all(subject.path.endswith("stories.jsonl") for subject in subjects)
    assert result.subjects(2, 2, nobody_waits) == subjects[2:4]
    assert result.subjects(99, 5, nobody_waits) == ()


def test_a_query_is_explained(library: Library) -> None:
    explain = search(library, "capsizing -tuesday source:post").explain
    assert [(term.typed, term.documents) for term in explain.terms] == [
        ("capsizing", 4),
        ("tuesday", 1),
        ("source:post", 2),
    ]
    assert set(explain.terms[0].widened) == {"capsized", "capsizes"}
    assert search(library, "capsised").explain.suggestions == ("capsized",)


def test_errors(library: Library) -> None:
    with pytest.raises(QueryError):
        search(library, "ferry AND (")
    with pytest.raises(ConfigurationError):
        search(library, "ferry", "loudest")
    with pytest.raises(ConfigurationError):
        library.entity("person", "Nobody At All")
    for ask in (library.document, library.evidence, library.related, library.matrix, library.join_plan):
        with pytest.raises(DocumentMissingError):
            ask("nonsense")


def test_a_document_and_the_hits_of_a_result(library: Library) -> None:
    wire = id_of(library, "Ferry capsizes off Kalvik")
    plain, marked = library.document(wire), search(library, '"coast guard" OR ferries').document(wire)
    assert (plain.title, plain.text, plain.length, plain.hits) == ("Ferry capsizes off Kalvik", WIRE, len(WIRE), ())
    assert [WIRE[start:end] for start, end in marked.hits] == ["ferry", "coast guard"]
    assert [marked.title[start:end] for start, end in marked.title_hits] == ["Ferry"]
    assert plain.text_hash == hashlib.sha256(WIRE.encode()).hexdigest()
    assert "Jonas Brenn" in {mention.name for mention in plain.mentions}
    assert library.evidence(wire).date == "2019-03-04"
    assert library.text_hashes([wire, "nonsense"]).hashes == {wire: plain.text_hash}


def test_a_long_text_comes_in_pieces(library: Library) -> None:
    long = id_of(library, "Long")
    text = LONG["text"].strip()
    view = library.document(long)
    assert view.text == text[:PIECE]
    rest = library.text(long, PIECE, 10 * PIECE)
    assert (rest.start, len(rest.text)) == (PIECE, min(PIECE, view.length - PIECE))
    assert (view.text + rest.text).startswith(text[: PIECE + 1000])


def test_what_a_result_consists_of(library: Library) -> None:
    result = search(library, "ferry")
    counted = {(facet.kind, facet.value): facet.documents for facet in result.facets().facets}
    assert counted["source", "The Star"] == 2
    assert counted["year", "2019"] == 6
    assert counted["month", "2019-03"] == 6
    assert result.facets().documents == 6
    of_result = {(one.type, one.name): one.documents for one in result.entities("", nobody_waits).entities}
    assert of_result["person", "Jonas Brenn"] == counted["person", "Jonas Brenn"] >= 4
    wire = id_of(library, "Ferry capsizes off Kalvik")
    of_document = {(one.type, one.name): one.documents for one in result.entities(wire, nobody_waits).entities}
    assert of_document.items() <= of_result.items()
    assert 0 < len(of_document) < len(of_result)
    told = library.entity("person", "Jonas Brenn")
    assert told.documents == len(titles(search(library, 'person:="Jonas Brenn"')))


def test_times_and_passages_of_a_result(library: Library) -> None:
    result = search(library, "ferry")
    timeline = result.timeline(None)
    assert (timeline.by, timeline.documents, timeline.undated) == ("day", 6, 0)
    assert sum(bucket.published for bucket in timeline.buckets) == 6
    assert [one.published for one in result.timeline(Scale.YEAR).buckets if one.label == "2019"] == [6]
    sentences = result.sentences(datetime.date(2019, 3, 4), datetime.date(2019, 3, 4))
    assert sentences.total == len(sentences.sentences) > 2
    assert all("Monday" in one.text for one in sentences.sentences)
    passages = search(library, '"never have left"').passages()
    assert (len(passages.passages), passages.documents, passages.complete) == (2, 2, True)
    assert QUOTE in passages.passages[0].anchor.exact


def test_the_places_of_a_result_are_mapped_and_written(library: Library) -> None:
    result = search(library, "")
    mapped = {(one.name, one.documents) for one in result.map("", None, None, None).places}
    assert mapped == {("Reykjavik", 1)}
    written = json.loads(result.places_written("geojson", None, None))["features"]
    assert {(one["properties"]["name"], one["properties"]["documents"]) for one in written} == mapped
    before = datetime.date(2019, 3, 1)
    assert json.loads(result.places_written("geojson", None, before))["features"] == []


def test_accounts_of_one_event(library: Library) -> None:
    third, fourth = id_of(library, "Warned in vain"), id_of(library, "Anger in Kalvik")
    rows = {row.title: row for row in library.related(third).rows}
    assert "Budget passed" not in rows
    assert "quote" in {reason.kind for reason in rows["Anger in Kalvik"].reasons}
    assert "Ferry capsizes off Kalvik" in rows
    compared = library.compare(third, fourth)
    assert (compared.a_text, compared.b_text) == (library.document(third).text, library.document(fourth).text)
    assert library.matrix(third)


def test_a_list_by_event(library: Library) -> None:
    folded, whole = search(library, "", "event"), search(library, "", "event+copies")
    assert (folded.order, folded.total, folded.folded, folded.events) == ("event", len(TITLES) - 1, 1, 1)
    assert (whole.total, whole.folded) == (len(TITLES), 0)
    first = folded.rows(0, 1, nobody_waits)[0]
    assert first.event is not None and first.event.number == 1


def test_notes_and_corrections_count_at_once(library: Library, file: Path) -> None:
    wire = library.document(id_of(library, "Ferry capsizes off Kalvik"))
    subject = Subject(wire.id, wire.title, wire.source, wire.date, wire.path, wire.text_hash)
    anchor = Anchor.of(WIRE, WIRE.index("Captain"), WIRE.index("Captain") + 20)
    assert search(library, "is:annotated").total == 0
    with contextlib.closing(Notebook.open(file)) as notebook:
        notebook.add(subject, anchor, "look", ("check",))
    assert titles(search(library, "is:annotated")) == titles(search(library, "tag:check")) == [wire.title]
    assert ("tag", "check", 1) in {(one.kind, one.value, one.documents) for one in search(library, "").facets().facets}
    placed = library.placement(subject, anchor)
    assert (placed.subject.document, placed.start) == (wire.id, anchor.start)


def test_tags_of_a_document_are_no_annotation(library: Library, file: Path) -> None:
    wire = library.document(id_of(library, "Ferry capsizes off Kalvik"))
    with contextlib.closing(Notebook.open(file)) as notebook:
        tag_documents(notebook, [wire.subject], ["check"])
    assert titles(search(library, "tag:check")) == [wire.title]
    assert search(library, "is:annotated").total == 0


class GivenUpError(Exception):
    """What a check raises."""


def test_a_search_may_be_given_up(library: Library) -> None:
    def give_up() -> None:
        raise GivenUpError

    for ask in (
        lambda: library.search("ferry OR budget", "", other_names=True, check=give_up),
        lambda: search(library, "ferry").rows(0, 10, give_up),
        lambda: library.search("", "event", other_names=True, check=give_up),
    ):
        with pytest.raises(GivenUpError):
            ask()
    assert search(library, "ferry").total == 6
