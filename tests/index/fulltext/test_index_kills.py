"""An index whose writer is killed holds what was committed last, and the next writer goes on."""

from __future__ import annotations

import os
import random
import signal
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from index.catalogue.staged import IndexEntry
from index.fulltext.engine import FullText
from index.fulltext.evaluate import Evaluator
from index.query.grammar import parse

MEMORY = Path("/dev/shm")
KILLS = 100
KEPT = 4
"""A commit adds a document and removes the one that was added so many commits before."""


@pytest.fixture
def folder() -> Iterator[Path]:
    with tempfile.TemporaryDirectory(dir=MEMORY if MEMORY.is_dir() else None) as name:
        index = FullText(Path(name) / "index")
        index.create()
        yield index.folder


def step(index: FullText, number: int) -> None:
    """The commit of this number, with every seventh one a tidying before it."""
    if number % 7 == 0:
        index.tidy()
    index.commit([IndexEntry(number, f"Number {number}", f"a text, the only one with word{number}")], [number - KEPT])


def held_after(number: int) -> set[int]:
    return set(range(max(1, number - KEPT + 1), number + 1))


@contextmanager
def child(work: Callable[[int], None]) -> Iterator[tuple[int, int]]:
    """A process of its own that does this work. Gives its number and what it reports through."""
    receiver, sender = os.pipe()
    process = os.fork()
    if process == 0:
        os.close(receiver)
        try:
            work(sender)
        finally:
            os._exit(0)
    os.close(sender)
    try:
        yield process, receiver
    finally:
        os.kill(process, signal.SIGKILL)
        os.waitpid(process, 0)
        os.close(receiver)


def assert_holds(folder: Path, *expected: int) -> int:
    """The index holds what it does after one of these commits. Returns which."""
    index = FullText(folder)
    held = index.keys()
    (number,) = [number for number in expected if held_after(number) == held]
    snapshot = index.snapshot()
    for key in held:
        matches = Evaluator(snapshot, None).run(parse(f"word{key}").root).matches  # type: ignore[arg-type]
        assert snapshot.keys[matches.docs].tolist() == [key]
    return number


def test_killed_at_any_time_it_holds_the_last_commit(folder: Path) -> None:
    chance = random.Random(5)
    number = 0

    def work(sender: int) -> None:
        index = FullText(folder)
        for following in range(number + 1, 1000):
            step(index, following)
            os.write(sender, following.to_bytes(2, "big"))

    for _ in range(KILLS):
        with child(work) as (process, receiver):
            number = int.from_bytes(os.read(receiver, 2), "big")  # one commit at least
            time.sleep(chance.random() * 0.03)
            os.kill(process, signal.SIGKILL)
            while report := os.read(receiver, 2):
                number = int.from_bytes(report, "big")
        number = assert_holds(folder, number, number + 1)


STEPS = ("fsync", "rename", "remove", "open")


@pytest.mark.parametrize("name", STEPS)
def test_killed_between_any_two_steps_of_a_commit_it_holds_one_or_the_other(folder: Path, name: str) -> None:
    number = 0
    for _ in range(6):  # so that the last commits merge
        number += 1
        step(FullText(folder), number)
    calls = 0
    while True:
        calls += 1

        def work(sender: int, calls: int = calls, following: int = number + 1) -> None:
            fail_at(name, calls)
            step(FullText(folder), following)
            os.write(sender, b"done")

        with child(work) as (_, receiver):
            done = os.read(receiver, 4)
        number = assert_holds(folder, number, number + 1)
        if done:
            break
    assert calls > 2


def fail_at(name: str, calls: int) -> None:
    """Let the process end when one of the system's functions is called so often."""
    original = getattr(os, name)
    remaining = [calls]

    def call(*arguments: object, **options: object) -> object:
        remaining[0] -= 1
        if remaining[0] == 0:
            os.kill(os.getpid(), signal.SIGKILL)
        return original(*arguments, **options)

    setattr(os, name, call)
