"""The wheel as a stranger gets it: it holds all that the program reads, and works where there is no checkout."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
import tarfile
import zipfile
from pathlib import Path

import pytest
from pty_terminal import Terminal

CHECKOUT = Path(__file__).parents[2]
PACKAGED = ("index", "tui", "seeds")
BESIDE = (
    ".ci", "docs", "tests", "CHANGELOG.md", "CONTRIBUTING.md", "LICENSE", "MANIFEST.in", "Makefile", "NOTICE",
    "README.md", "SECURITY.md", "constraints.txt", "pyproject.toml",
)  # fmt: skip
"""What belongs to the source distribution beside the packages."""


def _run(*command: str | Path, folder: Path) -> str:
    """What a command prints that must succeed; it runs in ``folder`` and sees no settings of this Python's."""
    environ = {name: value for name, value in os.environ.items() if not name.startswith("PYTHON")}
    done = subprocess.run(list(map(str, command)), cwd=folder, env=environ, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


@pytest.fixture(scope="session")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder with the source distribution, built from a copy, and with the wheel, which is built from that."""
    sources = tmp_path_factory.mktemp("sources")
    for name in (*PACKAGED, *BESIDE):
        path = CHECKOUT / name
        if path.is_dir():
            shutil.copytree(path, sources / name, ignore=shutil.ignore_patterns("__pycache__"))
        else:
            shutil.copy(path, sources)
    target = tmp_path_factory.mktemp("built")
    _run(sys.executable, "-m", "build", "--outdir", target, sources, folder=target)
    return target


@pytest.fixture(scope="session")
def wheel(built: Path) -> Path:
    (found,) = built.glob("*.whl")
    return found


def files_of(*names: str) -> set[str]:
    """The files of the checkout below these, as paths from its top."""
    paths = [path for name in names for path in (CHECKOUT / name, *(CHECKOUT / name).rglob("*")) if path.is_file()]
    return {path.relative_to(CHECKOUT).as_posix() for path in paths if "__pycache__" not in path.parts}


@pytest.fixture(scope="session")
def installed(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The command ``dateline`` of an environment that has the wheel, what it asks for, and nothing else."""
    folder = tmp_path_factory.mktemp("installed")
    _run(sys.executable, "-m", "venv", "environment", folder=folder)
    pip = folder / "environment/bin/pip"
    _run(pip, "install", "--quiet", "--constraint", CHECKOUT / "constraints.txt", wheel, folder=folder)
    return folder / "environment/bin/dateline"


def test_the_wheel_holds_every_file_of_the_packages_below_one_name_and_nothing_else(wheel: Path) -> None:
    launch = {name for name in files_of("tui") if name.startswith("tui/launch/")}
    expected = {f"dateline/{name}" for name in files_of(*PACKAGED) - launch}
    expected |= {f"dateline/{Path(name).name}" for name in launch}
    with zipfile.ZipFile(wheel) as archive:
        held = {name for name in archive.namelist() if not name.endswith("/")}
    assert {name for name in held if not name.startswith("dateline-")} == expected


def test_the_wheel_installs_the_man_page(installed: Path) -> None:
    page = installed.parents[1] / "share/man/man1/dateline.1"
    assert page.read_bytes() == (CHECKOUT / "docs/dateline.1").read_bytes()


def test_the_wheel_says_whose_it_is_and_brings_every_licence(wheel: Path) -> None:
    with zipfile.ZipFile(wheel) as archive:
        held = archive.namelist()
        (metadata,) = (archive.read(name).decode() for name in held if name.endswith(".dist-info/METADATA"))
    (expression,) = re.findall(r"^License-Expression: (.*)$", metadata, re.M)
    names = expression.split(" AND ")
    texts = {Path(name).stem for name in held if "/licenses/" in name}
    assert names[0] == "MIT"
    assert set(names[1:]) <= texts
    assert {"LICENSE", "NOTICE"} <= texts
    for line in ("Author: The Dateline maintainers", "Classifier: Programming Language :: Python :: 3.14"):
        assert line in metadata


def test_the_source_distribution_holds_what_make_test_needs(built: Path) -> None:
    (found,) = built.glob("*.tar.gz")
    with tarfile.open(found) as archive:
        held = {name.partition("/")[2] for name in archive.getnames()}
    assert files_of(*PACKAGED, *BESIDE) <= held


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
