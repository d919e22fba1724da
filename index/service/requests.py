"""The requests that come in to the worker, read by a thread while an earlier one is being answered."""

from __future__ import annotations

import json
import queue
import threading
from typing import TextIO

from index.answers import Json

_PATIENT = ("entities",)


class Withdrawn(Exception):  # noqa: N818 - not an error: nobody waits for the answer any more
    """The request was withdrawn."""


class Postponed(Exception):  # noqa: N818 - not an error: it will be answered later
    """The request gives way to one that came after it."""


class Requests:
    """The requests that have come in; knows which of them nobody waits for any more."""

    def __init__(self, stream: TextIO) -> None:
        self._stream = stream
        self._waiting: queue.SimpleQueue[Json | None] = queue.SimpleQueue()
        self._withdrawn: set[int] = set()
        self._newest_search = -1
        threading.Thread(target=self._read, daemon=True).start()

    def _read(self) -> None:
        for line in self._stream:
            try:
                request = json.loads(line)
            except ValueError:
                continue  # half a line, from a client that died
            if "cancel" in request:
                self._withdrawn.add(request["cancel"])
                continue
            if request.get("call") == "search":
                self._newest_search = request["id"]
            self._waiting.put(request)
        self._waiting.put(None)

    def next(self) -> Json | None:
        """The next request that somebody waits for; None when the input has closed."""
        if self._waiting.empty():
            self._withdrawn.clear()  # what has come was answered: these were withdrawn too late
        while (request := self._waiting.get()) is not None:
            if not self._is_withdrawn(request):
                return request
        return None

    def check(self, request: Json) -> None:
        """Raise Withdrawn if nobody waits for an answer to a request any more, Postponed if it gives way to another."""
        if self._is_withdrawn(request):
            raise Withdrawn
        if request.get("call") in _PATIENT and not self._waiting.empty():
            raise Postponed

    def postpone(self, request: Json) -> None:
        """Put a request behind all that wait."""
        self._waiting.put(request)

    def _is_withdrawn(self, request: Json) -> bool:
        """Whether a request was withdrawn, or is a search that a newer one has replaced."""
        if request["id"] in self._withdrawn:
            self._withdrawn.discard(request["id"])
            return True
        return bool(request.get("call") == "search" and request["id"] < self._newest_search)
