"""The entity pane: who and what the open document is about, by type, each with its number of mentions."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from index.protocol import MentionView
from tui.keys import Context, bindings
from tui.widgets.rowlist import Piece, RowList, fitted

HEADINGS = {
    "person": "People",
    "organization": "Organizations",
    "place": "Places",
    "affiliation": "Affiliations",
}
"""The types in the order of the pane, with their headings."""


@dataclass(frozen=True, slots=True)
class EntityRow:
    """A heading (no mentions) or an entity with its mentions in the order of the text."""

    type: str
    name: str
    mentions: tuple[MentionView, ...] = ()


def entity_rows(mentions: Sequence[MentionView]) -> list[EntityRow]:
    """Returns headings and entities: types in their order, the most mentioned entity of a type first."""
    found: dict[tuple[str, str], list[MentionView]] = {}
    for mention in mentions:
        found.setdefault((mention.type, mention.name), []).append(mention)
    rows = []
    for type_, heading in HEADINGS.items():
        entities = [EntityRow(type_, name, tuple(m)) for (kind, name), m in found.items() if kind == type_]
        if entities:
            rows.append(EntityRow(type_, heading))
            rows += sorted(entities, key=lambda row: (-len(row.mentions), row.name))
    return rows


class EntityList(RowList):
    """The entities of the open document."""

    BINDINGS = bindings(Context.ENTITIES)

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self._rows: list[EntityRow] = []
        self._at: dict[int, int] = {}  # which mention of a row was gone to last

    @property
    def rows(self) -> list[EntityRow]:
        """What the pane shows."""
        return self._rows

    def show(self, mentions: Sequence[MentionView]) -> None:
        """Shows the entities of another document; the cursor stays on the same entity if it has it too."""
        before = self._rows[self.cursor] if self.cursor < len(self._rows) else EntityRow("", "")
        self._rows = entity_rows(mentions)
        self._at.clear()
        places = {(row.type, row.name): index for index, row in enumerate(self._rows)}
        cursor = places.get((before.type, before.name), min(1, max(0, len(self._rows) - 1)))
        self.set_reactive(EntityList.cursor, cursor)
        self.rows_changed()
        self._scroll_to_cursor()

    @property
    def current(self) -> EntityRow | None:
        """The entity at the cursor."""
        return self._rows[self.cursor] if self._rows and self.selectable(self.cursor) else None

    @property
    def last_mention(self) -> MentionView | None:
        """The mention of the entity at the cursor that was gone to last, else its first."""
        row = self.current
        return row.mentions[self._at.get(self.cursor, 0)] if row is not None else None

    def row_count(self) -> int:
        """Returns the number of lines, headings included."""
        return len(self._rows)

    def selectable(self, index: int) -> bool:
        """Returns whether it is an entity."""
        return bool(self._rows[index].mentions)

    def row_lines(self, index: int, width: int) -> list[list[Piece]]:
        """Returns a heading, or the entity with its count at the right."""
        row = self._rows[index]
        if not row.mentions:
            return [[(" " + row.name, "heading")]]
        count = str(len(row.mentions))
        return [
            [(self.pointer(index) + fitted(" " + row.name, width - len(count) - 3), row.type), (f" {count} ", "muted")]
        ]

    def step(self, step: int) -> tuple[MentionView, int, int] | None:
        """Returns the next (1) or previous (-1) mention of the entity at the cursor, round its ends.

        With it come its number, from 1, and their count; None if there is no entity.
        """
        if not self._rows or not self.selectable(self.cursor):
            return None
        mentions = self._rows[self.cursor].mentions
        last = self._at.get(self.cursor, -1 if step > 0 else 0)
        number = (last + step) % len(mentions)
        self._at[self.cursor] = number
        return mentions[number], number + 1, len(mentions)
