"""One name of ours among everybody's packages: what else is called ``tui`` or ``index`` is not taken for ours."""

from __future__ import annotations

import os
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

from tui.launch.__main__ import OLDEST, refusal

CHECKOUT = Path(__file__).parents[2]
SCRIPT = str(Path(sys.executable).with_name("dateline"))


@pytest.fixture
def others(tmp_path: Path) -> Path:
    """A folder of modules that are called as ours are, and fail when they are imported."""
    folder = tmp_path / "others: of $HOME"  # neither sign parts or changes a path of ours
    for name in ("tui/__init__.py", "seeds/__init__.py", "index.py"):
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text("raise SystemExit('this is not ours')\n")
    return folder


@pytest.mark.parametrize("command", [[SCRIPT], [sys.executable, "-m", "dateline"]])
def test_other_modules_of_our_names_are_let_alone(tmp_path: Path, others: Path, command: list[str]) -> None:
    corpus = tmp_path / "corpus"
    corpus.mkdir()
    for number in range(30):  # so many are read by several processes
        (corpus / f"{number}.txt").write_text("The lighthouse was lit.\n")
    (tmp_path / "linked").symlink_to(others)  # a colon would part the variable
    environ = os.environ | {"PYTHONPATH": str(tmp_path / "linked")}
    for arguments, said in ((["index", str(corpus)], "30 documents"), (["search", "lighthouse"], "30 documents")):
        done = subprocess.run([*command, *arguments], env=environ, capture_output=True, text=True, check=False)
        assert (done.returncode, done.stderr) == (0, "")
        assert said in done.stdout


def test_where_it_cannot_run_it_says_so() -> None:
    assert refusal("posix", OLDEST) == refusal("posix", (3, 14, 1)) == ""
    assert "WSL" in refusal("nt", (3, 12, 1))
    assert "3.11 or later, and this is 3.10" in refusal("posix", (3, 10, 13))
    project = tomllib.loads((CHECKOUT / "pyproject.toml").read_text())["project"]
    assert project["requires-python"] == ">=" + ".".join(map(str, OLDEST))
