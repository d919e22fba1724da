"""Lists of feeds as other readers write and read them: OPML (http://opml.org/spec2.opml)."""

from __future__ import annotations

import io
from collections.abc import Iterable, Iterator
from xml.sax.saxutils import quoteattr

import lxml.etree

from index.errors import UnreadableError
from index.fetching.feeds_file import Feed, name_of
from index.text.addresses import is_web_address
from index.text.neutralise import neutralise_line

_DEEPEST = 20


def read_opml(content: bytes) -> list[Feed]:
    """The feeds of a list; the outlines around one are its tags. Raises UnreadableError if it is no such list."""
    parser = lxml.etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, recover=True, remove_comments=True, remove_pis=True
    )
    try:
        root = lxml.etree.parse(io.BytesIO(content), parser).getroot()
    except (lxml.etree.LxmlError, ValueError):
        root = None
    if root is None or root.tag != "opml":
        raise UnreadableError("no list of feeds (OPML)")
    return list(_feeds(root, ()))


def _feeds(holder: lxml.etree._Element, tags: tuple[str, ...]) -> Iterator[Feed]:
    for outline in holder:
        words = neutralise_line(outline.get("title") or outline.get("text") or "").strip()
        address = (outline.get("xmlUrl") or "").strip()
        if is_web_address(address):
            yield Feed(address, name_of(words or address), tags=tags)
        elif len(tags) < _DEEPEST:
            is_group = outline.tag == "outline" and words
            yield from _feeds(outline, (*tags, words) if is_group else tags)


def write_opml(feeds: Iterable[Feed]) -> str:
    """A list of feeds for other readers; their tags are categories."""
    lines = ['<?xml version="1.0" encoding="UTF-8"?>', '<opml version="2.0">', "<head><title>Dateline</title></head>"]
    lines.append("<body>")
    for feed in feeds:
        category = f" category={quoteattr(','.join(feed.tags))}" if feed.tags else ""
        name = quoteattr(feed.name)
        lines.append(f'<outline type="rss" text={name} title={name} xmlUrl={quoteattr(feed.address)}{category}/>')
    return "\n".join((*lines, "</body>", "</opml>", ""))
