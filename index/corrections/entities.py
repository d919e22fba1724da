"""What the analyst knows better about entities, kept in the notebook's corrections and undone by its undo.

A correction is about an entity, known by its type and name, or about a passage of a document. They hold one after
the other in the order in which they were made, each for what those before it have left: a renamed entity is
corrected further by its new name.
"""

from __future__ import annotations

import datetime
import json
from collections.abc import Sequence
from dataclasses import asdict, astuple, dataclass, replace
from enum import StrEnum
from typing import TYPE_CHECKING

from index.corrections.documents import Correction, change_of, corrections
from index.errors import ConfigurationError
from index.model import EntityType
from index.notebook.anchors import Anchor
from index.notebook.annotation import Subject, now

if TYPE_CHECKING:
    from index.notebook.store import Notebook

ENTITY = "entity"
"""The kind of corrections whose subject is an entity; a spelling may be their place."""

PASSAGE = "passage"
"""The kind of corrections whose subject is a document's id and whose place is an anchor in it."""


class EntityField(StrEnum):
    """What can be corrected; the value is the word for it in an export."""

    MERGE = "merge"
    SPLIT = "split"
    RENAME = "rename"
    TYPE = "type"
    NOT = "not"
    IS = "is"
    NOT_HERE = "not-here"

    @property
    def is_of_passage(self) -> bool:
        """Whether it is said of a passage, not of an entity."""
        return self in (EntityField.IS, EntityField.NOT_HERE)


@dataclass(frozen=True, slots=True)
class Entity:
    """Someone or something, known by type and name."""

    type: EntityType
    name: str

    def __str__(self) -> str:
        return f"{self.type.value}:{self.name}"

    @classmethod
    def parse(cls, written: str) -> Entity:
        """The entity that is written as ``person:Ryan Dillon``. Raises ConfigurationError."""
        kind, colon, name = written.partition(":")
        name = " ".join(name.split())
        if not colon or kind not in set(EntityType) or not name:
            raise ConfigurationError(
                f"'{written}' is no entity; write person:NAME or another type: {', '.join(EntityType)}."
            )
        return cls(EntityType(kind), name)


def merge_entities(notebook: Notebook, entities: Sequence[Entity], into: Entity) -> None:
    """Say that these entities are another one, or one of them, as one step. Raises NotebookError."""
    others = [entity for entity in entities if entity != into]
    if not others:
        return
    what = f"merging of {_named(others)} with '{into.name}'"
    _say(notebook, [_about(entity, "", EntityField.MERGE, into) for entity in others], what)


def rename_entity(notebook: Notebook, entity: Entity, name: str) -> None:
    """Say what an entity is called. Raises ConfigurationError for no name, NotebookError."""
    renamed = Entity.parse(f"{entity.type.value}:{name}")
    if renamed != entity:
        _say(notebook, [_about(entity, "", EntityField.RENAME, renamed)], f"renaming of '{entity.name}'")


def change_type(notebook: Notebook, entity: Entity, kind: EntityType) -> None:
    """Say what type an entity is of. Raises NotebookError."""
    if kind is not entity.type:
        _say(notebook, [_about(entity, "", EntityField.TYPE, Entity(kind, entity.name))], f"type of '{entity.name}'")


def split_name(notebook: Notebook, entity: Entity, spelling: str, into: Entity) -> None:
    """Say that the mentions of an entity with this spelling are of another one. Raises NotebookError."""
    if entity != into:
        spelling = " ".join(spelling.split())
        _say(notebook, [_about(entity, spelling, EntityField.SPLIT, into)], f"splitting of '{spelling}'")


def reject_entities(notebook: Notebook, entities: Sequence[Entity]) -> None:
    """Say that these are no entities, as one step. Raises NotebookError."""
    said = [_about(entity, "", EntityField.NOT, None) for entity in entities]
    _say(notebook, said, f"{_named(entities)} as no {'entity' if len(entities) == 1 else 'entities'}")


def declare_entity(notebook: Notebook, subject: Subject, anchor: Anchor, entity: Entity) -> None:
    """Say that a passage of a document names an entity. Raises NotebookError."""
    _say(notebook, [_at(subject, anchor, EntityField.IS, str(entity))], f"entity '{entity.name}'")


def reject_mention(notebook: Notebook, subject: Subject, anchor: Anchor) -> None:
    """Say that a passage of a document names nothing, whatever it names elsewhere. Raises NotebookError."""
    what = f"'{' '.join(anchor.exact.split())}' as no entity here"
    _say(notebook, [_at(subject, anchor, EntityField.NOT_HERE, "")], what)


def entity_corrections(notebook: Notebook) -> list[Correction]:
    """The corrections of entities, in the order in which they were made. Raises NotebookError."""
    found = [*corrections(notebook, ENTITY), *corrections(notebook, PASSAGE)]
    return sorted(found, key=lambda one: (one.made, astuple(one)))


def read_anchor(place: str) -> Anchor:
    """The passage that is the place of a correction. Raises ConfigurationError if it is not written as one."""
    try:
        return Anchor(**json.loads(place))
    except (ValueError, TypeError) as error:
        raise ConfigurationError("The passage of a correction cannot be read.") from error


def _about(entity: Entity, spelling: str, field: EntityField, becomes: Entity | None) -> Correction:
    return Correction(
        ENTITY, str(entity), spelling, field.value, str(becomes) if becomes else "", entity.name, "", "", ""
    )


def _at(subject: Subject, anchor: Anchor, field: EntityField, value: str) -> Correction:
    place = json.dumps(asdict(anchor), ensure_ascii=False)
    return Correction(
        PASSAGE, subject.document, place, field.value, value, subject.title, subject.path, subject.text_hash, ""
    )


def _named(entities: Sequence[Entity]) -> str:
    return f"'{entities[0].name}'" if len(entities) == 1 else f"{len(entities):,} entities"


def _say(notebook: Notebook, said: Sequence[Correction], what: str) -> None:
    """Keep corrections as a step; what was said last already is no step."""
    known = entity_corrections(notebook)
    by_key = {_key(one): one for one in known}
    if not said or [(_key(one), one.value) for one in known[-len(said) :]] == [(_key(one), one.value) for one in said]:
        return
    made = known[-1].made if known else ""
    changes = []
    for one in said:
        made = _moment_after(made)
        changes.append(change_of(by_key.get(_key(one)), replace(one, made=made)))
    notebook.change(what, changes, "{} undone", "{} made again")


def _moment_after(last: str) -> str:
    """Now, but later than ``last``: the order of the moments is the order in which corrections hold."""
    moment = now()
    if moment > last:
        return moment
    later = datetime.datetime.fromisoformat(last) + datetime.timedelta(milliseconds=1)
    return later.isoformat(timespec="milliseconds").replace("+00:00", "Z")


def _key(correction: Correction) -> tuple[str, str, str, str]:
    return correction.kind, correction.subject, correction.place, correction.field
