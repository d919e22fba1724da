"""The curated table: groups, agencies, firms, media and some persons, with all their names."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache, cached_property

from index.entities import wordlists
from index.entities.keys import plain_key, sound_key
from index.entities.tables import parts, rows_with_additions
from index.errors import ConfigurationError
from index.model import EntityType
from index.text.folding import fold
from index.text.words import means_acronym

_SHORTEST_FREE = 3  # shorter names are only matched in capitals


@dataclass(frozen=True, slots=True)
class Entry:
    """An entity with its one name and its others."""

    name: str
    type: EntityType
    others: tuple[str, ...]


def needs_capitals(name: str) -> bool:
    """Whether a name is an acronym that is a word too, or very short: IS, U.S., WHO. Such are only it in capitals."""
    if not name.isupper():
        return False
    letters = fold(name)
    return len(letters) < _SHORTEST_FREE or means_acronym(letters) or wordlists.case_class(letters) in "012"


class CuratedTable:
    """Looks entities up by any of their names."""

    def __init__(self, table: Iterable[list[str]]) -> None:
        self._by_key: dict[str, tuple[Entry, str]] = {}  # with the name as the list writes it
        kinds = {kind.value: kind for kind in EntityType}
        for name, kind, others in table:
            if kind not in kinds:
                raise ConfigurationError(f"'{kind}' is no type of entity (for '{name}'); use {', '.join(EntityType)}.")
            entry = Entry(name, kinds[kind], parts(others))
            for form in (name, *entry.others):
                self._by_key.setdefault(plain_key(form), (entry, form))
                if "'s" in form:  # the tagger's words have a possessive apart: McDonald 's
                    self._by_key.setdefault(plain_key(form.replace("'s", " 's")), (entry, form))

    @cached_property
    def types(self) -> dict[str, EntityType]:
        """The type of the entity of each plain key."""
        return {key: entry.type for key, (entry, _) in self._by_key.items()}

    @cached_property
    def surnames(self) -> frozenset[str]:
        """The last words of persons' names of several words, as plain keys."""
        return frozenset(
            key.rpartition(" ")[2] for key, kind in self.types.items() if kind is EntityType.PERSON and " " in key
        )

    @cached_property
    def _by_sound(self) -> dict[str, Entry]:
        """The persons by how their names of several words sound."""
        return {
            sound_key(key): entry
            for key, (entry, _) in self._by_key.items()
            if entry.type is EntityType.PERSON and " " in key
        }

    def find_person(self, name: str) -> Entry | None:
        """The person who has ``name``, a full one, or one that is another transliteration of it."""
        found = self.find(name)
        if found is None and " " in name:
            found = self._by_sound.get(sound_key(name))
        return found if found is not None and found.type is EntityType.PERSON else None

    def find(self, name: str) -> Entry | None:
        """The entity that has ``name`` among its names; case and accents do not matter but for IS and the like."""
        entry, form = self._by_key.get(plain_key(name), (None, ""))
        return None if needs_capitals(form) and not name.isupper() else entry


@cache
def table() -> CuratedTable:
    """The user's and the shipped names, read on first use."""
    return CuratedTable(rows_with_additions("names.tsv"))
