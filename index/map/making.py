"""Makes data/world.bin.gz, the lines of the world's map: ``python -m index.map.making FOLDER``, or ``make map-data``.

FOLDER holds ``countries-110m.json`` and ``countries-50m.json`` of the npm package world-atlas 2 (TopoJSON), and
``ne_110m_rivers_lake_centerlines.json`` and ``ne_50m_rivers_lake_centerlines.json`` of Natural Earth (GeoJSON). All of
it is Natural Earth, which is in the public domain.

The file: a line of JSON with the length, kind and name of each line, then four planes of bytes, high and low of the
steps in longitude and in latitude between points, in hundredths of a degree and modulo 65,536. Planes pack better.
"""

from __future__ import annotations

import gzip
import json
import sys
from array import array
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import accumulate, pairwise
from pathlib import Path
from typing import Any

from index.map.world import BORDER, COAST, RIVER, SCALE

TARGET = Path(__file__).parent / "data" / "world.bin.gz"

_LONGEST = 64  # points of a line; shorter ones are passed over sooner where they are not in view
_EDGE_EAST, _EDGE_SOUTH = 179.99, -89.9  # where the source cuts the world there is no coast

Point = tuple[int, int]


@dataclass(frozen=True, slots=True)
class _Line:
    kind: str
    name: str
    points: list[Point]  # in hundredths of a degree from 180° W and 90° S


def build(folder: Path) -> bytes:
    """The file's bytes, before they are packed."""
    levels = [
        [*_borders(_read(folder / f"countries-{scale}.json")), *_rivers(folder, scale)] for scale in ("110m", "50m")
    ]
    lines = [line for level in levels for line in level]
    names = sorted({line.name for line in lines})
    head = {
        "levels": [len(level) for level in levels],
        "lengths": [len(line.points) for line in lines],
        "kinds": "".join(line.kind for line in lines),
        "names": names,
        "name": [names.index(line.name) for line in lines],
    }
    planes = []
    for axis in (0, 1):
        values = [0, *(point[axis] for line in lines for point in line.points)]
        steps = array("H", ((after - before) % 65_536 for before, after in pairwise(values)))
        if sys.byteorder == "big":
            steps.byteswap()
        planes += [steps.tobytes()[1::2], steps.tobytes()[::2]]
    return json.dumps(head, ensure_ascii=False, separators=(",", ":")).encode() + b"\n" + b"".join(planes)


def _read(path: Path) -> dict[str, Any]:
    read: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
    return read


def _borders(topology: dict[str, Any]) -> Iterator[_Line]:
    """Coasts and borders: an arc of one country's outline is coast, one of two is a border."""
    uses: Counter[int] = Counter()
    for country in topology["objects"]["countries"]["geometries"]:
        used = {arc if arc >= 0 else ~arc for ring in _rings(country) for arc in ring}
        uses.update(used)
    (scale_x, scale_y), (from_x, from_y) = topology["transform"]["scale"], topology["transform"]["translate"]
    for number, arc in enumerate(topology["arcs"]):
        xs = [x * scale_x + from_x for x in accumulate(point[0] for point in arc)]
        ys = [y * scale_y + from_y for y in accumulate(point[1] for point in arc)]
        kind = BORDER if uses[number] > 1 else COAST
        for part in _without_edges(list(zip(xs, ys, strict=True))):
            yield from _pieces(kind, "", part)


def _rings(country: dict[str, Any]) -> Iterator[list[int]]:
    shapes = country["arcs"] if country["type"] == "MultiPolygon" else [country["arcs"]] if "arcs" in country else []
    for shape in shapes:
        yield from shape


def _without_edges(points: list[tuple[float, float]]) -> Iterator[list[tuple[float, float]]]:
    part = points[:1]
    for before, after in pairwise(points):
        at_edge = min(abs(before[0]), abs(after[0])) >= _EDGE_EAST or max(before[1], after[1]) <= _EDGE_SOUTH
        if at_edge or abs(after[0] - before[0]) > 180:
            yield part
            part = []
        part.append(after)
    yield part


def _rivers(folder: Path, scale: str) -> Iterator[_Line]:
    for feature in _read(folder / f"ne_{scale}_rivers_lake_centerlines.json")["features"]:
        geometry, known = feature["geometry"], feature["properties"]
        name = " ".join((known.get("name_en") or known.get("name") or "").split())
        if geometry:
            parts = geometry["coordinates"]
            for part in parts if geometry["type"] == "MultiLineString" else [parts]:
                yield from _pieces(RIVER, name, [(point[0], point[1]) for point in part])


def _pieces(kind: str, name: str, points: list[tuple[float, float]]) -> Iterator[_Line]:
    """A line in hundredths of a degree, without points that come twice, in pieces that share their ends."""
    kept: list[Point] = []
    for east, north in points:
        point = (round((east + 180) * SCALE), round((north + 90) * SCALE))
        if not kept or point != kept[-1]:
            kept.append(point)
    for start in range(0, len(kept) - 1, _LONGEST - 1):
        yield _Line(kind, name, kept[start : start + _LONGEST])


def main() -> None:
    """Write the file."""
    packed = gzip.compress(build(Path(sys.argv[1])), mtime=0)
    TARGET.parent.mkdir(exist_ok=True)
    TARGET.write_bytes(packed)
    sys.stdout.write(f"{TARGET}: {len(packed):,} bytes\n")


if __name__ == "__main__":
    main()
