"""The main screen: it puts its subjects together, and passes on to them what happens below."""

from __future__ import annotations

import inspect
from collections.abc import Collection
from typing import TYPE_CHECKING

from textual import on
from textual.app import ComposeResult
from textual.message import Message
from textual.screen import Screen
from textual.widgets import Input

from index.answers.document import DocumentView
from index.errors import DatelineError
from tui.bound_keys import action_at, bindings, of, shadowed
from tui.keys import Context
from tui.main.accounts import Accounts
from tui.main.arrivals import LOOK as ARRIVALS_LOOK
from tui.main.arrivals import Arrivals
from tui.main.choosing import Choosing
from tui.main.colleagues import LOOK as COLLEAGUES_LOOK
from tui.main.colleagues import Colleagues
from tui.main.completing import Completing
from tui.main.copies import Copies
from tui.main.corrections import Corrections
from tui.main.dates import Dates
from tui.main.entities import Entities
from tui.main.exporting import Exporting
from tui.main.hit_notes import HitNotes
from tui.main.hits import Hits
from tui.main.layout import PANES
from tui.main.libraries import Libraries
from tui.main.marked import Marked
from tui.main.marks import Marks
from tui.main.notes import Notes
from tui.main.panes import Panes
from tui.main.places import Places
from tui.main.queries import Queries
from tui.main.reading import Reading
from tui.main.relations import Relations
from tui.main.resuming import Resuming
from tui.main.saved_searches import Alerts
from tui.main.searching import Searching
from tui.main.sidebar import Counting, Sidebar
from tui.main.since_last import SinceLast
from tui.main.translations import Translations
from tui.main.versions import Versions
from tui.main.waiting import acts_at_once, is_busy, moves_in_list
from tui.main.watching import LOOK, Watching
from tui.screens.sized import HORIZONTAL, VERTICAL, fit_window
from tui.session import SessionState
from tui.widgets.reader import Reader
from tui.widgets.rowlist import RowList
from tui.widgets.status import Notice
from tui.widgets.tasks import launch

if TYPE_CHECKING:
    from index.notebook.store import Notebook
    from index.service.client import Client

_IN_QUERY = {action.name for action in of(Context.QUERY)}
_OF_SELECTION = {action.name for action in of(Context.SELECTING)}
_SHADOWED = {place: {farther.name for _, _, farther in shadowed(place)} for place in (*PANES, "selecting")}
"""The main screen's actions whose key means something else at a place."""


class Refused(Message):
    """The library cannot be opened."""

    def __init__(self, error: DatelineError) -> None:
        super().__init__()
        self.error = error


class MainScreen(Screen[None]):
    """Documents, reader and entities, with the query above and the state below.

    What a key does is an action of one of its ``subjects``, each of which is handed what it needs of the others.
    """

    BINDINGS = bindings(Context.MAIN)
    HORIZONTAL_BREAKPOINTS = HORIZONTAL
    VERTICAL_BREAKPOINTS = VERTICAL

    def __init__(self, client: Client, notebook: Notebook, state: SessionState) -> None:
        super().__init__()
        self.client = client
        self.is_ready = False  # all parts are there, so that keys can be obeyed
        self._state = state
        self._resumed = False
        changed = self._notebook_changed
        self.panes = panes = Panes(self, client.rows, self._laid_out)
        self.searching = searching = Searching(panes, client, self._answered)
        self.reading = reading = Reading(panes, client, searching, self._opened)
        self.alerts = alerts = Alerts(panes, client, searching)
        self.queries = queries = Queries(panes, client, searching, alerts.saved)
        self._completing = completing = Completing(panes, client, searching, queries)
        self.since_last = SinceLast(panes, client, notebook, changed)
        self._counting = counting = Counting(panes, client, searching, reading)
        self.colleagues = colleagues = Colleagues(panes, notebook, lambda: self._marked.show_all())
        self._marked = marked = Marked(panes, notebook, reading, colleagues)
        self.notes = notes = Notes(panes, client, notebook, reading, marked, colleagues, self.since_last, changed)
        choosing = Choosing(panes, client, searching, reading)
        self._marks = Marks(panes, notebook, reading, marked, choosing)
        self._corrections = corrections = Corrections(panes, client, notebook, searching, reading, changed)
        self._arrivals = arrivals = Arrivals(panes, client, searching)
        self._watching = Watching(panes, notebook, changed)
        hit_notes = HitNotes(panes, client, notebook, searching, notes)
        self._resuming = Resuming(panes, searching, reading, notes, hit_notes, arrivals)
        self.subjects: dict[str, object] = {
            "arrivals": arrivals,
            "accounts": Accounts(panes, client, notebook, reading, changed),
            "choosing": choosing,
            "completing": completing,
            "copies": Copies(panes, reading),
            "corrections": corrections,
            "dates": Dates(panes, client, notebook, searching, reading, queries, changed),
            "entities": Entities(panes, client, reading, corrections),
            "exporting": Exporting(panes, client, notebook, searching, reading, choosing),
            "hit_notes": hit_notes,
            "hits": Hits(panes, reading, choosing),
            "libraries": Libraries(panes, searching),
            "marks": self._marks,
            "notes": notes,
            "panes": panes,
            "places": Places(panes, client, searching, reading, queries, corrections),
            "queries": queries,
            "relations": Relations(panes, searching, reading),
            "sidebar": Sidebar(panes, counting, queries),
            "translations": Translations(panes, reading),
            "versions": Versions(panes, client, reading),
        }
        """What the table of keys names before the dot: a new subject is a module, a line here and rows in the table."""

    def compose(self) -> ComposeResult:
        """Makes the parts."""
        yield from self.panes.compose(self._state.query)

    def on_mount(self) -> None:
        """Lists all documents, or those of the session's query."""
        self._corrections.begin()
        self.set_interval(LOOK, self._watching.look)
        self.set_interval(ARRIVALS_LOOK, self._arrivals.look)
        self.set_interval(COLLEAGUES_LOOK, self.colleagues.look)
        self.panes.go_to("documents")
        self.queries.begin()
        self.panes.status.stand(self.searching.standing())
        launch(self, "begin", self._begin)
        self.is_ready = True

    async def _begin(self) -> None:
        try:
            await self.client.connect()
            self.searching.library = await self.client.open()
            await self._arrivals.begin()
        except DatelineError as error:
            self.post_message(Refused(error))
        else:
            self.since_last.save_kept()
            self.searching.order = self._state.order
            self.searching.run()
            launch(self, "alerts", self.alerts.look)
            launch(self, "follow", self.since_last.follow_documents)

    # Keys

    async def action_act(self, name: str) -> None:
        """Does what a row of the table of keys names."""
        subject, _, action = name.partition(".")
        done = getattr(self.subjects[subject], f"action_{action}")()
        if inspect.isawaitable(done):
            await done

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Leaves its keys to the query line while one types there, and to a pane that uses them otherwise."""
        name = str(parameters[0]) if action == "act" else action
        place = self.panes.place
        if place == "query":
            return name in _IN_QUERY
        if name in _OF_SELECTION:
            return place == "selecting"
        return name not in _SHADOWED[place]

    @property
    def is_typed_in(self) -> bool:
        """Whether the focus is in the query line and the session has been taken up, so that letters show at once."""
        return self._resumed and self.panes.place == "query" and self.is_current

    def may_act(self, key: Collection[str]) -> bool:
        """Returns whether a key of these names can be obeyed now, or waits for a result or a document."""
        place = self.panes.place
        action = action_at(place, key)
        if place == "query":
            return self._resumed or acts_at_once(action)
        if acts_at_once(action):
            return self._resumed or (action is not None and action.name.startswith("app."))
        if moves_in_list(action):
            return self._resumed and not is_busy(self, but="document")
        return self._resumed and not is_busy(self) and self.reading.catch_up()

    # What the app asks

    @property
    def state(self) -> SessionState:
        """Where the analyst is, to come back to."""
        return self._resuming.state if self._resumed else self._state

    def say(self, sentence: str) -> None:
        """Shows one sentence in the status line."""
        self.panes.say(sentence)

    def worker_restarted(self, sentence: str) -> None:
        """Says so, and searches again: what the worker knew of the result went with it."""
        self.say(sentence)
        if self._resumed:
            self.searching.run()

    # What one subject tells of and others go on with

    def _laid_out(self) -> None:
        self._counting.count()

    def _answered(self, again: bool) -> None:
        self._marked.show_in_list()
        self._counting.count()
        if not self._resumed:
            self._resumed = True
            launch(self, "document", self._resuming.resume, self._state)
        elif again:
            self.reading.result_came_again()
        else:
            self.reading.result_changed()

    async def _opened(self, view: DocumentView) -> None:
        self._counting.document_opened()
        self._arrivals.document_opened(view.id)
        await self._marked.show_in_reader(view)
        self._marks.read_by_itself()

    def _notebook_changed(self) -> None:
        self._marked.show_all()
        self._corrections.notebook_changed()

    # What happens in the window

    def on_resize(self) -> None:
        """Shows as many panes as there is room for."""
        self.panes.lay_out()

    def on_screen_resume(self) -> None:
        """The window may have another size than when another screen was opened over this one."""
        fit_window(self)
        self.panes.lay_out()

    def on_descendant_focus(self) -> None:
        """Shows the keys that hold there. A short document is read to its end as soon as the reader has the focus."""
        self.panes.show_keys()
        self._marks.read_by_itself()
        if self.panes.place != "query":
            self._completing.stop()

    @on(Input.Changed, "#query")
    def _query_typed(self) -> None:
        self._counting.stop()
        self.searching.typed()
        self._completing.typed()

    @on(RowList.CursorMoved, "#documents")
    def _row_reached(self, event: RowList.CursorMoved) -> None:
        self.reading.follow(event.index)

    @on(Reader.CaretMoved)
    def _caret_moved(self) -> None:
        self.reading.tell_place()
        self._marks.read_by_itself()

    @on(Reader.PastEnd)
    def _past_end(self, event: Reader.PastEnd) -> None:
        self.reading.past_end(event.direction)

    @on(Reader.TextWanted)
    def _text_wanted(self, event: Reader.TextWanted) -> None:
        self.reading.more_text(event.start)

    @on(Notice)
    def _noticed(self, event: Notice) -> None:
        self.say(event.sentence)
