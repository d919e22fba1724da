"""What each key costs: bytes, CPU time of the screen's process, and delay, here and over a slow line.

    python tests/bench/bench_terminal.py LIBRARY_FOLDER [--query WORD] [--slow]

CPU times are the kernel's, so that other work on the machine counts little; delays are from the key to the last byte
of what it changes. ``--slow`` needs ssh and sshd: the line carries 60 KB a second, with 100 ms of round trip.
"""

from __future__ import annotations

import argparse
import contextlib
import os
import statistics
import sys
import tempfile
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent.parent / "support"))

from figures import record
from pty_terminal import Terminal, children, dateline_command
from slow_link import SlowLink
from ssh_server import SshServer

SIZES = [(80, 24), (120, 40)]
BYTES_A_SECOND = 60_000
ONE_WAY = 0.05  # seconds
GAP = 0.1  # seconds without a byte that end an answer; the reader follows the list only later
TIMES = 12


@dataclass
class Cost:
    """What one key cost, each time that it was pressed."""

    sent: list[int] = field(default_factory=list)  # bytes
    cpu: list[float] = field(default_factory=list)  # milliseconds
    delay: list[float] = field(default_factory=list)  # milliseconds

    def row(self) -> str:
        """Medians, and the 95th percentile of the times."""
        return (
            f"{statistics.median(self.sent):7.0f} {statistics.median(self.cpu):7.1f} {high(self.cpu):7.1f}"
            f" {statistics.median(self.delay):7.0f} {high(self.delay):7.0f}"
        )

    def sentence(self) -> str:
        """The medians, in words."""
        sent, cpu, delay = map(statistics.median, (self.sent, self.cpu, self.delay))
        return f"{sent:,.0f} bytes, {cpu:.1f} ms of CPU, {delay:.0f} ms of delay"


def say(line: str) -> None:
    """Print a line at once."""
    sys.stdout.write(line + "\n")
    sys.stdout.flush()


def high(values: list[float]) -> float:
    """The 95th percentile."""
    return sorted(values)[min(len(values) - 1, int(len(values) * 0.95))]


def cpu_milliseconds(pid: int) -> float:
    """CPU time of all threads of a process (https://docs.kernel.org/scheduler/sched-stats.html)."""
    total = 0
    for thread in Path(f"/proc/{pid}/task").iterdir():
        with contextlib.suppress(OSError):
            total += int((thread / "schedstat").read_text().split()[0])
    return total / 1e6


def resident_megabytes(pid: int) -> float:
    """Memory of a process that is in RAM."""
    pages = int(Path(f"/proc/{pid}/statm").read_text().split()[1])
    return pages * os.sysconf("SC_PAGESIZE") / 1e6


def app_of(terminal: Terminal, marker: str) -> int:
    """The screen's process: the newest that runs the command on this library."""
    pids = [terminal.pid]
    for pid in pids:
        pids += children(pid)
    for entry in Path("/proc").iterdir():
        with contextlib.suppress(OSError):
            line = (entry / "cmdline").read_bytes().decode(errors="replace").split("\0")
            if entry.name.isdigit() and marker in line and "index.service.worker" not in line and "python" in line[0]:
                return int(entry.name)
    raise AssertionError("the screen's process is not found")


def answer(terminal: Terminal, pid: int, keys: tuple[str, ...], cost: Cost) -> None:
    """Press keys and wait for the end of the answer."""
    terminal.until_quiet(0.5)
    sent, cpu, pressed = terminal.byte_count, cpu_milliseconds(pid), time.monotonic()
    terminal.press(*keys)
    terminal.until(lambda: terminal.byte_count > sent, f"an answer to {keys}")
    terminal.until_quiet(GAP)
    cost.sent.append(terminal.byte_count - sent)
    cost.cpu.append(cpu_milliseconds(pid) - cpu)
    cost.delay.append((terminal.last_answer - pressed) * 1000)


def keys_to_measure(query: str) -> Iterator[tuple[str, tuple[str, ...], list[tuple[str, ...]]]]:
    """Each row of the table: its name, the keys that lead there, and the keys that are measured."""
    yield "list line", ("escape", "1", "g"), [("j",)] * TIMES
    yield "list page", ("g",), [("space",)] * TIMES
    yield "pane change", ("g",), [("tab",)] * TIMES
    yield "query letter", ("1", "/", "ctrl+u"), [(letter,) for letter in query]
    yield "open a document", ("enter",), [("enter",), ("escape",)] * (TIMES // 2)
    yield "hit to hit", ("1", "g", "enter"), [("n",)] * TIMES
    yield "reader caret", ("2", "g"), [("l",)] * TIMES
    yield "reader line", ("g",), [("j",)] * TIMES
    yield "reader page", ("g",), [("space",)] * 4


def measure(started: Terminal, marker: str, query: str, where: str) -> None:
    """Print and record the table for one size and line, of a terminal that was opened just now."""
    say(f"\n{where}")
    begun = time.monotonic()
    with started as terminal:
        terminal.until(lambda: "▸" in "".join(terminal.lines), "the first rows")
        first = (time.monotonic() - begun, terminal.byte_count)
        terminal.until_shown("document 1/")
        terminal.until_quiet(0.5)
        pid = app_of(terminal, marker)
        say(
            f"first rows after {first[0]:.2f} s and {first[1]:,} bytes, all after {terminal.byte_count:,} bytes; "
            f"{resident_megabytes(pid):.0f} MB in the screen's process"
        )
        record(f"{where}: first rows", f"{first[1]:,} bytes after {first[0]:.2f} s", "bytes")
        record(f"{where}: screen's process", f"{resident_megabytes(pid):.0f} MB", "memory")
        say(f"{'':18}  bytes  CPU ms    p95    delay ms   p95")
        for name, there, keys in keys_to_measure(query):
            for key in there:
                terminal.press(key)
                terminal.until_quiet(0.5)
            cost = Cost()
            for key in keys:
                answer(terminal, pid, (*key,), cost)
            say(f"{name:18}{cost.row()}")
            record(f"{where}: {name}", cost.sentence(), "bytes")
        lags = [lag_of_downs(terminal, pane) for pane in ("1", "2")]
        lag = f"{lags[0]:.0f} ms behind the last in the list, {lags[1]:.0f} ms in the reader"
        say(f"90 downs at 30 a second: {lag}")
        record(f"{where}: 90 downs at 30 a second", lag, "bytes")


def lag_of_downs(terminal: Terminal, pane: str) -> float:
    """Milliseconds from the last of 90 'down' keys, pressed 30 times a second, to the last byte."""
    terminal.press(pane, "g")
    terminal.until_quiet(0.7)
    pressed = time.monotonic()
    for number in range(90):
        while time.monotonic() < pressed + number / 30:
            terminal.read(max(0.0, pressed + number / 30 - time.monotonic()))
        terminal.press("down")
    last = time.monotonic()
    terminal.until_quiet(GAP)
    return (terminal.last_answer - last) * 1000


def main() -> None:
    """Measure a library, here and, if wanted, over a slow line."""
    parser = argparse.ArgumentParser()
    parser.add_argument("library", type=Path)
    parser.add_argument("--query", default="government")
    parser.add_argument("--slow", action="store_true")
    chosen = parser.parse_args()
    command = dateline_command(chosen.library.absolute())
    with tempfile.TemporaryDirectory() as folder:
        for number, size in enumerate(SIZES):
            home = {"DATELINE_HOME": f"{folder}/home-{number}"}
            here = f"{size[0]}x{size[1]} here"
            measure(Terminal(command, size, home), command[-1], chosen.query, here)
            if chosen.slow:
                measure_slowly(command, size, chosen.query, Path(f"{folder}/slow-{number}"))


def measure_slowly(command: list[str], size: tuple[int, int], query: str, folder: Path) -> None:
    """Measure through a slow line, to an sshd of its own."""
    folder.mkdir()
    server = SshServer(folder, {"DATELINE_HOME": str(folder / "home")})
    try:
        with SlowLink(server.port, BYTES_A_SECOND, ONE_WAY) as link:
            where = f"{size[0]}x{size[1]} ssh, {BYTES_A_SECOND // 1000} KB/s, 100 ms"
            measure(Terminal(server.command(command, link.port), size), command[-1], query, where)
    finally:
        server.stop()


if __name__ == "__main__":
    main()
