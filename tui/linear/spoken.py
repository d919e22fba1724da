"""What linear mode says of rows, documents, hits and notes: lines in words, with nothing told by colour or place."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from index.answers.document import DocumentView
from index.answers.listing import Row
from index.model import Span
from index.notebook.annotation import COLOUR_NAMES, Annotation

_DATE_SIGNS = {"!": "in conflict", "~": "approximate", "?": "unknown"}


def row_lines(row: Row, number: int, total: int) -> Iterator[str]:
    """A document of the list, with the passage that shows why it is there."""
    yield f"document {number} of {total}: {row.title}"
    story = f" story {row.story} of {row.stories}." if row.stories > 1 else ""
    yield f"{_date(row.date, _DATE_SIGNS.get(row.date_sign, ''))} source: {row.source or 'none'}.{story}"
    if row.snippet:
        yield f"{'hit' if row.snippet_spans else 'begins'}: {' '.join(row.snippet.split())}"


def heading_lines(view: DocumentView) -> Iterator[str]:
    """What a document is."""
    yield f"title: {view.title}"
    by = f" author: {view.author}." if view.author else ""
    story = f" story {view.story} of {view.stories}." if view.stories > 1 else ""
    yield f"{_date(view.date, view.date_note)} source: {view.source or 'none'}.{by}{story}"


def hit_line(words: str, place: str, number: int | None = None, count: int = 0) -> str:
    """A hit and where it stands; ``number`` counts from 1."""
    counted = f" {number} of {count}" if number is not None else ""
    return f"hit{counted}: {words}, {place}."


def note_lines(note: Annotation, author: str, place: str, number: int | None = None) -> Iterator[str]:
    """A note and the words that it is on. ``author`` is who reads; ``place`` says where the words stand."""
    whose = "me" if note.author in ("", author) else note.author
    kind = "note" if note.note.strip() else "highlight"
    counted = f" {number}" if number is not None else ""
    words = " ".join(note.note.split())
    yield f"{kind}{counted} by {whose}{': ' if words else ''}{words}"
    quote = f"“{' '.join(note.anchor.exact.split())}”, " if note.anchor else ""
    tags = f" tags: {', '.join(note.tags)}." if note.tags else ""
    colour = f" colour: {COLOUR_NAMES[note.colour]}." if note.colour else ""
    yield f"on: {quote}{place}.{tags}{colour}"


def cited(note: Annotation) -> str:
    """The document of a note, for a list of notes of several documents."""
    return ", ".join(filter(None, (note.title or note.document, note.source, note.date)))


def sentences_named(numbers: Sequence[int]) -> str:
    """Sentences by their numbers, which follow each other: 'sentence 3', 'sentences 3 to 5'."""
    if not numbers:
        return "no sentence"
    first, last = numbers[0], numbers[-1]
    return f"sentence {first}" if first == last else f"sentences {first} to {last}"


def counted(number: int, noun: str) -> str:
    """A number of things: 'no hits', '1 hit', '2 hits'."""
    return f"{number or 'no'} {noun}{'' if number == 1 else 's'}"


def overlap(first: Span, second: Span) -> bool:
    """Whether two passages share a character."""
    return first.start < second.end and second.start < first.end


def _date(date: str, why: str) -> str:
    known = date or "none"
    return f"date: {known}{f', {why}' if why and why != 'unknown' else ''}."
