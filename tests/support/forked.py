"""Processes of ours that are forked from one which has imported what they need.

A test has a reading process for each library that it builds, and a worker for each screen that it opens. Started anew,
each imports for half a second before it does anything. Tests of what these processes are by themselves start them anew
(tests/index/building, tests/index/service, tests/tui/test_cli*.py, tests/terminal), and so does ``make test-slow`` with
every worker.
"""

from __future__ import annotations

import multiprocessing
import os
import subprocess
import sys
from multiprocessing.context import ForkServerContext
from multiprocessing.reduction import DupFd
from pathlib import Path
from typing import IO, Any, cast

from index.service.client import Client

PRELOADED = (
    "index.building.reader",
    "index.service.worker",
    "index.sources.formats.csv_records",
    "index.sources.formats.downloads",
    "index.sources.formats.json_lines",
    "index.sources.formats.whole",
    "lxml.html",
)

CONTEXT: ForkServerContext = multiprocessing.get_context("forkserver")
CONTEXT.set_forkserver_preload(list(PRELOADED))
"""How such a process is started."""


class ForkedWorker:
    """What a client needs of ``subprocess.Popen``."""

    def __init__(self, library: Path, notebook: Path, errors: IO[bytes] | int) -> None:
        read, self.stdin = _pipe()
        answers, write = os.pipe()
        self.stdout = os.fdopen(answers, "rb")
        nowhere = os.open(os.devnull, os.O_WRONLY) if isinstance(errors, int) else None
        streams = (read, write, nowhere if nowhere is not None else cast("IO[bytes]", errors).fileno())
        self._process = CONTEXT.Process(
            target=_serve,
            args=(tuple(map(DupFd, streams)), str(library), str(notebook), dict(os.environ), str(Path.cwd())),
            daemon=True,
        )
        self._process.start()
        for descriptor in (read, write, nowhere):
            if descriptor is not None:
                os.close(descriptor)

    @property
    def pid(self) -> int | None:
        return self._process.pid

    def kill(self) -> None:
        self._process.kill()

    def wait(self) -> int | None:
        self._process.join()
        return self._process.exitcode


class ForkedClient(Client):
    """A client whose worker is forked."""

    def start_worker(self, errors: IO[bytes] | int) -> subprocess.Popen[bytes]:
        """Fork a worker; start it anew where a test, or ``make test-slow``, changes what Python does when it starts."""
        folders = os.environ.get("PYTHONPATH", "").split(os.pathsep)
        if any(Path(folder, "sitecustomize.py").exists() for folder in filter(None, folders)):
            return super().start_worker(errors)
        return cast("subprocess.Popen[bytes]", ForkedWorker(self.library, self.notebook, errors))


def _pipe() -> tuple[int, IO[bytes]]:
    read, write = os.pipe()
    return read, os.fdopen(write, "wb")


def _serve(streams: tuple[Any, ...], library: str, notebook: str, environment: dict[str, str], folder: str) -> None:
    from index.service import worker

    os.setsid()
    os.chdir(folder)
    os.environ.clear()
    os.environ.update(environment)
    for number, stream in enumerate(streams):
        descriptor = stream.detach()
        os.dup2(descriptor, number)
        os.close(descriptor)
    sys.stdin = os.fdopen(0, closefd=False)
    sys.argv = ["worker", library, notebook]
    worker.main()
