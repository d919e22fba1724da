"""What agencies send: NITF (https://iptc.org/standards/nitf/), NewsML-G2 and NewsML 1, a document for each item."""

from __future__ import annotations

from collections.abc import Iterator

import lxml.etree

from index.errors import UnreadableError
from index.sources.entries import Fault, Text
from index.sources.formats.html_text import text_of_markup
from index.sources.formats.xml_reading import elements, local_name, text_of
from index.sources.source import Source

_CONTENTS = ("body.content", "inlinexml", "inlinedata", "datacontent", "body")  # the text's own element first


def read_news(source: Source) -> Iterator[Text | Fault]:
    """Yield the items of a file. Raises UnreadableError if it holds none."""
    found = False
    for element in elements(source, "nitf", "newsItem", "NewsItem", "packageItem"):
        if local_name(element) == "packageitem":
            continue
        found = True
        yield _item(element)
    if not found:
        raise UnreadableError("a file of an agency's without any item")


def _item(item: lxml.etree._Element) -> Text | Fault:
    line = item.sourceline or 1
    _forget_namespaces(item)
    body = _body(item)
    title = _first(item, "headline", "hl1", "hedline", "title")
    text = "\n\n".join(filter(None, (_first(item, "dateline"), body))) or title
    if not text:
        return Fault(line, "an item without a text")
    values = {
        "text": text,
        "title": title,
        "author": _first(item, "byline", "by"),
        "source": _source(item),
        "date": _date(item),
        "id": item.get("guid") or _first(item, "publicidentifier") or _attribute(item, "doc-id", "id-string"),
        "url": "",
    }
    changed = _first(item, "versioncreated", "thisrevisioncreated")
    dates = (("updated", changed),) if changed and changed != values["date"] else ()
    return Text({name: value for name, value in values.items() if value}, line=line, dates=dates)


def _forget_namespaces(item: lxml.etree._Element) -> None:
    for element in item.iter():
        element.tag = local_name(element)


def _body(item: lxml.etree._Element) -> str:
    """The running text: of several renditions the first that has one."""
    for name in _CONTENTS:
        for element in item.iter(name):
            text = text_of_markup(element) if len(element) else text_of(element).strip()
            if text.strip():
                return text
    return ""


def _first(item: lxml.etree._Element, *names: str) -> str:
    """The text of the first element of the first of these names that has one, on one line."""
    for name in names:
        for element in item.iter(name):
            if text := " ".join(text_of(element).split()):
                return text
    return ""


def _attribute(item: lxml.etree._Element, name: str, attribute: str) -> str:
    return next((value for element in item.iter(name) if (value := element.get(attribute))), "")


def _date(item: lxml.etree._Element) -> str:
    """When it was written; an agency's versions have times of their own."""
    return (
        _first(item, "contentcreated", "firstcreated")
        or _attribute(item, "story.date", "norm")
        or _attribute(item, "date.issue", "norm")
        or _first(item, "versioncreated", "thisrevisioncreated")
    )


def _source(item: lxml.etree._Element) -> str:
    """Whose it is: the credit, the provider, the distributor, or the paper."""
    for element in item.iter("provider"):
        if named := _first(element, "name") or element.get("literal") or "":
            return named
    return (
        _first(item, "creditline")
        or _first(item, "distributor", "doc.copyright")
        or _attribute(item, "pubdata", "name")
        or _attribute(item, "doc.copyright", "holder")
    )
