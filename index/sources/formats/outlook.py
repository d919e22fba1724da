"""Messages that Outlook has saved (.msg), by olefile and [MS-OXMSG]; they are read as the mails that they are."""

from __future__ import annotations

import io
import re
import struct
from collections import defaultdict
from collections.abc import Iterator
from typing import IO, Any

from index.errors import UnreadableError
from index.sources.entries import Fault, Member
from index.sources.formats import outlook_properties as names
from index.sources.formats.mail import MAX_MAIL_BYTES
from index.sources.formats.outlook_mail import Attachment, Message, to_mail
from index.sources.formats.outlook_properties import Properties, add_value, read_fixed
from index.sources.limits import mebibytes
from index.sources.source import Source

_STREAM = re.compile(r"__substg1\.0_([0-9A-F]{4})([0-9A-F]{4})", re.IGNORECASE)
_PROPERTIES = "__properties_version1.0"
_RECIPIENT, _ATTACHMENT = "__recip_version1.0_#", "__attach_version1.0_#"
_MESSAGE = f"__substg1.0_{names.ATTACHED:04X}{names.OBJECT:04X}"
_TOP_HEADER, _MESSAGE_HEADER, _HEADER = 32, 24, 8  # 2.4.1
_MOST = 2048  # recipients, and attachments, of a message (2.2)
_DEEPEST = 10  # messages within each other

STUMBLES = (ArithmeticError, AttributeError, LookupError, OSError, TypeError, ValueError, struct.error)
"""What olefile raises at damaged files."""


def read_message(source: Source) -> Iterator[Member | Fault]:
    """Yield the message as a mail. Raises UnreadableError if it is damaged."""
    import olefile

    with source.seekable() as stream:
        if stream.seek(0, io.SEEK_END) > MAX_MAIL_BYTES:
            raise UnreadableError(f"a mail of more than {mebibytes(MAX_MAIL_BYTES)}")
        stream.seek(0)
        try:
            with olefile.OleFileIO(stream) as file:
                message = _Storage(file).message((), _TOP_HEADER, 0)
        except STUMBLES as error:
            raise UnreadableError(f"a damaged message of Outlook's ({type(error).__name__})") from None
    mail = to_mail(message)
    yield Member("", lambda: io.BytesIO(mail), file_name="message.eml", media_type="message/rfc822", packed=False)


Path = tuple[str, ...]


class _Storage:
    """The streams of a file, by the storage in which they lie."""

    def __init__(self, file: Any) -> None:
        self._file = file
        self._inside: defaultdict[Path, list[str]] = defaultdict(list)
        self._storages: defaultdict[Path, dict[str, None]] = defaultdict(dict)
        for entry in file.listdir():
            self._inside[tuple(entry[:-1])].append(entry[-1])
            for depth in range(len(entry) - 1):
                self._storages[tuple(entry[:depth])][entry[depth]] = None

    def message(self, at: Path, header: int, depth: int) -> Message:
        """The message in a storage."""
        found = Message(self._properties(at, header))
        if not found.properties.streams and not found.properties.numbers:
            raise UnreadableError("no message of Outlook's, or a damaged one: it has no properties")
        inner = sorted(self._storages[at])
        recipients = [one for one in inner if one.startswith(_RECIPIENT)]
        found.recipients += [self._properties((*at, name), _HEADER) for name in recipients[:_MOST]]
        if len(recipients) > _MOST:
            found.missing.append(f"more than {_MOST:,} recipients")
        attached = [one for one in inner if one.startswith(_ATTACHMENT)]
        for number, name in enumerate(attached[:_MOST], 1):
            try:
                found.attachments.append(self._attachment((*at, name), depth))
            except (UnreadableError, *STUMBLES) as error:
                reason = str(error) if isinstance(error, UnreadableError) else f"damaged ({type(error).__name__})"
                found.missing.append(f"attachment {number}: {reason}")
        if len(attached) > _MOST:
            found.missing.append(f"more than {_MOST:,} attachments")
        found.find_codec()
        return found

    def _attachment(self, at: Path, depth: int) -> Attachment:
        found = Attachment(self._properties(at, _HEADER))
        if _MESSAGE in self._storages[at]:
            inner = (*at, _MESSAGE)
            if _PROPERTIES in self._inside[inner]:
                if depth >= _DEEPEST:
                    raise UnreadableError(f"messages within messages, more than {_DEEPEST} deep")
                found.message = self.message(inner, _MESSAGE_HEADER, depth + 1)
            else:
                raise UnreadableError("an object of another program")
        else:
            found.content = found.properties.streams.get(names.ATTACHED, (0, b""))[1]
        return found

    def _properties(self, at: Path, header: int) -> Properties:
        found = Properties()
        for name in self._inside[at]:
            kind = _STREAM.fullmatch(name)
            if name == _PROPERTIES:
                read_fixed(found, self._read((*at, name)), header)
            elif kind is not None:
                add_value(found, int(kind[1], 16), int(kind[2], 16), self._read((*at, name)))
        return found

    def _read(self, at: Path) -> bytes:
        stream: IO[bytes] = self._file.openstream(list(at))
        return stream.read(MAX_MAIL_BYTES)
