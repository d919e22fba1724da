"""What the analyst corrects of a document holds wherever it is read, at once, and after it was indexed again."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from index.building.builder import Builder
from index.corrections.documents import DocumentField, correct_document, corrections, withdraw_correction
from index.corrections.listing import all_corrections, take_in_corrections, withdraw
from index.corrections.table import read_corrections, write_corrections
from index.errors import ConfigurationError, NotebookConflictError
from index.library.engines import open_engine
from index.library.library import LocalLibrary
from index.library.timeline import Scale
from index.notebook.annotation import Subject
from index.notebook.store import Notebook

RECORDS = [
    {"id": "a", "title": "Alpha", "source": "AFP", "date": "2017-09-21", "text": "They met on Tuesday."},
    {"id": "b", "title": "Beta", "source": "Courier", "date": "2016-03-01", "text": "They met in May 2015."},
    {"id": "c", "title": "Gamma", "source": "Courier", "date": "", "text": "They met on Tuesday, in the town."},
    {"id": "d", "title": "Delta", "source": "Gazette", "date": "2017-10-01", "text": "They met."},
]


@pytest.fixture
def corpus(tmp_path: Path) -> Path:
    folder = tmp_path / "corpus"
    folder.mkdir()
    (folder / "a.jsonl").write_text("\n".join(map(json.dumps, RECORDS)))
    return folder


@pytest.fixture
def index(corpus: Path, tmp_path: Path) -> Callable[[], None]:
    return lambda: Builder(tmp_path / "library", open_engine, processes=1).run([corpus]) and None


@pytest.fixture
def library(index: Callable[[], None], tmp_path: Path) -> Iterator[LocalLibrary]:
    index()
    opened = LocalLibrary(tmp_path / "library", tmp_path / "notes.sqlite")
    yield opened
    opened.close()


@pytest.fixture
def notebook(tmp_path: Path) -> Iterator[Notebook]:
    opened = Notebook.open(tmp_path / "notes.sqlite")
    yield opened
    opened.close()


def subject(library: LocalLibrary, record: str) -> Subject:
    document = library.document(library.catalogue.find(record))
    return Subject(document.id, document.title, document.source, document.date, document.path, document.text_hash)


def records(library: LocalLibrary, query: str, order: str = "") -> list[str]:
    found = library.search(query, order)
    return [str(summary.record) for summary in library.summaries(found, 0, 100)]


def row(library: LocalLibrary, record: str) -> tuple[str, str, str, str]:
    document = library.document(library.catalogue.find(record))
    return document.date, document.date_sign, document.title, document.source


def test_a_date_holds_in_list_document_filters_orders_facets_and_timeline(
    library: LocalLibrary, notebook: Notebook
) -> None:
    assert records(library, "", "newest") == ["d", "a", "b", "c"]
    correct_document(notebook, subject(library, "b"), DocumentField.DATE, "2017-09-30")
    assert row(library, "b") == ("2017-09-30", "", "Beta", "Courier")
    assert library.document(library.catalogue.find("b")).date_note == "your correction of 2016-03-01"
    assert records(library, "", "newest") == ["d", "b", "a", "c"]
    assert records(library, "", "oldest") == ["a", "b", "d", "c"]
    assert sorted(records(library, "date:2017-09")) == ["a", "b"]
    assert records(library, "date:2016") == []
    facets = {(f.kind, f.value): f.documents for f in library.facets(library.search("")).facets}
    assert (facets["year", "2017"], ("year", "2016") in facets) == (3, False)
    labels = {b.label: b.published for b in library.timeline(library.browse(), Scale.MONTH).buckets}
    assert (labels["2017-09"], "2016-03" in labels) == (2, False)


def test_rows_of_an_earlier_result_show_it_too(library: LocalLibrary, notebook: Notebook) -> None:
    found = library.browse()
    correct_document(notebook, subject(library, "a"), DocumentField.SOURCE, "Agence France-Presse")
    sources = {summary.record: summary.source for summary in library.summaries(found, 0, 10)}
    assert sources["a"] == "Agence France-Presse"


def test_the_times_of_the_text_count_from_the_corrected_day(library: LocalLibrary, notebook: Notebook) -> None:
    assert records(library, "mentions:2017-09-19") == ["a"]
    correct_document(notebook, subject(library, "c"), DocumentField.DATE, "2017-09-22")
    assert sorted(records(library, "mentions:2017-09-19")) == ["a", "c"]
    ((start, end, _, value, begin, _),) = library.times(library.catalogue.find("c"))
    assert (RECORDS[2]["text"][start:end], value, begin) == ("Tuesday", "2017-09-19", "2017-09-19")


@pytest.mark.parametrize(("date", "sign"), [("2017-09-22", ""), ("2017-09", "~"), ("2017", "~"), ("", "?")])
def test_a_date_is_as_precise_as_was_said(library: LocalLibrary, notebook: Notebook, date: str, sign: str) -> None:
    correct_document(notebook, subject(library, "a"), DocumentField.DATE, date)
    assert row(library, "a")[:2] == (date, sign)
    assert ("a" in records(library, "date:none")) == (date == "")
    assert ("a" in records(library, "date:2017-09")) == (date != "")


def test_a_title_and_a_source_are_corrected_likewise(library: LocalLibrary, notebook: Notebook) -> None:
    correct_document(notebook, subject(library, "a"), DocumentField.TITLE, "Zeta")
    correct_document(notebook, subject(library, "a"), DocumentField.SOURCE, "Courier")
    assert row(library, "a") == ("2017-09-21", "", "Zeta", "Courier")
    assert records(library, "", "title") == ["b", "d", "c", "a"]
    assert records(library, "source:AFP") == []
    assert sorted(records(library, "source:Courier")) == ["a", "b", "c"]


CORRECTED = {
    DocumentField.DATE: "2017-09-22",
    DocumentField.TITLE: "Zeta",
    DocumentField.SOURCE: "Gazette",
    DocumentField.LANGUAGE: "fr",
}


def everything(library: LocalLibrary) -> object:
    """The documents, and what is counted of them."""
    facets = {(one.kind, one.value): one.documents for one in library.facets(library.search("")).facets}
    return [row(library, record["id"]) for record in RECORDS], facets, library.catalogue.counts()


@pytest.mark.parametrize("field", DocumentField)
def test_each_is_undone_with_the_same_export_as_before(
    library: LocalLibrary, notebook: Notebook, field: DocumentField
) -> None:
    correct_document(notebook, subject(library, "b"), DocumentField.TITLE, "Another\ttitle")
    before, table = everything(library), write_corrections(all_corrections(notebook))
    correct_document(notebook, subject(library, "a"), field, CORRECTED[field])
    after, corrected = everything(library), write_corrections(all_corrections(notebook))
    assert after != before
    notebook.undo()
    assert (everything(library), write_corrections(all_corrections(notebook))) == (before, table)
    notebook.redo()
    assert (everything(library), write_corrections(all_corrections(notebook))) == (after, corrected)
    withdraw(notebook, next(one for one in all_corrections(notebook) if one.field == field and one.title == "Alpha"))
    assert (everything(library), write_corrections(all_corrections(notebook))) == (before, table)


@pytest.mark.parametrize("field", DocumentField)
def test_each_survives_indexing_again_and_goes_out_and_in_as_a_table(
    library: LocalLibrary,
    notebook: Notebook,
    field: DocumentField,
    corpus: Path,
    index: Callable[[], None],
    tmp_path: Path,
) -> None:
    correct_document(notebook, subject(library, "a"), field, CORRECTED[field])
    after = everything(library)
    shutil.move(corpus / "a.jsonl", corpus / "moved.jsonl")
    index()
    assert everything(library) == after
    table = write_corrections(all_corrections(notebook))
    other = Notebook.open(tmp_path / "other.sqlite")
    assert take_in_corrections(other, read_corrections(table)) == 1
    assert write_corrections(all_corrections(other)) == table
    other.close()
    imported = LocalLibrary(tmp_path / "library", tmp_path / "other.sqlite")
    assert everything(imported) == after
    imported.close()


def test_a_corrected_source_is_counted(library: LocalLibrary, notebook: Notebook) -> None:
    correct_document(notebook, subject(library, "a"), DocumentField.SOURCE, "Gazette")
    facets = {(one.kind, one.value): one.documents for one in library.facets(library.search("")).facets}
    assert (facets["source", "Gazette"], ("source", "AFP") in facets) == (2, False)
    correct_document(notebook, subject(library, "a"), DocumentField.DATE, "")
    assert library.info().documents == 4
    assert library.catalogue.counts()["date_none"] == 2


def test_undo_redo_and_taking_back(library: LocalLibrary, notebook: Notebook) -> None:
    about = subject(library, "a")
    correct_document(notebook, about, DocumentField.DATE, "2017-09-22")
    correct_document(notebook, about, DocumentField.DATE, "2017-09-23")
    assert notebook.undo() == "date of 'Alpha' put back"
    assert row(library, "a")[0] == "2017-09-22"
    assert notebook.undo() == "date of 'Alpha' put back"
    assert row(library, "a")[0] == "2017-09-21"
    assert notebook.redo() == "date of 'Alpha' corrected again"
    assert row(library, "a")[0] == "2017-09-22"
    assert withdraw_correction(notebook, about, DocumentField.DATE)
    assert not withdraw_correction(notebook, about, DocumentField.DATE)
    assert row(library, "a")[0] == "2017-09-21"
    notebook.undo()
    assert row(library, "a")[0] == "2017-09-22"


def test_the_same_correction_again_is_no_step(library: LocalLibrary, notebook: Notebook) -> None:
    correct_document(notebook, subject(library, "a"), DocumentField.DATE, "2017-09-22")
    correct_document(notebook, subject(library, "a"), DocumentField.DATE, " 2017-09-22 ")
    assert notebook.undo() is not None
    assert notebook.undo() is None


def test_an_undo_over_another_sessions_correction_is_refused(
    library: LocalLibrary, notebook: Notebook, tmp_path: Path
) -> None:
    correct_document(notebook, subject(library, "a"), DocumentField.DATE, "2017-09-22")
    other = Notebook.open(tmp_path / "notes.sqlite")
    correct_document(other, subject(library, "a"), DocumentField.DATE, "2017-09-24")
    other.close()
    with pytest.raises(NotebookConflictError):
        notebook.undo()
    assert row(library, "a")[0] == "2017-09-24"


def test_it_survives_indexing_again_a_changed_text_and_a_moved_file(
    library: LocalLibrary, notebook: Notebook, corpus: Path, index: Callable[[], None]
) -> None:
    correct_document(notebook, subject(library, "a"), DocumentField.DATE, "2017-09-22")
    changed = [{**RECORDS[0], "text": "They met on Monday."}, *RECORDS[1:]]
    (corpus / "a.jsonl").write_text("\n".join(map(json.dumps, changed)))
    index()
    assert row(library, "a")[0] == "2017-09-22"
    (corpus / "a.jsonl").write_text("\n".join(map(json.dumps, RECORDS)))
    shutil.move(corpus / "a.jsonl", corpus / "moved.jsonl")
    index()
    assert row(library, "a")[0] == "2017-09-22"


def test_the_library_is_not_written_to(library: LocalLibrary, notebook: Notebook) -> None:
    catalogue = library.folder / "catalogue.sqlite"
    before = catalogue.read_bytes()
    correct_document(notebook, subject(library, "a"), DocumentField.DATE, "2017-09-22")
    assert row(library, "a")[0] == "2017-09-22"
    assert catalogue.read_bytes() == before


@pytest.mark.parametrize("written", ["2017-02-30", "yesterday", "2017-W38", "20170922", "2017-13", "201"])
def test_what_is_no_date_is_refused(library: LocalLibrary, notebook: Notebook, written: str) -> None:
    with pytest.raises(ConfigurationError, match="2017-09-21"):
        correct_document(notebook, subject(library, "a"), DocumentField.DATE, written)
    assert corrections(notebook) == []
