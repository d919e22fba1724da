"""Spreadsheets: a sheet is a document, or its rows are where a column holds the texts."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable
from typing import Any
from xml.sax.saxutils import escape

import pytest

from index.model import Problem
from index.sources.formats import registry

Read = Callable[..., list[Any]]

MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE = "http://schemas.openxmlformats.org/package/2006/relationships"
SENTENCE = "The forces had entered the town after two days of clashes."


def xlsx(sheets: dict[str, list[list[object]]]) -> bytes:
    """A workbook whose cells are strings, numbers or (in a tuple) days of Excel's."""
    listed = relations = ""
    parts = {}
    for number, (name, rows) in enumerate(sheets.items(), 1):
        listed += f'<sheet name="{name}" sheetId="{number}" r:id="r{number}"/>'
        relations += f'<Relationship Id="r{number}" Type="{OFFICE}/worksheet" Target="worksheets/sheet{number}.xml"/>'
        parts[f"xl/worksheets/sheet{number}.xml"] = (
            f'<worksheet xmlns="{MAIN}"><sheetData>{written(rows)}</sheetData></worksheet>'
        )
    formats = (
        f'<styleSheet xmlns="{MAIN}"><cellXfs count="2"><xf numFmtId="0"/><xf numFmtId="14" applyNumberFormat="1"/>'
        "</cellXfs></styleSheet>"
    )
    parts |= {
        "xl/workbook.xml": f'<workbook xmlns="{MAIN}" xmlns:r="{OFFICE}"><sheets>{listed}</sheets></workbook>',
        "xl/_rels/workbook.xml.rels": f'<Relationships xmlns="{PACKAGE}">{relations}'
        f'<Relationship Id="s" Type="{OFFICE}/styles" Target="styles.xml"/></Relationships>',
        "xl/styles.xml": formats,
        "_rels/.rels": f'<Relationships xmlns="{PACKAGE}">'
        f'<Relationship Id="w" Type="{OFFICE}/officeDocument" Target="xl/workbook.xml"/></Relationships>',
    }
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(
            "[Content_Types].xml", '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"/>'
        )
        for part, content in parts.items():
            archive.writestr(part, content)
    return packed.getvalue()


def written(rows: list[list[object]]) -> str:
    return "".join(
        f'<row r="{number}">{"".join(cell(value, number, column) for column, value in enumerate(row))}</row>'
        for number, row in enumerate(rows, 1)
    )


def cell(value: object, row: int, column: int) -> str:
    at = f"{chr(65 + column)}{row}"
    if value is None:
        return ""
    if isinstance(value, str):
        return f'<c r="{at}" t="inlineStr"><is><t>{escape(value)}</t></is></c>'
    if isinstance(value, tuple):
        return f'<c r="{at}" s="1"><v>{value[0]}</v></c>'
    return f'<c r="{at}"><v>{value}</v></c>'


def test_sheets_are_documents(read: Read) -> None:
    first = [["Town", "Day", "Dead"], ["Mayadin", (42999,), 5], [], ["Raqqa", None, None, None, 2.5, "a < b"]]
    found = read("count.xlsx", xlsx({"Towns": first, "Empty": [], "More": [["Only words"]]}))
    assert [record.text for record in found] == [
        "Town | Day | Dead\nMayadin | 2017-09-21 | 5\nRaqqa |  | 2.5 | a < b",
        "Only words",
    ]
    assert [(record.title, record.record_id) for record in found] == [
        ("count: Towns", "Towns"),
        ("count: More", "More"),
    ]
    (alone,) = read("count.xlsx", xlsx({"Towns": first}))
    assert (alone.title, alone.record_id) == ("count", None)


def test_rows_are_documents_below_a_header_with_a_text(read: Read) -> None:
    rows: list[list[object]] = [
        ["Export of 2017"],
        ["Headline", "Published", "Body", "Author"],
        ["One", (42999,), SENTENCE, "Ann"],
        [],
        ["Two", "2017-09-22", SENTENCE, None],
        ["Three", (43000,), None, "Bo"],
    ]
    one, two, problem = read("a.xlsx", xlsx({"Sheet": rows}))
    assert (one.title, one.text, one.date, one.author) == ("One", SENTENCE, "2017-09-21", "Ann")
    assert (two.title, two.date, two.author) == ("Two", "2017-09-22", None)
    assert (problem.line, problem.reason) == (6, "a record without a text")


def test_a_column_that_may_hold_notes_makes_rows_only_if_it_holds_texts(read: Read) -> None:
    def sheet(words: str, other: str = "Date") -> bytes:
        return xlsx({"Sheet": [[other, "Notes"], ["2017-09-21", words], ["2017-09-22", words]]})

    assert [record.text for record in read("a.xlsx", sheet(SENTENCE))] == [SENTENCE, SENTENCE]
    assert len(read("a.xlsx", sheet("paid"))) == 1
    assert len(read("a.xlsx", sheet(SENTENCE, "Price"))) == 1
    assert len(read("a.xlsx", sheet("paid"), {"text": "Notes"})) == 2


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (xlsx({"A": []}), "a spreadsheet without any words or numbers"),
        (xlsx({"A": [["x"]]})[:400], "a damaged spreadsheet: "),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(2000), "a damaged spreadsheet: "),
        ("Town;Day\n", "a damaged spreadsheet: "),
    ],
    ids=["empty", "cut short", "zeros", "text"],
)
def test_what_cannot_be_read_is_told(read: Read, content: bytes | str, reason: str) -> None:
    (problem,) = read("a.xls", content)
    assert isinstance(problem, Problem)
    assert problem.reason.startswith(reason)


def test_the_extra_is_named_where_it_is_missing(read: Read, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(__import__("sys").modules, "python_calamine", None)
    for name in ("a.xlsx", "a.ods", "a"):
        (problem,) = read(name, xlsx({"A": [["x"]]}))
        if name != "a.ods":
            assert problem.reason == "a spreadsheet; in Dateline's folder: pip install '.[office]'"
    assert any(row.extra == "office" for row in registry.FORMATS)
