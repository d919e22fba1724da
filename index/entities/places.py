"""Places: what a name stands for, where it is, and its other spellings.

Three lists are asked in turn: the curated one with what users add, the countries, and the gazetteer of towns of
5,000 and more inhabitants. A spelling is looked for by its plain key, then without articles, and then, for towns
in countries of Arabic or Cyrillic script, by its sound.
"""

from __future__ import annotations

import gzip
from bisect import bisect_right
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib import resources
from itertools import accumulate

from rapidfuzz.distance import JaroWinkler

from index.entities import lexicon
from index.entities.keys import article_key, plain_key, sound_key
from index.entities.tables import parts, rows_with_additions
from index.errors import ConfigurationError

_SHORTEST_BY_SOUND = 5  # letters, without articles
_LIKENESS_BY_SOUND = 0.86  # Jaro-Winkler
_REGION_RANK = 10_000_000  # regions, rivers and the like count as well known as a city of so many inhabitants
_COUNTRY_RANK = 100_000_000
_OUTRANKED = 20  # a namesake so many times larger is meant even where only the smaller one's country is named
_KNOWN_BY_OTHER_NAMES = 100_000  # inhabitants
SPELLED_IN_MANY_WAYS = frozenset(  # countries of Arabic, Persian, Cyrillic, Armenian or Georgian script
    "SY IQ LB JO SA YE OM AE QA BH KW EG LY TN DZ MA SD PS IR AF PK SO TR UA RU BY KZ UZ TJ TM KG AZ GE AM".split()
)


@dataclass(frozen=True, slots=True)
class Place:
    """A place with its one name. ``country`` is an ISO 3166 code or empty, ``kind`` "city", "river", "country" …"""

    name: str
    kind: str
    country: str
    latitude: float
    longitude: float
    rank: int  # inhabitants, or how well known it is
    others: tuple[str, ...] = ()


class Gazetteer:
    """The shipped list of towns, in memory. Rows are numbered by inhabitants, the largest first."""

    def __init__(self, text: bytes) -> None:
        """``text`` is what training/gazetteer.py writes: sections parted by empty lines, read without a loop each."""
        sections = text.removesuffix(b"\n").split(b"\n\n")
        towns, populations, counts, keys, shared, articles, sounds, several = (part.decode() for part in sections)
        self._towns = towns.split("\n")
        self._populations = populations.split(" ")
        self._key_ends = list(accumulate(map(int, counts.split(" "))))
        self._keys = keys.split("\n")
        # The largest town of a key comes first in the list, and so last here.
        self._first = dict(zip(reversed(self._keys), range(len(self._keys) - 1, -1, -1), strict=True))
        self._shared = _table(shared)
        self._articles = _table(articles)
        self._sounds = _table(sounds)
        self.names_of_several_words = frozenset(several.split("\n"))
        self.first_words = {name.partition(" ")[0] for name in self.names_of_several_words}

    def _largest(self, key: str) -> int | None:
        """The row of the largest town of this plain key."""
        place = self._first.get(key)
        return None if place is None else bisect_right(self._key_ends, place)

    def population_class(self, key: str) -> int:
        """0 for no town of this plain key, else the decimal digits of its inhabitants' number less one, 3 to 6."""
        row = self._largest(key)
        return 0 if row is None else min(6, len(self._populations[row]) - 1)

    def town(self, row: int) -> Place:
        """The town of a row."""
        name, country, latitude, longitude = self._towns[row].split("\t")
        names = self._keys[self._key_ends[row - 1] if row else 0 : self._key_ends[row]]
        return Place(
            name, "city", country, float(latitude), float(longitude), int(self._populations[row]), tuple(names)
        )

    def by_plain_key(self, key: str) -> list[Place]:
        """The towns that have ``key``, the largest first."""
        rows = self._shared.get(key)
        if rows is not None:
            return [self.town(int(row)) for row in rows.split(",")]
        first = self._largest(key)
        return [] if first is None else [self.town(first)]

    def by_article_key(self, key: str) -> list[Place]:
        """The towns that have ``key`` once articles are dropped, the largest first."""
        plain = self.by_plain_key(key)
        further = [self.town(int(row)) for row in self._articles.get(key, "").split(",") if row]
        return sorted({*plain, *further}, key=lambda town: -town.rank)

    def by_sound(self, name: str) -> list[Place]:
        """The towns in countries of Arabic or Cyrillic script that sound as ``name`` and are spelled much alike."""
        plain = article_key(name)
        if len(plain.replace(" ", "")) < _SHORTEST_BY_SOUND:
            return []
        rows = self._sounds.get(sound_key(name), "")
        towns = [self.town(int(row)) for row in rows.split(",") if row]
        return [
            town
            for town in towns
            if any(JaroWinkler.similarity(plain, article_key(other)) >= _LIKENESS_BY_SOUND for other in town.others)
        ]


def _table(section: str) -> dict[str, str]:
    """The keys of a section with the rows that each leads to."""
    return dict(line.split("\t") for line in section.split("\n"))


class KnownPlaces:
    """The curated places and the countries by their plain keys."""

    def __init__(self, table: Iterable[list[str]], towns: Gazetteer) -> None:
        self._by_key: dict[str, list[Place]] = {}
        self._by_article: dict[str, list[Place]] = {}
        for place in (*_curated(table, towns), *_countries()):
            for form in (place.name, *place.others):
                for index, key in ((self._by_key, plain_key(form)), (self._by_article, article_key(form))):
                    listed = index.setdefault(key, [])
                    if place not in listed:
                        listed.append(place)
        self.keys = frozenset(self._by_key)
        self.first_words = {key.partition(" ")[0] for key in self._by_key if " " in key}

    def by_plain_key(self, key: str) -> list[Place]:
        """The places that have ``key``, as listed."""
        return self._by_key.get(key, [])

    def by_article_key(self, key: str) -> list[Place]:
        """The places that have ``key`` once articles are dropped."""
        return self._by_article.get(key, [])


def _curated(table: Iterable[list[str]], towns: Gazetteer) -> Iterator[Place]:
    """The curated places; a town gets the inhabitants that the gazetteer has for it."""
    for name, others, kind, country, latitude, longitude in table:
        rank = _REGION_RANK
        if kind == "city":
            found = [town.rank for town in towns.by_plain_key(plain_key(name)) if town.country == country]
            rank = max(found, default=1)
        try:
            yield Place(name, kind, country, float(latitude), float(longitude), rank, parts(others))
        except ValueError:
            raise ConfigurationError(
                f"The place '{name}' needs a latitude and a longitude in degrees, such as 35.3."
            ) from None


def _countries() -> Iterator[Place]:
    """The countries as places."""
    for country in lexicon.countries():
        yield Place(
            country.name, "country", country.code, country.latitude, country.longitude, _COUNTRY_RANK, country.others
        )


@cache
def gazetteer() -> Gazetteer:
    """The shipped gazetteer, read on first use."""
    packed = resources.files("index.entities").joinpath("data", "gazetteer.txt.gz").read_bytes()
    return Gazetteer(gzip.decompress(packed))


@cache
def known_places() -> KnownPlaces:
    """The user's and the shipped places and the countries, read on first use."""
    return KnownPlaces(rows_with_additions("places.tsv"), gazetteer())


def _choose(candidates: list[Place], key: str, countries: Collection[str]) -> Place:
    """The first of namesakes, unless a lesser one of just this name lies in a country that the document names."""
    first = candidates[0]
    if first.country in countries:
        return first
    for place in candidates[1:]:
        if place.country in countries and place.rank * _OUTRANKED >= first.rank and plain_key(place.name) == key:
            return place
    return first


def _is_likely(place: Place, key: str, countries: Collection[str]) -> bool:
    """Whether a place is meant by a name that is not its first: large, near by, or spelled in many ways."""
    return (
        plain_key(place.name) == key
        or place.rank >= _KNOWN_BY_OTHER_NAMES
        or place.country in countries
        or place.country in SPELLED_IN_MANY_WAYS
        or key in known_places().keys
    )


@lru_cache(maxsize=50_000)
def _candidates(name: str) -> tuple[list[Place], str]:
    """The places that ``name`` may stand for, the likeliest first, and by which key they were found."""
    key = plain_key(name)
    towns = sorted(
        gazetteer().by_plain_key(key),
        key=lambda town: -town.rank * (_OUTRANKED if plain_key(town.name) == key else 1),
    )
    plain = [*known_places().by_plain_key(key), *towns]
    if plain:
        return plain, "the gazetteer has this spelling"
    without = article_key(name)
    found = [*known_places().by_article_key(without), *gazetteer().by_article_key(without)]
    if found:
        return found, "the same spelling but for an article"
    return gazetteer().by_sound(name), "a transliteration that sounds the same"


def find_place(name: str, countries: Collection[str] = ()) -> tuple[Place, str] | None:
    """The place that ``name`` stands for and the reason in words; None if there is none.

    Among namesakes those in ``countries``, the codes of the countries that the document names, come first.
    """
    candidates, reason = _candidates(name)
    candidates = [place for place in candidates if _is_likely(place, plain_key(name), countries)]
    return (_choose(candidates, plain_key(name), countries), reason) if candidates else None
