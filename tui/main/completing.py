"""How the query that is being typed can go on: offered after a rest, taken by a key."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.timer import Timer

from index.answers.listing import CompletionsAnswer
from index.errors import DatelineError
from tui.main.panes import Panes
from tui.main.queries import Queries
from tui.main.searching import Searching
from tui.widgets.fields import taken_in
from tui.widgets.tasks import launch

if TYPE_CHECKING:
    from index.service.client import Client

REST = 0.3
"""Seconds without a key after which it is offered how the query can go on."""

_NOTHING = CompletionsAnswer(0, ())


class Completing:
    """What is offered in the query line. It stands in the line that says what ran, until the query changes."""

    def __init__(self, panes: Panes, client: Client, searching: Searching, queries: Queries) -> None:
        self._panes = panes
        self._client = client
        self._searching = searching
        self._queries = queries
        self._timer: Timer | None = None
        self._offered = _NOTHING
        self._end = 0  # of what an offer takes the place of
        self._taken = -1  # which offer stands in the line, -1 for none

    def typed(self) -> None:
        """Offers nothing any more, and asks anew after a rest."""
        self.stop()
        if self._panes.place == "query":
            self._timer = self._panes.screen.set_timer(
                REST, lambda: launch(self._panes.screen, "completions", self._ask)
            )

    def stop(self) -> None:
        """Offers nothing any more."""
        if self._timer is not None:
            self._timer.stop()
            self._timer = None
        self._show(_NOTHING)

    async def _ask(self) -> None:
        line = self._panes.line
        typed, cursor = line.value, line.cursor_position
        try:
            answer = await self._client.complete(typed, cursor)
        except DatelineError as error:
            self._panes.say(str(error))
            return
        if (line.value, line.cursor_position) == (typed, cursor) and self._panes.place == "query":
            self._end = cursor
            self._show(answer)

    def _show(self, answer: CompletionsAnswer) -> None:
        self._offered, self._taken = answer, -1
        told = (f"{one.text} {one.documents:,}" if one.documents is not None else one.text for one in answer.offers)
        self._panes.explanation.offer(f"tab: {' · '.join(told)}" if answer.offers else "")

    async def action_take(self) -> None:
        """Lets the query go on as it is offered, and with the next key as it is offered next; or leaves the line."""
        line, offers = self._panes.line, self._offered.offers
        await taken_in(line)
        if offers is not self._offered.offers or not offers:
            await self._queries.action_leave()
            return
        self._taken = (self._taken + 1) % len(offers)
        text = offers[self._taken].text
        line.put(text, self._offered.start, self._end)
        self._end = self._offered.start + len(text)
        self._searching.typed()
        if text.endswith(":"):
            self.typed()
