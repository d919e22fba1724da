"""Mailboxes: mbox files, a member for each mail."""

from __future__ import annotations

import codecs
import io
import re
from collections.abc import Iterator
from functools import partial

from index.errors import UnreadableError
from index.sources.entries import Fault, Member
from index.sources.formats.mail import MAX_MAIL_BYTES
from index.sources.limits import mebibytes
from index.sources.source import Source

# "From " alone begins sentences, too: behind it stand "-", an address or a time, and on the next line a header.
_SEPARATOR = re.compile(rb"From (?:-|[^\s@]+@\S+|[^\n]{0,200}?\b\d{1,2}:\d\d)")
_HEADER = re.compile(rb">?[A-Za-z][A-Za-z0-9-]{0,60}:[ \t\r\n]|[A-Za-z][A-Za-z0-9-]{0,60}:\S")
_MESSAGE_ID = re.compile(rb"^message-id:\s*<([^<>\s]{1,300})>", re.I | re.M)
_QUOTED_FROM = re.compile(rb"^>(>*From )", re.M)
_HEAD = 2**15  # bytes of a mail in which its id is looked for
_LONGEST_LINE = 2**20


def read_mbox(source: Source) -> Iterator[Member | Fault]:
    """Yield the mails of an mbox file, each under its Message-ID, or its number where it has none."""
    number = 0
    for content in _mails(source):
        number += 1
        if content is None:
            yield Fault(None, f"a mail of more than {mebibytes(MAX_MAIL_BYTES)}", f"mail {number}")
            continue
        head = content[:_HEAD].partition(b"\n\n")[0].partition(b"\r\n\r\n")[0]
        own_id = _MESSAGE_ID.search(head)
        name = own_id[1].decode("ascii", "replace") if own_id else f"mail {number}"
        opener = partial(io.BytesIO, _QUOTED_FROM.sub(rb"\1", content))
        yield Member(name, opener, file_name="", media_type="message/rfc822", packed=False)
    if not number:
        raise UnreadableError("no mailbox: no mail begins in it")


def _mails(source: Source) -> Iterator[bytes | None]:
    """Yield each mail without the line before it, None for one that is too large."""
    mail = bytearray()
    too_large = False
    begun = False
    with source.open() as stream:
        line = stream.readline(_LONGEST_LINE).removeprefix(codecs.BOM_UTF8)
        while line:
            following = stream.readline(_LONGEST_LINE)
            if _SEPARATOR.match(line) and _HEADER.match(following):
                if begun:
                    yield None if too_large else bytes(mail)
                mail, too_large, begun = bytearray(), False, True
            elif begun and not too_large:
                mail += line
                too_large = len(mail) > MAX_MAIL_BYTES
            line = following
    if begun:
        yield None if too_large else bytes(mail)
