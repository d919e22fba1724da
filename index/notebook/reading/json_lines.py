"""Dateline's own JSON lines."""

from __future__ import annotations

from dataclasses import replace

from index.errors import NotebookError
from index.notebook.anchors import Anchor
from index.notebook.annotation import COLOURS, Annotation, Mark
from index.notebook.reading.values import Record, anchor_of, moments_of, number_of, text_of, texts_of, uuid_of
from index.notebook.revisions import Revision


def is_own(record: Record) -> bool:
    """Whether the record is a line of Dateline's."""
    return all(name in record for name in ("id", "document", "note", "colour"))


def read_own(record: Record, moment: str) -> Annotation:
    """The annotation of the line. Raises NotebookError if a value does not hold."""
    colour = number_of(record, "colour", 0)
    if colour not in COLOURS:
        raise NotebookError(f"there is no colour {colour}")
    created, modified = moments_of(record, "created", "modified", moment)
    anchor, text_hash = record.get("anchor"), text_of(record, "text_hash", "")
    if anchor is not None and not isinstance(anchor, dict):
        raise NotebookError("its 'anchor' is no object")
    return Annotation(
        id=uuid_of(text_of(record, "id")),
        revision=number_of(record, "revision", 1, 1),
        document=text_of(record, "document"),
        title=text_of(record, "title", ""),
        source=text_of(record, "source", ""),
        date=text_of(record, "date", ""),
        path=text_of(record, "path", ""),
        text_hash=text_hash,
        anchor=_anchor(anchor, text_hash) if anchor else None,
        note=text_of(record, "note"),
        tags=texts_of(record, "tags"),
        colour=colour,
        created=created,
        modified=modified,
        url=text_of(record, "url", ""),
        author=text_of(record, "author", ""),
        stamp=text_of(record, "stamp", ""),
        parents=texts_of(record, "parents"),
        answers=text_of(record, "answers", ""),
        origin=text_of(record, "origin", ""),
    )


def _anchor(record: Record, text_hash: str) -> Anchor | None:
    anchor = anchor_of(record, record, text_hash, record.get("repeated") is not False)
    before, after, which = (text_of(record, name, "") for name in ("before", "after", "which"))
    return anchor and replace(anchor, before=before, after=after, which=which)


def read_history(record: Record, moment: str) -> list[Revision]:
    """The revisions of the line's note that are not the present one. Raises NotebookError if a value does not hold."""
    note = uuid_of(text_of(record, "id"))
    history = record.get("history", [])
    if not isinstance(history, list) or not all(isinstance(one, dict) for one in history):
        raise NotebookError("its 'history' is no list of revisions")
    return [_revision(one, note, moment) for one in history]


def _revision(record: Record, note: str, moment: str) -> Revision:
    stamp, parents, author = text_of(record, "stamp"), texts_of(record, "parents"), text_of(record, "author", "")
    content = record.get("content")
    if content is not None and (not isinstance(content, dict) or not is_own(content)):
        raise NotebookError("a revision of it is no note")
    kept = None if content is None else replace(read_own(content, moment), id=note)
    return Revision(note, stamp, parents, author, kept)


def is_mark(record: Record) -> bool:
    """Whether the record is the line of a star or a read mark."""
    return "mark" in record and "document" in record


def read_mark(record: Record) -> Mark:
    """The mark of the line. Raises NotebookError if a value does not hold."""
    mark = text_of(record, "mark")
    if mark not in ("starred", "read"):
        raise NotebookError(f"there is no mark '{mark}'")
    return Mark(text_of(record, "document"), mark, text_of(record, "text_hash", ""))
