"""``dateline figures``, as a script sees it."""

from __future__ import annotations

import csv
import io
from pathlib import Path

import pytest
from ferry_stories import json_lines
from running import Run

STORIES = (
    {"id": "late", "title": "Toll rises", "source": "The Mail", "date": "2019-03-06",
     "text": "The toll of the blast in Kalvik rose to 126, rescuers said."},
    {"id": "first", "title": "Blast", "source": "The Post", "date": "2019-03-04",
     "text": "At least 24 people, five of them children, were killed in Kalvik. Police arrested two men."},
)  # fmt: skip


@pytest.fixture
def indexed(tmp_path: Path, run: Run) -> None:
    corpus = tmp_path / "corpus.jsonl"
    corpus.write_text(json_lines(STORIES))
    assert run("index", "--processes", "1", corpus).code == 0


@pytest.mark.usefixtures("indexed")
def test_figures_come_by_kind_in_order_of_time_with_their_places(run: Run) -> None:
    answer = run("figures", "kalvik", "--json").json
    told = [(one["kind"], one["date"], one["text"], one["whom"], one["part"]) for one in answer["figures"]]
    assert told == [
        ("killed", "2019-03-04", "At least 24", "people", False),
        ("killed", "2019-03-06", "126", "", False),
        ("killed", "2019-03-04", "five", "", True),
        ("arrested", "2019-03-04", "two", "men", False),
    ]
    assert (answer["documents"], answer["total"]) == (2, 4)
    for one in answer["figures"]:
        text = run("show", one["id"], "--json").json["text"]
        assert text[one["start"] : one["end"]] == one["text"]


@pytest.mark.usefixtures("indexed")
def test_figures_as_a_table_and_for_people(run: Run) -> None:
    table = list(csv.DictReader(io.StringIO(run("figures", "--csv").out)))
    assert [(row["text"], row["low"], row["high"]) for row in table][:2] == [
        ("At least 24", "24", ""),
        ("126", "126", "126"),
    ]
    shown = run("figures", "toll")
    assert shown.code == 0
    assert "2019-03-06 The Mail · 126" in shown.out


@pytest.mark.usefixtures("indexed")
def test_nothing_found_and_both_forms(run: Run) -> None:
    assert run("figures", "zebra").code == 1
    both = run("figures", "--json", "--csv")
    assert both.code == 2
    assert "--csv" in both.err
