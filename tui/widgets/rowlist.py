"""A list of rows on Textual's Line API: only the rows in the window are drawn, a move repaints two of them.

Scrolling repaints the whole window (Textual uses no scroll regions), so the list scrolls rarely, by half a window.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import chain, groupby
from typing import ClassVar

from rich.cells import cell_len, set_cell_size
from rich.segment import Segment
from rich.style import Style
from textual import events
from textual.geometry import Offset, Size
from textual.message import Message
from textual.reactive import reactive
from textual.scroll_view import ScrollView
from textual.strip import Strip

from index.query.fields import ENTITY_KINDS
from tui.bound_keys import bindings
from tui.keys import Context
from tui.safety import foreign
from tui.widgets.row_layout import laid_out, lays_out_rows

Piece = tuple[str, str]
"""A text and the part of the component class after ``row--`` that styles it; "" for the row's own style."""

_OF_SNIPPET = ("snippet", "hit")
_HIT_AT_CURSOR = Style(bold=True, underline=True)


class RowList(ScrollView, can_focus=True):
    """A list with a cursor. A subclass says how many rows there are and what stands in them."""

    BINDINGS = bindings(Context.LIST)
    COMPONENT_CLASSES: ClassVar[set[str]] = {
        "row--cursor",
        "row--cursor-blurred",
        "row--strong",
        "row--muted",
        "row--snippet",
        "row--hit",
        "row--sign",
        "row--heading",
        *(f"row--{kind.type}" for kind in ENTITY_KINDS),
    }

    cursor: reactive[int] = reactive(0, repaint=False, init=False)

    class CursorMoved(Message):
        """The cursor stands on another row."""

        def __init__(self, sender: RowList, index: int) -> None:
            super().__init__()
            self.sender = sender
            self.index = index

        @property
        def control(self) -> RowList:
            """The list."""
            return self.sender

        def can_replace(self, message: Message) -> bool:
            """A later move makes an earlier one irrelevant."""
            return isinstance(message, RowList.CursorMoved)

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self.lines_per_row = 1
        self.gap = 0  # of these, how many at a row's end part it from the next one
        self._styles: dict[str, Style] = {}

    # What a subclass says

    def row_count(self) -> int:
        """Returns the number of rows."""
        raise NotImplementedError

    def row_lines(self, index: int, width: int) -> list[list[Piece]]:
        """Returns the pieces of each of a row's ``lines_per_row`` lines; what is too wide is cut."""
        raise NotImplementedError

    def selectable(self, index: int) -> bool:  # noqa: ARG002
        """Returns whether the cursor may stand on a row. Headings say no."""
        return True

    def is_chosen(self, index: int) -> bool:  # noqa: ARG002
        """Returns whether a row is chosen, so that keys act on it wherever the cursor is."""
        return False

    def pointer(self, index: int) -> str:
        """Returns the sign that shows the cursor, and what is chosen, without colours, in one cell."""
        if self.is_chosen(index):
            return "◉" if index == self.cursor else "●"
        return "▸" if index == self.cursor else " "

    # The window

    @property
    def window_rows(self) -> int:
        """How many whole rows the window shows, at least one."""
        return max(1, (self.scrollable_content_region.height + self.gap) // self.lines_per_row)

    def working_place(self) -> Offset:
        """Returns the cell of the window at which the cursor's row begins."""
        return Offset(0, self.cursor * self.lines_per_row - self.scroll_offset.y)

    def rows_changed(self) -> None:
        """Takes up another number of rows, or other contents, and repaints."""
        self.virtual_size = Size(0, self.row_count() * self.lines_per_row)
        self.refresh()

    def set_lines_per_row(self, lines: int, gap: int = 0) -> None:
        """Changes the height of a row, with the gap below it; the cursor's row stays in the window."""
        if (lines, gap) != (self.lines_per_row, self.gap):
            self.lines_per_row, self.gap = lines, gap
            self.rows_changed()
            self.call_after_refresh(self._scroll_to_cursor)

    def refresh_row(self, index: int) -> None:
        """Repaints one row."""
        self.refresh_lines(index * self.lines_per_row, self.lines_per_row)

    def on_resize(self) -> None:
        """Keeps the cursor's row in the window."""
        self._scroll_to_cursor()

    def _scroll_to_cursor(self) -> None:
        top = self.scroll_offset.y // self.lines_per_row
        if top <= self.cursor < top + self.window_rows:
            return
        if self.cursor < top:
            wanted = self.cursor - self.window_rows // 2 if self.cursor == top - 1 else self.cursor
        else:
            steps_out = self.cursor - (top + self.window_rows) + 1
            wanted = top + max(steps_out, self.window_rows // 2) if steps_out < self.window_rows else self.cursor
        if not any(map(self.selectable, range(self.cursor))):
            wanted = 0  # the heading above the first row is seen, too
        last = max(0, self.row_count() - self.window_rows)
        self.scroll_to(y=min(max(0, wanted), last) * self.lines_per_row, animate=False)

    # The cursor

    def validate_cursor(self, cursor: int) -> int:
        """Keeps the cursor among the rows."""
        return max(0, min(self.row_count() - 1, cursor))

    def watch_cursor(self, old: int, new: int) -> None:
        """Repaints the two rows concerned and tells the screen."""
        before = self.scroll_offset.y
        self._scroll_to_cursor()
        if self.scroll_offset.y == before:
            self.refresh_row(old)
            self.refresh_row(new)
        self.post_message(self.CursorMoved(self, new))

    def move(self, rows: int) -> None:
        """Moves the cursor by so many rows, over headings to a row where it may stand."""
        count = self.row_count()
        if not count:
            return
        wanted = self.validate_cursor(self.cursor + rows)
        onward = range(wanted, count) if rows >= 0 else range(wanted, -1, -1)
        backward = range(wanted, -1, -1) if rows >= 0 else range(wanted, count)
        self.cursor = next((i for i in chain(onward, backward) if self.selectable(i)), self.cursor)

    def action_down(self) -> None:
        """Next row."""
        self.move(1)

    def action_up(self) -> None:
        """Previous row."""
        self.move(-1)

    def action_page_down(self) -> None:
        """A window on."""
        self.move(self.window_rows)

    def action_page_up(self) -> None:
        """A window back."""
        self.move(-self.window_rows)

    def action_half_down(self) -> None:
        """Half a window on."""
        self.move(max(1, self.window_rows // 2))

    def action_half_up(self) -> None:
        """Half a window back."""
        self.move(-max(1, self.window_rows // 2))

    def action_top(self) -> None:
        """First row."""
        self.move(-self.row_count())

    def action_end(self) -> None:
        """Last row."""
        self.move(self.row_count())

    def on_click(self, event: events.Click) -> None:
        """Moves the cursor to the row under the mouse."""
        offset = event.get_content_offset(self)
        if offset is not None:
            index = (offset.y + self.scroll_offset.y) // self.lines_per_row
            if index < self.row_count() and self.selectable(index):
                self.cursor = index

    def watch_has_focus(self, has_focus: bool) -> None:  # noqa: ARG002
        """The cursor's row shows where the focus is. No rule asks for it, so no style is looked up again."""
        if self.row_count():
            self.refresh_row(self.cursor)

    # Drawing

    def render_line(self, y: int) -> Strip:
        """Returns a line of the window."""
        width = self.size.width
        index, line = divmod(y + self.scroll_offset.y, self.lines_per_row)
        if index >= self.row_count():
            return Strip.blank(width, self._component(""))
        in_row = line < self.lines_per_row - self.gap
        at_cursor = in_row and index == self.cursor and self.selectable(index)
        base = self._cursor_style() if at_cursor else self._component("")
        pieces = self.row_lines(index, width)[line]
        segments = [Segment(foreign(text), self._style(name, base, at_cursor)) for text, name in pieces]
        if lays_out_rows(self):
            named = zip(segments, (name for _, name in pieces), strict=True)
            segments = _each_laid_out(named, width, base)
        return strip_of(segments, width, base)

    def _cursor_style(self) -> Style:
        return self._component("cursor" if self.has_focus else "cursor-blurred")

    def _component(self, name: str) -> Style:
        """The list's own style, with that of a piece over it. Textual asks all ancestors for it, each time anew."""
        style = self._styles.get(name)
        if style is None:
            over = self.get_component_rich_style(f"row--{name}", partial=True) if name else Style()
            style = self._styles[name] = self.rich_style + over
        return style

    def notify_style_update(self) -> None:
        """Forgets the styles of the theme before."""
        super().notify_style_update()
        self._styles.clear()

    def _style(self, name: str, base: Style, at_cursor: bool) -> Style:
        """At the cursor nothing but hits has a style of its own: fewer changes of style are fewer bytes."""
        if at_cursor:
            return base + _HIT_AT_CURSOR if name == "hit" else base
        return self._component(name)

    def shows(self, first: int, last: int) -> bool:
        """Returns whether one of the rows from ``first`` to ``last``, exclusive, is in the window."""
        top = self.scroll_offset.y // self.lines_per_row
        return first <= top + self.window_rows and top < last


def strip_of(segments: list[Segment], width: int, base: Style) -> Strip:
    """Returns a line of exactly ``width`` cells; what is too wide ends in an ellipsis."""
    return Strip(cut(segments, width, base)).adjust_cell_length(width, base).simplify()


def cut(segments: list[Segment], width: int, base: Style) -> list[Segment]:
    """Returns the segments; of those that are too wide, the first that fit and an ellipsis."""
    strip = Strip(segments)
    return segments if strip.cell_length <= width else [*strip.crop(0, max(0, width - 1)), Segment("…", base)]


def _each_laid_out(pieces: Iterable[tuple[Segment, str]], width: int, base: Style) -> list[Segment]:
    """Returns pieces with the letters of each as they are seen; those of a snippet are one text."""
    shown: list[Segment] = []
    left = width
    for _, group in groupby(pieces, lambda piece: "snippet" if piece[1] in _OF_SNIPPET else piece[1]):
        segments = [segment for segment, _ in group]
        shown += laid_out(cut(segments, left, base))
        left -= sum(segment.cell_length for segment in segments)
        if left <= 0:
            break
    return shown


def broken(pieces: Sequence[Piece], width: int) -> tuple[list[Piece], list[Piece]]:
    """Returns the pieces that a line of so many cells has room for, to a whole word, and the rest."""
    text = "".join(part for part, _ in pieces)
    if cell_len(text) <= width:
        return list(pieces), []
    room = max(1, len(set_cell_size(text, max(1, width)).rstrip()))
    space = text.rfind(" ", 0, room + 1)
    end = space if space > 0 else room
    return _cut_out(pieces, 0, end), _cut_out(pieces, end + (space > 0), len(text))


def _cut_out(pieces: Sequence[Piece], start: int, end: int) -> list[Piece]:
    """Returns the pieces of these characters of their text."""
    found, at = [], 0
    for text, style in pieces:
        if part := text[max(0, start - at) : max(0, end - at)]:
            found.append((part, style))
        at += len(text)
    return found


def fitted(text: str, width: int) -> str:
    """Returns the text in exactly ``width`` cells, with an ellipsis where it is cut."""
    if cell_len(text) <= width:
        return set_cell_size(text, width)
    return set_cell_size(text, max(0, width - 1)) + "…"
