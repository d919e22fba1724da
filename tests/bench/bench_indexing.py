"""How quickly a corpus is read, and read again: ``python tests/bench/bench_indexing.py CORPUS.jsonl``.

CORPUS holds a JSON record a line, with ``text`` or ``body``. It is indexed as one file, then as a file a story. The
figures are CPU seconds of the whole process tree, and wall-clock seconds beside them; they pass or fail nothing.
"""

from __future__ import annotations

import json
import os
import resource
import subprocess
import sys
import tempfile
import time
from pathlib import Path

CHANGED = 10


def timed(home: Path, *arguments: object) -> tuple[float, float, str]:
    """CPU and wall-clock seconds of one ``dateline`` command, and what it printed."""
    command = [sys.executable, "-m", "tui", *map(str, arguments)]
    before, began = resource.getrusage(resource.RUSAGE_CHILDREN), time.perf_counter()
    done = subprocess.run(
        command, env=os.environ | {"DATELINE_HOME": str(home)}, capture_output=True, text=True, check=True
    )
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime, time.perf_counter() - began, done.stdout


def report(what: str, cpu: float, wall: float, stories: int = 0) -> None:
    """One row of the table."""
    rate = f"{stories / cpu:8.0f}  {stories / wall:8.0f}" if stories else ""
    sys.stdout.write(f"{what:44} {cpu:8.2f} {wall:8.2f}  {rate}\n")


def write_stories(corpus: Path, folder: Path) -> int:
    """One text file a story; returns how many."""
    folder.mkdir()
    number = 0
    with corpus.open(encoding="utf-8") as lines:
        for number, line in enumerate(lines, 1):
            record = json.loads(line)
            (folder / f"{number:06}.txt").write_text(record.get("text") or record.get("body") or "-", encoding="utf-8")
    return number


def main() -> None:
    """Measure, and print the table."""
    corpus = Path(sys.argv[1])
    with tempfile.TemporaryDirectory() as folder:
        home, files = Path(folder) / "home", Path(folder) / "files"
        stories = write_stories(corpus, files)
        sys.stdout.write(f"{stories} stories{'':34} {'CPU s':>8} {'wall s':>8}  {'/CPU s':>8}  {'/wall s':>8}\n")
        cpu, wall, _ = timed(home, "index", "--library", "one", corpus)
        report("one file of records, the first time", cpu, wall, stories)
        report("one file of records, nothing changed", *timed(home, "index", "--library", "one")[:2])
        cpu, wall, _ = timed(home, "index", "--library", "many", files)
        report("a file a story, the first time", cpu, wall, stories)
        time.sleep(2.5)  # files younger than the clock's grain are looked at twice
        timed(home, "index", "--library", "many")
        report("a file a story, nothing changed", *timed(home, "index", "--library", "many")[:2])
        for number in range(1, CHANGED + 1):
            path = files / f"{number:06}.txt"
            path.write_text(path.read_text(encoding="utf-8") + "\nA zebra was added.\n", encoding="utf-8")
        report(f"a file a story, {CHANGED} files changed", *timed(home, "index", "--library", "many")[:2])
        for query in ("zebra", "president", '"white house"', "presiden*", "date:2016"):
            report(f"search {query}", *timed(home, "search", "--json", "--library", "many", query)[:2])


if __name__ == "__main__":
    main()
