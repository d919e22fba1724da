"""What a result consists of, with exact counts; a choice becomes text in the query."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from dataclasses import dataclass

from textual.app import ComposeResult

from index.answers.counts import Facet, FacetsAnswer
from index.answers.listing import SearchAnswer
from index.errors import DatelineError
from index.model import EntityType
from index.query.editing import with_filter
from index.query.fields import FACET_KINDS
from tui.bound_keys import bindings
from tui.keys import Context
from tui.screens.filter import FilterLine
from tui.screens.sized import SizedScreen, TooSmall
from tui.widgets.filtered_list import FilteredList
from tui.widgets.rowlist import Piece, fitted
from tui.widgets.status import ExplainLine, KeyLine, StatusLine, TextLine
from tui.widgets.tasks import launch

_COLUMN = 40  # cells for a value; the bars are beside it
_BAR = 24

Search = Callable[[str], Awaitable[SearchAnswer]]
CountFacets = Callable[[int], Awaitable[FacetsAnswer]]


@dataclass(frozen=True, slots=True)
class FacetRow:
    """A heading (no facet) or a value."""

    heading: str
    facet: Facet | None = None


class FacetList(FilteredList[FacetRow]):
    """The values of each kind with their numbers of documents."""

    def __init__(self) -> None:
        super().__init__(id="facets")
        self._documents = 1

    def words_of(self, row: FacetRow) -> str:
        """Returns the kind and the value."""
        return f"{row.heading} {row.facet.value}" if row.facet else row.heading

    def is_heading(self, row: FacetRow) -> bool:
        """Returns whether it is no value."""
        return row.facet is None

    def show(self, answer: FacetsAnswer) -> None:
        """Shows the facets of another result; the cursor stays on the same value if that is still there."""
        before = self.current
        self._documents = max(1, answer.documents)
        rows: list[FacetRow] = []
        for kind in FACET_KINDS:
            found = [FacetRow(kind.heading, facet) for facet in answer.facets if facet.kind == kind.kind]
            rows += [FacetRow(kind.heading), *found] if found else []
        self.take(rows)
        same = (i for i, row in enumerate(self._rows) if row.facet and before and _same(row.facet, before))
        self.set_reactive(FacetList.cursor, next(same, min(1, max(0, len(self._rows) - 1))))
        self.rows_changed()
        self._scroll_to_cursor()

    @property
    def current(self) -> Facet | None:
        """The value at the cursor."""
        return self._rows[self.cursor].facet if self.cursor < len(self._rows) else None

    def row_lines(self, index: int, width: int) -> list[list[Piece]]:
        """Returns a heading, or a value with its count and a bar of its share."""
        row = self._rows[index]
        if row.facet is None:
            return [[(" " + row.heading, "heading")]]
        bar = "▪" * max(1, round(_BAR * row.facet.documents / self._documents))
        name = fitted(f"{self.pointer(index)} {row.facet.value}", min(_COLUMN, width - 9))
        style = row.facet.kind if row.facet.kind in set(EntityType) else ""
        return [[(name, style), (f"{row.facet.documents:>7,}  ", ""), (bar, "muted")]]


def _same(one: Facet, other: Facet) -> bool:
    return (one.kind, one.value) == (other.kind, other.value)


class FacetsScreen(SizedScreen[str]):
    """Shows the facets of a query's result. Its result is the query with what was chosen."""

    BINDINGS = bindings(Context.FACETS)

    def __init__(self, query: str, ticket: int, search: Search, count: CountFacets) -> None:
        super().__init__()
        self._chosen = query
        self._ticket = ticket
        self._search = search
        self._count = count

    def compose(self) -> ComposeResult:
        """Makes the list."""
        yield TextLine(f" / {self._chosen}", id="chosen", classes="title")
        yield ExplainLine(id="explain")
        yield FacetList()
        yield StatusLine(id="status")
        yield KeyLine("facets", classes="keys")
        yield TooSmall()

    def on_mount(self) -> None:
        """Counts."""
        self.set_focus(self.query_one(FacetList))
        launch(self, "facets", self._show)

    async def _show(self) -> None:
        status = self.query_one(StatusLine)
        try:
            answer = await self._count(self._ticket)
        except DatelineError as error:
            status.say(str(error))
            return
        self.query_one(FacetList).show(answer)
        noun = "document" if answer.documents == 1 else "documents"
        status.stand(f"{answer.documents:,} {noun}" if answer.facets else "Nothing was found, so there is no choice.")

    async def action_filter(self) -> None:
        """Filters the values by what is typed."""
        facets = self.query_one(FacetList)
        await self.app.push_screen(FilterLine(facets, facets.filter, facets.narrow))

    def action_demand(self) -> None:
        """Demands the value at the cursor."""
        self._choose(demand=True)

    def action_exclude(self) -> None:
        """Excludes the value at the cursor."""
        self._choose(demand=False)

    def _choose(self, *, demand: bool) -> None:
        facet = self.query_one(FacetList).current
        if facet is not None:
            launch(self, "facets", self._narrow, with_filter(self._chosen, facet.kind, facet.value, demand=demand))

    async def _narrow(self, query: str) -> None:
        try:
            answer = await self._search(query)
        except DatelineError as error:
            self.query_one(StatusLine).say(str(error))
            return
        self._chosen, self._ticket = query, answer.ticket
        self.query_one("#chosen", TextLine).show(f" / {query}")
        self.query_one(ExplainLine).explain(answer.explain.line)
        await self._show()

    def action_back(self) -> None:
        """Ends the filter, or closes the facets; the query keeps what was chosen."""
        if not self.query_one(FacetList).end_filter():
            self.dismiss(self._chosen)
