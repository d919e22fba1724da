"""What a command costs, with every process that it starts."""

from __future__ import annotations

import contextlib
import resource
import subprocess
import threading
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

SAMPLE_SECONDS = 1.0


@dataclass(frozen=True, slots=True)
class Cost:
    """``memory`` is the most that all processes held at once, in MB; a page that they share counts once."""

    cpu: float  # seconds
    wall: float  # seconds
    memory: float


def cost_of(command: Sequence[object], environ: Mapping[str, str]) -> tuple[Cost, str]:
    """Run a command to its end. Returns what it cost and what it printed; raises CalledProcessError if it failed."""
    before, began = resource.getrusage(resource.RUSAGE_CHILDREN), time.perf_counter()
    with subprocess.Popen([str(part) for part in command], env=environ, stdout=subprocess.PIPE, text=True) as process:
        memory = _Memory(process.pid)
        memory.start()
        printed, _ = process.communicate()
    wall = time.perf_counter() - began
    memory.join()
    if process.returncode:
        raise subprocess.CalledProcessError(process.returncode, list(map(str, command)), printed)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    cpu = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    return Cost(cpu, wall, memory.most), printed


def own_memory() -> float:
    """The memory of this process that is in RAM, in MB."""
    return _resident("self")


def own_most_memory() -> float:
    """The most memory that this process has had in RAM, in MB."""
    (line,) = (line for line in Path("/proc/self/status").read_text().splitlines() if line.startswith("VmHWM:"))
    return int(line.split()[1]) / 1000


def own_private_memory() -> float:
    """The memory of this process that no other shares, in MB."""
    lines = Path("/proc/self/smaps_rollup").read_text().splitlines()
    return sum(int(line.split()[1]) for line in lines if line.startswith("Private_")) / 1000


class _Memory(threading.Thread):
    """Watches the memory of a process and of its descendants until it has ended."""

    def __init__(self, pid: int) -> None:
        super().__init__(daemon=True)
        self._pid = pid
        self.most = 0.0

    def run(self) -> None:
        while held := sum(map(_resident, _family(self._pid))):
            self.most = max(self.most, held)
            time.sleep(SAMPLE_SECONDS)


def _family(pid: int | str) -> list[int | str]:
    """A process and all its descendants (https://docs.kernel.org/filesystems/proc.html)."""
    family = [pid]
    for member in family:
        for task in Path(f"/proc/{member}/task").glob("*/children"):
            with contextlib.suppress(OSError):
                family += task.read_text().split()
    return family


def _resident(pid: int | str) -> float:
    """The proportional share of memory of a process in MB, 0 once it has ended."""
    with contextlib.suppress(OSError):
        for line in Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines():
            if line.startswith("Pss:"):
                return int(line.split()[1]) / 1000
    return 0.0
