"""Mails: one document each, with what is attached to it as documents of their own."""

from __future__ import annotations

import codecs
import email.message
import email.parser
import email.policy
import io
import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace

from index.errors import UnreadableError
from index.sources.entries import Fault, Member, Text
from index.sources.formats.html_text import html_to_text
from index.sources.formats.mail_headers import (
    decode_text,
    decode_words,
    header,
    raw_header,
    received,
    references,
    sender,
)
from index.sources.limits import mebibytes
from index.sources.source import Source
from index.text.decoding import normalise_newlines, replace_surrogates
from index.text.neutralise import neutralise_line
from index.text.page_charset import decode_page

MAX_MAIL_BYTES = 128 * 2**20
MAX_PARTS = 1000
MAX_PART_DEPTH = 50

NO_TEXT = "(This mail has no text.)"

# What the standard library raises at one header or another; no mail may end the reading of the others.
_STUMBLES = (AttributeError, LookupError, RecursionError, TypeError, ValueError, AssertionError)
_PARSER = email.parser.BytesParser(policy=email.policy.compat32)
_SIGNATURES = frozenset(("application/pgp-signature", "application/pkcs7-signature", "application/x-pkcs7-signature"))
_INLINE = frozenset(("text/plain", "text/html", "text/enriched", "text/richtext", "text/x-amp-html"))
_SAYS_MIME = re.compile(r"multi-?part|\bMIME\b", re.I)  # what mailers say before the first part
_REPORTS = frozenset(("message/delivery-status", "message/disposition-notification", "text/rfc822-headers"))


@dataclass(slots=True)
class _Parts:
    """What the parts of a mail are for."""

    texts: list[str] = field(default_factory=list)
    faults: list[Fault] = field(default_factory=list)
    attached: list[Member] = field(default_factory=list)
    seen: int = 0


def read_mail(source: Source) -> Iterator[Text | Member | Fault]:
    """Yield a mail, what could not be read of it, and its attachments."""
    with source.open() as stream:
        data = stream.read(MAX_MAIL_BYTES + 1)
    if len(data) > MAX_MAIL_BYTES:
        raise UnreadableError(f"a mail of more than {mebibytes(MAX_MAIL_BYTES)}")
    message = parse(data)
    if not message.keys():
        raise UnreadableError("no mail: it has no headers")
    parts = _Parts()
    _take(message, parts, 0)
    if isinstance(message.preamble, str) and not _SAYS_MIME.search(message.preamble):
        parts.texts.insert(0, _clean(message.preamble))  # written by a program that knows no MIME
    yield _text_of(message, parts)
    yield from parts.faults
    yield from parts.attached


def parse(data: bytes) -> email.message.Message:
    """Return the parts of a mail. Raises UnreadableError if they cannot be told apart."""
    try:
        return _PARSER.parsebytes(data.removeprefix(codecs.BOM_UTF8).lstrip(b"\r\n"))
    except _STUMBLES as error:
        raise UnreadableError(f"a mail whose parts cannot be told apart ({type(error).__name__})") from None


def _text_of(message: email.message.Message, parts: _Parts) -> Text:
    text = "\n\n".join(part for part in parts.texts if part.strip()) or NO_TEXT
    told = (": ".join(filter(None, (fault.member, fault.reason))) for fault in parts.faults)
    unread = "".join(f"\n[Not read: {reason}]" for reason in told)
    values = {
        "text": text + ("\n" + unread if unread else ""),
        "title": header(message, "subject"),
        "author": sender(message),
        "date": header(message, "date"),
        "id": references(message).message_id,
    }
    last = received(message)
    return Text(
        {name: value for name, value in values.items() if value},
        dates=(("received", last),) if last else (),
        mail=replace(references(message), attachments=tuple(neutralise_line(member.name) for member in parts.attached)),
    )


def _take(part: email.message.Message, parts: _Parts, depth: int) -> None:
    """Sort a part, and the parts in it, into texts and attachments."""
    parts.seen += 1
    if parts.seen > MAX_PARTS or depth > MAX_PART_DEPTH:
        if not any(fault.reason.startswith("more than") for fault in parts.faults):
            parts.faults.append(Fault(None, f"more than {MAX_PARTS:,} parts, or {MAX_PART_DEPTH} within each other"))
        return
    media_type = media_type_of(part)
    if media_type in _SIGNATURES:
        return
    if media_type == "message/partial":
        number, total = parameter_of(part, "number") or "?", parameter_of(part, "total") or "?"
        parts.faults.append(Fault(None, f"part {number} of {total} of a mail that was sent in pieces"))
    if part.is_multipart() and media_type not in _REPORTS and not _is_attached(part, media_type):
        for inner in _chosen(part, media_type):
            _take(inner, parts, depth + 1)
        return
    name = _file_name(part) or _name_without_one(part, media_type, parts.seen)
    try:
        if name:
            _attach(part, media_type, name, parts)
        else:
            parts.texts.append(_inline(part, media_type))
    except (UnreadableError, *_STUMBLES) as error:
        reason = str(error) if isinstance(error, UnreadableError) else f"cannot be decoded ({type(error).__name__})"
        parts.faults.append(Fault(None, reason, name or media_type))


def _chosen(part: email.message.Message, media_type: str) -> list[email.message.Message]:
    """The parts within a part that are to be read: of alternatives the plain text, else the last that has one."""
    inner = [one for one in part.get_payload() if isinstance(one, email.message.Message)]
    if media_type != "multipart/alternative":
        return inner
    plain = [one for one in inner if media_type_of(one) == "text/plain" and content_of(one).strip()]
    pages = [one for one in inner if media_type_of(one) in ("text/html", "multipart/related", "multipart/mixed")]
    chosen = (plain[:1] or pages[-1:]) or inner[-1:]
    others = [one for one in inner if one not in chosen and media_type_of(one) not in _ALTERNATIVES]
    return chosen + others


_ALTERNATIVES = frozenset(
    ("text/plain", "text/html", "text/enriched", "text/richtext", "text/x-amp-html", "text/watch-html")
)


def _is_attached(part: email.message.Message, media_type: str) -> bool:
    """Whether a part is a mail, or a bundle with a name of its own, within the mail."""
    return media_type == "message/rfc822" or (media_type.startswith("message/") and bool(_file_name(part)))


def _attach(part: email.message.Message, media_type: str, name: str, parts: _Parts) -> None:
    if part.is_multipart():
        inner = part.get_payload(0)
        data = inner.as_bytes() if isinstance(inner, email.message.Message) else b""
    else:
        data = content_of(part)
    if media_type.startswith("image/") and raw_header(part, "content-id"):
        return  # it belongs to the look of the mail
    parts.attached.append(
        Member(name, lambda: io.BytesIO(data), media_type=media_type, charset=_charset(part), packed=False)
    )


def _inline(part: email.message.Message, media_type: str) -> str:
    if media_type in _REPORTS and part.is_multipart():
        return _clean("\n".join(str(inner) for inner in part.get_payload()))
    data = content_of(part)
    if media_type == "text/html":
        return html_to_text(decode_page(data, _charset(part)))
    text = decode_text(data, _charset(part))
    if parameter_of(part, "format").lower() == "flowed":
        text = _unflowed(text, delete_space=parameter_of(part, "delsp").lower() == "yes")
    return text.strip("\n")


def _clean(text: str) -> str:
    return normalise_newlines(replace_surrogates(text)).strip("\n")


def _unflowed(text: str, *, delete_space: bool) -> str:
    """Join the lines that RFC 3676 lets a program break at spaces."""
    lines: list[str] = []
    open_depth = -1  # quotation marks before the line that goes on
    for line in text.split("\n"):
        depth = len(line) - len(line.lstrip(">"))
        content = line[depth:].removeprefix(" ") if depth or line.startswith((" ", " >", " From")) else line
        is_open = content.endswith(" ") and content != "-- "
        if depth == open_depth and lines and content != "-- ":
            lines[-1] += content
        else:
            lines.append(">" * depth + (" " if depth else "") + content)
        if is_open and delete_space:
            lines[-1] = lines[-1].removesuffix(" ")
        open_depth = depth if is_open else -1
    return "\n".join(line.rstrip(" ") if line != "-- " else line for line in lines)


def content_of(part: email.message.Message) -> bytes:
    """Return the bytes of a part. Raises UnreadableError."""
    try:
        data = part.get_payload(decode=True)
    except _STUMBLES:
        raise UnreadableError("its encoding cannot be undone") from None
    return data if isinstance(data, bytes) else b""


def media_type_of(part: email.message.Message) -> str:
    """Return the type of a part, in lower case and without parameters."""
    try:
        return part.get_content_type()
    except _STUMBLES:
        return "application/octet-stream"


def _charset(part: email.message.Message) -> str:
    return parameter_of(part, "charset").strip(" '\"")


def parameter_of(part: email.message.Message, name: str) -> str:
    """Return a parameter of a part's Content-Type, "" if it has none."""
    try:
        value = part.get_param(name, "")
    except _STUMBLES:
        return ""
    return str(value[2] if isinstance(value, tuple) else value or "")


def _file_name(part: email.message.Message) -> str:
    """The name of a part, without folders, "" if it has none."""
    try:
        _read_bytes_of(part, "content-disposition")
        _read_bytes_of(part, "content-type")
        name = decode_words(part.get_filename("") or "")
    except _STUMBLES:
        return ""
    return re.split(r"[/\\]", name)[-1].strip()


def _read_bytes_of(part: email.message.Message, name: str) -> None:
    """Put the text in place of a header's bytes above ASCII, which the library would replace."""
    written = raw_header(part, name)
    if not written.isascii():
        part.replace_header(name, decode_words(written))


def _name_without_one(part: email.message.Message, media_type: str, number: int) -> str:
    """What an attachment is called that has no name, "" for a part that is no attachment."""
    if media_type == "message/rfc822":
        return "message"
    is_attachment = raw_header(part, "content-disposition").strip().lower().startswith("attachment")
    return f"part {number}" if is_attachment or media_type not in _INLINE | _REPORTS else ""
