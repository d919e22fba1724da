"""``dateline analyze`` and ``dateline timeline``, as a script sees them."""

from __future__ import annotations

import io
import json
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from index.corrections.documents import DocumentField, correct_document
from index.notebook.annotation import Subject
from index.notebook.store import Notebook
from tui.__main__ import main

SEEDS = Path(__file__).parents[2] / "seeds"
FIRST_SEED = SEEDS / "000_fbe346ddadf0d6d9.txt"


class Ran:
    """What a command printed, and its exit code."""

    def __init__(self, code: int, out: str, err: str) -> None:
        self.code, self.out, self.err = code, out, err

    @property
    def json(self) -> Any:
        return json.loads(self.out)

    @property
    def lines(self) -> list[Any]:
        return [json.loads(line) for line in self.out.splitlines()]


@pytest.fixture
def dateline(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Callable[..., Ran]:
    """Runs ``dateline`` with these arguments and this standard input."""

    def run(*arguments: object, given: bytes = b"") -> Ran:
        monkeypatch.setattr(sys, "argv", ["dateline", *map(str, arguments)])
        monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(given)))
        with pytest.raises(SystemExit) as end:
            main()
        return Ran(int(end.value.code or 0), *capsys.readouterr())

    return run


# dateline analyze


def test_the_stories_of_a_file_with_dates_times_and_entities(dateline: Callable[..., Ran]) -> None:
    first, second = dateline("analyze", FIRST_SEED, "--json").json["stories"]
    assert [first["published"]["value"], second["published"]["value"]] == ["2017-09-21"] * 2
    assert first["published"]["conflict"] == "header 1995-01-01, dateline 2017-09-21"
    assert [evidence["source"] for evidence in first["published"]["evidence"]] == ["header", "dateline"]
    assert (first["story"], first["stories"], second["story"]) == (1, 2, 2)
    for story in (first, second):
        for found in story["times"] + story["entities"]:
            assert story["text"][found["start"] : found["end"]] == found["text"]
    thursday = next(time for time in first["times"] if time["text"] == "Thursday")
    assert (thursday["value"], thursday["begin"], thursday["finish"]) == ("2017-09-21",) * 3
    assert any(entity["name"] == "Ryan Dillon" for entity in first["entities"])


def test_for_people_it_says_the_same_in_words(dateline: Callable[..., Ran]) -> None:
    ran = dateline("analyze", FIRST_SEED)
    assert "published 2017-09-21! · header 1995-01-01, dateline 2017-09-21 · story 1 of 2" in ran.out
    assert "Thursday = 2017-09-21" in ran.out


def test_a_date_that_is_given_is_what_today_means(dateline: Callable[..., Ran]) -> None:
    text = b"The bridge was hit on Tuesday, a week after the talks began."
    (story,) = dateline("analyze", "-", "--date", "2016-03-03", "--json", given=text).json["stories"]
    assert story["published"]["value"] == "2016-03-03"
    assert story["times"][0]["value"] == "2016-03-01"


@pytest.mark.parametrize(
    ("arguments", "given", "sentence"),
    [
        (["nowhere.txt"], b"", "There is no file nowhere.txt"),
        (["-", "--date", "Thursday"], b"It rained.", "--date Thursday is not a day"),
        (["-"], b"", "There is nothing to analyze in -: line 1: empty"),
        (["-", "--jsonl", "--date", "2017-09-21"], b"", "each line has its own date"),
        (["nowhere.jsonl", "--jsonl"], b"", "nowhere.jsonl cannot be read"),
    ],
)
def test_errors_are_one_sentence(
    dateline: Callable[..., Ran], arguments: list[str], given: bytes, sentence: str
) -> None:
    ran = dateline("analyze", *arguments, given=given)
    assert (ran.code, ran.out) == (2, "")
    assert sentence in ran.err
    assert ran.err.count("\n") == 1


# dateline analyze --jsonl


def lines(*requests: object) -> bytes:
    return b"".join(
        (request if isinstance(request, bytes) else json.dumps(request).encode()) + b"\n" for request in requests
    )


def test_each_line_is_answered_in_its_place_and_broken_ones_with_an_error(dateline: Callable[..., Ran]) -> None:
    requests = lines(
        {"id": "a", "text": "It rained on Tuesday in Homs.", "date": "2017-09-21"},
        b"{",
        {"id": 7, "text": None},
        {"id": [1], "text": "", "date": None},
        b"\xff",
        {"id": "x", "text": "It rained.", "date": "21/09/2017"},
        b"[" * 100_000,
        {"id": "z", "text": "It rained on Tuesday.", "date": "2017-09-28T10:00:00Z"},
    )
    ran = dateline("analyze", "--jsonl", "-", given=requests)
    answers = ran.lines
    assert ran.code == 0
    assert [answer["id"] for answer in answers] == ["a", None, 7, [1], None, "x", None, "z"]
    assert ["error" in answer for answer in answers] == [False, True, True, False, True, True, True, False]
    assert answers[0]["published"] == "2017-09-21"
    assert answers[0]["times"] == [
        {
            "start": 13,
            "end": 20,
            "text": "Tuesday",
            "type": "DATE",
            "value": "2017-09-19",
            "begin": "2017-09-19",
            "finish": "2017-09-19",
        }
    ]
    assert answers[0]["entities"] == [{"start": 24, "end": 28, "text": "Homs", "type": "place", "name": "Homs"}]
    assert answers[-1]["times"][0]["value"] == "2017-09-26"
    assert "21/09/2017" in answers[5]["error"]


def test_a_given_date_is_the_anchor_of_all_stories(dateline: Callable[..., Ran]) -> None:
    text = FIRST_SEED.read_text(encoding="utf-8")
    (answer,) = dateline("analyze", "--jsonl", "-", given=lines({"id": 1, "text": text, "date": "2018-01-05"})).lines
    assert len(answer["stories"]) == 2
    found = answer["times"] + answer["entities"]
    assert all(text[one["start"] : one["end"]] == one["text"] for one in found)
    assert max(one["start"] for one in found) > answer["stories"][1]["start"]
    thursdays = {time["value"] for time in answer["times"] if time["text"] == "Thursday"}
    assert thursdays == {"2018-01-04"}
    (answer,) = dateline("analyze", "--jsonl", "-", given=lines({"id": 1, "text": text, "date": None})).lines
    assert {time["value"] for time in answer["times"] if time["text"] == "Thursday"} == {"2017-09-21"}
    assert answer["published"] == "2017-09-21"
    assert answer["stories"][0]["published"]["conflict"] == "header 1995-01-01, dateline 2017-09-21"


PIECES = (
    "It rained on Tuesday.", "\r\n", "\r", "\n", "\t", "\x85", "\u2028", "\x1b[31m", "\u202e", "\ud800", "😀", "İ",
    " in Homs ", "Bashar\r\nal-Assad", "on 3\u00a0May 2016", "Beirut (AFP) Sept 19, 2017 ",
)  # fmt: skip


@settings(deadline=None, max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(text=st.lists(st.sampled_from(PIECES), max_size=12).map("".join))
def test_offsets_are_into_the_text_as_it_was_given(dateline: Callable[..., Ran], text: str) -> None:
    (answer,) = dateline("analyze", "--jsonl", "-", given=lines({"id": 1, "text": text, "date": "2017-09-21"})).lines
    for found in answer["times"] + answer["entities"]:
        assert text[found["start"] : found["end"]] == found["text"]
    assert sum(found["text"] == "Tuesday" for found in answer["times"]) <= text.count("Tuesday")
    stories = answer["stories"]
    assert (stories[0]["start"], stories[-1]["end"]) == (0, len(text))


def test_a_lone_carriage_return_is_a_new_line_for_the_reading(dateline: Callable[..., Ran]) -> None:
    text = "Storm closes port\r21 September 2017\rShips wait.\r\n"
    (answer,) = dateline("analyze", "--jsonl", "-", given=lines({"id": 1, "text": text})).lines
    (evidence,) = answer["stories"][0]["published"]["evidence"]
    assert (evidence["source"], evidence["value"]) == ("line", "2017-09-21")
    assert [text[time["start"] : time["end"]] for time in answer["times"]] == ["21 September 2017"]


# dateline timeline


def test_the_rows_of_the_timeline(dateline: Callable[..., Ran], library: Path) -> None:
    answer = dateline("timeline", "--json", "--by", "year", "--library", f"{library}/").json
    rows = {row["label"]: (row["published"], row["spoken"]) for row in answer["buckets"]}
    assert rows == {"1995": (0, 1), "2011": (0, 1), "2015": (0, 1), "2017": (3, 3)}
    assert (answer["by"], answer["documents"], answer["undated"], answer["coarser"]) == ("year", 3, 0, 0)
    by_day = dateline("timeline", "dillon", "--json", "--library", f"{library}/").json
    assert by_day["by"] == "day"
    assert [row["label"] for row in by_day["buckets"]][-1] == "2017-09-21"


def test_a_timeline_of_nothing(dateline: Callable[..., Ran], library: Path) -> None:
    ran = dateline("timeline", "nosuchword", "--library", f"{library}/")
    assert (ran.code, ran.out, ran.err) == (1, "", "0 documents.\n")
    assert "░" in dateline("timeline", "--library", f"{library}/").out


# Dates of a library


def test_the_order_of_day_and_month_is_set_when_indexing(dateline: Callable[..., Ran], tmp_path: Path) -> None:
    corpus = tmp_path / "corpus"
    corpus.mkdir()
    (corpus / "a.jsonl").write_text(json.dumps({"id": "a", "text": "It rained in the town.", "date": "03/04/2017"}))
    for option, expected in (([], "2017-04-03"), (["--date-order", "month-first"], "2017-03-04"), ([], "2017-03-04")):
        assert dateline("index", corpus, "--library", f"{tmp_path}/built/", *option).code == 0
        assert dateline("show", "a", "--json", "--library", f"{tmp_path}/built/").json["date"] == expected
    assert dateline("index", corpus, "--date-order", "sideways").code == 2


def test_a_correction_holds_on_the_command_line_too(
    dateline: Callable[..., Ran], library: Path, tmp_path: Path
) -> None:
    options = ["--json", "--library", f"{library}/", "--notebook", tmp_path / "notes.sqlite"]
    (hit,) = dateline("search", "has:date-conflict", *options).json["hits"]
    notebook = Notebook.open(tmp_path / "notes.sqlite")
    correct_document(notebook, Subject(hit["id"], hit["title"]), DocumentField.DATE, "2017-09-22")
    notebook.close()
    assert dateline("search", "has:date-conflict", *options).json["total"] == 0
    assert dateline("search", "date:2017-09-22", *options).json["total"] == 1
    assert dateline("show", hit["id"], *options).json["date"] == "2017-09-22"
    rows = dateline("timeline", *options, "--by", "day").json["buckets"]
    assert {row["label"]: row["published"] for row in rows}["2017-09-22"] == 1


def test_doctor_counts_dates_in_conflict_and_unknown(dateline: Callable[..., Ran], library: Path) -> None:
    counted = dateline("doctor", "--json", "--library", f"{library}/").json["library"]
    assert (counted["date_conflict"], counted["date_none"]) == (1, 0)
