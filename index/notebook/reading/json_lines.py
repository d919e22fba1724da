"""Dateline's own JSON lines."""

from __future__ import annotations

from index.errors import NotebookError
from index.notebook.annotation import COLOURS, Annotation
from index.notebook.reading.values import Record, anchor_of, moments_of, number_of, text_of, texts_of, uuid_of


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
        anchor=anchor_of(anchor, anchor, text_hash, anchor.get("repeated") is not False) if anchor else None,
        note=text_of(record, "note"),
        tags=texts_of(record, "tags"),
        colour=colour,
        created=created,
        modified=modified,
    )
