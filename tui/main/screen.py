"""The main screen: it puts together panes and actions, and passes on what happens below."""

from __future__ import annotations

from collections.abc import Collection
from typing import TYPE_CHECKING

from textual import on
from textual.app import ComposeResult
from textual.message import Message
from textual.widgets import Input

from index.answers import DocumentView
from index.errors import DatelineError
from index.home.folders import find_home
from index.home.searches import History
from tui.bound_keys import action_at, bindings, of, plain_name, shadowed
from tui.keys import Context
from tui.main.entities import EntityActions
from tui.main.hits import ReadingActions
from tui.main.marks import NoteActions
from tui.main.panes import PANES
from tui.main.reading import Reading
from tui.main.resuming import resume, state_of
from tui.main.searching import Searching
from tui.main.sidebar import Counting
from tui.main.unsaved import NoteFollowing
from tui.main.waiting import acts_at_once, is_busy, moves_in_list
from tui.session import SessionState
from tui.widgets.query import QueryLine
from tui.widgets.reader import Reader
from tui.widgets.rowlist import RowList
from tui.widgets.status import Notice
from tui.widgets.tasks import launch

if TYPE_CHECKING:
    from index.notebook.store import Notebook
    from index.service.client import Client

_IN_QUERY = {plain_name(action) for action in of(Context.QUERY)}
_OF_SELECTION = {plain_name(action) for action in of(Context.SELECTING)}
_SHADOWED = {place: {plain_name(farther) for _, _, farther in shadowed(place)} for place in (*PANES, "selecting")}
"""The main screen's actions whose key means something else at a place."""


class Refused(Message):
    """The library cannot be opened."""

    def __init__(self, error: DatelineError) -> None:
        super().__init__()
        self.error = error


class MainScreen(ReadingActions, EntityActions, NoteActions, NoteFollowing):
    """Documents, reader and entities, with the query above and the state below."""

    BINDINGS = bindings(Context.MAIN)

    def __init__(self, client: Client, notebook: Notebook, state: SessionState) -> None:
        super().__init__()
        self.client = client
        self.notebook = notebook
        self.history = History(find_home())
        self.searching = Searching(self, client, self._answered)
        self.reading = Reading(self, client, self.searching, self._opened)
        self.counting = Counting(self, client, self.searching, self.reading)
        self._state = state
        self._resumed = False
        self.is_ready = False  # all parts are there, so that keys can be obeyed

    def compose(self) -> ComposeResult:
        """Makes the parts."""
        yield from self.compose_panes(self._state.query, self.client.rows)

    def on_mount(self) -> None:
        """Lists all documents, or those of the session's query."""
        self.pane("documents")
        self.line.remember(self.history.queries())
        self.status.stand(self.searching.standing())
        launch(self, "begin", self._begin)
        self.is_ready = True

    async def _begin(self) -> None:
        try:
            await self.client.connect()
            self.searching.library = await self.client.open()
        except DatelineError as error:
            self.post_message(Refused(error))
        else:
            self.save_kept()
            self.searching.order = self._state.order
            self.searching.run()
            launch(self, "follow", self.follow_documents)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:  # noqa: ARG002
        """Leaves its keys to the query line while one types there, and to a pane that uses them otherwise."""
        if isinstance(self.focused, QueryLine):
            return action in _IN_QUERY
        if action in _OF_SELECTION:
            return self.place == "selecting"
        return action not in _SHADOWED[self.place]

    @property
    def is_typed_in(self) -> bool:
        """Whether the focus is in the query line and the session has been taken up, so that letters show at once."""
        return self._resumed and isinstance(self.focused, QueryLine) and self.is_current

    def may_act(self, key: Collection[str]) -> bool:
        """Returns whether a key of these names can be obeyed now, or waits for a result or a document."""
        action = action_at(self.place, key)
        if isinstance(self.focused, QueryLine):
            return self._resumed or acts_at_once(action)
        if acts_at_once(action):
            return self._resumed or (action is not None and action.name.startswith("app."))
        if moves_in_list(action):
            return self._resumed and not is_busy(self, but="document")
        return self._resumed and not is_busy(self) and self.reading.catch_up()

    def worker_restarted(self, sentence: str) -> None:
        """Says so, and searches again: what the worker knew of the result went with it."""
        self.say(sentence)
        if self._resumed:
            self.searching.run()

    # What happened below

    def _answered(self, again: bool) -> None:
        self.show_annotated()
        self.counting.count()
        if not self._resumed:
            self._resumed = True
            launch(self, "document", resume, self, self._state)
        elif again:
            self.reading.result_came_again()
        else:
            self.reading.result_changed()

    @property
    def state(self) -> SessionState:
        """Where the analyst is, to come back to."""
        return state_of(self) if self._resumed else self._state

    async def _opened(self, view: DocumentView) -> None:
        self.counting.document_opened()
        await self.show_marks(view)
        self.read_by_itself()

    @on(Input.Changed, "#query")
    def _query_typed(self) -> None:
        self.counting.stop()
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
