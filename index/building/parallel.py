"""Analysis in parallel processes, with the results in the order of the tasks."""

from __future__ import annotations

import itertools
import multiprocessing
import os
from collections import deque
from collections.abc import Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from typing import TypeVar

from index.analysis.documents import Task, analyse
from index.building.ending import end_with_parent
from index.model import Document, Problem
from index.text.neutralise import neutralise_line

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

_FOREIGN = "html"
"""The form of records that libraries take apart: they are never analysed in this process."""

_DIED = "the process that analysed it was ended by the system, perhaps for lack of memory"


Labelled = tuple[Label, Task | None]
Analysed = tuple[Label, Task | None, Result | None]


def processors() -> int:
    """How many processors this process may use; where the system does not tell that, as macOS, how many there are."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


def analyse_all(tasks: Iterable[Labelled[Label]], processes: int) -> Iterator[Analysed[Label]]:
    """Analyse tasks in order. Each comes back with its label and its result; a label without a task is handed on.

    A record of which its analysing process dies comes back as a problem.
    """
    remaining = iter(tasks)
    first = list(itertools.islice(remaining, FEW_TASKS))
    is_quick = len(first) < FEW_TASKS and not any(task and task.raw.form == _FOREIGN for _, task in first)
    if is_quick or processes < 2:
        for label, task in itertools.chain(first, remaining):
            yield label, task, analyse(task) if task else None
        return
    pool = _Pool(processes if len(first) == FEW_TASKS else 1)
    try:
        yield from _analyse_batches(_batches(itertools.chain(first, remaining)), pool, BATCHES_AHEAD * processes)
    finally:
        pool.close()


def _analyse_batches(
    batches: Iterable[list[Labelled[Label]]], pool: _Pool, most_waiting: int
) -> Iterator[Analysed[Label]]:
    waiting: deque[tuple[list[Labelled[Label]], int]] = deque()
    size = 0

    def finish_first() -> Iterator[Analysed[Label]]:
        nonlocal size
        batch, size_of_batch = waiting.popleft()
        size -= size_of_batch
        for (label, task), result in zip(batch, pool.first_results(), strict=True):
            yield label, task, result

    for batch in batches:
        size_of_batch = sum(content_size(task) for _, task in batch if task)
        while waiting and (len(waiting) > most_waiting or size + size_of_batch > BYTES_AT_ONCE):
            yield from finish_first()
        waiting.append((batch, size_of_batch))
        size += size_of_batch
        pool.submit([task for _, task in batch])
    while waiting:
        yield from finish_first()


class _Pool:
    """Analysing processes, and what they were given, in order. When one dies, others are started."""

    def __init__(self, processes: int) -> None:
        self._processes = processes
        self._executor = self._start()
        self._given: deque[tuple[list[Task | None], Future[list[Result | None]] | None]] = deque()

    def _start(self) -> ProcessPoolExecutor:
        context = multiprocessing.get_context("spawn")
        return ProcessPoolExecutor(self._processes, context, initializer=end_with_parent)

    def submit(self, tasks: list[Task | None]) -> None:
        """Give a batch to the processes."""
        self._given.append((tasks, self._submitted(tasks)))

    def _submitted(self, tasks: list[Task | None]) -> Future[list[Result | None]] | None:
        try:
            return self._executor.submit(_analyse_batch, tasks)
        except BrokenProcessPool:
            return None

    def first_results(self) -> list[Result | None]:
        """Wait for the results of the batch that was given first."""
        tasks, future = self._given.popleft()
        try:
            if future is not None:
                return future.result()
        except BrokenProcessPool:
            pass
        # Any of the batches that were analysed may have ended a process: this one is tried by itself.
        self._restart()
        results = self._results_alone(tasks)
        self._given = deque((given, self._submitted(given)) for given, _ in self._given)
        return results

    def _results_alone(self, tasks: list[Task | None]) -> list[Result | None]:
        found = self._try(tasks)
        if found is not None:
            return found
        results: list[Result | None] = []
        for task in tasks:
            alone = self._try([task])
            if alone is None and task is not None:
                results.append(Problem(neutralise_line(task.path), task.raw.line, _DIED))
            else:
                results += alone or [None]
        return results

    def _try(self, tasks: list[Task | None]) -> list[Result | None] | None:
        """The results, or None if the process died of them."""
        try:
            return self._executor.submit(_analyse_batch, tasks).result()
        except BrokenProcessPool:
            self._restart()
            return None

    def _restart(self) -> None:
        self.close()
        self._executor = self._start()

    def close(self) -> None:
        """End the processes."""
        self._executor.shutdown(wait=True, cancel_futures=True)


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
