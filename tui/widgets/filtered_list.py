"""A list that can show only the rows that hold what is typed."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Generic, TypeVar

from textual.message import Message

from tui.widgets.rowlist import RowList

Item = TypeVar("Item")


class FilteredList(RowList, Generic[Item]):
    """Holds rows of one kind, of which a filter leaves some. A subclass says which words stand in a row."""

    class Narrowed(Message):
        """Another filter holds."""

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self._rows: Sequence[Item] = ()  # those that the filter leaves
        self._all: Sequence[Item] = ()
        self.filter = ""

    def words_of(self, row: Item) -> str:
        """Returns the text in which a filter finds what is typed."""
        raise NotImplementedError

    def is_heading(self, row: Item) -> bool:  # noqa: ARG002
        """Returns whether a row heads those below it; it is shown as long as one of them is."""
        return False

    @property
    def found(self) -> Item | None:
        """The row at the cursor, None where there is none or it is a heading."""
        row = self._rows[self.cursor] if self.cursor < len(self._rows) else None
        return None if row is None or self.is_heading(row) else row

    def take(self, rows: Iterable[Item]) -> None:
        """Holds other rows, and leaves of them what the filter leaves. The list is not drawn anew by this."""
        self._all = list(rows)
        self._rows = list(self._left())

    def narrow(self, typed: str) -> None:
        """Shows only the rows that hold all words typed, in any case; all of them for none."""
        self.filter = typed
        self._rows = list(self._left())
        first = next((at for at, row in enumerate(self._rows) if not self.is_heading(row)), 0)
        self.set_reactive(FilteredList.cursor, first)
        self.scroll_to(y=0, animate=False)
        self.rows_changed()
        self.post_message(self.Narrowed())
        self.post_message(self.CursorMoved(self, self.cursor))

    def end_filter(self) -> bool:
        """Shows all rows again, the cursor on the same one; returns whether there was a filter."""
        if not self.filter:
            return False
        before = self.found
        self.narrow("")
        if before is not None:
            self.cursor = next((at for at, row in enumerate(self._rows) if row is before), self.cursor)
        return True

    def _left(self) -> Iterable[Item]:
        """The rows that the filter leaves, each heading with the first of those below it."""
        words = self.filter.casefold().split()
        heading = None
        for row in self._all:
            if self.is_heading(row):
                heading = row
            elif all(word in self.words_of(row).casefold() for word in words):
                if heading is not None:
                    yield heading
                    heading = None
                yield row

    def row_count(self) -> int:
        """Returns the number of lines, headings included."""
        return len(self._rows)

    def selectable(self, index: int) -> bool:
        """Returns whether it is no heading."""
        return not self.is_heading(self._rows[index])
