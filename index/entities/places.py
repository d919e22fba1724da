"""Places: what a name stands for, where it is, and its other spellings.

Three lists are asked in turn: the curated one with what users add, the countries, and the gazetteer of towns of
5,000 and more inhabitants. A spelling is looked for by its plain key, then without articles, and then, for towns
in countries of Arabic or Cyrillic script, by its sound.

The gazetteer's first names hold anywhere. Its further names and what sounds like one of them are put in a name's
stead only where the document speaks of the country: Karrada is no town in Iran because one there sounds like it.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator
from dataclasses import replace
from functools import cache, cached_property, lru_cache
from itertools import product
from math import floor
from typing import NamedTuple

from index.entities import lexicon, wordlists
from index.entities.gazetteer import SPELLED_IN_MANY_WAYS, Gazetteer, Place, gazetteer, likeness
from index.entities.keys import article_key, plain_key, sound_key
from index.entities.tables import parts, rows_with_additions
from index.errors import ConfigurationError

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
    def towns(self) -> tuple[Place, ...]:
        """The curated towns."""
        return tuple(place for place in dict.fromkeys(self._places) if place.kind == "city")

    @cached_property
    def _by_position(self) -> dict[tuple[str, int, int], list[Place]]:
        """The curated towns by country and whole steps of latitude and longitude."""
        found: dict[tuple[str, int, int], list[Place]] = {}
        for place in self.towns:
            found.setdefault((place.country, *_steps(place)), []).append(place)
        return found

    def usual(self, town: Place) -> Place:
        """The curated town that one of the gazetteer is, by where it lies and how it sounds; else the town itself."""
        north, east = _steps(town)
        for step, aside in product((-1, 0, 1), repeat=2):
            for known in self._by_position.get((town.country, north + step, east + aside), ()):
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
    for name, others, kind, where, latitude, longitude in table:
        rank = 0 if kind == "city" else _REGION_RANK
        country, _, region = where.partition(".")
        try:
            yield Place(name, kind, country, float(latitude), float(longitude), rank, parts(others), region)
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
    return f" {one} " in f" {other} " or likeness(sound_key(name), sound_key(town.name)) >= _LIKENESS


def _is_other_word(name: str) -> bool:
    """Whether a name is rather an acronym or a usual word than a town's further name: DACA is not Dhaka."""
    if " " in name:
        return False
    return (name.isupper() and len(name) <= _LONGEST_ACRONYM) or wordlists.case_class(name.lower()) in "012"


def names_quarters(place: Place) -> bool:
    """Whether parts of towns in other countries are called after a place, too: Salahuddin is fought for in Aleppo."""
    return place.kind == "province" and place.country in SPELLED_IN_MANY_WAYS


def is_rather_a_quarter(place: Place, around: Surroundings) -> bool:
    """Whether a document says nothing of the country of such a place, and speaks of another like it."""
    return names_quarters(place) and place.country not in around.all and around.main in SPELLED_IN_MANY_WAYS


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
    for town, alike in found.sounding:
        if alike >= around.likeness(town.country):
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
    for town, alike in found.sounding:
        if alike >= _LIKENESS_ANYWHERE and len(article_key(name)) >= _SHORTEST_ANYWHERE:
            return town, _BY_SOUND
    return None


@lru_cache(maxsize=50_000)
def whereabouts(name: str) -> Place | None:
    """The place that is called just ``name``, or a curated or large one of that name; None if there is none."""
    found = _candidates(name).own
    return found[0] if found and not _is_written_otherwise(name, found[0], Surroundings()) else None
