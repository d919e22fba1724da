"""The documents of notes as CSL-JSON (https://docs.citationstyles.org/), which Zotero and Pandoc take."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any

from index.notebook.annotation import Annotation, Subject
from index.notebook.export.grouping import by_document
from index.notebook.export.json_lines import as_json
from index.notebook.export.options import PLAIN, Options


def to_csl(annotations: Sequence[Annotation], options: Options = PLAIN) -> str:
    """A JSON array with an item a document; its quotes and notes are the item's note."""
    items = [_item(subject, group, options) for subject, group in by_document(annotations)]
    return as_json(items, indent=1) + "\n"


def _item(subject: Subject, group: Sequence[Annotation], options: Options) -> dict[str, Any]:
    address = options.address(subject)
    tags = dict.fromkeys(tag for annotation in group for tag in annotation.tags)
    item: dict[str, Any] = {
        "id": subject.document,
        "type": "webpage" if address else "article-newspaper",
        "title": options.title(subject),
        "container-title": subject.source,
        "author": [{"literal": name} for name in options.authors(subject)],
        "issued": date_parts(subject.date),
        "language": options.language(subject),
        "URL": address,
        "accessed": date_parts(min(annotation.created[:10] for annotation in group)) if address else {},
        "keyword": ", ".join(tags),
        "note": "\n\n".join(words_of(annotation, options) for annotation in group),
    }
    return {name: value for name, value in item.items() if value}


def words_of(annotation: Annotation, options: Options) -> str:
    """The passage with its place, and the note."""
    quote = f"“{annotation.anchor.exact}” ({options.place(annotation)})" if annotation.anchor else ""
    return "\n".join(part for part in (quote, annotation.note) if part)


def date_parts(written: str) -> dict[str, list[list[int]]]:
    """A date of CSL: year, month and day as far as they are known; empty if none is."""
    if not re.fullmatch(r"\d{4}(-\d\d){0,2}", written):
        return {}
    return {"date-parts": [[int(part) for part in written.split("-")]]}
