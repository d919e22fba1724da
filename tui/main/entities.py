"""The keys that tell about an entity and put it right."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from index.answers.document import MentionView
from index.corrections.entities import (
    Entity,
    change_type,
    declare_entity,
    merge_entities,
    reject_entities,
    reject_mention,
    rename_entity,
    split_name,
)
from index.errors import DatelineError
from index.model import EntityType
from index.notebook.anchors import Anchor
from index.notebook.store import Notebook
from index.query.fields import ENTITY_KINDS
from tui.main.corrections import Corrections
from tui.main.panes import Panes
from tui.main.reading import Reading
from tui.screens.ask import AskDialog
from tui.screens.entity import EntityScreen
from tui.widgets.tasks import launch

if TYPE_CHECKING:
    from index.service.client import Client

_TYPES = tuple(kind.type.value for kind in ENTITY_KINDS)


class Entities:
    """What the analyst does with the entity at the sidebar's cursor, and with a passage that names one."""

    def __init__(self, panes: Panes, client: Client, reading: Reading, corrections: Corrections) -> None:
        self._panes = panes
        self._client = client
        self._reading = reading
        self._corrections = corrections

    def action_about(self) -> None:
        """Tells about the entity."""
        entity = self._at_cursor()
        if entity is not None:
            launch(self._panes.screen, "entity", self._show_entity, entity)

    async def _show_entity(self, entity: Entity) -> None:
        try:
            answer = await self._client.entity(entity.type.value, entity.name)
        except DatelineError as error:
            self._panes.say(str(error))
        else:
            await self._panes.open(EntityScreen(answer))

    # One entity, wherever it is mentioned

    async def action_merge(self) -> None:
        """Asks which entity this one is, too; or which all are that are chosen."""
        entities = self._meant()
        if entities:
            first = entities[0]
            what = first.name if len(entities) == 1 else f"What is chosen, {len(entities):,} entities,"
            await self._ask_for_entity(
                f"{what} is the same as (type:NAME)",
                Entity.parse,
                lambda notebook, becomes: merge_entities(notebook, entities, becomes),
                f"{first.type.value}:" if len(entities) == 1 else str(first),
                self._known,
            )

    async def action_rename(self) -> None:
        """Asks what the entity is called."""
        entity = self._at_cursor()
        if entity is not None:
            await self._ask_for_entity(
                f"{entity.name} is called",
                lambda typed: Entity.parse(f"{entity.type.value}:{typed}"),
                lambda notebook, becomes: rename_entity(notebook, entity, becomes.name),
                entity.name,
            )

    async def action_retype(self) -> None:
        """Asks what type the entity is of."""
        entity = self._at_cursor()
        if entity is not None:
            await self._ask_for_entity(
                f"{entity.name} is a {', '.join(_TYPES)}",
                lambda typed: Entity.parse(f"{typed}:{entity.name}"),
                lambda notebook, becomes: change_type(notebook, entity, becomes.type),
                entity.type.value,
                _TYPES,
            )

    async def action_split(self) -> None:
        """Asks which other entity is meant by the name as it stands at the mention gone to last."""
        entity, mention = self._entity, self._panes.entities.last_mention
        passage = await self._passage_of(mention) if mention is not None else None
        if entity is None or passage is None:
            self._panes.say("Go to a mention with the name first: enter.")
            return
        spelling = " ".join(passage.exact.split())
        await self._ask_for_entity(
            f"“{spelling}” is not {entity.name} but (type:NAME)",
            Entity.parse,
            lambda notebook, becomes: split_name(notebook, entity, spelling, becomes),
            f"{entity.type.value}:{spelling}",
            self._known,
        )

    def action_reject(self) -> None:
        """Says that it is no entity, or that all that are chosen are none."""
        entities = self._meant()
        if entities:
            self._corrections.correct(lambda notebook: reject_entities(notebook, entities))

    # One passage

    async def action_reject_mention(self) -> None:
        """Says that a mention names nothing: that at the reader's caret, else that gone to last."""
        view = self._reading.view
        mention = self._at_the_caret() if self._panes.focused == "reader" else self._panes.entities.last_mention
        passage = await self._passage_of(mention) if mention is not None else None
        if view is None or passage is None:
            self._panes.say("There is no mention here; enter on an entity goes to one.")
        else:
            self._corrections.correct(lambda notebook: reject_mention(notebook, view.subject, passage))

    def _at_the_caret(self) -> MentionView | None:
        caret, view = self._panes.reader.caret, self._reading.view
        return next((one for one in view.mentions if one.start <= caret < one.end), None) if view is not None else None

    async def action_declare(self) -> None:
        """Asks which entity the reader's selection names."""
        if self._panes.reader.selection is None:
            self._panes.say("Select the name first: v, then move.")
            return
        try:
            passage = await self._reading.passage()
        except DatelineError as error:
            self._panes.say(str(error))
            return
        if passage is None:
            return
        subject, anchor = passage
        name = " ".join(anchor.exact.split())
        await self._ask_for_entity(
            f"“{name}” is (type:NAME; {', '.join(_TYPES)})",
            Entity.parse,
            lambda notebook, becomes: declare_entity(notebook, subject, anchor, becomes),
            f"person:{name}",
            self._known,
        )

    async def _passage_of(self, mention: MentionView) -> Anchor | None:
        """Returns the passage of a mention in the open document; None, and says why, if its text cannot be had."""
        try:
            text = await self._reading.whole_text()
        except DatelineError as error:
            self._panes.say(str(error))
            return None
        return Anchor.of(text, mention.start, mention.end)

    # Asking

    @property
    def _entity(self) -> Entity | None:
        row = self._panes.entities.current
        return Entity(EntityType(row.type), row.name) if row is not None else None

    def _at_cursor(self) -> Entity | None:
        """Returns the entity at the cursor; says so if there is none."""
        if self._entity is None:
            self._panes.say_no_entity()
        return self._entity

    def _meant(self) -> Sequence[Entity]:
        """Returns the entities that are chosen, in the order in which they were, else the one at the cursor.

        Says so if there is none.
        """
        chosen = [Entity(EntityType(type_), name) for type_, name in self._panes.entities.chosen.keys]
        here = self._at_cursor() if not chosen else None
        return chosen or ([here] if here is not None else [])

    @property
    def _known(self) -> Sequence[str]:
        """The entities that can be named by a few letters."""
        return [f"{type_}:{name}" for type_, name in self._panes.entities.known]

    async def _ask_for_entity(
        self,
        question: str,
        parse: Callable[[str], Entity],
        correct: Callable[[Notebook, Entity], None],
        answer: str,
        known: Sequence[str] = (),
    ) -> None:
        """Asks for an entity, keeps the correction that makes it of another, and goes to it in the entity pane."""

        def keep(notebook: Notebook, typed: str) -> None:
            becomes = parse(typed)
            correct(notebook, becomes)
            self._panes.entities.seek((becomes.type.value, becomes.name))

        def typed(written: str | None) -> None:
            if written:
                self._corrections.correct(lambda notebook: keep(notebook, written))

        await self._panes.open(AskDialog(question, answer, known), typed)
