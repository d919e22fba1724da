"""Corrected entities as temporary views before a catalogue's tables, as ``index.catalogue.correcting`` does it."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass

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
) -> None:
    """Let the catalogue's entities be read as corrected from now on; the corrections of before are forgotten.

    ``changed`` stand in place of the surfaces with their ids, ``gone`` are the ids of those that name nothing.
    """
    gone = list(gone)
    with catalogue.reading() as connection:
        for view in ("surfaces", "mentions"):
            connection.execute(f"DROP VIEW IF EXISTS temp.{view}")
        for table in ("said_surfaces", "said_gone", "said_mentions"):
            connection.execute(f"DROP TABLE IF EXISTS temp.{table}")
        if not (changed or gone or said):
            return
        connection.execute("CREATE TEMP TABLE said_surfaces (id INTEGER PRIMARY KEY, text, type, name, reason)")
        connection.execute("CREATE TEMP TABLE said_gone (id INTEGER PRIMARY KEY)")
        connection.execute("CREATE TEMP TABLE said_mentions (document INTEGER, start, end, surface INTEGER)")
        connection.executemany(
            "INSERT INTO said_surfaces VALUES (?, ?, ?, ?, ?)",
            [(one.id, one.text, one.type, one.name, one.reason) for one in changed],
        )
        connection.executemany("INSERT INTO said_gone VALUES (?)", [(one,) for one in gone])
        free = connection.execute("SELECT coalesce(max(id), 0) + 1 FROM main.surfaces").fetchone()[0]
        for number, one in enumerate(said, free):
            mention = (one.document, one.start, one.end, number if one.surface else None)
            connection.execute("INSERT INTO said_mentions VALUES (?, ?, ?, ?)", mention)
            if one.surface:
                surface = (number, one.surface.text, one.surface.type, one.surface.name, one.surface.reason)
                connection.execute("INSERT INTO said_surfaces VALUES (?, ?, ?, ?, ?)", surface)
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
