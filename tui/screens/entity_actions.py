"""The keys that tell about an entity and put it right."""

from __future__ import annotations

from collections.abc import Callable

from index.errors import DatelineError
from index.model import EntityType
from index.notebook.entity_corrections import (
    Entity,
    change_type,
    declare_entity,
    merge_entities,
    reject_entity,
    rename_entity,
    split_name,
)
from index.notebook.store import Notebook
from tui.screens.ask import AskDialog
from tui.screens.comparing import ComparingActions
from tui.screens.dating import said
from tui.screens.entity import EntityScreen
from tui.widgets.tasks import launch

Correct = Callable[[Notebook], None]
"""Keeps a correction. Raises DatelineError."""


class EntityActions(ComparingActions):
    """What the main screen does with the entity at the sidebar's cursor, and with a passage that names one."""

    def action_entity_info(self) -> None:
        """Tells about the entity."""
        entity = self._entity
        if entity is not None:
            launch(self, "entity", self._show_entity, entity)

    async def _show_entity(self, entity: Entity) -> None:
        try:
            answer = await self.client.entity(entity.type.value, entity.name)
        except DatelineError as error:
            self.say(str(error))
        else:
            await self.app.push_screen(EntityScreen(answer))

    async def action_merge_entity(self) -> None:
        """Asks which entity this one is, too."""
        entity = self._entity
        if entity is not None:
            question = f"{entity.name} is the same as (type:NAME)"
            await self._ask(
                question,
                f"{entity.type.value}:",
                lambda typed: lambda notebook: merge_entities(notebook, entity, Entity.parse(typed)),
            )

    async def action_rename_entity(self) -> None:
        """Asks what the entity is called."""
        entity = self._entity
        if entity is not None:
            await self._ask(
                f"{entity.name} is called",
                entity.name,
                lambda typed: lambda notebook: rename_entity(notebook, entity, typed),
            )

    async def action_retype_entity(self) -> None:
        """Asks what type the entity is of."""
        entity = self._entity
        if entity is not None:
            await self._ask(
                f"{entity.name} is a {', '.join(EntityType)}",
                entity.type.value,
                lambda typed: (
                    lambda notebook: change_type(notebook, entity, Entity.parse(f"{typed}:{entity.name}").type)
                ),
            )

    async def action_split_entity(self) -> None:
        """Asks which other entity is meant by the name as it stands at the mention gone to last."""
        entity, mention = self._entity, self.entities.last_mention
        if entity is None or mention is None or self.reading.view is None:
            return
        try:
            text = await self.reading.whole_text()
        except DatelineError as error:
            self.say(str(error))
            return
        spelling = " ".join(text[mention.start : mention.end].split())
        await self._ask(
            f"“{spelling}” is not {entity.name} but (type:NAME)",
            f"{entity.type.value}:{spelling}",
            lambda typed: lambda notebook: split_name(notebook, entity, spelling, Entity.parse(typed)),
        )

    def action_reject_entity(self) -> None:
        """Says that it is no entity."""
        entity = self._entity
        if entity is not None:
            self._correct(lambda notebook: reject_entity(notebook, entity))

    async def action_declare_entity(self) -> None:
        """Asks which entity the reader's selection names."""
        if self.reader.selection is None:
            self.say("Select the name first: v, then move.")
            return
        try:
            passage = await self._passage()
        except DatelineError as error:
            self.say(str(error))
            return
        if passage is None:
            return
        subject, anchor = passage
        name = " ".join(anchor.exact.split())
        await self._ask(
            f"“{name}” is (type:NAME; {', '.join(EntityType)})",
            f"person:{name}",
            lambda typed: lambda notebook: declare_entity(notebook, subject, anchor, Entity.parse(typed)),
        )

    @property
    def _entity(self) -> Entity | None:
        row = self.entities.current
        return Entity(EntityType(row.type), row.name) if row is not None else None

    async def _ask(self, question: str, answer: str, correction: Callable[[str], Correct]) -> None:
        def typed(written: str | None) -> None:
            if written:
                self._correct(correction(written))

        await self.app.push_screen(AskDialog(question, answer), typed)

    def _correct(self, correct: Correct) -> None:
        """Keeps a correction and shows everything as corrected."""
        try:
            self._corrections = said(self.notebook)
            correct(self.notebook)
        except DatelineError as error:
            self.say(str(error))
            return
        self.reader.action_cancel_selection()
        self._notebook_changed()
        self.say("Corrected in the whole library, and kept with your notes; u takes it back.")
