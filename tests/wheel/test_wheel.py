"""The wheel as a stranger gets it: it holds all that the program reads, and works where there is no checkout."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest
from pty_terminal import Terminal

CHECKOUT = Path(__file__).parents[2]
PACKAGED = ("index", "tui", "seeds")


def _run(*command: str | Path, folder: Path) -> str:
    """What a command prints that must succeed; it runs in ``folder`` and sees no settings of this Python's."""
    environ = {name: value for name, value in os.environ.items() if not name.startswith("PYTHON")}
    done = subprocess.run(list(map(str, command)), cwd=folder, env=environ, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


@pytest.fixture(scope="session")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The wheel, built from a copy: setuptools would put what earlier builds left into it."""
    sources = tmp_path_factory.mktemp("sources")
    for name in PACKAGED:
        shutil.copytree(CHECKOUT / name, sources / name, ignore=shutil.ignore_patterns("__pycache__"))
    for name in ("pyproject.toml", "README.md", "LICENSE"):
        shutil.copy(CHECKOUT / name, sources)
    target = tmp_path_factory.mktemp("wheel")
    _run(sys.executable, "-m", "pip", "wheel", "--quiet", "--no-deps", "--wheel-dir", target, sources, folder=target)
    (built,) = target.glob("*.whl")
    return built


@pytest.fixture(scope="session")
def installed(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The command ``dateline`` of an environment that has the wheel, what it asks for, and nothing else."""
    folder = tmp_path_factory.mktemp("installed")
    _run(sys.executable, "-m", "venv", "environment", folder=folder)
    pip = folder / "environment/bin/pip"
    _run(pip, "install", "--quiet", "--constraint", CHECKOUT / "constraints.txt", wheel, folder=folder)
    return folder / "environment/bin/dateline"


def test_the_wheel_holds_every_file_of_the_packages_and_nothing_else(wheel: Path) -> None:
    files = [path for name in PACKAGED for path in (CHECKOUT / name).rglob("*") if path.is_file()]
    expected = {path.relative_to(CHECKOUT).as_posix() for path in files if "__pycache__" not in path.parts}
    with zipfile.ZipFile(wheel) as archive:
        held = set(archive.namelist())
    assert {name for name in held if ".dist-info/" not in name} == expected


def test_the_screen_opens_where_there_is_no_checkout(installed: Path, tmp_path: Path) -> None:
    command = ["sh", "-c", f"cd '{tmp_path}' && exec '{installed}'"]
    with Terminal(command, environ={"PYTHONPATH": ""}) as terminal:
        terminal.until_shown("document 1/3")
        terminal.press("ctrl+q")
        assert terminal.wait() == 0


def test_a_folder_is_indexed_and_searched_where_there_is_no_checkout(installed: Path, tmp_path: Path) -> None:
    corpus = tmp_path / "corpus"
    corpus.mkdir()
    for number in range(60):  # more than are analysed in one process
        (corpus / f"{number}.txt").write_text(f"Ferry {number}\n\nThe ferry {number} left Malta on Tuesday.\n")
    assert "60 documents" in _run(installed, "index", corpus, folder=tmp_path)
    assert "Ferry 7" in _run(installed, "search", '"ferry 7"', folder=tmp_path)
    assert "errors" not in _run(installed, "doctor", folder=tmp_path)
