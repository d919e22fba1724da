"""The reader's rows as strips: which signs and styles a row gets, in as few segments as possible.

Every segment costs about forty bytes on the line in true colour, so that cells which look alike are one segment.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from rich.segment import Segment
from rich.style import Style
from textual.cache import LRUCache
from textual.strip import Strip
from textual.widget import Widget

from index.model import Span
from index.query.fields import ENTITY_KINDS
from tui.text.cells import displayed
from tui.text.folds import Fold
from tui.text.layers import AnnotationMark, Layer, Run, Spans, runs
from tui.text.page import Page
from tui.text.row_order import RowOrder
from tui.text.wrapping import Wrapping

GUTTER = 2
"""Cells left of the text for the signs of annotations: the colour's number where one begins, and a bar; initials where
a colleague's begins."""
CARET_ROOM = 1
"""Cells right of the text, for the caret on the newline or space after a full row."""
EXACT_SIGN = "▌"
APPROXIMATE_SIGN = "┊"

STYLES = (
    *("title", "about", "quoted", "time"),
    *(kind.type for kind in ENTITY_KINDS),
    *("annotation", "hit", "address"),
    *("selection", "current-hit", "caret", "caret-blurred"),
    *(f"mark-{colour}" for colour in range(7)),
)
"""What the reader styles: the component class of each is its name after ``reader--``."""

_REMEMBERED_STRIPS = 256  # some ten windows


@dataclass(frozen=True, slots=True)
class Emphasis:
    """What changes with every key: it lies over the layers of the document."""

    caret: Span | None = None
    focused: bool = False
    selection: Span | None = None
    hit: Span | None = None  # the current one
    title_hit: Span | None = None  # the current one, where it is in the title
    address: Span | None = None  # the web address at the caret
    target: str = ""  # what the terminal opens of it, "" for nothing

    def over(self, start: int, end: int) -> tuple[tuple[str, Span], ...]:
        """The emphasised spans that touch some characters, cut to them, with the names of their styles."""
        named = (
            ("address", self.address),
            ("selection", self.selection),
            ("current-hit", self.hit),
            ("caret" if self.focused else "caret-blurred", self.caret),
        )
        return tuple(
            (name, Span(max(span.start, start), min(span.end, end)))
            for name, span in named
            if span is not None and span.start < end and span.end > start
        )


class StripPainter:
    """Makes the strips of a page. It remembers them until what they show is another."""

    def __init__(self, widget: Widget) -> None:
        """The widget is asked for its component styles."""
        self._widget = widget
        self._styles: dict[tuple[str, ...], Style] = {}
        self._strips: LRUCache[tuple[object, ...], Strip] = LRUCache(_REMEMBERED_STRIPS)
        self._layers: Sequence[Layer] = ()
        self._title_layers: Sequence[Layer] = ()
        self._marks: Sequence[AnnotationMark] = ()
        self._mark_spans = Spans()

    def highlight(self, layers: Sequence[Layer], title: Sequence[Layer], marks: Sequence[AnnotationMark]) -> None:
        """Paint these from now on: layers of the text and of the title, lowest first, and annotations."""
        self._layers, self._title_layers, self._marks = layers, title, marks
        self._mark_spans = Spans((mark.start, mark.end) for mark in marks)
        self.forget_strips()

    def forget_strips(self) -> None:
        """The rows are others now."""
        self._strips.clear()

    def forget_styles(self) -> None:
        """The theme is another now."""
        self._styles.clear()
        self.forget_strips()

    def row(self, page: Page, row: int, emphasis: Emphasis) -> Strip:
        """The strip of a row of the page, as wide as the widget; blank for a row that is not there."""
        titles, abouts = len(page.title), len(page.about)
        if row < titles:
            extra = (("current-hit", emphasis.title_hit),) if emphasis.title_hit else ()
            return self._heading_row(page.title, row, "title", self._title_layers, extra)
        if row < titles + abouts:
            return self._heading_row(page.about, row - titles, "about", (), ())
        if page.above <= row < page.made:
            return self._text_row(page.rows, row - page.above, emphasis)
        return self._strip([])

    def _heading_row(
        self,
        rows: Wrapping,
        row: int,
        name: str,
        layers: Sequence[Layer],
        extra: Sequence[tuple[str, Span]],
    ) -> Strip:
        start, end = rows.starts[row], rows.ends[row]
        pieces = [(" " * GUTTER, self._style((name,)))]
        for text, names in _pieces(rows, runs(start, end, layers, extra), rows.order(row), ()):
            pieces.append((text, self._style((name, *names))))
        return self._strip(pieces)

    def _text_row(self, rows: Wrapping, row: int, emphasis: Emphasis) -> Strip:
        start, end = rows.starts[row], rows.ends[row]
        stop = rows.next_start(row)  # with the newlines or the space after it, which the caret can reach
        extra = emphasis.over(start, stop)
        key = (row, extra, rows.ordered, emphasis.target)
        strip = self._strips.get(key)
        if strip is None:
            pieces = [*self._signs(start, stop), *self._label(rows.fold_of(row), extra)]
            after = tuple(name for name, span in extra if span.end > end) if rows.fold_of(row) is None else ()
            for text, names in _pieces(rows, runs(start, end, self._layers, extra), rows.order(row), after):
                style = self._style(names)
                linked = "address" in names and emphasis.target
                pieces.append((text, style.update_link(emphasis.target) if linked else style))
            strip = self._strips[key] = self._strip(pieces)
        return strip

    def _label(self, fold: Fold | None, extra: Sequence[tuple[str, Span]]) -> list[tuple[str, Style]]:
        """What stands in the place of folded lines; what emphasises them does so to its first cell."""
        if fold is None:
            return []
        names = tuple(name for name, _ in extra)
        return [(fold.label[:1], self._style(("about", *names))), (fold.label[1:], self._style(("about",)))]

    def _signs(self, start: int, stop: int) -> list[tuple[str, Style]]:
        """The gutter of a row: of the annotations that touch it, the last to begin."""
        touching = [self._marks[number] for _, _, number in self._mark_spans.touching(start, stop)]
        if not touching:
            return [(" " * GUTTER, self._style(()))]
        mark = touching[-1]
        if mark.initials and mark.start >= start:
            return [(f"{mark.initials:{GUTTER}}", self._style((f"mark-{mark.colour}",)))]
        number = str(mark.colour) if mark.colour and mark.start >= start else " "
        bar = EXACT_SIGN if mark.exact else APPROXIMATE_SIGN
        return [(number + bar, self._style((f"mark-{mark.colour}",)))]

    def _style(self, names: tuple[str, ...]) -> Style:
        """The widget's style with those of the names over it. A caret is seen on reversed cells too."""
        style = self._styles.get(names)
        if style is None:
            style = self._widget.rich_style
            for name in names:
                over = self._widget.get_component_rich_style(f"reader--{name}", partial=True)
                style += Style(reverse=False) if name == "caret" and style.reverse else over
            self._styles[names] = style
        return style

    def _strip(self, pieces: Sequence[tuple[str, Style]]) -> Strip:
        """A strip of pieces of text, padded to the widget's width; neighbours of one style become one segment."""
        width = self._widget.size.width
        segments = [Segment(text, style) for text, style in pieces if text]
        padding = width - sum(segment.cell_length for segment in segments)
        if padding > 0:
            segments.append(Segment(" " * padding, self._style(())))
        return Strip(Segment.simplify(segments)).crop(0, width)


def _pieces(
    rows: Wrapping, painted: Sequence[Run], order: RowOrder | None, after: tuple[str, ...]
) -> Iterator[tuple[str, tuple[str, ...]]]:
    """The pieces of a row from left to right, each with the names of its layers; ``after`` lie over what follows it."""
    if order is None:
        for run in painted:
            yield displayed(rows.text[run.start : run.end]), run.names
        if after:
            yield " ", after
        return
    if order.from_right:
        yield " " * (order.indent - bool(after)), ()
        if after:
            yield " ", after
    starts = [run.start for run in painted]
    for place in order.places:
        yield place.shown, painted[bisect_right(starts, place.start) - 1].names
    if after and not order.from_right:
        yield " ", after
