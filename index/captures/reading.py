"""Reading captures: the records of a WARC file with the place where each stands, and whether it is what was written."""

from __future__ import annotations

import base64
import hashlib
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from warcio.archiveiterator import ArchiveIterator
from warcio.exceptions import ArchiveLoadFailed
from warcio.statusandheaders import StatusAndHeadersParserException

from index.captures.writing import whole_bytes
from index.errors import DocumentMissingError, UnreadableError
from index.sources.formats.web_archives import ROLE
from index.sources.limits import MAX_RECORD_BYTES, mebibytes

SUFFIXES = (".warc", ".warc.gz")
_STUMBLES = (ArchiveLoadFailed, StatusAndHeadersParserException, AttributeError, OSError, ValueError, zlib.error)
_TORN = "torn: the file ends within this record"
_ALGORITHMS = frozenset(("sha1", "sha256", "sha512", "md5"))


@dataclass(frozen=True, slots=True)
class Captured:
    """A record of a WARC file: where it stands, in bytes of the file, and what it says of itself."""

    file: Path
    offset: int
    length: int
    kind: str  # "response", "revisit", "conversion", …
    address: str
    time: str  # as written: ISO, UTC
    status: str  # of HTTP, "" where there is none
    digest: str  # of the payload, else of the block
    media_type: str
    role: str  # of what is evidence and no document
    fault: str = ""  # why it is not what was written, "" if it is


def captured_in(file: Path) -> Iterator[Captured]:
    """Yield the records of a WARC file in their order; their digests are compared.

    What stands behind a record that cannot be read is not looked at: its fault says so. Raises UnreadableError.
    """
    try:
        stream = file.open("rb")
    except OSError as error:
        raise UnreadableError(f"{file} cannot be opened: {error.strerror}") from error
    with stream:
        size = file.stat().st_size
        end = whole_bytes(file) if file.name.endswith(".gz") else size
        records = ArchiveIterator(stream, no_record_parse=True)
        offset = 0
        try:
            for record in records:
                fault = _fault(record)  # its place is known once it was read
                place = records.get_record_offset(), records.get_record_length()
                fault = fault or (_TORN if sum(place) > end else "")
                yield _captured(file, record, place, fault)
                offset = sum(place)
        except _STUMBLES as error:
            yield _damaged(file, offset, size, f"cannot be read from here on ({type(error).__name__})")
            return
        if offset < size:
            yield _damaged(file, offset, size, _TORN)


def record_at(file: Path, offset: int, length: int) -> bytes:
    """The record that stands at a place of a WARC file, unpacked. Raises DocumentMissingError if it is not there."""
    try:
        with file.open("rb") as stream:
            stream.seek(offset)
            packed = stream.read(length)
        if not packed.startswith(b"\x1f\x8b"):
            return packed
        unpacker = zlib.decompressobj(31)
        found = unpacker.decompress(packed, MAX_RECORD_BYTES)
    except (OSError, zlib.error) as error:
        raise DocumentMissingError(f"The record at {offset} of {file} cannot be read: {error}.") from error
    if not unpacker.eof:
        raise DocumentMissingError(f"The record at {offset} of {file} is torn, or more than a record may hold.")
    return found


def payload_at(record: Captured) -> bytes:
    """The block of a record, which for what is no answer of HTTP is its payload. Raises DocumentMissingError."""
    head, _, block = record_at(record.file, record.offset, record.length).partition(b"\r\n\r\n")
    if not head:
        raise DocumentMissingError(f"The record at {record.offset} of {record.file} has no head.")
    return block.removesuffix(b"\r\n\r\n")


def _fault(record: Any) -> str:
    """Why a record is not what was written; its block is read on the way."""
    headers = record.rec_headers
    block = _read(record.raw_stream)
    if len(block) > MAX_RECORD_BYTES:
        return f"not verified: more than {mebibytes(MAX_RECORD_BYTES)}"
    if str(len(block)) != (headers.get_header("Content-Length") or ""):
        return "torn: it is shorter than it says"
    payload = block
    if (headers.get_header("Content-Type") or "").startswith("application/http"):
        payload = block.partition(b"\r\n\r\n")[2]
        record.status = block[:20].split(b" ")[1:2]
    kept = [("WARC-Block-Digest", block)]
    if record.rec_type != "revisit":  # whose payload is elsewhere
        kept.append(("WARC-Payload-Digest", payload))
    for name, content in kept:
        if (written := headers.get_header(name)) and not _agrees(written, content):
            return "its bytes are not those that were captured: the digest differs"
    return ""


def _read(stream: Any) -> bytes:
    """All bytes of a record, one more than a record may hold at most."""
    pieces = []
    left = MAX_RECORD_BYTES + 1
    while left > 0 and (piece := stream.read(left)):
        pieces.append(piece)
        left -= len(piece)
    return b"".join(pieces)


def _agrees(written: str, content: bytes) -> bool:
    algorithm, _, value = written.strip().partition(":")
    algorithm = algorithm.lower().replace("-", "")
    if algorithm not in _ALGORITHMS:
        return True  # nothing that can be compared
    found = hashlib.new(algorithm, content, usedforsecurity=False)
    return value.lower() in (found.hexdigest(), base64.b32encode(found.digest()).decode().lower())


def _captured(file: Path, record: Any, place: tuple[int, int], fault: str) -> Captured:
    headers = record.rec_headers

    def said(name: str) -> str:
        return (headers.get_header(name) or "").strip()

    status = getattr(record, "status", [])
    return Captured(
        file,
        *place,
        kind=record.rec_type,
        address=said("WARC-Target-URI").strip("<>"),
        time=said("WARC-Date"),
        status=status[0].decode("ascii", "replace") if status else "",
        digest=said("WARC-Payload-Digest") or said("WARC-Block-Digest"),
        media_type=said("Content-Type"),
        role=said(ROLE),
        fault=fault,
    )


def _damaged(file: Path, offset: int, size: int, fault: str) -> Captured:
    return Captured(file, offset, size - offset, "", "", "", "", "", "", "", fault)
