"""Word documents and presentations of before 2007 (.doc, .ppt), by catdoc and catppt of one package."""

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
_UTF8 = ("-d", "utf-8")
_UNWRAPPED = "-w"

_SLIDES_ENCRYPTED = b"\xdf\xc4\xd1\xf3"
"""What the stream "Current User" says of encrypted slides ([MS-PPT] 2.3.2, headerToken)."""


def read_doc(source: Source) -> Iterator[Text | Fault]:
    """Yield the document. Raises UnreadableError, also where catdoc is not installed."""
    words = _words("catdoc", (*_UTF8, _UNWRAPPED), source, "Word document")
    flow = Flow()
    for line in words.split("\n"):
        flow.add(line, tight="\t" in line.strip())  # a row of a table
    if flow.is_empty and _says_encrypted(source.head()):
        raise UnreadableError(NEEDS_PASSWORD)
    yield from made_text(flow, {}, (), [])


def read_ppt(source: Source) -> Iterator[Text | Fault]:
    """Yield the presentation, its slides as pages. Raises UnreadableError, also where catppt is not installed."""
    slides = _words("catppt", _UTF8, source, "presentation").rstrip("\f\n").split("\f")
    flow = Flow()
    for number, slide in enumerate(slides, 1):
        if len(slides) > 1:
            flow.begin_page(str(number))
        for line in slide.replace("\v", "\n").split("\n"):
            flow.add(line, tight=True)
    if flow.is_empty and _SLIDES_ENCRYPTED in source.head():
        raise UnreadableError(NEEDS_PASSWORD)
    yield from made_text(flow, {}, (), [])


def _words(program: str, options: tuple[str, ...], source: Source, kind: str) -> str:
    if not source.head().startswith(OLE_START):
        raise UnreadableError(f"no {kind} of before 2007: it begins differently")
    if is_encrypted_office(source):
        raise UnreadableError(NEEDS_PASSWORD)
    written = read_by_program(program, options, source, f"a {kind} of before 2007")
    return written.decode("utf-8", "replace").replace("\r", "\n")


def _says_encrypted(head: bytes) -> bool:
    """Whether the header of the text says that it is encrypted ([MS-DOC] 2.5.2): it lies where a sector begins."""
    for at in range(_SECTOR, len(head) - _FLAGS - 1, _SECTOR):
        if head.startswith(_TEXT_MAGIC, at):
            return bool(head[at + _FLAGS] & _ENCRYPTED)
    return False
