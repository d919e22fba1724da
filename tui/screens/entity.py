"""What the library has about one entity."""

from __future__ import annotations

from collections.abc import Iterator

from textual.app import ComposeResult

from index.entity_answer import EntityAnswer
from tui import keys
from tui.keys import Context, bindings
from tui.screens.sized import SizedScreen, TooSmall
from tui.widgets.rowlist import Piece, RowList
from tui.widgets.status import KeyLine, TextLine


def fact_lines(entity: EntityAnswer) -> Iterator[tuple[str, str]]:
    """Returns the lines, each with its style: when and how often, where, its names and why, who is beside it."""
    dates = " to ".join(dict.fromkeys(filter(None, (entity.first_date, entity.last_date)))) or "no date"
    yield f"{entity.mentions:,} mentions in {entity.documents:,} documents · {dates}", ""
    if entity.place is not None:
        where = entity.place
        country = f" · {where.country}" if where.country else ""
        yield f"{where.kind}{country} · {where.latitude:.3f}, {where.longitude:.3f}", ""
    yield "Names", "heading"
    for used in entity.names:
        sources = ", ".join(f"{one.value or 'no source'} {one.count:,}" for one in used.sources)
        yield f"  {used.name}  {used.mentions:,}  ({sources})", ""
        for reason in used.reasons:
            yield f"    {reason}", "muted"
    if entity.beside:
        yield "Beside it", "heading"
    for other in entity.beside:
        yield f"  {other.name}  {other.documents:,}", other.type


class FactList(RowList):
    """The lines about an entity."""

    def __init__(self, entity: EntityAnswer) -> None:
        super().__init__(id="facts")
        self._rows = list(fact_lines(entity))

    def row_count(self) -> int:
        """Returns the number of lines."""
        return len(self._rows)

    def row_lines(self, index: int, width: int) -> list[list[Piece]]:  # noqa: ARG002
        """Returns a line."""
        text, style = self._rows[index]
        return [[(f"{self.pointer(index)} {text}", style)]]


class EntityScreen(SizedScreen[None]):
    """Tells about an entity."""

    BINDINGS = bindings(Context.ENTITY)

    def __init__(self, entity: EntityAnswer) -> None:
        super().__init__()
        self._entity = entity

    def compose(self) -> ComposeResult:
        """Makes the list."""
        yield TextLine(f" {self._entity.name} · {self._entity.type}", classes="title")
        yield FactList(self._entity)
        yield KeyLine(keys.footer("entity"), classes="keys")
        yield TooSmall()

    def on_mount(self) -> None:
        """Starts at the first line."""
        self.set_focus(self.query_one(FactList))
        self.query_one(FactList).rows_changed()

    def action_back(self) -> None:
        """Closes."""
        self.dismiss()
