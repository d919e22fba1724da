"""What is new of saved searches, on the command line: printed once, and marked as seen only then."""

from __future__ import annotations

import json
import shutil
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from running import Run

Write = Callable[[str, str], None]


@pytest.fixture
def write(tmp_path: Path, run: Run) -> Write:
    """Writes a file, and indexes it."""

    def write_file(name: str, text: str) -> None:
        corpus = tmp_path / "corpus"
        corpus.mkdir(exist_ok=True)
        (corpus / name).write_text(text)
        assert run("index", "--processes", "1", corpus).code == 0

    return write_file


@pytest.fixture
def saved(write: Write, run: Run) -> None:
    """A saved search whose one document was seen when it was saved."""
    write("a.txt", "Ferry aground\n\nThe ferry Halden ran aground near Averell, killing 22 people.")
    assert run("search", "ferry", "--save", "ferries").code == 0


def new(run: Run, *options: str) -> list[str]:
    answer = run("search", "--saved", "ferries", "--new", "--json", *options)
    assert answer.code == (0 if answer.json["hits"] else 1)
    return [hit["title"] for hit in answer.json["hits"]]


@pytest.mark.usefixtures("saved")
def test_a_new_document_is_told_once(write: Write, run: Run) -> None:
    assert new(run) == []
    write("b.txt", "Second ferry late\n\nA second ferry came late to the harbour of Averell.")
    write("c.txt", "Bridge opens\n\nThe mayor opened a bridge over the river.")
    assert len(new(run, "--peek")) == len(new(run)) == 1
    assert new(run) == []


@pytest.mark.usefixtures("saved")
def test_a_changed_document_is_new_again(write: Write, run: Run) -> None:
    write("a.txt", "Ferry aground\n\nThe ferry Halden ran aground near Averell, killing 18 people.")
    assert len(new(run)) == 1
    assert new(run) == []


@pytest.mark.usefixtures("saved")
def test_a_library_that_is_built_anew_has_nothing_new(write: Write, run: Run, home: Path) -> None:
    shutil.rmtree(home / "libraries")
    write("a.txt", "Ferry aground\n\nThe ferry Halden ran aground near Averell, killing 22 people.")
    assert new(run) == []


@pytest.mark.usefixtures("saved")
def test_the_digest_of_all_searches(write: Write, run: Run) -> None:
    assert (run("alerts").code, run("alerts").out) == (1, "")
    write("b.txt", "Second ferry late\n\nA second ferry came late to the harbour of Averell.")
    write("a.txt", "Ferry aground\n\nThe ferry Halden ran aground near Averell, killing 18 people.")
    (alert,) = run("alerts", "--peek", "--json").json["alerts"]
    assert {one["changed"] for one in alert["documents"]} == {True, False}
    told = run("alerts").out
    assert told.startswith("ferries: 1 new, 1 changed")
    assert run("alerts").code == 1


@pytest.mark.usefixtures("saved")
def test_a_program_is_told_and_what_it_refuses_is_not_seen(write: Write, run: Run, tmp_path: Path) -> None:
    write("b.txt", "Second ferry late\n\nA second ferry came late to the harbour of Averell.")
    script, told = tmp_path / "tell.py", tmp_path / "told.json"
    script.write_text("raise SystemExit(4)")
    assert run("alerts", "--exec", f"{sys.executable} {script}").code == 2
    script.write_text(f"import sys, pathlib; pathlib.Path({str(told)!r}).write_text(sys.stdin.read())")
    assert run("alerts", "--exec", f"{sys.executable} {script}").code == 0
    assert json.loads(told.read_text())["alerts"][0]["search"] == "ferries"
    assert run("alerts").code == 1
    assert run("alerts", "--exec", "/nowhere/at/all").code == 1  # nothing is new: nothing is run


@pytest.mark.usefixtures("saved")
def test_what_was_not_seen_anywhere_is_new(write: Write, run: Run) -> None:
    write("b.txt", "Second ferry late\n\nA second ferry came late to the harbour of Averell.")
    assert run("search", "is:new", "--json").json["total"] == 2
    assert len(new(run)) == 1
    assert run("search", "is:new", "--json").json["total"] == 1


def test_options_that_mean_nothing_alone(run: Run, write: Write) -> None:
    write("a.txt", "Ferry aground\n\nThe ferry Halden ran aground.")
    assert run("search", "ferry", "--new").code == 2
    assert run("search", "ferry", "--peek").code == 2
