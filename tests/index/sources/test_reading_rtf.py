"""RTF: code pages, notes, what is deleted, text boxes, tables; damaged files."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from index.model import Problem

Read = Callable[..., list[Any]]

FONTS = r"{\fonttbl{\f0\fnil\fcharset0 Times;}{\f1\fswiss\fcharset204 Arial;}{\f2\fnil\fcharset136 Ming;}}"


def rtf(body: str, page: str = r"\ansicpg1252") -> bytes:
    return (r"{\rtf1\ansi" + page + r"\deff0" + FONTS + r"\f0 " + body + "}").encode("latin-1")


def hexed(words: str, codec: str) -> str:
    return "".join(f"\\'{byte:02x}" for byte in words.encode(codec))


def test_code_pages_of_document_and_fonts(read: Read) -> None:
    russian, chinese = "Силы вошли в город", "部隊進城"
    body = rf"caf\'e9 {{\f1 {hexed(russian, 'cp1251')}}} {{\f2 {hexed(chinese, 'cp950')}}} \u1090?\u-10179?\u-8704?"
    assert read("a.rtf", rtf(body))[0].text == f"café {russian} {chinese} т\U0001f600"
    plain = r"{\rtf1\ansi\ansicpg1251 " + hexed(russian, "cp1251") + "}"
    assert read("a.rtf", plain)[0].text == russian
    raw = rb"{\rtf1\ansi\ansicpg1251 " + russian.encode("cp1251") + b"}"
    assert read("a.doc", raw)[0].text == russian


def test_paragraphs_tables_lists_and_notes(read: Read) -> None:
    body = (
        r"{\b First} paragraph,\line on two lines{\super\chftn}{\footnote\pard\chftn  A {\i note}.}.\par "
        r"\trowd Town\cell Day\cell\row Mayadin\cell 5\cell\row\pard "
        r"{\listtext 1.\tab}one\par{\pntext 2.\tab}two\par "
        r"Kept{\deleted\revauthdel1 gone}{\rtlch \deleted gone}{\*\atnauthor Ann}{\*\annotation Who?} on.\par "
        r"{\header Secret \par}{\footerf 3}{\field{\*\fldinst HYPERLINK \"http://x.y\"}{\fldrslt a link}}"
        r"{\shp{\*\shpinst{\sp{\sn a}{\sv b}}{\shptxt In a box.\par}}{\shprslt In a box.}}\{braces\}{\pict\bin4 }}}}}"
    )
    assert read("a.rtf", rtf(body))[0].text.split("\n\n") == [
        "First paragraph,\non two lines[1].",
        "Town | Day\nMayadin | 5\n1. one\n2. two",
        "Kept on.",
        "a link",
        "In a box.",
        "{braces}",
        "[1] A note.",
        "Comment by Ann: Who?",
        "Header: Secret",
    ]


def test_what_the_file_says_of_itself(read: Read) -> None:
    info = r"{\info{\title Forces enter Mayadin}{\author Anne Lee}{\creatim\yr2017\mo9\dy21\hr10}}"
    (record,) = read("a.rtf", rtf(info + r"The forces enter Mayadin today.\par"))
    assert (record.title, record.author) == ("Forces enter Mayadin", "Anne Lee")
    assert record.dates == (("created", "2017-09-21"),)


def test_html_that_outlook_has_wrapped(read: Read) -> None:
    body = (
        r"{\rtf1\ansi\ansicpg1252\fromhtml1 \deff0{\*\htmltag64 <p>}\htmlrtf {\htmlrtf0 Words &amp; more"
        r"{\*\htmltag84 <b>}\htmlrtf {\b \htmlrtf0 bold\htmlrtf }\htmlrtf0 {\*\htmltag92 </b>}"
        r"{\*\htmltag72 </p>}\htmlrtf\par}\htmlrtf0}"
    )
    assert read("a.rtf", body)[0].text == "Words & morebold"


@pytest.mark.parametrize(
    "content",
    [
        r"{\rtf1 " + "{" * 50_000,
        r"{\rtf1 " + r"{\footnote " * 3000 + "x" + "}" * 3001,
        r"{\rtf1 \u99999999999? \uc \f \bin999999999 x}",
        r"{\rtf1\ansicpg99999{\fonttbl{\f0\fcharset82 x;}{\f1\fcharset999 y;}}\f0\'e1\f1\'e1 x}",
        r"{\rtf1 }}}}} words {\field{\fldinst HYPERLINK " + '"' * 20_000 + "}}",
        r"{\rtf1\'",
    ],
    ids=lambda _: "hostile",
)
def test_hostile_rtf(read: Read, content: str) -> None:
    assert read("a.rtf", content)


def test_rtf_that_is_cut_short_is_told(read: Read) -> None:
    record, problem = read("a.rtf", rtf(r"Words that can be read.\par and {\i more")[:-1])
    assert record.text.startswith("Words that can be read.\n\nand more\n\n[Not read: the file is cut short")
    assert isinstance(problem, Problem)
    (problem,) = read("a.rtf", "Words of a text.")
    assert problem.reason == "no RTF document: it begins differently"
