"""Places: what a name stands for, where it is, and its other spellings.

Three lists are asked in turn: the curated one with what users add, the countries, and the gazetteer of towns of
5,000 and more inhabitants. A spelling is looked for by its plain key, then without articles, and then, for towns
in countries of Arabic or Cyrillic script, by its sound.

The gazetteer's first names hold anywhere. Its further names and what sounds like one of them are put in a name's
stead only where the document speaks of the country: Karrada is no town in Iran because one there sounds like it.
"""

from __future__ import annotations

import gzip
from bisect import bisect_left, bisect_right
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from functools import cache, cached_property, lru_cache
from importlib import resources
from itertools import accumulate, chain, product
from math import floor
from typing import NamedTuple

from rapidfuzz.distance import JaroWinkler

from index.entities import lexicon, wordlists
from index.entities.keys import article_key, plain_key, sound_key
from index.entities.tables import parts, rows_with_additions
from index.errors import ConfigurationError

_SHORTEST_BY_SOUND = 5  # letters, without articles
_LIKENESS = 0.86  # Jaro-Winkler, of what sounds the same
_LIKENESS_ABROAD = 0.93  # the same in a country that the document speaks less of than of another
_NEVER = 2.0  # more than any likeness
_LIKENESS_ANYWHERE = 0.95  # the same where no country is known
_SHORTEST_ANYWHERE = 8  # letters of what is looked for by sound where no country is known
_LONGEST_ACRONYM = 6  # letters of a word in capitals that is no spelling of a town
_REGION_RANK = 10_000_000  # regions, rivers and the like count as well known as a city of so many inhabitants
_COUNTRY_RANK = 100_000_000
_OUTRANKED = 20  # a namesake so many times larger is meant even where only the smaller one's country is named
_KNOWN_BY_OTHER_NAMES = 100_000  # inhabitants
_STEP = 0.05  # degrees within which two lists have a town
_BY_SOUND = "a transliteration that sounds the same"
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
        name, country, latitude, longitude, region = self._towns[row].split("\t")
        names = tuple(self._keys[self._key_ends[row - 1] if row else 0 : self._key_ends[row]])
        return Place(
            name, "city", country, float(latitude), float(longitude), int(self._populations[row]), names, region
        )

    @cached_property
    def _by_latitude(self) -> list[tuple[float, float, int]]:
        """Latitude, longitude and row of every town, from south to north."""
        places = (line.split("\t") for line in self._towns)
        return sorted((float(place[2]), float(place[3]), row) for row, place in enumerate(places))

    def within(self, latitude: float, longitude: float, degrees: float) -> Iterator[Place]:
        """The towns that lie no farther than so many degrees of latitude, and twice as many of longitude."""
        first = bisect_left(self._by_latitude, (latitude - degrees,))
        for north, east, row in self._by_latitude[first:]:
            if north > latitude + degrees:
                return
            if abs((east - longitude + 180) % 360 - 180) <= 2 * degrees:
                yield self.town(row)

    def positions(self) -> Iterator[tuple[str, str, float, float]]:
        """Country, code of the first-level region, latitude and longitude of every town."""
        for line in self._towns:
            _, country, latitude, longitude, region = line.split("\t")
            yield country, region, float(latitude), float(longitude)

    def rows_of(self, key: str) -> list[int]:
        """The rows of the towns that have the plain ``key``, the largest first."""
        rows = self._shared.get(key)
        if rows is not None:
            return [int(row) for row in rows.split(",")]
        first = self._largest(key)
        return [] if first is None else [first]

    def by_plain_key(self, key: str) -> list[Place]:
        """The towns that have ``key``, the largest first."""
        return [self.town(row) for row in self.rows_of(key)]

    def by_article_key(self, key: str) -> list[Place]:
        """The towns that have ``key`` once articles are dropped, the largest first."""
        plain = self.by_plain_key(key)
        further = [self.town(int(row)) for row in self._articles.get(key, "").split(",") if row]
        return sorted({*plain, *further}, key=lambda town: -town.rank)

    def by_sound(self, name: str) -> list[tuple[Place, float]]:
        """The towns in countries of Arabic or Cyrillic script that sound as ``name``, and how much alike it is spelled.

        The largest come first.
        """
        plain = article_key(name)
        if len(plain.replace(" ", "")) < _SHORTEST_BY_SOUND:
            return []
        rows = self._sounds.get(sound_key(name), "")
        towns = [self.town(int(row)) for row in rows.split(",") if row]
        return [
            (town, max(JaroWinkler.similarity(plain, article_key(other)) for other in town.others)) for town in towns
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

    @cached_property
    def _towns(self) -> dict[tuple[str, int, int], list[Place]]:
        """The curated towns by country and whole steps of latitude and longitude."""
        found: dict[tuple[str, int, int], list[Place]] = {}
        for place in dict.fromkeys(chain.from_iterable(self._by_key.values())):
            if place.kind == "city":
                found.setdefault((place.country, *_steps(place)), []).append(place)
        return found

    def usual(self, town: Place) -> Place:
        """The curated town that one of the gazetteer is, by where it lies and how it sounds; else the town itself."""
        north, east = _steps(town)
        for step, aside in product((-1, 0, 1), repeat=2):
            for known in self._towns.get((town.country, north + step, east + aside), ()):
                near = abs(known.latitude - town.latitude) < _STEP and abs(known.longitude - town.longitude) < _STEP
                if near and _is_variant(town.name, known):
                    return known
        return town


def _steps(place: Place) -> tuple[int, int]:
    return floor(place.latitude / _STEP), floor(place.longitude / _STEP)


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


class Surroundings(NamedTuple):
    """The countries that a document speaks of, by their codes."""

    named: frozenset[str] = frozenset()  # those that it names, or whose people it names
    near: frozenset[str] = frozenset()  # those of the places that it names without doubt
    main: str = ""  # the one that it speaks of most

    @property
    def all(self) -> frozenset[str]:
        """The countries in which a further name of a town, as the gazetteer has it, is believed."""
        return self.named | self.near

    def likeness(self, country: str) -> float:
        """How much alike a spelling must be to what sounds the same in ``country``; more than 1 if it is not enough.

        It is enough where the country is named, or where all other places of the document are in it. It is not where
        a document speaks most of another country whose names are spelled in many ways: the village is likelier there.
        """
        if country not in self.named and self.near != {country}:
            return _NEVER
        if country != self.main and self.main in SPELLED_IN_MANY_WAYS:
            return _NEVER
        return _LIKENESS if country == self.main else _LIKENESS_ABROAD


def _choose(candidates: list[Place], key: str, countries: Collection[str]) -> Place:
    """The first of namesakes, unless a lesser one of just this name lies in a country that the document names."""
    first = candidates[0]
    if first.country in countries:
        return first
    for place in candidates[1:]:
        if place.country in countries and place.rank * _OUTRANKED >= first.rank and plain_key(place.name) == key:
            return place
    return first


class _Candidates(NamedTuple):
    """The places that a name may stand for, the likeliest first."""

    own: tuple[Place, ...]  # those of which it is the first name, or a curated one
    spelled: tuple[Place, ...]  # the towns of which it is a further name
    reason: str  # by which key the spelled ones were found
    sounding: tuple[tuple[Place, float], ...] = ()  # the towns that sound like it, and how much, if none has it


@lru_cache(maxsize=50_000)
def _candidates(name: str) -> _Candidates:
    """What ``name`` may stand for."""
    key, without = plain_key(name), article_key(name)
    towns = gazetteer().by_plain_key(key)
    own = [*known_places().by_plain_key(key), *(town for town in towns if plain_key(town.name) == key)]
    if own or towns:
        return _Candidates(tuple(own), tuple(towns), "the gazetteer has this spelling")
    if not name.isupper() and any(
        word.isupper() for word in name.replace("-", " ").split()
    ):  # the US and AZ are no articles
        return _Candidates((), (), "")
    listed = known_places().by_article_key(without)
    towns = gazetteer().by_article_key(without)
    if listed or towns:
        return _Candidates(tuple(listed), tuple(towns), "the same spelling but for an article")
    return _Candidates((), (), "", tuple(gazetteer().by_sound(name)))


def _is_variant(name: str, town: Place) -> bool:
    """Whether ``name`` is another way of writing a town's first name.

    The gazetteer's further names are also those of suburbs and of centuries ago: Stalin is not Donetsk.
    """
    one, other = article_key(name), article_key(town.name)
    return f" {one} " in f" {other} " or JaroWinkler.similarity(sound_key(name), sound_key(town.name)) >= _LIKENESS


def _is_other_word(name: str) -> bool:
    """Whether a name is rather an acronym or a usual word than a town's further name: DACA is not Dhaka."""
    if " " in name:
        return False
    return (name.isupper() and len(name) <= _LONGEST_ACRONYM) or wordlists.case_class(name.lower()) in "012"


def _is_written_otherwise(name: str, place: Place, around: Surroundings) -> bool:
    """Whether a place is a small town far off that is not quite written as ``name``: Sadah in Iraq is not Sa'dah."""
    same = name == place.name if _is_other_word(name) else name.casefold() == place.name.casefold()
    far = place.rank < _KNOWN_BY_OTHER_NAMES and place.country not in around.all
    return far and not same and plain_key(name) not in known_places().keys


def find_place(name: str, around: Surroundings) -> tuple[Place, str] | None:
    """The place that ``name`` stands for in a document, and the reason in words; None if there is none.

    Among namesakes those in the countries that the document names come first. A town that is curated has that name.
    """
    found = _find(name, around)
    return found if found is None else (known_places().usual(found[0]), found[1])


def _find(name: str, around: Surroundings) -> tuple[Place, str] | None:
    found = _candidates(name)
    key = plain_key(name)
    if found.own:
        own = _choose(list(found.own), key, around.named)
        return None if _is_written_otherwise(name, own, around) else (own, found.reason)
    if _is_other_word(name):
        return None
    spelled = [town for town in found.spelled if town.country in around.all and _is_variant(name, town)]
    if spelled:
        return _choose(spelled, key, around.named), found.reason
    for town, likeness in found.sounding:
        if likeness >= around.likeness(town.country):
            return town, _BY_SOUND
    return None


def find_anywhere(name: str) -> tuple[Place, str] | None:
    """The place that ``name`` most likely stands for where no document says more, and the reason in words."""
    found = _candidates(name)
    if found.own:
        return found.own[0], found.reason
    if _is_other_word(name):
        return None
    for town in found.spelled:
        if _is_variant(name, town) and (town.rank >= _KNOWN_BY_OTHER_NAMES or town.country in SPELLED_IN_MANY_WAYS):
            return town, found.reason
    for town, likeness in found.sounding:
        if likeness >= _LIKENESS_ANYWHERE and len(article_key(name)) >= _SHORTEST_ANYWHERE:
            return town, _BY_SOUND
    return None


@lru_cache(maxsize=50_000)
def whereabouts(name: str) -> Place | None:
    """The place that is called just ``name``, or a curated or large one of that name; None if there is none."""
    found = _candidates(name).own
    return found[0] if found and not _is_written_otherwise(name, found[0], Surroundings()) else None
