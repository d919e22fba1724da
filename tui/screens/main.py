"""The main screen: query, documents, reader, entities. It lays out and passes on; the work is beside it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual import on
from textual.app import ComposeResult
from textual.containers import Horizontal
from textual.message import Message
from textual.widgets import Input

from index.errors import DatelineError
from index.protocol import DocumentView
from tui.keys import Context, bindings, of, plain_name, shadowed
from tui.screens.marking import Marking
from tui.screens.reading import Reading
from tui.screens.resuming import resume, state_of
from tui.screens.searching import Searching
from tui.screens.sized import SizedScreen, TooSmall
from tui.session import SessionState
from tui.widgets.documents import DocumentList
from tui.widgets.entities import EntityList
from tui.widgets.fields import taken_in
from tui.widgets.query import QueryLine
from tui.widgets.reader import Reader
from tui.widgets.rowlist import RowList
from tui.widgets.status import ExplainLine, KeyLine, Notice, StatusLine, TextLine
from tui.widgets.tasks import launch

if TYPE_CHECKING:
    from index.client import Client
    from index.notebook.store import Notebook

PANES = ("documents", "reader", "entities")

_IN_QUERY = {plain_name(action) for action in of(Context.QUERY)}
_OF_SELECTION = {plain_name(action) for action in of(Context.SELECTING)}
_SHADOWED = {place: {plain_name(farther) for _, _, farther in shadowed(place)} for place in (*PANES, "selecting")}
"""The main screen's actions whose key means something else at a place."""


class Refused(Message):
    """The library cannot be opened."""

    def __init__(self, error: DatelineError) -> None:
        super().__init__()
        self.error = error


class ReaderPane(Reader):
    """The reader with its keys."""

    BINDINGS = bindings(Context.SELECTING, Context.READER)


class MainScreen(SizedScreen[None]):
    """Documents, reader and entities side by side; fewer of them where the window is narrow."""

    BINDINGS = bindings(Context.MAIN)

    def __init__(self, client: Client, notebook: Notebook, state: SessionState) -> None:
        super().__init__()
        self._client = client
        self._state = state
        self._resumed = False
        self.searching = Searching(self, client, self._answered)
        self.reading = Reading(self, client, self.searching, self._opened)
        self.marking = Marking(self, notebook, self.reading, self.to_reader)

    def compose(self) -> ComposeResult:
        """Makes the parts."""
        with Horizontal(id="query-bar"):
            yield TextLine(" /", id="prompt")
            yield QueryLine(self._state.query, id="query")
        yield ExplainLine(id="explain")
        with Horizontal(id="panes"):
            yield DocumentList(self._client.rows, id="documents")
            yield ReaderPane(id="reader")
            yield EntityList(id="entities")
        yield StatusLine(id="status")
        yield KeyLine(id="keys", classes="keys")
        yield TooSmall()

    def on_mount(self) -> None:
        """Lists all documents, or those of the session's query."""
        self.pane("documents")
        self.query_one(StatusLine).stand(self.searching.standing())
        launch(self, "begin", self._begin)

    async def _begin(self) -> None:
        try:
            await self._client.connect()
            self.searching.library = await self._client.open()
        except DatelineError as error:
            self.post_message(Refused(error))
        else:
            self.searching.order = self._state.order
            self.searching.run()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:  # noqa: ARG002
        """Leaves its keys to the query line while one types there, and to a pane that uses them otherwise."""
        if isinstance(self.focused, QueryLine):
            return action in _IN_QUERY
        if action in _OF_SELECTION:
            return self.place == "selecting"
        return action not in _SHADOWED[self.place]

    # What happened below

    def _answered(self) -> None:
        self.marking.show_annotated()
        if self._resumed:
            self.reading.result_changed()
        else:
            self._resumed = True
            launch(self, "document", resume, self, self._state)

    @property
    def state(self) -> SessionState:
        """Where the analyst is, to come back to."""
        return state_of(self) if self._resumed else self._state

    async def _opened(self, view: DocumentView) -> None:
        await self.marking.show_marks(view)

    @on(Input.Changed, "#query")
    def _query_typed(self) -> None:
        self.searching.typed()

    @on(RowList.CursorMoved, "#documents")
    def _row_reached(self, event: RowList.CursorMoved) -> None:
        self.reading.follow(event.index)

    @on(Reader.CaretMoved)
    def _caret_moved(self) -> None:
        self.reading.tell_place()

    @on(Reader.PastEnd)
    def _past_end(self, event: Reader.PastEnd) -> None:
        self.reading.past_end(event.direction)

    @on(Reader.TextWanted)
    def _text_wanted(self, event: Reader.TextWanted) -> None:
        self.reading.more_text(event.start)

    @on(Notice)
    def _noticed(self, event: Notice) -> None:
        self.say(event.sentence)

    def say(self, sentence: str) -> None:
        """Shows one sentence in the status line."""
        self.query_one(StatusLine).say(sentence)

    # Panes

    def pane(self, name: str) -> None:
        """Gives the focus to a pane, showing it if it is folded."""
        if name == "entities":
            self.remove_class("-folded")
            self.add_class("-entities")
        elif name == "documents":
            self.remove_class("-reading", "-entities")
        self.set_focus(self.query_one(f"#{name}"), scroll_visible=False)

    def to_reader(self) -> None:
        """Goes to the reader and gives it the whole width where the window is narrow."""
        self.add_class("-reading")
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
        self._show_keys()

    def _show_keys(self) -> None:
        self.query_one(KeyLine).show_place(self.place)

    def _visible_panes(self) -> list[str]:
        return [name for name in PANES if self.query_one(f"#{name}").display]

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
        if not self.query_one(EntityList).display:
            self.pane("entities")
            return
        self.add_class("-folded")
        self.remove_class("-entities")
        if self.focused_pane == "entities":
            self.set_focus(self.query_one(Reader), scroll_visible=False)

    # The other actions of the table

    def action_query(self) -> None:
        """Goes to the query line."""
        self.set_focus(self.query_one(QueryLine), scroll_visible=False)

    async def action_run_query(self) -> None:
        """Runs the query and goes to its documents."""
        await taken_in(self.query_one(QueryLine))
        if not self.searching.settled:
            self.searching.run()
        self.pane("documents")

    def action_leave_query(self) -> None:
        """Leaves the query line; what was typed stays."""
        self.pane("documents")

    def action_read(self) -> None:
        """Reads the document at the list's cursor."""
        documents = self.query_one(DocumentList)
        if documents.total:
            self.reading.open_row(documents.cursor)
            self.to_reader()

    def action_select_characters(self) -> None:
        """Begins or ends a selection by character."""
        self.query_one(Reader).action_select_characters()
        self._show_keys()

    def action_select_paragraphs(self) -> None:
        """Begins or ends a selection by paragraph."""
        self.query_one(Reader).action_select_paragraphs()
        self._show_keys()

    def action_cancel_selection(self) -> None:
        """Drops the selection."""
        self.query_one(Reader).action_cancel_selection()
        self._show_keys()

    def action_next_mention(self) -> None:
        """Goes to the next mention of the entity."""
        self._go_to_mention(1)

    def action_previous_mention(self) -> None:
        """Goes to the previous mention of the entity."""
        self._go_to_mention(-1)

    def _go_to_mention(self, step: int) -> None:
        found = self.query_one(EntityList).step(step)
        if found is not None:
            mention, number, count = found
            self.query_one(Reader).go_to(mention.start)
            reason = f" ({mention.reason})" if mention.reason else ""
            self.say(f"{mention.name}{reason}: mention {number} of {count}")

    def action_next_hit(self) -> None:
        """Goes to the next hit."""
        self.reading.next_hit()

    def action_previous_hit(self) -> None:
        """Goes to the previous hit."""
        self.reading.previous_hit()

    def action_sort(self) -> None:
        """Sorts the list by the next order."""
        self.searching.next_order()

    async def action_annotate(self) -> None:
        """Opens the note dialog for the selection, or for the sentence at the caret."""
        await self.marking.annotate()

    async def action_open_mark(self) -> None:
        """Opens the annotation at the caret."""
        await self.marking.open_at_caret()

    def action_delete_mark(self) -> None:
        """Deletes the annotation at the caret."""
        self.marking.delete_at_caret()

    def action_copy(self) -> None:
        """Copies the selection, or the sentence at the caret, with its source."""
        self.marking.copy()

    def action_undo(self) -> None:
        """Takes back the last change of a note."""
        self.marking.undo()

    def action_redo(self) -> None:
        """Makes the undone change again."""
        self.marking.redo()

    async def action_notebook(self) -> None:
        """Opens the notebook."""
        await self.marking.open_notebook()

    def action_back(self) -> None:
        """Goes back from entities and reader to the documents."""
        self.pane("documents")
