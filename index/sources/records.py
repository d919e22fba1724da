"""Making a raw record readable: decoded, neutralised, the article taken out of its page."""

from __future__ import annotations

from collections.abc import Mapping

from index.errors import UnreadableError
from index.model import Problem, RawRecord, Record
from index.text.decoding import decode, normalise_newlines
from index.text.neutralise import neutralise, neutralise_line
from index.text.titles import MAX_TITLE

MAX_FIELD = 2000
"""Characters that are kept of what else a record says of its text."""


def to_record(raw: RawRecord, path: str) -> Record | Problem:
    """Return a record with its text fixed for good, or why it cannot be read.

    The text of a plain file keeps every line. Whatever else the record says is on one line.
    """
    try:
        if isinstance(raw.content, Mapping):
            return _make_record(raw.place, raw.content)
        if raw.form == "html":
            from index.sources.formats.web_pages import extract_article  # costs 0.2 s: only where there are pages

            return _make_record(raw.place, extract_article(raw.content))
        return _make_record(raw.place, {"text": decode(raw.content)})
    except UnreadableError as error:
        return Problem(neutralise_line(path), raw.line, str(error))


def _make_record(place: int, values: Mapping[str, str]) -> Record:
    text = neutralise(normalise_newlines(values["text"]))
    if not text or text.isspace():
        raise UnreadableError("empty")
    return Record(
        place=place,
        text=text,
        record_id=_line(values, "id"),
        title=_line(values, "title", MAX_TITLE),
        source=_line(values, "source"),
        author=_line(values, "author"),
        date=_line(values, "date"),
        url=_line(values, "url"),
    )


def _line(values: Mapping[str, str], name: str, longest: int = MAX_FIELD) -> str | None:
    """Return a field on one line, its runs of space as one, or None if there is nothing."""
    return neutralise_line(" ".join(values.get(name, "").split()))[:longest].rstrip() or None
