"""Chats: exports of Telegram, Facebook, Slack and WhatsApp, a day of a chat a document; of Twitter, a tweet."""

from __future__ import annotations

import datetime
import html
import json
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any

from index.errors import UnreadableError
from index.model import Page
from index.sources.entries import Fault, Text
from index.sources.formats.json_stories import DECODER
from index.sources.formats.signs import WHATSAPP_MESSAGE
from index.sources.source import Source
from index.text.decoding import decode, replace_surrogates

_MOST_AUTHORS = 50
_MARK = "\u200e"  # before what WhatsApp itself says
_PREFIX = re.compile(r"\Awindow\.YTD\.[\w.]+\s*=\s*")
_MEDIA = ("photo", "file", "media_type", "sticker_emoji", "contact_information", "location_information", "poll")


@dataclass(frozen=True, slots=True)
class Message:
    """One message: its day as the chat writes it, its time, who sent it, and what it says."""

    day: str
    time: str
    sender: str
    text: str


def read_chat(source: Source) -> Iterator[Text | Fault]:
    """Yield the days of a chat, or of several. Raises UnreadableError if it is none that is known."""
    text = replace_surrogates(decode(source.whole())).lstrip("\ufeff")
    text = _PREFIX.sub("", text, count=1)
    try:
        export = DECODER.decode(text)
    except json.JSONDecodeError as error:
        raise UnreadableError(f"broken JSON: {error.msg.lower()} at line {error.lineno}") from None
    except RecursionError:
        raise UnreadableError("broken JSON: nested too deeply") from None
    found = False
    for item in _read_export(export):
        found = True
        yield item
    if not found:
        raise UnreadableError("an export without a message that has a text")


def _read_export(export: Any) -> Iterator[Text | Fault]:
    if isinstance(export, list) and any(isinstance(one, dict) and "tweet" in one for one in export):
        yield from _tweets(export)
    elif isinstance(export, list):
        yield from _days("", "", map(_of_slack, _dicts(export)))
    elif isinstance(export, dict) and isinstance(export.get("chats"), dict):
        for chat in _dicts(export["chats"].get("list")):
            yield from _telegram(chat)
    elif isinstance(export, dict) and "participants" in export:
        title = _unspoilt(_string(export.get("title")))
        messages = sorted(_dicts(export.get("messages")), key=lambda one: _number(one.get("timestamp_ms")))
        yield from _days(title, _string(export.get("thread_path")), map(_of_facebook, messages))
    elif isinstance(export, dict):
        yield from _telegram(export)


def _telegram(chat: Mapping[str, Any]) -> Iterator[Text]:
    yield from _days(
        _string(chat.get("name")), _string(chat.get("id")), map(_of_telegram, _dicts(chat.get("messages")))
    )


def _of_telegram(message: Mapping[str, Any]) -> Message | None:
    day, _, time = _string(message.get("date")).partition("T")
    if message.get("type") != "message" or not day:
        return None
    text = _parts(message.get("text")) or _parts(message.get("text_entities"))
    if not text and any(message.get(name) for name in _MEDIA):
        text = f"[{_string(message.get('media_type')) or ('photo' if message.get('photo') else 'attachment')}]"
    forwarded = _string(message.get("forwarded_from"))
    sender = _string(message.get("from")) or _string(message.get("from_id"))
    return Message(day, time[:5], sender, f"[from {forwarded}] {text}" if forwarded else text)


def _parts(text: Any) -> str:
    """A text whose bold words, mentions and links are objects of their own, put together again."""
    if isinstance(text, list):
        return "".join(part if isinstance(part, str) else _string(_member(part, "text")) for part in text)
    return _string(text)


def _of_facebook(message: Mapping[str, Any]) -> Message | None:
    moment = _moment(_number(message.get("timestamp_ms")) / 1000)
    text = _unspoilt(_string(message.get("content")))
    if not text:
        kind = next((name for name in ("photos", "videos", "audio_files", "files", "sticker") if message.get(name)), "")
        text = f"[{kind}]" if kind else ""
    sender = _unspoilt(_string(message.get("sender_name")))
    return Message(f"{moment:%Y-%m-%d}", f"{moment:%H:%M}", sender, text) if moment else None


def _unspoilt(text: str) -> str:
    """Facebook writes each byte of UTF-8 as a character of its own."""
    try:
        return text.encode("latin-1").decode("utf-8")
    except UnicodeError:
        return text


def _of_slack(message: Mapping[str, Any]) -> Message | None:
    moment = _moment(_number(message.get("ts")))
    if moment is None or message.get("type") != "message":
        return None
    profile = message.get("user_profile")
    sender = _string(_member(profile, "real_name")) or _string(message.get("username")) or _string(message.get("user"))
    return Message(f"{moment:%Y-%m-%d}", f"{moment:%H:%M}", sender, html.unescape(_string(message.get("text"))))


def _tweets(export: Iterable[Any]) -> Iterator[Text | Fault]:
    for one in _dicts(export):
        tweet = one.get("tweet")
        text = html.unescape(_string(_member(tweet, "full_text")) or _string(_member(tweet, "text")))
        if not text:
            yield Fault(None, "a tweet without a text")
            continue
        values = {"text": text, "date": _string(_member(tweet, "created_at")), "id": _string(_member(tweet, "id_str"))}
        yield Text({name: value for name, value in values.items() if value})


def read_whatsapp(source: Source) -> Iterator[Text]:
    """Yield the days of a chat that WhatsApp exported as text. Raises UnreadableError if it is none."""
    messages: list[Message] = []
    for line in decode(source.whole()).lstrip("\ufeff").split("\n"):
        begun = WHATSAPP_MESSAGE.match(line)
        if begun is not None:
            messages.append(Message(begun[1], _clock(begun), begun[5] or "", line[begun.end() :].strip(_MARK + " ")))
        elif messages and line.strip():
            last = messages[-1]
            messages[-1] = replace(last, text="\n".join((last.text, line.strip(_MARK))))
    if not messages:
        raise UnreadableError("no chat: no message begins in it")
    name = source.name.removesuffix(".txt").removeprefix("WhatsApp Chat with ").strip("_")
    yield from _days("" if name == "chat" else name, "", messages)


def _clock(begun: re.Match[str]) -> str:
    """The time of a message on a clock of 24 hours."""
    hour = int(begun[2])
    if begun[4]:
        hour = hour % 12 + (12 if begun[4] in "pP" else 0)
    return f"{hour:02}:{begun[3]}"


def _days(chat: str, chat_id: str, messages: Iterable[Message | None]) -> Iterator[Text]:
    """Yield a text for each day, its messages as lines: the time, the sender, what was said."""
    day: list[Message] = []
    for message in messages:
        if message is None or not message.text.strip():
            continue
        if day and day[-1].day != message.day:
            yield _day(chat, chat_id, day)
            day = []
        day.append(message)
    if day:
        yield _day(chat, chat_id, day)


def _day(chat: str, chat_id: str, messages: list[Message]) -> Text:
    lines: list[str] = []
    pages: list[Page] = []
    length = 0
    for message in messages:
        line = (
            f"{message.time} {message.sender}: {message.text}" if message.sender else f"{message.time} {message.text}"
        )
        if not pages or pages[-1].label != message.time:
            pages.append(Page(length, message.time))
        lines.append(line)
        length += len(line) + 1
    day = messages[0].day
    senders = list(dict.fromkeys(message.sender for message in messages if message.sender))
    values = {
        "text": "\n".join(lines),
        "title": ", ".join(filter(None, (chat or "Chat", day))),
        "author": ", ".join(senders[:_MOST_AUTHORS]),
        "source": chat,
        "date": day,
        "id": " ".join(filter(None, (chat_id, day))),
    }
    return Text({name: value for name, value in values.items() if value}, pages=tuple(pages))


def _dicts(values: Any) -> Iterator[dict[str, Any]]:
    return (one for one in values if isinstance(one, dict)) if isinstance(values, list) else iter(())


def _member(holder: Any, name: str) -> Any:
    return holder.get(name) if isinstance(holder, dict) else None


def _string(value: Any) -> str:
    return value if isinstance(value, str) else ""


def _number(value: Any) -> float:
    try:
        return float(value)
    except (TypeError, ValueError):
        return 0.0


def _moment(seconds: float) -> datetime.datetime | None:
    try:
        return datetime.datetime.fromtimestamp(seconds, datetime.UTC) if seconds else None
    except (OverflowError, OSError, ValueError):
        return None
