"""How quickly stories are read with everything on, and read again, by the command itself.

A file a story; the figures are CPU seconds of the whole process tree, with wall-clock seconds beside them, since other
work on the machine counts in these.
"""

from __future__ import annotations

import os
import sys
import time
from collections.abc import Iterable
from pathlib import Path

from corpus import BenchDocument
from goals import Row, at_least, at_most, say
from measuring import Cost, cost_of

CORES = 2
LIBRARY = "many"
"""The name of the library that is made."""

SETTLING_SECONDS = 2.5
"""Files younger than the clock's grain are looked at twice."""


def bench_indexing(stories: Iterable[BenchDocument], folder: Path) -> list[Row]:
    """Index these stories in an empty folder, again with nothing, one and ten of them changed."""
    files, home = folder / "files", folder / "home"
    files.mkdir()
    count = 0
    for count, story in enumerate(stories, 1):
        _path(files, count).write_text(f"{story.title}\n\n{story.text}\n", encoding="utf-8")
    say(f"\n{f'{count} stories, a file each':<44}{'CPU s':>8}{'wall s':>8}{'MB':>7}")
    first = _timed("the first time", home, "index", "--library", LIBRARY, files)
    time.sleep(SETTLING_SECONDS)
    _timed("looked at again", home, "index", "--library", LIBRARY)
    _timed("nothing changed", home, "index", "--library", LIBRARY)
    again = {}
    for changed in (1, 10):
        for number in range(1, changed + 1):
            path = _path(files, number)
            path.write_text(f"{path.read_text(encoding='utf-8')}\nA zebra of {changed} was added.\n", encoding="utf-8")
        again[changed] = _timed(f"{changed} changed", home, "index", "--library", LIBRARY)
    _timed("one search", home, "search", "--json", "--library", LIBRARY, "zebra")
    rate = count / first.cpu * CORES
    remark = f" by CPU time; {count / first.wall:.0f} by the clock"
    return [
        at_least(f"dateline index, everything on, {CORES} cores, {count}", 80, rate, "a second", remark),
        at_most("its memory, all processes", 1500, first.memory, "MB"),
        at_most("dateline index with ten changed files", 1, again[10].cpu, "s", f"; one: {again[1].cpu:.2g} s"),
    ]


def _path(folder: Path, number: int) -> Path:
    return folder / f"{number:06}.txt"


def _timed(what: str, home: Path, *arguments: object) -> Cost:
    """Run a ``dateline`` command, and print a row."""
    cost, _ = cost_of([sys.executable, "-m", "dateline", *arguments], os.environ | {"DATELINE_HOME": str(home)})
    say(f"{what:<44}{cost.cpu:8.2f}{cost.wall:8.2f}{cost.memory:7.0f}")
    return cost
