"""Outlook's mailboxes (.pst, .ost) by libpff: each message is a mail, within the folders in which it lies."""

from __future__ import annotations

import io
from collections.abc import Iterable, Iterator
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
        except (*STUMBLES, MemoryError):  # by which pypff tells that a folder is none
            raise UnreadableError("a damaged mailbox of Outlook's") from None
        try:
            yield from _folder(root, "", 0)
        finally:
            file.close()


def _folder(folder: Any, path: str, depth: int) -> Iterator[Member | Fault]:
    if depth > _DEEPEST:
        yield Fault(None, f"folders within folders, more than {_DEEPEST} deep", path)
        return
    messages, folders = _counted(folder, "number_of_sub_messages"), _counted(folder, "number_of_sub_folders")
    if messages is None:
        yield Fault(None, "a folder whose messages cannot be listed", path)
    for number in range(messages or 0):
        try:
            message = folder.get_sub_message(number)
            name = f"{path}/{message.identifier}.eml".lstrip("/")
            mail = to_mail(_message(message, 0))
        except (UnreadableError, *STUMBLES) as error:
            reason = str(error) if isinstance(error, UnreadableError) else "a message that is damaged"
            yield Fault(None, reason, f"{path}/message {number + 1}".lstrip("/"))
            continue
        yield Member(name, partial(io.BytesIO, mail), media_type="message/rfc822", packed=False)
    if folders is None:
        yield Fault(None, "a folder whose folders cannot be listed", path)
    for number in range(folders or 0):
        try:
            inner = folder.get_sub_folder(number)
            name = str(inner.name or f"folder {number + 1}").replace("/", "_")
        except STUMBLES:
            yield Fault(None, "a folder that is damaged", f"{path}/folder {number + 1}".lstrip("/"))
            continue
        yield from _folder(inner, f"{path}/{name}".lstrip("/"), depth + 1)


def _counted(item: Any, name: str) -> int | None:
    """How many of something there are; None where that is damaged."""
    try:
        return int(getattr(item, name))
    except STUMBLES:
        return None


def _message(item: Any, depth: int) -> Message:
    found = Message(Properties())
    _take(item.record_sets, found.properties, found.missing)
    try:
        for records in item.recipients.record_sets if item.recipients is not None else ():
            found.recipients.append(Properties())
            _take((records,), found.recipients[-1], found.missing)
    except STUMBLES:
        found.missing.append("its recipients")
    attachments = _counted(item, "number_of_attachments")
    if attachments is None:
        found.missing.append("its attachments")
    for number in range(attachments or 0):
        try:
            found.attachments.append(_attachment(item.get_attachment(number), depth, found.missing))
        except (UnreadableError, *STUMBLES) as error:
            reason = str(error) if isinstance(error, UnreadableError) else "damaged"
            found.missing.append(f"attachment {number + 1}: {reason}")
    found.find_codec()
    return found


def _attachment(item: Any, depth: int, missing: list[str]) -> Attachment:
    found = Attachment(Properties())
    _take(item.record_sets, found.properties, missing)
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


def _take(sets: Iterable[Any], found: Properties, missing: list[str]) -> None:
    """Take the properties of a message, recipient or attachment; ``missing`` names those that are damaged."""
    for record in (record for one in sets for record in one.entries):
        number, kind = record.entry_type, record.value_type
        if number is None or kind is None or number == names.ATTACHED:
            continue
        try:
            data = record.data
        except STUMBLES:
            missing.append(f"a property that is damaged (0x{number:04X})")
            continue
        if data:
            add_value(found, number, kind, data)
