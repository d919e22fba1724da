"""The panes of the main screen: which are shown, and where the focus is."""

from __future__ import annotations

from textual.app import ComposeResult
from textual.containers import Horizontal

from tui.bound_keys import bindings
from tui.keys import Context
from tui.screens.sized import SizedScreen, TooSmall
from tui.widgets.documents import DocumentList, FetchRows
from tui.widgets.entities import EntityList, EntityPane
from tui.widgets.query import QueryLine
from tui.widgets.reader import Reader
from tui.widgets.status import ExplainLine, KeyLine, StatusLine, TextLine

PANES = ("documents", "reader", "entities")


class ReaderPane(Reader):
    """The reader with its keys."""

    BINDINGS = bindings(Context.SELECTING, Context.READER)


class PaneScreen(SizedScreen[None]):
    """Documents, reader and entities side by side; fewer of them where the window is narrow."""

    def __init__(self) -> None:
        super().__init__()
        self.reader_alone = False  # in a narrow window the reader has the whole width
        self.entities_folded = False  # in a wide window
        self._entities_up = False  # in a narrow window, in place of the documents

    def compose_panes(self, query: str, fetch: FetchRows) -> ComposeResult:
        """Makes the parts."""
        with Horizontal(id="query-bar"):
            yield TextLine(" /", id="prompt")
            yield QueryLine(query, id="query")
        yield ExplainLine(id="explain")
        with Horizontal(id="panes"):
            yield DocumentList(fetch, id="documents")
            yield ReaderPane(id="reader")
            yield EntityPane(id="entity-pane")
        yield StatusLine(id="status")
        yield KeyLine(id="keys", classes="keys")
        yield TooSmall()

    # The parts

    @property
    def line(self) -> QueryLine:
        """The query line."""
        return self.query_one(QueryLine)

    @property
    def documents(self) -> DocumentList:
        """The list of documents."""
        return self.query_one(DocumentList)

    @property
    def reader(self) -> Reader:
        """The reader."""
        return self.query_one(Reader)

    @property
    def entities(self) -> EntityList:
        """The list in the entity pane."""
        return self.query_one(EntityList)

    @property
    def entity_pane(self) -> EntityPane:
        """The entity pane."""
        return self.query_one(EntityPane)

    @property
    def status(self) -> StatusLine:
        """The status line."""
        return self.query_one(StatusLine)

    def say(self, sentence: str) -> None:
        """Shows one sentence in the status line."""
        self.status.say(sentence)

    # Panes

    def on_resize(self) -> None:
        """Shows as many panes as there is room for."""
        self.lay_out()

    def on_screen_resume(self) -> None:
        """The window may have another size than when another screen was opened over this one."""
        super().on_screen_resume()
        self.lay_out()

    def lay_out(self) -> None:
        """Shows the panes that are wanted and for which there is room.

        A pane is shown or not by itself: a class of the screen would have all its rules looked up again.
        """
        self.entity_pane.display = not self.entities_folded if self.wide else self._entities_up
        self.documents.display = self.wide or not (self._entities_up or self.reader_alone)

    def pane(self, name: str) -> None:
        """Gives the focus to a pane, showing it if it is folded."""
        if name == "entities":
            self.entities_folded, self._entities_up = False, True
        elif name == "documents":
            self.reader_alone = self._entities_up = False
        self.lay_out()
        self.set_focus(self.query_one(f"#{name}"), scroll_visible=False)

    def to_reader(self) -> None:
        """Goes to the reader and gives it the whole width where the window is narrow."""
        self.reader_alone = True
        self.pane("reader")

    @property
    def focused_pane(self) -> str:
        """The name of the pane with the focus; the documents' if it is elsewhere."""
        focused = self.focused
        return focused.id if focused is not None and focused.id in PANES else "documents"

    @property
    def place(self) -> str:
        """The place of ``keys.PLACES`` where the focus is."""
        if isinstance(self.focused, QueryLine):
            return "query"
        if isinstance(self.focused, Reader) and self.focused.selection is not None:
            return "selecting"
        return self.focused_pane

    def on_descendant_focus(self) -> None:
        """Shows the keys that hold there."""
        self.show_keys()

    def show_keys(self) -> None:
        """Shows the keys that hold where the focus is."""
        self.query_one(KeyLine).show_place(self.place)

    def _visible_panes(self) -> list[str]:
        shown = {"documents": self.documents, "reader": self.reader, "entities": self.entity_pane}
        return [name for name in PANES if shown[name].display]

    def action_pane(self, name: str) -> None:
        """Goes to a pane."""
        self.pane(name)

    def action_next_pane(self) -> None:
        """Goes to the next pane that is shown."""
        self._step_pane(1)

    def action_previous_pane(self) -> None:
        """Goes to the previous pane that is shown."""
        self._step_pane(-1)

    def _step_pane(self, step: int) -> None:
        names = self._visible_panes()
        at = names.index(self.focused_pane) if self.focused_pane in names else 0
        self.set_focus(self.query_one(f"#{names[(at + step) % len(names)]}"), scroll_visible=False)

    def action_toggle_entities(self) -> None:
        """Shows or folds the entity pane."""
        if not self.entity_pane.display:
            self.pane("entities")
            return
        self.entities_folded, self._entities_up = True, False
        self.lay_out()
        if self.focused_pane == "entities":
            self.set_focus(self.reader, scroll_visible=False)
