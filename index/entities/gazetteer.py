"""The shipped gazetteer: towns of 5,000 and more inhabitants by their names, and by where they lie.

It is looked up where it lies (``mapped_tables``): nothing of it is in memory but what was asked for.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, cached_property
from math import floor

from index.entities.keys import article_key, sound_key
from index.entities.mapped_tables import row_key, shipped_table

_A_HAIR = 1e-9  # degrees, so that no rounding leaves out a square
_SHORTEST_BY_SOUND = 5  # letters, without articles

SPELLED_IN_MANY_WAYS = frozenset(  # countries of Arabic, Persian, Cyrillic, Armenian or Georgian script
    "SY IQ LB JO SA YE OM AE QA BH KW EG LY TN DZ MA SD PS IR AF PK SO TR UA RU BY KZ UZ TJ TM KG AZ GE AM".split()
)


@dataclass(frozen=True, slots=True)
class Place:
    """A place with its one name. ``country`` is an ISO 3166 code or empty, ``kind`` "city", "river", "country" …

    ``region`` is the code of its first-level region within the country, as GeoNames has it, "" where it is not known.
    """

    name: str
    kind: str
    country: str
    latitude: float
    longitude: float
    rank: int  # inhabitants, or how well known it is
    others: tuple[str, ...] = ()
    region: str = ""


class Gazetteer:
    """The shipped list of towns, looked up in its files. Rows are numbered by inhabitants, the largest first."""

    def __init__(self) -> None:
        self._towns = shipped_table("gazetteer_towns")
        self._keys = shipped_table("gazetteer_keys")
        self._articles = shipped_table("gazetteer_articles")
        self._sounds = shipped_table("gazetteer_sounds")
        self._cells = shipped_table("gazetteer_cells")

    @cached_property
    def names_of_several_words(self) -> frozenset[str]:
        """The plain keys of several words of large towns."""
        return frozenset(shipped_table("gazetteer_several").keys())

    @cached_property
    def first_words(self) -> set[str]:
        """The first words of these."""
        return {name.partition(" ")[0] for name in self.names_of_several_words}

    def population_class(self, key: str) -> int:
        """0 for no town of this plain key, else the decimal digits of its inhabitants' number less one, 3 to 6."""
        return int((self._keys.get(key) or "0").partition("\t")[0])

    def town(self, row: int) -> Place:
        """The town of a row."""
        name, country, latitude, longitude, region, population, keys = self._line(row).split("\t")
        names = tuple(keys.split("|"))
        return Place(name, "city", country, float(latitude), float(longitude), int(population), names, region)

    def _line(self, row: int) -> str:
        line = self._towns.get(row_key(row))
        if line is None:
            raise KeyError(row)
        return line

    def around(self, latitude: float, longitude: float, degrees: float) -> Iterator[tuple[float, float, int]]:
        """Latitude, longitude and row of the towns no farther than so many degrees of latitude and twice of longitude.

        They come from south to north.
        """
        south, north = latitude - degrees, latitude + degrees
        cells = (
            self._cells.get(cell_key(cell_north, cell_east))
            for cell_north in range(floor(south - _A_HAIR), floor(north + _A_HAIR) + 1)
            for cell_east in range(
                floor(longitude - 2 * degrees - _A_HAIR), floor(longitude + 2 * degrees + _A_HAIR) + 1
            )
        )
        towns = (town.split(" ") for cell in cells if cell for town in cell.split(","))
        for at_north, at_east, row in sorted((float(north), float(east), int(row)) for north, east, row in towns):
            if south <= at_north <= north and abs((at_east - longitude + 180) % 360 - 180) <= 2 * degrees:
                yield at_north, at_east, row

    def positions(self) -> Iterator[tuple[str, str, float, float]]:
        """Country, code of the first-level region, latitude and longitude of every town."""
        for line in self._towns.values():
            _, country, latitude, longitude, region, _ = line.split("\t", 5)
            yield country, region, float(latitude), float(longitude)

    def rows_of(self, key: str) -> list[int]:
        """The rows of the towns that have the plain ``key``, the largest first."""
        found = self._keys.get(key)
        return _rows(found.partition("\t")[2]) if found is not None else []

    def by_plain_key(self, key: str) -> list[Place]:
        """The towns that have ``key``, the largest first."""
        return [self.town(row) for row in self.rows_of(key)]

    def by_article_key(self, key: str) -> list[Place]:
        """The towns that have ``key`` once articles are dropped, the largest first."""
        plain = self.by_plain_key(key)
        further = [self.town(row) for row in _rows(self._articles.get(key))]
        return sorted({*plain, *further}, key=lambda town: -town.rank)

    def by_sound(self, name: str) -> list[tuple[Place, float]]:
        """The towns in countries of Arabic or Cyrillic script that sound as ``name``, and how much alike it is spelled.

        The largest come first.
        """
        plain = article_key(name)
        if len(plain.replace(" ", "")) < _SHORTEST_BY_SOUND:
            return []
        towns = [self.town(row) for row in _rows(self._sounds.get(sound_key(name)))]
        return [(town, max(likeness(plain, article_key(other)) for other in town.others)) for town in towns]


def cell_key(north: float, east: float) -> str:
    """The key of the square degree in which a position lies, of which these may be the corner."""
    return f"{floor(north)},{(floor(east) + 180) % 360 - 180}"


def likeness(one: str, other: str) -> float:
    """How much alike two keys are spelled, from 0 to 1."""
    from rapidfuzz.distance import JaroWinkler  # 15 ms, which hardly any search needs

    return JaroWinkler.similarity(one, other)


def _rows(listed: str | None) -> list[int]:
    """The rows that a table leads to."""
    return list(map(int, listed.split(","))) if listed else []


@cache
def gazetteer() -> Gazetteer:
    """The shipped gazetteer."""
    return Gazetteer()
