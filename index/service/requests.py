"""The requests that come in to the worker, read by a thread while an earlier one is being answered."""

from __future__ import annotations

import queue
import threading
from collections.abc import Callable
from typing import BinaryIO

import msgspec

from index.service.calls import CALLS
from index.service.messages import Request


class Withdrawn(Exception):  # noqa: N818 - not an error: nobody waits for the answer any more
    """The request was withdrawn."""


class Postponed(Exception):  # noqa: N818 - not an error: it will be answered later
    """The request gives way to one that came after it."""


class Malformed(msgspec.Struct):
    """A line that is no request, and why."""

    why: str


class Requests:
    """The requests that have come in; knows which of them nobody waits for any more."""

    def __init__(self, stream: BinaryIO, ended: Callable[[], None] = lambda: None) -> None:
        """``ended`` is called when the input has closed, in the thread that reads it."""
        self._stream = stream
        self._ended = ended
        self._waiting: queue.SimpleQueue[Request | Malformed | None] = queue.SimpleQueue()
        self._withdrawn: set[int] = set()
        self._newest: dict[str, int] = {}  # of the calls that a newer one replaces
        threading.Thread(target=self._read, daemon=True).start()

    def _read(self) -> None:
        decoder = msgspec.json.Decoder(Request)
        for line in self._stream:
            try:
                request = decoder.decode(line)
            except (msgspec.DecodeError, UnicodeDecodeError) as error:
                self._waiting.put(Malformed(str(error)))
                continue
            if request.cancel is not None:
                self._withdrawn.add(request.cancel)
                continue
            if request.call in CALLS and CALLS[request.call].replaced:
                self._newest[request.call] = request.id
            self._waiting.put(request)
        self._waiting.put(None)
        self._ended()

    def next(self) -> Request | Malformed | None:
        """The next request that somebody waits for; None when the input has closed."""
        if self._waiting.empty():
            self._withdrawn.clear()  # what has come was answered: these were withdrawn too late
        while (request := self._waiting.get()) is not None:
            if isinstance(request, Malformed) or not self._is_withdrawn(request):
                return request
        return None

    def check(self, request: Request) -> None:
        """Raise Withdrawn if nobody waits for an answer to a request any more, Postponed if it gives way to another."""
        if self._is_withdrawn(request):
            raise Withdrawn
        if CALLS[request.call].gives_way and not self._waiting.empty():
            raise Postponed

    def postpone(self, request: Request) -> None:
        """Put a request behind all that wait."""
        self._waiting.put(request)

    def _is_withdrawn(self, request: Request) -> bool:
        """Whether a request was withdrawn, or a newer one has replaced it."""
        if request.id in self._withdrawn:
            self._withdrawn.discard(request.id)
            return True
        return request.id < self._newest.get(request.call, request.id)
