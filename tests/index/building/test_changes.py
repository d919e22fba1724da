"""Whether a file is read again: by its size and time, unless it may have changed within the clock's grain."""

from __future__ import annotations

from index.building.changes import RACY_NS, settled_time
from index.sources import FileStat

CHANGED_AT = 1_000_000_000_000_000_000


def test_a_time_is_remembered_once_the_clock_has_gone_on() -> None:
    file = FileStat("/a.txt", 7, CHANGED_AT)
    assert settled_time(file, CHANGED_AT + RACY_NS + 1) == CHANGED_AT
    assert settled_time(file, CHANGED_AT + RACY_NS) != CHANGED_AT
    assert settled_time(file, CHANGED_AT) != CHANGED_AT
