"""A library that is indexed again and again under a search process: nothing of an earlier state is left in memory.

The soak sees what the two processes take to some hundred kilobytes; this counts what was asked for, to the byte.
"""

import gc
import tracemalloc
from collections.abc import Callable
from pathlib import Path
from typing import Any

from figures import record

from index.worker import Worker

EDITIONS = 3
"""After so many the texts are those of before, so that what is kept of words and texts on purpose grows no more."""

WARMING_UP = 4
TIMES = 9
"""How often it is indexed until what is kept of results is full, and how often then."""

LEFT = 5_000
"""Bytes that may be left each time; what one generation's columns and postings take is much more."""

STORY = "Colonel Ryan Dillon said in Deir Ezzor on Monday that Syria and Russia met. " * 5


def look_around(worker: Worker) -> None:
    """Search, and ask all that the screen asks about a result."""

    def ask(call: str, **arguments: object) -> Any:
        answer = worker.answer({"id": 1, "call": call, "arguments": arguments}, lambda: None)
        assert "error" not in answer, answer
        return answer["result"]

    for query in ("Dillon", '"deir ezzor"', "coalition*", "date:2017", "person:dillon", ""):
        found = ask("search", query=query, order="", limit=50, other_names=True)
        ticket = found["ticket"]
        ask("facets", ticket=ticket)
        ask("entities", ticket=ticket, document="")
        ask("timeline", ticket=ticket, by="")
        for row in found["rows"]:
            ask("document", id=row["id"], ticket=ticket)
            ask("evidence", id=row["id"])
            ask("related", id=row["id"])


def test_indexing_again_leaves_nothing_in_the_search_process(build: Callable[..., Path], tmp_path: Path) -> None:
    worker: Worker | None = None
    held: list[int] = []
    try:
        for time in range(WARMING_UP + TIMES):
            changed = f"Edition {time % EDITIONS}. {STORY}"
            folder = build({f"{number}.txt": changed if number % 3 == 0 else STORY for number in range(6)})
            worker = worker or Worker(folder, tmp_path / "notes.sqlite")
            look_around(worker)
            if time == 0:
                tracemalloc.start()  # after all that is loaded once
            gc.collect()
            held.append(tracemalloc.get_traced_memory()[0])
    finally:
        tracemalloc.stop()
    early, late = held[WARMING_UP:][:EDITIONS], held[-EDITIONS:]
    left = (min(late) - min(early)) / (TIMES - EDITIONS)
    record("what indexing again leaves in the search process", f"{max(0, left) / 1000:.1f} KB each time", "memory")
    assert left < LEFT, held
