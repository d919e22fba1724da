"""Feeds: RSS, RDF, Atom and JSON Feed, a document for each item."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from functools import reduce

import lxml.etree

from index.errors import UnreadableError
from index.sources.entries import Fault, Text
from index.sources.formats.html_text import html_to_text
from index.sources.formats.json_stories import DECODER
from index.sources.formats.xml_reading import elements, local_name, text_of
from index.sources.source import Source
from index.text.addresses import resolved
from index.text.decoding import decode, replace_surrogates

_BODIES = ("encoded", "content", "description", "summary")  # the fullest first
_DATES = ("pubdate", "published", "date", "issued", "created")
_CHANGES = ("updated", "modified")
_XML_BASE = "{http://www.w3.org/XML/1998/namespace}base"
_MOST_AUTHORS = 100
_Children = dict[str, list[lxml.etree._Element]]
"""Elements by their local names, those of one name in their order."""

_MARKUP = re.compile(r"<[a-zA-Z/!]|&[#\w]{1,30};")


def read_feed(source: Source) -> Iterator[Text | Fault]:
    """Yield the items of a feed in their order. Raises UnreadableError if it holds none."""
    if source.head().lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"{"):
        yield from _read_json_feed(source)
    else:
        yield from _read_xml_feed(source)


def _read_xml_feed(source: Source) -> Iterator[Text | Fault]:
    found = False
    feed: lxml.etree._Element | None = None
    about: _Children = {}  # what the feed says of itself, the same for all its items
    base = source.values.get("url", "")
    for element in elements(source, "item", "entry"):
        if not found or element.getparent() is not feed:
            feed = element.getparent()
            about = _about_feed(feed)
            base = _base(feed, source.values.get("url", ""))
        found = True
        yield _item(element, about, base)
    if not found:
        raise UnreadableError("a feed without any item")


def _item(element: lxml.etree._Element, about: _Children, base: str) -> Text | Fault:
    line = element.sourceline or 1
    children = _children(element)
    try:
        title = _first(children, "title")
        body = next(filter(None, (_first(children, name) for name in _BODIES)), "")
    except UnreadableError as error:
        return Fault(line, f"an item that cannot be read: {error}")
    changed = next(filter(None, (_plain(children, name) for name in _CHANGES)), "")
    values = {
        "text": body or title,
        "title": " ".join(title.split()),
        "source": _source(children, about),
        "author": _author(children) or _author(about),
        "date": next(filter(None, (_plain(children, name) for name in _DATES)), "") or changed,
        "id": _plain(children, "guid") or _plain(children, "id") or _about(element),
        "url": _link(element, children, base),
    }
    return _made(values, line, changed)


def _made(values: Mapping[str, str], line: int, changed: str) -> Text | Fault:
    if not values["text"].strip():
        return Fault(line, "an item without a text or a title")
    dates = (("updated", changed),) if changed and changed != values["date"] else ()
    return Text({name: value for name, value in values.items() if value}, line=line, dates=dates)


def _children(element: lxml.etree._Element) -> _Children:
    found: _Children = {}
    for child in element:
        if isinstance(child.tag, str):
            found.setdefault(local_name(child), []).append(child)
    return found


def _about_feed(feed: lxml.etree._Element | None) -> _Children:
    """What a feed says of itself, up to its first item; in RDF that stands beside the items, in a channel."""
    found = _children(feed) if feed is not None else {}
    for channel in found.get("channel", []):
        for name, elements_there in _about_feed(channel).items():
            found.setdefault(name, []).extend(elements_there)
    return found


def _first(children: _Children, name: str) -> str:
    """The text of the first child of this name that has one; HTML is read as it would be shown."""
    for child in children.get(name, ()):
        if (text := _shown(child)).strip():
            return text
    return ""


def _shown(element: lxml.etree._Element) -> str:
    kind = (element.get("type") or "").lower()
    if kind == "xhtml" or len(element):
        inner = "".join(lxml.etree.tostring(child, encoding="unicode", with_tail=True) for child in element)
        return html_to_text((element.text or "") + inner)
    text = text_of(element)
    is_html = kind in ("html", "text/html") or (kind in ("", "xhtml") and _MARKUP.search(text) is not None)
    return html_to_text(text) if is_html else text.strip()


def _plain(children: _Children, name: str) -> str:
    return next((text for child in children.get(name, ()) if (text := text_of(child).strip())), "")


def _author(children: _Children) -> str:
    names = []
    for child in (*children.get("creator", ()), *children.get("author", ())):
        own = next((text_of(part).strip() for part in child if local_name(part) == "name"), "")
        names.append(own or ("" if len(child) else text_of(child).strip()))
    return ", ".join(dict.fromkeys(filter(None, names)))


def _source(children: _Children, about: _Children) -> str:
    """The paper that an item says it is from, else the feed's title."""
    for child in children.get("source", ()):
        title = next((text_of(part) for part in child if local_name(part) == "title"), "")
        if named := " ".join((title or text_of(child)).split()):
            return named
    return " ".join(_first(about, "title").split())


def _about(element: lxml.etree._Element) -> str:
    return next((value for name, value in element.attrib.items() if str(name).endswith("}about")), "")


def _link(element: lxml.etree._Element, children: _Children, base: str) -> str:
    """The address of an item, whole: what it is relative to stands in xml:base, or is that of the feed."""
    link = ""
    for child in children.get("link", ()):
        if child.get("href") and (child.get("rel") or "alternate") == "alternate":
            link = child.get("href") or ""
            break
        link = link or text_of(child).strip()
    if not link:
        guid = next(iter(children.get("guid", ())), None)
        if guid is not None and guid.get("isPermaLink", "true") == "true" and "://" in text_of(guid):
            link = text_of(guid)
    own = element.get(_XML_BASE)
    return resolved(resolved(base, own) if own else base, link)


def _base(feed: lxml.etree._Element | None, address: str) -> str:
    """What the addresses of a feed's items are relative to: its own, and each xml:base on the way to them."""
    ancestors = (*reversed(list(feed.iterancestors())), feed) if feed is not None else ()
    return reduce(resolved, filter(None, (one.get(_XML_BASE) for one in ancestors)), address)


def _read_json_feed(source: Source) -> Iterator[Text | Fault]:
    try:
        feed = DECODER.decode(replace_surrogates(decode(source.whole())).lstrip("\ufeff"))
    except json.JSONDecodeError as error:
        raise UnreadableError(f"broken JSON: {error.msg.lower()} at line {error.lineno}") from None
    except RecursionError:
        raise UnreadableError("broken JSON: nested too deeply") from None
    items = feed.get("items") if isinstance(feed, dict) else None
    if not isinstance(items, list) or not items:
        raise UnreadableError("a feed without any item")
    base = source.values.get("url", "") or _said(feed, "feed_url", "home_page_url")
    for item in items:
        yield _json_item(item, feed, base) if isinstance(item, dict) else Fault(None, "an item that is no object")


def _said(holder: Mapping[str, object], *names: str) -> str:
    """The first of these members that says something; of lists and objects the names in them."""
    return next(filter(None, (_written(holder.get(name)) for name in names)), "")


def _written(value: object) -> str:
    if isinstance(value, list):
        return ", ".join(filter(None, map(_written, value[:_MOST_AUTHORS])))
    if isinstance(value, dict):
        value = value.get("name")
    return value.strip() if isinstance(value, str) else ""


def _json_item(item: Mapping[str, object], feed: Mapping[str, object], base: str) -> Text | Fault:
    try:
        body = html_to_text(_said(item, "content_html")) or _said(item, "content_text", "summary")
    except UnreadableError as error:
        return Fault(None, f"an item that cannot be read: {error}")
    title = _said(item, "title")
    values = {
        "text": body or title,
        "title": title,
        "source": _said(feed, "title"),
        "author": _said(item, "authors", "author") or _said(feed, "authors", "author"),
        "date": _said(item, "date_published", "date_modified"),
        "id": _said(item, "id"),
        "url": resolved(base, _said(item, "url", "external_url")),
    }
    return _made(values, 1, _said(item, "date_modified"))
