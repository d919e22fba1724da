"""The parts of the main screen: its panes and lines, which panes are shown, and where the focus is."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from dataclasses import replace
from typing import TypeVar

from textual.app import ComposeResult
from textual.containers import Horizontal
from textual.screen import Screen
from textual.widget import Widget

from tui.bound_keys import bindings
from tui.keys import Context
from tui.main.layout import PANES, STEP, Wanted, is_single, panes_shown, resized, widths
from tui.screens.sized import TooSmall
from tui.widgets.documents import DocumentList, FetchRows
from tui.widgets.entities import EntityList, EntityPane
from tui.widgets.query import QueryLine
from tui.widgets.reader import Reader
from tui.widgets.status import ExplainLine, KeyLine, StatusLine, TextLine

_TABS = {"documents": "1 Documents", "reader": "2 Reader", "entities": "3 Entities"}

_Result = TypeVar("_Result")

Closed = Callable[[_Result | None], None] | Callable[[_Result | None], Awaitable[None]]
"""Gets the result of a screen that has closed."""


class ReaderPane(Reader):
    """The reader with its keys."""

    BINDINGS = bindings(Context.SELECTING, Context.READER)


class Panes:
    """Documents, reader and entities side by side, fewer of them where the window is narrow; the lines around them.

    Every subject of the main screen is handed these, and acts on the screen through them.
    """

    def __init__(self, screen: Screen[None], fetch: FetchRows, laid_out: Callable[[], None]) -> None:
        """``laid_out`` is called whenever other panes may have come into sight."""
        self.screen = screen
        self.line = QueryLine(id="query")
        self.explanation = ExplainLine(id="explain", key="K")
        self.documents = DocumentList(fetch, id="documents")
        self.reader: Reader = ReaderPane(id="reader")
        self.entity_pane = EntityPane(id="entity-pane")
        self.status = StatusLine(id="status")
        self._keys = KeyLine("documents", id="keys", classes="keys")
        self.wanted = Wanted()
        self._tabs = TextLine(id="tabs")
        self._laid_out = laid_out

    def compose(self, query: str) -> ComposeResult:
        """Puts the parts together, with a query in its line."""
        self.line.replace_text(query)
        with Horizontal(id="query-bar"):
            yield TextLine(" /", id="prompt")
            yield self.line
        yield self.explanation
        yield self._tabs
        with Horizontal(id="panes"):
            yield self.documents
            yield self.reader
            yield self.entity_pane
        yield self.status
        yield self._keys
        yield TooSmall()

    @property
    def entities(self) -> EntityList:
        """The list in the entity pane."""
        return self.entity_pane.entities

    # What every subject does

    def say(self, sentence: str) -> None:
        """Shows one sentence in the status line."""
        self.status.say(sentence)

    def say_no_document(self) -> None:
        """Says that there is no document for what was asked."""
        self.say("There is no document here; / makes another query.")

    def say_no_entity(self) -> None:
        """Says that there is no entity for what was asked."""
        self.say("There is no entity here; E lists those of the whole result.")

    async def open(self, screen: Screen[_Result], closed: Closed[_Result] | None = None) -> None:
        """Opens another screen or a dialog over this one; ``closed`` gets its result."""
        await self.screen.app.push_screen(screen, closed)

    # Which are shown

    def lay_out(self) -> None:
        """Shows the panes that are wanted and for which there is room.

        A pane is shown or not by itself: a class of the screen would have all its rules looked up again.
        """
        window = self.screen.app.size.width
        names, cells = self._visible(), widths(window, self.wanted)
        for name, part in self._parts().items():
            part.display = name in names
            width = cells.get(name)
            part.styles.width = "1fr" if width is None else width
        self._tabs.display = is_single(window, self.wanted)
        self._tabs.show(" ".join(f"[{tab}]" if name == self.wanted.pane else f" {tab} " for name, tab in _TABS.items()))
        self._laid_out()

    def go_to(self, name: str) -> None:
        """Gives the focus to a pane, showing it if it is folded."""
        wanted = replace(self.wanted, pane=name)
        if name == "entities":
            wanted = replace(wanted, entities_folded=False, entities_up=True)
        elif name == "documents":
            wanted = replace(wanted, reader_alone=False, entities_up=False)
        self.wanted = wanted
        self.lay_out()
        self.focus(self._pane(name))

    def go_to_reader(self) -> None:
        """Goes to the reader and gives it the whole width where the window is narrow."""
        self.wanted = replace(self.wanted, reader_alone=True)
        self.go_to("reader")

    def focus(self, part: Widget) -> None:
        """Gives the focus to a part that is shown."""
        self.screen.set_focus(part, scroll_visible=False)

    @property
    def focused(self) -> str:
        """The name of the pane with the focus; the documents' if it is elsewhere."""
        focused = self.screen.focused
        return focused.id if focused is not None and focused.id in PANES else "documents"

    @property
    def place(self) -> str:
        """The place of ``keys.PLACES`` where the focus is."""
        if self.screen.focused is self.line:
            return "query"
        if self.screen.focused is self.reader and self.reader.selection is not None:
            return "selecting"
        return self.focused

    def show_keys(self) -> None:
        """Shows the keys that hold where the focus is, and keeps in mind which pane that is."""
        if self.screen.focused is not self.line:
            self.wanted = replace(self.wanted, pane=self.focused)
        self._keys.show_place(self.place)

    def _pane(self, name: str) -> Widget:
        parts: dict[str, Widget] = {"documents": self.documents, "reader": self.reader, "entities": self.entities}
        return parts[name]

    def _parts(self) -> dict[str, Widget]:
        return {"documents": self.documents, "reader": self.reader, "entities": self.entity_pane}

    def _visible(self) -> list[str]:
        return list(panes_shown(self.screen.app.size.width, self.wanted))

    # The keys

    def action_documents(self) -> None:
        """Goes to the documents."""
        self.go_to("documents")

    def action_reader(self) -> None:
        """Goes to the reader."""
        self.go_to("reader")

    def action_entities(self) -> None:
        """Goes to the entities."""
        self.go_to("entities")

    def action_next(self) -> None:
        """Goes to the next pane that is shown."""
        self._step(1)

    def action_previous(self) -> None:
        """Goes to the previous pane that is shown."""
        self._step(-1)

    def _step(self, step: int) -> None:
        names = self._visible()
        if one_by_one := len(names) == 1:
            names = list(PANES)
        at = names.index(self.focused) if self.focused in names else 0
        name = names[(at + step) % len(names)]
        if one_by_one:
            self.go_to(name)
        else:
            self.focus(self._pane(name))

    def action_toggle_explanation(self) -> None:
        """Shows all of the line that says what ran, or one line of it."""
        self.explanation.toggle()

    def action_toggle_entities(self) -> None:
        """Shows or folds the entity pane."""
        if not self.entity_pane.display:
            self.go_to("entities")
            return
        self.wanted = replace(self.wanted, entities_folded=True, entities_up=False)
        if self.wanted.pane == "entities":
            self.go_to("reader")
        else:
            self.lay_out()

    def action_widen(self) -> None:
        """Makes the list wider; with the focus there, the entity pane."""
        self._resize(STEP)

    def action_narrow(self) -> None:
        """Makes the list narrower; with the focus there, the entity pane."""
        self._resize(-STEP)

    def _resize(self, cells: int) -> None:
        self.wanted = resized(self.screen.app.size.width, self.wanted, cells)
        self.lay_out()

    def action_zoom(self) -> None:
        """Gives the pane with the focus the whole window, or shows the others again."""
        self.wanted = replace(self.wanted, zoomed=not self.wanted.zoomed)
        self.lay_out()
