"""Annotations of Hypothesis: its client's export and its API's answers (https://h.readthedocs.io/en/latest/api/)."""

from __future__ import annotations

from index.errors import NotebookError
from index.notebook.annotation import Annotation, tidy_tags
from index.notebook.origins import HYPOTHESIS, origin_of
from index.notebook.reading.values import (
    Record,
    anchor_of,
    first_of,
    moments_of,
    records_of,
    selectors_of,
    text_of,
    texts_of,
    uuid_of,
)
from index.notebook.rows import without_surrogates

_KEPT = ("id", "user", "user_info", "group", "permissions", "references", "links", "uri", "target")
"""What is kept as it is."""

_ADDRESS = "https://hypothes.is/a/"
"""With its id after it, the address of an annotation."""


def is_hypothesis(record: Record) -> bool:
    """Whether the record is an annotation of Hypothesis."""
    return all(name in record for name in ("id", "uri", "text"))


def read_hypothesis(record: Record, moment: str) -> Annotation:
    """The annotation of the record; its document is the web address. Raises NotebookError if a value does not hold."""
    targets = records_of(record.get("target"))
    position, quote = selectors_of(targets[0] if targets else {})
    about = next(iter(records_of(record.get("document"))), {})
    title = first_of(about.get("title", ""))
    created, modified = moments_of(record, "created", "updated", moment)
    address = text_of(record, "uri")
    return Annotation(
        id=uuid_of(text_of(record, "id"), _ADDRESS),
        revision=1,
        document=address,
        title=without_surrogates(title) if isinstance(title, str) else "",
        source="",
        date="",
        path=address,
        text_hash="",
        anchor=anchor_of(position, quote, "", repeated=True),
        note=text_of(record, "text"),
        tags=tidy_tags(texts_of(record, "tags")),
        colour=0,
        created=created,
        modified=modified,
        author=text_of(record, "user", ""),
        answers=_answered(record),
        origin=_origin(record),
    )


def _answered(record: Record) -> str:
    """The id of the note that it replies to; of a thread the one before it, which stands last."""
    references = texts_of(record, "references")
    return uuid_of(references[-1], _ADDRESS) if references else ""


def _origin(record: Record) -> str:
    try:
        return without_surrogates(origin_of(HYPOTHESIS, {name: record[name] for name in _KEPT if name in record}))
    except RecursionError as error:
        raise NotebookError("it is nested too deeply") from error
