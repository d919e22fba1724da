"""One request: to checked addresses alone, with a deadline for the whole and limits before and after unpacking.

No cookies are kept, no credentials sent, no redirect is followed here.
"""

from __future__ import annotations

import contextlib
import datetime
import http.client
import socket
import ssl
import threading
import time
import zlib
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from urllib.parse import quote, urlsplit

from urllib3.connection import HTTPConnection, HTTPSConnection
from urllib3.exceptions import HTTPError
from urllib3.response import BaseHTTPResponse

from index.errors import FetchError, RefusedError
from index.fetching.public_addresses import addresses_of
from index.sources.limits import mebibytes

_CHUNK = 2**16
_SILENCE = 15.0  # seconds without a byte
_SAFE = "%/:=&?~#+!$,;'@()*[]|"
_PORTS = {"http": 80, "https": 443}


@dataclass(frozen=True, slots=True)
class Limits:
    """What an answer may cost: bytes, as they come and unpacked, and seconds from the first packet to the last."""

    size: int
    seconds: float


@dataclass(frozen=True, slots=True)
class Answer:
    """What a server answered. ``fault`` says what is wrong with it, "" if it came whole."""

    address: str
    at: datetime.datetime
    status: int
    head: bytes  # as HTTP, with the empty line
    headers: Mapping[str, str]  # names in lower case
    payload: bytes  # as it was sent, without chunks
    content: bytes  # unpacked
    fault: str = ""
    truncated: str = ""  # why, in WARC's words

    @property
    def media_type(self) -> str:
        """What it was declared as, in lower case, without parameters."""
        return self.headers.get("content-type", "").partition(";")[0].strip().lower()

    @property
    def charset(self) -> str:
        """The charset that HTTP gave for it, "" for none."""
        for part in self.headers.get("content-type", "").split(";")[1:]:
            name, _, value = part.partition("=")
            if name.strip().lower() == "charset":
                return value.strip(" \"'")
        return ""


def get(
    address: str,
    headers: Mapping[str, str],
    limits: Limits,
    *,
    private: bool,
    wanted: Callable[[str], bool] = lambda _: True,
) -> Answer:
    """Ask for an address. A body of a type that is not ``wanted`` is not read, and that is its fault.

    Raises RefusedError for what is not reached for, FetchError if nothing was answered.
    """
    started = time.monotonic()
    connection, target = _connection(address, limits, private=private)
    expired = threading.Event()
    watch = threading.Timer(max(limits.seconds - (time.monotonic() - started), 0.1), _cut, (connection, expired))
    watch.daemon = True
    watch.start()
    try:
        with _told(expired, limits):
            connection.request(
                "GET",
                target,
                headers={"Accept-Encoding": "gzip", **headers},
                preload_content=False,
                decode_content=False,
            )
            response = connection.getresponse()
        return _received(address, response, limits, expired, wanted)
    finally:
        watch.cancel()
        connection.close()
        connection.let_go()


class _Checked(HTTPConnection):
    """Connects to addresses that were checked, and to nothing else."""

    addresses: tuple[str, ...] = ()
    twin: socket.socket | None = None  # by which the connection can be cut, also within a handshake

    def _new_conn(self) -> socket.socket:
        failure: OSError = OSError("no address")
        for address in self.addresses:
            try:
                made = socket.create_connection((address, self.port), _SILENCE)
            except OSError as error:
                failure = error
                continue
            self.twin = made.dup()
            return made
        raise failure

    def let_go(self) -> None:
        if self.twin is not None:
            self.twin.close()


class _CheckedTls(_Checked, HTTPSConnection):
    """The same with TLS; the certificate must be that of the name, not of the number."""


def _connection(address: str, limits: Limits, *, private: bool) -> tuple[_Checked, str]:
    """A connection that is not made yet, and what is asked for. Raises RefusedError, FetchError."""
    scheme, host, port, target = parts_of(address)
    addresses = tuple(addresses_of(host, port, min(limits.seconds, _SILENCE), private=private))
    made: _Checked
    if scheme == "https":
        made = _CheckedTls(host, port, timeout=_SILENCE, ssl_context=ssl.create_default_context())
    else:
        made = _Checked(host, port, timeout=_SILENCE)
    made.addresses = addresses
    return made, target


def parts_of(address: str) -> tuple[str, str, int, str]:
    """Scheme, host, port and what to ask for. Raises RefusedError for what is no address of a web page."""
    try:
        parts = urlsplit(address)
        scheme, host, port = parts.scheme.lower(), parts.hostname or "", parts.port
    except ValueError:
        raise RefusedError("an address that cannot be understood") from None
    if scheme not in _PORTS:
        raise RefusedError(f"only http and https are reached for, not {scheme or 'an address without a scheme'}")
    if not host or parts.username is not None or any(sign <= " " for sign in address):
        raise RefusedError("an address without a host, with a password or with blanks is not reached for")
    with contextlib.suppress(UnicodeError):
        host = host if host.isascii() else host.encode("idna").decode()
    if not host.isascii():
        raise RefusedError("an address whose host cannot be written in ASCII")
    target = quote(parts.path or "/", safe=_SAFE) + (f"?{quote(parts.query, safe=_SAFE)}" if parts.query else "")
    return scheme, host, port or _PORTS[scheme], target


def _cut(connection: _Checked, expired: threading.Event) -> None:
    expired.set()
    if connection.twin is not None:
        with contextlib.suppress(OSError):
            connection.twin.shutdown(socket.SHUT_RDWR)


@contextlib.contextmanager
def _told(expired: threading.Event, limits: Limits) -> Iterator[None]:
    """Turn what a connection raises into a FetchError."""
    try:
        yield
    except (HTTPError, http.client.HTTPException, OSError, ValueError) as error:
        raise FetchError(_reason(error, expired, limits)) from None


def _reason(error: Exception, expired: threading.Event, limits: Limits) -> str:
    if expired.is_set():
        return f"the answer took longer than {limits.seconds:g} s"
    if isinstance(error, ssl.SSLError):
        return f"no safe connection: {error.reason or error}"
    if isinstance(error, TimeoutError):
        return f"the server was silent for {_SILENCE:g} s"
    words = (getattr(error, "strerror", None) or str(error) or type(error).__name__).lower()
    return f"the answer broke off: {words[:200]}"


def _received(
    address: str,
    response: BaseHTTPResponse,
    limits: Limits,
    expired: threading.Event,
    wanted: Callable[[str], bool],
) -> Answer:
    at = datetime.datetime.now(datetime.UTC)
    headers = {name.lower(): value for name, value in response.headers.items()}
    answer = Answer(address, at, response.status, _head(response), headers, b"", b"")
    if 200 <= answer.status < 300 and not wanted(answer.media_type):
        fault = f"it is {answer.media_type or 'of no declared type'}, no page"
        return replace(answer, fault=fault, truncated="unspecified")
    unpack = _Unpacking(headers.get("content-encoding", ""), limits.size)
    raw = bytearray()
    fault = truncated = ""
    try:
        with _told(expired, limits):
            for piece in response.stream(_CHUNK, decode_content=False):
                raw += piece
                unpack.take(piece)
                if len(raw) > limits.size:
                    raise _TooLargeError(f"more than {mebibytes(limits.size)}")
        if expired.is_set():
            raise FetchError(f"the answer took longer than {limits.seconds:g} s")
        unpack.finish()
    except FetchError as error:
        fault = str(error)
        truncated = "length" if isinstance(error, _TooLargeError) else "time" if expired.is_set() else "disconnect"
    return replace(answer, payload=bytes(raw), content=bytes(unpack.content), fault=fault, truncated=truncated)


def _head(response: BaseHTTPResponse) -> bytes:
    """The head as it is kept; chunks are not, so what said that there were any has another name."""
    lines = [f"HTTP/1.1 {response.status} {response.reason or ''}".rstrip()]
    for name, value in response.headers.items():
        kept = f"X-Archive-Orig-{name}" if name.lower() == "transfer-encoding" else name
        lines.append(f"{kept}: {' '.join(value.split())}")
    return "\r\n".join((*lines, "", "")).encode("latin-1", "replace")


class _TooLargeError(FetchError):
    """An answer of more bytes than are read."""


class _Unpacking:
    """What comes, unpacked, up to a limit; gzip that does not end is an error."""

    def __init__(self, encoding: str, most: int) -> None:
        self.content = bytearray()
        self._encoding = encoding.strip().lower()
        self._is_packed = self._encoding in ("gzip", "x-gzip")
        self._most = most
        self._unpacker = zlib.decompressobj(31)
        self._came = False

    def take(self, piece: bytes) -> None:
        """Raises FetchError for what is too large, damaged, or packed in a way that was not asked for."""
        self._came = self._came or bool(piece)
        if not self._is_packed:
            if self._encoding not in ("", "identity"):
                raise FetchError("it is packed in a way that was not asked for")
            self.content += piece
        while self._is_packed and piece:
            try:
                self.content += self._unpacker.decompress(piece, self._most + 1 - len(self.content))
            except zlib.error:
                raise FetchError("its gzip data is damaged, or none") from None
            if len(self.content) > self._most:
                break
            piece = self._unpacker.unused_data or self._unpacker.unconsumed_tail
            if self._unpacker.eof and piece:
                self._unpacker = zlib.decompressobj(31)
        if len(self.content) > self._most:
            raise _TooLargeError(f"more than {mebibytes(self._most)} when unpacked")

    def finish(self) -> None:
        """Raises FetchError if it is cut short."""
        if self._is_packed and self._came and not self._unpacker.eof:
            raise FetchError("it is cut short: its gzip data has no end")
