"""The help: the pages of ``tui.manual``, those of the place where it was asked for first."""

from __future__ import annotations

import textwrap
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

from textual.app import ComposeResult

from tui.bound_keys import bindings
from tui.keys import Context
from tui.manual import Topic, matching, pages_at
from tui.screens.filter import FilterLine
from tui.screens.sized import SizedScreen, TooSmall
from tui.widgets.rowlist import Piece, RowList, fitted
from tui.widgets.status import KeyLine, StatusLine, TextLine

_COLUMN = 16  # cells for what is typed; what is longer has a line of its own
_INDENT = 2


@dataclass(frozen=True, slots=True)
class HelpRow:
    """A line of the help."""

    first: str = ""  # a key, a query, a sign, or a heading
    text: str = ""
    heading: bool = False
    query: str = ""  # what can be run

    @property
    def begins(self) -> bool:
        """Whether something new begins here, at which the cursor may stand."""
        return bool(self.first) and not self.heading


class HelpList(RowList):
    """Pages with a heading each; texts are cut into lines of the window's width."""

    def __init__(self, pages: Iterable[Topic]) -> None:
        super().__init__(id="help")
        self._pages = tuple(pages)
        self._rows: list[HelpRow] = []
        self.filter = ""

    def on_resize(self) -> None:
        """Cuts the lines anew."""
        self._cut(self.cursor)

    def show(self, typed: str) -> None:
        """Shows only lines that hold what is typed, from the first on."""
        self.filter = typed
        self._cut(0)

    def _cut(self, cursor: int) -> None:
        width = max(20, self.size.width - _COLUMN - _INDENT - 1)
        self._rows = list(_rows(matching(self._pages, self.filter), width))
        self.set_reactive(HelpList.cursor, self.validate_cursor(cursor))
        self.rows_changed()
        if self._rows and not self.selectable(self.cursor):
            self.move(0)
        self._scroll_to_cursor()

    @property
    def query_at_cursor(self) -> str:
        """The example at the cursor, "" where there is none."""
        return self._rows[self.cursor].query if self._rows else ""

    def go_to_page(self, step: int) -> None:
        """Goes to the first line of the next page, or of the one before (-1)."""
        order = range(len(self._rows)) if step > 0 else range(len(self._rows) - 1, -1, -1)
        own = next((at for at in range(self.cursor, -1, -1) if self._rows[at].heading), 0)
        found = next((at for at in order if self._rows[at].heading and (at - own) * step > 0), None)
        if found is not None:
            begun = next((at for at in range(found, len(self._rows)) if self.selectable(at)), self.cursor)
            self.cursor = begun
            self.scroll_to(y=found, animate=False)

    def row_count(self) -> int:
        """Returns the number of lines."""
        return len(self._rows)

    def row_lines(self, index: int, width: int) -> list[list[Piece]]:  # noqa: ARG002
        """Returns a heading, or what is typed and what it means."""
        row = self._rows[index]
        if row.heading:
            return [[(f" {row.first}", "heading")]]
        if row.first and not row.text:
            return [[(f"{self.pointer(index)} {row.first}", "strong")]]
        pointer = self.pointer(index) if row.begins else " "
        return [[(f"{pointer} {fitted(row.first, _COLUMN)}", "strong"), (row.text, "")]]

    def selectable(self, index: int) -> bool:
        """Returns whether it is the first line of a key, an example or a sign."""
        return self._rows[index].begins


def _rows(pages: Iterable[Topic], width: int) -> Iterator[HelpRow]:
    """The lines of pages; texts beside what is typed are ``width`` characters wide."""
    for number, page in enumerate(pages):
        if number:
            yield HelpRow()
        yield HelpRow(page.title, heading=True)
        yield from (HelpRow(text=line) for line in textwrap.wrap(page.about, width, break_on_hyphens=False))
        for line in page.lines:
            first, *others = textwrap.wrap(line.meaning, width, break_on_hyphens=False)
            query = line.shown if line.runs else ""
            if len(line.shown) >= _COLUMN:
                yield HelpRow(line.shown, query=query)
                others.insert(0, first)
            else:
                yield HelpRow(line.shown, first, query=query)
            yield from (HelpRow(text=other) for other in others)


class HelpScreen(SizedScreen[None]):
    """All that is to be known of a place and of the rest."""

    BINDINGS = bindings(Context.HELP)

    def __init__(self, place: str, run: Callable[[str], None] | None) -> None:
        """``place`` is that of ``keys.PLACES`` where it was asked for; ``run`` runs a query, None: not from there."""
        super().__init__()
        self._place = place
        self._run = run

    def compose(self) -> ComposeResult:
        """Makes the list."""
        yield TextLine(" Help", id="help-title", classes="title")
        yield HelpList(pages_at(self._place))
        yield StatusLine(id="status")
        yield KeyLine("help", classes="keys")
        yield TooSmall()

    @property
    def _list(self) -> HelpList:
        return self.query_one(HelpList)

    def on_mount(self) -> None:
        """Starts at the first key."""
        self.set_focus(self._list)

    async def action_filter(self) -> None:
        """Filters the lines by what is typed."""
        await self.app.push_screen(FilterLine(self._list, self._list.filter, self._show))

    def _show(self, typed: str) -> None:
        self._list.show(typed)
        title = f" Help · {typed}" if self._list.row_count() else f" Nothing in the help holds {typed}"
        self.query_one("#help-title", TextLine).show(title if typed else " Help")

    def action_run(self) -> None:
        """Runs the example at the cursor."""
        query = self._list.query_at_cursor
        if not query:
            self._say("Examples of queries, which stand on the pages of the query language and of dates, run by enter.")
        elif self._run is None:
            self._say("Examples run on the main screen: go back to it first.")
        else:
            self.dismiss()
            self._run(query)

    def _say(self, sentence: str) -> None:
        self.query_one(StatusLine).say(sentence)

    def action_next_page(self) -> None:
        """Goes to the next page."""
        self._list.go_to_page(1)

    def action_previous_page(self) -> None:
        """Goes to the page before."""
        self._list.go_to_page(-1)

    def action_back(self) -> None:
        """Ends the filter, or closes the help."""
        if self._list.filter:
            self._show("")
        else:
            self.dismiss()
