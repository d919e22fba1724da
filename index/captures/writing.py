"""Writing captures: a file a day, a gzip member a record, each written at once and synchronously.

WARC 1.1 (https://iipc.github.io/warc-specifications/specifications/warc-format/warc-1.1/). A process that is killed
leaves at most a torn last record, which is cut off, and told, before the file is written to again.
"""

from __future__ import annotations

import base64
import datetime
import gzip
import hashlib
import os
import threading
import uuid
import zlib
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path

from index.errors import PathError
from index.home.folders import check_owned, make_private_folder
from index.sources.formats.web_archives import ROLE

HTTP_RESPONSE = "application/http; msgtype=response"
_IDENTICAL = "http://netpreserve.org/warc/1.1/revisit/identical-payload-digest"
_NOT_MODIFIED = "http://netpreserve.org/warc/1.1/revisit/server-not-modified"
_CHUNK = 2**20


@dataclass(frozen=True, slots=True)
class Written:
    """A record that is on disk: what a later one can refer to."""

    id: str
    address: str
    date: str  # ISO, UTC
    digest: str  # of its payload


def digest_of(content: bytes) -> str:
    """The SHA-256 of some bytes, as WARC writes it (RFC 4648, base 32)."""
    return f"sha256:{base64.b32encode(hashlib.sha256(content).digest()).decode()}"


class CaptureFolder:
    """The captures of one feed. Several threads may write to it; several processes may not."""

    def __init__(self, folder: Path, report: Callable[[str], None]) -> None:
        """``report`` is told what an earlier run has left torn. The folder is made when something is written."""
        self._folder = folder
        self._report = report
        self._settled: set[Path] = set()
        self._lock = threading.Lock()

    def response(
        self,
        address: str,
        at: datetime.datetime,
        head: bytes,
        payload: bytes,
        *,
        role: str = "",
        truncated: str = "",
    ) -> Written:
        """Keep an answer: its HTTP head, with the empty line, and its body as it was sent, without chunks.

        ``truncated`` says why the body is not whole: "length", "time", "disconnect" or "unspecified". Raises PathError.
        """
        headers = {"WARC-Payload-Digest": digest_of(payload), "WARC-Truncated": truncated, ROLE: role}
        return self._write("response", address, at, headers, HTTP_RESPONSE, head + payload, digest_of(payload))

    def revisit(self, before: Written, at: datetime.datetime, head: bytes, *, asked: bool, role: str = "") -> Written:
        """Keep that an answer was the same as ``before``; ``asked`` if the server said so itself. Raises PathError."""
        headers = {
            "WARC-Profile": _NOT_MODIFIED if asked else _IDENTICAL,
            "WARC-Refers-To": before.id,
            "WARC-Refers-To-Target-URI": before.address,
            "WARC-Refers-To-Date": before.date,
            "WARC-Payload-Digest": before.digest,
            ROLE: role,
        }
        return self._write("revisit", before.address, at, headers, HTTP_RESPONSE, head, before.digest)

    def conversion(
        self, address: str, at: datetime.datetime, content: bytes, media_type: str, made_of: str = "", *, role: str = ""
    ) -> Written:
        """Keep what was taken out of another record, whose id is ``made_of``, or out of a file. Raises PathError."""
        headers = {"WARC-Refers-To": made_of, "WARC-Payload-Digest": digest_of(content), ROLE: role}
        return self._write("conversion", address, at, headers, media_type, content, digest_of(content))

    def _write(
        self,
        kind: str,
        address: str,
        at: datetime.datetime,
        headers: Mapping[str, str],
        media_type: str,
        block: bytes,
        digest: str,
    ) -> Written:
        record = Written(f"<urn:uuid:{uuid.uuid4()}>", address, _iso(at), digest)
        fields = {
            "WARC-Type": kind,
            "WARC-Record-ID": record.id,
            "WARC-Date": record.date,
            "WARC-Target-URI": address,
            **headers,
            "WARC-Block-Digest": digest_of(block),
            "Content-Type": media_type,
            "Content-Length": str(len(block)),
        }
        lines = [f"{name}: {_one_line(value)}" for name, value in fields.items() if value]
        head = "\r\n".join(("WARC/1.1", *lines, "", "")).encode("utf-8", "replace")
        packed = gzip.compress(b"".join((head, block, b"\r\n\r\n")), mtime=0)
        with self._lock:
            self._append(self._folder / f"{at.astimezone(datetime.UTC):%Y-%m-%d}.warc.gz", packed)
        return record

    def _append(self, file: Path, packed: bytes) -> None:
        make_private_folder(self._folder)
        check_owned(file)
        try:
            if file not in self._settled:
                self._cut_off_torn(file)
                self._settled.add(file)
            descriptor = os.open(file, os.O_WRONLY | os.O_APPEND | os.O_CREAT | os.O_CLOEXEC | os.O_NOFOLLOW, 0o600)
            try:
                _write_all(descriptor, packed)
            finally:
                os.close(descriptor)
        except OSError as error:
            raise PathError(f"The capture file {file} cannot be written: {error.strerror}.") from error

    def _cut_off_torn(self, file: Path) -> None:
        if not file.exists():
            return
        size = file.stat().st_size
        whole = whole_bytes(file)
        if whole < size:
            os.truncate(file, whole)
            self._report(f"{file}: the last record was not written whole, and is left out ({size - whole:,} bytes)")


def whole_bytes(file: Path) -> int:
    """How many bytes of a gzip file are members that end; all of them if it is damaged otherwise. Raises OSError."""
    start = position = 0  # of the member, and of what is unpacked next
    unpacker = zlib.decompressobj(31)
    with file.open("rb") as stream:
        while piece := stream.read(_CHUNK):
            while piece:
                try:
                    unpacker.decompress(piece)
                except zlib.error:
                    return file.stat().st_size
                rest = unpacker.unused_data
                position += len(piece) - len(rest)
                piece = rest
                if unpacker.eof:
                    start, unpacker = position, zlib.decompressobj(31)
    return start


def _write_all(descriptor: int, content: bytes) -> None:
    """Write bytes at the end of a file, onto the disk; none of them if they cannot all be written. Raises OSError."""
    size = os.fstat(descriptor).st_size
    view = memoryview(content)
    try:
        while view:
            view = view[os.write(descriptor, view) :]
        os.fsync(descriptor)
    except OSError:
        os.ftruncate(descriptor, size)
        raise


def _iso(at: datetime.datetime) -> str:
    return at.astimezone(datetime.UTC).strftime("%Y-%m-%dT%H:%M:%S.%fZ")


def _one_line(value: str) -> str:
    return " ".join(value.split())
