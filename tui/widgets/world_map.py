"""The map as a widget: a window on the world with the places of a result, of which one is chosen."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Sequence
from itertools import accumulate
from math import cos, hypot, radians
from typing import ClassVar

from rich.segment import Segment
from textual.strip import Strip
from textual.widget import Widget

from index.answers.entity import MapPlace
from index.map.projection import View
from tui.safety import foreign
from tui.text.map_frame import Mark, Piece, frame
from tui.widgets.rowlist import strip_of

_MOST = 0.75
"""So much of all that names points is shown at first."""

Choose = Callable[[Sequence[MapPlace]], list[tuple[float, float]]]
"""Which places the window is to show, by latitude and longitude."""


class WorldMap(Widget, can_focus=True):
    """Draws its window whole; only the cells that change are sent."""

    COMPONENT_CLASSES: ClassVar[set[str]] = {"row--muted", "row--place", "row--cursor", "row--sign"}

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self.places: Sequence[MapPlace] = ()
        self.chosen: int | None = None
        self.view = View.showing((), 1, 1)
        self._marks: Sequence[Mark] = ()
        self._rows: list[list[Piece]] = []
        self._shown: Choose | None = _where_most_are  # shown in any size, until the analyst moves

    def show(self, places: Sequence[MapPlace], chosen: int | None) -> None:
        """Shows other places; the window stays if the analyst has moved it."""
        self.places = places
        self.chosen = chosen
        self._marks = [
            Mark(foreign(one.name), one.latitude, one.longitude, one.documents, one.is_point, one.here, one.unsure > 0)
            for one in places
        ]
        self._fit()

    @property
    def current(self) -> MapPlace | None:
        """The chosen place."""
        return self.places[self.chosen] if self.chosen is not None else None

    def show_all(self) -> None:
        """Shows the window with all places that are points."""
        self._shown = _points
        self._fit()

    def choose(self, number: int) -> None:
        """Chooses a place, and moves to it if it is not in the window."""
        self.chosen = number
        place = self.places[number]
        if self.view.cell(place.latitude, place.longitude) is None:
            self._shown = None
            self.view = View.around(place.latitude, place.longitude, self.view.zoom, *self._cells)
        self._draw()

    def zoom(self, steps: int) -> None:
        """Enlarges or shrinks the map around its middle, or around the chosen place if that is in the window."""
        place = self.current
        seen = place is not None and self.view.cell(place.latitude, place.longitude) is not None
        middle = (place.latitude, place.longitude) if place is not None and seen and steps > 0 else self.view.middle
        self._shown = None
        self.view = View.around(*middle, self.view.zoom + steps, *self._cells)
        self._draw()

    def pan(self, across: int, down: int) -> None:
        """Moves the window by quarters of its size."""
        columns, rows = self._cells
        self._shown = None
        self.view = self.view.moved(across * max(1, columns // 4), down * max(1, rows // 4))
        self._draw()

    def on_resize(self) -> None:
        """Takes up another size."""
        if self._shown is None:
            self.view = self.view.sized(*self._cells)
        self._fit()

    def _fit(self) -> None:
        """Draws the window, once it is brought to what is to be shown."""
        if self._shown is not None:
            self.view = View.showing(self._shown(self.places), *self._cells)
        self._draw()

    @property
    def _cells(self) -> tuple[int, int]:
        return max(1, self.size.width), max(1, self.size.height)

    def _draw(self) -> None:
        self._rows = frame(self.view, self._marks, self.chosen)
        self.refresh()

    def render_line(self, y: int) -> Strip:
        """Returns a row of the map."""
        base = self.rich_style
        pieces = self._rows[y] if y < len(self._rows) else []
        styles = {name: base + self.get_component_rich_style(f"row--{name}", partial=True) for _, name in pieces}
        return strip_of([Segment(text, styles[name]) for text, name in pieces], self.size.width, base)


def _points(places: Sequence[MapPlace]) -> list[tuple[float, float]]:
    return [(one.latitude, one.longitude) for one in places if one.is_point]


def _where_most_are(places: Sequence[MapPlace]) -> list[tuple[float, float]]:
    """The points nearest to the most frequent one, as many as have most of the documents."""
    points = [one for one in places if one.is_point]
    if not points:
        return []
    first = points[0]
    width = cos(radians(first.latitude))
    points.sort(key=lambda one: hypot(one.latitude - first.latitude, (one.longitude - first.longitude) * width))
    counted = list(accumulate(one.documents for one in points))
    last = bisect_left(counted, _MOST * counted[-1])
    return _points(points[: last + 1])
