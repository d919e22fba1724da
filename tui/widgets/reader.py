"""The reader: what keys and mouse do in the pane that shows a document.

No key is bound here: whoever uses the widget binds these actions from the table of keys.
"""

from __future__ import annotations

from textual import events
from textual.message import Message

from index.query.fields import ENTITY_KINDS
from index.text.paragraphs import next_paragraph, previous_paragraph
from tui.text import caret as places
from tui.text.caret import Selection, Unit
from tui.widgets.document_pane import DocumentPane
from tui.widgets.reader_strips import GUTTER

WHEEL_ROWS = 3
"""Rows for one step of the mouse's wheel."""


class Reader(DocumentPane, can_focus=True):
    """Shows one document, to be read, searched and marked by keyboard or mouse."""

    DEFAULT_CSS = (
        """
    Reader {
        width: 1fr;
        height: 1fr;
        & .reader--title { text-style: bold; }
        & .reader--about { color: $text-muted; }
        & .reader--quoted { color: $text-muted; }
        & .reader--time { color: $secondary; text-style: underline; }
        & .reader--annotation { text-style: underline; }
        & .reader--address { text-style: underline; }
        & .reader--hit { color: $accent; text-style: bold; }
        & .reader--current-hit { text-style: bold reverse; }
        & .reader--selection { text-style: reverse; }
        & .reader--caret { text-style: reverse; }
        & .reader--caret-blurred { text-style: underline; }
        & .reader--mark-1 { color: ansi_yellow; }
        & .reader--mark-2 { color: ansi_green; }
        & .reader--mark-3 { color: ansi_blue; }
        & .reader--mark-4 { color: ansi_magenta; }
        & .reader--mark-5 { color: ansi_cyan; }
        & .reader--mark-6 { color: ansi_red; }
    """
        + "\n".join(f"& .reader--{kind.type} {{ color: {kind.colours.plain}; }}" for kind in ENTITY_KINDS)
        + "}"
    )

    class PastEnd(Message):
        """The caret was sent past the text's end (``direction`` 1) or before its start (-1)."""

        def __init__(self, direction: int) -> None:
            super().__init__()
            self.direction = direction

    class MarkOpened(Message):
        """The annotations with these ids are to be opened."""

        def __init__(self, ids: list[str]) -> None:
            super().__init__()
            self.ids = ids

    def __init__(self, *, id: str | None = None, classes: str | None = None) -> None:
        """A reader without a document."""
        super().__init__(id=id, classes=classes)
        self._drag_from: int | None = None  # where the mouse's button went down

    # Moving

    def action_caret_left(self) -> None:
        """Go to the character before."""
        self._move(places.character_left(self._text, self._caret))

    def action_caret_right(self) -> None:
        """Go to the next character."""
        self._move(places.character_right(self._text, self._caret))

    def action_caret_up(self) -> None:
        """Go a row up; from the text's first row, bring the heading in sight."""
        self._move_rows(-1)

    def action_caret_down(self) -> None:
        """Go a row down."""
        self._move_rows(1)

    def action_word(self) -> None:
        """Go to the next word; select to the end of a word."""
        self._move((places.word_end if self._selects_units else places.word_right)(self._text, self._caret))

    def action_word_back(self) -> None:
        """Go to this word's start, or to the word before."""
        self._move(places.word_left(self._text, self._caret))

    def action_sentence(self) -> None:
        """Go to the next sentence; select to the end of a sentence."""
        self._move((places.sentence_end if self._selects_units else places.sentence_right)(self._text, self._caret))

    def action_sentence_back(self) -> None:
        """Go to this sentence's start, or to the sentence before."""
        self._move(places.sentence_left(self._text, self._caret))

    def action_paragraph(self) -> None:
        """Go to the next paragraph, in the last one to the text's end, and from there past it.

        Select to the end of a paragraph.
        """
        target = next_paragraph(self._text, self._caret)
        if self._selects_units and target < len(self._text):
            self._move(places.paragraph_end(self._text, self._caret))
            return
        end = places.placed(self._text, len(self._text))
        if self._caret < target < len(self._text) or not self._complete:
            self.go_to(target)
        elif self._caret < end:
            self._move(end)
        else:
            self.post_message(self.PastEnd(1))

    def action_paragraph_back(self) -> None:
        """Go to this paragraph's start, or to the paragraph before, and from the text's start past it."""
        target = previous_paragraph(self._text, self._caret)
        if target < self._caret > self._first:
            self._move(target)
        else:
            self.post_message(self.PastEnd(-1))

    def action_top(self) -> None:
        """Go to the text's start with its heading, before the first of all hits."""
        self._move(self._first, title_hit=-1)
        self.scroll_rows(-self._page.top)

    def action_end(self) -> None:
        """Go to the text's end."""
        if self._view is not None:
            self.go_to(max(0, self._view.length - 1))

    def action_page_down(self) -> None:
        """Go down by a window, but for two rows to hold on to."""
        self._scroll_with_caret(self._page_rows)

    def action_page_up(self) -> None:
        """Go up by a window, but for two rows to hold on to."""
        self._scroll_with_caret(-self._page_rows)

    def action_half_down(self) -> None:
        """Go down by half a window."""
        self._scroll_with_caret(max(1, self._page.height // 2))

    def action_half_up(self) -> None:
        """Go up by half a window."""
        self._scroll_with_caret(-max(1, self._page.height // 2))

    @property
    def _selects_units(self) -> bool:
        return self._selection is not None and self._selection.grows_by_units

    @property
    def _page_rows(self) -> int:
        return max(1, self._page.height - 2)

    def _scroll_with_caret(self, rows: int) -> None:
        """Move window and caret together, so that the caret keeps its height."""
        self.scroll_rows(rows)
        self._move_rows(rows)

    def _move_rows(self, count: int) -> None:
        """Move the caret by rows, at the cell of the character from which it began to go from row to row.

        It is the character that is kept, since its cell is another one as soon as the pane is wider.
        """
        page = self._ordered_page
        start = self._caret if self._walked_from is None else self._walked_from
        page.make_until(max(self._caret, start), lambda: False)
        missing = page.rows.row_of(self._caret) + count + 1 - len(page.rows)
        if missing > 0:
            page.rows.wrap(missing)
        if not page.rows.starts:
            return
        if count < 0 and page.rows.row_of(self._caret) == 0:
            self.scroll_rows(-page.top)
            return
        self._move(places.row_moved(page.rows, self._caret, count, page.rows.cell_of(start)), start)

    # Selecting

    def action_select_characters(self) -> None:
        """Begin to select by character, or go over to it; drop the selection if it is one already."""
        self._select_by(Unit.CHARACTER)

    def action_select_paragraphs(self) -> None:
        """Begin to select by paragraph, or go over to it; drop the selection if it is one already."""
        self._select_by(Unit.PARAGRAPH)

    def _select_by(self, unit: Unit) -> None:
        selection = self._selection
        if selection is not None and selection.unit is unit:
            self._select(None)
        else:
            self._select(Selection(selection.anchor if selection else self._caret, self._caret, unit))

    def action_swap_ends(self) -> None:
        """Go to the selection's other end."""
        if self._selection is not None:
            self._select(self._selection.swapped())

    def action_cancel_selection(self) -> None:
        """Drop the selection."""
        self._select(None)

    def action_open_marks(self) -> None:
        """Ask for the annotations at the caret to be opened."""
        ids = self.marks_at(self._caret)
        if ids:
            self.post_message(self.MarkOpened(ids))

    # Mouse

    def on_mouse_down(self, event: events.MouseDown) -> None:
        """Put the caret there and drop the selection; dragging begins another."""
        offset = self._offset_under(event)
        if event.button != 1 or offset is None:
            return
        self._select(None)
        self._move(offset)
        self._drag_from = self._caret
        self.capture_mouse()

    def on_mouse_move(self, event: events.MouseMove) -> None:
        """Select up to there while the button is down."""
        offset = self._offset_under(event)
        if self._drag_from is None or offset is None or (self._selection is None and offset == self._caret):
            return
        self._select(Selection(self._drag_from, places.placed(self._text, offset)))

    def on_mouse_up(self, _event: events.MouseUp) -> None:
        """Stop selecting."""
        if self._drag_from is not None:
            self._drag_from = None
            self.release_mouse()

    def on_mouse_scroll_down(self, event: events.MouseScrollDown) -> None:
        """Scroll down, the caret with the window."""
        event.stop()
        self._scroll_with_caret(WHEEL_ROWS)

    def on_mouse_scroll_up(self, event: events.MouseScrollUp) -> None:
        """Scroll up, the caret with the window."""
        event.stop()
        self._scroll_with_caret(-WHEEL_ROWS)

    def _offset_under(self, event: events.MouseEvent) -> int | None:
        """The offset under the mouse, also where it was dragged out of the window; None above the text."""
        page, at = self._ordered_page, event.get_content_offset_capture(self)
        row = page.top + at.y - page.above
        if row < 0 or not page.rows.starts:
            return None
        return page.rows.offset_at(min(row, len(page.rows) - 1), max(0, at.x - GUTTER))
