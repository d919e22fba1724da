"""The query line. Each letter shows at once; the search that it starts runs elsewhere."""

from __future__ import annotations

from textual.widgets import Input

from tui.keys import Context, bindings


class QueryLine(Input):
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

    def replace_text(self, query: str) -> None:
        """Shows another query, as from the history or a choice, with the cursor at its end."""
        with self.prevent(Input.Changed):
            self.value = query
        self.cursor_position = len(query)
