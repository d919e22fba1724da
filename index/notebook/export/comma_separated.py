"""Notes as CSV (RFC 4180) for a spreadsheet, a row a note."""

from __future__ import annotations

import csv
import io
from collections.abc import Sequence

from index.notebook.annotation import Annotation
from index.text.cells import defused

COLUMNS = (
    *("id", "document", "title", "source", "date", "path", "start", "end"),
    *("quote", "note", "tags", "colour", "created", "modified"),
)


def to_csv(annotations: Sequence[Annotation]) -> str:
    """A header and a row a note; tags are separated by commas. Whatever could be a formula is made text."""
    out = io.StringIO()
    writer = csv.writer(out)
    writer.writerow(COLUMNS)
    for annotation in annotations:
        writer.writerow(defused(cell) if isinstance(cell, str) else cell for cell in _cells(annotation))
    return out.getvalue()


def _cells(annotation: Annotation) -> tuple[str | int, ...]:
    it, anchor = annotation, annotation.anchor
    place = (anchor.start, anchor.end, anchor.exact) if anchor else ("", "", "")
    about = (it.id, it.document, it.title, it.source, it.date, it.path)
    return (*about, *place, it.note, ", ".join(it.tags), it.colour, it.created, it.modified)
