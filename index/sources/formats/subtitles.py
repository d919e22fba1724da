"""Subtitles: SubRip and WebVTT. What is said is the text, the time of each caption a page of it."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator

from index.errors import UnreadableError
from index.model import Page
from index.sources.entries import Text
from index.sources.source import Source
from index.text.page_charset import decode_declared

_TIME = r"(?:(\d{1,3}):)?(\d{1,2}):(\d{2})[.,]\d{1,3}"
_TIMING = re.compile(rf"[ \t]*{_TIME}[ \t]*-->[ \t]*{_TIME}")
_VOICE = re.compile(r"<v(?:\.[^\s>]*)?[ \t]+([^>]*)>")
_TAG = re.compile(r"</?[a-zA-Z][^<>\n]{0,200}>|<\d[\d:.]{3,20}>|\{\\[^{}\n]{1,60}\}")
_WORD_BY_WORD = re.compile(r"<\d{1,3}:\d\d(?::\d\d)?\.\d{3}>")  # captions that roll up: each line stands in two
_HEADER = re.compile(r"WEBVTT[ \t]*-[ \t]*([^\n]*)")
_BLANK_LINES = re.compile(r"\n[ \t]*\n")


def read_subtitles(source: Source) -> Iterator[Text]:
    """Yield the text of all captions. Raises UnreadableError if there are none."""
    text = decode_declared(source.whole(), source.charset or source.encoding).lstrip("\ufeff")
    rolls_up = _WORD_BY_WORD.search(text) is not None
    lines: list[str] = []
    pages: list[Page] = []
    length = 0
    for label, captions in _captions(text):
        fresh = [line for line in captions if line and not (rolls_up and lines and line == lines[-1])]
        if fresh:
            pages.append(Page(length, label))
            lines += fresh
            length += sum(len(line) + 1 for line in fresh)
    if not lines:
        raise UnreadableError("no subtitles: no caption with a time stands in it")
    header = _HEADER.match(text)
    title = {"title": header[1].strip()} if header and header[1].strip() else {}
    yield Text({"text": "\n".join(lines), **title, **source.values}, pages=tuple(pages))


def _captions(text: str) -> Iterator[tuple[str, list[str]]]:
    """Yield the time at which each caption begins, as "00:01:14", and its lines."""
    for block in _BLANK_LINES.split(text):
        lines = block.split("\n")
        for number, line in enumerate(lines[:3]):
            timing = _TIMING.match(line)
            if timing is not None:
                hours, minutes, seconds = timing[1], timing[2], timing[3]
                label = f"{int(hours or 0):02}:{int(minutes):02}:{seconds}"
                yield label, [_plain(spoken) for spoken in lines[number + 1 :]]
                break


def _plain(line: str) -> str:
    """What is shown of a line, the speaker before what she says."""
    line = _TAG.sub("", _VOICE.sub(r"\1: ", line))
    return " ".join(html.unescape(line).replace("\u200e", "").split())
