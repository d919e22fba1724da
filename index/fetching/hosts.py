"""Hosts are asked one request at a time, with a pause between two, and not at all while they ask for that."""

from __future__ import annotations

import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager

from index.errors import FetchError
from index.fetching.state import State

LONGEST_WAIT = 86400.0
"""Seconds that a Retry-After or a max-age counts at most."""


class LeftAloneError(FetchError):
    """Nobody was asked, since the host has asked to be left alone. ``wait`` is for how many seconds yet."""

    def __init__(self, host: str, wait: float) -> None:
        super().__init__(f"{host} has asked to be left alone for a while")
        self.wait = wait


class Hosts:
    """Whose turn it is, for all threads of a run; what hosts have asked for outlasts it."""

    def __init__(self, state: State, pause: float) -> None:
        """``pause`` is the shortest one between two requests to a host, in seconds."""
        self._state = state
        self._pause = pause
        self._guard = threading.Lock()
        self._turns: dict[str, threading.Lock] = {}
        self._next: dict[str, float] = {}

    @contextmanager
    def turn(self, host: str, pause: float = 0.0) -> Iterator[None]:
        """Wait until the host may be asked, and hold its turn. Raises LeftAloneError if it wants that."""
        with self._guard:
            turn = self._turns.setdefault(host, threading.Lock())
        with turn:
            blocked = self._state.left_alone(host) - time.time()
            if 0 < blocked <= LONGEST_WAIT:  # longer than anyone can ask for: the clock was set back
                raise LeftAloneError(host, blocked)
            wait = self._next.get(host, 0.0) - time.monotonic()
            if wait > 0:
                time.sleep(wait)
            try:
                yield
            finally:
                self._next[host] = time.monotonic() + max(self._pause, pause)

    def leave_alone(self, host: str, seconds: float) -> None:
        """Ask a host for nothing for so long."""
        self._state.leave_alone(host, time.time() + min(seconds, LONGEST_WAIT))
