"""Making a raw record readable: decoded, neutralised, the article taken out of its page."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping

from index.errors import UnreadableError
from index.model import Problem, RawRecord, Record
from index.sources.markup import without_markup
from index.text.decoding import normalise_newlines
from index.text.mojibake import repaired
from index.text.neutralise import neutralise, neutralise_line
from index.text.page_charset import decode_declared_doubting
from index.text.titles import MAX_TITLE

MAX_FIELD = 2000
"""Characters that are kept of what else a record says of its text."""


def to_record(raw: RawRecord, path: str, *, is_story: bool = False) -> Record | Problem:
    """Return a record with its text fixed for good, or why it cannot be read.

    The text of a plain file keeps every line. Whatever else the record says is on one line. ``is_story`` is what
    somebody said of a page: no rule is asked then.
    """
    try:
        if raw.form == "html" and isinstance(raw.content, bytes):
            from index.sources.formats.web_pages import extract_article  # costs 0.2 s: only where there are pages

            article = extract_article(raw.content, raw.charset, is_story=is_story)
            return _make_record(raw, article.values | dict(raw.values), article.dates, article.doubts)
        if isinstance(raw.content, bytes):
            decoded = decode_declared_doubting(raw.content, raw.charset)
            doubts = (decoded.doubt,) if decoded.doubt else ()
            return _make_record(raw, {"text": decoded.text} | dict(raw.values), doubts=doubts)
        return _make_record(raw, without_markup(raw.content) if raw.form == "fields" else raw.content)
    except UnreadableError as error:
        return Problem(place_of(raw, path), raw.line, str(error))


def place_of(raw: RawRecord, path: str) -> str:
    """How the list of problems names a record's file, and its member in it."""
    return "/".join(filter(None, (neutralise_line(path), raw.member)))


def _make_record(
    raw: RawRecord,
    values: Mapping[str, str],
    dates: tuple[tuple[str, str], ...] = (),
    doubts: tuple[str, ...] = (),
) -> Record:
    written = normalise_newlines(values["text"])
    meant, spoilt = (written, 0) if raw.pages else repaired(written)  # pages are told by their offsets
    text = neutralise(meant)
    if not text or text.isspace():
        raise UnreadableError("empty")
    return Record(
        place=raw.place,
        text=text,
        record_id=_line(values, "id"),
        title=_line(values, "title", MAX_TITLE),
        source=_line(values, "source"),
        author=_line(values, "author"),
        date=_line(values, "date"),
        url=_line(values, "url"),
        pages=raw.pages,
        dates=raw.dates + dates,
        doubts=doubts,
        repair=f"{spoilt:,} of its lines, UTF-8 that was read in another encoding" if spoilt else "",
        original_digest=_digest(raw, written) if spoilt else "",
    )


def _digest(raw: RawRecord, written: str) -> str:
    """SHA-256 of a record's bytes, or of its text in UTF-8 where its reader has made that."""
    data = raw.content if isinstance(raw.content, bytes) else written.encode("utf-8", "replace")
    return hashlib.sha256(data).hexdigest()


def _line(values: Mapping[str, str], name: str, longest: int = MAX_FIELD) -> str | None:
    """Return a field on one line, its runs of space as one, or None if there is nothing."""
    return neutralise_line(" ".join(repaired(values.get(name, ""))[0].split()))[:longest].rstrip() or None
