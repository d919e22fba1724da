"""The lines of the entity pane: headings by type and entities with their two numbers, in either order."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import Enum

from index.answers.counts import EntitiesAnswer, EntityCount
from index.answers.document import MentionView
from index.query.fields import ENTITY_KINDS

Entity = tuple[str, str]
"""An entity's type and name."""


class Order(Enum):
    """What the entities of a type are sorted by, the greater number first."""

    MENTIONS = "mentions in the document"
    DOCUMENTS = "documents of the result"


@dataclass(frozen=True, slots=True)
class EntityRow:
    """A line without a choice (a heading, or how many are not listed) or an entity with its numbers."""

    type: str
    name: str
    mentions: tuple[MentionView, ...] = ()  # in the open document, in the order of its text
    documents: int | None = None  # of the result that mention it; None while they are not counted
    line: bool = False

    @property
    def entity(self) -> Entity:
        """Its type and name."""
        return self.type, self.name


def mentions_by_entity(mentions: Iterable[MentionView]) -> dict[Entity, tuple[MentionView, ...]]:
    """Returns the mentions of each entity in their order."""
    found: dict[Entity, list[MentionView]] = {}
    for mention in mentions:
        found.setdefault((mention.type, mention.name), []).append(mention)
    return {entity: tuple(its) for entity, its in found.items()}


def document_rows(
    mentions: Mapping[Entity, tuple[MentionView, ...]], documents: Mapping[Entity, int], order: Order
) -> list[EntityRow]:
    """Returns the lines for the entities of the open document; ``documents`` are those counted by now."""
    return _grouped((EntityRow(*entity, its, documents.get(entity)) for entity, its in mentions.items()), order)


def result_rows(
    result: EntitiesAnswer,
    mentions: Mapping[Entity, tuple[MentionView, ...]],
    documents: Mapping[Entity, int],
    order: Order,
) -> list[EntityRow]:
    """Returns the lines for the entities of a result: those told, and those of the open document if it is of it.

    ``documents`` are the numbers for the open document's entities. Each type ends with how many are not listed.
    """
    counts = {(one.type, one.name): one.documents for one in result.entities}
    counts |= {entity: count for entity, count in documents.items() if count}
    rows = [EntityRow(*entity, mentions.get(entity, ()), count) for entity, count in counts.items()]
    return _grouped(rows, order, result.totals)


def _grouped(rows: Iterable[EntityRow], order: Order, totals: Mapping[str, int] | None = None) -> list[EntityRow]:
    by_type: dict[str, list[EntityRow]] = {}
    for row in rows:
        by_type.setdefault(row.type, []).append(row)
    lines = []
    for type_, heading in ((kind.type, kind.heading) for kind in ENTITY_KINDS):
        found = by_type.get(type_, [])
        total = (totals or {}).get(type_, len(found))
        if not found:
            continue
        lines.append(EntityRow(type_, heading if totals is None else f"{heading} · {total:,}", line=True))
        lines += _sorted(found, order)
        if total > len(found):
            lines.append(EntityRow(type_, f"… {total - len(found):,} more", line=True))
    return lines


def _sorted(rows: Iterable[EntityRow], order: Order) -> list[EntityRow]:
    """Rows with the same number stay where they are when the other number comes later, in the order of mentions."""
    if order is Order.MENTIONS:
        return sorted(rows, key=lambda row: (-len(row.mentions), row.name))
    return sorted(rows, key=lambda row: (-(row.documents or 0), -len(row.mentions), row.name))


def narrowed(lines: Sequence[EntityRow], typed: str) -> list[EntityRow]:
    """Returns the entities whose names hold all words typed, in any case, below the headings of their types."""
    words = typed.casefold().split()
    if not words:
        return list(lines)
    kept: list[EntityRow] = []
    heading: EntityRow | None = None
    for line in lines:
        if line.line:
            heading = line
        elif all(word in line.name.casefold() for word in words):
            if heading is not None:
                kept.append(heading)
                heading = None
            kept.append(line)
    return kept


def numbers(counts: Sequence[EntityCount]) -> dict[Entity, int]:
    """Returns the number of documents of each entity."""
    return {(one.type, one.name): one.documents for one in counts}
