"""The properties of Outlook's messages: their numbers and types, and how they become words.

[MS-OXMSG] 2 says how a message lies in its file, [MS-OXPROPS] what the numbers mean, [MS-OXCDATA] 2.11 the types.
"""

from __future__ import annotations

import contextlib
import datetime
import struct
from dataclasses import dataclass, field

from index.errors import UnreadableError
from index.text.decoding import decode

SUBJECT, SENT, DELIVERED = 0x0037, 0x0039, 0x0E06
SENDER, SENDER_ADDRESS, SENDER_SMTP = 0x0C1A, 0x0C1F, 0x5D01
ON_BEHALF, ON_BEHALF_ADDRESS, ON_BEHALF_SMTP = 0x0042, 0x0065, 0x5D02
BODY, COMPRESSED_RTF, HTML = 0x1000, 0x1009, 0x1013
HEADERS, SHOWN_TO, SHOWN_CC = 0x007D, 0x0E04, 0x0E03
MESSAGE_ID, REFERENCES, IN_REPLY_TO = 0x1035, 0x1039, 0x1042
MESSAGE_CLASS, CODE_PAGE, LOCALE, INTERNET_CODE_PAGE = 0x001A, 0x3FFD, 0x3FF1, 0x3FDE
CREATED = 0x3007
NAME, ADDRESS, SMTP_ADDRESS, RECIPIENT_TYPE = 0x3001, 0x3003, 0x39FE, 0x0C15
ATTACHED, ATTACH_METHOD, LONG_NAME, SHORT_NAME, MEDIA_TYPE, CONTENT_ID = 0x3701, 0x3705, 0x3707, 0x3704, 0x370E, 0x3712

_INTEGER16, _INTEGER32, _BOOLEAN, _TIME = 0x0002, 0x0003, 0x000B, 0x0040
STRING8, UNICODE, BINARY, OBJECT = 0x001E, 0x001F, 0x0102, 0x000D

_EPOCH = datetime.datetime(1601, 1, 1, tzinfo=datetime.UTC)
_TICKS = 10  # of 100 ns in a microsecond
_TELL_NOTHING = (0, 1200, 1201, 1252)  # 1200 and 1201 are UTF-16

_OF_LANGUAGE = {
    0x01: 1256, 0x02: 1251, 0x04: 936, 0x05: 1250, 0x08: 1253, 0x0D: 1255, 0x0E: 1250, 0x11: 932, 0x12: 949,
    0x15: 1250, 0x18: 1250, 0x19: 1251, 0x1A: 1250, 0x1B: 1250, 0x1C: 1250, 0x1E: 874, 0x1F: 1254, 0x20: 1256,
    0x22: 1251, 0x23: 1251, 0x24: 1250, 0x25: 1257, 0x26: 1257, 0x27: 1257, 0x29: 1256, 0x2A: 1258, 0x2C: 1254,
    0x2F: 1251, 0x3F: 1251, 0x40: 1251,
}  # fmt: skip
"""The code page of a language ([MS-LCID]: the low ten bits of a locale), where that is not Windows-1252."""
_TRADITIONAL_CHINESE = frozenset((0x0404, 0x0C04, 0x1404))


def codec_of_page(page: int) -> str:
    """Return the codec of a code page of Windows, "" if there is none."""
    if page in (65001, 20127):
        return "utf-8"
    names = {936: "gb18030", 54936: "gb18030", 20866: "koi8_r", 21866: "koi8_u", 50220: "iso2022_jp", 51932: "euc_jp"}
    name = names.get(page, f"iso8859_{page - 28590}" if 28590 < page < 28607 else f"cp{page}")
    try:
        "".encode(name)
    except LookupError:
        return ""
    return name


@dataclass(slots=True)
class Properties:
    """The properties of one message, recipient or attachment.

    ``numbers`` and ``times`` are those of fixed length, ``streams`` the bytes of the others by number and type.
    """

    numbers: dict[int, int] = field(default_factory=dict)
    times: dict[int, datetime.datetime] = field(default_factory=dict)
    streams: dict[int, tuple[int, bytes]] = field(default_factory=dict)
    codec: str = ""  # of its 8-bit strings

    def text(self, *wanted: int) -> str:
        """The first of these properties that says something, as words; "" if none does."""
        for number in wanted:
            kind, data = self.streams.get(number, (0, b""))
            if kind == UNICODE:
                words = data.decode("utf-16-le", "replace")
            elif kind == STRING8:
                words = decode_8bit(data, self.codec)
            else:
                continue
            if words.strip("\0 \t\r\n"):
                return words.rstrip("\0")
        return ""

    def find_codec(self) -> None:
        """Judge in what its 8-bit strings are: by the code page that it names, by its language, by what they look like.

        Windows-1252 is what programs name where they know nothing.
        """
        for page in (self.numbers.get(CODE_PAGE, 0), self.numbers.get(INTERNET_CODE_PAGE, 0)):
            if page not in _TELL_NOTHING and (codec := codec_of_page(page)):
                self.codec = codec
                return
        locale = self.numbers.get(LOCALE, 0)
        page = 950 if locale in _TRADITIONAL_CHINESE else _OF_LANGUAGE.get(locale & 0x3FF, 0)
        self.codec = codec_of_page(page) if page else ""


def decode_8bit(data: bytes, codec: str) -> str:
    """Return 8-bit words in a codec, or in what they look like where that is not known, or does not read them."""
    data = data.rstrip(b"\0")
    if codec:
        try:
            return data.decode(codec)
        except UnicodeDecodeError:
            pass
    try:
        return decode(data)
    except UnreadableError:
        return data.decode(codec or "cp1252", "replace")


def add_value(properties: Properties, number: int, kind: int, data: bytes) -> None:
    """Take one property as it lies in a file."""
    if kind in (STRING8, UNICODE, BINARY):
        properties.streams[number] = (kind, data)
    elif kind in (_INTEGER16, _INTEGER32, _BOOLEAN) and data:
        properties.numbers[number] = int.from_bytes(data[: 2 if kind != _INTEGER32 else 4], "little")
    elif kind == _TIME and len(data) >= 8:
        microseconds = int.from_bytes(data[:8], "little") // _TICKS
        with contextlib.suppress(OverflowError):
            properties.times[number] = _EPOCH + datetime.timedelta(microseconds=microseconds)


def read_fixed(properties: Properties, stream: bytes, header: int) -> None:
    """Take the properties of fixed length from a stream, behind a header of so many bytes ([MS-OXMSG] 2.4)."""
    for at in range(header, len(stream) - 15, 16):
        kind, number = struct.unpack_from("<HH", stream, at)
        if kind not in (STRING8, UNICODE, BINARY):  # their streams hold these
            add_value(properties, number, kind, stream[at + 8 : at + 16])
