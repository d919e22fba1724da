"""The only way for a foreign string to reach a widget.

A string from a document, a file name, a query or a note may hold escape sequences, bidirectional controls or
Textual's markup. Two walls stand before the terminal: ``plain`` and ``foreign`` for whoever builds a widget, and
``SafeLineFilter`` under everything that is painted.
"""

from __future__ import annotations

from collections.abc import Sequence

from rich.segment import Segment
from rich.style import Style
from textual.color import Color
from textual.content import Content
from textual.filter import LineFilter

from index.text.neutralise import for_terminal, neutralise_line
from tui.text.addresses import target_of


def foreign(text: str) -> str:
    """A foreign string as one line without anything that a terminal obeys, and without what takes no cell.

    Everything else is one character for one.

    It may still hold markup: give it only to what takes text as it is (``Content``, ``markup=False``).
    """
    return text if text.isascii() and text.isprintable() else for_terminal(neutralise_line(text))


def plain(text: str) -> Content:
    """Content that shows a foreign string on one line as it is written: no markup, no control characters."""
    return Content(foreign(text))


class SafeLineFilter(LineFilter):
    """The second wall: whatever a widget paints, no control character and no link but to the web reaches the terminal.

    The line keeps its width in cells, so that a sign put in the place of a zero-width character does not push
    the end of the line into the next pane.
    """

    def apply(self, segments: list[Segment], background: Color) -> list[Segment]:  # noqa: ARG002
        """The segments with unsafe characters replaced by visible signs, and without other links."""
        if all(text.isascii() and text.isprintable() and _is_safe(style) for text, style, _ in segments):
            return segments
        width = sum(segment.cell_length for segment in segments)
        safe = [_safe_segment(segment) for segment in segments]
        return Segment.adjust_line_length(safe, width, style=segments[-1].style)


def _is_safe(style: Style | None) -> bool:
    """Whether a style has no link, or one that is written as the target of an address of the web."""
    return style is None or style.link is None or target_of(style.link) == style.link


def _safe_segment(segment: Segment) -> Segment:
    text, style, _ = segment
    if style is not None and not _is_safe(style):
        style = style.update_link(None)
    return Segment(foreign(text), style)


SAFE_LINES = SafeLineFilter()


class SafeLines:
    """A mixin for the App, before ``App`` in its bases: every line of every widget passes the second wall."""

    def get_line_filters(self) -> Sequence[LineFilter]:
        """The filters that Textual would use, and the second wall after them."""
        return [*super().get_line_filters(), SAFE_LINES]  # type: ignore[misc]
