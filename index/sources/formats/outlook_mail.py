"""Outlook's messages as mails of the Internet (RFC 5322), which the reader of mails takes over."""

from __future__ import annotations

import datetime
import email.encoders
import email.message
import email.mime.base
import email.mime.multipart
import email.mime.text
import email.policy
import email.utils
import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from index.errors import UnreadableError
from index.sources.formats import outlook_properties as names
from index.sources.formats.compressed_rtf import unpack_rtf
from index.sources.formats.flowing import Flow
from index.sources.formats.outlook_properties import Properties, codec_of_page
from index.sources.formats.rtf_text import take_apart, wrapped_html, write_text
from index.text.decoding import replace_surrogates

_FOLDED = re.compile(r"\r?\n(?=[ \t])")
_HEADER = re.compile(r"([\x21-\x39\x3b-\x7e]{1,76}):[ \t]*(.*)")
_KEPT = frozenset("from sender to cc bcc date subject message-id in-reply-to references received reply-to".split())
_TO, _CC, _BCC = 1, 2, 3
_LONGEST = 2**18  # characters of what a message says in its headers
_CONTROLS = re.compile("[\x00-\x1f\x7f]+")


@dataclass(slots=True)
class Attachment:
    """What is attached to a message: bytes, or another message; or why it cannot be read."""

    properties: Properties
    content: bytes = b""
    message: Message | None = None


@dataclass(slots=True)
class Message:
    """A message as it lies in its file. ``missing`` are sentences about what could not be read."""

    properties: Properties
    recipients: list[Properties] = field(default_factory=list)
    attachments: list[Attachment] = field(default_factory=list)
    missing: list[str] = field(default_factory=list)

    def find_codec(self) -> None:
        """Judge in what the 8-bit strings of the message are, and those of its recipients and attachments."""
        self.properties.find_codec()
        for part in (*self.recipients, *(one.properties for one in self.attachments)):
            part.codec = self.properties.codec


def to_mail(message: Message) -> bytes:
    """Return a message as a mail, in bytes."""
    return _mail(message).as_bytes(policy=email.policy.compat32)


def _mail(message: Message) -> email.message.Message:
    parts: list[email.message.Message] = list(_bodies(message))
    for number, attachment in enumerate(message.attachments, 1):
        parts.append(_attached(attachment, number))
    mail = email.mime.multipart.MIMEMultipart("mixed")
    mail.preamble = "This is a mail in MIME."
    for name, value in _headers(message):
        mail[name] = value.encode("utf-8", "replace").decode("ascii", "surrogateescape")  # UTF-8, as RFC 6532 has it
    for part in parts:
        mail.attach(part)
    return mail


def _headers(message: Message) -> Iterator[tuple[str, str]]:
    """The headers with which it came, and in place of those that are missing what its properties say."""
    own = message.properties
    there = set()
    for name, value in _transported(own.text(names.HEADERS)[:_LONGEST]):
        if name.lower() in _KEPT and value:
            there.add(name.lower())
            yield name, value
    made = {
        "Subject": own.text(names.SUBJECT),
        "From": _address(own, names.SENDER, names.SENDER_SMTP, names.SENDER_ADDRESS)
        or _address(own, names.ON_BEHALF, names.ON_BEHALF_SMTP, names.ON_BEHALF_ADDRESS),
        "To": _recipients(message, _TO) or own.text(names.SHOWN_TO),
        "Cc": _recipients(message, _CC) or own.text(names.SHOWN_CC),
        "Bcc": _recipients(message, _BCC),
        "Date": _day(own.times.get(names.SENT) or own.times.get(names.DELIVERED) or own.times.get(names.CREATED)),
        "Message-ID": own.text(names.MESSAGE_ID),
        "References": own.text(names.REFERENCES),
        "In-Reply-To": own.text(names.IN_REPLY_TO),
    }
    for name, value in made.items():
        if name.lower() not in there and value.strip():
            yield name, _on_a_line(value)
    delivered = own.times.get(names.DELIVERED)
    if delivered is not None and "received" not in there:
        yield "Received", f"by Outlook; {_day(delivered)}"


def _transported(written: str) -> Iterator[tuple[str, str]]:
    for line in _FOLDED.sub("", replace_surrogates(written)).splitlines():
        header = _HEADER.match(line)
        if header is not None:
            yield header[1], _on_a_line(header[2])


def _on_a_line(value: str) -> str:
    return _CONTROLS.sub(" ", replace_surrogates(value)).strip()[:_LONGEST]


def _address(properties: Properties, name: int, smtp: int, address: int) -> str:
    """A name with its address; addresses within an office, which are none of the Internet's, are left out."""
    shown = properties.text(name)
    written = next(
        (one for one in (properties.text(smtp), properties.text(address)) if "@" in one and one[0] != "/"), ""
    )
    if not written:
        return shown
    return f"{shown} <{written}>" if shown and shown.strip("'\" ") != written else written


def _recipients(message: Message, kind: int) -> str:
    found = (one for one in message.recipients if one.numbers.get(names.RECIPIENT_TYPE, _TO) & 0xF == kind)
    return ", ".join(filter(None, (_address(one, names.NAME, names.SMTP_ADDRESS, names.ADDRESS) for one in found)))


def _day(time: datetime.datetime | None) -> str:
    return email.utils.format_datetime(time) if time is not None else ""


def _bodies(message: Message) -> Iterator[email.message.Message]:
    """The text of a message; its HTML where it has no text, its RTF where it has neither; what is missing."""
    own = message.properties
    text = own.text(names.BODY)
    kind, html = own.streams.get(names.HTML, (0, b""))
    if text.strip():
        yield _text(text)
    elif html.strip():
        codec = "utf-16-le" if kind == names.UNICODE else codec_of_page(own.numbers.get(names.INTERNET_CODE_PAGE, 0))
        if kind != names.BINARY:
            html, codec = own.text(names.HTML).encode("utf-8", "replace"), "utf-8"
        part = email.mime.base.MIMEBase("text", "html")
        if codec:
            part.set_param("charset", codec)
        part.set_payload(html)
        email.encoders.encode_base64(part)
        yield part
    elif own.streams.get(names.COMPRESSED_RTF, (0, b""))[1]:
        yield from _of_rtf(own.streams[names.COMPRESSED_RTF][1], message)
    if message.missing:
        yield _text("\n".join(f"[Not read: {sentence}]" for sentence in message.missing))


def _of_rtf(data: bytes, message: Message) -> Iterator[email.message.Message]:
    try:
        parts = take_apart(data if data.startswith(b"{\\rtf") else unpack_rtf(data))
        if parts.is_cut_short:
            message.missing.append("the rest of its text: it is cut short")
        html = wrapped_html(parts)
        if html is not None:
            yield _text(html, "html")
            return
        flow = Flow()
        write_text(parts, flow)
        yield _text(flow.text())
    except UnreadableError as error:
        message.missing.append(str(error))


def _text(words: str, kind: str = "plain") -> email.message.Message:
    return email.mime.text.MIMEText(replace_surrogates(words), kind, "utf-8")


def _attached(attachment: Attachment, number: int) -> email.message.Message:
    own = attachment.properties
    name = _on_a_line(own.text(names.LONG_NAME, names.SHORT_NAME, names.NAME)) or f"part {number}"
    if attachment.message is not None:
        part: email.message.Message = email.mime.base.MIMEBase("message", "rfc822")
        part.attach(_mail(attachment.message))
    else:
        declared = own.text(names.MEDIA_TYPE).lower()
        kind = declared if re.fullmatch(r"[a-z0-9.+-]{1,60}/[a-z0-9.+-]{1,100}", declared) else ""
        if not kind or kind.startswith(("multipart/", "message/")):
            kind = "application/octet-stream"
        part = email.mime.base.MIMEBase(*kind.split("/"))
        part.set_payload(attachment.content)
        email.encoders.encode_base64(part)
        content_id = _on_a_line(own.text(names.CONTENT_ID))
        if content_id.isascii() and content_id:
            part["Content-ID"] = f"<{content_id}>"
    part.add_header("Content-Disposition", "attachment", filename=("utf-8", "", name))
    return part
