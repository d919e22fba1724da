"""Every figure that is to be reached, with what was reached, in one table.

    python tests/bench/bench.py CORPUS.jsonl [--documents N ...] [--whole N] [--folder FOLDER] [--alone]

CORPUS holds a story with ``title``, ``text``, ``source`` and ``date`` on each line. For each number of documents an
index is built with each engine and asked the same queries; with several numbers the growth is told too. Times are CPU
times, but for typing. Nothing passes or fails. tantivy is left out where it is not installed: pip install
'.[bench]'.
"""

from __future__ import annotations

import argparse
import gc
import math
import tempfile
from dataclasses import dataclass
from pathlib import Path

from bench_indexing import LIBRARY, bench_indexing
from bench_path import bench_path
from bench_search import bench_searching
from bench_typing import typing_delays
from corpus import count_documents, read_documents
from engines import Built, apart, build, changes, engine_names, opening
from goals import AT, Row, at_least, at_most, high, middle, say

SAMPLE = 10_000
CHANGES = 20
TYPED = ("government", "president", "syria", "ceasefire")


@dataclass(frozen=True, slots=True)
class Size:
    """The rows for one number of documents."""

    documents: int
    rows: list[Row]


def main() -> None:
    """Measure, and print the tables."""
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("corpus", type=Path)
    arguments.add_argument("--documents", type=int, nargs="+", default=[AT])
    arguments.add_argument("--whole", type=int, default=SAMPLE, help="stories for dateline index; 0 leaves it out")
    arguments.add_argument("--folder", type=Path, help="keep the indexes here, and use those that are here")
    arguments.add_argument("--alone", action="store_true", help="leave the other engines out")
    chosen = arguments.parse_args()
    names = engine_names(alone=chosen.alone)
    with tempfile.TemporaryDirectory() as temporary:
        folder = chosen.folder or Path(temporary)
        sizes = [_bench(names, chosen.corpus, wanted, folder) for wanted in chosen.documents]
        whole: list[Row] = []
        if chosen.whole:
            stories = list(read_documents(chosen.corpus, chosen.whole))
            whole = bench_indexing(stories, Path(temporary))
            whole += bench_path(Path(temporary, "home"), LIBRARY, Path(temporary, "files"), stories)
    for size in sizes:
        _print_table(f"{size.documents} stories", size.rows)
    _print_table("the command", whole)
    _print_growth(sizes)


def _bench(names: list[str], corpus: Path, wanted: int, folder: Path) -> Size:
    """All figures for so many documents of the corpus."""
    documents = count_documents(corpus, wanted)
    folder = folder / str(documents)
    folder.mkdir(parents=True, exist_ok=True)
    built = {name: build(name, folder, corpus, documents) for name in names}
    for name, one in built.items():
        say(
            f"{name}: {one.documents} documents, {one.documents / one.seconds:.0f} a second to the committed index,"
            f" {one.size / 1e6:.0f} MB, {one.size / one.text:.2f} of the text, {one.memory:.0f} MB of memory"
        )
    sample = list(read_documents(corpus, documents, max(1, documents // SAMPLE)))
    rows = bench_searching(names, folder, sample, documents)
    rows += _own_rows(built["Dateline"], folder)
    times = apart(changes, folder, sample[:CHANGES])
    rows.append(at_most("one changed file, seen in a search", 50, middle(times), "ms", f" / {high(times):.1f}"))
    del sample
    gc.collect()
    with tempfile.TemporaryDirectory() as home:
        delays = typing_delays(folder / "dateline", TYPED, Path(home))
    rows.append(at_most("typing: key to results on the screen", 60, middle(delays), "ms", f" / {high(delays):.0f}"))
    return Size(documents, rows)


def _own_rows(built: Built, folder: Path) -> list[Row]:
    """Opening, size and building of Dateline's index."""
    milliseconds, memory = apart(opening, folder)
    rate = built.documents / built.seconds
    return [
        at_most("opening the index, one word found", 20, milliseconds, "ms"),
        at_most("opening the index, one word found, memory", 60, memory, "MB"),
        at_most("index size", 0.7, built.size / built.text, "of the text"),
        at_least("words to committed index, one process", 1500, rate, "a second"),
        at_least("words to committed index, two processes", 2500, rate, "a second", " in one process alone"),
        at_most("words to committed index, memory", 700, built.memory, "MB"),
    ]


def _print_table(title: str, rows: list[Row]) -> None:
    if rows:
        say(f"\n{title:<46}{'goal':<52}figure (median / p95)")
    for row in rows:
        say(row)


def _print_growth(sizes: list[Size]) -> None:
    """Each figure at all sizes, and the power of the number of documents that it grew by from the last but one."""
    if len(sizes) < 2:
        return
    say(f"\n{'growth':<46}" + "".join(f"{size.documents:>14,}" for size in sizes) + f"{'power':>8}")
    for rows in zip(*(size.rows for size in sizes), strict=True):
        figures = [row.figure.split(" ms")[0] for row in rows]
        values = [float(figure.split()[0].replace(",", "")) for figure in figures]
        grown = sizes[-1].documents / sizes[-2].documents
        power = f"{math.log(values[-1] / values[-2]) / math.log(grown):8.2f}" if min(values[-2:]) > 0 else ""
        say(f"{rows[0].what:<46}" + "".join(f"{figure[:13]:>14}" for figure in figures) + power)


if __name__ == "__main__":
    main()
