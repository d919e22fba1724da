"""A timeline in one row: a bar of an eighth to eight eighths of a cell for each time, the chosen one in brackets."""

from __future__ import annotations

from collections.abc import Sequence

_BARS = " ▁▂▃▄▅▆▇█"


def spark(counts: Sequence[int], chosen: int | None, width: int) -> str:
    """The bars of as many counts as fit around the chosen one, else of the last; none that counts is without a bar."""
    room = max(1, width - (2 if chosen is not None else 0))
    start = max(0, len(counts) - room)
    if chosen is not None:
        start = max(0, min(start, chosen - room // 2))
    shown = counts[start : start + room]
    most = max(shown, default=0)
    bars = [_BARS[-(-count * 8 // most) if most else 0] for count in shown]
    if chosen is not None:
        bars[chosen - start] = f"[{bars[chosen - start]}]"
    return "".join(bars)
