"""Analysis in parallel processes, with the results in the order of the tasks."""

from __future__ import annotations

import itertools
import multiprocessing
import os
import threading
import time
from collections import deque
from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from typing import TypeVar

from index.analysis import Task, analyse
from index.errors import LibraryError
from index.model import Document, Problem

FEW_TASKS = 24
"""So few records are analysed in this process, which is quicker than starting others."""

BATCH_TASKS = 32
BATCH_BYTES = 400_000

BATCHES_AHEAD = 4
"""For each process so many wait or are done: the processes have work while this one commits, which takes 2 seconds."""

BYTES_AT_ONCE = 50_000_000
"""So much is analysed and waits for its turn at a time, or one record that is larger."""

Result = tuple[Document, ...] | Problem
Label = TypeVar("Label")


def processors() -> int:
    """How many processors this process may use; where the system does not tell that, as macOS, how many there are."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


def analyse_all(
    tasks: Iterable[tuple[Label, Task | None]], processes: int
) -> Iterator[tuple[Label, Task | None, Result | None]]:
    """Analyse tasks in order. Each comes back with its label and its result; a label without a task is handed on.

    Raises LibraryError if an analysing process dies.
    """
    remaining = iter(tasks)
    first = list(itertools.islice(remaining, FEW_TASKS))
    if len(first) < FEW_TASKS or processes < 2:
        for label, task in itertools.chain(first, remaining):
            yield label, task, analyse(task) if task else None
        return
    pool = ProcessPoolExecutor(
        processes, multiprocessing.get_context("spawn"), initializer=_end_with_parent, initargs=(os.getpid(),)
    )
    try:
        waiting: deque[tuple[Sequence[tuple[Label, Task | None]], Future[list[Result | None]]]] = deque()
        sizes: deque[int] = deque()
        for batch in _batches(itertools.chain(first, remaining)):
            size = sum(content_size(task) for _, task in batch if task)
            while waiting and (len(waiting) > BATCHES_AHEAD * processes or sum(sizes) + size > BYTES_AT_ONCE):
                sizes.popleft()
                yield from _finished(*waiting.popleft())
            waiting.append((batch, pool.submit(_analyse_batch, [task for _, task in batch])))
            sizes.append(size)
        while waiting:
            yield from _finished(*waiting.popleft())
    except BrokenProcessPool as error:
        raise LibraryError(
            "A process that read the files was ended by the system, perhaps for lack of memory; what was committed is "
            "kept, run the same command again to go on."
        ) from error
    finally:
        pool.shutdown(wait=True, cancel_futures=True)


def _finished(
    batch: Sequence[tuple[Label, Task | None]], future: Future[list[Result | None]]
) -> Iterator[tuple[Label, Task | None, Result | None]]:
    for (label, task), result in zip(batch, future.result(), strict=True):
        yield label, task, result


def _batches(tasks: Iterable[tuple[Label, Task | None]]) -> Iterator[list[tuple[Label, Task | None]]]:
    batch: list[tuple[Label, Task | None]] = []
    size = 0
    for label, task in tasks:
        batch.append((label, task))
        size += content_size(task) if task else 0
        if len(batch) >= BATCH_TASKS or size >= BATCH_BYTES:
            yield batch
            batch, size = [], 0
    if batch:
        yield batch


def content_size(task: Task) -> int:
    """About how many bytes a record holds."""
    content = task.raw.content
    return len(content) if isinstance(content, bytes) else sum(map(len, content.values()))


def _analyse_batch(tasks: list[Task | None]) -> list[Result | None]:
    return [analyse(task) if task else None for task in tasks]


def _end_with_parent(parent: int) -> None:
    """End this process when the one that started it is gone, even if that was killed."""

    def watch() -> None:
        while os.getppid() == parent:
            time.sleep(0.5)
        os._exit(1)

    threading.Thread(target=watch, daemon=True).start()
