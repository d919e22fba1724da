"""1 January is a day like any other, unless all of a file's dates are one: then programs have filled it in."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from index.building.builder import Builder
from index.library.engines import open_engine
from index.library.library import LocalLibrary

ON_NEW_YEAR = ["2017-01-01", "01/01/2017", "1 January 2017", "2017-01-01 00:00:00", "2017-01-01T14:20:00Z"]


@pytest.fixture
def corpus(tmp_path: Path) -> Path:
    folder = tmp_path / "corpus"
    folder.mkdir()
    return folder


def write(corpus: Path, days: list[str], name: str = "records.jsonl") -> None:
    records = [{"id": str(number), "text": "The ferry ran again.", "date": day} for number, day in enumerate(days)]
    (corpus / name).write_text("\n".join(map(json.dumps, records)))


def dates(corpus: Path, query: str = "") -> list[tuple[str, str]]:
    """The dates of what a query finds, and what is said of them, in the records' order."""
    Builder(corpus.parent / "library", open_engine, processes=1).run([corpus])
    library = LocalLibrary(corpus.parent / "library")
    try:
        documents = [library.document(key) for key in library.search(query).keys]
    finally:
        library.close()
    return [(found.date, found.date_note) for found in sorted(documents, key=lambda found: str(found.record))]


def test_it_is_a_day_however_it_is_written(corpus: Path) -> None:
    write(corpus, [*ON_NEW_YEAR, "2017-06-01"])
    assert dates(corpus) == [("2017-01-01", "")] * 5 + [("2017-06-01", "")]
    assert dates(corpus, "date:2017-06") == [("2017-06-01", "")]
    assert len(dates(corpus, "date:2017-01-01")) == 5


def test_a_file_that_has_no_other_day_tells_its_years_and_says_why(corpus: Path) -> None:
    write(corpus, ["2016-01-01", "2017-01-01", "1/1/2017"])
    reason = "only the year: every date of its file is a 1 January (record {})"
    assert dates(corpus) == [
        ("2016", reason.format("2016-01-01")),
        ("2017", reason.format("2017-01-01")),
        ("2017", reason.format("2017-01-01")),
    ]


def test_a_file_that_is_named_after_it_means_the_day(corpus: Path) -> None:
    write(corpus, ["2017-01-01"] * 4, "export-2017-01-01.jsonl")
    assert dates(corpus) == [("2017-01-01", "")] * 4


def test_another_day_in_the_file_gives_the_days_back(corpus: Path) -> None:
    write(corpus, ["2017-01-01"] * 3)
    assert [day for day, _ in dates(corpus)] == ["2017"] * 3
    write(corpus, ["2017-01-01"] * 3 + ["2017-03-05"])
    assert [day for day, _ in dates(corpus)] == ["2017-01-01"] * 3 + ["2017-03-05"]


def test_a_known_placeholder_is_no_date_and_says_why(corpus: Path) -> None:
    write(corpus, ["1970-01-01", "2017-03-05"])
    assert dates(corpus)[0] == ("", "record 1970-01-01 is what programs write where they know no date")
