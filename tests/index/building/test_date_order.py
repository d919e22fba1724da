"""The order of day and month in the dates of records: learnt from the file, or set with the root."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from index.building.builder import Builder
from index.building.progress import Summary
from index.dates.order import DateOrder
from index.library.engines import open_engine
from index.library.library import LocalLibrary

AMBIGUOUS = {"id": "a", "source": "Courier", "date": "03/04/2017", "text": "The council met in the town hall."}
DAY_FIRST = {"id": "b", "source": "Courier", "date": "21/09/2017", "text": "The council met again."}
MONTH_FIRST = {"id": "c", "source": "Gazette", "date": "09/21/2017", "text": "The market opened."}
OF_GAZETTE = {"id": "d", "source": "Gazette", "date": "03/04/2017", "text": "The market closed early."}


@pytest.fixture
def corpus(tmp_path: Path) -> Path:
    folder = tmp_path / "corpus"
    folder.mkdir()
    return folder


def write(corpus: Path, *records: dict[str, str]) -> None:
    (corpus / "a.jsonl").write_text("\n".join(map(json.dumps, records)))


def update(corpus: Path, order: DateOrder | None = None) -> Summary:
    return Builder(corpus.parent / "library", open_engine, processes=1).run([corpus], date_order=order)


def dates(corpus: Path) -> dict[str, str]:
    library = LocalLibrary(corpus.parent / "library")
    try:
        summaries = library.summaries(library.search(""), 0, 100)
    finally:
        library.close()
    return {str(summary.record): summary.date + summary.date_sign for summary in summaries}


def test_a_date_that_can_be_read_both_ways_is_shown_as_such(corpus: Path) -> None:
    write(corpus, AMBIGUOUS)
    update(corpus)
    assert dates(corpus) == {"a": "2017-04-03~"}


def test_the_order_is_learnt_from_the_same_source(corpus: Path) -> None:
    write(corpus, AMBIGUOUS, DAY_FIRST, MONTH_FIRST, OF_GAZETTE)
    update(corpus)
    assert dates(corpus) == {"a": "2017-04-03", "b": "2017-09-21", "c": "2017-09-21", "d": "2017-03-04"}


def test_a_source_without_evidence_takes_that_of_the_file(corpus: Path) -> None:
    write(corpus, AMBIGUOUS, MONTH_FIRST)
    update(corpus)
    assert dates(corpus)["a"] == "2017-03-04"


def test_a_setting_goes_before_what_was_learnt_and_is_kept_with_the_root(corpus: Path) -> None:
    write(corpus, AMBIGUOUS, DAY_FIRST)
    update(corpus, DateOrder.MONTH_FIRST)
    assert dates(corpus)["a"] == "2017-03-04"
    assert update(corpus).files_unchanged == 1
    update(corpus, DateOrder.AUTO)
    assert dates(corpus)["a"] == "2017-04-03"


def test_a_record_that_settles_the_order_changes_what_was_read_before(corpus: Path) -> None:
    write(corpus, AMBIGUOUS, OF_GAZETTE)
    update(corpus)
    write(corpus, AMBIGUOUS, OF_GAZETTE, MONTH_FIRST)
    summary = update(corpus)
    assert (summary.added, summary.removed) == (3, 2)
    assert dates(corpus) == {"a": "2017-03-04", "c": "2017-09-21", "d": "2017-03-04"}
    write(corpus, AMBIGUOUS, OF_GAZETTE, MONTH_FIRST, {**MONTH_FIRST, "id": "e", "date": "2017-10-01"})
    assert update(corpus).unchanged_records == 3


def test_what_is_shown_says_when_it_is_unsure(corpus: Path) -> None:
    sentence = {"id": "s", "text": "The town hall opened on 12 September 2017, after years of work.\n\nIt is blue."}
    write(corpus, AMBIGUOUS, sentence)
    update(corpus)
    library = LocalLibrary(corpus.parent / "library")
    notes = {}
    for key in library.search("").keys:
        document = library.document(key)
        notes[document.record] = (document.date, document.date_sign, document.date_note)
    library.close()
    assert notes["a"] == ("2017-04-03", "~", "read day first; day and month could change places")
    assert notes["s"] == ("2017-09-12", "~", "unsure, from a sentence")
