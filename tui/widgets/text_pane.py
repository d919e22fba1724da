"""A pane that shows a text in wrapped rows below a heading: painting, the window, and long texts in slices.

It paints rows by itself (Textual's Line API) and refreshes only those that changed. The window is its own and not
Textual's scrolling, which would lay out and repaint the pane whenever another slice of a long text was wrapped.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from time import monotonic
from typing import ClassVar

from textual import events
from textual.geometry import Region
from textual.strip import Strip
from textual.timer import Timer
from textual.widget import Widget

from index.model import Span
from tui.text.folds import Fold
from tui.text.layers import difference
from tui.text.page import Heading, Page
from tui.widgets.reader_strips import CARET_ROOM, GUTTER, STYLES, Emphasis, StripPainter
from tui.widgets.row_layout import lays_out_rows

SLICE = 0.008
"""Seconds for which a long text is wrapped before keys are looked at again."""

WIDEST_TEXT = 88
"""Cells of the longest row of a text: longer ones are hard to follow."""

_PAUSE = 0.001  # seconds between two slices


class TextPane(Widget):
    """Shows a text. What it holds on to when the width changes is for others to say."""

    ALLOW_SELECT = False
    COMPONENT_CLASSES: ClassVar[set[str]] = {f"reader--{name}" for name in STYLES}

    def __init__(self, *, id: str | None = None, classes: str | None = None) -> None:
        """A pane without a text."""
        super().__init__(id=id, classes=classes)
        self._heading: Heading | None = None
        self._text = ""
        self._complete = True
        self._folded: Sequence[Fold] = ()
        self._page = Page(Heading(), "", 1, 0)
        self._painter = StripPainter(self)
        self._slice: Timer | None = None
        self._emphasis = Emphasis()
        self._sought: int | None = None  # an offset to bring in sight as soon as its row is made

    def held_offset(self) -> int:
        """The offset that keeps its place in the window when the width changes."""
        return 0

    @property
    def end_in_sight(self) -> bool:
        """Whether the window shows the end of the whole text."""
        page = self._page
        return self._complete and page.rows.finished and page.top + page.height >= page.made

    def set_text(self, heading: Heading | None, text: str, complete: bool, folds: Sequence[Fold] = ()) -> None:
        """Show another text from its top; without a heading, show nothing."""
        self._heading, self._text, self._complete, self._folded = heading, text, complete, folds
        self._sought = None
        self._lay_out()
        self.refresh()

    def extend_text(self, piece: str, complete: bool) -> None:
        """Add what follows the text that there is."""
        self._text += piece
        self._complete = complete
        self._page.rows.extend(self._text, complete)
        self._wrap_slice()

    def fold(self, folds: Sequence[Fold]) -> None:
        """Show these lines of the text as one row each, and no others, from now on."""
        if tuple(folds) != tuple(self._folded):
            self._folded = folds
            self._lay_out_around(self.held_offset())

    def seek(self, offset: int) -> None:
        """Bring an offset in sight, now or as soon as its row is made."""
        page = self._page
        made = page.make_until(offset, _out_of_time())
        self._sought = None if made else offset
        if made and page.reveal(page.row_of(offset)):
            self.refresh()

    def scroll_rows(self, rows: int) -> None:
        """Move the window down (up if negative) as far as there are rows."""
        if self._page.scroll(rows):
            self.refresh()

    def emphasise(self, after: Emphasis) -> None:
        """Emphasise this from now on, painting again only the rows that look different."""
        before, self._emphasis = self._emphasis, after
        pairs = (
            (before.caret, after.caret),
            (before.selection, after.selection),
            (before.hit, after.hit),
            (before.address, after.address),
        )
        self.refresh_spans(span for pair in pairs for span in difference(*pair))
        if before.title_hit != after.title_hit:
            self._refresh_rows(range(self._page.top, self._page.above))

    def refresh_spans(self, spans: Iterable[Span]) -> None:
        """Paint again the rows that show these characters, where they are in sight."""
        page = self._page
        changed: set[int] = set()
        for span in spans:
            first, last = page.row_of(span.start), page.row_of(max(span.start, span.end - 1))
            changed.update(range(max(first, page.top), min(last, page.top + page.height - 1) + 1))
        self._refresh_rows(changed)

    def _refresh_rows(self, rows: Iterable[int]) -> None:
        top, width = self._page.top, self.size.width
        regions = [Region(0, row - top, width, 1) for row in rows]
        if regions:
            self.refresh(*regions)

    def render_line(self, y: int) -> Strip:
        """The strip of one row of the window."""
        page = self._ordered_page
        return self._painter.row(page, page.top + y, self._emphasis)

    def notify_style_update(self) -> None:
        """Forget the styles of the theme before."""
        super().notify_style_update()
        self._painter.forget_styles()

    def on_resize(self, _event: events.Resize) -> None:
        """Keep what is held at the same height of the window."""
        self._lay_out_around(self.held_offset(), anew=self._page.rows.width != self._text_width)

    def _lay_out_around(self, offset: int, *, anew: bool = True) -> None:
        """Give the page the window's size, and make its rows anew, so that an offset keeps its place."""
        page = self._page
        row = page.row_of(offset)
        place = row - page.top if page.holds(row) else page.height // 2
        at_top = page.top == 0
        if anew:
            self._lay_out()
            page = self._page
        page.height = self.size.height
        if page.make_until(offset, _out_of_time()):
            row = page.row_of(offset)
            page.move_to(0 if at_top and row < page.height else row - min(place, page.height - 1))
        else:
            self._sought = offset
        self.refresh()

    @property
    def _ordered_page(self) -> Page:
        """The page, its cells where they are seen: a new one, or one just turned, may not have been painted yet."""
        self._page.lay_out_rows(lays_out_rows(self))
        return self._page

    @property
    def _text_width(self) -> int:
        return max(1, min(WIDEST_TEXT, self.size.width - GUTTER - CARET_ROOM))

    def _lay_out(self) -> None:
        """Begin a new page, at its top."""
        if self._slice is not None:
            self._slice.stop()
            self._slice = None
        self._painter.forget_strips()
        heading, width, height = self._heading or Heading(), self._text_width, self.size.height
        self._page = Page(heading, self._text, width, height, self._complete, self._folded)
        self._page.move_to(0)
        self._schedule_slice()

    def _schedule_slice(self) -> None:
        if self.is_mounted and self._slice is None and not self._page.rows.finished:
            self._slice = self.set_timer(_PAUSE, self._wrap_slice)

    def _wrap_slice(self) -> None:
        """Make rows for a moment; then whatever waited for them."""
        self._slice = None
        page = self._page
        made = page.made
        page.rows.wrap_until(_out_of_time())
        if made < min(page.made, page.top + page.height):
            self.refresh()
        if self._sought is not None and page.rows.reached > self._sought:
            self.seek(self._sought)
        if page.made > made:
            self._schedule_slice()


def _out_of_time() -> Callable[[], bool]:
    """Says when a slice is over."""
    end = monotonic() + SLICE
    return lambda: monotonic() >= end
