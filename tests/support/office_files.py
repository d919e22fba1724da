"""Small files of office programs', written for tests: one of each kind, with the same sentence in it."""

from __future__ import annotations

import io
import struct
import zipfile

from ole_file import ole_file

SENTENCE = "The forces had entered the town after two days of clashes."

_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006/relationships"
_WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_SHEET = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_SLIDE = (
    'xmlns:p="http://schemas.openxmlformats.org/presentationml/2006/main" '
    'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"'
)
_OPEN = "urn:oasis:names:tc:opendocument:xmlns"


def zipped(parts: dict[str, str]) -> bytes:
    """A zip file of these parts."""
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return packed.getvalue()


def _relations(*found: tuple[str, str]) -> str:
    inner = "".join(
        f'<Relationship Id="r{number}" Type="{_OFFICE}/{kind}" Target="{to}"/>'
        for number, (kind, to) in enumerate(found)
    )
    return f'<Relationships xmlns="{_PACKAGE}">{inner}</Relationships>'


def office_files() -> dict[str, bytes]:
    """The files, by their names."""
    text = (
        f"<w:body><w:p><w:r><w:t>{SENTENCE}</w:t></w:r></w:p><w:tbl><w:tr><w:tc><w:p/></w:tc></w:tr></w:tbl></w:body>"
    )
    rows = f'<row r="1"><c r="A1" t="inlineStr"><is><t>{SENTENCE}</t></is></c><c r="B1"><v>5</v></c></row>'
    book = (
        '<package xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:title>A book</dc:title><manifest>'
        '<item id="a" href="a.html" media-type="text/html"/></manifest><spine><itemref idref="a"/></spine></package>'
    )
    mail = struct.pack("<HHIQ", 0x40, 0x39, 0, 131_504_769_000_000_000)
    return {
        "a.docx": zipped({
            "[Content_Types].xml": "<Types/>", "_rels/.rels": _relations(("officeDocument", "word/document.xml")),
            "word/document.xml": f'<w:document xmlns:w="{_WORD}">{text}</w:document>',
        }),
        "a.pptx": zipped({
            "[Content_Types].xml": "<Types/>", "_rels/.rels": _relations(("officeDocument", "ppt/p.xml")),
            "ppt/p.xml": f'<p:x {_SLIDE} xmlns:r="{_OFFICE}"><p:sldId r:id="r0"/></p:x>',
            "ppt/_rels/p.xml.rels": _relations(("slide", "s.xml")),
            "ppt/s.xml": f"<p:sld {_SLIDE}><p:sp><a:p><a:t>{SENTENCE}</a:t></a:p></p:sp></p:sld>",
        }),
        "a.odt": zipped({
            "mimetype": "application/vnd.oasis.opendocument.text",
            "content.xml": f'<o:c xmlns:o="{_OPEN}:office:1.0" xmlns:t="{_OPEN}:text:1.0"><t:p>{SENTENCE}</t:p></o:c>',
        }),
        "a.epub": zipped({
            "mimetype": "application/epub+zip", "b.opf": book, "a.html": f"<html><body><p>{SENTENCE}</body></html>",
        }),
        "a.xlsx": zipped({
            "[Content_Types].xml": "<Types/>", "_rels/.rels": _relations(("officeDocument", "xl/workbook.xml")),
            "xl/workbook.xml": f'<workbook xmlns="{_SHEET}" xmlns:r="{_OFFICE}"><sheets>'
            '<sheet name="A" sheetId="1" r:id="r0"/></sheets></workbook>',
            "xl/_rels/workbook.xml.rels": _relations(("worksheet", "worksheets/sheet1.xml")),
            "xl/worksheets/sheet1.xml": f'<worksheet xmlns="{_SHEET}"><sheetData>{rows}</sheetData></worksheet>',
        }),
        "a.rtf": (r"{\rtf1\ansi\ansicpg1252{\fonttbl{\f0\fcharset204 A;}}" + SENTENCE + r"{\footnote x}\par}").encode(),
        "a.msg": ole_file({
            "__properties_version1.0": bytes(32) + mail, "__substg1.0_1000001F": SENTENCE.encode("utf-16-le"),
        }),
        "a.doc": ole_file({"WordDocument": b"\xec\xa5" + bytes(20) + SENTENCE.encode()}),
        "a.pst": b"!BDN" + bytes(600),
    }  # fmt: skip
