"""What a page may hold before a parser is let at it: its size, depth, elements and attributes; and its parsing."""

from __future__ import annotations

import re
from typing import Any

import lxml.etree
import lxml.html

from index.errors import UnreadableError
from index.text.neutralise import REPLACEMENT
from index.text.page_charset import decode_page

MAX_PAGE_BYTES = 8 * 2**20
"""A larger page is no article, and its parsing would take many seconds."""

MAX_DEPTH = 240
"""Elements within elements. libxml2 drops what lies below 256; real pages stay below 100."""

MAX_ELEMENTS = 50_000
"""The reading of an element costs about 0.1 ms; real articles have some thousands."""

MAX_ATTRIBUTES = 500
"""Attributes of one element: libxml2 compares each with all others."""

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

_REFERENCE = re.compile(r"&#(?:[xX]([0-9a-fA-F]{1,8})|([0-9]{1,8}))(?![0-9a-fA-F]);?")
_LONG_TAG = 4000  # characters; a shorter one has too few attributes to matter


def decoded_page(page: bytes, charset: str = "") -> tuple[str, int]:
    """Return the bytes of a page as ``checked_page`` does. ``charset`` is the one that a protocol gave for them.

    Raises UnreadableError, also for a page of more than MAX_PAGE_BYTES.
    """
    if len(page) > MAX_PAGE_BYTES:
        raise UnreadableError(f"a web page of more than {MAX_PAGE_BYTES // 2**20} MiB")
    return checked_page(decode_page(page, charset))


def parsed_page(html: str) -> Any:
    """Return the tree of a checked page, None if it cannot be parsed."""
    try:
        return lxml.html.document_fromstring(html.encode(), parser=lxml.html.HTMLParser(encoding="utf-8"))
    except (lxml.etree.LxmlError, ValueError):
        return None


def checked_page(html: str) -> tuple[str, int]:
    """Return a page as a parser can be given it, and how many elements it has.

    Raises UnreadableError if a parser would be busy with it for long, or break.
    """
    html = _DOCTYPE.sub("<!DOCTYPE html>", html, count=1)
    html = _REFERENCE.sub(_without_controls, html)
    return html, _count_elements(html)


def _without_controls(reference: re.Match[str]) -> str:
    """Return a character reference, or U+FFFD for one to a control: the parser would refuse the page for it."""
    code = int(reference[1], 16) if reference[1] else int(reference[2])
    return REPLACEMENT if code < 0x20 and chr(code) not in "\t\n\r" else reference[0]


def _count_elements(html: str) -> int:
    """Return how many elements a page has; at most so many where they are too few to matter.

    Raises UnreadableError if a parser would be busy with it for long, or break.
    """
    if len(html) <= _LONG_TAG and (most := html.count("<")) < MAX_DEPTH:
        return most
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
