"""The encoding that a web page declares, found in the order of the HTML standard.

A byte order mark, what the transport said of the page, the page's own <meta> or XML declaration, then the content
(https://html.spec.whatwg.org/multipage/parsing.html#determining-the-character-encoding). A declaration that does not
explain the bytes is passed over: UTF-8 cannot be met by chance, and what it or another encoding mostly refuses is not
in it.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator, Mapping
from types import MappingProxyType
from typing import NamedTuple

from index.text.charsets import any_codec_of, codec_of
from index.text.decoding import Decoded, decode, decode_doubting, detect_encoding, marked_encoding, normalise_newlines

_LOOKED_AT = 2**16
"""Bytes in which a declaration is looked for. The standard asks for 1,024 at least; archives put scripts before it."""

_SEARCHED_FOR_TEXT = 2**21  # bytes in which a page without a declaration is searched for what it shows

_FEWEST_SEQUENCES = 4  # characters above ASCII in valid UTF-8, to say that a page is in it whatever it declares

_ATTRIBUTE = re.compile(
    rb"""[\t\n\f\r /]*+([^\t\n\f\r />=][^\t\n\f\r />=]*+)"""
    rb"""(?:[\t\n\f\r ]*+=[\t\n\f\r ]*+(?:"([^"]*+)"|'([^']*+)'|([^\t\n\f\r >"'][^\t\n\f\r >]*+)))?"""
)
_TAG = re.compile(rb"<!--|<(/?)([a-zA-Z][^\t\n\f\r />]*+)|<[!/?][^>]*+>?")
_TAG_END = re.compile(rb"[\t\n\f\r /]*+[^>]{0,2}>")
_RAW = (b"script", b"style")  # what stands in these is no markup
_RAW_END = {name: re.compile(rb"</" + name + rb"[\t\n\f\r />]", re.I) for name in _RAW}
_XML_DECLARATION = re.compile(rb"""\A<\?xml[^>]*?[\t\n\f\r ]encoding[\t\n\f\r ]*=[\t\n\f\r ]*["']([^"'>]*)["'][^>]*>""")
_CHARSET = re.compile(rb"""charset[\t\n\f\r ]*+=[\t\n\f\r ]*+(?:"([^"]*+)"|'([^']*+)'|([^\t\n\f\r ;"']++))""", re.I)
_WORD = re.compile(rb"[^\s<>]++")
_MOST_WORDS = 5_000
_SEQUENCE = re.compile(rb"[\xc2-\xf4][\x80-\xbf]+")


def decode_declared(data: bytes, charset: str) -> str:
    """Return the text of what is no page, for which a protocol gave a charset ("" for none).

    Raises UnreadableError if it is not text.
    """
    return decode_declared_doubting(data, charset).text


def decode_declared_doubting(data: bytes, charset: str) -> Decoded:
    """Return the text as ``decode_declared`` does, and whether its encoding was only guessed.

    Raises UnreadableError if it is not text.
    """
    codec = any_codec_of(charset) if charset and marked_encoding(data) is None else None
    text = _explained(data, codec) if codec else None
    return decode_doubting(data) if text is None else Decoded(normalise_newlines(text))


def decode_page(data: bytes, transport: str = "") -> str:
    """Return the text of a page, every newline as "\\n"; ``transport`` is the charset that a protocol gave for it.

    Raises UnreadableError if it is not text.
    """
    if marked_encoding(data) is not None:
        return decode(data)
    given = codec_of(transport) if transport else None
    for codec in filter(None, (given, declared_codec(data))):
        text = _explained(data, codec)
        if text is not None:
            return normalise_newlines(text)
    return _decode_by_content(data)


def decode_xml(data: bytes, transport: str = "") -> str:
    """Return the text of an XML document, every newline as "\\n", by its mark, the transport, or its declaration.

    Raises UnreadableError if it is not text.
    """
    if marked_encoding(data) is not None:
        return decode(data)
    declaration = _XML_DECLARATION.match(data[:_LOOKED_AT])
    for codec in (codec_of(transport) if transport else None, _as_page_codec(declaration[1]) if declaration else None):
        text = _explained(data, codec) if codec else None
        if text is not None:
            return normalise_newlines(text)
    return _decode_words(data)


def declared_codec(data: bytes) -> str | None:
    """Return the codec of the encoding that a page names in its <meta> elements or its XML declaration."""
    head = data[:_LOOKED_AT]
    for tag in _tags(head):
        codec = _of_meta(tag.attributes) if tag.name == b"meta" else None
        if codec is not None:
            return codec
    declaration = _XML_DECLARATION.match(head)
    return _as_page_codec(declaration[1]) if declaration else None


def _explained(data: bytes, codec: str) -> str | None:
    """Return the page's text in the encoding, None if that cannot be what the page is in."""
    if codec != "utf-8" and not codec.startswith("utf-16") and _is_utf8(data):
        return None
    text = data.decode(codec, "replace")
    bad = text.count("\ufffd")
    unusual = len(text) - len(text.encode("ascii", "ignore"))
    return text if 2 * bad <= unusual else None


def _is_utf8(data: bytes) -> bool:
    if sum(1 for _ in itertools.islice(_SEQUENCE.finditer(data), _FEWEST_SEQUENCES)) < _FEWEST_SEQUENCES:
        return False
    try:
        data.decode("utf-8")
    except UnicodeDecodeError:
        return False
    return True


def _decode_by_content(data: bytes) -> str:
    """Decode a page that declares nothing by what it shows: the letters of its tags tell nothing of its language."""
    codec = detect_encoding(data)
    if codec.startswith("utf-") or data.isascii():
        return decode(data)
    shown = bytearray()
    position = 0
    for tag in _tags(data[:_SEARCHED_FOR_TEXT]):
        shown += data[position : tag.start]
        position = tag.end
        if len(shown) >= _LOOKED_AT:
            break
    shown += data[position : position + _LOOKED_AT]
    return normalise_newlines(data.decode(detect_encoding(bytes(shown)), "replace"))


def _decode_words(data: bytes) -> str:
    """Decode XML that says nothing true of its encoding by its unusual words: its names and addresses are ASCII."""
    codec = detect_encoding(data)
    if codec.startswith("utf-"):
        return decode(data)
    unusual = (found[0] for found in _WORD.finditer(data) if not found[0].isascii())
    words = b" ".join(itertools.islice(unusual, _MOST_WORDS))
    return normalise_newlines(data.decode(detect_encoding(words), "replace"))


class _Tag(NamedTuple):
    """A start tag (with its content, where that is no markup), or with no name a comment or another tag."""

    start: int
    end: int
    name: bytes = b""
    attributes: Mapping[bytes, bytes] = MappingProxyType({})


def _tags(data: bytes) -> Iterator[_Tag]:
    position = 0
    while (tag := _TAG.search(data, position)) is not None:
        position = tag.end()
        name, attributes = b"", dict[bytes, bytes]()
        if tag[0] == b"<!--":
            end = data.find(b"-->", position - 2)
            position = end + 3 if end >= 0 else len(data)
        elif tag[2] is not None:
            attributes, position = _attributes(data, position)
            name = b"" if tag[1] else tag[2].lower()
            if name in _RAW:
                closed = _RAW_END[name].search(data, position)
                position = closed.start() if closed else len(data)
        yield _Tag(tag.start(), position, name, attributes)


def _attributes(data: bytes, position: int) -> tuple[dict[bytes, bytes], int]:
    """Return the attributes that stand at ``position``, the first of each name, and where they end."""
    found: dict[bytes, bytes] = {}
    while (attribute := _ATTRIBUTE.match(data, position)) is not None:
        found.setdefault(attribute[1].lower(), attribute[2] or attribute[3] or attribute[4] or b"")
        position = attribute.end()
    end = _TAG_END.match(data, position)
    return found, end.end() if end else position


def _of_meta(attributes: Mapping[bytes, bytes]) -> str | None:
    if b"charset" in attributes:
        return _as_page_codec(attributes[b"charset"])
    if attributes.get(b"http-equiv", b"").strip().lower() != b"content-type":
        return None
    found = _CHARSET.search(attributes.get(b"content", b""))
    return _as_page_codec(found[1] or found[2] or found[3] or b"") if found else None


def _as_page_codec(label: bytes) -> str | None:
    """Return the codec of a label that stands in a page itself.

    What could be read as ASCII is not in UTF-16, whatever it says; x-user-defined means Windows-1252 there. Pages of
    DOS and UTF-7, which browsers refuse, are read: no script of a page is run here.
    """
    name = label.decode("ascii", "replace")
    if name.strip().lower() == "x-user-defined":
        return "cp1252"
    codec = any_codec_of(name)
    return "utf-8" if codec is not None and codec.startswith(("utf-16", "utf-32")) else codec
