"""``dateline entities``: told as JSON; the corrections go out and in without the screen."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

from index.model import EntityType
from index.notebook.entity_corrections import Entity, rename_entity
from index.notebook.store import Notebook


def run(home: Path, *arguments: str) -> subprocess.CompletedProcess[bytes]:
    environment = {"DATELINE_HOME": str(home), "PATH": "/usr/bin:/bin", "LANG": "C.UTF-8"}
    return subprocess.run(
        [sys.executable, "-m", "tui", *arguments], env=environment, capture_output=True, timeout=60, check=False
    )


@pytest.fixture
def home(tmp_path: Path) -> Path:
    (tmp_path / "corpus").mkdir()
    (tmp_path / "corpus" / "a.txt").write_text("Angela Merkel flew to Berlin.\n")
    assert run(tmp_path / "home", "index", "--quiet", str(tmp_path / "corpus")).returncode == 0
    return tmp_path / "home"


def test_an_entity_is_told(home: Path) -> None:
    answer = run(home, "entities", "show", "merkel", "--json")
    assert (answer.returncode, json.loads(answer.stdout)) == (1, {"entities": []})
    answer = run(home, "entities", "show", "angela merkel", "--json")
    (told,) = json.loads(answer.stdout)["entities"]
    assert (told["name"], told["documents"], told["beside"][0]["name"]) == ("Angela Merkel", 1, "Berlin")
    assert "Angela Merkel (person)" in run(home, "entities", "show", "Angela Merkel").stdout.decode()


def test_corrections_go_out_and_in(home: Path, tmp_path: Path) -> None:
    one, other = tmp_path / "one.sqlite", tmp_path / "other.sqlite"
    notebook = Notebook.open(one)
    rename_entity(notebook, Entity(EntityType.PERSON, "Angela Merkel"), "A. Merkel")
    notebook.close()
    table = run(home, "entities", "export", "--notebook", str(one)).stdout
    (tmp_path / "table.tsv").write_bytes(table)
    answer = run(home, "entities", "import", str(tmp_path / "table.tsv"), "--notebook", str(other))
    assert answer.stdout == b"1 taken over, 0 there already.\n"
    assert run(home, "entities", "export", "--notebook", str(other)).stdout == table
    assert run(home, "entities", "show", "A. Merkel", "--notebook", str(other)).returncode == 0


def test_what_is_no_table_is_refused(home: Path, tmp_path: Path) -> None:
    (tmp_path / "table.tsv").write_text("a\tb\n")
    answer = run(home, "entities", "import", str(tmp_path / "table.tsv"))
    assert answer.returncode == 2
    assert b"no table of corrections" in answer.stderr
