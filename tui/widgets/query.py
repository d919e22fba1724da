"""The query line. Each letter shows at once; the search that it starts runs elsewhere."""

from __future__ import annotations

from textual.widgets import Input

from tui.bound_keys import bindings
from tui.keys import Context
from tui.widgets.fields import LineField, taken_in


class QueryLine(LineField):
    """One line to type a query in. What is typed is never a markup and never dropped."""

    BINDINGS = bindings(Context.QUERY)

    def __init__(self, value: str = "", *, id: str | None = None) -> None:
        super().__init__(
            value,
            id=id,
            placeholder='words  "a phrase"  source:AFP  date:2017-09',
            select_on_focus=False,
            compact=True,
        )
        self.cursor_blink = False
        self._older: list[str] = []  # the history before what is shown, the newest last
        self._newer: list[str] = []  # what was shown before one went back in it

    async def action_delete_left_all(self) -> None:  # type: ignore[override]
        """Clears what stands before the cursor, once the letters and moves before it are done."""
        await taken_in(self)
        super().action_delete_left_all()

    def remember(self, queries: list[str]) -> None:
        """Takes up a history, the newest query last."""
        self._older, self._newer = queries, []

    def older(self) -> None:
        """Shows the query before, in the history; what was being typed is kept."""
        while self._older:
            query = self._older.pop()
            if query != self.value:
                self._newer.append(self.value)
                self.value = query
                self.cursor_position = len(query)
                return

    def newer(self) -> None:
        """Shows the query after, in the history, and at last what was being typed."""
        if self._newer:
            self._older.append(self.value)
            self.value = self._newer.pop()
            self.cursor_position = len(self.value)

    def put(self, text: str, start: int, end: int) -> None:
        """Shows a text in place of the characters from ``start`` to ``end``, the cursor behind it."""
        with self.prevent(Input.Changed):
            self.value = self.value[:start] + text + self.value[end:]
        self.cursor_position = start + len(text)

    def replace_text(self, query: str) -> None:
        """Shows another query, as from the history or a choice, with the cursor at its end."""
        with self.prevent(Input.Changed):
            self.value = query
        self.cursor_position = len(query)
