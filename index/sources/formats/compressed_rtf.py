"""RTF as Outlook compresses it ([MS-OXRTFCP])."""

from __future__ import annotations

import struct

from index.errors import UnreadableError
from index.sources.limits import MAX_RECORD_BYTES

_HEADER = struct.Struct("<IIII")  # bytes behind the first field, bytes when unpacked, kind, checksum
_COMPRESSED, _PLAIN = 0x75465A4C, 0x414C454D  # "LZFu" and "MELA"
_WINDOW = 4096
_START = (
    b"{\\rtf1\\ansi\\mac\\deff0\\deftab720{\\fonttbl;}{\\f0\\fnil \\froman \\fswiss \\fmodern \\fscript \\fdecor "
    b"MS Sans SerifSymbolArialTimes New RomanCourier"
    b"{\\colortbl\\red0\\green0\\blue0\r\n\\par \\pard\\plain\\f0\\fs20\\b\\i\\u\\tab\\tx"
)
"""What the window holds at first (2.1.2.1)."""


def unpack_rtf(data: bytes) -> bytes:
    """Return the RTF. Raises UnreadableError if it is damaged or too long."""
    if len(data) < _HEADER.size:
        raise UnreadableError("its compressed RTF is cut short")
    _, size, kind, _ = _HEADER.unpack_from(data)
    if size > MAX_RECORD_BYTES:
        raise UnreadableError("its compressed RTF is too long")
    body = data[_HEADER.size :]
    if kind == _PLAIN:
        return body[:size]
    if kind != _COMPRESSED:
        raise UnreadableError("its RTF is compressed in an unknown way")
    return _unpacked(body, size)


def _unpacked(body: bytes, size: int) -> bytes:
    window = bytearray(_START.ljust(_WINDOW, b" "))
    at = len(_START)
    unpacked = bytearray()
    position = 0
    while position < len(body) and len(unpacked) < size:
        control = body[position]
        position += 1
        for bit in range(8):
            if control >> bit & 1:
                if position + 2 > len(body):
                    return bytes(unpacked)
                reference = body[position] << 8 | body[position + 1]
                position += 2
                start, length = reference >> 4, (reference & 0xF) + 2
                if start == at % _WINDOW:
                    return bytes(unpacked)  # the end
                for step in range(length):
                    byte = window[(start + step) % _WINDOW]
                    unpacked.append(byte)
                    window[at % _WINDOW] = byte
                    at += 1
            else:
                if position >= len(body):
                    return bytes(unpacked)
                byte = body[position]
                position += 1
                unpacked.append(byte)
                window[at % _WINDOW] = byte
                at += 1
    return bytes(unpacked)
