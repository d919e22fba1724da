"""Files that are one text, or one web page: they are decoded when they are analysed."""

from __future__ import annotations

from collections.abc import Iterator

from index.sources.entries import Fault, Text, Whole
from index.sources.formats.downloads import stories_of_download
from index.sources.formats.html_text import html_to_text
from index.sources.source import Source
from index.text.downloads import may_be_download
from index.text.page_charset import decode_declared, decode_page


def read_text(source: Source) -> Iterator[Whole | Text | Fault]:
    """Yield the text, or the stories of a press archive's download."""
    content, charset = source.whole(), source.charset or source.encoding
    stories = list(stories_of_download(decode_declared(content, charset))) if may_be_download(content) else []
    yield from stories
    if not stories:
        yield Whole(content, charset=charset, values=source.values)


def read_page(source: Source) -> Iterator[Whole | Text | Fault]:
    """Yield the page, or the stories of a press archive's download."""
    content = source.whole()
    stories = []
    if may_be_download(content):
        stories = list(stories_of_download(html_to_text(decode_page(content, source.charset))))
    yield from stories
    if not stories:
        yield Whole(content, is_page=True, charset=source.charset, values=source.values)
