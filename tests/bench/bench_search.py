"""How quick the index is, beside SQLite's full-text search and tantivy, on the same documents and queries.

    python tests/bench/bench_search.py CORPUS.jsonl [--documents N]

CORPUS holds a story with ``title``, ``text``, ``source`` and ``date`` on each line. All figures are CPU time of this
process, in milliseconds, for the first 50 rows and the exact total. Each query is asked once, after others of its kind.
The last column is Dateline with hits and snippets for 20 rows, which the others do not give.
tantivy is left out where it is not installed (pip install 'dateline[bench]').
"""

from __future__ import annotations

import argparse
import gc
import importlib.util
import resource
import statistics
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

from corpus import BenchQuery, make_queries, read_documents
from dateline_engine import DatelineEngine
from sqlite_engine import SqliteEngine


def main() -> None:
    """Build an index with each engine, ask it all queries, and print one table."""
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("corpus", type=Path)
    arguments.add_argument("--documents", type=int)
    arguments.add_argument("--folder", type=Path, help="keep the indexes here, and use those that are here")
    chosen = arguments.parse_args()
    warming, queries = (make_queries(chosen.corpus, seed, chosen.documents) for seed in (1, 2))
    with tempfile.TemporaryDirectory() as temporary:
        folder = chosen.folder or Path(temporary)
        folder.mkdir(exist_ok=True)
        engines = [DatelineEngine(folder), SqliteEngine(folder), *_tantivy(folder)]
        print_building(engines, chosen.corpus, chosen.documents, folder)
        print_searching(engines, warming, queries)


def _tantivy(folder: Path) -> list[Any]:
    if importlib.util.find_spec("tantivy") is None:
        return []
    from tantivy_engine import TantivyEngine  # the package is an extra

    return [TantivyEngine(folder)]


def print_building(engines: list[Any], corpus: Path, count: int | None, folder: Path) -> None:
    """Build what is not there, and print how quick that was and how large it is."""
    raw = documents = 0
    for document in read_documents(corpus, count):
        raw += len(document.text.encode()) + len(document.title.encode())
        documents += 1
    say(f"{documents} documents, {raw / 1e6:.0f} MB of text")
    for engine in engines:
        mark = folder / f"{engine.name}.built"
        if not mark.exists():
            seconds = engine.build(read_documents(corpus, count))
            mark.write_text(str(seconds))
        seconds = float(mark.read_text())
        say(
            f"{engine.name}: {documents / seconds:.0f} documents a second to the committed index,"
            f" {engine.size() / 1e6:.0f} MB, {engine.size() / raw:.2f} of the text;"
            f" most memory so far {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024:.0f} MB"
        )


def print_searching(engines: list[Any], warming: list[BenchQuery], queries: list[BenchQuery]) -> None:
    """Ask all queries, and print a line for each kind."""
    for engine in engines:
        gc.collect()
        say(f"{engine.name}: opening {timed(engine.open):.1f} ms")
    gc.disable()
    figures = {engine.name: measure(engine.run, warming, queries) for engine in engines}
    figures["20 with snippets"] = measure(engines[0].with_snippets, warming, queries)
    gc.enable()
    say(f"\n{'median / p95 in ms':<24}" + "".join(f"{name:>18}" for name in figures) + f"{'documents':>12}")
    for kind in dict.fromkeys(query.kind for query in queries):
        totals = [engines[0].run(query) for query in queries if query.kind == kind]
        cells = "".join(f"{show(found[kind]):>18}" for found in figures.values())
        say(f"{kind:<24}{cells}{statistics.median(totals):>12.0f}")


def measure(
    run: Callable[[BenchQuery], object], warming: list[BenchQuery], queries: list[BenchQuery]
) -> dict[str, list[float]]:
    """The times of the queries by kind; none where there is no answer."""
    for query in warming:
        run(query)
    times: dict[str, list[float]] = {query.kind: [] for query in queries}
    for query in queries:
        started = time.process_time()
        answered = run(query) is not None or run.__name__ == "with_snippets"
        if answered:
            times[query.kind].append((time.process_time() - started) * 1000)
    return times


def show(times: list[float]) -> str:
    """Median and 95th percentile."""
    if not times:
        return "-"
    ascending = sorted(times)
    return f"{statistics.median(ascending):.1f} / {ascending[int(len(ascending) * 0.95) - 1]:.1f}"


def timed(action: Callable[[], object]) -> float:
    """The CPU time of an action in milliseconds."""
    started = time.process_time()
    action()
    return (time.process_time() - started) * 1000


def say(line: str) -> None:
    """Print a line at once."""
    print(line, flush=True)  # noqa: T201 - this is what the command is for


if __name__ == "__main__":
    main()
