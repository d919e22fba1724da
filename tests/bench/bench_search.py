"""How quick the index is, beside SQLite's full-text search and tantivy, on the same documents and queries.

All times are CPU time of this process, for the first 50 rows and the exact total. Each query is asked once, after
others of its kind. The last column is Dateline with hits and snippets for 20 rows, which the others do not give.
"""

from __future__ import annotations

import gc
import time
from collections.abc import Callable, Sequence
from pathlib import Path

from corpus import BenchDocument, BenchQuery, make_queries
from engines import engine
from goals import Row, middle, query_row, say, show

Times = dict[str, list[float]]


def bench_searching(names: Sequence[str], folder: Path, sample: Sequence[BenchDocument], documents: int) -> list[Row]:
    """Ask all queries of all engines, and print a line for each kind. Returns how Dateline compares."""
    warming, queries = (make_queries(sample, seed) for seed in (1, 2))
    engines = {name: engine(name, folder) for name in names}
    for name, opened in engines.items():
        gc.collect()
        say(f"{name}: opening {_milliseconds(opened.open):.1f} ms")
    gc.disable()
    figures = {name: _measure(opened.run, warming, queries) for name, opened in engines.items()}
    figures["20 with snippets"] = _measure(engines["Dateline"].with_snippets, warming, queries)
    gc.enable()
    say(f"\n{'median / p95 in ms':<24}" + "".join(f"{name:>18}" for name in figures) + f"{'documents':>12}")
    for kind in figures["Dateline"]:
        totals = [engines["Dateline"].run(query) for query in queries if query.kind == kind]
        cells = "".join(f"{show(found.get(kind, [])):>18}" for found in figures.values())
        say(f"{kind:<24}{cells}{middle(totals):>12.0f}")
    none: Times = {}
    return [
        query_row(
            kind,
            documents,
            times,
            figures.get("tantivy", none).get(kind, []),
            figures.get("SQLite FTS5", none).get(kind, []),
        )
        for kind, times in figures["Dateline"].items()
    ]


def _measure(run: Callable[[BenchQuery], object], warming: list[BenchQuery], queries: list[BenchQuery]) -> Times:
    """The times of the queries by kind; none where there is no answer."""
    for query in warming:
        run(query)
    times: Times = {}
    for query in queries:
        started = time.process_time()
        if run(query) is not None:
            times.setdefault(query.kind, []).append((time.process_time() - started) * 1000)
    return times


def _milliseconds(action: Callable[[], object]) -> float:
    started = time.process_time()
    action()
    return (time.process_time() - started) * 1000
