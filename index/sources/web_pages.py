"""Web pages: the article of a page, without its boilerplate, and what the page says of it."""

from __future__ import annotations

import re

import lxml.etree
import trafilatura
from trafilatura.settings import Document

from index.errors import UnreadableError
from index.text.decoding import decode

MAX_PAGE_BYTES = 8 * 2**20
"""A larger page is no article, and its parsing would take many seconds."""

MAX_DEPTH = 400
"""Elements within elements; parsers recurse over them. Real pages stay below 100."""

# The day of publication, where the page names it; no guesses from its running text.
_DATES = {"original_date": True, "extensive_search": False}

_TAG = re.compile(r"<(/?)([a-zA-Z][a-zA-Z0-9]*+)")
_WITHOUT_CONTENT = frozenset(
    "area base br col embed hr img input link meta param source track wbr frame keygen basefont command".split()
)
_CLOSED_BY_THE_NEXT = frozenset("p li dt dd tr td th option thead tbody tfoot".split())


def extract_article(page: bytes) -> dict[str, str]:
    """Return what a page holds under the names of fields: text, title, author, source, date and url.

    Paragraphs of the text are lines. What the page does not say is left out. Raises UnreadableError if it holds no
    article, or is too large or too deeply nested.
    """
    if len(page) > MAX_PAGE_BYTES:
        raise UnreadableError(f"a web page of more than {MAX_PAGE_BYTES // 2**20} MiB")
    html = decode(page)
    if _depth(html) > MAX_DEPTH:
        raise UnreadableError("a web page that is nested too deeply")
    try:
        found = trafilatura.bare_extraction(
            html,
            fast=True,
            favor_precision=True,
            include_comments=False,
            with_metadata=True,
            date_extraction_params=_DATES,
        )
    except (lxml.etree.LxmlError, ValueError, RecursionError) as error:
        raise UnreadableError(f"a web page that cannot be parsed ({type(error).__name__})") from None
    if not isinstance(found, Document) or not found.text:
        raise UnreadableError("no article text found")
    values = {
        "text": found.text,
        "title": found.title,
        "author": found.author,
        "source": found.sitename,
        "date": found.date,
        "url": found.url,
    }
    return {name: value for name, value in values.items() if value}


def _depth(html: str) -> int:
    """Return how deeply the elements of a page are nested at most, never less than a parser will find."""
    depth = deepest = 0
    for match in _TAG.finditer(html):
        name = match[2].lower()
        if name in _WITHOUT_CONTENT or name in _CLOSED_BY_THE_NEXT:
            continue
        if match[1]:
            depth = max(0, depth - 1)
        else:
            depth += 1
            deepest = max(deepest, depth)
    return deepest
