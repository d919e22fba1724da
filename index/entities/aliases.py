"""The other names of what somebody typed, for widening a query."""

from __future__ import annotations

from index.entities import curated, wordlists
from index.entities.curated import needs_capitals
from index.entities.keys import plain_key
from index.entities.places import SPELLED_IN_MANY_WAYS, find_place, known_places
from index.model import EntityType

__all__ = ["needs_capitals", "other_names"]

_MOST_NAMES = 24


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
    if found is None:
        return None
    names, reason = found
    key = plain_key(typed)
    others: dict[str, str] = {}
    for name in names:
        # Hyphens part words in the index, and a written article is a word of its own there.
        if plain_key(name) != key:
            others.setdefault(plain_key(name), name)
    return (tuple(others.values())[:_MOST_NAMES], reason) if others else None


def _curated(typed: str) -> tuple[tuple[str, ...], str] | None:
    """The names of a curated entity."""
    entry = curated.table().find(typed)
    if entry is None or (entry.type is EntityType.PERSON and " " not in typed):
        return None
    return (entry.name, *entry.others), f"other names of {entry.name}"


def _place(typed: str) -> tuple[tuple[str, ...], str] | None:
    """The names of a curated place, a country, or a town of a country where spellings differ much."""
    if needs_capitals(typed.upper()) and not typed.isupper():
        return None
    found = find_place(typed)
    if found is None:
        return None
    place, _ = found
    if plain_key(typed) not in known_places().keys:
        title = typed.title()
        is_single = " " not in typed and "-" not in typed
        is_name = title in wordlists.first_names() or title in wordlists.last_names()
        is_usual = wordlists.case_class(typed.lower()) in "012"
        if place.country not in SPELLED_IN_MANY_WAYS or (is_single and (is_name or is_usual)):
            return None
    return (place.name, *place.others), f"spellings of {place.name}"
