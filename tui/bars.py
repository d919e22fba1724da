"""Bars of a timeline in text: what was published, then what is spoken of, told apart by their signs."""

from __future__ import annotations

PUBLISHED = "█"
SPOKEN = "░"


def bar(published: int, spoken: int, most: int, width: int) -> str:
    """A bar of at most ``width`` cells for two counts, where ``most`` fills it. What is not zero has a cell."""
    solid = _cells(published, most, width)
    light = _cells(spoken, most, width)
    return PUBLISHED * solid + SPOKEN * max(min(light, width - solid), 0)


def _cells(count: int, most: int, width: int) -> int:
    return max(1, count * width // most) if count and most else 0
