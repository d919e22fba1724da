"""The lines of the world's map: coasts, borders and rivers, coarse and fine. Read on first use."""

from __future__ import annotations

import gzip
import json
import sys
from array import array
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from itertools import accumulate
from pathlib import Path

COAST, BORDER, RIVER = "c", "b", "r"
SCALE = 100
"""Units of a degree; data/README.md says where the lines come from."""


@dataclass(frozen=True, slots=True)
class Line:
    """A line with its points in hundredths of a degree, east from 180° W and north from 90° S."""

    kind: str
    name: str  # of a river, "" for others
    xs: tuple[int, ...]
    ys: tuple[int, ...]

    def degrees(self) -> Iterator[tuple[float, float]]:
        """Latitude and longitude of its points."""
        return ((y / SCALE - 90, x / SCALE - 180) for x, y in zip(self.xs, self.ys, strict=True))


@cache
def world() -> tuple[tuple[Line, ...], tuple[Line, ...]]:
    """The lines of the map at 1:110 million, and those at 1:50 million."""
    packed = (Path(__file__).parent / "data" / "world.bin.gz").read_bytes()
    head, _, planes = gzip.decompress(packed).partition(b"\n")
    known = json.loads(head)
    count = sum(known["lengths"])
    xs, ys = (_values(planes[start : start + 2 * count], count) for start in (0, 2 * count))
    lines = []
    at = 0
    for length, kind, name in zip(known["lengths"], known["kinds"], known["name"], strict=True):
        lines.append(Line(kind, known["names"][name], tuple(xs[at : at + length]), tuple(ys[at : at + length])))
        at += length
    coarse = known["levels"][0]
    return tuple(lines[:coarse]), tuple(lines[coarse:])


def river_lines(name: str) -> list[Line]:
    """The lines of a river by its English name, none for one that the map does not have."""
    wanted = name.casefold()
    return [line for line in world()[1] if line.kind == RIVER and line.name.casefold() == wanted]


def _values(planes: bytes, count: int) -> list[int]:
    both = bytearray(2 * count)
    both[1::2], both[::2] = planes[:count], planes[count:]
    steps = array("H", bytes(both))
    if sys.byteorder == "big":
        steps.byteswap()
    return [value & 0xFFFF for value in accumulate(steps)]
