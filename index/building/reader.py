"""The reading process: it cuts files into records for the process that builds, and may die of what they hold."""

from __future__ import annotations

import contextlib
import os
import resource
import signal
import sys
import tempfile
import traceback
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from multiprocessing.connection import Connection
from pathlib import Path

from index.building.ending import end_with_parent
from index.building.survey import Survey
from index.dates.order import DateOrder
from index.model import Problem, RawRecord
from index.sources.fields import FieldNames
from index.sources.formats import registry
from index.sources.formats.registry import Format
from index.sources.limits import Budget
from index.sources.reading import read_leaves

_BATCH_RECORDS = 64
_BATCH_BYTES = 2**18


@dataclass(frozen=True, slots=True)
class ReaderLimits:
    """What the reading of one record, member or page may take: seconds of CPU, and bytes of memory."""

    seconds: float = 30.0
    memory: int = 1_500_000_000


@dataclass(frozen=True, slots=True)
class CutRecord:
    """A record, with what the others of its member tell of it."""

    raw: RawRecord
    unique: bool = False  # whether it alone has its own id
    order: DateOrder = DateOrder.AUTO  # of day and month, in the dates of its source
    file_is_filled_in: bool = False  # every date of its member is a 1 January


@dataclass(frozen=True, slots=True)
class Request:
    """A file to read. ``fatal`` are the numbers of members that ended the process before, and how."""

    path: str
    fields: Mapping[str, str]
    fatal: Mapping[int, str]
    encoding: str = ""  # of texts that are not in Unicode
    passwords: tuple[str, ...] = field(default=(), repr=False)
    scans: str = ""  # languages in which a machine reads pictures of pages


@dataclass(frozen=True, slots=True)
class Batch:
    """Records in their order, each with the number of the member that was read; and the one that is read now.

    The last of a file says how many containers and members it held.
    """

    records: tuple[tuple[int, CutRecord | Problem], ...]
    member: int
    is_last: bool = False
    containers: int = 0
    members: int = 0


@dataclass(frozen=True, slots=True)
class Failure:
    """The reading of a file broke off, by a mistake of the reader's or for lack of memory."""

    reason: str
    details: str = ""  # the traceback


def cut(path: Path, fields: Mapping[str, str], budget: Budget, encoding: str = "") -> Iterator[CutRecord | Problem]:
    """Yield the records of a file, with what those of one member tell of each other."""
    for leaf in read_leaves(path, FieldNames(fields), budget, encoding):
        if isinstance(leaf, Problem):
            yield leaf
            continue
        survey = Survey(leaf.records() if leaf.judged_together else (), path.name)
        for raw in leaf.records():
            if isinstance(raw, Problem) or not leaf.judged_together:
                yield raw if isinstance(raw, Problem) else CutRecord(raw)
            else:
                unique = survey.is_unique(_field(raw, "id"))
                yield CutRecord(raw, unique, survey.date_order(_field(raw, "source")), survey.file_is_filled_in)


def serve(connection: Connection, limits: ReaderLimits, formats: tuple[Format, ...], scratch: str | None) -> None:
    """Read the files that are asked for, until the connection closes.

    ``scratch`` is the folder for what must be unpacked to be read, the system's own if it is None.
    """
    tempfile.tempdir = scratch
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # the process that builds is interrupted, and closes the connection
    _be_silent()
    end_with_parent()
    _limit_memory(limits.memory)
    registry.FORMATS = formats
    try:
        while True:
            request: Request = connection.recv()
            _answer(connection, request, limits)
    except (EOFError, OSError):
        return
    except MemoryError:
        connection.send(Failure(f"its reading needs more than {limits.memory / 1e9:g} GB of memory"))


def _answer(connection: Connection, request: Request, limits: ReaderLimits) -> None:
    sender = _Sender(connection)
    budget = Budget(
        begin_part=lambda: _start_clock(limits.seconds),
        enter=sender.enter,
        fatal=request.fatal,
        passwords=request.passwords,
        scans=request.scans,
    )
    try:
        for record in cut(Path(request.path), request.fields, budget, request.encoding):
            sender.add(record)
        sender.finish(budget)
    except (OSError, MemoryError):
        raise
    except Exception as error:  # noqa: BLE001 - the reading process's door: a mistake costs its file, never the run
        sender.flush()
        connection.send(Failure(f"its reader failed ({type(error).__name__})", traceback.format_exc()))
    finally:
        _start_clock(0)


class _Sender:
    """Sends records in batches; before a member is read, what came before it is sent, with its number."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection
        self._records: list[tuple[int, CutRecord | Problem]] = []
        self._size = 0
        self._member = 0

    def add(self, record: CutRecord | Problem) -> None:
        self._records.append((self._member, record))
        if isinstance(record, CutRecord):
            content = record.raw.content
            self._size += len(content) if isinstance(content, bytes) else sum(map(len, content.values()))
        if len(self._records) >= _BATCH_RECORDS or self._size >= _BATCH_BYTES:
            self.flush()

    def enter(self, member: int) -> None:
        self._member = member
        self.flush()

    def finish(self, budget: Budget) -> None:
        last = Batch(tuple(self._records), self._member, True, budget.containers, budget.members)
        self._connection.send(last)

    def flush(self) -> None:
        self._connection.send(Batch(tuple(self._records), self._member))
        self._records.clear()
        self._size = 0


def _start_clock(seconds: float) -> None:
    """End this process when it has computed for so long from now on; 0 stops the clock."""
    signal.setitimer(signal.ITIMER_PROF, seconds)


def _limit_memory(size: int) -> None:
    _, hard = resource.getrlimit(resource.RLIMIT_AS)
    with contextlib.suppress(OSError, ValueError):  # macOS knows the limit and refuses to set it
        resource.setrlimit(resource.RLIMIT_AS, (size if hard == resource.RLIM_INFINITY else min(size, hard), hard))


def _be_silent() -> None:
    """Let nothing that a library prints reach the terminal."""
    nowhere = os.open(os.devnull, os.O_WRONLY)
    for stream in (sys.stdout, sys.stderr):
        stream.flush()
    os.dup2(nowhere, 1)
    os.dup2(nowhere, 2)
    os.close(nowhere)


def _field(raw: RawRecord, name: str) -> str:
    return "" if isinstance(raw.content, bytes) else raw.content.get(name, "")
