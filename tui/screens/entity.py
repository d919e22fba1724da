"""What the library has about one entity."""

from __future__ import annotations

import textwrap
from collections.abc import Iterator
from dataclasses import dataclass

from textual.app import ComposeResult

from index.answers.entity import EntityAnswer
from tui.bound_keys import bindings
from tui.keys import Context
from tui.safety import foreign
from tui.screens.sized import SizedScreen, TooSmall
from tui.widgets.rowlist import Piece, RowList
from tui.widgets.status import KeyLine, TextLine


@dataclass(frozen=True, slots=True)
class Fact:
    """A line about an entity: so many cells from the margin, and its style."""

    indent: int
    text: str
    style: str = ""


def facts(entity: EntityAnswer) -> Iterator[Fact]:
    """Returns what is told: when and how often, where, its names and why, who is beside it."""
    dates = " to ".join(dict.fromkeys(filter(None, (entity.first_date, entity.last_date)))) or "no date"
    yield Fact(0, f"{entity.mentions:,} mentions in {entity.documents:,} documents · {dates}")
    if entity.place is not None:
        where = entity.place
        country = f" · {where.country}" if where.country else ""
        yield Fact(0, f"{where.kind}{country} · {where.latitude:.3f}, {where.longitude:.3f}")
    yield Fact(0, "Names, and how often each source uses them", "heading")
    for used in entity.names:
        sources = ", ".join(f"{one.value or 'no source'} {one.count:,}" for one in used.sources)
        yield Fact(2, f"{used.name}  {used.mentions:,}  ({sources})")
        for reason in used.reasons:
            yield Fact(4, reason, "muted")
    if entity.beside:
        yield Fact(0, "Most often beside it, with the number of documents", "heading")
    for other in entity.beside:
        yield Fact(2, f"{other.name} · {other.type}  {other.documents:,}", other.type)


class FactList(RowList):
    """The facts about an entity, cut into lines of the window's width."""

    def __init__(self, entity: EntityAnswer) -> None:
        super().__init__(id="facts")
        self._facts = list(facts(entity))
        self._lines: list[tuple[str, str]] = []

    def on_resize(self) -> None:
        """Cuts the lines anew."""
        self._lines = [(line, fact.style) for fact in self._facts for line in _cut(fact, self.size.width - 3)]
        self.set_reactive(FactList.cursor, self.validate_cursor(self.cursor))
        self.rows_changed()

    def row_count(self) -> int:
        """Returns the number of lines."""
        return len(self._lines)

    def row_lines(self, index: int, width: int) -> list[list[Piece]]:  # noqa: ARG002
        """Returns a line."""
        text, style = self._lines[index]
        return [[(f"{self.pointer(index)} {text}", style)]]


def _cut(fact: Fact, width: int) -> list[str]:
    first, later = " " * fact.indent, " " * (fact.indent + 4)
    text = foreign(fact.text)
    return textwrap.wrap(text, max(20, width), initial_indent=first, subsequent_indent=later, break_on_hyphens=False)


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
        yield KeyLine("entity", classes="keys")
        yield TooSmall()

    def on_mount(self) -> None:
        """Starts at the first line."""
        self.set_focus(self.query_one(FactList))

    def action_back(self) -> None:
        """Closes."""
        self.dismiss()
