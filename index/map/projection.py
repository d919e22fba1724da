"""The map's projection, Mercator on a sphere, and the window on it, in dots of the terminal.

The world is so many dots wide; a dot is the eighth of a cell (braille), two across and four down, and about square.
Mercator, since a move is then a shift of the same picture and a window's edges are parallels and meridians.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from itertools import pairwise
from math import atan, cos, degrees, log, pi, radians, sinh, tan

from index.query.where import Area

DOTS_ACROSS, DOTS_DOWN = 2, 4
"""Dots of a cell."""

HIGHEST_LATITUDE = 85.0
"""Beyond it Mercator's world has no end."""

_SMALLEST, _LARGEST = 0, 32  # zooms: each is √2 times as large as the one before
_WORLD = 128  # dots across at the smallest
_EQUATOR = 40_075.017  # kilometres
_MARGIN = 0.1  # of the window's width, left and right of what is shown as a whole


def project(latitude: float, longitude: float, world: int) -> tuple[float, float]:
    """A place in dots from the world's left and upper edge. Latitudes beyond the highest are put on its line."""
    latitude = max(-HIGHEST_LATITUDE, min(HIGHEST_LATITUDE, latitude))
    down = 0.5 - log(tan(pi / 4 + radians(latitude) / 2)) / (2 * pi)
    return (longitude + 180) / 360 * world, down * world


def unproject(x: float, y: float, world: int) -> tuple[float, float]:
    """Latitude and longitude of a dot, the inverse of ``project``; longitudes from -180 to 180."""
    latitude = degrees(atan(sinh(2 * pi * (0.5 - y / world))))
    longitude = (x / world * 360) % 360 - 180
    return latitude, longitude


@dataclass(frozen=True, slots=True)
class View:
    """A window on the map: its size in cells, its zoom, and the dot of the world in its upper left corner.

    The corner lies on a cell's, so that a move shifts cells and changes none.
    """

    columns: int
    rows: int
    zoom: int
    left: int
    top: int

    @classmethod
    def around(cls, latitude: float, longitude: float, zoom: int, columns: int, rows: int) -> View:
        """The window of this size with a place in its middle."""
        zoom = max(_SMALLEST, min(_LARGEST, zoom))
        x, y = project(latitude, longitude, _world(zoom))
        left = round(x - columns * DOTS_ACROSS / 2) // DOTS_ACROSS * DOTS_ACROSS
        top = round(y - rows * DOTS_DOWN / 2) // DOTS_DOWN * DOTS_DOWN
        return cls(columns, rows, zoom, left, top)._within_world()

    @classmethod
    def showing(cls, places: Iterable[tuple[float, float]], columns: int, rows: int) -> View:
        """The nearest window that shows all places, given by latitude and longitude; the world if there are none."""
        found = list(places)
        if not found:
            return cls.around(20, 0, _SMALLEST, columns, rows)
        south, north = min(place[0] for place in found), max(place[0] for place in found)
        west, east = _span(sorted(place[1] for place in found))
        # The corner is put on a cell's, so that a cell at each side may be lost.
        across = min(columns * (1 - 2 * _MARGIN), columns - 2) * DOTS_ACROSS
        down = min(rows * (1 - 2 * _MARGIN), rows - 2) * DOTS_DOWN
        zoom = _LARGEST - 8  # a single place is shown with what is around it
        while zoom > _SMALLEST:
            world = _world(zoom)
            height = project(south, 0, world)[1] - project(north, 0, world)[1]
            if (east - west) / 360 * world <= across and height <= down:
                break
            zoom -= 1
        world = _world(zoom)
        middle = unproject(0, (project(south, 0, world)[1] + project(north, 0, world)[1]) / 2, world)[0]
        return cls.around(middle, ((west + east) / 2 + 180) % 360 - 180, zoom, columns, rows)

    @property
    def world(self) -> int:
        """Dots of the world from west to east at this zoom."""
        return _world(self.zoom)

    @property
    def edges(self) -> tuple[int, int]:
        """Between which dots from the window's left the world is shown: once, in the middle of a wider window."""
        across = self.columns * DOTS_ACROSS
        first = max(0, across - self.world) // (2 * DOTS_ACROSS) * DOTS_ACROSS
        return first, min(across, first + self.world)

    def dots(self, latitude: float, longitude: float) -> tuple[float, float]:
        """Where a place is in dots from the window's upper left corner, which may be beyond its other edges."""
        x, y = project(latitude, longitude, self.world)
        first, _ = self.edges
        return (x - self.left - first) % self.world + first, y - self.top

    @property
    def middle(self) -> tuple[float, float]:
        """Latitude and longitude of the window's middle."""
        x, y = self.left + self.columns * DOTS_ACROSS / 2, self.top + self.rows * DOTS_DOWN / 2
        return unproject(x, y, self.world)

    @property
    def area(self) -> Area:
        """The area shown, in thousandths of a degree; the whole world around where all of it is in view."""
        north, west = unproject(self.left, max(0, self.top), self.world)
        bottom = min(self.world, self.top + self.rows * DOTS_DOWN)
        south, east = unproject(self.left + self.columns * DOTS_ACROSS, bottom, self.world)
        if self.columns * DOTS_ACROSS >= self.world:
            west, east = -180.0, 180.0
        return Area(round(south, 3), round(north, 3), round(west, 3), round(east, 3))

    def cell(self, latitude: float, longitude: float) -> tuple[int, int] | None:
        """Column and row of a place in the window, None for one outside."""
        x, y = self.dots(latitude, longitude)
        column, row = int(x // DOTS_ACROSS), int(y // DOTS_DOWN)
        return (column, row) if 0 <= column < self.columns and 0 <= row < self.rows else None

    def zoomed(self, steps: int) -> View:
        """The window with the same middle, larger or smaller by so many steps."""
        return View.around(*self.middle, self.zoom + steps, self.columns, self.rows)

    def moved(self, columns: int, rows: int) -> View:
        """The window moved by so many cells east and south, not beyond the poles."""
        moved = replace(self, left=self.left + columns * DOTS_ACROSS, top=self.top + rows * DOTS_DOWN)
        return moved._within_world()

    def sized(self, columns: int, rows: int) -> View:
        """The window in another size with the same middle."""
        return View.around(*self.middle, self.zoom, columns, rows)

    def kilometres(self, cells: int) -> float:
        """How long so many cells are across the window's middle."""
        return cells * DOTS_ACROSS / self.world * _EQUATOR * cos(radians(self.middle[0]))

    def _within_world(self) -> View:
        height = self.rows * DOTS_DOWN
        lowest, highest = (0, self.world - height) if height < self.world else (self.world - height, 0)
        top = max(min(lowest, highest), min(max(lowest, highest), self.top)) // DOTS_DOWN * DOTS_DOWN
        left = self.left % self.world // DOTS_ACROSS * DOTS_ACROSS
        return replace(self, left=left, top=top)


def scale_bar(view: View, most: int) -> tuple[int, int]:
    """A round length in kilometres and its cells, no more than ``most``; at least one cell."""
    length = view.kilometres(max(1, most))
    fitting = [figure * 10**power for power in range(5) for figure in (1, 2, 5) if figure * 10**power <= length]
    kilometres = max(fitting, default=1)
    return kilometres, max(1, round(most * kilometres / length))


def _world(zoom: int) -> int:
    """Dots of the world across, a multiple of a cell's."""
    return round(_WORLD * 2 ** (zoom / 2)) // DOTS_DOWN * DOTS_DOWN


def _span(longitudes: list[float]) -> tuple[float, float]:
    """The shortest span that holds all of these ascending longitudes, which may run beyond 180°."""
    gaps = [after - before for before, after in pairwise(longitudes)]
    around = longitudes[0] + 360 - longitudes[-1]
    if not gaps or max(gaps) <= around:
        return longitudes[0], longitudes[-1]
    at = gaps.index(max(gaps)) + 1
    return longitudes[at], longitudes[at - 1] + 360
