"""Word documents and OpenDocument texts: the text as it would be read, each word once; hostile packages."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from index.analysis.documents import Task, analyse
from index.model import Document, Problem, RawRecord
from index.sources import read_raw

Read = Callable[..., list[Any]]

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
MC = "http://schemas.openxmlformats.org/markup-compatibility/2006"
PACKAGE = "http://schemas.openxmlformats.org/package/2006"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
SENTENCE = "The spokesman said that the forces had entered the town after two days of clashes with the defenders."


def package(parts: dict[str, str | bytes]) -> bytes:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return packed.getvalue()


def docx(body: str, more: dict[str, str] | None = None, kinds: tuple[str, ...] = ()) -> bytes:
    relations = "".join(
        f'<Relationship Id="r{number}" Type="{OFFICE}/{kind.rstrip("0123456789")}" Target="{kind}.xml"/>'
        for number, kind in enumerate(kinds)
    )
    return package(
        {
            "[Content_Types].xml": "<Types/>",
            "_rels/.rels": f'<Relationships xmlns="{PACKAGE}/relationships">'
            f'<Relationship Id="a" Type="{OFFICE}/officeDocument" Target="word/document.xml"/></Relationships>',
            "word/document.xml": f'<w:document xmlns:w="{W}" xmlns:mc="{MC}"><w:body>{body}</w:body></w:document>',
            "word/_rels/document.xml.rels": f'<a xmlns="{PACKAGE}/relationships">{relations}</a>',
        }
        | (more or {})
    )


def part(root: str, content: str) -> str:
    return f'<w:{root} xmlns:w="{W}">{content}</w:{root}>'


def run(words: str) -> str:
    return f'<w:r><w:t xml:space="preserve">{words}</w:t></w:r>'


def paragraph(words: str, properties: str = "") -> str:
    return f"<w:p><w:pPr>{properties}</w:pPr>{run(words)}</w:p>"


def numbered(number: int, level: int = 0) -> str:
    return f'<w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="{number}"/></w:numPr>'


def row(*cells: str) -> str:
    return f"<w:tr>{''.join(f'<w:tc>{cell}</w:tc>' for cell in cells)}</w:tr>"


def text_of(read: Read, content: bytes, name: str = "a.docx") -> str:
    (record,) = read(name, content)
    return str(record.text)


def test_paragraphs_signs_and_tables(read: Read) -> None:
    body = (
        paragraph("First &amp; last")
        + f"<w:p><w:pPr><w:tabs><w:tab/></w:tabs></w:pPr>{run('on')}<w:r><w:tab/><w:t>ward</w:t><w:br/>"
        "<w:t>F</w:t><w:noBreakHyphen/><w:t>16</w:t><w:softHyphen/></w:r></w:p>"
        + f"<w:tbl>{row(paragraph('Town'), paragraph('Day'))}"
        f"{row(paragraph('Mayadin'), paragraph('') + paragraph('5'))}"
        f"{row('<w:p/>', paragraph('Alone'))}</w:tbl>"
    )
    assert text_of(read, docx(body)) == "First & last\n\non ward\nF-16\n\nTown | Day\nMayadin | 5\n\nAlone"


def test_what_is_deleted_moved_or_written_twice_is_left_out(read: Read) -> None:
    boxed = f"<w:txbxContent>{paragraph('In a box.')}</w:txbxContent>"
    body = (
        f"<w:p>{run('Kept')}<w:del><w:r><w:delText>gone</w:delText></w:r></w:del>"
        f"<w:moveFrom>{run('moved')}</w:moveFrom><w:ins>{run(' and new')}</w:ins>"
        "<w:r><w:instrText>HYPERLINK</w:instrText></w:r></w:p>"
        f"<w:p>{run('Beside')}<mc:AlternateContent><mc:Choice>{boxed}</mc:Choice>"
        f"<mc:Fallback>{boxed}</mc:Fallback></mc:AlternateContent></w:p>"
    )
    assert text_of(read, docx(body)) == "Kept and new\n\nBeside\n\nIn a box."


def test_notes_comments_and_margins_stand_at_the_end(read: Read) -> None:
    note = "<w:footnote w:id='{}' w:type='{}'>{}</w:footnote>"
    body = (
        f"<w:p>{run('A claim')}<w:r><w:footnoteReference w:id='7'/></w:r>{run(', another')}"
        "<w:r><w:footnoteReference w:id='3'/><w:endnoteReference w:id='1'/><w:commentReference w:id='0'/></w:r></w:p>"
    )
    more = {
        "word/footnotes.xml": part(
            "footnotes",
            note.format(0, "separator", paragraph("-")) + note.format(3, "", paragraph("Second."))
            + note.format(7, "", paragraph("First.")),
        ),
        "word/endnotes.xml": part("endnotes", f"<w:endnote w:id='1'>{paragraph('Last.')}</w:endnote>"),
        "word/comments.xml": part(
            "comments",
            f"<w:comment w:id='0' w:author='A &amp; B' w:date='2017-09-21T10:00:00Z'>{paragraph('Who?')}</w:comment>",
        ),
        "word/header1.xml": part("hdr", paragraph("Secret")),
        "word/footer1.xml": part("ftr", paragraph("3")),
    }  # fmt: skip
    text = text_of(read, docx(body, more, ("footnotes", "endnotes", "comments", "header1", "footer1")))
    assert text.split("\n\n") == [
        "A claim[1], another[2][i]",
        "[1] First.\n[2] Second.",
        "[i] Last.",
        "Comment by A & B, 2017-09-21: Who?",
        "Header: Secret",
    ]


def test_lists_are_counted_as_word_counts_them(read: Read) -> None:
    levels = (
        ("decimal", "%1."), ("lowerLetter", "(%2)"), ("upperRoman", "%1.%3"), ("bullet", "\uf0b7"),
    )  # fmt: skip
    written = "".join(
        f'<w:lvl w:ilvl="{level}"><w:start w:val="1"/><w:numFmt w:val="{form}"/><w:lvlText w:val="{shown}"/></w:lvl>'
        for level, (form, shown) in enumerate(levels)
    )
    numbering = part(
        "numbering",
        f'<w:abstractNum w:abstractNumId="4">{written}</w:abstractNum>'
        '<w:num w:numId="2"><w:abstractNumId w:val="4"/></w:num><w:num w:numId="5"><w:abstractNumId w:val="4"/>'
        '<w:lvlOverride w:ilvl="0"><w:startOverride w:val="7"/></w:lvlOverride></w:num>',
    )
    styles = part(
        "styles",
        '<w:style w:styleId="L"><w:name w:val="Paras"/><w:pPr><w:numPr><w:numId w:val="2"/></w:numPr></w:pPr></w:style>'
        '<w:style w:styleId="M"><w:basedOn w:val="L"/></w:style>',
    )
    body = "".join(
        paragraph("x", properties)
        for properties in (
            numbered(2), numbered(2, 1), numbered(2, 1), numbered(2, 2), numbered(2, 3), '<w:pStyle w:val="M"/>',
            numbered(2, 1), numbered(5), numbered(0), numbered(99),
        )
    )  # fmt: skip
    more = {"word/numbering.xml": numbering, "word/styles.xml": styles}
    marks = text_of(read, docx(body, more, ("numbering", "styles"))).replace("\n\n", "\n").split("\n")
    assert marks == ["1. x", "(a) x", "(b) x", "1.I x", "- x", "2. x", "(a) x", "7. x", "x", "x"]


def core(title: str, created: str = "", modified: str = "", author: str = "") -> dict[str, str]:
    return {
        "docProps/core.xml": '<c:p xmlns:c="c" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:t="t">'
        f"<dc:title>{title}</dc:title><dc:creator>{author}</dc:creator><t:created>{created}</t:created>"
        f"<t:modified>{modified}</t:modified></c:p>"
    }


def document_of(tmp_path: Path, name: str, content: bytes) -> Document:
    path = tmp_path / name
    path.write_bytes(content)
    (raw,) = read_raw(path, {})
    assert isinstance(raw, RawRecord)
    found = analyse(Task(str(path), "p0", raw))
    assert isinstance(found, tuple)
    return found[0]


def test_properties_are_weak_evidence(tmp_path: Path) -> None:
    body = paragraph("Forces enter Mayadin") + paragraph(SENTENCE)
    left_over = document_of(
        tmp_path, "a.docx", docx(body, core("Letter to the bank", "2009-01-05T10:00:00Z", author="User"))
    )
    assert (left_over.title, left_over.author, left_over.published.value) == ("Forces enter Mayadin", "", "2009-01-05")
    assert left_over.published.confidence < 0.3
    true = document_of(tmp_path, "b.docx", docx(body, core("The forces in Mayadin", "", "2017-09-22", "Anne Lee")))
    assert (true.title, true.author, true.published.value) == ("The forces in Mayadin", "Anne Lee", None)
    assert [(one.source, one.value) for one in true.published.evidence] == [("saved", "2017-09-22")]
    dated = document_of(tmp_path, "2017-09-21.docx", docx(body, core("", "2009-01-05T10:00:00Z")))
    assert dated.published.value == "2017-09-21"
    styles = {"word/styles.xml": part("styles", '<w:style w:styleId="Titel"><w:name w:val="Title"/></w:style>')}
    styled = paragraph("A note of ours", '<w:pStyle w:val="Titel"/>') + body
    assert document_of(tmp_path, "c.docx", docx(styled, styles | core("x"), ("styles",))).title == "A note of ours"


def odt(body: str, more: dict[str, str] | None = None, kind: str = "text") -> bytes:
    names = "office text table draw presentation meta manifest"
    spaces = " ".join(f'xmlns:{name}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"' for name in names.split())
    spaces += ' xmlns:dc="http://purl.org/dc/elements/1.1/"'
    return package(
        {
            "mimetype": f"application/vnd.oasis.opendocument.{kind}",
            "content.xml": f"<office:document {spaces}><office:body>{body}</office:body></office:document>",
        }
        | {name: content.replace("SPACES", spaces) for name, content in (more or {}).items()}
    )


def test_open_document_texts(read: Read) -> None:
    body = (
        "<text:tracked-changes><text:deletion><text:p>gone</text:p></text:deletion></text:tracked-changes>"
        '<text:p text:style-name="Title">A title</text:p><text:h>One</text:h>'
        "<text:p>Words  <text:span>and\n more</text:span><text:s text:c='2'/>x<text:tab/>y<text:line-break/>z"
        "<text:note><text:note-citation>1</text:note-citation><text:note-body><text:p>A note.</text:p></text:note-body>"
        "</text:note><office:annotation><dc:creator>Ann</dc:creator><dc:date>2017-09-21T10:00:00</dc:date>"
        "<text:p>Who?</text:p></office:annotation><draw:frame><draw:text-box><text:p>In a box.</text:p></draw:text-box>"
        "</draw:frame></text:p>"
        "<text:list><text:list-item><text:p>a</text:p><text:p>more</text:p></text:list-item><text:list-item>"
        "<text:p>b</text:p></text:list-item></text:list>"
        "<table:table><table:table-row><table:table-cell><text:p>c</text:p></table:table-cell>"
        '<table:table-cell table:number-columns-repeated="2"/><table:table-cell><text:p>d</text:p></table:table-cell>'
        "</table:table-row></table:table>"
    )
    meta = "<m SPACES><dc:title>A title</dc:title><meta:creation-date>2017-09-21T10:00:00</meta:creation-date></m>"
    (record,) = read("a.odt", odt(body, {"meta.xml": meta}))
    assert record.title == "A title"
    assert record.text.split("\n\n") == [
        "A title", "One", "Words and more  x y\nz[1]", "In a box.", "- a\nmore\n- b\nc |  |  | d", "[1] A note.\n"
        "Comment by Ann, 2017-09-21: Who?",
    ]  # fmt: skip
    assert record.dates == (("created", "2017-09-21T10:00:00"),)


def test_slides_of_open_document_are_pages(read: Read) -> None:
    slide = (
        "<draw:page>{}<draw:frame presentation:class='title'><draw:text-box><text:p>Slide {}</text:p></draw:text-box>"
        "</draw:frame><presentation:notes><draw:frame><draw:text-box><text:p>Said {}</text:p></draw:text-box>"
        "</draw:frame></presentation:notes></draw:page>"
    )
    (record,) = read("a.odp", odt(slide.format("", 1, 1) + slide.format("", 2, 2), kind="presentation"))
    assert record.text == "Slide 1\n\nNotes: Said 1\n\nSlide 2\n\nNotes: Said 2"
    assert [(page.label, record.text[page.start :][:7]) for page in record.pages] == [
        ("1", "Slide 1"),
        ("2", "Slide 2"),
    ]
    assert record.title == "Slide 1"


def test_encrypted_documents(read: Read) -> None:
    manifest = "<m SPACES><manifest:encryption-data/></m>"
    ole = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(70_000) + "EncryptedPackage".encode("utf-16-le")
    for name, content in (("a.odt", odt("", {"META-INF/manifest.xml": manifest})), ("a.docx", ole), ("a.pptx", ole)):
        (problem,) = read(name, content)
        assert isinstance(problem, Problem)
        assert problem.reason == "needs a password"


@pytest.mark.parametrize("name", ["a.docx", "a", "a.bin"])
def test_a_document_is_known_by_its_content(read: Read, name: str) -> None:
    assert text_of(read, docx(paragraph("Words.")), name) == "Words."


def test_documents_within_a_zip_archive_are_its_members(tmp_path: Path) -> None:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_STORED) as archive:
        archive.writestr("one.docx", docx(paragraph("One.")))
        archive.writestr("two.docx", docx(paragraph("Two.")))
    for name in ("a.zip", "a"):
        (tmp_path / name).write_bytes(packed.getvalue())
        found = [item.member for item in read_raw(tmp_path / name, {}) if isinstance(item, RawRecord)]
        assert found == ["one.docx", "two.docx"]


BOMB = '<!DOCTYPE a [<!ENTITY b "lol"><!ENTITY c "&b;&b;&b;&b;&b;&b;&b;&b;">]>'


@pytest.mark.parametrize(
    ("parts", "reason"),
    [
        (
            {"word/document.xml": f'{BOMB}<w:document xmlns:w="{W}">&c;</w:document>'},
            "it declares entities",
        ),
        ({"word/document.xml": f'<w:document xmlns:w="{W}">' + "<a>" * 5000}, "more than 2,000 elements"),
        ({"word/document.xml": f'<w:document xmlns:w="{W}">' + "<w:tbl><w:tr><w:tc>" * 300}, "more than 50 tables"),
        ({"word/document.xml": ""}, "word/document.xml in it is broken"),
        ({"word/document.xml": b"\xff\xfe\x00"}, "word/document.xml in it is broken"),
        ({"word/other.xml": "<a/>"}, "no such document: it has no word/document.xml"),
    ],
)
def test_hostile_packages_end_in_a_sentence(read: Read, parts: dict[str, str | bytes], reason: str) -> None:
    (problem,) = read("a.docx", package(parts))
    assert isinstance(problem, Problem)
    assert reason in problem.reason


def test_what_can_be_read_of_a_damaged_document_is_kept_and_told(read: Read) -> None:
    whole = f'<w:document xmlns:w="{W}"><w:body>{paragraph("Words that can be read.")}<w:p><w:r><w:t>and'
    record, problem = read("a.docx", package({"word/document.xml": whole}))
    assert record.text.startswith("Words that can be read.\n\n[Not read: word/document.xml in it is broken:")
    assert problem.reason.startswith("word/document.xml in it is broken: ")


def test_a_text_that_is_too_long_is_refused_whole(read: Read, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("index.sources.formats.flowing.MAX_RECORD_BYTES", 2**20)
    (problem,) = read("a.docx", docx(paragraph("Words. ") + paragraph("words " * 200_000)))
    assert problem.reason == "more than 1 MiB in one text"


def test_parts_are_counted_as_unpacked(read: Read, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("index.sources.limits.MAX_UNPACKED_BYTES", 2**20)
    (problem,) = read("a.docx", docx(f"<!--{'x' * 2**21}-->" + paragraph("Words.")))
    assert problem.reason == "the file unpacks to more than 1 MiB"


@pytest.mark.parametrize("cut", [0.3, 0.6, 0.9])
def test_cut_packages_end_in_a_sentence(read: Read, cut: float) -> None:
    whole = docx(paragraph(SENTENCE) * 20)
    (problem,) = read("a.docx", whole[: int(len(whole) * cut)])
    assert problem.reason == "damaged or cut short: the list of its parts is missing"
