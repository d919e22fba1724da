"""The map as a picture for a report, drawn from the same lines as on the screen (SVG 1.1)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from math import sqrt

from index.map.accounts import PlaceAccount
from index.map.export.kml import xml_text
from index.map.labels import Box, Label, place_labels
from index.map.outlines import lines_in
from index.map.projection import DOTS_ACROSS, DOTS_DOWN, View, scale_bar
from index.map.world import BORDER, COAST, RIVER

_COLUMNS, _ROWS = 400, 140  # cells, in whose dots it is drawn
_LETTER, _LINE = 8, 14  # dots
_STROKES = {
    COAST: 'stroke="#555" stroke-width="1"',
    BORDER: 'stroke="#999" stroke-width="1" stroke-dasharray="4 2"',
    RIVER: 'stroke="#6a9fd0" stroke-width="0.8"',
}
_LARGEST = 14.0  # dots, the radius of the circle of the place in the most documents


def to_svg(places: Iterable[PlaceAccount]) -> str:
    """The map of the window that shows all places that are points, with circles by their numbers of documents."""
    points = [place for place in places if place.is_point]
    view = View.showing(((place.latitude, place.longitude) for place in points), _COLUMNS, _ROWS)
    width, height = _COLUMNS * DOTS_ACROSS, _ROWS * DOTS_DOWN
    parts = [*_lines(view), *_circles(view, points), *_names(view, points), *_scale(view, height)]
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}" width="{width}" height="{height}">\n'
        f'<rect width="{width}" height="{height}" fill="#fff"/>\n' + "\n".join(parts) + "\n"
        '<text x="4" y="12" font-family="sans-serif" font-size="9" fill="#777">Natural Earth, GeoNames</text>\n</svg>\n'
    )


def _lines(view: View) -> Iterator[str]:
    for kind, points in lines_in(view):
        path = " ".join(f"{x},{y}" for x, y in points)
        yield f'<polyline fill="none" {_STROKES[kind]} points="{path}"/>'


def _circles(view: View, points: list[PlaceAccount]) -> Iterator[str]:
    most = max((len(place.reports) for place in points), default=1)
    for place in reversed(points):
        x, y = view.dots(place.latitude, place.longitude)
        radius = max(2.0, _LARGEST * sqrt(len(place.reports) / most))
        yield (
            f'<circle cx="{x:.1f}" cy="{y:.1f}" r="{radius:.1f}" fill="#c0392b" fill-opacity="0.5" stroke="#c0392b">'
            f"<title>{xml_text(place.name)}: {len(place.reports)}</title></circle>"
        )


def _names(view: View, points: list[PlaceAccount]) -> Iterator[str]:
    """The names, laid out in columns of a letter and rows of a line, so that none covers another."""
    columns, rows = view.columns * DOTS_ACROSS // _LETTER, view.rows * DOTS_DOWN // _LINE
    named = [(place, *view.dots(place.latitude, place.longitude)) for place in points]
    labels = [Label(int(x // _LETTER), int(y // _LINE), len(place.name) + 1) for place, x, y in named]
    signs = [Box(label.column, label.row, 1) for label in labels]
    for (place, _, _), box in zip(named, place_labels(labels, signs, columns, rows), strict=True):
        if box is not None:
            x, y = box.column * _LETTER + _LETTER // 2, (box.row + 1) * _LINE - 4
            name = xml_text(place.name)
            yield f'<text x="{x}" y="{y}" font-family="sans-serif" font-size="12" fill="#222">{name}</text>'


def _scale(view: View, height: int) -> Iterator[str]:
    kilometres, cells = scale_bar(view, _COLUMNS // 5)
    width = cells * DOTS_ACROSS
    yield f'<line x1="10" y1="{height - 10}" x2="{10 + width}" y2="{height - 10}" stroke="#222" stroke-width="2"/>'
    yield f'<text x="10" y="{height - 15}" font-family="sans-serif" font-size="11" fill="#222">{kilometres} km</text>'
