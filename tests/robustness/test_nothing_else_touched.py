"""What Dateline opens, as the kernel tells it (strace): what was named, its own folders, its code; nothing else."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

import hostile_corpus
import pytest
from figures import record
from pty_terminal import DATELINE, PATIENCE, Terminal, dateline_command

CALLS = "openat,open,creat,unlink,unlinkat,rename,renameat,renameat2,mkdir,mkdirat,symlink,symlinkat,link,linkat"
OPENED = re.compile(r"\bopen(?:at)?\((?P<arguments>.*)\) = \d+<(?P<path>[^>]*)>")
CHANGED = re.compile(r"(?P<call>unlink|rename|mkdir|symlink|link|creat)\w*\((?P<arguments>.*)\) = 0")
PLACE = re.compile(r'(?:\w+<(?P<folder>[^>]*)>, )?"(?P<name>(?:[^"\\]|\\.)*)"')
WRITES = re.compile(r"O_WRONLY|O_RDWR|O_CREAT|O_TRUNC|O_APPEND")

CODE = tuple(
    {sys.prefix, sys.base_prefix, str(Path(sys.executable).resolve().parents[1]), str(Path(__file__).parents[2])}
)
SYSTEM = ("/usr/", "/lib", "/etc/", "/proc/", "/sys/", "/dev/")
"""What any program reads: its code, libraries, time zones, locales, the kernel's tables."""

PRIVATE = re.compile(r"/etc/(passwd|shadow|ssh)|/root/\.|/home/")
"""What no story needs."""

DEVICES = re.compile(r"/dev/(null|tty|pts/\d+|ptmx|shm/.*)$|pipe:|/memfd:|/dev/shm")
"""What a program may write to that is no file: terminals, and memory that its processes share."""


class Trace:
    """The file that strace writes, and what it says."""

    def __init__(self, file: Path) -> None:
        self._file = file

    def command(self, traced: list[str]) -> list[str]:
        """The command under strace, all its processes too."""
        return ["strace", "-f", "-y", "-qq", "-s", "4096", "-o", str(self._file), "-e", f"{CALLS},connect", *traced]

    def lines(self) -> list[str]:
        """One for each call."""
        return self._file.read_text(errors="replace").splitlines()

    def read(self) -> set[str]:
        """The files and folders that were opened, without following what they are called."""
        found = [match for line in self.lines() if (match := OPENED.search(line))]
        return {match["path"] for match in found if not WRITES.search(match["arguments"])}

    def written(self) -> set[str]:
        """Those that were opened for writing, made, renamed or deleted."""
        places = set()
        for line in self.lines():
            if (match := OPENED.search(line)) and WRITES.search(match["arguments"]):
                places.add(match["path"])
            elif match := CHANGED.search(line):
                for place in PLACE.finditer(match["arguments"]):
                    places.add(str(Path(place["folder"] or "/", place["name"])))
        return places

    def connections(self) -> list[str]:
        """The calls that reach for a network."""
        return [line for line in self.lines() if "connect(" in line and "AF_INET" in line]


def assert_only(trace: Trace, readable: list[Path], writable: list[Path]) -> None:
    """Nothing else was read or written, and no address was reached for."""
    own = tuple(str(folder) for folder in [*readable, *writable])
    elsewhere = {path for path in trace.read() if not path.startswith((*own, *CODE, *SYSTEM))}
    assert {path for path in elsewhere if not DEVICES.search(path)} == set()
    assert {path for path in trace.read() if PRIVATE.search(path) and not path.startswith((*own, *CODE))} == set()
    ours = tuple(str(folder) for folder in writable)
    assert {path for path in trace.written() if not path.startswith(ours) and not DEVICES.search(path)} == set()
    assert trace.connections() == []


@pytest.fixture
def trace(tmp_path: Path) -> Trace:
    """A trace of one program."""
    return Trace(tmp_path / "trace")


def test_indexing_a_hostile_corpus(trace: Trace, tmp_path: Path, home: Path) -> None:
    corpus, library = tmp_path / "corpus", tmp_path / "library"
    hostile_corpus.make(corpus, tmp_path / "outside", megabytes=1, records=20)
    command = [DATELINE, "index", "--json", "--processes", "2", "--library", f"{library}/", str(corpus)]
    subprocess.run(trace.command(command), stdout=subprocess.DEVNULL, timeout=10 * PATIENCE, check=True)
    assert str(library / "catalogue.sqlite") in trace.written()
    assert any(path.startswith(str(corpus)) for path in trace.read())
    assert_only(trace, [corpus], [library, home])
    record("files opened while hostile files were read (strace)", f"{len(trace.read()):,}, none outside", "inputs")


def test_reading_and_annotating(trace: Trace, library: Path, home: Path) -> None:
    with Terminal(trace.command(dateline_command(library))) as terminal:
        terminal.until_shown("document 1/")
        terminal.type("/Dillon\r")
        terminal.until_shown("hit 1/6")
        terminal.type("2a")
        terminal.until_shown("Note on “")
        terminal.type("../../../../tmp/x\r")
        terminal.until_shown("Note saved.")
        terminal.type("y")
        terminal.until_shown("copied.txt")
        terminal.press("ctrl+q")
        assert terminal.wait() == 0
    assert any(path.endswith("copied.txt") for path in trace.written())
    assert_only(trace, [], [library, home])
