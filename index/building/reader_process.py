"""The building side of the reading process: it is started when it is needed, kept, and started again when it dies."""

from __future__ import annotations

import logging
import multiprocessing
import signal
from collections import Counter
from collections.abc import Callable, Generator, Iterator, Mapping
from multiprocessing.connection import Connection
from multiprocessing.context import ForkServerContext, ForkServerProcess, SpawnContext, SpawnProcess
from typing import ClassVar

from index.building.reader import Batch, CutRecord, Failure, ReaderLimits, Request, serve
from index.model import Problem
from index.sources.fields import FieldNames
from index.sources.formats import registry
from index.text.neutralise import neutralise_line

_MOST_FATAL = 20
"""So many members of one file may end the process; the rest of the file is not read then."""

_TELL_EVERY = 0.5  # seconds between signs of life while a file is read

_PATIENCE = 5.0  # seconds for a process to end by itself

_log = logging.getLogger(__name__)


class ReaderProcess:
    """Reads files in a process of its own. Its death is a problem of the file, or of the member, that it read."""

    context: ClassVar[SpawnContext | ForkServerContext] = multiprocessing.get_context("spawn")
    """How the process is started."""

    def __init__(
        self,
        limits: ReaderLimits | None = None,
        scratch: str | None = None,
        passwords: tuple[str, ...] = (),
        waiting: Callable[[], None] = lambda: None,
    ) -> None:
        """``scratch`` is the folder for what must be unpacked to be read.

        ``passwords`` are tried on what is encrypted; ``waiting`` is called now and then while a file is being read.
        """
        self._scratch = scratch
        self._passwords = passwords
        self._waiting = waiting
        self.containers = self.members = 0
        """How many of them the last file held."""
        self._limits = limits or ReaderLimits()
        self._process: SpawnProcess | ForkServerProcess | None = None
        self._connection: Connection | None = None
        self.interrupted = False
        """Whether the reading of the last file broke off for a reason that may not be there the next time."""

    def __enter__(self) -> ReaderProcess:
        return self

    def __exit__(self, error: type[BaseException] | None, *_: object) -> None:
        if error is not None and self._process is not None:
            self._process.kill()  # it may be in the middle of something long
        self.close()

    @property
    def pid(self) -> int | None:
        """The number of the process, None where there is none."""
        return self._process.pid if self._process else None

    def read(
        self, path: str, fields: Mapping[str, str], encoding: str = "", scans: str = ""
    ) -> Iterator[CutRecord | Problem]:
        """Yield the records of a file in their order, or what is wrong with one, or with the file.

        ``encoding`` is what its texts are in that are not in Unicode, where somebody named it, ``scans`` the languages
        in which a machine is to read pictures of pages.
        A member that ends the process is left out, and told as a problem. Raises ConfigurationError if ``fields``
        has a name that is none of ours.
        """
        FieldNames(fields)
        self.interrupted = False
        self.containers = self.members = 0
        fatal: dict[int, str] = {}
        delivered: Counter[int] = Counter()  # records by the number of their member
        while True:
            ended = yield from self._attempt(Request(path, fields, fatal, encoding, self._passwords, scans), delivered)
            if ended is None:
                return
            member, reason = ended
            shown = neutralise_line(path)
            if not member or member in fatal or len(fatal) >= _MOST_FATAL:
                yield Problem(shown, None, f"{reason}; what comes behind it is not read" if member else reason)
                return
            fatal[member] = reason
            delivered[member] = 0

    def _attempt(
        self, request: Request, delivered: Counter[int]
    ) -> Generator[CutRecord | Problem, None, tuple[int, str] | None]:
        """Read a file; return the member at which that ended, and why, or None if it was read to its end."""
        passed: Counter[int] = Counter()
        member = 0
        connection = self._connected()
        try:
            connection.send(request)
            while True:
                while not connection.poll(_TELL_EVERY):
                    self._waiting()
                answer: Batch | Failure = connection.recv()
                if isinstance(answer, Failure):
                    self.close()
                    _log.error("%s: %s\n%s", neutralise_line(request.path), answer.reason, answer.details)
                    return member, answer.reason
                member = answer.member
                for number, record in answer.records:
                    passed[number] += 1
                    if passed[number] > delivered[number]:
                        delivered[number] += 1
                        yield record
                if answer.is_last:
                    self.containers, self.members = answer.containers, answer.members
                    return None
        except (EOFError, OSError):
            return member, self._reason_of_death()
        except GeneratorExit:
            self.close()  # what it would still send is of a file that nobody wants
            raise

    def _connected(self) -> Connection:
        if self._process is not None and not self._process.is_alive():
            self.close()
        if self._connection is None:
            self._connection, theirs = self.context.Pipe()
            self._process = self.context.Process(
                target=serve, args=(theirs, self._limits, registry.FORMATS, self._scratch), daemon=True
            )
            self._process.start()
            theirs.close()
        return self._connection

    def _reason_of_death(self) -> str:
        process = self._process
        if process is not None:
            process.join(_PATIENCE)
        code = process.exitcode if process is not None else None
        self.close()
        if code == -signal.SIGPROF:
            return f"its reading took more than {self._limits.seconds:g} seconds of computing"
        if code == -signal.SIGKILL:
            self.interrupted = True
            return "the process that read it was ended by the system, perhaps for lack of memory"
        if code == -signal.SIGABRT:  # as libraries end it that get no memory
            return (
                f"the process that read it gave up, perhaps for lack of memory: it had {self._limits.memory / 1e9:g} GB"
            )
        if code is not None and code < 0:
            return f"the process that read it crashed ({signal.Signals(-code).name})"
        return "the process that read it ended"

    def close(self) -> None:
        """End the process."""
        if self._connection is not None:
            self._connection.close()
            self._connection = None
        if self._process is not None:
            self._process.join(_PATIENCE)
            if self._process.is_alive():
                self._process.kill()
                self._process.join()
            self._process.close()
            self._process = None
