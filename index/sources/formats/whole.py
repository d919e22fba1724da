"""Files that are one text, or one web page: they are decoded when they are analysed."""

from __future__ import annotations

from collections.abc import Iterator

from index.sources.entries import Whole
from index.sources.source import Source


def read_text(source: Source) -> Iterator[Whole]:
    """Yield the text."""
    yield Whole(source.whole(), charset=source.charset, values=source.values)


def read_page(source: Source) -> Iterator[Whole]:
    """Yield the page."""
    yield Whole(source.whole(), is_page=True, charset=source.charset, values=source.values)
