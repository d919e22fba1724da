"""Everything that is tried to break Dateline, and what it cost, in one table: `make report-robustness`.

    python tests/robustness/report.py [--figures FILE]

Runs the tests with real parts, the fuzzing, three minutes of soak and the measuring of keys, and prints the figures
that they record. With FILE nothing is run: the table is made of figures that were recorded before, by whatever ran
with that file in DATELINE_FIGURES. Needs root, Debian's tmux, screen, openssh-server, strace and gcc, and an hour.
"""

from __future__ import annotations

import argparse
import json
import os
import subprocess
import sys
import tempfile
import textwrap
from collections.abc import Iterator
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent.parent / "support"))

from figures import KINDS
from pty_terminal import DATELINE

TESTS = Path(__file__).parent.parent
PYTEST = [sys.executable, "-m", "pytest"]
WIDTH = 120

LONG = {
    "DATELINE_DROPS": "100",
    "DATELINE_KILLS": "100",
    "DATELINE_LOCKED_SECONDS": "120",
    "DATELINE_FUZZ": "20000",
    "DATELINE_TEST_KILLS": "100",
    "DATELINE_TEST_DAMAGES": "400",
}
"""How often and how long it is tried here, if the environment does not say otherwise."""

BESIDE = (
    "index/catalogue/test_catalogue_damage.py",
    "index/notebook/test_notebook_damage.py",
    "index/notebook/test_sharing.py",
    "index/captures/test_captures_written.py",
)
"""Tests beside the others that try more of the same where the environment asks for it, and record it."""

PARAGRAPH = "The river rose in the night and the bridge was closed. Colonel Jane Doe said people crossed by boat. "


def steps(folder: Path) -> Iterator[list[str]]:
    """The commands that record figures."""
    for tests in ("terminal", "multiplexers", "ssh", "robustness", "fuzz"):
        yield [*PYTEST, str(TESTS / tests)]
    yield [*PYTEST, *(str(TESTS / test) for test in BESIDE)]
    yield [sys.executable, str(TESTS / "robustness" / "soak.py"), "--minutes", os.environ.get("MINUTES", "3")]
    corpus, library = folder / "corpus", folder / "library"
    write_stories(corpus)
    yield [DATELINE, "index", "--quiet", "--library", f"{library}/", str(corpus)]
    yield [sys.executable, str(TESTS / "bench" / "bench_terminal.py"), str(library), "--query", "bridge", "--slow"]


def write_stories(folder: Path) -> None:
    """Stories that are long enough to be scrolled."""
    folder.mkdir()
    for number in range(300):
        body = f"{PARAGRAPH * 4}\n\n" * 12
        (folder / f"{number}.txt").write_text(f" date 2020-01-{number % 28 + 1:02} Bridge {number} closed\n\n{body}")


def run(figures: Path) -> int:
    """Run all the steps; returns how many failed."""
    failed = 0
    with tempfile.TemporaryDirectory() as folder:
        environ = {**LONG, **os.environ, "DATELINE_FIGURES": str(figures), "DATELINE_HOME": f"{folder}/home"}
        for step in steps(Path(folder)):
            sys.stdout.write(f"$ {' '.join(step)}\n")
            sys.stdout.flush()
            failed += subprocess.run(step, env=environ, check=False).returncode != 0
    return failed


def table(figures: Path) -> str:
    """The figures by kind. Those that several tests have recorded under one name stand together."""
    parts: dict[str, dict[str, list[str]]] = {kind: {} for kind in KINDS}
    for line in figures.read_text().splitlines():
        kind, what, figure = json.loads(line)
        told = parts[kind].setdefault(what, [])
        if figure not in told:
            told.append(figure)
    lines = []
    for kind, rows in parts.items():
        lines += ["", KINDS[kind], "-" * len(KINDS[kind])]
        width = max(map(len, rows), default=0)
        for what, told in rows.items():
            first, *more = textwrap.wrap(", ".join(told), max(40, WIDTH - width - 2)) or [""]
            lines += [f"{what:{width}}  {first}", *(f"{'':{width}}  {line}" for line in more)]
    return "\n".join(lines) + "\n"


def main() -> int:
    """Run or collect, and print."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--figures", type=Path)
    chosen = parser.parse_args().figures
    if chosen is not None:
        sys.stdout.write(table(chosen))
        return 0
    with tempfile.NamedTemporaryFile() as file:
        failed = run(Path(file.name))
        sys.stdout.write(table(Path(file.name)))
    if failed:
        sys.stdout.write(f"\n{failed} of these failed; see above.\n")
    return int(failed > 0)


if __name__ == "__main__":
    sys.exit(main())
