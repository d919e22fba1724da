"""The document that is read in linear mode: its text, its hits, its notes, and where the reader is in it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from index.answers.document import DocumentView
from index.model import Span
from index.notebook.anchors import locate
from index.notebook.annotation import Annotation
from tui.linear import spoken
from tui.linear.numbered import NumberedText
from tui.text.hits import Hits

PARAGRAPHS = 30
"""How many paragraphs are told at once."""


class OpenedDocument:
    """A document with all of its text. Sentences, paragraphs and hits are numbered from 1."""

    def __init__(self, view: DocumentView, text: str, annotations: Sequence[Annotation]) -> None:
        self.view = view
        self.numbered = NumberedText(text)
        self.hits = Hits(view.title_hits, view.hits)
        self.hit = 0  # the hit that was gone to last; 0 for none
        self.sentence = 0  # the sentence that was told last; 0 for none
        self.told_until = 0  # the paragraph up to which the text was told
        self.show_notes(annotations)

    def show_notes(self, annotations: Sequence[Annotation]) -> None:
        """Take these for the document's notes."""
        self._notes: list[tuple[Annotation, Span | None]] = []
        for one in annotations:
            place = locate(self.numbered.text, one.anchor, self.view.text_hash) if one.anchor else None
            self._notes.append((one, Span(place.start, place.end) if place else None))

    # Telling

    def heading(self, author: str) -> Iterator[str]:
        """What the document is, how much is in it, and the notes that are about all of it."""
        yield from spoken.heading_lines(self.view)
        for span in self.hits.title:
            yield spoken.hit_line(self.view.title[span.start : span.end], "in the title")
        much = [
            spoken.counted(len(self.numbered.sentences), "sentence"),
            f"in {spoken.counted(len(self.numbered.paragraphs), 'paragraph')}",
        ]
        yield f"{' '.join(much)}, {spoken.counted(len(self.hits), 'hit')}, {spoken.counted(len(self._notes), 'note')}."
        for note, place in self._notes:
            if place is None:
                where = "the words were not found in this text" if note.anchor else "the whole document"
                yield from spoken.note_lines(note, author, where)

    def tell(self, first: int, author: str) -> Iterator[str]:
        """Some paragraphs from one on; the reader stays at the sentence that was gone to last."""
        last = min(first + PARAGRAPHS - 1, len(self.numbered.paragraphs))
        for number in range(first, last + 1):
            yield from self._paragraph(number, author)
        left = len(self.numbered.paragraphs) - last
        yield f"{spoken.counted(left, 'more paragraph')}; space goes on." if left else "end of the document."

    def tell_paragraph(self, number: int, author: str) -> Iterator[str]:
        """A paragraph with its hits and notes behind it; the reader is at its first sentence then."""
        yield from self._paragraph(number, author)
        self.sentence = next(iter(self.numbered.sentences_of(number)), self.sentence)

    def _paragraph(self, number: int, author: str) -> Iterator[str]:
        span = self.numbered.paragraphs[number - 1]
        numbers = self.numbered.sentences_of(number)
        yield f"paragraph {number} of {len(self.numbered.paragraphs)}, {spoken.sentences_named(numbers)}:"
        yield self.numbered.words_of(span)
        yield from self._about(span, author)
        self.told_until = number

    def tell_sentence(self, number: int, author: str) -> Iterator[str]:
        """A sentence with its hits and notes behind it."""
        span = self.numbered.span_of(number, number)
        self._go_to(number)
        yield f"sentence {number} of {len(self.numbered.sentences)}:"
        yield self.numbered.words_of(span)
        yield from self._about(span, author)

    def tell_hit(self, number: int) -> Iterator[str]:
        """A hit, and the sentence that it is in."""
        self.hit = number
        span = self.hits.span(number - 1)
        if self.hits.in_title(number - 1):
            self._go_to(min(1, len(self.numbered.sentences)))
            yield spoken.hit_line(self.view.title[span.start : span.end], "in the title", number, len(self.hits))
            return
        self._go_to(self.numbered.sentence_at(span.start))
        place = f"in sentence {self.sentence} of {len(self.numbered.sentences)}"
        yield spoken.hit_line(self.numbered.words_of(span), place, number, len(self.hits))
        yield self.numbered.words_of(self.numbered.span_of(self.sentence, self.sentence))

    def _about(self, span: Span, author: str) -> Iterator[str]:
        for hit in self.hits.text:
            if spoken.overlap(hit, span):
                yield spoken.hit_line(
                    self.numbered.words_of(hit), f"in sentence {self.numbered.sentence_at(hit.start)}"
                )
        for note, place in self._notes:
            if place is not None and span.start <= place.start < span.end:
                yield from spoken.note_lines(note, author, self.named(place))

    def named(self, place: Span) -> str:
        """A passage by the numbers of its sentences."""
        last = self.numbered.sentence_at(place.end - 1)
        return spoken.sentences_named(range(self.numbered.sentence_at(place.start), last + 1))

    def _go_to(self, sentence: int) -> None:
        self.sentence = sentence
        if sentence:
            self.told_until = self.numbered.paragraph_of(sentence)
