"""Plain texts, and files whose names say nothing."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from index.errors import ConfigurationError
from index.model import Problem, RawRecord, Record
from index.sources import read_raw, to_record

Read = Callable[..., list[Any]]
SEEDS = Path(__file__).parents[3] / "seeds"


@pytest.mark.parametrize("name", ["a.txt", "a.TEXT", "a.md", "a", "story.2017", "a.log"])
def test_a_text_is_one_record_with_every_line(read: Read, name: str) -> None:
    text = " date 1995-01-01 Words\n\n\n\tBody\u00a0here  \n\n"
    assert read(name, text) == [Record(0, text.replace("\t", " "))]


def test_the_seeds_are_read_whole() -> None:
    for path in SEEDS.glob("*.txt"):
        raw = list(read_raw(path, {}))
        assert [(item.place, item.line, item.form) for item in raw if isinstance(item, RawRecord)] == [(0, 1, "text")]
        record = to_record(raw[0], str(path))  # type: ignore[arg-type]
        assert isinstance(record, Record)
        assert record.text == path.read_text(encoding="utf-8")
        assert record.title is None


@pytest.mark.parametrize(
    ("name", "content", "reason"),
    [
        ("a.txt", b"", "empty"),
        ("a.txt", b" \n\t\r\n ", "empty"),
        ("a.txt", "\u00a0\u3000\n".encode("utf-16"), "empty"),
        ("a.txt", bytes(200), "not text"),
        ("a.jpg", b"\xff\xd8\xff\xe0" + bytes(200), "not text: an image"),
        ("a.pdf", b"%PDF-1.4\n...", "damaged: it is no PDF document, or its list of pages is lost"),
        ("a.html", b"", "empty"),
        ("a.json", b"\x7fELF" + bytes(100), "not text: a program"),
        ("a.jsonl", b"\n\n", "empty: it holds no record"),
        ("a.csv", b"id,text\n", "empty: it holds no record"),
    ],
)
def test_what_holds_no_text(read: Read, name: str, content: bytes, reason: str) -> None:
    (problem,) = read(name, content)
    assert isinstance(problem, Problem)
    assert problem.reason == reason
    assert problem.path.endswith(name)


def test_what_cannot_be_opened(tmp_path: Path) -> None:
    (tmp_path / "folder.txt").mkdir()
    assert [item.reason for item in read_raw(tmp_path / "gone.txt", {}) if isinstance(item, Problem)] == [
        "the file has vanished"
    ]
    assert [item.reason for item in read_raw(tmp_path / "folder.txt", {}) if isinstance(item, Problem)] == [
        "not a regular file"
    ]


def test_an_unknown_field_is_refused_by_name(tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_text("text\nwords\n")
    with pytest.raises(ConfigurationError, match="'txt'"):
        list(read_raw(tmp_path / "a.csv", {"txt": "text"}))


@pytest.mark.parametrize(
    ("content", "form"),
    [
        (b'{"text": "Words."}\n{"text": "More."}\n', "fields"),
        (b'{"text": "' + b"word " * 30_000 + b'"}\n', "fields"),
        (b"\n\n<!DOCTYPE html><html><body><p>Words.</p>", "html"),
        (b'\xef\xbb\xbf<?xml version="1.0"?>\n<!-- x --><html>', "html"),
        ("<html><body>".encode("utf-16"), "html"),
        (b"<b>Words</b> of a text", "text"),
        (b"{brace yourselves}\nWords.", "text"),
    ],
)
def test_a_name_that_says_nothing_is_judged_by_the_content(tmp_path: Path, content: bytes, form: str) -> None:
    (tmp_path / "file").write_bytes(content)
    raw = next(read_raw(tmp_path / "file", {}))
    assert isinstance(raw, RawRecord)
    assert raw.form == form


def test_a_text_of_control_characters_is_read_and_made_harmless(read: Read) -> None:
    (record,) = read("a.txt", "words \x1b]52;c;eA==\x07 [@click=app.quit]x[/oops] \u202eevil \x9b2J\x00 end")
    assert record.text == "words ␛]52;c;eA==␇ [@click=app.quit]x[/oops] �evil �2J␀ end"
