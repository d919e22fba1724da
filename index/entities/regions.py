"""Countries and their first-level regions: names and codes, and which of them somebody means."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from index.entities import lexicon
from index.entities.keys import article_key
from index.entities.tables import rows


@dataclass(frozen=True, slots=True)
class Region:
    """A country, or a region of one: ISO 3166 code of the country, GeoNames code of the region or "" for all of it."""

    country: str
    code: str = ""

    @property
    def name(self) -> str:
        """What it is called, a region with its country: "Deir ez-Zor, Syria"; the code where no list has a name."""
        country = _country_names().get(self.country, self.country)
        return f"{region_name(self.country, self.code)}, {country}" if self.code else country

    def holds(self, country: str, code: str) -> bool:
        """Whether a place of this country and region lies in it."""
        return self.country == country and self.code in ("", code)


def region_name(country: str, code: str) -> str:
    """The name of a first-level region, its code where no list has a name, "" for no region."""
    return _regions().get(f"{country}.{code}", f"{country}.{code}") if code else ""


def find_region(written: str) -> Region | None:
    """The country or region that is written by name or code, the country before a region of its name.

    "Syria", "SY", "SY.07", "Deir ez-Zor" and "Deir ez-Zor, Syria" are understood; None for what is none.
    """
    written = " ".join(written.split())
    code = written.upper()
    if code in _country_names():
        return Region(code)
    if code in _regions():
        return Region(*code.split("."))
    country = lexicon.country_codes().get(written) or _by_key().get(article_key(written))
    if country:
        return Region(country)
    name, _, within = written.rpartition(",")
    where = find_region(within) if name else None
    found = _by_region_key().get(article_key(name or written), ())
    return next((one for one in found if where is None or where.holds(one.country, one.code)), None)


@cache
def _country_names() -> dict[str, str]:
    return {country.code: country.name for country in lexicon.countries()}


@cache
def _by_key() -> dict[str, str]:
    return {article_key(name): code for name, code in reversed(lexicon.country_codes().items())}


@cache
def _regions() -> dict[str, str]:
    return dict(rows("regions.tsv"))


@cache
def _by_region_key() -> dict[str, tuple[Region, ...]]:
    found: dict[str, tuple[Region, ...]] = {}
    for code, name in _regions().items():
        key = article_key(name)
        found[key] = (*found.get(key, ()), Region(*code.split(".")))
    return found
