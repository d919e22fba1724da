"""Names of fields that the analyst gives: beside the usual ones, for the files that have them, at any later time."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from index.building.builder import Builder
from index.building.progress import Summary
from index.library.engines import open_engine
from index.library.library import LocalLibrary

USUAL = {"id": "u", "headline": "Ferry", "body": "The ferry ran again."}
OWN = "unit,wording\no,The lighthouse is dark.\n"


@pytest.fixture
def corpus(tmp_path: Path) -> Path:
    folder = tmp_path / "corpus"
    (folder / "sub").mkdir(parents=True)
    (folder / "usual.jsonl").write_text(json.dumps(USUAL) + "\n")
    (folder / "sub" / "own.csv").write_text(OWN)
    return folder


def update(corpus: Path, *paths: Path, fields: dict[str, str] | None = None) -> Summary:
    return Builder(corpus.parent / "library", open_engine, processes=1).run(paths, fields)


def texts(corpus: Path) -> list[str]:
    library = LocalLibrary(corpus.parent / "library")
    try:
        return sorted(library.document(key).text for key in library.search("").keys)
    finally:
        library.close()


BOTH = ["The ferry ran again.", "The lighthouse is dark."]


def test_a_name_holds_beside_the_usual_ones(corpus: Path) -> None:
    summary = update(corpus, corpus, fields={"text": "wording"})
    assert (texts(corpus), summary.problems) == (BOTH, [])


def test_a_record_that_has_the_name_is_not_read_by_a_usual_one(corpus: Path) -> None:
    (corpus / "sub" / "own.csv").write_text("wording,body\nThe lighthouse is dark.,Beacon\n,Buoy\n")
    summary = update(corpus, corpus, fields={"text": "wording"})
    assert texts(corpus) == BOTH
    assert [problem.reason for problem in summary.problems] == ["a record without a text"]


def test_what_was_refused_is_told_in_each_run_and_tried_again_with_a_name(corpus: Path) -> None:
    assert len(update(corpus, corpus).problems) == 1
    again = update(corpus)
    assert (again.problems, again.problems_before) == ([], 1)
    named = update(corpus, fields={"text": "wording"})  # no path: for all roots
    assert (texts(corpus), named.problems, named.problems_before) == (BOTH, [], 0)


def test_a_name_that_is_given_for_a_part_holds_there(corpus: Path) -> None:
    update(corpus, corpus)
    summary = update(corpus, corpus / "sub", fields={"text": "wording"})
    assert (texts(corpus), summary.files_read, summary.files_unchanged) == (BOTH, 1, 1)
    assert update(corpus, corpus).files_unchanged == 2
