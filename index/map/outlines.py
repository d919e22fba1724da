"""The world's lines as they are drawn in a window: coarse or fine, simplified to the dots of the zoom, and kept."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache, lru_cache
from itertools import groupby

from index.map.canvas import Canvas
from index.map.projection import DOTS_ACROSS, DOTS_DOWN, View, project
from index.map.world import BORDER, RIVER, SCALE, Line, world

_FINE_FROM = 1500
"""Dots of the world across from which the finer lines are drawn."""

_EVERY = {BORDER: 2, RIVER: 3}
"""Of a border each second dot is drawn and of a river each third, so that all are told apart without colours."""

_FROM = {BORDER: 400, RIVER: 700}
"""Dots of the world across from which there is room for them."""

_SHARES = 65_536  # of the world's width and height, to which places are kept


def draw_world(canvas: Canvas, view: View) -> None:
    """Draw coasts, borders and rivers."""
    for kind, points in lines_in(view):
        canvas.path(points, _EVERY.get(kind, 1))


def lines_in(view: View) -> Iterator[tuple[str, list[tuple[int, int]]]]:
    """The kind of each line that may be in view, and its points in dots from the window's corner."""
    level = int(view.world >= _FINE_FROM)
    width, height = view.columns * DOTS_ACROSS, view.rows * DOTS_DOWN
    first, last = view.edges
    times = range((view.left + first) // view.world, (view.left + last) // view.world + 1)
    for number, (kind, left, top, right, bottom) in enumerate(_bounds(level)):
        if view.world < _FROM.get(kind, 0):
            continue
        if bottom * view.world // _SHARES < view.top - 1 or top * view.world // _SHARES > view.top + height:
            continue
        for around in times:
            shift = around * view.world - view.left
            if right * view.world // _SHARES + shift >= first - 1 and left * view.world // _SHARES + shift <= last:
                points = [(x + shift, y - view.top) for x, y in _simplified(level, number, view.world)]
                if width <= view.world:
                    yield kind, points
                else:
                    yield from ((kind, part) for part in _within(points, first, last))


def _within(points: list[tuple[int, int]], first: int, last: int) -> Iterator[list[tuple[int, int]]]:
    """The parts of a line from one dot across to before another."""
    for inside, part in groupby(points, lambda point: first <= point[0] < last):
        if inside:
            yield list(part)


@cache
def _bounds(level: int) -> list[tuple[str, int, int, int, int]]:
    """Kind and edges of each line, in shares of the world."""
    found = []
    for line in world()[level]:
        xs, ys = [x * _SHARES // (360 * SCALE) for x in (min(line.xs), max(line.xs))], (max(line.ys), min(line.ys))
        top, bottom = (int(_down()[y] * _SHARES) for y in ys)
        found.append((line.kind, xs[0], top, xs[1], bottom))
    return found


@lru_cache(maxsize=4096)
def _simplified(level: int, number: int, dots: int) -> tuple[tuple[int, int], ...]:
    """The points of a line in dots of a world so wide, without those that fall on the dot before them."""
    line: Line = world()[level][number]
    across, down = dots / (360 * SCALE), _down()
    kept: list[tuple[int, int]] = []
    for x, y in zip(line.xs, line.ys, strict=True):
        point = (int(x * across), int(down[y] * dots))
        if not kept or point != kept[-1]:
            kept.append(point)
    return tuple(kept)


@cache
def _down() -> list[float]:
    """How far down the world each hundredth of a degree from the south pole is, from 0 to 1."""
    return [project(y / SCALE - 90, 0, 1)[1] for y in range(180 * SCALE + 1)]
