"""The other names of what somebody typed, for widening a query."""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache

from index.entities import curated, lexicon, wordlists
from index.entities.abroad import known_abroad, written_abroad
from index.entities.curated import needs_capitals
from index.entities.gazetteer import SPELLED_IN_MANY_WAYS, Place, gazetteer
from index.entities.keys import plain_key, sound_key
from index.entities.places import find_anywhere, known_places
from index.model import EntityType

__all__ = ["is_name_only", "is_well_known", "needs_capitals", "other_names"]

_MOST_NAMES = 80
_SHORTEST_TOWN = 4  # letters


def other_names(words: str) -> tuple[tuple[str, ...], str] | None:
    """The other names of the entity that ``words`` are the whole of a name of, and the reason in words.

    Curated names, acronyms and places are widened, never a bare surname or a usual word. Of the names given back,
    those for which ``needs_capitals`` is true (IS, US) mean the entity only where they stand in capitals; likewise
    such ``words`` are only widened when typed so. None if there is nothing to add.
    """
    typed = " ".join(words.split())
    if not typed:
        return None
    found = _curated(typed) or _place(typed)
    abroad = _in_other_languages(typed)
    if found is None and abroad is None:
        return None
    names, reason = found or ((), "")
    more, name = abroad or ((), "")
    others = _without_repetitions(typed, dict.fromkeys((*names, *more)))
    return (others[:_MOST_NAMES], reason or f"other names of {name}") if others else None


def _in_other_languages(typed: str) -> tuple[tuple[str, ...], str] | None:
    """The names in other languages of what ``typed`` names in any of them, and its usual name."""
    known = known_abroad(typed)
    if known is None or (typed.isascii() and _may_be_else(typed) and known.type is not EntityType.PERSON):
        named = _known_at_home(typed)
        if named is None:
            return None
        name, kind = named
        return (written_abroad(name, kind), name)
    home: tuple[str, ...] = (known.name,)
    if known.type is EntityType.PLACE and (place := find_anywhere(known.name)) is not None:
        home = (known.name, *(_curated_spellings(place[0])))
    elif (entry := curated.table().find(known.name)) is not None:
        home = (entry.name, *entry.others)
    return (*home, *written_abroad(known.name, known.type)), known.name


def _curated_spellings(place: Place) -> tuple[str, ...]:
    """The other spellings of a curated place."""
    return place.others if plain_key(place.name) in known_places().keys else ()


def _known_at_home(typed: str) -> tuple[str, EntityType] | None:
    """The usual name and the type of what English calls ``typed``, if other languages may have names for it."""
    entry = curated.table().find(typed)
    if entry is not None:
        return entry.name, entry.type
    if needs_capitals(typed.upper()) and not typed.isupper():
        return None
    found = find_anywhere(typed)
    if found is None or (plain_key(typed) not in known_places().keys and _may_be_else(typed)):
        return None
    return found[0].name, EntityType.PLACE


def is_well_known(form: str) -> bool:
    """Whether a folded word is the name of a curated place, country, person or group, and no usual word."""
    if wordlists.case_class(form) in "012" or form.capitalize() in lexicon.affiliations():
        return False
    return curated.table().find(form) is not None or form in known_places().keys


@lru_cache(maxsize=20_000)
def is_name_only(form: str) -> bool:
    """Whether a folded word is the name of a place, a person or a group, and no usual word or people's name.

    Such a name has no other forms. What is called an affiliation has: Syrian, Syrians.
    """
    title = form.capitalize()
    if wordlists.case_class(form) in "012" or title in lexicon.affiliations():
        return False
    return (
        is_well_known(form)
        or gazetteer().population_class(form) > 0
        or wordlists.is_first_name(title)
        or wordlists.is_last_name(title)
    )


def _without_repetitions(typed: str, names: Iterable[str]) -> tuple[str, ...]:
    """``names`` without those that a search for ``typed`` or for another of them finds anyway."""
    kept: dict[str, str] = {}
    for name in sorted(names, key=lambda name: len(plain_key(name).split())):
        key = plain_key(name)
        found_by = [plain_key(typed), *(other for other, form in kept.items() if not needs_capitals(form))]
        if not any(f" {other} " in f" {key} " for other in found_by):
            kept.setdefault(key, name)
    return tuple(name for name in names if kept.get(plain_key(name)) == name)


def _curated(typed: str) -> tuple[tuple[str, ...], str] | None:
    """The names of a curated entity."""
    entry = curated.table().find(typed)
    if entry is None or (entry.type is EntityType.PERSON and " " not in typed):
        return None
    names = (entry.name, *entry.others)
    if entry.type is EntityType.PERSON:
        names = tuple(name for name in names if " " in name)  # others bear the surname, too
    return names, f"other names of {entry.name}"


def _place(typed: str) -> tuple[tuple[str, ...], str] | None:
    """The names of a curated place, a country, or a town of a country where spellings differ much."""
    if needs_capitals(typed.upper()) and not typed.isupper():
        return None
    found = find_anywhere(typed)
    if found is None:
        return None
    place, _ = found
    if plain_key(typed) in known_places().keys:
        return (place.name, *place.others), f"spellings of {place.name}"
    if place.country not in SPELLED_IN_MANY_WAYS or _may_be_else(typed):
        return None
    sounds = {sound_key(typed), sound_key(place.name)}
    names = [name for name in (place.name, *place.others) if sound_key(name) in sounds and not _may_be_else(name)]
    return tuple(names), f"spellings of {place.name}"


def _may_be_else(name: str) -> bool:
    """Whether a single word is also a person's name or a usual word, or too short to be sure of."""
    title = name.title()
    return (
        plain_key(name) == name.lower()
        and " " not in name
        and (
            len(name) < _SHORTEST_TOWN
            or wordlists.is_first_name(title)
            or wordlists.is_last_name(title)
            or wordlists.case_class(name.lower()) in "012"
        )
    )
