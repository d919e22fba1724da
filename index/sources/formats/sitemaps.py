"""Sitemaps (https://www.sitemaps.org/protocol.html) and those of news, which have titles and dates."""

from __future__ import annotations

from collections.abc import Iterator

from index.errors import UnreadableError
from index.sources.entries import Text
from index.sources.formats.xml_reading import elements, local_name, text_of
from index.sources.source import Source
from index.text.addresses import resolved

_NAMES = {
    "loc": "url",
    "title": "title",
    "publication_date": "date",
    "name": "source",
}


def read_sitemap(source: Source) -> Iterator[Text]:
    """Yield the stories of a sitemap that have titles. Raises UnreadableError if none has."""
    found = False
    for entry in sitemap_entries(source):
        if entry.values.get("title"):
            found = True
            yield entry
    if not found:
        raise UnreadableError("a sitemap without titles: it lists addresses only")


def sitemap_entries(source: Source) -> Iterator[Text]:
    """Yield each address of a sitemap; its text is its title, "" where it has none. Raises UnreadableError."""
    for element in elements(source, "url"):
        values: dict[str, str] = {}
        changed = ""
        for child in element.iter():
            name = local_name(child)
            if name in _NAMES:
                values.setdefault(_NAMES[name], " ".join(text_of(child).split()))
            elif name == "lastmod":
                changed = text_of(child).strip()
        values["url"] = resolved(source.values.get("url", ""), values.get("url", ""))
        values["text"] = values.get("title", "")
        dates = (("updated", changed),) if changed else ()
        yield Text({name: value for name, value in values.items() if value}, element.sourceline or 1, dates=dates)


def sitemaps_within(source: Source) -> Iterator[tuple[str, str]]:
    """Yield the address of each sitemap that an index of sitemaps lists, and when it changed, as written."""
    for element in elements(source, "sitemap"):
        parts = {local_name(child): text_of(child).strip() for child in element}
        if address := resolved(source.values.get("url", ""), parts.get("loc", "")):
            yield address, parts.get("lastmod", "")
