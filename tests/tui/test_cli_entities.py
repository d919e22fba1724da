"""``dateline entities``: what is known about an entity, also as JSON."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest


def run(home: Path, *arguments: str) -> subprocess.CompletedProcess[bytes]:
    environment = {"DATELINE_HOME": str(home), "PATH": "/usr/bin:/bin", "LANG": "C.UTF-8"}
    return subprocess.run(
        [sys.executable, "-m", "dateline", *arguments], env=environment, capture_output=True, timeout=60, check=False
    )


@pytest.fixture
def home(tmp_path: Path) -> Path:
    (tmp_path / "corpus").mkdir()
    (tmp_path / "corpus" / "a.txt").write_text("Angela Merkel flew to Berlin.\n")
    assert run(tmp_path / "home", "index", "--quiet", str(tmp_path / "corpus")).returncode == 0
    return tmp_path / "home"


def test_an_entity_is_told(home: Path) -> None:
    answer = run(home, "entities", "show", "merkel", "--json")
    assert (answer.returncode, json.loads(answer.stdout)) == (1, {"version": 1, "entities": []})
    answer = run(home, "entities", "show", "angela merkel", "--json")
    (told,) = json.loads(answer.stdout)["entities"]
    assert (told["name"], told["documents"], told["beside"][0]["name"]) == ("Angela Merkel", 1, "Berlin")
    assert "Angela Merkel (person)" in run(home, "entities", "show", "Angela Merkel").stdout.decode()
