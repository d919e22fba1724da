"""Places: what a name stands for, where it is, and its other spellings.

Three lists are asked in turn: the curated one with what users add, the countries, and the gazetteer of towns of
5,000 and more inhabitants. A spelling is looked for by its plain key, then without articles, and then, for towns
in countries of Arabic or Cyrillic script, by its sound.

The gazetteer's first names hold anywhere. Its further names and what sounds like one of them are put in a name's
stead only where the document speaks of the country: Karrada is no town in Iran because one there sounds like it.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator
from dataclasses import dataclass, replace
from functools import cache, cached_property, lru_cache
from itertools import chain, product
from math import floor
from typing import NamedTuple

from index.entities import lexicon, wordlists
from index.entities.keys import article_key, plain_key, sound_key
from index.entities.mapped_tables import row_key, shipped_table
from index.entities.tables import parts, rows_with_additions
from index.errors import ConfigurationError

_A_HAIR = 1e-9  # degrees, so that no rounding leaves out a square
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
        return [(town, max(_likeness(plain, article_key(other)) for other in town.others)) for town in towns]


def cell_key(north: float, east: float) -> str:
    """The key of the square degree in which a position lies, of which these may be the corner."""
    return f"{floor(north)},{(floor(east) + 180) % 360 - 180}"


def _likeness(one: str, other: str) -> float:
    """How much alike two keys are spelled, from 0 to 1."""
    from rapidfuzz.distance import JaroWinkler  # 15 ms, which hardly any search needs

    return JaroWinkler.similarity(one, other)


def _rows(listed: str | None) -> list[int]:
    """The rows that a table leads to."""
    return list(map(int, listed.split(","))) if listed else []


class KnownPlaces:
    """The curated places and the countries by their plain keys."""

    def __init__(self, table: Iterable[list[str]], towns: Gazetteer) -> None:
        self._gazetteer = towns
        self._places = (*_curated(table), *_countries())
        self._by_key = _by_key(self._places, plain_key)
        self._ranked: dict[Place, Place] = {}
        self.keys = frozenset(self._by_key)

    @cached_property
    def first_words(self) -> set[str]:
        """The first words of keys of several words."""
        return {key.partition(" ")[0] for key in self.keys if " " in key}

    @cached_property
    def _by_article(self) -> dict[str, list[Place]]:
        return _by_key(self._places, article_key)

    def name(self, key: str) -> str | None:
        """The name of the first place that has ``key``."""
        found = self._by_key.get(key)
        return found[0].name if found else None

    def by_plain_key(self, key: str) -> list[Place]:
        """The places that have ``key``, as listed."""
        return [self._with_rank(place) for place in self._by_key.get(key, ())]

    def by_article_key(self, key: str) -> list[Place]:
        """The places that have ``key`` once articles are dropped."""
        return [self._with_rank(place) for place in self._by_article.get(key, ())]

    def _with_rank(self, place: Place) -> Place:
        """A curated town gets the inhabitants that the gazetteer has for it, once it is asked for."""
        if place.rank:
            return place
        if place not in self._ranked:
            towns = self._gazetteer.by_plain_key(plain_key(place.name))
            rank = max((town.rank for town in towns if town.country == place.country), default=1)
            self._ranked[place] = replace(place, rank=rank)
        return self._ranked[place]

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
                    return self._with_rank(known)
        return town


def _steps(place: Place) -> tuple[int, int]:
    return floor(place.latitude / _STEP), floor(place.longitude / _STEP)


def _by_key(places: Iterable[Place], key_of: Callable[[str], str]) -> dict[str, list[Place]]:
    """The places by the keys of all their names, each once a key, in their order."""
    found: dict[str, list[Place]] = {}
    for place in places:
        for form in (place.name, *place.others):
            listed = found.setdefault(key_of(form), [])
            if place not in listed:
                listed.append(place)
    return found


def _curated(table: Iterable[list[str]]) -> Iterator[Place]:
    """The curated places; towns are not ranked yet. Raises ConfigurationError for a row without coordinates."""
    for name, others, kind, country, latitude, longitude in table:
        rank = 0 if kind == "city" else _REGION_RANK
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
    """The shipped gazetteer."""
    return Gazetteer()


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
    return f" {one} " in f" {other} " or _likeness(sound_key(name), sound_key(town.name)) >= _LIKENESS


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
