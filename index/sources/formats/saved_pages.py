"""MHTML: web pages that a browser saved with all that belongs to them, as a mail of many parts (RFC 2557)."""

from __future__ import annotations

import email.message
from collections.abc import Iterator

from index.errors import UnreadableError
from index.sources.entries import Whole
from index.sources.formats.mail import content_of, media_type_of, parameter_of, parse
from index.sources.formats.mail_headers import header
from index.sources.source import Source

_PAGES = ("text/html", "application/xhtml+xml")
_LOCATIONS = ("content-location", "content-base")


def read_saved_page(source: Source) -> Iterator[Whole]:
    """Yield the page with its address and the time at which it was saved. Frames, scripts and images are left out."""
    message = parse(source.whole())
    root = _root(message)
    if root is None:
        raise UnreadableError("a saved page without a page in it")
    where = header(message, "snapshot-content-location") or next(
        filter(None, (header(root, n) for n in _LOCATIONS)), ""
    )
    saved = header(message, "date")
    yield Whole(
        content_of(root),
        is_page=True,
        charset=parameter_of(root, "charset"),
        values={"url": where} if where.startswith(("http://", "https://")) else {},
        dates=(("saved", saved),) if saved else (),
    )


def _root(message: email.message.Message) -> email.message.Message | None:
    """The page itself: the part that "start" names, else the first that is a page."""
    pages = [part for part in message.walk() if media_type_of(part) in _PAGES]
    start = parameter_of(message, "start").strip("<>")
    named = (page for page in pages if start and header(page, "content-id").strip("<>") == start)
    return next(named, None) or next(iter(pages), None)
