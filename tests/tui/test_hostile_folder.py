"""A folder with files that are called like modules is read, and nothing in it is run."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

DATELINE = Path(sys.executable).parent / "dateline"
MODULES = ("dateline", "tui", "index", "multiprocessing", "json", "numpy", "whoosh", "encodings", "pickle", "signal")


@pytest.mark.parametrize("arguments", [["index", "."], ["search", "lighthouse"], ["analyze", "0.txt"]])
def test_no_module_of_the_working_directory_is_imported(tmp_path: Path, arguments: list[str]) -> None:
    hostile = tmp_path / "corpus"
    hostile.mkdir()
    for number in range(30):  # so many are read by several processes
        (hostile / f"{number}.txt").write_text("The lighthouse was lit.\n")
    for name in MODULES:
        for file in (hostile / f"{name}.py", hostile / name / "__init__.py", hostile / name / "__main__.py"):
            file.parent.mkdir(exist_ok=True)
            file.write_text(f"open({str(tmp_path / 'was-run')!r}, 'a').write(__name__)\n")
    environment = {"DATELINE_HOME": str(tmp_path / "home"), "PATH": "/usr/bin:/bin", "LANG": "C.UTF-8"}
    if arguments[0] == "search":
        subprocess.run([DATELINE, "index", "."], cwd=hostile, env=environment, capture_output=True, check=True)
    answer = subprocess.run(
        [DATELINE, *arguments], cwd=hostile, env=environment, capture_output=True, text=True, check=False
    )
    assert (answer.returncode, answer.stderr) == (0, "")
    assert not (tmp_path / "was-run").exists()
