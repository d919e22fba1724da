"""CSV and TSV files with a story a row."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from index.model import Problem, RawRecord, Record
from index.sources import read_raw

Read = Callable[..., list[Any]]


def outline(found: list[Any]) -> list[object]:
    """Texts of records; lines of problems."""
    return [item.text if isinstance(item, Record) else item.line for item in found]


@pytest.mark.parametrize(("name", "mark"), [("a.csv", ","), ("a.csv", ";"), ("a.tsv", "\t"), ("a.csv", "|")])
def test_columns_are_known_by_their_names(read: Read, name: str, mark: str) -> None:
    rows = [["ID", "Title", "Body", "By Line", "Published"], ["7", "T", "Words, and; more", "J", "4/16/2017"]]
    lines = [mark.join(f'"{value}"' if mark in value else value for value in row) for row in rows]
    assert read(name, "\n".join(lines)) == [Record(0, "Words, and; more", "7", "T", None, "J", "4/16/2017", None)]


def test_fields_that_are_given(read: Read) -> None:
    content = "unit_id,article_title,article_content,source\n1,T,Words.,nna\n"
    fields = {"text": "article_content", "title": "article_title", "id": "unit_id"}
    assert read("a.csv", content, fields) == [Record(0, "Words.", "1", "T", "nna")]


def test_a_file_without_a_column_of_texts(read: Read) -> None:
    (problem,) = read("a.csv", "number,\x1b[31mwords\n1,words here\n2,y\n")
    assert problem.line is None
    assert problem.reason == (
        "no field is known as the text (there are: number, ␛[31mwords); "
        "type: dateline index --field 'text=␛[31mwords' PATH"
    )


def test_newlines_within_quotes_and_the_lines_of_rows(tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_bytes(b'id,text\r\n1,"One,\r\ntwo\r\n""three"""\r\n\r\n2,Four\r\n3,"Five\nsix"')
    found = [item for item in read_raw(tmp_path / "a.csv", {}) if isinstance(item, RawRecord)]
    assert [(item.place, item.line) for item in found] == [(0, 2), (1, 6), (2, 7)]
    assert [item.content["text"] for item in found] == ['One,\ntwo\n"three"', "Four", "Five\nsix"]


def test_rows_of_another_length_are_problems_and_the_rest_goes_on(read: Read) -> None:
    found = read("a.csv", "id,text\n1,One\n2\n3,Three,more\n4,Four,,\n5,\n6,Six\n")
    assert outline(found) == ["One", 3, 4, "Four", 6, "Six"]
    assert found[1].reason == "a row of 1 fields where the header has 2"
    assert found[4].reason == "a record without a text"
    assert [item.place for item in found if isinstance(item, Record)] == [0, 3, 5]


@pytest.mark.parametrize(
    ("rows", "expected"),
    [
        ('1,"Never closed\n2,Two\n3,Three', [2, "Two", "Three"]),
        ('1,"Never closed, either\n2,"Two"\n3,Three', [2, "Two", "Three"]),
        ('1,"He said "so" to us"\n2,Two', ['He said so" to us"', "Two"]),
        ('1,5" of snow\n2,Two', ['5" of snow', "Two"]),
        ("1,NUL \x00 here\n2,Two", ["NUL ␀ here", "Two"]),
        ('1,"Last one', ["Last one"]),
    ],
)
def test_stray_quotation_marks(read: Read, rows: str, expected: list[object]) -> None:
    assert outline(read("a.csv", "id,text\n" + rows)) == expected


def test_a_mark_that_never_closes_again_and_again(read: Read) -> None:
    rows = "".join(f'{number},"Words {number}\n' for number in range(3000))
    assert len(read("a.csv", "id,text\n" + rows)) > 1000


def test_fields_larger_than_the_usual_limit(read: Read) -> None:
    text = "word " * 100_000
    assert outline(read("a.csv", f"id,text\n1,{text}\n2,Two")) == [text, "Two"]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
def test_other_encodings(read: Read, encoding: str) -> None:
    content = "text,id\n" + "".join(f"“Déjà vu” {number},{number}\n" for number in range(5))
    assert outline(read("a.csv", content.encode(encoding))) == [f"“Déjà vu” {number}" for number in range(5)]


def test_a_row_in_another_encoding_than_the_rest(read: Read) -> None:
    good = "naïve,1\n".encode()
    found = read("a.csv", b"text,id\n" + good * 10_000 + "déjà vu,2\n".encode("cp1252") + good)
    assert outline(found)[9_999:] == ["naïve", "déjà vu", "naïve"]


def test_a_header_and_a_row_of_odd_bytes(read: Read) -> None:
    found = read("a.csv", b"text,id\n" + b"naive,1\n" * 10_000 + b"\xff\xfea\r\n" + b"x" * 200_000 + b",2\n")
    assert found[10_000].line == 10_002
    assert found[10_001].text == "x" * 200_000
    (problem,) = read("b.csv", b"n" * 200_000 + b",id\nWords.,1\n")
    assert problem.reason.startswith("no field is known as the text")


def test_formulas_are_only_text(read: Read) -> None:
    assert outline(read("a.csv", "id,text\n1,\"=cmd|' /C calc'!A0\"\n")) == ["=cmd|' /C calc'!A0"]


def test_problems_name_the_file(read: Read) -> None:
    problem = read("a.csv", "id,text\n1\n")[0]
    assert isinstance(problem, Problem)
    assert problem.path.endswith("/a.csv")


@pytest.mark.parametrize(
    "content",
    [
        "sep=;\nid;text;date\n1;Ships, wait;2017\n",
        '"sep=|"\nid|text|date\n1|Ships, wait|2017\n',
        "Exported by Harbour Archive\n\nPeriod: 2017;all\nid;text;date\n1;Ships, wait;2017\n",
        'id, text, date\n1, "Ships, wait", 2017\n',
        "id;text;date;;\n1;Ships, wait;2017;;\n",
        'id\ttext\tdate\n1\t"Ships, wait"\t2017\n',
    ],
)
def test_what_stands_about_the_columns_is_passed_over(read: Read, content: str) -> None:
    assert read("a.csv", content) == [Record(0, "Ships, wait", "1", date="2017")]


def test_lines_keep_their_numbers_below_what_is_passed_over(tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_text("sep=;\nid;text;date\n1;Ships;2017\n")
    assert [item.line for item in read_raw(tmp_path / "a.csv", {})] == [3]


def test_a_row_that_lacks_its_last_field_is_read_with_a_warning(read: Read) -> None:
    record, warning, problem = read("a.csv", "text,source,\x1b[1mdate\nShips wait,Port\nCut\n")
    assert (record.text, record.source, record.date) == ("Ships wait", "Port", None)
    assert (warning.line, warning.reason) == (2, "read, but the row ends before its last field, ␛[1mdate")
    assert (warning.is_warning, problem.line, problem.is_warning) == (True, 3, False)
