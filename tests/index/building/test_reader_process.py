"""What the reading or the analysis of one file does to its process: it costs that file, or that member, alone."""

from __future__ import annotations

import multiprocessing
import os
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from index.analysis.documents import Task
from index.building.builder import Builder
from index.building.parallel import FEW_TASKS, analyse_all
from index.building.reader import CutRecord, ReaderLimits
from index.building.reader_process import ReaderProcess
from index.errors import ConfigurationError
from index.library.engines import open_engine
from index.model import Problem, RawRecord
from index.sources.formats import registry
from index.sources.formats.registry import Format

MODULE = """
import io, os, signal
from index.sources.entries import Member, Text

def act(order):
    if order == "killed":
        os.kill(os.getpid(), signal.SIGKILL)
    if order == "crash":
        os.kill(os.getpid(), signal.SIGSEGV)
    if order == "exit":
        os._exit(7)
    if order == "spin":
        while True:
            pass
    if order == "eat":
        eaten = [bytearray(10**8) for _ in range(100)]
    if order == "mistake":
        raise TypeError("a mistake of the reader's")
    if order == "print":
        os.write(1, b"printed")
        os.write(2, b"printed")

def read(source):
    for line in source.open():
        order = line.decode().strip()
        if order == "DEADLY":
            continue
        act(order)
        yield Text({"text": order})

def read_folder(source):
    for number, line in enumerate(source.open()):
        if number:
            yield Member(f"{number}.deadly", lambda line=line: io.BytesIO(b"DEADLY\\nbefore\\n" + line + b"after\\n"))
"""
ROWS = (
    Format("deadly", "a deadly file", "deadly_format:read", (".deadly",), starts=((0, b"DEADLY\n"),)),
    Format("folder", "a folder", "deadly_format:read_folder", (".fold",), starts=((0, b"FOLD\n"),), contains=True),
)
LIMITS = ReaderLimits(seconds=1, memory=700_000_000)


@pytest.fixture(autouse=True)
def _deadly_format(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = tmp_path_factory.mktemp("modules")
    (folder / "deadly_format.py").write_text(MODULE)
    monkeypatch.setattr(sys, "path", [str(folder), *sys.path])
    monkeypatch.setattr(registry, "FORMATS", (*ROWS, *registry.FORMATS))


@pytest.fixture
def reader() -> Iterator[ReaderProcess]:
    with ReaderProcess(LIMITS) as process:
        yield process


def texts(found: list[CutRecord | Problem]) -> list[str]:
    return [item.raw.content["text"] for item in found if isinstance(item, CutRecord)]  # type: ignore[call-overload]


def write(path: Path, *orders: str) -> str:
    start = "FOLD" if path.suffix == ".fold" else "DEADLY"
    path.write_text("\n".join((start, *orders)) + "\n")
    return str(path)


REASONS = {
    "killed": "the process that read it was ended by the system, perhaps for lack of memory",
    "crash": "the process that read it crashed (SIGSEGV)",
    "exit": "the process that read it ended",
    "spin": "its reading took more than 1 seconds of computing",
    "eat": "its reading needs more than 0.7 GB of memory",
    "mistake": "its reader failed (TypeError)",
}


@pytest.mark.parametrize("order", REASONS)
def test_the_death_of_the_process_is_a_problem_of_its_file(reader: ReaderProcess, tmp_path: Path, order: str) -> None:
    good, bad = write(tmp_path / "good.deadly", "words"), write(tmp_path / "bad.deadly", "before", order)
    assert texts(list(reader.read(good, {}))) == ["words"]
    found = list(reader.read(bad, {}))
    assert [item for item in found if isinstance(item, Problem)] == [Problem(bad, None, REASONS[order])]
    assert texts(list(reader.read(good, {}))) == ["words"]


@pytest.mark.parametrize("order", REASONS)
def test_the_death_at_a_member_costs_that_member(reader: ReaderProcess, tmp_path: Path, order: str) -> None:
    path = write(tmp_path / "a.fold", "one", order, "three", order, "five")
    found = list(reader.read(path, {}))
    assert [item.path for item in found if isinstance(item, Problem)] == [f"{path}/2.deadly", f"{path}/4.deadly"]
    assert {item.reason for item in found if isinstance(item, Problem)} == {REASONS[order]}
    whole = {item.raw.member: item.raw.content for item in found if isinstance(item, CutRecord)}
    assert {"1.deadly", "3.deadly", "5.deadly"} <= set(whole)
    assert [text for text in texts(found) if text in ("one", "three", "five")] == ["one", "three", "five"]


def test_a_file_of_many_deadly_members_is_given_up(reader: ReaderProcess, tmp_path: Path) -> None:
    path = write(tmp_path / "a.fold", *["mistake"] * 25)
    found = list(reader.read(path, {}))
    assert found[-1] == Problem(path, None, f"{REASONS['mistake']}; what comes behind it is not read")
    assert sum(isinstance(item, Problem) for item in found) == 21


def test_the_process_is_kept_and_says_nothing(
    reader: ReaderProcess, tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    paths = [write(tmp_path / f"{number}.deadly", "print") for number in range(3)]
    pids = {(texts(list(reader.read(path, {})))[0], reader.pid) for path in paths}
    assert len(pids) == 1
    assert capfd.readouterr() == ("", "")


def test_a_file_that_is_not_read_to_its_end_leaves_nothing_to_the_next(reader: ReaderProcess, tmp_path: Path) -> None:
    lines = tmp_path / "a.jsonl"
    lines.write_text("".join(f'{{"text": "{number}"}}\n' for number in range(10_000)))
    reading = reader.read(str(lines), {})
    assert isinstance(next(reading), CutRecord)
    reading.close()  # type: ignore[attr-defined]
    assert texts(list(reader.read(write(tmp_path / "b.deadly", "words"), {}))) == ["words"]
    assert texts(list(reader.read(str(lines), {}))) == [str(number) for number in range(10_000)]


def test_an_unknown_field_is_refused_before_anything_is_read(reader: ReaderProcess, tmp_path: Path) -> None:
    with pytest.raises(ConfigurationError, match="'txt'"):
        next(reader.read(write(tmp_path / "a.deadly", "words"), {"txt": "text"}))


def test_killing_the_process_on_one_file_of_a_hundred_reads_the_others(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(ReaderProcess, "context", multiprocessing.get_context("spawn"))  # as the analyst has it
    corpus = tmp_path / "corpus"
    corpus.mkdir()
    for number in range(100):
        write(corpus / f"{number:02}.deadly", "killed" if number == 41 else f"words{number}")
    summary = Builder(tmp_path / "library", open_engine, processes=1, limits=LIMITS).run([corpus])
    assert summary.documents == 99
    assert summary.problems == [Problem(str(corpus / "41.deadly"), None, REASONS["killed"])]
    write(corpus / "41.deadly", "killed", "x")
    os.truncate(corpus / "41.deadly", len("DEADLY\nkilled\n"))
    again = Builder(tmp_path / "library", open_engine, processes=1, limits=LIMITS).run()
    assert (again.files_read, again.files_unchanged, again.documents) == (1, 99, 99)
    write(corpus / "41.deadly", "words")
    assert Builder(tmp_path / "library", open_engine, processes=1, limits=LIMITS).run().documents == 100


def test_what_was_read_before_stays_while_its_reading_is_interrupted(tmp_path: Path) -> None:
    many = [f"line {number}" for number in range(100)]  # more than are sent at a time
    path = Path(write(tmp_path / "a.deadly", *many, "last"))
    assert Builder(tmp_path / "library", open_engine, processes=1, limits=LIMITS).run([path]).documents == 101
    write(path, *many, "killed", "last")
    assert Builder(tmp_path / "library", open_engine, processes=1, limits=LIMITS).run().documents == 101
    write(path, *many)
    assert Builder(tmp_path / "library", open_engine, processes=1, limits=LIMITS).run().documents == 100


class Deadly(dict[str, str]):
    """Fields that kill the process to which they are sent."""

    def __reduce__(self) -> tuple[object, ...]:
        return os._exit, (9,)


def test_an_analysing_process_that_dies_costs_the_record_of_which_it_dies(tmp_path: Path) -> None:
    tasks = []
    for number in range(4 * FEW_TASKS):
        content = {"text": f"Words of story {number}."}
        raw = RawRecord(number, number + 1, "fields", Deadly(content) if number in (30, 31, 90) else content)
        tasks.append((number, Task(str(tmp_path / "a.jsonl"), f"p{number}", raw)))
    found = {label: result for label, _, result in analyse_all(tasks, processes=2)}
    assert list(found) == list(range(4 * FEW_TASKS))
    problems = [(label, result) for label, result in found.items() if isinstance(result, Problem)]
    assert [label for label, _ in problems] == [30, 31, 90]
    assert problems[0][1].line == 31
    assert "ended by the system" in problems[0][1].reason
