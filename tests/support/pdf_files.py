"""Small PDF files, written by hand: lines of Helvetica at places that a test names."""

from __future__ import annotations

import zlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

WIDTH, HEIGHT = 595, 842
LEADING = 14
TYPE = 11

PICTURE = b"0 0 200 100 re f"
"""What a scan is to a reader: something is drawn, and no text."""


@dataclass(frozen=True)
class Put:
    """Words at a place on the page, in points from its lower left corner."""

    x: float
    y: float
    words: str
    size: float = TYPE


def down(words: Sequence[str], x: float = 60, top: float = 720, size: float = TYPE) -> list[Put]:
    """Lines one below the other."""
    return [Put(x, top - LEADING * number, line, size) for number, line in enumerate(words)]


def rows(columns: Sequence[Sequence[str]], xs: Sequence[float], top: float = 720) -> list[Put]:
    """Columns drawn row by row, as some programs do."""
    placed = [down(words, x, top) for words, x in zip(columns, xs, strict=True)]
    return [column[row] for row in range(max(map(len, placed))) for column in placed if row < len(column)]


def make_pdf(
    pages: Sequence[Sequence[Put] | bytes],
    *,
    facts: Mapping[str, str] | None = None,
    labels: str = "",
    attachments: Mapping[str, bytes] | None = None,
    field: str = "",
    locked: bool = False,
) -> bytes:
    """The bytes of a PDF; a page is what is put on it, or the operators of its content.

    ``labels`` is the array of its page labels; ``field`` is filled into a form on its first page; ``locked`` asks for
    a password.
    """
    objects = _Objects()
    font = objects.add(
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding << /Type /Encoding "
        b"/BaseEncoding /WinAnsiEncoding /Differences [1 /fi /fl /hyphen] >> >>"
    )
    tree = objects.add(b"")
    numbers = []
    for page in pages:
        content = objects.stream(page if isinstance(page, bytes) else b"\n".join(map(_shown, page)))
        annotations = b" /Annots [%d 0 R]" % _filled_in(objects, field, font) if field and not numbers else b""
        numbers.append(
            objects.add(
                b"<< /Type /Page /Parent %d 0 R /MediaBox [0 0 %d %d] /Contents %d 0 R"
                b" /Resources << /Font << /F1 %d 0 R >> >>%s >>" % (tree, WIDTH, HEIGHT, content, font, annotations)
            )
        )
    kids = b" ".join(b"%d 0 R" % number for number in numbers)
    objects.put(tree, b"<< /Type /Pages /Count %d /Kids [%s] >>" % (len(numbers), kids))
    names = b""
    for name, data in (attachments or {}).items():
        file = objects.stream(data, b" /Type /EmbeddedFile")
        names += b"(%s) << /Type /Filespec /F (%s) /EF << /F %d 0 R >> >> " % (name.encode(), name.encode(), file)
    catalogue = b"<< /Type /Catalog /Pages %d 0 R" % tree
    catalogue += b" /Names << /EmbeddedFiles << /Names [%s] >> >>" % names if names else b""
    catalogue += b" /PageLabels << /Nums %s >>" % labels.encode() if labels else b""
    root = objects.add(catalogue + b" >>")
    written = b" ".join(b"/%s (%s)" % (key.encode(), _escaped(value)) for key, value in (facts or {}).items())
    trailer = b"/Root %d 0 R /Info %d 0 R" % (root, objects.add(b"<< %s >>" % written))
    if locked:
        digest = b"<" + b"5a" * 32 + b">"
        trailer += b" /ID [<00> <00>] /Encrypt << /Filter /Standard /V 1 /R 2 /P -4 /O %s /U %s >>" % (digest, digest)
    return objects.file(trailer)


def _shown(put: Put) -> bytes:
    return b"BT /F1 %g Tf %g %g Td (%s) Tj ET" % (put.size, put.x, put.y, _escaped(put.words))


def _escaped(words: str) -> bytes:
    coded = words.translate({0xFB01: 1, 0xFB02: 2, 0x2010: 3}).encode("cp1252")
    return coded.replace(b"\\", b"\\\\").replace(b"(", b"\\(").replace(b")", b"\\)")


def _filled_in(objects: _Objects, words: str, font: int) -> int:
    look = objects.stream(
        b"BT /F1 11 Tf 2 4 Td (%s) Tj ET" % _escaped(words),
        b" /Type /XObject /Subtype /Form /BBox [0 0 300 20] /Resources << /Font << /F1 %d 0 R >> >>" % font,
    )
    return objects.add(
        b"<< /Type /Annot /Subtype /Widget /FT /Tx /T (name) /F 4 /Rect [60 300 360 320] /V (%s) /AP << /N %d 0 R >> >>"
        % (_escaped(words), look)
    )


class _Objects:
    """The numbered objects of a file."""

    def __init__(self) -> None:
        self._bodies: list[bytes] = []

    def add(self, body: bytes) -> int:
        self._bodies.append(body)
        return len(self._bodies)

    def put(self, number: int, body: bytes) -> None:
        self._bodies[number - 1] = body

    def stream(self, data: bytes, more: bytes = b"") -> int:
        packed = zlib.compress(data)
        head = b"<< /Length %d /Filter /FlateDecode%s >>" % (len(packed), more)
        return self.add(head + b"\nstream\n" + packed + b"\nendstream")

    def file(self, trailer: bytes) -> bytes:
        out = bytearray(b"%PDF-1.7\n")
        places = []
        for number, body in enumerate(self._bodies, 1):
            places.append(len(out))
            out += b"%d 0 obj\n%s\nendobj\n" % (number, body)
        table = b"".join(b"%010d 00000 n \n" % place for place in places)
        start = len(out)
        out += b"xref\n0 %d\n0000000000 65535 f \n%s" % (len(places) + 1, table)
        out += b"trailer\n<< /Size %d %s >>\nstartxref\n%d\n%%%%EOF\n" % (len(places) + 1, trailer, start)
        return bytes(out)
