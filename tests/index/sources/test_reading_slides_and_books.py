"""PowerPoint's slides and the chapters of e-books: they are pages."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable
from typing import Any

from index.model import Problem

Read = Callable[..., list[Any]]

PACKAGE = "http://schemas.openxmlformats.org/package/2006/relationships"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
SPACES = (
    'xmlns:p="http://schemas.openxmlformats.org/presentationml/2006/main" '
    f'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" xmlns:r="{OFFICE}"'
)


def package(parts: dict[str, str]) -> bytes:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return packed.getvalue()


def relations(*found: tuple[str, str, str]) -> str:
    inner = "".join(f'<Relationship Id="{one}" Type="{OFFICE}/{kind}" Target="{to}"/>' for one, kind, to in found)
    return f'<Relationships xmlns="{PACKAGE}">{inner}</Relationships>'


def shape(fills: str, *paragraphs: str) -> str:
    inner = "".join(f"<a:p><a:r><a:t>{words}</a:t></a:r></a:p>" for words in paragraphs)
    place = f'<p:nvPr><p:ph type="{fills}"/></p:nvPr>' if fills else ""
    return f"<p:sp>{place}<p:txBody>{inner}</p:txBody></p:sp>"


def slide(*shapes: str) -> str:
    return f"<p:sld {SPACES}>{''.join(shapes)}</p:sld>"


def test_slides_in_their_order_with_notes(read: Read) -> None:
    cells = "".join(f"<a:tc><a:p><a:r><a:t>{words}</a:t></a:r></a:p></a:tc>" for words in "cd")
    table = f"<a:tbl><a:tr>{cells}</a:tr></a:tbl>"
    parts = {
        "_rels/.rels": relations(("a", "officeDocument", "ppt/presentation.xml")),
        "ppt/presentation.xml": f'<p:x {SPACES}><p:sldId r:id="r2"/><p:sldId r:id="r1"/></p:x>',
        "ppt/_rels/presentation.xml.rels": relations(
            ("r1", "slide", "slides/s1.xml"), ("r2", "slide", "/ppt/slides/s2.xml")
        ),
        "ppt/slides/s1.xml": slide(shape("", "Last slide", "of two"), shape("ftr", "Ours"), shape("sldNum", "2")),
        "ppt/slides/s2.xml": slide(
            shape("", "x"),
            shape("title", "The first"),
            f"<p:graphicFrame>{table}</p:graphicFrame>",
            shape("ftr", "Ours"),
        ),
        "ppt/slides/_rels/s2.xml.rels": relations(("n", "notesSlide", "../notesSlides/n1.xml")),
        "ppt/notesSlides/n1.xml": slide(shape("body", "What was said"), shape("sldNum", "1")),
    }
    (record,) = read("a.pptx", package(parts))
    assert record.text == "The first\n\nx\n\nc | d\n\nOurs\n\nNotes: What was said\n\nLast slide\nof two"
    assert [(page.label, record.text[page.start :][:4]) for page in record.pages] == [("1", "The "), ("2", "Last")]
    assert record.title == "The first"
    del parts["ppt/slides/s2.xml"]
    record, problem = read("a.pptx", package(parts))
    assert record.text.endswith("[Not read: damaged or no such document: it has no ppt/slides/s2.xml]")
    assert isinstance(problem, Problem)


def test_a_slide_that_nothing_leads_to_is_told(read: Read) -> None:
    parts = {
        "_rels/.rels": relations(("a", "officeDocument", "ppt/presentation.xml")),
        "ppt/presentation.xml": f'<p:x {SPACES}><p:sldId r:id="r1"/><p:sldId r:id="r2"/></p:x>',
        "ppt/_rels/presentation.xml.rels": relations(("r2", "slide", "slides/s2.xml")),
        "ppt/slides/s2.xml": slide(shape("", "Words")),
    }
    record, problem = read("a.pptx", package(parts))
    assert record.text == "Words\n\n[Not read: slide 1 is missing]"
    assert problem.reason == "slide 1 is missing"
    assert [(page.label, page.start) for page in record.pages] == [("1", 0), ("2", 0)]


CONTAINER = '<container xmlns="urn:x"><rootfiles><rootfile full-path="O/b.opf"/></rootfiles></container>'
OPF = (
    '<package xmlns="http://www.idpf.org/2007/opf" xmlns:dc="http://purl.org/dc/elements/1.1/"><metadata>'
    "<dc:title>A book</dc:title><dc:creator>Anne Lee</dc:creator><dc:creator>Bo Li</dc:creator>"
    '<dc:date xmlns:opf="http://www.idpf.org/2007/opf" opf:event="modification">2019-01-02</dc:date>'
    "<dc:date>2017-09-21</dc:date></metadata><manifest>"
    '<item id="a" href="one%20.xhtml" media-type="application/xhtml+xml"/>'
    '<item id="b" href="two.html" media-type="text/html"/><item id="c" href="c.css" media-type="text/css"/>'
    '</manifest><spine><itemref idref="b"/><itemref idref="c"/><itemref idref="a"/></spine></package>'
)
BOOK = {
    "mimetype": "application/epub+zip",
    "META-INF/container.xml": CONTAINER,
    "O/b.opf": OPF,
    "O/one .xhtml": '<?xml version="1.0"?><html xmlns="http://www.w3.org/1999/xhtml"><head><title>t</title></head>'
    "<body><h1>Last&nbsp;chapter</h1><p>Words.</p></body></html>",
    "O/two.html": "<html><body><p>Chapter one.</body></html>",
}


def test_chapters_in_the_order_of_reading_are_pages(read: Read) -> None:
    (record,) = read("a.epub", package(BOOK))
    assert record.text == "Chapter one.\n\nLast\u00a0chapter\n\nWords."
    assert [(page.label, page.start) for page in record.pages] == [("1", 0), ("2", 14)]
    assert (record.title, record.author, record.date) == ("A book", "Anne Lee, Bo Li", "2017-09-21")


def test_books_that_are_protected_or_damaged(read: Read) -> None:
    def encryption(*names: str, method: str = "http://www.w3.org/2001/04/xmlenc#aes128-cbc") -> dict[str, str]:
        inner = "".join(
            f'<EncryptedData><EncryptionMethod Algorithm="{method}"/><CipherReference URI="{name}"/></EncryptedData>'
            for name in names
        )
        return {"META-INF/encryption.xml": f"<encryption>{inner}</encryption>"}

    (problem,) = read("a.epub", package(BOOK | encryption("O/one%20.xhtml", "O/two.html")))
    assert problem.reason == "protected against copying: it opens in its seller's program alone"
    assert (
        len(read("a.epub", package(BOOK | encryption("O/two.html", method="http://www.idpf.org/2008/embedding")))) == 1
    )
    record, problem = read("a.epub", package(BOOK | encryption("O/two.html")))
    assert record.text.endswith("[Not read: two.html: protected against copying]")
    lost = {name: content for name, content in BOOK.items() if name != "O/two.html"}
    record, problem = read("a.epub", package(lost))
    assert problem.reason == "chapter O/two.html is missing"
    _, problem = read("a.epub", package(BOOK | {"O/b.opf": OPF.replace('idref="b"', 'idref="x"')}))
    assert problem.reason == "chapter x is missing"
    (problem,) = read("a.epub", package({"mimetype": "application/epub+zip"}))
    assert problem.reason == "damaged or no e-book: it has no list of its chapters"
