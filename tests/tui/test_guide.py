"""Each command of the guide in docs/guide does what it is there for, in the order in which the guide is read."""

from __future__ import annotations

import itertools
import re
import shlex
from pathlib import Path

import pytest
from running import Run

GUIDE = Path(__file__).parents[2] / "docs" / "guide"
PAGES = ("begin", "ask", "read", "compare", "team", "scripts")
NOTHING_FOUND = {"dateline notes shared"}
"""Commands that find nothing yet where nobody else takes part, and say so by their exit code."""


def commands(page: str) -> list[str]:
    return re.findall(r"^    (dateline .*)$", (GUIDE / f"{page}.md").read_text(), re.M)


def test_every_command_of_the_guide_runs(run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "shared").mkdir()
    (tmp_path / "corpus").mkdir()
    (stories,) = re.findall(r"```json\n(.*?)```", (GUIDE / "begin.md").read_text(), re.S)
    (tmp_path / "corpus/ferries.jsonl").write_text(stories)
    (tmp_path / "queries.txt").write_text("ferry\nmalta\n")
    for page in PAGES:
        assert commands(page)
        for command in commands(page):
            done = run(*shlex.split(command)[1:])
            expected = 1 if command in NOTHING_FOUND else 0
            assert (done.code, done.err) == (expected, ""), command


def test_the_pages_lead_from_one_to_the_next() -> None:
    assert {path.stem for path in GUIDE.glob("*.md")} == set(PAGES)
    for page, following in itertools.pairwise(PAGES):
        assert f"]({following}.md)" in (GUIDE / f"{page}.md").read_text()
