"""Hosts are asked one request at a time, with a pause between two, and not at all while they ask for that."""

from __future__ import annotations

import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager

from index.errors import FetchError


class Hosts:
    """Whose turn it is, for all threads of a run."""

    def __init__(self, pause: float) -> None:
        """``pause`` is the shortest one between two requests to a host, in seconds."""
        self._pause = pause
        self._guard = threading.Lock()
        self._turns: dict[str, threading.Lock] = {}
        self._next: dict[str, float] = {}
        self._blocked: dict[str, float] = {}

    @contextmanager
    def turn(self, host: str, pause: float = 0.0) -> Iterator[None]:
        """Wait until the host may be asked, and hold its turn. Raises FetchError if it has asked to be left alone."""
        with self._guard:
            turn = self._turns.setdefault(host, threading.Lock())
        with turn:
            if self._blocked.get(host, 0.0) > time.monotonic():
                raise FetchError(f"{host} has asked to be left alone for a while")
            wait = self._next.get(host, 0.0) - time.monotonic()
            if wait > 0:
                time.sleep(wait)
            try:
                yield
            finally:
                self._next[host] = time.monotonic() + max(self._pause, pause)

    def leave_alone(self, host: str, seconds: float) -> None:
        """Ask a host for nothing for so long."""
        self._blocked[host] = time.monotonic() + seconds
