"""Applying the analyst's corrections of entities to what is read of a catalogue: nothing is indexed again."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from index.catalogue.reading import CatalogueReader
from index.corrections.documents import Correction
from index.corrections.entities import PASSAGE, Entity, EntityField, entity_corrections, read_anchor
from index.corrections.entity_views import EntityChanges, SaidMention, Surface, put_entities, surfaces_named
from index.notebook.anchors import locate

if TYPE_CHECKING:
    from index.notebook.store import Notebook

_REASONS = {
    EntityField.MERGE: "your correction: the same as {}",
    EntityField.SPLIT: "your correction: not {}",
    EntityField.RENAME: "your correction: renamed from {}",
    EntityField.TYPE: "your correction of the type of {}",
}
_NAMED_HERE = "your correction: it is named here"


@dataclass(frozen=True, slots=True)
class _Told:
    """A correction of an entity, read once for the many surfaces that it may be about."""

    made: str
    subject: Entity
    spelling: str  # "" for all
    field: EntityField
    becomes: Entity | None  # None if it names nothing

    @classmethod
    def of(cls, one: Correction) -> _Told:
        field = EntityField(one.field)
        becomes = None if field is EntityField.NOT else Entity.parse(one.value)
        return cls(one.made, Entity.parse(one.subject), one.place, field, becomes)


class EntityCorrector:
    """Keeps a catalogue's entities corrected by a notebook that others may write to meanwhile."""

    def __init__(self, catalogue: CatalogueReader) -> None:
        self._catalogue = catalogue
        self._applied: tuple[int, list[Correction]] = (-1, [])
        self.changes = EntityChanges()
        """What was applied."""
        self._places: dict[tuple[int, str], tuple[int, int, str] | None] = {}

    def apply(self, notebook: Notebook) -> bool:
        """Apply what the notebook says now; True if anything is other than before. Raises NotebookError."""
        found = entity_corrections(notebook)
        wanted = (self._catalogue.generation(), found)
        if wanted == self._applied or not (found or self._applied[1]):
            return False
        told = [_Told.of(one) for one in found if one.kind != PASSAGE]
        names = {one.subject.name for one in told}
        before = surfaces_named(self._catalogue, names)
        after = {surface.id: _corrected(surface, told) for surface in before}
        changed = [after[one.id] for one in before if after[one.id] not in (one, None)]
        gone = [number for number, surface in after.items() if surface is None]
        self.changes = put_entities(
            self._catalogue, [one for one in changed if one is not None], gone, self._said_mentions(found, told)
        )
        self._applied = wanted
        return True

    def _said_mentions(self, found: list[Correction], told: list[_Told]) -> list[SaidMention]:
        """The passages that name what the analyst says, or nothing; of two that overlap the one said last."""
        mentions: list[SaidMention] = []
        for correction in found:
            if correction.kind != PASSAGE:
                continue
            later = [one for one in told if one.made > correction.made]
            for said in self._said_at(correction, later):
                mentions = [one for one in mentions if not _overlap(one, said)] + [said]
        return mentions

    def _said_at(self, correction: Correction, later: list[_Told]) -> list[SaidMention]:
        """Where a correction's passage stands, with what was said about its entity afterwards.

        In its document, or in each with the same text; else in another story of its file, as stories are joined and
        split.
        """
        keys = self._catalogue.keys_of([correction.subject]) or self._catalogue.keys_with_text(correction.text_hash)
        said = [one for key in keys for one in self._said_in(key, correction, later)]
        if not said:
            stories = self._catalogue.stories_of_file(correction.path)
            said = [one for key in stories for one in self._said_in(key, correction, later)][:1]
        return said

    def _said_in(self, key: int, correction: Correction, later: list[_Told]) -> Iterator[SaidMention]:
        found = self._place(key, correction.place)
        if found is None:
            return
        start, end, text = found
        if correction.field == EntityField.NOT_HERE:
            yield SaidMention(key, start, end, None)
            return
        entity = Entity.parse(correction.value)
        surface = _corrected(Surface(0, text, entity.type.value, entity.name, _NAMED_HERE), later)
        if surface is not None:
            yield SaidMention(key, start, end, surface)

    def _place(self, key: int, passage: str) -> tuple[int, int, str] | None:
        """Where a passage stands in a document, with its words; looked for once, as a text stays the same."""
        if (key, passage) not in self._places:
            document = self._catalogue.document(key)
            place = locate(document.text, read_anchor(passage), document.text_hash)
            found = (place.start, place.end, document.text[place.start : place.end]) if place else None
            self._places[key, passage] = found
        return self._places[key, passage]


def _corrected(surface: Surface, told: list[_Told]) -> Surface | None:
    """A surface as the corrections have it, one after the other; None if it names nothing."""
    for one in told:
        if surface.name != one.subject.name or surface.type != one.subject.type.value:
            continue
        if one.spelling and " ".join(surface.text.split()) != one.spelling:
            continue
        if one.becomes is None:
            return None
        reason = _REASONS[one.field].format(one.subject.name)
        surface = replace(surface, type=one.becomes.type.value, name=one.becomes.name, reason=reason)
    return surface


def _overlap(one: SaidMention, other: SaidMention) -> bool:
    return one.document == other.document and one.start < other.end and other.start < one.end
