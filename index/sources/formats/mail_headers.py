"""The headers of mails: encoded words, senders, references. Nothing that a mail holds makes them raise.

What is written follows RFC 5322, RFC 2047 and RFC 6532, and what mailers wrote instead.
"""

from __future__ import annotations

import base64
import binascii
import email.message
import quopri
import re

from index.errors import UnreadableError
from index.model import MailHeaders
from index.text.charsets import any_codec_of, codec_of
from index.text.decoding import decode
from index.text.neutralise import neutralise_line
from index.text.page_charset import decode_declared

_LONGEST = 4000  # characters of a header that are looked at
_WORD = re.compile(r"=\?([^?\s*]{1,60})(?:\*[^?\s]{1,20})?\?([bBqQ])\?([^?]*+)\?=")
_BETWEEN_WORDS = re.compile(r"(\?=)\s+(?==\?[^?\s]{1,80}\?[bBqQ]\?)")
_ANGLED = re.compile(r"<([^<>\s]{1,998})>")
_COMMENT = re.compile(r"\(([^()]*)\)")
_BLANKS = re.compile(r"\s+")


def header(message: email.message.Message, name: str) -> str:
    """Return a header on one line with its encoded words read, "" if there is none."""
    return decode_words(raw_header(message, name))


def raw_header(message: email.message.Message, name: str) -> str:
    """Return the first header of a name as it is written, its bytes above ASCII as surrogate escapes."""
    wanted = name.lower()
    return next((str(value)[:_LONGEST] for key, value in message.raw_items() if key.lower() == wanted), "")


def decode_words(written: str) -> str:
    """Return what a header says: its encoded words and its bytes above ASCII read, its line breaks as spaces."""
    text = _bytes_read(written)
    text = _BETWEEN_WORDS.sub(r"\1", text)
    pieces: list[str] = []
    position = 0
    pending: tuple[str, bytes] | None = None  # encoded words side by side may cut a character in two
    for word in _WORD.finditer(text):
        between = text[position : word.start()]
        data = _word_bytes(word)
        charset = word[1].lower()
        if pending is not None and (between or pending[0] != charset):
            pieces.append(_decoded(*pending))
            pending = None
        pieces.append(between)
        pending = (charset, pending[1] + data if pending else data)
        position = word.end()
    if pending is not None:
        pieces.append(_decoded(*pending))
    pieces.append(text[position:])
    return _BLANKS.sub(" ", "".join(pieces)).strip()


def _bytes_read(written: str) -> str:
    if written.isascii():
        return written
    data = written.encode("utf-8", "surrogateescape")
    try:
        return decode(data)
    except UnreadableError:
        return data.decode("utf-8", "replace")


def _word_bytes(word: re.Match[str]) -> bytes:
    content = word[3].encode("utf-8", "replace")
    if word[2] in "qQ":
        return quopri.decodestring(content, header=True)
    try:
        return base64.b64decode(content + b"=" * (-len(content) % 4))
    except (binascii.Error, ValueError):
        return word[0].encode("utf-8", "replace")


def _decoded(charset: str, data: bytes) -> str:
    try:
        return decode_text(data, charset)
    except UnreadableError:
        return data.decode("ascii", "replace")


def decode_text(data: bytes, charset: str) -> str:
    """Return some text of a mail that names its charset, which may be wrong, unknown or "".

    Raises UnreadableError if it is no text.
    """
    if charset and codec_of(charset) is None and (codec := any_codec_of(charset)) is not None:
        return data.decode(codec, "replace")
    return decode_declared(data, charset)


def sender(message: email.message.Message) -> str:
    """Return who wrote a mail: the name in From, or the address where it has no name."""
    written = raw_header(message, "from") or raw_header(message, "sender")
    angled = _ANGLED.search(written)
    if angled is not None:
        name = decode_words(written[: angled.start()]).strip(" \t\"'")
        return name or angled[1]
    comment = _COMMENT.search(written)
    named = decode_words(comment[1]) if comment else ""
    return named or decode_words(written)


def references(message: email.message.Message) -> MailHeaders:
    """Return what a mail says of its place among others, and to whom it went."""
    own = _ids(raw_header(message, "message-id"))
    before = _ids(raw_header(message, "references")) or _ids(raw_header(message, "in-reply-to"))
    return MailHeaders(
        message_id=neutralise_line(own[0] if own else ""),
        thread=neutralise_line((before or own or [""])[0]),
        to=neutralise_line(header(message, "to")),
        cc=neutralise_line(header(message, "cc")),
    )


def _ids(written: str) -> list[str]:
    return _ANGLED.findall(written) or ([written.split()[0]] if written.split() and "@" in written else [])


def received(message: email.message.Message) -> str:
    """Return when the last server received a mail, as it is written, "" if it does not say."""
    return raw_header(message, "received").rpartition(";")[2].strip()
