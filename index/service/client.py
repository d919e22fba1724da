"""Speaks to the worker process from the screen's: requests with ids, answers, restarts. Imports nothing heavy."""

from __future__ import annotations

import asyncio
import contextlib
import subprocess
from collections.abc import Callable
from pathlib import Path
from typing import IO, Any, TypeVar

import msgspec

import index.errors
from index.errors import DatelineError, QueryError, WorkerError
from index.home.folders import find_home, make_private_folder
from index.home.log import log_file
from index.home.log_writing import open_private
from index.home.starting import module_command
from index.service.calls import Call, Calls
from index.service.messages import Problem, Reply

Gives = TypeVar("Gives")

ATTEMPTS = 2
"""How often a request is sent: one that has ended two workers would end a third."""

RESTART_SECONDS = 0.1
"""How long a request waits for a new worker before it is sent again."""


class Client(Calls):
    """One worker process and the requests it has not answered yet."""

    def __init__(self, library: Path, notebook: Path) -> None:
        self.library = library
        self.notebook = notebook
        self._log = log_file(find_home(), notebook)
        self._process: subprocess.Popen[bytes] | None = None
        self._reader: asyncio.Task[None] | None = None
        self._waiting: dict[int, asyncio.Future[bytes]] = {}
        self._next_id = 0
        self._closing = False
        self.on_notice: Callable[[str], None] = lambda _: None

    @classmethod
    def spawn(cls, library: Path, notebook: Path) -> Client:
        """Start a worker; it opens the library while the screen is still being imported."""
        client = cls(library, notebook)
        client._start()
        client._send({"id": client._take_id(), "call": "open"})  # warms the worker up; nobody waits for it
        return client

    def _start(self) -> None:
        with contextlib.ExitStack() as stack:
            try:
                make_private_folder(self._log.parent)
                errors: IO[bytes] | int = stack.enter_context(open(self._log, "ab", opener=open_private))
            except (DatelineError, OSError):
                errors = subprocess.DEVNULL
            self._process = self.start_worker(errors)

    def start_worker(self, errors: IO[bytes] | int) -> subprocess.Popen[bytes]:
        """Start a worker, which writes what it has to complain of to ``errors``."""
        command = module_command("index.service.worker", str(self.library), str(self.notebook))
        return subprocess.Popen(
            command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=errors, start_new_session=True
        )

    @property
    def process_id(self) -> int | None:
        """The worker's process, None before it was started."""
        return self._process.pid if self._process is not None else None

    async def connect(self) -> None:
        """Begin to listen to the worker. To be called once the event loop runs."""
        self._reader = asyncio.create_task(self._listen())

    async def close(self) -> None:
        """End the worker."""
        self._closing = True
        if self._process is not None:
            self._process.kill()  # it only reads
        self._bury()
        if self._reader is not None:
            self._reader.cancel()
            with contextlib.suppress(asyncio.CancelledError):
                await self._reader

    # Messages

    async def ask(self, call: Call[..., Gives], arguments: dict[str, object]) -> Gives:
        """The answer to a call. Raises the error that the worker answered with."""
        for _ in range(ATTEMPTS):
            number = self._take_id()
            answer = self._waiting[number] = asyncio.get_running_loop().create_future()
            try:
                self._send({"id": number, "call": call.name, "arguments": arguments})
                return call.answer_of(await answer)
            except ConnectionError:
                await asyncio.sleep(RESTART_SECONDS)  # the worker has died: let it be started again
            except asyncio.CancelledError:
                with contextlib.suppress(ConnectionError):
                    self._send({"cancel": number})
                raise
            finally:
                self._waiting.pop(number, None)
        raise WorkerError(f"The search process ends whenever it is asked this; {self._log} has the details.")

    def _take_id(self) -> int:
        self._next_id += 1
        return self._next_id

    def _send(self, message: dict[str, Any]) -> None:
        if self._process is None or self._process.stdin is None:
            raise ConnectionError
        self._process.stdin.write(msgspec.json.encode(message) + b"\n")
        self._process.stdin.flush()

    async def _listen(self) -> None:
        """Read answers for as long as the client lives, from one worker after another."""
        while not self._closing and self._process is not None and self._process.stdout is not None:
            stream = asyncio.StreamReader(limit=2**30)
            protocol = asyncio.StreamReaderProtocol(stream)
            loop = asyncio.get_running_loop()
            transport, _ = await loop.connect_read_pipe(lambda p=protocol: p, self._process.stdout)  # type: ignore[misc]
            try:
                while line := await stream.readline():
                    self._take(msgspec.json.decode(line, type=Reply))
            finally:
                transport.close()
            if not self._closing:
                self._restart()

    def _take(self, reply: Reply) -> None:
        waiting = self._waiting.get(reply.id) if reply.id is not None else None
        if waiting is None or waiting.done():
            return
        if reply.error is not None:
            waiting.set_exception(_error(reply.error))
        else:
            waiting.set_result(bytes(reply.result))

    def _bury(self) -> None:
        """Wait for a process that has ended, and close our ends of its pipes."""
        if self._process is not None:
            self._process.wait()
            for pipe in (self._process.stdin, self._process.stdout):
                if pipe is not None:
                    with contextlib.suppress(OSError):  # what was not sent cannot be sent any more
                        pipe.close()

    def _restart(self) -> None:
        self._bury()
        self._start()
        self.on_notice("The search process ended and was started again.")
        for waiting in self._waiting.values():
            if not waiting.done():
                waiting.set_exception(ConnectionError())


def _error(problem: Problem) -> DatelineError:
    if problem.type == QueryError.__name__:
        return QueryError(problem.message, problem.column)
    kind: type[DatelineError] = getattr(index.errors, problem.type, DatelineError)
    return kind(problem.message)
