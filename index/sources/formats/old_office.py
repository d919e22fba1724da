"""Word documents of before 2007 (.doc), by catdoc."""

from __future__ import annotations

from collections.abc import Iterator

from index.errors import NEEDS_PASSWORD, UnreadableError
from index.sources.entries import Fault, Text
from index.sources.formats.flowing import Flow, made_text
from index.sources.formats.packages import OLE_START, is_encrypted_office
from index.sources.formats.programs import read_by_program
from index.sources.source import Source

_SECTOR = 512
_TEXT_MAGIC = b"\xec\xa5"
_FLAGS, _ENCRYPTED = 11, 0x01  # the byte of flags, and its bit
_OPTIONS = ("-d", "utf-8", "-w")  # in UTF-8, its lines not wrapped


def read_doc(source: Source) -> Iterator[Text | Fault]:
    """Yield the document. Raises UnreadableError, also where catdoc is not installed."""
    if not source.head().startswith(OLE_START):
        raise UnreadableError("no Word document of before 2007: it begins differently")
    if is_encrypted_office(source):
        raise UnreadableError(NEEDS_PASSWORD)
    words = read_by_program("catdoc", _OPTIONS, source, "a Word document of before 2007").decode("utf-8", "replace")
    flow = Flow()
    for line in words.replace("\r", "\n").split("\n"):
        flow.add(line, tight="\t" in line.strip())  # a row of a table
    if flow.is_empty and _says_encrypted(source.head()):
        raise UnreadableError(NEEDS_PASSWORD)
    yield from made_text(flow, {}, (), [])


def _says_encrypted(head: bytes) -> bool:
    """Whether the header of the text says that it is encrypted ([MS-DOC] 2.5.2): it lies where a sector begins."""
    for at in range(_SECTOR, len(head) - _FLAGS - 1, _SECTOR):
        if head.startswith(_TEXT_MAGIC, at):
            return bool(head[at + _FLAGS] & _ENCRYPTED)
    return False
