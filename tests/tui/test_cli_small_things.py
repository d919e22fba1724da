"""Options that would be ignored are refused, batches are read in any encoding, and zeros are written as zeros."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Callable
from pathlib import Path

import pytest
from running import Run


@pytest.fixture
def library(build: Callable[..., Path]) -> str:
    lines = [
        json.dumps({"id": "1", "title": "Café", "text": "The café is closed.", "source": "A", "date": "2018-03-02"})
    ]
    return f"{build({'a.jsonl': chr(10).join(lines)})}/"


@pytest.mark.parametrize(
    "content",
    ["café\nclosed\n".encode(), b"\xef\xbb\xbf" + "café\nclosed\n".encode(), "café\nclosed\n".encode("latin-1")],
)
def test_a_batch_is_read_with_a_mark_and_in_latin_letters(
    tmp_path: Path, library: str, run: Run, content: bytes
) -> None:
    (tmp_path / "queries.txt").write_bytes(content)
    ran = run("search", "--library", library, "--fields", "id", "--batch", tmp_path / "queries.txt")
    answers = [json.loads(line) for line in ran.out.splitlines()]
    assert [(answer["query"], answer["total"]) for answer in answers] == [("café", 1), ("closed", 1)]


@pytest.mark.parametrize(
    ("options", "sentence"),
    [
        (["--saved", "one", "closed"], "--saved runs the search"),
        (["--batch", "-", "closed"], "--batch takes its queries"),
        (["--fields", "id", "closed"], "--fields are the columns"),
        (["--csv", "--json", "closed"], "Choose one of"),
        (["--save", " ", "closed"], "--save needs a name"),
        (["--strict", "closed"], "--strict is of --batch"),
        (["--explain", "--csv", "closed"], "Choose one of"),
        (["--batch", "-", "--count"], "Choose one of"),
    ],
)
def test_options_that_would_be_ignored_are_refused(library: str, run: Run, options: list[str], sentence: str) -> None:
    ran = run("search", "--library", library, *options)
    assert (ran.code, sentence in ran.err) == (2, True), ran.err


@pytest.mark.parametrize(
    ("command", "sentence"),
    [
        ("alerts --exec true --json", "Choose one of --exec and --json"),
        ("captures 1 --export - --json", "Choose one of --export and --json"),
        ("compare 1 1 --format html --json", "Choose one of --format and --json"),
        ("doctor --captures --only-problems", "Choose one of --captures and --only-problems"),
        ("entities list --csv --json", "Choose one of --csv and --json"),
        ("fetch --list --export -", "Choose one of --list"),
        ("fetch one --export -", "do not go with"),
        ("fetch --json --discover http://a.example/", "do not go with"),
        ("help dates --man", "Choose one of TOPIC and --man"),
        ("notes add 1 --at 4", "give the words with --quote"),
        ("notes share /tmp --as Ann --stop", "Choose one of FOLDER"),
        ("versions 1 --markdown --json", "Choose one of --markdown and --json"),
    ],
)
def test_every_command_refuses_what_it_would_ignore(run: Run, command: str, sentence: str) -> None:
    ran = run(*command.split())
    assert (ran.code, sentence in ran.err) == (2, True), ran.err


def test_a_name_may_have_spaces(library: str, run: Run) -> None:
    assert run("search", "--library", library, "--save", " closed cafés ", "closed").code == 0
    assert run("search", "--library", library, "--saved", "closed cafés", "--count").out.strip() == "1"


def test_zeros_and_empty_lists_are_written_as_such(library: str, run: Run) -> None:
    ran = run("search", "--library", library, "--csv", "--fields", "score,spans,source", "date:2018")
    assert list(csv.reader(io.StringIO(ran.out))) == [["score", "spans", "source"], ["0.0", "[]", "A"]]
