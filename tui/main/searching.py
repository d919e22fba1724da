"""From what is typed to what is listed: at once, then after a short rest; one search at a time, the newest wins."""

from __future__ import annotations

import time
from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from textual.timer import Timer

from index.answers.listing import BY_EVENT, EVENT_ORDERS, WITH_COPIES, LibraryInfo, SearchAnswer
from index.errors import DatelineError, QueryError
from tui.main.panes import Panes
from tui.widgets.documents import PAGE
from tui.widgets.tasks import launch

if TYPE_CHECKING:
    from index.service.client import Client

TYPING_REST = 0.1
"""Seconds without a key after which typing counts as resting."""

ERROR_REST = 0.5
"""Seconds without a key after which it is told what is wrong with what stands in the query line."""

_PROMPT = 1  # cells by which the query stands farther right than the line below it

ORDERS = ("relevance", "newest", "oldest", "source", "title")


class Searching:
    """The query that ran last, its order and its answer.

    ``answered`` is called with each new result, and with whether it is the same search again.
    """

    def __init__(self, panes: Panes, client: Client, answered: Callable[[bool], None]) -> None:
        self._panes = panes
        self._client = client
        self._answered = answered
        self._timer: Timer | None = None
        self._error_timer: Timer | None = None
        self.library: LibraryInfo | None = None
        self.order = ""
        self.answer: SearchAnswer | None = None
        self.arrived = ""  # what has come into the library and is not in the result
        self.other_names = True  # whether a name in the query also finds the other names of what it names
        self.refused_at = 0.0  # when a query was refused or failed last, by the monotonic clock
        self._asked = ""  # the query that was searched for last
        self._taken = ("", "", True)  # query, order and other names of the answer

    def typed(self) -> None:
        """Searches at once for the first key after a rest, and for what quickly follows once the typing rests.

        For other names too: it is another query.
        """
        self.other_names = True
        if self._timer is None:
            self.run()
            self._timer = self._panes.screen.set_timer(TYPING_REST, self._stop_timer)
        else:
            self._stop_timer()
            self._timer = self._panes.screen.set_timer(TYPING_REST, self.run)

    def run(self) -> None:
        """Searches now for what stands in the query line; the answer to an older search no longer counts."""
        self._stop_timer()
        self._asked = self._panes.line.value.strip()
        launch(self._panes.screen, "search", self._search, self._asked)

    def run_if_typed(self) -> None:
        """Searches now if another query stands in the line than was searched for last."""
        if self._panes.line.value.strip() != self._asked:
            self.run()

    async def run_now(self) -> None:
        """Searches for what stands in the query line, and returns once its result is listed."""
        self._stop_timer()
        await self._search(self._panes.line.value.strip())

    def search_for(self, query: str, *, narrowed: bool = False) -> None:
        """Searches for another query, as one chosen elsewhere, or for the present one narrowed down."""
        self.other_names = self.other_names or not narrowed
        self._panes.line.replace_text(query)
        self.run()

    def toggle_other_names(self) -> None:
        """Searches without the other names of what the query names, or with them again."""
        self.other_names = not self.other_names
        self.run()

    def next_order(self) -> None:
        """Sorts by the next order."""
        current = self.answer.order if self.answer else ORDERS[0]
        at = ORDERS.index(current) if current in ORDERS else -1
        self.order = ORDERS[(at + 1) % len(ORDERS)]
        self.run()

    def group_by_event(self) -> None:
        """Groups the list by event, or no longer."""
        self.order = "" if self.order in EVENT_ORDERS else BY_EVENT
        self.run()

    def toggle_copies(self) -> None:
        """Groups the list by event and shows the copies of the same text, or folds them away."""
        self.order = BY_EVENT if self.order == WITH_COPIES else WITH_COPIES
        self.run()

    def _stop_timer(self) -> None:
        if self._timer is not None:
            self._timer.stop()
            self._timer = None

    async def _search(self, query: str) -> None:
        self._asked = query
        if self._error_timer is not None:
            self._error_timer.stop()
        self._panes.status.run("searching…")
        try:
            await self._answer(query)
        except DatelineError as error:
            self._panes.say(str(error))
            self.refused_at = time.monotonic()
        self._panes.status.run("")

    async def _answer(self, query: str) -> None:
        try:
            answer = await self._client.search(query, self.order, PAGE, other_names=self.other_names)
        except QueryError as error:
            if self.answer is None:  # the last session ended in the middle of a query: there is no good result yet
                self._take(await self._client.search("", self.order, PAGE))
            self._refuse(error)
            self.refused_at = time.monotonic()
        except DatelineError:  # as a folder of colleagues that does not answer, which the last session's query asks
            if self.answer is None:
                self._take(await self._client.search("", self.order, PAGE))
            raise
        else:
            if self.library is not None and answer.generation != self.library.generation:
                self.library = await self._client.open()  # another session has brought it up to date
            self._take(answer)

    def _refuse(self, error: QueryError) -> None:
        """Says what is wrong below where it stands; while one types, after a rest: what is begun is no mistake yet."""
        tell = partial(self._panes.explanation.refuse, str(error), error.column + _PROMPT)
        if self._panes.place == "query":
            self._error_timer = self._panes.screen.set_timer(ERROR_REST, tell)
        else:
            tell()

    def _take(self, answer: SearchAnswer) -> None:
        taken = (answer.query, answer.order, self.other_names)
        again = self.answer is not None and taken == self._taken
        self.answer, self._taken = answer, taken
        self._panes.explanation.explain(self._explanation(answer))
        self._panes.status.stand(self.standing())
        documents = self._panes.documents
        lost = len(documents.chosen) if again else 0
        documents.show(answer, documents.cursor if again else 0)
        if lost:
            self._panes.say("The list has come anew, in which nothing is chosen yet.")
        self._answered(again)

    def _explanation(self, answer: SearchAnswer) -> str:
        by_event = self._by_event(answer)
        if not answer.query:
            if by_event:
                return f"all documents · {by_event}"
            if self.library is not None and self.library.samples:
                return "These are samples. To read your own files: dateline FOLDER"
            return f"all documents, {answer.order}" + (" first" if answer.order in ("newest", "oldest") else "")
        suggested = ", ".join(answer.explain.suggestions)
        found = f"{answer.explain.line} · did you mean: {suggested}" if suggested else answer.explain.line
        found += "" if self.other_names else "  · only the names as typed; W also finds others"
        if answer.is_near:
            return f"nothing has all words; listed is what has most of them  · {found}"
        if by_event:
            return f"{found}  · {by_event}"
        order = "" if answer.order in ("", "relevance") or not answer.total else f"  · by {answer.order}"
        return found + order

    def _by_event(self, answer: SearchAnswer) -> str:
        """Says how many events there are, or why there are none; "" if the list is not to be by event."""
        if answer.order in EVENT_ORDERS:
            events = f"{answer.events:,} {'event' if answer.events == 1 else 'events'} with several documents"
            copies = f"{answer.folded:,} {'copy' if answer.folded == 1 else 'copies'} folded away"
            return f"by event: {events}" + (f", {copies}" if answer.folded else "")
        if self.order in EVENT_ORDERS:
            return f"by {answer.order}: {answer.total:,} documents are too many to group them by event"
        return ""

    def standing(self) -> str:
        """Returns what the status line says of the library and the result."""
        if self.library is None:
            return "opening the library…"
        total = f"{self.library.documents:,}"
        if self.answer is not None and self.answer.query:
            found = 0 if self.answer.is_near else self.answer.total + self.answer.folded
            total = f"{found:,} of {total}"
        noun = "document" if total == "1" else "documents"
        count = len(self._panes.documents.chosen)
        chosen = f"{count:,} chosen" if count else ""
        return " · ".join(filter(None, (self.library.name, f"{total} {noun}", chosen, self.arrived)))
