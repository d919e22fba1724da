"""Bars of a timeline in text: what was published, then what is spoken of, told apart by their signs."""

from __future__ import annotations

PUBLISHED = "█"
SPOKEN = "░"


def bar(published: int, spoken: int, most: int, width: int) -> tuple[str, str]:
    """The two parts of a bar, together at most ``width`` cells, where ``most`` fills it. No count is without a cell."""
    solid = _cells(published, most, width)
    light = _cells(spoken, most, width)
    return PUBLISHED * solid, SPOKEN * max(min(light, width - solid), 0)


def _cells(count: int, most: int, width: int) -> int:
    return max(1, count * width // most) if count and most else 0
