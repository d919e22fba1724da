"""What the shell and the screen wait for: the whole path, from a command or a request to the rows that it prints.

The library is one that ``dateline index`` has made. All times are CPU times, a command's of all its processes.
"""

from __future__ import annotations

import os
import re
import shutil
import sys
import time
from collections import Counter
from collections.abc import Iterable, Sequence
from pathlib import Path

import msgspec
from corpus import BenchDocument, BenchQuery, make_queries
from dateline_engine import typed
from engines import apart
from goals import Row, at_most, high, middle, say
from measuring import Cost, cost_of, own_private_memory

from index.service.messages import Request
from index.service.worker import Worker

COMMON = "government"
RUNS = 5
ROWS = 50
KINDS = ("rare term", "common term", "two terms, AND", "phrase", "proximity")

_WORD = re.compile(r"\b[a-z]{6,}\b")


def bench_path(home: Path, library: str, files: Path, stories: Sequence[BenchDocument]) -> list[Row]:
    """Ask the library of this name in ``home``, made of ``files``, as the shell does and as the screen does."""
    rare = _rare_word(stories)
    rows = [
        _cold(home, library, files, "a common word", COMMON, 200),
        _cold(home, library, files, "a rare word", rare, 170),
    ]
    for name, arguments, seconds in (("events --json", ("events",), 5), ("related --all", ("related", "--all"), 30)):
        cost = _command(home, library, *arguments)
        rows.append(at_most(f"{name}: CPU", seconds, cost.cpu, "s"))
        rows.append(at_most(f"{name}: memory", 300, cost.memory, "MB"))
    folder = home / "libraries" / library
    queries = [query for query in make_queries(stories, 3) if query.kind in KINDS]
    figures = apart(ask_worker, folder, queries)
    rows += [
        at_most("first facets", 100, figures.facets, "ms"),
        at_most("first entities, after the facets", 100, figures.entities, "ms"),
        at_most("first place:, after both", 50, figures.place, "ms"),
        *(
            at_most(f"through the worker, {ROWS} rows: {kind}", 10, middle(times), "ms", f" / {high(times):.1f}")
            for kind, times in figures.times.items()
        ),
        at_most("the worker's private memory", 120, figures.memory, "MB"),
    ]
    size = sum(file.stat().st_size for file in folder.rglob("*") if file.is_file())
    text = sum(len(story.text.encode()) for story in stories)
    return [*rows, at_most("the library on the disk", 140 / 74, size / text, "of the text")]


class WorkerFigures(msgspec.Struct):
    """What a worker needed: milliseconds, and MB at the end."""

    facets: float
    entities: float
    place: float
    times: dict[str, list[float]]
    memory: float


def ask_worker(folder: Path, queries: Iterable[BenchQuery]) -> WorkerFigures:
    """Ask a worker in this process, which is to be a new one."""
    worker = Worker(folder, folder / "no notebook")
    _search(worker, COMMON)
    facets = _asked(worker, "facets", ticket=1)
    entities = _asked(worker, "entities", ticket=1, document="")
    place = _search(worker, "place:london")
    times: dict[str, list[float]] = {}
    for query in queries:
        times.setdefault(query.kind, []).append(_search(worker, typed(query)))
    memory = own_private_memory()
    worker.close()
    return WorkerFigures(facets, entities, place, times, memory)


def _search(worker: Worker, query: str) -> float:
    return _asked(worker, "search", query=query, order="", limit=ROWS, other_names=True)


def _asked(worker: Worker, call: str, **arguments: object) -> float:
    """The milliseconds that an answer takes, up to its JSON."""
    request = Request(1, call, msgspec.Raw(msgspec.json.encode(arguments)))
    started = time.process_time()
    reply = worker.answer(request, lambda: None)
    milliseconds = (time.process_time() - started) * 1000
    if reply.error is not None:
        raise RuntimeError(reply.error.message)
    return milliseconds


def _cold(home: Path, library: str, files: Path, what: str, word: str, limit: float) -> Row:
    """A search by a new process, which is the shell's; beside it ripgrep over the files, if it is installed."""
    own = min(_command(home, library, "search", word).cpu for _ in range(RUNS)) * 1000
    remark = ""
    if shutil.which("rg"):
        times = [cost_of(["rg", "--count", "--ignore-case", word, files], os.environ)[0].cpu for _ in range(RUNS)]
        remark = f"; rg {min(times) * 1000:.0f}"
    return at_most(f"search --json, cold: {what}", limit, own, "ms", remark)


def _command(home: Path, library: str, command: str, *arguments: str) -> Cost:
    place = ["--library", library, "--json"]
    environ = os.environ | {"DATELINE_HOME": str(home)}
    cost, _ = cost_of([sys.executable, "-m", "dateline", command, *place, *arguments], environ)
    return cost


def _rare_word(stories: Iterable[BenchDocument]) -> str:
    """The first word of the alphabet that stands in one story only."""
    counts = Counter(word for story in stories for word in set(_WORD.findall(story.text)))
    rare = min(word for word, count in counts.items() if count == 1)
    say(f"\nrare: {rare}; common: {COMMON} in {counts[COMMON]} of the stories")
    return rare
