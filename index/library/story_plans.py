"""What joining a file's stories, or splitting them again, means for a library's notes; nothing is written."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from index.analysis.documents import Task, analyse
from index.catalogue.stored_documents import StoredDocument
from index.corrections.documents import Correction
from index.corrections.stories import Move, StoryPlan
from index.errors import ConfigurationError, DocumentMissingError
from index.library.library import LocalLibrary
from index.model import Document, Problem, RawRecord
from index.notebook.anchors import Anchor, locate
from index.notebook.annotation import Annotation, Subject


@dataclass(frozen=True, slots=True)
class _Story:
    """A story of a file, as it is or as it will be."""

    subject: Subject
    start: int  # of its text in the file's
    text: str

    @property
    def end(self) -> int:
        return self.start + len(self.text)


def plan_join(library: LocalLibrary, key: int) -> StoryPlan:
    """What it means that all stories of a document's file are one.

    Raises ConfigurationError for a file that is one story, DocumentMissingError, NotebookError.
    """
    stories = [library.document(story) for story in library.catalogue.stories_of(key)]
    if len(stories) < 2:
        raise ConfigurationError("This file was not split into stories, so there is nothing to join.")
    if library.catalogue.origin(key).member:
        raise ConfigurationError("This text lies within another file; only the stories of a file itself can be joined.")
    text = "".join(story.text for story in stories)
    joined = _analysed(stories[0], text, joined=True)
    return _plan(library, [_stored(story) for story in stories], joined, joined[0])


def plan_split(library: LocalLibrary, join: Correction) -> StoryPlan:
    """What it means that a file that was joined is stories again, as the analysis splits it.

    Without its document in the library no note is moved. Raises NotebookError.
    """
    subject = Subject(join.subject, join.title, "", "", join.path, join.text_hash)
    keys = library.catalogue.keys_of([join.subject]) or library.catalogue.keys_with_text(join.text_hash)
    if not keys or library.document(keys[0]).stories > 1:
        return StoryPlan(subject, join.value, ())
    stored = library.document(keys[0])
    plan = _plan(library, [_stored(stored)], _analysed(stored, stored.text, joined=False), _stored(stored))
    return StoryPlan(subject, join.value, plan.moves)


def _analysed(first: StoredDocument, text: str, *, joined: bool) -> list[_Story]:
    """A file's text as the analysis reads it, as one story or as it splits it."""
    raw = RawRecord(first.place, 1, "text", text.encode())
    found = analyse(Task(first.path, f"p{first.place}", raw, joined=joined))
    if isinstance(found, Problem) or "".join(story.text for story in found) != text:
        raise DocumentMissingError("This file has changed; run: dateline index")
    return [_new(story) for story in found]


def _new(story: Document) -> _Story:
    date = story.published.value or ""
    return _Story(
        Subject(story.id, story.title, story.source, date, story.path, story.text_hash), story.start, story.text
    )


def _stored(story: StoredDocument) -> _Story:
    subject = Subject(story.id, story.title, story.source, story.date, story.path, story.text_hash)
    return _Story(subject, story.start, story.text)


def _plan(library: LocalLibrary, before: Sequence[_Story], after: Sequence[_Story], whole: _Story) -> StoryPlan:
    notebook = library.notebook()
    moves = (
        []
        if notebook is None
        else [
            move
            for story in before
            for annotation in notebook.annotations(story.subject.document)
            if (move := _move(annotation, story, after)) is not None
        ]
    )
    starred = notebook.starred() if notebook else frozenset()
    has_star = any(story.subject.document in starred for story in before)
    return StoryPlan(
        whole.subject,
        library.catalogue.file_hash(whole.subject.path),
        tuple(moves),
        whole.subject if has_star and len(after) == 1 else None,
    )


def _move(annotation: Annotation, story: _Story, after: Sequence[_Story]) -> Move | None:
    """Where a note of a story belongs; None for one whose words are not found or would be cut apart: it stays."""
    anchor = annotation.anchor
    if anchor is None:
        return Move(annotation.id, story.subject.document, after[0].subject, None)
    place = locate(story.text, anchor, story.subject.text_hash)
    if place is None or not place.exact:
        return None
    start, end = story.start + place.start, story.start + place.end
    for one in after:
        if one.start <= start and end <= one.end:
            passage = Anchor.of(one.text, start - one.start, end - one.start)
            return Move(annotation.id, story.subject.document, one.subject, passage)
    return None
