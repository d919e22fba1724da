"""An annotation and the document that it is about, as the notebook keeps them."""

from __future__ import annotations

import datetime
import uuid
from collections.abc import Sequence
from dataclasses import dataclass, replace

from index.notebook.anchors import Anchor

COLOUR_NAMES = ("none", "yellow", "green", "blue", "magenta", "cyan", "red")
"""What the colours are called, by number."""

COLOURS = range(len(COLOUR_NAMES))
"""0 is no colour; 1 to 6 are the six that the screen offers."""


@dataclass(frozen=True, slots=True)
class Subject:
    """The document that something in the notebook is about, as it was then: enough for a citation without it."""

    document: str  # its id
    title: str = ""
    source: str = ""
    date: str = ""  # ISO, as precise as known
    path: str = ""  # of its file
    text_hash: str = ""  # SHA-256 of its text in UTF-8, hexadecimal
    url: str = ""  # its web address, where it says one


@dataclass(frozen=True, slots=True)
class Annotation:
    """A passage, or a whole document (``anchor`` is None), with a note, tags and a colour.

    ``revision`` counts the changes of note, tags, colour or passage from 1; an undo takes it back as well.
    """

    id: str  # a UUID
    revision: int
    document: str
    title: str
    source: str
    date: str
    path: str
    text_hash: str  # of the document's text; the anchor's, where there is one
    anchor: Anchor | None
    note: str
    tags: tuple[str, ...]
    colour: int
    created: str  # ISO, UTC, with milliseconds: 2017-09-21T12:00:00.000Z
    modified: str
    author: str = ""  # who wrote it so, as far as they said
    stamp: str = ""  # of this revision (``index.notebook.clock``); "" before there were any
    parents: tuple[str, ...] = ()  # the stamps of the revisions that it was made of
    answers: str = ""  # the id of the note that it replies to
    url: str = ""  # the document's web address, where it says one
    origin: str = ""  # the record that it was read from, as JSON, where that says more than is kept otherwise

    @property
    def address(self) -> str:
        """The web address of its document; "" if none is known."""
        return self.url or (self.document if self.document.startswith(("http://", "https://")) else "")

    @property
    def subject(self) -> Subject:
        """The document that it is about."""
        return Subject(self.document, self.title, self.source, self.date, self.path, self.text_hash, self.url)


@dataclass(frozen=True, slots=True)
class Mark:
    """A star on a document, or that it was read."""

    document: str  # its id
    mark: str  # "starred" or "read"
    text_hash: str  # of its text then

    @property
    def subject(self) -> Subject:
        """The document, as far as it is known."""
        return Subject(self.document, text_hash=self.text_hash)


def new_annotation(subject: Subject, anchor: Anchor | None, note: str, tags: Sequence[str], colour: int) -> Annotation:
    """An annotation of the passage, or the whole document, made now. Raises ValueError for no such colour."""
    moment = now()
    return Annotation(
        id=str(uuid.uuid4()),
        revision=1,
        document=subject.document,
        title=subject.title,
        source=subject.source,
        date=subject.date,
        path=subject.path,
        text_hash=anchor.text_hash if anchor else subject.text_hash,
        anchor=anchor,
        note=note,
        tags=tidy_tags(tags),
        colour=checked_colour(colour),
        created=moment,
        modified=moment,
        url=subject.url,
    )


def placed(annotation: Annotation, subject: Subject, anchor: Anchor | None) -> Annotation:
    """The annotation on another passage, or of another document."""
    return replace(
        annotation,
        document=subject.document,
        title=subject.title,
        source=subject.source,
        date=subject.date,
        path=subject.path,
        text_hash=anchor.text_hash if anchor else subject.text_hash,
        anchor=anchor,
        url=subject.url or annotation.address,
    )


def tidy_tags(tags: Sequence[str]) -> tuple[str, ...]:
    """The tags without surrounding space, each once, in their order."""
    return tuple(dict.fromkeys(tag.strip() for tag in tags if tag.strip()))


def checked_colour(colour: int) -> int:
    """The colour, if there is such a one; else ValueError."""
    if colour not in COLOURS:
        raise ValueError(f"no colour {colour}")
    return colour


def now() -> str:
    """This moment as annotations keep it: ISO, UTC, with milliseconds."""
    moment = datetime.datetime.now(datetime.UTC)
    return moment.isoformat(timespec="milliseconds").replace("+00:00", "Z")


def threaded(annotations: Sequence[Annotation]) -> list[tuple[int, Annotation]]:
    """The annotations in their order, replies after what they reply to; each with its depth in the thread."""
    replies: dict[str, list[Annotation]] = {}
    there = {one.id for one in annotations}
    for one in annotations:
        replies.setdefault(one.answers if one.answers in there else "", []).append(one)
    found: list[tuple[int, Annotation]] = []
    waiting = [(0, one) for one in reversed(replies.pop("", []))]
    while waiting:
        depth, one = waiting.pop()
        found.append((depth, one))
        waiting += [(depth + 1, reply) for reply in reversed(replies.pop(one.id, []))]
    circles = [one for group in replies.values() for one in group]  # notes that reply to each other
    return found + [(0, one) for one in circles]
