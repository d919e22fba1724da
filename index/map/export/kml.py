"""KML 2.2 (OGC 07-147r2): a placemark for each place, longitude first."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from xml.sax.saxutils import escape

from index.map.accounts import PlaceAccount, Position, Report
from index.map.export.geojson import ring_of
from index.text.neutralise import neutralise


def to_kml(places: Iterable[PlaceAccount]) -> str:
    """A document of placemarks, each described by what documents say of it."""
    marks = "\n".join(_placemark(place) for place in places)
    return (
        '<?xml version="1.0" encoding="UTF-8"?>\n<kml xmlns="http://www.opengis.net/kml/2.2">\n'
        f"<Document>\n<name>Dateline</name>\n{marks}\n</Document>\n</kml>\n"
    )


def _placemark(place: PlaceAccount) -> str:
    described = "\n\n".join(_described(report) for report in place.reports)
    data = "".join(
        f'<Data name="{name}"><value>{xml_text(value)}</value></Data>'
        for name, value in (
            ("kind", place.kind),
            ("country", place.country),
            ("region", place.region),
            ("documents", str(len(place.reports))),
        )
    )
    return (
        f"<Placemark><name>{xml_text(place.name)}</name><description>{xml_text(described)}</description>"
        f"<ExtendedData>{data}</ExtendedData>{_geometry(place)}</Placemark>"
    )


def _described(report: Report) -> str:
    about = " · ".join(filter(None, (report.date, report.source, report.title)))
    return "\n".join((about, *(f"“{quote}”" for quote in report.quotes)))


def _geometry(place: PlaceAccount) -> str:
    if place.lines:
        lines = (f"<LineString>{_coordinates(line)}</LineString>" for line in place.lines)
        return f"<MultiGeometry>{''.join(lines)}</MultiGeometry>"
    if place.box is not None:
        ring = f"<LinearRing>{_coordinates(ring_of(place.box))}</LinearRing>"
        return f"<Polygon><outerBoundaryIs>{ring}</outerBoundaryIs></Polygon>"
    return f"<Point>{_coordinates([(place.latitude, place.longitude)])}</Point>"


def _coordinates(positions: Iterable[Position]) -> str:
    return f"<coordinates>{' '.join(_written(positions))}</coordinates>"


def _written(positions: Iterable[Position]) -> Iterator[str]:
    return (f"{longitude:.6f},{latitude:.6f}" for latitude, longitude in positions)


def xml_text(text: str) -> str:
    """A foreign string as the text of XML: nothing in it is markup, nor a character that XML does not have."""
    return escape(neutralise(text))
