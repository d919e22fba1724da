"""A corpus of a few hundred hostile files: read within bounds, nothing else touched, nothing dangerous shown."""

from __future__ import annotations

import json
import os
import pickle
import resource
import subprocess
import threading
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import hostile_corpus
import pytest
from escapes import foreign_to_the_screen
from figures import record
from pty_terminal import DATELINE, children, open_dateline

MEGABYTES = int(os.environ.get("DATELINE_LINE_MEGABYTES", "50"))
RECORDS = int(os.environ.get("DATELINE_TINY_RECORDS", "20000"))
"""The size of a single line, and the number of tiny records in a file. A million of these takes an hour."""

MEMORY = 1_000_000_000
"""Bytes that all processes together may use."""


def run(*arguments: object, seconds: float = 60) -> subprocess.CompletedProcess[str]:
    """A command without a screen; it never shows a traceback."""
    command = [DATELINE, *map(str, arguments)]
    done = subprocess.run(command, capture_output=True, text=True, timeout=seconds, check=False)
    assert "Traceback" not in done.stderr + done.stdout
    return done


class Watch:
    """Follows a process and all below it, and remembers the most memory that they used together."""

    def __init__(self, pid: int) -> None:
        self.most = 0
        self._pid = pid
        self._ended = threading.Event()
        self._thread = threading.Thread(target=self._look)
        self._thread.start()

    def _look(self) -> None:
        while not self._ended.wait(0.2):
            pids = [self._pid]
            for pid in pids:
                pids += children(pid)
            self.most = max(self.most, sum(map(proportional_memory, pids)))

    def end(self) -> int:
        self._ended.set()
        self._thread.join()
        return self.most


def proportional_memory(pid: int) -> int:
    """Bytes of a process in memory, those that it shares with others in part (PSS of proc_pid_smaps_rollup(5))."""
    try:
        lines = Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines()
    except OSError:
        return 0
    return sum(int(line.split()[1]) * 1024 for line in lines if line.startswith("Pss:"))


@contextmanager
def changing(folder: Path) -> Iterator[None]:
    """Files that come, change, grow, become folders and vanish while the corpus is read."""
    ended = threading.Event()

    def change() -> None:
        number = 0
        while not ended.wait(0.002):
            number += 1
            file = folder / f"changing-{number % 20}.txt"
            if file.is_dir():
                file.rmdir()
            elif number % 7 == 0:
                file.unlink(missing_ok=True)
                file.mkdir()
            elif number % 5 == 0:
                file.unlink(missing_ok=True)
            else:
                file.write_text(f"Bridge {number}\n\n" + "The bridge. " * (number % 2000))

    thread = threading.Thread(target=change)
    thread.start()
    try:
        yield
    finally:
        ended.set()
        thread.join()


def test_a_hostile_corpus_is_read_within_bounds_and_shown_harmlessly(tmp_path: Path) -> None:
    corpus, outside, library = tmp_path / "corpus", tmp_path / "outside", tmp_path / "library"
    count = hostile_corpus.make(corpus, outside, MEGABYTES, RECORDS)
    before = {path: path.lstat().st_mtime_ns for path in [outside, *outside.rglob("*")]}
    started = time.monotonic()
    with changing(corpus):
        command = [DATELINE, "index", "--json", "--library", f"{library}/", str(corpus)]
        process = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
        watch = Watch(process.pid)
        output, errors = process.communicate()
        memory = watch.end()
    seconds = time.monotonic() - started
    assert process.returncode == 0, errors
    assert errors == ""
    answer = json.loads(output)
    assert memory < MEMORY
    assert {path: path.lstat().st_mtime_ns for path in [outside, *outside.rglob("*")]} == before
    assert run("index", "--quiet", "--library", f"{library}/", seconds=900).returncode == 0  # now that nothing moves
    assert_nothing_from_outside(library)
    assert_problems_have_sentences(answer["problems"])
    shown = assert_shown_harmlessly(library)
    record(
        "hostile files read",
        f"{count} files, {answer['documents']} documents, {len(answer['problems'])} refused",
        "inputs",
    )
    record(
        "hostile files: time and memory", f"{seconds:.0f} s, {memory / 1e6:.0f} MB in all processes together", "memory"
    )
    record(
        "hostile documents printed and searched on a terminal", f"{shown}, 0 sequences of theirs came through", "inputs"
    )


def assert_nothing_from_outside(library: Path) -> None:
    for query in (hostile_corpus.SECRET, "root:x:0:0", "daemon:"):
        assert json.loads(run("search", "--library", f"{library}/", "--json", f'"{query}"').stdout)["total"] == 0


def assert_problems_have_sentences(problems: list[dict[str, str]]) -> None:
    for problem in problems:
        assert problem["reason"]
        assert problem["reason"].isprintable()
        assert problem["path"].isprintable()
    reasons = Counter(problem["reason"].split(";")[0] for problem in problems)
    assert reasons["a link that leads out of the folder"] >= 3
    assert reasons["a pipe, socket or device"] >= 2


def assert_shown_harmlessly(library: Path) -> int:
    """Print every document, and walk through the list on a terminal. Returns how many documents there were."""
    answer = run("search", "--library", f"{library}/", "--json", "--limit", 400, "bridge").stdout
    assert answer.isascii()
    hits = json.loads(answer)["hits"]
    for command in (["search", "--limit", 400, "bridge"], ["doctor"], *(["show", hit["id"]] for hit in hits[::20])):
        done = run(command[0], "--library", f"{library}/", *command[1:])
        assert list(foreign_to_the_screen(done.stdout + done.stderr)) == []
    with open_dateline(library, (120, 40)) as terminal:
        terminal.type("/bridge -file:tiny\r")
        terminal.until_shown("hit 1/")
        for _ in range(40):
            terminal.type(" ")
            terminal.until_quiet(0.1)
        terminal.until_quiet(1)
        assert list(foreign_to_the_screen(terminal.sent)) == []
        assert terminal.window_title == ""
    return len(hits)


def test_a_library_that_others_may_have_written_is_refused(library: Path) -> None:
    def refused(sentence: str) -> None:
        for command in (["search", "dillon"], ["index", library], ["show", "x"]):
            done = run(command[0], "--library", f"{library}/", *command[1:])
            assert done.returncode == 2
            assert sentence in done.stderr

    library.chmod(0o777)
    refused("Others may write to")
    library.chmod(0o700)
    (library / "index").chmod(0o770)
    assert "Others may write to" in run("search", "--library", f"{library}/", "dillon").stderr
    (library / "index").chmod(0o700)
    if os.geteuid() == 0:
        os.chown(library, 12345, 12345)
        refused("belongs to another user")
        os.chown(library, 0, 0)
        os.chown(library / "index", 12345, 12345)
        assert "belongs to another user" in run("search", "--library", f"{library}/", "dillon").stderr
    record("a library or index of others, or open to others", "refused in a sentence", "inputs")


class Attack:
    """Unpickling it makes a file."""

    def __init__(self, marker: Path) -> None:
        self._marker = marker

    def __reduce__(self) -> tuple[object, ...]:
        return open, (str(self._marker), "w")


@pytest.mark.parametrize("mode", [0o777, 0o770])
def test_an_index_that_others_may_have_written_is_never_unpickled(library: Path, tmp_path: Path, mode: int) -> None:
    marker = tmp_path / "attacked"
    payload = pickle.dumps(Attack(marker))
    for file in (library / "index").iterdir():
        file.write_bytes(payload)
    for folder in (library, library / "index"):
        folder.chmod(mode)
        for command in (["search", "dillon"], ["doctor"], ["index", library.parent]):
            assert run(command[0], "--library", f"{library}/", *command[1:]).returncode == 2
        folder.chmod(0o700)
    assert not marker.exists()
    pickle.loads(payload).close()
    assert marker.exists()
    record("pickles in place of the index", "refused, none was unpickled", "inputs")


@pytest.mark.parametrize("size", [200_000, 2_000_000])
def test_cpu_time_is_linear_in_hostile_text(tmp_path: Path, size: int) -> None:
    """Generous: the time of a text of one repeated piece is bounded by what its size allows."""
    pieces = {"quotes": '"', "spaces": " ", "dots": ". ", "capitals": "A", "dates": "2017-01-02 ", "months": "May "}
    pieces |= {"initials": "J. ", "hyphens": "a-", "dashes": "—", "brackets": "((", "newlines": "\n\n", "digits": "1,"}
    pieces |= {"names": "Mr Al-Bin ", "of": "of the ", "agencies": "(AFP) ", "bars": "| ", "hash": "#", "ats": "@a."}
    folder = tmp_path / "corpus"
    folder.mkdir()
    slow = {}
    for name, piece in pieces.items():
        (folder / f"{name}.txt").write_text("Bridge\n\nThe bridge " + piece * (size // len(piece)))
        used = resource.getrusage(resource.RUSAGE_CHILDREN)
        library = f"{tmp_path}/{name}/"
        command = ("index", "--quiet", "--processes", 1, "--library", library, folder / f"{name}.txt")
        assert run(*command, seconds=600).returncode == 0
        spent = resource.getrusage(resource.RUSAGE_CHILDREN)
        seconds = spent.ru_utime + spent.ru_stime - used.ru_utime - used.ru_stime
        if seconds > 6 + size / 50_000:
            slow[name] = seconds
    assert slow == {}
    record(
        f"repeated pieces of {size:,} characters",
        f"{len(pieces)}, each within {6 + size / 50_000:.0f} s of CPU",
        "inputs",
    )
