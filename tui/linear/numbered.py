"""A text's sentences and paragraphs, numbered from 1, so that they can be named in a command."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator

from index.model import Span
from index.text.sentences import next_paragraph, paragraph_at, sentences


class NumberedText:
    """A text with its sentences and paragraphs in order. Every sentence lies in one paragraph."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.sentences = tuple(sentences(text))
        self.paragraphs = tuple(_paragraphs(text))
        self._sentence_starts = [span.start for span in self.sentences]
        self._paragraph_starts = [span.start for span in self.paragraphs]

    def sentence_at(self, offset: int) -> int:
        """The number of the sentence that holds an offset, or of the last one before it; 0 in a text without any."""
        return min(max(1, bisect_right(self._sentence_starts, offset)), len(self.sentences))

    def paragraph_of(self, sentence: int) -> int:
        """The number of the paragraph that a sentence is in; 1 for sentence 0."""
        start = self.sentences[sentence - 1].start if sentence else 0
        return max(1, bisect_right(self._paragraph_starts, start))

    def sentences_of(self, paragraph: int) -> range:
        """The numbers of a paragraph's sentences."""
        span = self.paragraphs[paragraph - 1]
        return range(
            bisect_left(self._sentence_starts, span.start) + 1, bisect_left(self._sentence_starts, span.end) + 1
        )

    def span_of(self, first: int, last: int) -> Span:
        """Where the sentences from ``first`` to ``last`` stand."""
        return Span(self.sentences[first - 1].start, self.sentences[last - 1].end)

    def words_of(self, span: Span) -> str:
        """What stands there, on one line."""
        return " ".join(self.text[span.start : span.end].split())


def _paragraphs(text: str) -> Iterator[Span]:
    start = 0
    while start < len(text):
        span = paragraph_at(text, start)
        if span.start < start or span.start == span.end:
            return
        yield span
        start = next_paragraph(text, span.start)
