"""Corrected entities as temporary views before a catalogue's tables, as ``document_views`` does it."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import astuple, dataclass, field, replace

from index.catalogue.reading import CatalogueReader

_CHUNK = 500  # SQLite's limit on parameters is higher


@dataclass(frozen=True, slots=True)
class Surface:
    """What stands in texts and names an entity."""

    id: int
    text: str
    type: str
    name: str
    reason: str


@dataclass(frozen=True, slots=True)
class SaidMention:
    """A passage of which the analyst says what it names; mentions that overlap it give way."""

    document: int  # its key
    start: int
    end: int
    surface: Surface | None  # its number does not count; None if the passage names nothing


@dataclass(frozen=True, slots=True)
class EntityChanges:
    """What is other than the analysis has it."""

    surfaces: Mapping[int, Surface] = field(default_factory=dict)  # by number, in place of those that it has or new
    gone: frozenset[int] = frozenset()  # the numbers of surfaces that name nothing
    documents: tuple[int, ...] = ()  # the keys of those with passages of which something was said
    mentions: tuple[tuple[int, int], ...] = ()  # all mentions in these: document's key, surface's number


@dataclass(frozen=True, slots=True)
class SettledPlaces:
    """Which places names stand for, as they are written in corrections."""

    everywhere: Mapping[str, str] = field(default_factory=dict)  # by name
    here: Mapping[tuple[int, str], str] = field(default_factory=dict)  # by a document's key and name


NOTHING_CHANGED = EntityChanges()
NOTHING_SETTLED = SettledPlaces()


def surfaces_named(catalogue: CatalogueReader, names: Collection[str]) -> list[Surface]:
    """The surfaces of the entities with these names, of any type, as the analysis has them."""
    wanted = sorted(names)
    with catalogue.reading() as connection:
        return [
            Surface(*row)
            for at in range(0, len(wanted), _CHUNK)
            for row in connection.execute(
                "SELECT id, text, type, name, reason FROM main.surfaces"
                f" WHERE name IN ({','.join('?' * len(wanted[at : at + _CHUNK]))})",
                wanted[at : at + _CHUNK],
            )
        ]


def put_entities(
    catalogue: CatalogueReader, changed: Sequence[Surface], gone: Iterable[int], said: Sequence[SaidMention]
) -> EntityChanges:
    """Let the catalogue's entities be read as corrected from now on; the corrections of before are forgotten.

    Returns the same for those who read all entities at once.

    ``changed`` stand in place of the surfaces with their ids, ``gone`` are the ids of those that name nothing.
    """
    gone = list(gone)
    with catalogue.reading() as connection:
        for view in ("surfaces", "mentions"):
            connection.execute(f"DROP VIEW IF EXISTS temp.{view}")
        for table in ("said_surfaces", "said_gone", "said_mentions"):
            connection.execute(f"DROP TABLE IF EXISTS temp.{table}")
        if not (changed or gone or said):
            return EntityChanges()
        connection.execute("CREATE TEMP TABLE said_surfaces (id INTEGER PRIMARY KEY, text, type, name, reason)")
        connection.execute("CREATE TEMP TABLE said_gone (id INTEGER PRIMARY KEY)")
        connection.execute("CREATE TEMP TABLE said_mentions (document INTEGER, start, end, surface INTEGER)")
        connection.executemany("INSERT INTO said_gone VALUES (?)", [(one,) for one in gone])
        free = connection.execute("SELECT coalesce(max(id), 0) + 1 FROM main.surfaces").fetchone()[0]
        surfaces = {one.id: one for one in changed}
        for number, one in enumerate(said, free):
            mention = (one.document, one.start, one.end, number if one.surface else None)
            connection.execute("INSERT INTO said_mentions VALUES (?, ?, ?, ?)", mention)
            if one.surface:
                surfaces[number] = replace(one.surface, id=number)
        connection.executemany(
            "INSERT INTO said_surfaces VALUES (?, ?, ?, ?, ?)", [astuple(one) for one in surfaces.values()]
        )
        connection.execute(
            "CREATE TEMP VIEW surfaces AS SELECT id, text, type, name, reason FROM main.surfaces"
            " WHERE id NOT IN (SELECT id FROM said_surfaces) AND id NOT IN (SELECT id FROM said_gone)"
            " UNION ALL SELECT id, text, type, name, reason FROM said_surfaces"
        )
        connection.execute(
            "CREATE TEMP VIEW mentions AS SELECT document, start, end, surface FROM main.mentions told"
            " WHERE surface NOT IN (SELECT id FROM said_gone) AND NOT EXISTS (SELECT 1 FROM said_mentions said"
            " WHERE said.document = told.document AND said.start < told.end AND told.start < said.end)"
            " UNION ALL SELECT document, start, end, surface FROM said_mentions WHERE surface IS NOT NULL"
        )
        documents = tuple({one.document for one in said})
        mentions = [
            pair
            for document in documents
            for pair in connection.execute("SELECT document, surface FROM mentions WHERE document = ?", (document,))
        ]
        return EntityChanges(surfaces, frozenset(gone), documents, tuple(mentions))
