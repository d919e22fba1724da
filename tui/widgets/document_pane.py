"""A pane that shows one document with its highlights, a caret, a selection, and the way from hit to hit.

Everything is an offset into the document's text.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence

from textual.geometry import Offset
from textual.message import Message

from index.answers.document import DocumentView, TimeView
from index.model import Span, SpanPair
from index.text.quoting import quoted_parts
from index.text.sentences import sentence_at
from tui.safety import foreign
from tui.text import caret as places
from tui.text.addresses import address_at, target_of
from tui.text.caret import Selection
from tui.text.cells import grapheme_end
from tui.text.folds import Fold, header_fold, quoted_folds, without
from tui.text.hits import Hits
from tui.text.layers import AnnotationMark, Layer, Spans, layers_by_name
from tui.text.page import Heading
from tui.widgets.reader_strips import GUTTER, Emphasis
from tui.widgets.text_pane import TextPane

_INK = re.compile(r"\S")

TEXT_AHEAD = 32_768
"""Characters below the window at which more text is asked for."""


class DocumentPane(TextPane):
    """Shows one document. Its caret is where the analyst reads, marks and goes on from."""

    class CaretMoved(Message):
        """The caret, or the current hit, is another now."""

        def __init__(self, offset: int, hit_number: int | None) -> None:
            super().__init__()
            self.offset = offset
            self.hit_number = hit_number

        def can_replace(self, message: Message) -> bool:
            """A later one tells all."""
            return isinstance(message, DocumentPane.CaretMoved)

    class TextWanted(Message):
        """More of the text is needed, from ``start`` on: ``append_text`` takes it."""

        def __init__(self, start: int) -> None:
            super().__init__()
            self.start = start

    def __init__(self, *, id: str | None = None, classes: str | None = None) -> None:
        """A reader without a document."""
        super().__init__(id=id, classes=classes)
        self._view: DocumentView | None = None
        self._hits = Hits()
        self._marks: tuple[AnnotationMark, ...] = ()
        self._mark_spans = Spans()
        self._time_spans = Spans()
        self._quoted_spans = Spans()  # what a mail quotes, and its signature
        self._folds: Sequence[Fold] = ()  # all that can be folded
        self._opened: set[int] = set()  # where those of them start that are not
        self._times_marked = False
        self._caret = 0
        self._walked_from: int | None = None  # the caret keeps to the cell of this offset while it goes from row to row
        self._selection: Selection | None = None
        self._passages: list[int] | None = None  # the first hit of each sentence with hits, once it is asked for
        self._title_hit: int | None = None  # the current hit where the title has it; -1 before the first of all hits
        self._awaited: int | None = None  # where the caret goes once the text there has come
        self._asked = -1  # the start of the text that was asked for last
        self.gives_links = False  # whether the terminal is given links to open

    # What it shows

    def show(self, view: DocumentView, annotations: Sequence[AnnotationMark], at: int | None) -> None:
        """Show a document, its caret at an offset; with None at its top, before its first hit."""
        self._view = view
        self._time_spans = Spans((time.start, time.end) for time in view.times)
        is_mail = view.origin.type == "mail" and view.length <= len(view.text)
        quoted = quoted_parts(view.text) if is_mail else []
        self._quoted_spans = Spans((span.start, span.end) for span in quoted)
        self._hits, self._passages = Hits(view.title_hits, view.hits), None
        self._take_folds(view, quoted)
        self._caret, self._walked_from, self._selection = self._first, None, None
        self._awaited, self._asked = None, -1
        self._title_hit = -1 if at is None else None
        self._put_marks(annotations)
        self._highlight()
        complete = view.length <= len(view.text)
        self.set_text(_heading(view), view.text, complete, without(self._folds, self._opened))
        self._emphasise()
        if at:
            self.go_to(at)
        else:
            self._ask_for_text()

    def clear(self) -> None:
        """Show nothing."""
        self._view, self._hits, self._time_spans, self._quoted_spans = None, Hits(), Spans(), Spans()
        self._folds, self._opened, self._passages = (), set(), None
        self._caret, self._walked_from, self._selection = 0, None, None
        self._awaited, self._title_hit = None, None
        self._put_marks(())
        self._highlight()
        self.set_text(None, "", complete=True)
        self._emphasise()

    def watch_has_focus(self, has_focus: bool) -> None:  # noqa: ARG002
        """The caret shows whether keys go here. No rule asks for the focus, so no style is looked up again."""
        self._emphasise()

    def append_text(self, start: int, piece: str) -> None:
        """Take the text from ``start`` on. A piece that does not follow what there is, is left out."""
        if self._view is None or start != len(self._text) or self._complete:
            return
        self.extend_text(piece, complete=start + len(piece) >= self._view.length or not piece)
        if self._awaited is not None and (self._complete or self._awaited < len(self._text)):
            self.go_to(self._awaited)
        else:
            self._ask_for_text()

    def set_annotations(self, marks: Sequence[AnnotationMark]) -> None:
        """Show these annotations from now on."""
        changed = set(self._marks).symmetric_difference(marks)
        if changed:
            self._put_marks(marks)
            self._highlight()
            self.refresh_spans(Span(mark.start, mark.end) for mark in changed)

    def set_hits(self, hits: Sequence[SpanPair]) -> None:
        """Show these hits in the text from now on; the title's stay."""
        self._hits, self._passages = Hits([(span.start, span.end) for span in self._hits.title], hits), None
        self._highlight()
        self._emphasise()
        self.refresh()

    @property
    def times_marked(self) -> bool:
        """Whether the times that the text names are marked."""
        return self._times_marked

    def mark_times(self, marked: bool) -> None:
        """Mark the times that texts name from now on, or do not."""
        if marked != self._times_marked:
            self._times_marked = marked
            self._highlight()
            self.refresh()

    def time_at(self, offset: int) -> TimeView | None:
        """The time that the text names there."""
        numbers = self._time_spans.at(offset)
        return self._view.times[numbers[0]] if self._view is not None and numbers else None

    def _put_marks(self, marks: Sequence[AnnotationMark]) -> None:
        self._marks = tuple(marks)
        self._mark_spans = Spans((mark.start, mark.end) for mark in self._marks)

    def _highlight(self) -> None:
        """Give the painter the layers, lowest first."""
        view, hits = self._view, self._hits
        layers: list[Layer] = [Layer("quoted", self._quoted_spans)]
        if self._times_marked:
            layers.append(Layer("time", self._time_spans))
        if view is not None:
            layers += layers_by_name((mention.type, mention.start, mention.end) for mention in view.mentions)
        layers.append(Layer("annotation", self._mark_spans))
        layers.append(Layer("hit", Spans((span.start, span.end) for span in hits.text)))
        title = [Layer("hit", Spans((span.start, span.end) for span in hits.title))]
        self._painter.highlight(layers, title, self._marks)

    # What is folded

    def _take_folds(self, view: DocumentView, quoted: Sequence[Span]) -> None:
        """Fold the header away, and of a mail what it quotes, where no hit is in it."""
        header = header_fold(view.text, view.story_start)
        self._folds = [*header, *quoted_folds(view.text, quoted)]
        hits = Spans(view.hits)
        self._opened = {fold.start for fold in self._folds[len(header) :] if any(hits.touching(fold.start, fold.end))}

    @property
    def _first(self) -> int:
        """Where the caret stands at the top: behind a folded header, where the story begins."""
        folded = without(self._folds, self._opened)
        if self._view is None or not folded or folded[0].start > 0:
            return 0
        ink = _INK.search(self._view.text, folded[0].end)
        return ink.start() if ink else 0

    def toggle_fold(self) -> bool:
        """Open or fold what is folded at the caret, else the header. Returns False if there is nothing to fold."""
        here = (fold for fold in self._folds if fold.start <= self._caret < fold.end)
        fold = next(here, self._folds[0] if self._folds and self._folds[0].start == 0 else None)
        if fold is None:
            return False
        self._opened ^= {fold.start}
        if fold.start not in self._opened and fold.hides(self._caret):
            self._move(fold.start)
        self.fold(without(self._folds, self._opened))
        self._emphasise()
        return True

    def _open_at(self, offset: int) -> None:
        """Open what is folded at an offset, so that the caret is seen there."""
        hiding = next((fold for fold in without(self._folds, self._opened) if fold.hides(offset)), None)
        if hiding is not None:
            self._opened.add(hiding.start)
            self.fold(without(self._folds, self._opened))

    # Where the reader is

    @property
    def caret(self) -> int:
        """The offset of the caret."""
        return self._caret

    @property
    def selection(self) -> Span | None:
        """What is selected."""
        return None if self._selection is None else self._selection.span(self._text)

    @property
    def hit_count(self) -> int:
        """The number of hits, those of the title included."""
        return len(self._hits)

    @property
    def hit_number(self) -> int | None:
        """The number, from 0, of the hit at the caret or current in the title; the title's hits come first."""
        if self._title_hit is not None:
            return self._title_hit if self._title_hit >= 0 else None
        return self._hits.number_at(self._caret)

    @property
    def address(self) -> str:
        """The web address at the caret, as a link's target; "" if there is none of http or https."""
        return target_of(self._text[self._address.start : self._address.end]) if self._address else ""

    @property
    def _address(self) -> Span | None:
        return address_at(self._text, self._caret)

    def marks_at(self, offset: int) -> list[str]:
        """The ids of the annotations that hold an offset, by start."""
        return [self._marks[number].id for number in self._mark_spans.at(offset)]

    def annotations_at(self, offset: int) -> list[AnnotationMark]:
        """The annotations that hold an offset, by start."""
        return [self._marks[number] for number in self._mark_spans.at(offset)]

    def passage(self) -> Span:
        """The selection, else the sentence at the caret; blanks alone are no selection."""
        selected = self.selection
        if selected is not None and self._text[selected.start : selected.end].strip():
            return selected
        return sentence_at(self._text, self._caret)

    def working_place(self) -> Offset:
        """The cell of the window at which the caret stands."""
        page = self._ordered_page
        rows = page.rows
        if not len(rows):
            return Offset(0, 0)
        return Offset(GUTTER + rows.cell_of(self._caret), page.row_of(self._caret) - page.top)

    def held_offset(self) -> int:
        """The caret keeps its place when the width changes."""
        return self._caret

    def _emphasise(self) -> None:
        """Show where caret, selection and current hit are now."""
        number = self.hit_number
        span = None if number is None else self._hits.span(number)
        in_title = number is not None and self._hits.in_title(number)
        caret = Span(self._caret, grapheme_end(self._text, self._caret)) if self._text else None
        hit, title_hit = (None, span) if in_title else (span, None)
        address, target = self._address, self.address if self.gives_links else ""
        self.emphasise(Emphasis(caret, self.has_focus, self.selection, hit, title_hit, address, target))

    # Going elsewhere

    def go_to(self, offset: int) -> None:
        """Put the caret on an offset, once the text there has come. A selection grows or shrinks with it."""
        if offset >= len(self._text) and not self._complete:
            self._awaited, self._asked = offset, -1
            self._ask_for_text()
        else:
            self._move(offset)

    def go_to_hit(self, number: int) -> None:
        """Go to a hit by its number from 0. Raises IndexError if there is none."""
        span = self._hits.span(number)
        if self._hits.in_title(number):
            self._move(self._first, title_hit=number)
            self.scroll_rows(-self._page.top)
        else:
            self.go_to(span.start)

    def next_hit(self) -> bool:
        """Go to the next hit. Returns False if there is none in this document."""
        number = self._hits.after(self._caret) if self._title_hit is None else self._title_hit + 1
        return self._walk_to(number)

    def next_passage(self) -> bool:
        """Go to the first hit behind the sentence of this one. Returns False if there is none in this document."""
        if self._title_hit is None:
            return self._walk_to(self._hits.after(max(self._caret, sentence_at(self._text, self._caret).end - 1)))
        return self._walk_to(0 if self._title_hit < 0 else len(self._hits.title))

    def previous_passage(self) -> bool:
        """Go to the first hit of the last sentence with hits before. Returns False if there is none before."""
        if self._title_hit is not None:
            return False
        before = self._hits.before(min(self._caret, sentence_at(self._text, self._caret).start))
        return before >= 0 and self._walk_to(self._first_of_passage(before))

    @property
    def passage_number(self) -> tuple[int, int]:
        """Which sentence with hits the current hit is of, from 0, and how many there are; 0 as long as text is to come.

        The title is one, too.
        """
        number = self.hit_number
        if number is None or not self._complete:
            return 0, 0
        if self._passages is None:
            self._passages = sorted({self._first_of_passage(hit) for hit in range(len(self._hits))})
        return bisect_right(self._passages, number) - 1, len(self._passages)

    def _first_of_passage(self, number: int) -> int:
        """The first hit of the sentence that a hit is of."""
        if self._hits.in_title(number):
            return 0
        return self._hits.after(sentence_at(self._text, self._hits.span(number).start).start - 1)

    def _walk_to(self, number: int) -> bool:
        if not 0 <= number < len(self._hits):
            return False
        self.go_to_hit(number)
        return True

    def select_all_of(self, span: Span) -> None:
        """Select these characters, the caret at their end."""
        self._select(places.selection_of(self._text, span))

    def _move(self, offset: int, walked_from: int | None = None, title_hit: int | None = None) -> None:
        """Put the caret on a place of the text that there is, and paint what has changed by it."""
        before = (self._caret, self.hit_number)
        self._caret = places.placed(self._text, offset)
        self._open_at(self._caret)
        self._walked_from, self._title_hit, self._awaited = walked_from, title_hit, None
        if self._selection is not None:
            self._selection = self._selection.to(self._caret)
        self._emphasise()
        self.seek(self._caret)
        if (self._caret, self.hit_number) != before:
            self.post_message(self.CaretMoved(self._caret, self.hit_number))
        self._ask_for_text()

    def _select(self, selection: Selection | None) -> None:
        self._selection = selection
        if selection is not None and selection.caret != self._caret:
            self._move(selection.caret)
        else:
            self._emphasise()

    def _ask_for_text(self) -> None:
        """Ask for the next piece if the window or the caret is near the end of what there is."""
        start = len(self._text)
        near = start - max(self._caret, self._page.bottom_offset) < TEXT_AHEAD
        if not self._complete and start != self._asked and (near or self._awaited is not None):
            self._asked = start
            self.post_message(self.TextWanted(start))


def _of_origin(view: DocumentView) -> Iterator[str]:
    """To whom a mail went, what it carries, its thread, what it is attached to, and where it stands too."""
    origin = view.origin
    yield from (view.author,) if origin.type == "mail" and view.author else ()
    yield from (f"to {origin.to}",) if origin.to else ()
    yield from (f"cc {origin.cc}",) if origin.cc else ()
    yield from (f"+ {', '.join(origin.attachments)}",) if origin.attachments else ()
    yield from (f"& {len(origin.thread)} in its thread",) if len(origin.thread) > 1 else ()
    yield from ("^ attached",) if origin.parent else ()
    yield from (f"at {len(origin.elsewhere) + 1} places",) if origin.elsewhere else ()
    yield from ("another text has its Message-ID",) if origin.differing else ()
    yield from ("repaired",) if origin.repair else ()


def _heading(view: DocumentView) -> Heading:
    """The title, and source, date with its sign and note, which of its file's stories it is, a language but English."""
    date = " ".join(part for part in (view.date or "no date", view.date_sign, view.date_note) if part)
    story = f"story {view.story} of {view.stories}" if view.stories > 1 else ""
    language = f"lang:{view.language}" if view.language not in ("", "en") else ""
    about = " · ".join(part for part in (view.source, date, story, language, *_of_origin(view)) if part)
    return Heading(foreign(view.title), foreign(about))
