"""What the commands offer to a shell: counts, batches that say what went wrong, lists, colours and a pager."""

from __future__ import annotations

import csv
import io
import json
import re
import sys
from pathlib import Path

import pytest
from pty_terminal import DATELINE, Terminal
from running import Run


@pytest.fixture
def seeds(library: Path) -> list[str]:
    return ["--library", f"{library}/"]


def test_a_count_is_a_number_alone(run: Run, seeds: list[str]) -> None:
    assert run("search", "--count", "dillon", *seeds)[:2] == (0, "2\n")
    assert run("search", "--count", "nowhere", *seeds)[:2] == (1, "0\n")
    assert run("search", "--count", "--json", "dillon", *seeds).code == 2
    everything = run("search", "--limit", "0", "syria", *seeds)
    assert (everything.code, everything.out.splitlines()[-1]) == (0, "3 documents.")


def test_one_is_not_several(run: Run, seeds: list[str]) -> None:
    found = run("search", "title:pentagon", *seeds).out
    assert found.endswith("\n1 document.\n")
    assert " · 1 hit\n" in run("search", "konashenkov", *seeds).out


def test_a_batch_tells_at_its_end_that_a_query_was_wrong(run: Run, seeds: list[str]) -> None:
    typed = 'dillon\n\n"open\nsyria\n'
    output = run("search", "--batch", "-", *seeds, typed=typed)
    answers = [json.loads(line) for line in output.out.splitlines()]
    assert (output.code, output.err) == (2, "")
    assert [answer.get("total") for answer in answers] == [2, None, None, 3]
    assert "empty" in answers[1]["error"]["message"]
    strict = run("search", "--batch", "-", "--strict", *seeds, typed=typed)
    assert (strict.code, len(strict.out.splitlines())) == (2, 2)
    assert run("search", "--batch", "-", *seeds, typed="dillon\nnowhere\n").code == 0


def test_entities_and_sources_are_listed_with_counts(run: Run, seeds: list[str]) -> None:
    table = list(csv.reader(io.StringIO(run("entities", "list", "--type", "person", "--csv", *seeds).out)))
    assert table[0] == ["type", "name", "documents"]
    assert ["person", "Ryan Dillon", "2"] in table
    assert {row[0] for row in table[1:]} == {"person"}
    assert "     2  person        Ryan Dillon" in run("entities", "list", "dillon", *seeds).out
    assert run("entities", "list", "nowhere", *seeds).code == 1
    sources = run("sources", "list", "--json", *seeds).json
    assert {one["source"] for one in sources["sources"]} == {"AFP", "Sputnik"}
    assert sum(one["documents"] for one in sources["sources"]) == 3


def test_libraries_are_listed_and_a_damaged_one_is_told(run: Run, home: Path, tmp_path: Path) -> None:
    assert run("libraries").code == 1
    (tmp_path / "a.txt").write_text("Ferry\n\nThe ferry left.\n")
    assert run("index", "--library", "ferries", tmp_path / "a.txt").code == 0
    broken = home / "libraries" / "broken"
    broken.mkdir(mode=0o700)
    (broken / "catalogue.sqlite").write_bytes(b"no database")
    (broken / "catalogue.sqlite").chmod(0o600)
    found = {one["name"]: one for one in run("libraries", "--json").json["libraries"]}
    assert (found["ferries"]["documents"], found["ferries"]["last"], found["ferries"]["error"]) == (1, True, None)
    assert found["broken"]["error"]
    assert "* ferries: 1 document, 0 notes\n" in run("libraries").out


def test_a_library_is_renamed_and_forgotten(run: Run, tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("Ferry\n\nThe ferry left.\n")
    assert run("index", "--library", "ferries", tmp_path / "a.txt").code == 0
    assert run("libraries", "rename", "ferries", "boats").code == 0
    assert "* boats: 1 document" in run("libraries").out
    refused = run("libraries", "forget", "boats")
    assert (refused.code, "--yes" in refused.err) == (2, True)
    assert run("libraries", "forget", "boats", "--yes").code == 0
    assert run("libraries").code == 1


def test_a_library_of_a_forgotten_ones_name_says_that_it_takes_up_the_notes(run: Run, tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("Ferry\n\nThe ferry left.\n")
    index = ("index", "--library", "boats", tmp_path / "a.txt")
    assert "taken up" not in run(*index).err
    (hit,) = run("search", "--library", "boats", "ferry", "--json").json["hits"]
    assert run("notes", "add", "--library", "boats", hit["id"], "--quote", "The ferry").code == 0
    assert "for a library of that name" in run("libraries", "forget", "boats", "--yes").out
    assert "an earlier library 'boats' is taken up, with 1 note" in run(*index).err
    assert "taken up" not in run(*index).err
    assert "1 note" in run("libraries").out


def test_colours_come_when_they_are_asked_for_and_nothing_else_changes(run: Run, seeds: list[str]) -> None:
    plain = run("search", "dillon", *seeds).out
    assert "\x1b" not in plain
    coloured = run("search", "dillon", "--color", "always", *seeds).out
    assert "\x1b[1;31mDillon\x1b[0m" in coloured
    assert re.sub(r"\x1b\[[\d;]*m", "", coloured) == plain


@pytest.mark.parametrize(("environ", "coloured"), [({}, True), ({"NO_COLOR": "1"}, False)])
def test_on_a_terminal_lines_are_wrapped_at_words_and_paged(
    library: Path, tmp_path: Path, environ: dict[str, str], coloured: bool
) -> None:
    pager = tmp_path / "pager.py"
    pager.write_text(f"import sys; text = sys.stdin.read(); open({str(tmp_path / 'paged')!r}, 'w').write(text)")
    command = [DATELINE, "search", "--library", f"{library}/", "dillon"]
    with Terminal(command, environ=environ | {"PAGER": f"{sys.executable} {pager}"}, size=(60, 24)) as terminal:
        assert terminal.wait() == 0
    paged = (tmp_path / "paged").read_text()
    assert ("\x1b[" in paged) is coloured
    if not coloured:
        assert max(map(len, paged.splitlines())) <= 60
        assert all(word in paged.split() for word in ("face-to-face", "deconfliction"))
