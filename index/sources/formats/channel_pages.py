"""Public pages of channels of Telegram's (t.me/s/NAME), a document for each message."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from index.errors import UnreadableError
from index.sources.entries import Text
from index.sources.formats.html_text import text_of_markup
from index.sources.formats.page_limits import decoded_page, parsed_page
from index.sources.source import Source

EDITED = "[edited]"
"""The last line of a message that was changed after it was sent."""

_SITE = "https://t.me/"
_MEDIA = ("photo", "video", "voice", "document", "sticker", "poll")


def read_channel(source: Source) -> Iterator[Text]:
    """Yield the messages of a page, the oldest first. Raises UnreadableError if it has none."""
    html, _ = decoded_page(source.whole(), source.charset)
    tree = parsed_page(html)
    if tree is None:
        raise UnreadableError("a web page that cannot be parsed")
    messages = [element for element in tree.iter("div") if element.get("data-post")]
    if not messages:
        raise UnreadableError("a channel's page without a message")
    channel = _words(_within(tree, "tgme_channel_info_header_title")) or _words(tree.find(".//title"))
    for message in messages:
        if text := _text(message):
            yield _made(message, text, channel.removesuffix("– Telegram").strip())


def _made(message: Any, text: str, channel: str) -> Text:
    post = message.get("data-post").strip()
    time = next((element.get("datetime") for element in message.iter("time") if element.get("datetime")), "")
    values = {
        "text": text,
        "source": channel or post.partition("/")[0],
        "author": _words(_within(message, "tgme_widget_message_from_author")),
        "date": time,
        "id": post,
        "url": _SITE + post,
    }
    return Text({name: value for name, value in values.items() if value}, message.sourceline or 1)


def _text(message: Any) -> str:
    """What a message says: where it was forwarded from, its words, and that it was edited; "" if it says nothing."""
    words = _within(message, "tgme_widget_message_text")
    said = text_of_markup(words).strip() if words is not None else ""
    said = said or next((f"[{kind}]" for kind in _MEDIA if _within(message, f"tgme_widget_message_{kind}")), "")
    forwarded = (
        _words(_within(message, "tgme_widget_message_forwarded_from_name"))
        or _words(_within(message, "tgme_widget_message_forwarded_from")).removeprefix("Forwarded from").strip()
    )
    if said and forwarded:
        said = f"[from {forwarded}] {said}"
    footer = _words(_within(message, "tgme_widget_message_meta"))
    return f"{said}\n{EDITED}" if said and footer.startswith("edited") else said


def _within(element: Any, name: str) -> Any:
    """The first element within that has this class or one that begins with it, None if there is none."""
    for one in element.iter("div", "a", "span", "i", "video", "audio"):
        if any(part == name or part.startswith(f"{name}_wrap") for part in (one.get("class") or "").split()):
            return one
    return None


def _words(element: Any) -> str:
    return " ".join(element.text_content().split()) if element is not None else ""
