"""Where annotations belong after their documents changed, moved or vanished. Pure: the caller reads and writes.

The order is fixed: the same document first; then a document with the very same text; then another story of the same
file, if only one has the words (stories are split otherwise by another version, or by hand); then a document, if there
is only one, that holds a long quote in its context. Everything else is an orphan with proposals.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from pathlib import PurePath
from typing import Protocol

from index.notebook.anchors import CONTEXT, Anchor, Place, hash_text, locate
from index.notebook.annotation import Annotation, Subject
from index.notebook.placing import is_long, proposals
from index.notebook.web_places import find_quote
from index.text.addresses import is_web_address

_MOST_PROPOSALS = 5

_IN_CONTEXT = 0.85
"""From this likeness on, the context on both sides of an exact quote agrees (``index.notebook.placing``)."""


@dataclass(frozen=True, slots=True)
class Candidate:
    """A document with its text."""

    subject: Subject
    text: str


class Documents(Protocol):
    """What is asked of a library."""

    def document(self, key: str) -> Candidate | None:
        """The document with that id, or None."""

    def with_hash(self, text_hash: str) -> Sequence[Subject]:
        """Every document whose text has that hash."""

    def with_address(self, address: str) -> Iterable[Candidate]:
        """Every document with that web address, however it is written."""

    def in_file(self, path: str) -> Iterable[Candidate]:
        """The stories of the file at this path; none of a file of many records."""

    def with_quote(self, quote: str) -> Iterable[Candidate]:
        """Every document that may hold these words; others among them do no harm."""


class Outcome(StrEnum):
    """What became of an annotation."""

    UNCHANGED = "unchanged"  # its document's text is the one it was made on
    FOUND = "found"  # its words are there: ``subject`` and ``anchor`` say where; to be noted by ``Notebook.follow``
    APPROXIMATE = "approximate"  # its words were changed; its anchor stays as it is
    ORPHAN = "orphan"  # there is no sure place


@dataclass(frozen=True, slots=True)
class Decision:
    """Where an annotation belongs now."""

    annotation: Annotation
    outcome: Outcome
    subject: Subject | None = None  # the document, unless it is an orphan
    anchor: Anchor | None = None  # None for a whole document too
    place: Place | None = None
    proposals: tuple[tuple[Subject, Place], ...] = ()  # for an orphan, the likeliest first


def decide(annotation: Annotation, documents: Documents) -> Decision:
    """Where the annotation belongs now."""
    own = documents.document(annotation.document)
    found = _in_same(annotation, own) if own else None
    found = found or _on_page(annotation, documents)
    found = found or _in_equal_text(annotation, documents) or _in_same_file(annotation, documents)
    if found is not None or annotation.anchor is None:
        return found or Decision(annotation, Outcome.ORPHAN)
    others = _others(annotation, annotation.anchor, documents)
    return _by_quote(annotation, annotation.anchor, others) or _orphan(annotation, annotation.anchor, own, others)


def _in_same(annotation: Annotation, own: Candidate) -> Decision | None:
    """In its own document, changed or not."""
    anchor = annotation.anchor
    text_hash = own.subject.text_hash or hash_text(own.text)
    if anchor is None:
        outcome = Outcome.UNCHANGED if annotation.text_hash == text_hash else Outcome.FOUND
        return Decision(annotation, outcome, own.subject)
    place = locate(own.text, anchor, text_hash)
    if place is None:
        return None
    if not place.exact:
        return Decision(annotation, Outcome.APPROXIMATE, own.subject, anchor, place)
    if anchor.text_hash == text_hash:
        return Decision(annotation, Outcome.UNCHANGED, own.subject, anchor, place)
    return Decision(annotation, Outcome.FOUND, own.subject, Anchor.of(own.text, place.start, place.end), place)


def _on_page(annotation: Annotation, documents: Documents) -> Decision | None:
    """In the only document with its web address that has its words, in whatever spaces and typography."""
    if not is_web_address(annotation.document):
        return None
    pages = list(documents.with_address(annotation.document))
    anchor = annotation.anchor
    if anchor is None:
        return Decision(annotation, Outcome.FOUND, pages[0].subject) if len(pages) == 1 else None
    places = [(one, find_quote(one.text, anchor)) for one in pages]
    found = [(one, place) for one, place in places if place is not None]
    if len(found) != 1:
        return None
    ((one, place),) = found
    return Decision(annotation, Outcome.FOUND, one.subject, Anchor.of(one.text, place.start, place.end), place)


def _in_equal_text(annotation: Annotation, documents: Documents) -> Decision | None:
    """In another document with the same text: the only one, or the only one in a file of the same name."""
    if not annotation.text_hash:
        return None
    others = [one for one in documents.with_hash(annotation.text_hash) if one.document != annotation.document]
    if len(others) > 1:
        name = PurePath(annotation.path).name
        others = [one for one in others if PurePath(one.path).name == name]
    if len(others) != 1:
        return None
    anchor = annotation.anchor
    place = Place(anchor.start, anchor.end, exact=True, score=1.0) if anchor else None
    return Decision(annotation, Outcome.FOUND, others[0], anchor, place)


def _in_same_file(annotation: Annotation, documents: Documents) -> Decision | None:
    """In the only other story of its file that has its words unchanged."""
    anchor = annotation.anchor
    if anchor is None:
        return None
    others = [one for one in documents.in_file(annotation.path) if one.subject.document != annotation.document]
    places = [(one, locate(one.text, anchor, one.subject.text_hash)) for one in others]
    found = [(one, place) for one, place in places if place is not None and place.exact]
    if len(found) != 1:
        return None
    ((one, place),) = found
    return Decision(annotation, Outcome.FOUND, one.subject, Anchor.of(one.text, place.start, place.end), place)


def _by_quote(annotation: Annotation, anchor: Anchor, others: Sequence[Candidate]) -> Decision | None:
    """In the only other document that holds a long quote, if its context is there as well."""
    if not is_long(anchor.exact) or len(anchor.prefix) + len(anchor.suffix) < CONTEXT:
        return None
    holding = [one for one in others if anchor.exact in one.text]
    if len(holding) > 1:  # copies of a sentence: only the whole context tells them apart
        whole = anchor.prefix + anchor.exact + anchor.suffix
        holding = [one for one in holding if whole in one.text]
    if len(holding) != 1:
        return None
    place = locate(holding[0].text, anchor, holding[0].subject.text_hash)
    if place is None or not place.exact or place.score < _IN_CONTEXT:
        return None
    found = Anchor.of(holding[0].text, place.start, place.end)
    return Decision(annotation, Outcome.FOUND, holding[0].subject, found, place)


def _orphan(annotation: Annotation, anchor: Anchor, own: Candidate | None, others: Sequence[Candidate]) -> Decision:
    """No place, but places to choose from: in its own document, then wherever its quote may be."""
    candidates = [*([own] if own else []), *others]
    places = [(one.subject, place) for one in candidates for place in proposals(one.text, anchor)]
    places.sort(key=lambda pair: (pair[0].document != annotation.document, -pair[1].score))
    return Decision(annotation, Outcome.ORPHAN, proposals=tuple(places[:_MOST_PROPOSALS]))


def _others(annotation: Annotation, anchor: Anchor, documents: Documents) -> list[Candidate]:
    """The documents other than its own that may hold its quote; if none does, those that may hold its context."""
    found = list(documents.with_quote(anchor.exact))
    if not any(anchor.exact in one.text for one in found):
        found += documents.with_quote(anchor.prefix + anchor.exact + anchor.suffix)
    others = {one.subject.document: one for one in found if one.subject.document != annotation.document}
    return list(others.values())
