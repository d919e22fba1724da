"""Building and opening each engine's index in a process of its own, so that its memory can be told."""

from __future__ import annotations

import gc
import importlib.util
import json
import multiprocessing
import os
import time
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import ProcessPoolExecutor
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any, TypeVar

from corpus import BenchDocument, read_documents
from measuring import own_memory, own_most_memory

Result = TypeVar("Result")


@dataclass(frozen=True, slots=True)
class Built:
    """What building an index took. Sizes are in bytes, memory in MB."""

    documents: int
    text: int
    seconds: float  # of CPU, from words to the committed index
    size: int
    memory: float


def engine_names(*, alone: bool) -> list[str]:
    """Dateline, and those that it is compared with as far as they are installed."""
    others = ["SQLite FTS5", *(["tantivy"] if importlib.util.find_spec("tantivy") else [])]
    return ["Dateline", *([] if alone else others)]


def engine(name: str, folder: Path) -> Any:
    """The engine of this name, with its files in a folder; only what it needs is imported."""
    if name == "Dateline":
        from dateline_engine import DatelineEngine

        return DatelineEngine(folder)
    if name == "tantivy":
        from tantivy_engine import TantivyEngine

        return TantivyEngine(folder)
    from sqlite_engine import SqliteEngine

    return SqliteEngine(folder)


def apart(function: Callable[..., Result], *arguments: Any) -> Result:
    """Call a function in a new process."""
    with ProcessPoolExecutor(1, multiprocessing.get_context("spawn")) as pool:
        return pool.submit(function, *arguments).result()


def build(name: str, folder: Path, corpus: Path, count: int) -> Built:
    """Build an index, unless it was built in this folder before."""
    kept = folder / f"{name}.json"
    if not kept.exists():
        built = apart(_build, name, folder, corpus, count)
        if name == "Dateline":
            apart(_build_catalogue, folder, corpus, count)
        kept.write_text(json.dumps(asdict(built)))
    return Built(**json.loads(kept.read_text()))


def _build(name: str, folder: Path, corpus: Path, count: int) -> Built:
    counts = [0, 0]

    def counted() -> Iterator[BenchDocument]:
        for document in read_documents(corpus, count):
            counts[0] += 1
            counts[1] += len(document.text.encode()) + len(document.title.encode())
            yield document

    built = engine(name, folder)
    seconds = built.build(counted())
    return Built(counts[0], counts[1], seconds, built.size(), own_most_memory())


def _build_catalogue(folder: Path, corpus: Path, count: int) -> None:
    engine("Dateline", folder).build_catalogue(read_documents(corpus, count))


def opening(folder: Path) -> tuple[float, float]:
    """Milliseconds of CPU and MB that it takes to open Dateline's index and to find the documents with a word."""
    dateline = engine("Dateline", folder)
    gc.collect()
    memory, started = own_memory(), time.process_time()
    dateline.open()
    dateline.find("ceasefire")
    milliseconds = (time.process_time() - started) * 1000
    return milliseconds, own_memory() - memory


def changes(folder: Path, documents: Iterable[BenchDocument]) -> list[float]:
    """Milliseconds of CPU for each of these documents to be put in the place of another and to be found."""
    dateline = engine("Dateline", folder)
    dateline.open()
    times = []
    for number, document in enumerate(documents):
        started = time.process_time()
        dateline.change(document, f"zzyzx{os.getpid()}n{number}")
        times.append((time.process_time() - started) * 1000)
    dateline.tidy()
    return times
