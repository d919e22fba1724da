"""A library that is searched, and indexed again and again under a search process: nothing is left of it in memory.

The soak sees what the two processes take to some hundred kilobytes; this counts what was asked for, to the byte.
"""

import gc
import tracemalloc
from collections.abc import Callable
from pathlib import Path

import msgspec
from figures import record

from index.service.messages import Request
from index.service.worker import Worker

WARMING_UP = 4
TIMES = 9
"""How often is looked around until what is kept on purpose is full, and how often then."""

EDITIONS = 3
"""After so many the texts are those of before, so that what is kept of words and texts grows no more."""

STORY = "Colonel Ryan Dillon said in Deir Ezzor on Monday that Syria and Russia met. " * 5
QUERIES = ("Dillon", '"deir ezzor"', "coalition*", "date:2017", "person:dillon", "")


MOST = 5_000
"""Bytes that may be left each time. One generation of the library is 30,000, a kilobyte a request 80,000."""


class Asker:
    """Asks a worker what the screen asks."""

    def __init__(self, library: Path, notebook: Path) -> None:
        self._worker = Worker(library, notebook)
        self.requests = 0

    def ask(self, call: str, **arguments: object) -> dict[str, object]:
        """The result of one request."""
        self.requests += 1
        request = Request(self.requests, call, msgspec.Raw(msgspec.json.encode(arguments)))
        reply = self._worker.answer(request, lambda: None)
        assert reply.error is None, reply
        result: dict[str, object] = msgspec.json.decode(reply.result)
        return result

    def look_around(self) -> None:
        """Search, and ask all that is asked about a result."""
        for query in QUERIES:
            found = self.ask("search", query=query, order="", limit=50, other_names=True)
            ticket = found["ticket"]
            self.ask("facets", ticket=ticket)
            self.ask("entities", ticket=ticket, document="")
            self.ask("timeline", ticket=ticket, by="")
            rows = found["rows"]
            assert isinstance(rows, (list, tuple))
            for row in rows:
                self.ask("document", id=row["id"], ticket=ticket)
                self.ask("evidence", id=row["id"])
                self.ask("related", id=row["id"])


def left_each_time(work: Callable[[int], None]) -> float:
    """How many bytes a piece of work leaves in memory that was asked for, once what is kept on purpose is full."""
    held: list[int] = []
    try:
        for time in range(WARMING_UP + TIMES):
            work(time)
            if time == 0:
                tracemalloc.start()  # after all that is loaded once
            gc.collect()
            held.append(tracemalloc.get_traced_memory()[0])
    finally:
        tracemalloc.stop()
    early, late = held[WARMING_UP:][:EDITIONS], held[-EDITIONS:]
    return (min(late) - min(early)) / (TIMES - EDITIONS)


def edition(time: int) -> dict[str, str]:
    """Files of which two change each time."""
    return {f"{number}.txt": f"Edition {time % EDITIONS}. {STORY}" if number % 3 == 0 else STORY for number in range(6)}


def test_indexing_again_leaves_nothing_in_the_search_process(build: Callable[..., Path], tmp_path: Path) -> None:
    asker = Asker(build(edition(0)), tmp_path / "notes.sqlite")

    def index_and_look(time: int) -> None:
        build(edition(time + 1))
        asker.look_around()

    left = left_each_time(index_and_look)
    record("what indexing again leaves in the search process", f"{max(0, left) / 1000:.1f} KB each time", "memory")
    assert left < MOST


def test_requests_leave_nothing_in_the_search_process(build: Callable[..., Path], tmp_path: Path) -> None:
    asker = Asker(build(edition(0)), tmp_path / "notes.sqlite")
    left = left_each_time(lambda _: asker.look_around())
    requests = asker.requests // (WARMING_UP + TIMES)
    record(f"what {requests} requests leave in the search process", f"{max(0, left) / 1000:.1f} KB each time", "memory")
    assert left < MOST
