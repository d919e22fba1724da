"""Outlook's mailboxes (.pst, .ost) by libpff: each message is a mail, within the folders in which it lies."""

from __future__ import annotations

import io
from collections.abc import Iterator
from functools import partial
from typing import Any

from index.errors import UnreadableError
from index.sources.entries import Fault, Member
from index.sources.formats import outlook_properties as names
from index.sources.formats.mail import MAX_MAIL_BYTES
from index.sources.formats.outlook import STUMBLES
from index.sources.formats.outlook_mail import Attachment, Message, to_mail
from index.sources.formats.outlook_properties import Properties, add_value
from index.sources.limits import mebibytes
from index.sources.source import Source

_DEEPEST = 50  # folders within each other
_DEEPEST_MESSAGES = 10


def read_store(source: Source) -> Iterator[Member | Fault]:
    """Yield the messages of a mailbox. Raises UnreadableError if it is damaged."""
    import pypff

    with source.seekable() as stream:
        file = pypff.file()
        try:
            file.open_file_object(stream)
            root = file.get_root_folder()
        except STUMBLES:
            raise UnreadableError("a damaged mailbox of Outlook's") from None
        try:
            yield from _folder(root, "", 0)
        finally:
            file.close()


def _folder(folder: Any, path: str, depth: int) -> Iterator[Member | Fault]:
    if depth > _DEEPEST:
        yield Fault(None, f"folders within folders, more than {_DEEPEST} deep", path)
        return
    for number in range(_counted(folder, "number_of_sub_messages")):
        try:
            message = folder.get_sub_message(number)
            name = f"{path}/{message.identifier}.eml".lstrip("/")
            mail = to_mail(_message(message, 0))
        except (UnreadableError, *STUMBLES) as error:
            reason = str(error) if isinstance(error, UnreadableError) else "a message that is damaged"
            yield Fault(None, reason, f"{path}/message {number + 1}".lstrip("/"))
            continue
        yield Member(name, partial(io.BytesIO, mail), media_type="message/rfc822", packed=False)
    for number in range(_counted(folder, "number_of_sub_folders")):
        try:
            inner = folder.get_sub_folder(number)
            name = str(inner.name or f"folder {number + 1}").replace("/", "_")
        except STUMBLES:
            yield Fault(None, "a folder that is damaged", f"{path}/folder {number + 1}".lstrip("/"))
            continue
        yield from _folder(inner, f"{path}/{name}".lstrip("/"), depth + 1)


def _counted(item: Any, name: str) -> int:
    """How many of something there are; none where that is damaged."""
    try:
        return int(getattr(item, name))
    except STUMBLES:
        return 0


def _message(item: Any, depth: int) -> Message:
    found = Message(_properties(item))
    found.properties.find_codec()
    try:
        recipients = item.recipients
        sets = list(recipients.record_sets) if recipients is not None else []
        found.recipients += [_of_set(one) for one in sets]
    except STUMBLES:
        found.missing.append("its recipients")
    for number in range(_counted(item, "number_of_attachments")):
        try:
            found.attachments.append(_attachment(item.get_attachment(number), depth))
        except (UnreadableError, *STUMBLES) as error:
            reason = str(error) if isinstance(error, UnreadableError) else "damaged"
            found.missing.append(f"attachment {number + 1}: {reason}")
    for part in (*found.recipients, *(one.properties for one in found.attachments)):
        part.codec = found.properties.codec
    return found


def _attachment(item: Any, depth: int) -> Attachment:
    found = Attachment(_properties(item))
    if _counted(item, "number_of_sub_items"):
        if depth >= _DEEPEST_MESSAGES:
            raise UnreadableError(f"messages within messages, more than {_DEEPEST_MESSAGES} deep")
        found.message = _message(item.get_sub_item(0), depth + 1)
        return found
    size = int(item.size)
    if size > MAX_MAIL_BYTES:
        raise UnreadableError(f"more than {mebibytes(MAX_MAIL_BYTES)}")
    found.content = item.read_buffer(size) if size else b""
    return found


def _properties(item: Any) -> Properties:
    found = Properties()
    for one in item.record_sets:
        _take(one, found)
    return found


def _of_set(records: Any) -> Properties:
    found = Properties()
    _take(records, found)
    return found


def _take(records: Any, found: Properties) -> None:
    for record in records.entries:
        number, kind = record.entry_type, record.value_type
        if number is None or kind is None or number == names.ATTACHED:
            continue
        try:
            data = record.data
        except STUMBLES:
            continue
        if data:
            add_value(found, number, kind, data)
