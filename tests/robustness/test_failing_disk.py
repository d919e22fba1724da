"""A disk whose writes fail (EIO), by a small preloaded library: a sentence, nothing lost, and it goes on."""

from __future__ import annotations

import json
import os
import subprocess
from contextlib import closing
from pathlib import Path

import pytest
from figures import record
from pty_terminal import DATELINE, PATIENCE, open_dateline

from index.home.folders import find_home
from index.notebook.store import Notebook


@pytest.fixture(scope="module")
def shim(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The compiled library."""
    built = tmp_path_factory.mktemp("shim") / "eio.so"
    source = Path(__file__).with_name("eio.c")
    subprocess.run(["gcc", "-Wall", "-Werror", "-shared", "-fPIC", "-o", built, source, "-ldl"], check=True)
    return built


def failing(shim: Path, piece: str, flag: Path) -> dict[str, str]:
    """The environment in which writes to files with this piece in their path fail while ``flag`` exists."""
    return {"LD_PRELOAD": str(shim), "DATELINE_FAILING": piece, "DATELINE_FAIL_WHILE": str(flag)}


def test_a_note_on_a_disk_that_fails_stays_in_the_dialog(shim: Path, library: Path, tmp_path: Path) -> None:
    flag = tmp_path / "failing"
    with open_dateline(library, environ=failing(shim, "/notebooks/", flag)) as terminal:
        terminal.type("2afirst\r")
        terminal.until_shown("Note saved.")
        flag.touch()
        terminal.type("l)a")
        terminal.until_shown("Note on “")
        terminal.type("precious\r")
        terminal.until_shown("precious", "failed or is full", "The text is kept in")
        flag.unlink()
        terminal.press("enter")
        terminal.until_gone("Note on “")
        terminal.until_shown("Note saved.")
        terminal.press("ctrl+q")
        assert terminal.wait() == 0
    with closing(Notebook.open(find_home().notebook(library))) as notebook:
        assert sorted(one.note for one in notebook.annotations()) == ["first", "precious"]
    record("writes to notebooks fail (EIO)", "told, the note stays in its dialog, and is saved later")


@pytest.mark.parametrize("piece", ["/catalogue.sqlite", "/index/"])
def test_indexing_on_a_disk_that_fails(shim: Path, tmp_path: Path, piece: str) -> None:
    flag, corpus, library = tmp_path / "failing", tmp_path / "corpus", tmp_path / "library"
    corpus.mkdir()
    for number in range(5):
        (corpus / f"{number}.txt").write_text(f"Story {number}\n\nThe bridge opened.\n")

    def index() -> subprocess.CompletedProcess[str]:
        command = [DATELINE, "index", "--json", "--processes", "1", "--library", f"{library}/", str(corpus)]
        environ = os.environ | failing(shim, piece, flag)
        done = subprocess.run(command, env=environ, capture_output=True, text=True, timeout=PATIENCE, check=False)
        assert "Traceback" not in done.stderr
        return done

    assert index().returncode == 0
    (corpus / "5.txt").write_text("Story 5\n\nThe bridge closed.\n")
    flag.touch()
    done = index()
    assert done.returncode == 2
    (sentence,) = done.stderr.splitlines()
    assert "I/O error" in sentence or "Input/output error" in sentence
    flag.unlink()
    assert json.loads(index().stdout)["documents"] == 6
    command = [DATELINE, "search", "--json", "--library", f"{library}/", "bridge"]
    found = json.loads(subprocess.run(command, capture_output=True, text=True, check=True).stdout)
    assert found["total"] == len({hit["id"] for hit in found["hits"]}) == 6
    record(f"writes to {piece.strip('/')} fail (EIO)", "told, and the next run finished")
