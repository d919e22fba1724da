"""Fields of records that hold HTML, as those of blogs and social media do: their text as it would be read."""

from __future__ import annotations

import html
import re
from collections.abc import Mapping

from index.errors import UnreadableError
from index.sources.formats.html_text import html_to_text

_BLOCK = r"p|div|br|ul|ol|li|h[1-6]|table|blockquote|figure|article|section"
_BEGINS = re.compile(rf"\s*<(?:{_BLOCK}|span|a|b|i|em|strong|img)\b[^<>]*>", re.IGNORECASE)
_BLOCKS = re.compile(rf"</(?:{_BLOCK})\s*>|<br\s*/?>", re.IGNORECASE)
_TAG = re.compile(r"</?(?:a|b|i|u|em|strong|span|sup|sub|small|p|br|mark)\b[^<>]*>", re.IGNORECASE)
_REFERENCE = re.compile(r"&(?:#\d{1,7}|#[xX][0-9a-fA-F]{1,6}|[A-Za-z]{2,8}\d{0,2});")
_ON_ONE_LINE = ("title", "source", "author")


def without_markup(values: Mapping[str, str]) -> dict[str, str]:
    """The fields with HTML in them as it would be read; a text only speaks of tags unless it is laid out by them."""
    plain = {name: _line(value) if name in _ON_ONE_LINE else value for name, value in values.items()}
    text = plain.get("text", "")
    if _BEGINS.match(text) or len(_BLOCKS.findall(text)) > 1:
        try:
            plain["text"] = html_to_text(text).strip() or text
        except UnreadableError:
            return plain  # it stays as it is written
    elif "<" not in text and _REFERENCE.search(text):
        plain["text"] = html.unescape(text)
    return plain


def _line(value: str) -> str:
    if "<" not in value and "&" not in value:
        return value
    return html.unescape(_TAG.sub("", value)) if _TAG.search(value) or _REFERENCE.search(value) else value
