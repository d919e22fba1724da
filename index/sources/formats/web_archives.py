"""Web archives: WARC files (ISO 28500), a page for each capture, and WACZ, which packs them with their indexes."""

from __future__ import annotations

import io
import re
import zlib
from collections.abc import Iterator
from functools import partial
from typing import TYPE_CHECKING, Any

from warcio.archiveiterator import ArchiveIterator
from warcio.exceptions import ArchiveLoadFailed
from warcio.statusandheaders import StatusAndHeadersParserException

from index.errors import UnreadableError
from index.sources.entries import Fault, Member
from index.sources.formats.zip_archives import members_of_zip
from index.sources.limits import MAX_RECORD_BYTES, mebibytes
from index.sources.source import Source
from index.text.neutralise import neutralise_line

if TYPE_CHECKING:
    from _typeshed import WriteableBuffer

_PAGES = frozenset(("text/html", "application/xhtml+xml"))
_TEXTS = frozenset(("text/plain", "application/pdf", "application/msword", "application/rtf", "message/rfc822"))
_ITEMS = "application/feed+json"  # what a feed says of a story, as `dateline fetch` keeps it
_OFFICE = ("application/vnd.openxmlformats-officedocument.", "application/vnd.oasis.opendocument.")
_KINDS = frozenset(("response", "resource", "conversion"))
_START = re.compile(rb"WARC/[01]\.\d+\r?\n")
_NEXT_START = re.compile(rb"(?<=\n)WARC/[01]\.\d+\r?\n")
_LENGTH = re.compile(rb"^content-length:[ \t]*(\d{1,15})[ \t]*\r?$", re.I | re.M)
ROLE = "Dateline-Role"
"""The header of a record that is evidence and no document: of a feed, of robots.txt, of a redirect."""

_EVIDENCE = re.compile(rb"^(?:dateline-role:|warc-type:[ \t]*revisit)", re.I | re.M)
"""Of records without a page that are in order: an answer that is no document, or that is the same."""

_CHARSET = re.compile(r"charset\s*=\s*[\"']?([^\s\"';]+)", re.I)
_MOST_HEADERS = 2**16  # bytes
_CHUNK = 2**18
_STUMBLES = (ArchiveLoadFailed, StatusAndHeadersParserException, AttributeError, OSError, ValueError, zlib.error)
_MOST_DAMAGED = 1000
_GZIP_MAGIC = b"\x1f\x8b\x08"


def read_wacz(source: Source) -> Iterator[Member | Fault]:
    """Yield the web archives in a WACZ file; its indexes and lists of pages tell nothing that they do not."""
    for member in members_of_zip(source):
        if isinstance(member, Fault) or member.name.lower().endswith((".warc", ".warc.gz")):
            yield member


def read_web_archive(source: Source) -> Iterator[Member | Fault]:
    """Yield the pages and documents that were captured, each with its address and time, and what is damaged."""
    with source.open() as stream:
        unpacked = _Gunzip(stream, source) if stream.peek(len(_GZIP_MAGIC)).startswith(_GZIP_MAGIC) else None
        window = _Window(unpacked or stream)
        damaged = 0
        is_bare = True
        for record in _records(window):
            damaged += isinstance(record, Fault)
            if damaged > _MOST_DAMAGED:
                raise UnreadableError(f"given up: more than {_MOST_DAMAGED:,} of its records are damaged")
            for found in (record,) if isinstance(record, Fault) else _capture(record):
                is_bare = False
                yield found
            is_bare = is_bare and isinstance(record, bytes) and _EVIDENCE.search(record, 0, _MOST_HEADERS) is None
        if is_bare:
            yield Fault(None, "empty: it holds no page")
        if unpacked is not None and unpacked.damaged > damaged:
            yield Fault(None, f"damaged: {unpacked.damaged - damaged:,} of its records cannot be unpacked")


def _records(window: _Window) -> Iterator[bytes | Fault]:
    """Yield the records as they stand. One that does not end where it says is passed over, not those behind it."""
    while window.skip_blank():
        head = window.head()
        length = _LENGTH.search(head)
        if not _START.match(head) or length is None:
            yield Fault(None, "damaged: what stands here is no record of a web archive")
            window.go_to_next()
            continue
        size = int(length[1])
        if size > MAX_RECORD_BYTES:
            yield Fault(None, f"a record of more than {mebibytes(MAX_RECORD_BYTES)}", _address(head))
            window.skip(len(head) + size)
            continue
        record = window.take(len(head) + size)
        if len(record) == len(head) + size and window.is_at_start():
            yield record
            continue
        yield Fault(None, "damaged: the record does not end where it says", _address(head))
        window.put_back(record[len(head) :])
        window.go_to_next()


def _address(head: bytes) -> str:
    found = re.search(rb"^warc-target-uri:[ \t]*<?([^\r\n>]{1,2000})", head, re.I | re.M)
    return found[1].decode("utf-8", "replace").strip() if found else ""


def _capture(record: bytes) -> Iterator[Member | Fault]:
    """Yield what was captured, if it is a page or a document, and what is wrong with it."""
    try:
        for found in ArchiveIterator(io.BytesIO(record), check_digests=True):
            if found.rec_type in _KINDS:
                yield from _members(found)
    except _STUMBLES as error:
        yield Fault(None, f"damaged: {type(error).__name__}", _address(record[:_MOST_HEADERS]))


def _members(found: Any) -> Iterator[Member | Fault]:
    address = (found.rec_headers.get_header("WARC-Target-URI") or "").strip("<> ")
    if found.rec_headers.get_header(ROLE):
        return
    if found.http_headers is not None and not found.http_headers.get_statuscode().startswith("2"):
        return
    headers = found.http_headers or found.rec_headers
    declared = headers.get_header("Content-Type") or ""
    media_type = declared.partition(";")[0].strip().lower()
    is_item = media_type == _ITEMS and found.rec_type == "conversion"
    if not (is_item or media_type in _PAGES | _TEXTS or media_type.startswith(_OFFICE)):
        return
    if cut := found.rec_headers.get_header("WARC-Truncated"):
        yield Fault(None, f"cut short when it was captured ({neutralise_line(cut)[:40]})", address)
        return
    content = found.content_stream().read()
    captured = found.rec_headers.get_header("WARC-Date") or ""
    charset = _CHARSET.search(declared)
    yield Member(
        " ".join(filter(None, (address, captured))),
        partial(io.BytesIO, content),
        file_name="",
        media_type=media_type,
        charset=charset[1] if charset else "",
        values={"url": address} if address.startswith(("http://", "https://")) else {},
        dates=(("captured", captured),) if captured else (),
    )
    if found.digest_checker.passed is False:
        yield Fault(None, "read, but its bytes are not those that were captured: the digest differs", address)


class _Window:
    """What was read of a stream of records and not yet taken."""

    def __init__(self, stream: io.BufferedIOBase | io.RawIOBase) -> None:
        self._stream = stream
        self._buffer = b""
        self._ended = False

    def _fill(self, size: int) -> None:
        """Read until so many bytes are there, or the stream ends."""
        pieces = [self._buffer]
        have = len(self._buffer)
        while have < size and not self._ended:
            piece = self._stream.read(_CHUNK) or b""
            self._ended = not piece
            pieces.append(piece)
            have += len(piece)
        self._buffer = b"".join(pieces)

    def skip_blank(self) -> bool:
        """Go past line ends, and tell whether anything is left."""
        while True:
            self._buffer = self._buffer.lstrip(b"\r\n")
            if self._buffer or self._ended:
                return bool(self._buffer)
            self._fill(1)

    def is_at_start(self) -> bool:
        """Whether a record begins behind the line ends here, or nothing is left."""
        if not self.skip_blank():
            return True
        self._fill(16)
        return _START.match(self._buffer) is not None

    def head(self) -> bytes:
        """The headers of the record here, with the empty line behind them; not taken."""
        self._fill(_MOST_HEADERS)
        ends = [end + 4 for end in (self._buffer.find(b"\r\n\r\n"),) if end >= 0]
        ends += [end + 2 for end in (self._buffer.find(b"\n\n"),) if end >= 0]
        return self._buffer[: min([*ends, _MOST_HEADERS])]

    def take(self, size: int) -> bytes:
        self._fill(size)
        taken, self._buffer = self._buffer[:size], self._buffer[size:]
        return taken

    def skip(self, size: int) -> None:
        while size > 0 and (taken := self.take(min(size, _CHUNK))):
            size -= len(taken)

    def put_back(self, data: bytes) -> None:
        self._buffer = data + self._buffer

    def go_to_next(self) -> None:
        """Go to the next line that begins a record, behind this one."""
        position = 1
        while True:
            found = _NEXT_START.search(self._buffer, position)
            if found is not None:
                self._buffer = self._buffer[found.start() :]
                return
            if self._ended:
                self._buffer = b""
                return
            self._buffer = self._buffer[-32:]
            self._fill(len(self._buffer) + 1)


class _Gunzip(io.RawIOBase):
    """Unpacks gzip, one member for each record; what is damaged is left out up to the next member."""

    def __init__(self, packed: io.BufferedReader, source: Source) -> None:
        self._packed = packed
        self._source = source
        self._input = b""
        self._unpacker = zlib.decompressobj(31)
        self._within = False  # a member, whose end was not met
        self.damaged = 0  # members

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: WriteableBuffer) -> int:
        view = memoryview(buffer).cast("B")
        while True:
            if not self._input:
                self._input = self._packed.read(_CHUNK)
                if not self._input:
                    self.damaged += self._within
                    self._within = False
                    return 0
            piece = self._unpack(len(view))
            if piece:
                self._source.budget.count_bytes(len(piece))
                view[: len(piece)] = piece
                return len(piece)

    def _unpack(self, most: int) -> bytes:
        self._within = True
        try:
            piece = self._unpacker.decompress(self._input, most)
        except zlib.error:
            self.damaged += 1
            self._next_member(self._input[1:])
            return b""
        if self._unpacker.eof:
            self._next_member(self._unpacker.unused_data)
        else:
            self._input = self._unpacker.unconsumed_tail
        return piece

    def _next_member(self, rest: bytes) -> None:
        self._unpacker = zlib.decompressobj(31)
        self._within = False
        start = rest.find(_GZIP_MAGIC)
        while start < 0 and (more := self._packed.read(_CHUNK)):
            rest = rest[-len(_GZIP_MAGIC) + 1 :] + more
            start = rest.find(_GZIP_MAGIC)
        self._input = rest[start:] if start >= 0 else b""
