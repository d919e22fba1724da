"""A corrected title is what queries find, exactly as if the document had been indexed with it."""

from __future__ import annotations

import contextlib
import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from index.building.builder import Builder
from index.corrections.documents import DocumentField, correct_document, withdraw_correction
from index.library.engines import open_engine
from index.library.library import LocalLibrary
from index.notebook.annotation import Subject
from index.notebook.store import Notebook

WRONG = ("Untitled", "Ferries meet in the harbour", "US talks", "Lighthouse closed", "The union meets again")
RIGHT = (
    "Ferry meets lighthouse",
    "Ferries meet in the harbour",
    "US talks",
    "The US and us",
    "Harbour union talks again",
)
TEXTS = ("The ferry was late.", "A union of crews.", "Talks in the harbour.", "They told us so.", "Nobody met.")
WORDS = ("ferry", "meets", "lighthouse", "untitled", "US", "union", "talks", "harbour", "again", "clos*", "lighthous~")


def build(folder: Path, titles: tuple[str, ...]) -> Path:
    corpus = folder / "corpus"
    corpus.mkdir(parents=True)
    records = [
        {"id": f"d{n}", "title": title, "text": text} for n, (title, text) in enumerate(zip(titles, TEXTS, strict=True))
    ]
    (corpus / "a.jsonl").write_text("\n".join(map(json.dumps, records)))
    Builder(folder / "library", open_engine, processes=1).run([corpus])
    return folder / "library"


def subject(library: LocalLibrary, record: str) -> Subject:
    one = library.document(library.catalogue.find(record))
    return Subject(one.id, one.title, one.source, one.date, one.path, one.text_hash)


def correct(library: LocalLibrary, notebook: Notebook) -> None:
    for number, title in enumerate(RIGHT):
        if title != WRONG[number]:
            correct_document(notebook, subject(library, f"d{number}"), DocumentField.TITLE, title)


@pytest.fixture(scope="module")
def both(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[LocalLibrary, LocalLibrary]]:
    """A library with wrong titles that were corrected, and one that was indexed with the right ones."""
    folder = tmp_path_factory.mktemp("titles")
    corrected = LocalLibrary(build(folder / "wrong", WRONG), folder / "notes.sqlite")
    with contextlib.closing(Notebook.open(folder / "notes.sqlite")) as notebook:
        correct(corrected, notebook)
    oracle = LocalLibrary(build(folder / "right", RIGHT))
    yield corrected, oracle
    corrected.close()
    oracle.close()


def found(library: LocalLibrary, query: str) -> dict[str, tuple[object, object]]:
    """By its id, where the title and the text of each document found are marked."""
    rows = library.rows(library.search(query, other_names=False), 0, 10)
    return {str(row.summary.record): (row.hits.title, row.hits.text) for row in rows}


words = st.sampled_from(WORDS)
conditions = st.one_of(
    words,
    words.map("title:{}".format),
    words.filter(str.isalpha).map("=".__add__),
    st.lists(words.filter(str.isalpha), min_size=2, max_size=3).map(lambda some: f'title:"{" ".join(some)}"'),
    st.lists(words.filter(str.isalpha), min_size=2, max_size=2).map(lambda some: f'"{" ".join(some)}"~3'),
    words.map("NOT title:{}".format),
)


@given(st.lists(conditions, min_size=1, max_size=3).map(" ".join))
@settings(deadline=None, max_examples=60)
def test_queries_find_what_they_find_in_a_library_with_these_titles(
    both: tuple[LocalLibrary, LocalLibrary], query: str
) -> None:
    corrected, oracle = both
    assert found(corrected, query) == found(oracle, query)


def test_words_together_in_a_title_that_was_corrected_are_not_found(both: tuple[LocalLibrary, LocalLibrary]) -> None:
    assert found(both[0], 'title:"union meets"') == {}
    assert found(both[0], '"lighthouse closed"') == {}
    assert found(both[0], 'title:"closed lighthouse"~2') == {}
    assert found(both[0], 'title:"harbour union"').keys() == {"d4"}


def test_explain_counts_by_the_corrected_titles(both: tuple[LocalLibrary, LocalLibrary]) -> None:
    for query in ("title:untitled", "title:lighthouse", 'title:"us and us"', "title:US"):
        counts = [[term.documents for term in library.search(query).explain.terms] for library in both]
        assert counts[0] == counts[1]


@pytest.mark.parametrize("query", ["ferry", "harbour talks", "title:ferry OR title:union", "US", "title:us"])
def test_scores_are_those_of_a_library_with_these_titles(both: tuple[LocalLibrary, LocalLibrary], query: str) -> None:
    scores = []
    for library in both:
        found = library.search(query, other_names=False)
        scores.append({library.document(key).record: found.score(key) for key in found.keys})
    assert scores[0] == pytest.approx(scores[1])


def test_it_holds_at_once_after_indexing_again_and_no_longer_when_taken_back(tmp_path: Path) -> None:
    folder = build(tmp_path, WRONG)
    library = LocalLibrary(folder, tmp_path / "notes.sqlite")
    assert list(found(library, "title:untitled")) == ["d0"]
    with contextlib.closing(Notebook.open(tmp_path / "notes.sqlite")) as notebook:
        about = subject(library, "d0")
        correct_document(notebook, about, DocumentField.TITLE, "Ferry meets lighthouse")
        assert found(library, "title:untitled") == {}
        assert found(library, 'title:"ferry meets"').keys() == {"d0", "d1"}
        (tmp_path / "corpus" / "b.txt").write_text("Another ferry.\n")
        (tmp_path / "corpus" / "a.jsonl").rename(tmp_path / "corpus" / "c.jsonl")
        Builder(folder, open_engine, processes=1).run()
        assert found(library, 'title:"ferry meets"').keys() == {"d0", "d1"}
        correct_document(notebook, about, DocumentField.TITLE, "Ferry meets nobody")
        assert found(library, "title:lighthouse").keys() == {"d3"}
        withdraw_correction(notebook, about, DocumentField.TITLE)
        assert list(found(library, "title:untitled")) == ["d0"]
        assert found(library, 'title:"ferry meets"').keys() == {"d1"}
    library.close()
