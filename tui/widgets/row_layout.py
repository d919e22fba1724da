"""Whether Dateline lays out right-to-left text by itself, and lines of styled pieces laid out so."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby

from rich.segment import Segment
from rich.style import Style
from textual.reactive import reactive
from textual.widget import Widget

from tui.text.row_order import row_order


class LaysOutRows:
    """A mixin for the App, before ``App`` in its bases: it knows who lays out right-to-left text."""

    lays_out_rows: reactive[bool] = reactive(False, init=False)
    """Whether Dateline does it; else the terminal does, or nobody."""


def lays_out_rows(widget: Widget) -> bool:
    """Whether a widget is to lay out right-to-left text, as its app knows."""
    return isinstance(widget.app, LaysOutRows) and widget.app.lays_out_rows


def laid_out(segments: Sequence[Segment], paragraph: str = "") -> list[Segment]:
    """Segments of one row in the order in which they are seen, as wide as before.

    Blanks at the end of a row from right to left come to stand at its left. ``paragraph`` is what the row was wrapped
    from, if its first letter may be another's.
    """
    row = "".join(segment.text for segment in segments)
    order = row_order(row, 0, len(row), 0, paragraph)
    if order is None:
        return list(segments)
    styles: list[Style | None] = []
    for segment in segments:
        styles += [segment.style] * len(segment.text)
    seen = [(place.shown, styles[place.start]) for place in order.places if place.shown]
    return [
        Segment("".join(text for text, _ in group), style)
        for style, group in ((style, list(group)) for style, group in groupby(seen, lambda one: one[1]))
    ]
