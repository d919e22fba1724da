"""An hour of work by a script: `make soak`. It searches, scrolls, marks and indexes again at ten keys a second.

    python tests/robustness/soak.py [--minutes 3]

It ends with code 1 if the memory of either process grew by more than 5 % after the first tenth of the time, if file
descriptors were left open, or if keys came to cost twice the CPU time. Delays are told but not judged: they are the
machine's as much as ours. What is kept on purpose (words of texts, strips, results) is filled first: all documents are
looked through and indexed again a few times, and the first tenth goes three times as fast. The notebook keeps to so
many notes, and the library to so many documents.
"""

from __future__ import annotations

import argparse
import math
import os
import statistics
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass, field
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent.parent / "support"))

from analyst import Analyst
from figures import record
from pty_terminal import DATELINE, Terminal, children, dateline_command

from index.home.folders import find_home
from index.notebook.store import Notebook

STORIES = 200
NOTES = 8
"""How many documents and, at most, notes there are."""

PARAGRAPHS = 100
"""Of a story: half the stories fill what is kept of texts."""

KEYS_A_SECOND = 10
ROUNDS = 60
"""How often it is measured."""

INDEXED_EVERY = 5  # rounds

WARMING_UP = 4
"""How often all documents are looked through before it begins: each time other documents are new."""

MORE_MEMORY = 1.05
"""What counts as flat. In three minutes too it is less than a kilobyte that every key leaves in the screen's process;
what requests leave in the search process, whose memory has more room, test_nothing_left_in_memory.py counts."""

MORE_FILES = 4
"""The index has more files or fewer as segments are merged; a leak would be two each time that it is indexed."""

MORE_CPU = 2
"""How many times as much a key may cost: it depends on what else the machine does."""


@dataclass
class Samples:
    """What was measured of one process, oldest first."""

    memory: list[float] = field(default_factory=list)  # megabytes that it has asked for, in memory or swapped out
    files: list[float] = field(default_factory=list)  # open file descriptors

    def take(self, pid: int) -> None:
        """Measure a process.

        Pages of files do not count: program code is Private_Clean while no other process runs the same, which made
        11 MB come and go with every other Python on the machine.
        """
        lines = Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines()
        own = sum(int(line.split()[1]) for line in lines if line.startswith(("Anonymous:", "Swap:")))
        self.memory.append(own / 1024)
        self.files.append(sum(1 for _ in Path(f"/proc/{pid}/fd").iterdir()))


@dataclass(frozen=True)
class Growth:
    """What was measured of something early and late, and the most that it may be late."""

    name: str
    early: float
    late: float
    most: float

    @property
    def is_too_much(self) -> bool:
        """Whether it is a leak."""
        return self.late > self.most


@dataclass
class Measured:
    """What was measured of a session."""

    screen: Samples = field(default_factory=Samples)
    search: Samples = field(default_factory=Samples)
    costs: list[float] = field(default_factory=list)  # milliseconds of CPU for a key
    delays: list[float] = field(default_factory=list)  # milliseconds from a key to the last byte of its answer
    keys: int = 0
    notes: int = 0

    def growths(self) -> Iterator[Growth]:
        """What was measured after the first tenth and at the end."""
        for process, samples in (("screen", self.screen), ("search process", self.search)):
            early, late = early_and_late(samples.memory)
            yield Growth(f"{process}'s memory, MB", early, late, early * MORE_MEMORY)
            early, late = early_and_late(samples.files)
            yield Growth(f"{process}'s open files", early, late, early + MORE_FILES)
        early, late = early_and_late(self.costs)
        yield Growth("CPU of the screen for a key, ms", early, late, early * MORE_CPU)
        early, late = early_and_late(self.delays)
        yield Growth("delay of a letter, ms (not judged)", early, late, math.inf)


def cpu_milliseconds(pid: int) -> float:
    """CPU time that a process has used."""
    fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) * 1000 / os.sysconf("SC_CLK_TCK")


def early_and_late(values: list[float]) -> tuple[float, float]:
    """The medians of the second fifth of the time after the first tenth, and of the last fifth."""
    tenth = len(values) // 10
    return statistics.median(values[tenth : 3 * tenth]), statistics.median(values[-2 * tenth :])


def write_stories(folder: Path, edition: int) -> None:
    """Stories of which ten change with each edition."""
    folder.mkdir(exist_ok=True)
    for number in range(STORIES):
        changed = f"Edition {edition}. " if number % 20 == edition % 20 else ""
        body = "\n\n".join(
            f"Colonel Ryan Dillon said in Deir Ezzor that Syria and Russia met. Part {n}." for n in range(PARAGRAPHS)
        )
        (folder / f"{number}.txt").write_text(f" date 2017-09-{number % 28 + 1:02} Story {number}\n\n{changed}{body}\n")


def index(library: Path, corpus: Path) -> None:
    """Bring the library up to date, as another session would."""
    command = [DATELINE, "index", "--quiet", "--processes", "1", "--library", f"{library}/", str(corpus)]
    subprocess.run(command, check=True, stdin=subprocess.DEVNULL)


def tidy_notebook(library: Path) -> None:
    """Delete all notes but the newest, as another session would."""
    with closing(Notebook.open(find_home().notebook(library))) as notebook:
        for old in sorted(notebook.annotations(), key=lambda one: one.created)[:-NOTES]:
            notebook.delete(old)


def warm_up(terminal: Terminal, library: Path, corpus: Path) -> None:
    """Look at the rows of all documents, page by page, and index again."""
    for edition in range(1, WARMING_UP + 1):
        terminal.press("escape", "1", "/", "ctrl+u", *"Dillon", "enter", "g")
        terminal.until_shown("document 1/")
        last = f"document {STORIES}/"
        for _ in range(STORIES):
            if last not in terminal.text:
                terminal.press("space")
                terminal.until_quiet(0.1)
        terminal.until_shown(last)
        write_stories(corpus, edition)
        index(library, corpus)


def work(minutes: float, library: Path, corpus: Path) -> Measured:
    """Let the analyst work, and measure."""
    measured = Measured()
    with Terminal(dateline_command(library)) as terminal:
        terminal.until_shown("document 1/")
        warm_up(terminal, library, corpus)
        (search,) = children(terminal.pid)
        analyst = Analyst(terminal, seed=8)
        for number in range(ROUNDS):
            keys, cpu = analyst.keys, cpu_milliseconds(terminal.pid)
            analyst.work(minutes * 60 / ROUNDS, KEYS_A_SECOND * (3 if number < ROUNDS // 10 else 1))
            measured.costs.append((cpu_milliseconds(terminal.pid) - cpu) / max(1, analyst.keys - keys))
            measured.screen.take(terminal.pid)
            measured.search.take(search)
            measured.delays += analyst.delays
            analyst.delays.clear()
            terminal.sent = ""  # the test's own memory
            tidy_notebook(library)
            if number % INDEXED_EVERY == 0:
                write_stories(corpus, WARMING_UP + 1 + number // INDEXED_EVERY)
                index(library, corpus)
        terminal.press("escape", "ctrl+q")
        terminal.wait()
    measured.keys, measured.notes = analyst.keys, len(analyst.confirmed)
    return measured


def main() -> int:
    """Work, print what was measured, and judge it."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--minutes", type=float, default=60)
    minutes = parser.parse_args().minutes
    with tempfile.TemporaryDirectory() as folder:
        os.environ["DATELINE_HOME"] = f"{folder}/home"
        corpus, library = Path(folder, "corpus"), Path(folder, "library")
        write_stories(corpus, 0)
        index(library, corpus)
        measured = work(minutes, library, corpus)
    say(f"{minutes:g} minutes, {measured.keys} keys, {measured.notes} notes, indexed {ROUNDS // INDEXED_EVERY} times")
    growths = list(measured.growths())
    for growth in growths:
        verdict = f"  GROWN: {growth.most:.1f} at most" if growth.is_too_much else ""
        say(f"{growth.name:36}{growth.early:8.1f} -> {growth.late:6.1f}{verdict}")
    told = "; ".join(f"{growth.name} {growth.early:.1f} -> {growth.late:.1f}" for growth in growths)
    record(f"soak of {minutes:g} minutes, {measured.keys} keys", told, "memory")
    return int(any(growth.is_too_much for growth in growths))


def say(line: str) -> None:
    """Print a line."""
    sys.stdout.write(line + "\n")


if __name__ == "__main__":
    sys.exit(main())
