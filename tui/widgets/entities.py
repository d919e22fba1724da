"""The entity pane: who and what the open document, or the whole result, is about.

By type, each with its mentions in the document and its documents in the result; the line above says which is which.
"""

from __future__ import annotations

from collections.abc import Sequence

from textual.app import ComposeResult
from textual.containers import Vertical

from index.answers.counts import EntitiesAnswer
from index.answers.document import MentionView
from tui.bound_keys import bindings
from tui.keys import Context
from tui.widgets.chosen import Chosen
from tui.widgets.entity_rows import (
    Entity,
    EntityRow,
    Order,
    document_rows,
    mentions_by_entity,
    narrowed,
    numbers,
    result_rows,
)
from tui.widgets.rowlist import Piece, RowList, fitted
from tui.widgets.status import TextLine

_MENTIONS, _DOCUMENTS, _CHOSEN = "×", "docs", "▾"


class EntityList(RowList):
    """The entities of the open document or of the result, in one of two orders each."""

    BINDINGS = bindings(Context.ENTITIES)

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self._rows: list[EntityRow] = []
        self._mentions: dict[Entity, tuple[MentionView, ...]] = {}
        self._documents: dict[Entity, int] = {}  # of the open document's entities, as far as they are counted
        self._result: EntitiesAnswer | None = None
        self._of_result = False
        self._orders = {False: Order.MENTIONS, True: Order.DOCUMENTS}
        self._at: dict[Entity, int] = {}  # which mention was gone to last
        self._sought: Entity | None = None  # where the cursor goes once it is listed
        self._columns = (2, len(_CHOSEN + _DOCUMENTS))  # the widths of the two numbers
        self.chosen: Chosen[Entity] = Chosen()
        self.filter = ""

    # What it shows

    @property
    def rows(self) -> list[EntityRow]:
        """What the pane shows."""
        return self._rows

    @property
    def of_result(self) -> bool:
        """Whether it shows the entities of the whole result instead of the document's."""
        return self._of_result

    @property
    def order(self) -> Order:
        """What the entities are sorted by."""
        return self._orders[self._of_result]

    def show(self, mentions: Sequence[MentionView]) -> None:
        """Shows the entities of another document; the cursor stays on the same entity if it is listed again."""
        self._mentions, self._documents = mentions_by_entity(mentions), {}
        self._at.clear()
        self._list()

    def count(self, answer: EntitiesAnswer) -> None:
        """Shows in how many documents of the result the open document's entities are."""
        self._documents = numbers(answer.entities)
        self._list()

    def take_result(self, answer: EntitiesAnswer | None) -> None:
        """Takes the entities of another result; None while they are not known."""
        self._result = answer
        if self._of_result:
            self._list()

    def show_result(self, whole: bool) -> None:
        """Shows the entities of the whole result from now on, or those of the document."""
        self._of_result = whole
        self._list()

    def next_order(self) -> None:
        """Sorts by the other number."""
        self._orders[self._of_result] = Order.DOCUMENTS if self.order is Order.MENTIONS else Order.MENTIONS
        self._list()

    def narrow(self, typed: str) -> None:
        """Shows only the entities whose names hold all words typed, in any case; all of them for none."""
        self.filter = typed
        self._list()

    def seek(self, entity: Entity) -> None:
        """Puts the cursor on an entity once it is listed."""
        self._sought = entity

    @property
    def known(self) -> list[Entity]:
        """The entities of the document, then those of the result as far as they have come."""
        of_result = self._result.entities if self._result is not None else ()
        return list(dict.fromkeys([*self._mentions, *((one.type, one.name) for one in of_result)]))

    def _list(self) -> None:
        before = self._rows[self.cursor].entity if self.cursor < len(self._rows) else ("", "")
        if not self._of_result:
            self._rows = document_rows(self._mentions, self._documents, self.order)
        elif self._result is None:
            self._rows = []
        else:
            self._rows = result_rows(self._result, self._mentions, self._documents, self.order)
        self._rows = narrowed(self._rows, self.filter)
        self._columns = self._widths()
        self.chosen.keep(row.entity for row in self._rows)
        places = {row.entity: index for index, row in enumerate(self._rows) if not row.line}
        if self._sought in places:
            before, self._sought = self._sought, None
        self.set_reactive(EntityList.cursor, places.get(before, min(1, max(0, len(self._rows) - 1))))
        self.rows_changed()
        self._scroll_to_cursor()
        if isinstance(self.parent, EntityPane):
            self.parent.tell()

    # Choosing

    @property
    def current(self) -> EntityRow | None:
        """The entity at the cursor."""
        return self._rows[self.cursor] if self._rows and self.selectable(self.cursor) else None

    def is_chosen(self, index: int) -> bool:
        """Returns whether an entity is chosen."""
        return not self._rows[index].line and self._rows[index].entity in self.chosen

    def toggle_chosen(self) -> bool:
        """Chooses the entity at the cursor, or no longer; returns False if there is none."""
        row = self.current
        if row is None:
            return False
        self.chosen.toggle(row.entity)
        self.refresh_row(self.cursor)
        return True

    def toggle_all_chosen(self) -> bool:
        """Chooses all entities that are listed, or none; returns False if there are none."""
        self.chosen.toggle_all([row.entity for row in self._rows if not row.line])
        self.refresh()
        return bool(self._rows)

    def choose_none(self) -> None:
        """Chooses nothing any more."""
        self.chosen.clear()
        self.refresh()

    @property
    def last_mention(self) -> MentionView | None:
        """The mention of the entity at the cursor that was gone to last, else its first in the document."""
        row = self.current
        return row.mentions[self._at.get(row.entity, 0)] if row is not None and row.mentions else None

    def step(self, step: int, caret: int | None = None) -> tuple[MentionView, int, int] | None:
        """Returns the next (1) or previous (-1) mention of the entity at the cursor, round its ends.

        It is the one beside the mention that was gone to last, or beside the caret if that is given. With it come
        its number, from 1, and their count; None if the document has none.
        """
        row = self.current
        if row is None or not row.mentions:
            return None
        count = len(row.mentions)
        if caret is None:
            number = self._at.get(row.entity, -1 if step > 0 else 0) + step
        elif step > 0:
            number = sum(mention.start <= caret for mention in row.mentions)
        else:
            number = sum(mention.start < caret for mention in row.mentions) - 1
        self._at[row.entity] = number % count
        return row.mentions[number % count], number % count + 1, count

    # Drawing

    def row_count(self) -> int:
        """Returns the number of lines, headings included."""
        return len(self._rows)

    def selectable(self, index: int) -> bool:
        """Returns whether it is an entity."""
        return not self._rows[index].line

    def row_lines(self, index: int, width: int) -> list[list[Piece]]:
        """Returns a heading, or the entity with its numbers at the right."""
        row = self._rows[index]
        if row.line:
            return [[(" " + row.name, "heading")]]
        here, documents = self._columns
        mentions = str(len(row.mentions)) if row.mentions else ""
        counted = f"{row.documents:,}" if row.documents is not None else ""
        name = fitted(f"{self.pointer(index)} {row.name}", width - here - documents - 3)
        return [[(name, row.type), (f" {mentions:>{here}} {counted:>{documents}} ", "muted")]]

    def title(self, width: int) -> str:
        """Returns the line above: whose entities they are, what the numbers mean, and which of them sorts."""
        here, documents = self._columns
        signs = {order: _CHOSEN if order is self.order else "" for order in Order}
        mentions = f"{signs[Order.MENTIONS] + _MENTIONS:>{here}}"
        counted = f"{signs[Order.DOCUMENTS] + _DOCUMENTS:>{documents}}"
        whose = " Of the result" if self._of_result else " Of the document"
        whose = f" / {self.filter}" if self.filter else whose
        return f"{fitted(whose, width - here - documents - 3)} {mentions} {counted} "

    def _widths(self) -> tuple[int, int]:
        here = max((len(row.mentions) for row in self._rows), default=0)
        documents = max((row.documents or 0 for row in self._rows), default=0)
        return max(2, len(str(here))), max(len(_CHOSEN + _DOCUMENTS), len(f"{documents:,}"))


class EntityTitle(TextLine):
    """The line above the entities, made for its width whenever it is drawn."""

    def __init__(self, entities: EntityList) -> None:
        super().__init__(id="entities-title")
        self._entities = entities

    @property
    def text(self) -> str:
        """The text that is shown."""
        return self._entities.title(self.size.width)


class EntityPane(Vertical):
    """The entities with the line above them."""

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self.entities = EntityList(id="entities")
        self._title = EntityTitle(self.entities)

    def compose(self) -> ComposeResult:
        """Makes the parts."""
        yield self._title
        yield self.entities

    def tell(self) -> None:
        """Says in the line above what is listed."""
        self._title.refresh()
