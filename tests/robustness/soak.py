"""An hour of work by a script: `make soak`. It searches, scrolls, marks and indexes again at ten keys a second.

    python tests/robustness/soak.py [--minutes 3]

It ends with code 1 if the memory of either process grew by more than 5 % after the first tenth of the time, if file
descriptors were left open, or if keys came to cost more CPU time. Delays are told but not judged: they are the
machine's as much as ours. The first tenth goes three times as fast, so that what is kept on purpose (strips, results)
is full by then also in a short run; the notebook keeps to so many notes, and the library to so many documents.
"""

from __future__ import annotations

import argparse
import os
import statistics
import subprocess
import sys
import tempfile
from contextlib import closing
from dataclasses import dataclass, field
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent.parent / "support"))

from analyst import Analyst
from figures import record
from pty_terminal import DATELINE, Terminal, children, dateline_command

from index.files import find_home
from index.notebook.store import Notebook

STORIES = 200
NOTES = 8
"""How many documents and, at most, notes there are."""

KEYS_A_SECOND = 10
ROUNDS = 60
"""How often it is measured."""

INDEXED_EVERY = 5  # rounds

GROWTH = 1.05
SLACK = {"search process's open files": 4.0, "CPU of the screen for a key, ms": 4.0}
"""What counts as flat: so much more, and so much besides. The index has more files or fewer as segments are merged, and
CPU time for a key depends on what else the machine does; a leak would be a file each time that it is indexed."""


@dataclass
class Samples:
    """What was measured of one process, oldest first."""

    memory: list[float] = field(default_factory=list)  # megabytes of its own: what it shares does not count
    files: list[float] = field(default_factory=list)  # open file descriptors

    def take(self, pid: int) -> None:
        """Measure a process."""
        lines = Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines()
        private = sum(int(line.split()[1]) for line in lines if line.startswith(("Private_Clean", "Private_Dirty")))
        self.memory.append(private / 1024)
        self.files.append(sum(1 for _ in Path(f"/proc/{pid}/fd").iterdir()))


@dataclass
class Measured:
    """What was measured of a session."""

    screen: Samples = field(default_factory=Samples)
    search: Samples = field(default_factory=Samples)
    costs: list[float] = field(default_factory=list)  # milliseconds of CPU for a key
    delays: list[float] = field(default_factory=list)  # milliseconds from a key to the last byte of its answer
    keys: int = 0
    notes: int = 0

    def growths(self) -> dict[str, tuple[float, float]]:
        """By name, what it was after the first tenth and at the end."""
        return {
            "screen's memory, MB": growth(self.screen.memory),
            "search process's memory, MB": growth(self.search.memory),
            "screen's open files": growth(self.screen.files),
            "search process's open files": growth(self.search.files),
            "CPU of the screen for a key, ms": growth(self.costs),
        }


def cpu_milliseconds(pid: int) -> float:
    """CPU time that a process has used."""
    fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) * 1000 / os.sysconf("SC_CLK_TCK")


def growth(values: list[float]) -> tuple[float, float]:
    """The medians of the second fifth of the time after the first tenth, and of the last fifth."""
    tenth = len(values) // 10
    return statistics.median(values[tenth : 3 * tenth]), statistics.median(values[-2 * tenth :])


def write_stories(folder: Path, edition: int) -> None:
    """Stories of which ten change with each edition."""
    folder.mkdir(exist_ok=True)
    for number in range(STORIES):
        changed = f"Edition {edition}. " if number % 20 == edition % 20 else ""
        body = "\n\n".join(
            f"Colonel Ryan Dillon said in Deir Ezzor that Syria and Russia met. Part {n}." for n in range(20)
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


def work(minutes: float, library: Path, corpus: Path) -> Measured:
    """Let the analyst work, and measure."""
    measured = Measured()
    with Terminal(dateline_command(library)) as terminal:
        terminal.until_shown("document 1/")
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
                write_stories(corpus, number // INDEXED_EVERY + 1)
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
    bad = False
    told = []
    for name, (early, late) in measured.growths().items():
        grown = late > early * GROWTH + SLACK.get(name, 0)
        bad = bad or grown
        say(f"{name:34}{early:8.1f} -> {late:6.1f}{'  GROWN' if grown else ''}")
        told.append(f"{name} {early:.1f} -> {late:.1f}")
    early, late = growth(measured.delays)
    say(f"{'delay of a letter, ms':34}{early:8.0f} -> {late:6.0f}  (not judged)")
    told.append(f"delay of a letter {early:.0f} -> {late:.0f} ms")
    record(f"soak of {minutes:g} minutes, {measured.keys} keys", "; ".join(told), "memory")
    return int(bad)


def say(line: str) -> None:
    """Print a line."""
    sys.stdout.write(line + "\n")


if __name__ == "__main__":
    sys.exit(main())
