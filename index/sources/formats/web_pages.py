"""Web pages: the article of a page, without its boilerplate, and what the page says of it."""

from __future__ import annotations

import re
from dataclasses import dataclass

import lxml.etree
import trafilatura
from trafilatura.meta import reset_caches
from trafilatura.settings import Document

from index.errors import UnreadableError
from index.text.neutralise import REPLACEMENT
from index.text.page_charset import decode_page

MAX_PAGE_BYTES = 8 * 2**20
"""A larger page is no article, and its parsing would take many seconds."""

MAX_DEPTH = 240
"""Elements within elements. libxml2 drops what lies below 256; real pages stay below 100."""

MAX_ELEMENTS = 50_000
"""The reading of an element costs about 0.1 ms; real articles have some thousands."""

MOST_COMPARED = 5_000
"""A page of more elements is read without comparing extractors: one of them takes quadratic time."""

MAX_ATTRIBUTES = 500
"""Attributes of one element: libxml2 compares each with all others."""

# The day of publication, where the page names it; no guesses from its running text.
_DATES = {"original_date": True, "extensive_search": False}

_WITHOUT_CONTENT = frozenset(
    "area base basefont br col embed frame hr img input keygen link meta param source track wbr".split()
)
_BLOCKS = "address article aside blockquote div dl fieldset footer form h1 h2 h3 h4 h5 h6 header hr main nav ol p pre \
section table ul"
_CLOSES = {
    **{block: {"p"} for block in _BLOCKS.split()},
    "li": {"li", "p"},
    "dt": {"dt", "dd", "p"},
    "dd": {"dt", "dd", "p"},
    "td": {"td", "th", "p"},
    "th": {"td", "th", "p"},
    "tr": {"td", "th", "tr", "p"},
    "tbody": {"td", "th", "tr", "p", "thead", "tbody"},
    "option": {"option"},
}
"""Which open elements the start of another one ends: HTML lets their end tags be left out."""

_RAW_CONTENT = frozenset(("script", "style"))
_ATTRIBUTE = r"""[^\s/>=]++(?:\s*+=\s*+(?:"[^"]*+"|'[^']*+'|[^\s>]*+))?"""
_ATTRIBUTES = re.compile(_ATTRIBUTE)
_TAG = re.compile(rf"<!--|<(/?)([a-zA-Z][^\s/>]*+)((?:[\s/=]++|{_ATTRIBUTE})*+)")
_DOCTYPE = re.compile(r"\A\s*+<\s?!\s?doctype[^>]*+>?+", re.IGNORECASE)  # trafilatura's search for it is quadratic
# What the libraries below raise when they trip over a page; no page may end the reading of the others.
_STUMBLES = (lxml.etree.LxmlError, ArithmeticError, AttributeError, LookupError, RecursionError, TypeError, ValueError)

_REFERENCE = re.compile(r"&#(?:[xX]([0-9a-fA-F]{1,8})|([0-9]{1,8}))(?![0-9a-fA-F]);?")
_LONG_TAG = 4000  # characters; a shorter one has too few attributes to matter


@dataclass(slots=True)
class _Caches:
    """Empties trafilatura's caches now and then: they hold whole texts, thousands of them."""

    characters: int = 0

    def count(self, characters: int) -> None:
        self.characters += characters
        if self.characters > _MOST_CACHED:
            reset_caches()
            self.characters = 0


_MOST_CACHED = 32 * 2**20
_CACHES = _Caches()


def extract_article(page: bytes, charset: str = "") -> dict[str, str]:
    """Return what a page holds under the names of fields: text, title, author, source, date and url.

    Paragraphs of the text are lines. What the page does not say is left out. ``charset`` is the one
    that a protocol gave for it. Raises UnreadableError if it holds no article, or is too large or too deeply nested.
    """
    if len(page) > MAX_PAGE_BYTES:
        raise UnreadableError(f"a web page of more than {MAX_PAGE_BYTES // 2**20} MiB")
    html = _DOCTYPE.sub("<!DOCTYPE html>", decode_page(page, charset), count=1)
    html = _REFERENCE.sub(_without_controls, html)
    elements = _count_elements(html)
    _CACHES.count(len(html))
    try:
        found = trafilatura.bare_extraction(
            html,
            fast=elements > MOST_COMPARED,
            favor_precision=True,
            include_comments=False,
            with_metadata=True,
            date_extraction_params=_DATES,
        )
    except _STUMBLES:
        raise UnreadableError("a web page that cannot be parsed") from None
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


def _without_controls(reference: re.Match[str]) -> str:
    """Return a character reference, or U+FFFD for one to a control: the parser would refuse the page for it."""
    code = int(reference[1], 16) if reference[1] else int(reference[2])
    return REPLACEMENT if code < 0x20 and chr(code) not in "\t\n\r" else reference[0]


def _count_elements(html: str) -> int:
    """Return how many elements a page has.

    Raises UnreadableError if a parser would be busy with it for long, or break.
    """
    opened: list[str] = []
    elements = position = 0
    while (tag := _TAG.search(html, position)) is not None:
        position = tag.end()
        if tag[2] is None:  # a comment
            position = _behind(html, "-->", position)
            continue
        name = tag[2].lower()
        if tag[1]:
            _close(opened, name)
            continue
        elements += 1
        if len(tag[3]) > _LONG_TAG and len(_ATTRIBUTES.findall(tag[3])) > MAX_ATTRIBUTES:
            raise UnreadableError("a web page with an element of too many attributes")
        if name in _RAW_CONTENT:
            position = _behind(html, f"</{tag[2]}", position)
        elif name not in _WITHOUT_CONTENT:
            while opened and opened[-1] in _CLOSES.get(name, ()):
                opened.pop()
            opened.append(name)
        if elements > MAX_ELEMENTS:
            raise UnreadableError(f"a web page of more than {MAX_ELEMENTS:,} elements")
        if len(opened) > MAX_DEPTH:
            raise UnreadableError("a web page whose elements are nested too deeply")
    return elements


def _behind(html: str, end: str, start: int) -> int:
    found = html.find(end, start)
    return found + len(end) if found >= 0 else len(html)


def _close(opened: list[str], name: str) -> None:
    """Close the innermost open element of that name and all within it."""
    if name in opened:
        while opened.pop() != name:
            pass
