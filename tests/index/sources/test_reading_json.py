"""JSON lines, arrays of stories and objects that hold stories."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from index.model import Problem, RawRecord, Record
from index.sources import read_raw
from index.sources.reading import HOPELESS, MOST_LISTED

Read = Callable[..., list[Any]]


def outline(found: list[Any]) -> list[object]:
    """Texts of records; lines of problems."""
    return [item.text if isinstance(item, Record) else item.line for item in found]


def test_all_that_a_record_may_say(read: Read) -> None:
    record = {
        "id": 17,
        "title": "A title\nof two   lines",
        "text": "One.\r\nTwo.",
        "source": {"name": "The Paper", "id": None},
        "date": "2017-09-21",
        "author": ["Jane Doe", {"name": "Joe Roe"}, None],
        "url": "https://example.org/a",
        "extra": {"text": "not this"},
    }
    assert read("a.jsonl", json.dumps(record)) == [
        Record(
            place=0,
            text="One.\nTwo.",
            record_id="17",
            title="A title of two lines",
            source="The Paper",
            author="Jane Doe, Joe Roe",
            date="2017-09-21",
            url="https://example.org/a",
        )
    ]


@pytest.mark.parametrize("name", ["body", "content", "articleBody", "Article Body", "FULL_TEXT"])
def test_usual_names_are_known(read: Read, name: str) -> None:
    line = json.dumps({name: "Words.", "headline": "T", "byline": "J", "link": "u", "publisher": "P", "pubDate": "d"})
    assert read("a.jsonl", line) == [Record(0, "Words.", None, "T", "P", "J", "d", "u")]


def test_the_surest_name_wins_unless_it_is_blank_and_a_given_name_goes_before_all(read: Read) -> None:
    lines = '{"content": "c", "text": "t"}\n{"content": "c", "text": " "}\n{"text": "t", "article": "a"}\n'
    assert outline(read("a.jsonl", lines)) == ["t", "c", "t"]
    assert outline(read("a.jsonl", lines, {"text": "content"})) == ["c", "c", "t"]


def test_raw_records_can_be_encoded(tmp_path: Path) -> None:
    (tmp_path / "a.jsonl").write_bytes(b'{"text": "half \\ud83d \\udc80 \xff", "title": ["\\udfff"]}')
    (raw,) = read_raw(tmp_path / "a.jsonl", {})
    assert isinstance(raw, RawRecord)
    assert raw.content == {"text": "half � � ÿ", "title": "�"}


def test_long_fields_are_cut(read: Read) -> None:
    (record,) = read("a.jsonl", json.dumps({"text": "t", "title": "T" * 400, "author": "J" * 5000}))
    assert (len(record.title), len(record.author)) == (300, 2000)


def test_a_text_may_be_a_list_of_paragraphs(read: Read) -> None:
    assert outline(read("a.jsonl", '{"text": ["One.", "Two."]}')) == ["One.\nTwo."]


def test_broken_lines_are_told_and_the_rest_goes_on_with_its_place(read: Read) -> None:
    lines = [
        '{"text": "one"}',
        "",
        '{"text": "cut',
        "[1, 2]",
        '{"title": "no text"}',
        '{"text": "  "}',
        '{"text": null}',
        "[" * 100_000,
        '{"text": "\ttab and \\u0000 and \\ud800"}',
        '{"text": "n", "id": ' + "9" * 10_000 + "}",
        '{"text": "last", "x": NaN}',
    ]
    found = read("a.jsonl", "\n".join(lines))
    assert outline(found) == ["one", 3, 4, 5, 6, 7, 8, " tab and ␀ and �", "n", "last"]
    assert [item.place for item in found if isinstance(item, Record)] == [0, 7, 8, 9]
    reasons = [item.reason for item in found if isinstance(item, Problem)]
    assert reasons[0].startswith("broken JSON: unterminated string")
    assert reasons[1] == "not a JSON object with named fields"
    assert reasons[2] == "no field is known as the text (there are: title)"
    assert reasons[3:5] == ["a record without a text"] * 2
    assert reasons[5] == "broken JSON: nested too deeply"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "cp1252"])
@pytest.mark.parametrize("newline", ["\n", "\r\n", "\r"])
def test_json_lines_in_other_encodings(read: Read, encoding: str, newline: str) -> None:
    lines = [json.dumps({"text": f"Déjà vu, naïve, {number}"}, ensure_ascii=False) for number in range(3)]
    found = read("a.jsonl", newline.join(lines).encode(encoding))
    assert outline(found) == ["Déjà vu, naïve, 0", "Déjà vu, naïve, 1", "Déjà vu, naïve, 2"]


def test_a_line_in_another_encoding_than_the_rest(read: Read) -> None:
    good = '{"text": "naïve"}\n'.encode()
    found = read("a.jsonl", good * 5000 + '{"text": "déjà vu"}\n'.encode("cp1252") + good)
    assert outline(found)[4999:] == ["naïve", "déjà vu", "naïve"]


@pytest.mark.parametrize("name", ["a.json", "a.jsonl"])
@pytest.mark.parametrize("indent", [None, 2])
def test_an_array_of_stories(tmp_path: Path, name: str, indent: int | None) -> None:
    stories = [{"text": f"Words {number}", "authors": [{"name": "J"}]} for number in range(3)]
    (tmp_path / name).write_text(json.dumps(stories, indent=indent))
    found = [item for item in read_raw(tmp_path / name, {}) if isinstance(item, RawRecord)]
    assert [item.content for item in found] == [{"text": f"Words {number}", "author": "J"} for number in range(3)]
    assert [item.line for item in found] == ([1, 1, 1] if indent is None else [2, 10, 18])
    assert [item.place for item in found] == [0, 1, 2]


def test_a_long_array_is_streamed(read: Read) -> None:
    stories = [{"text": f"{number} " + "word " * 40_000} for number in range(30)]
    found = read("a.json", json.dumps(stories))
    assert [item.text.split()[0] for item in found] == [str(number) for number in range(30)]


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        ('[{"text": "a"}, {"text": }, {"text": "b"}]', ["a", 1, "b"]),
        ('[\n{"text": "a"},\n{"text": "b\n},\n{"text": "c"}\n]', ["a", 3, "c"]),
        ('[\n  {"text": "a"},\n  {"text": "b",\n  {"text": "c"}\n]', ["a", 3, "c"]),
        ('[{"text": "a"}, 7, "x", {"text": "b"}', ["a", 1, 1, "b"]),
        ('[\n{"text": "a"}\n,' + "[" * 50_000 + "]" * 50_000 + ',\n{"text": "b"}]', ["a", 3, "b"]),
        ('{"text": "a"}\n{"text": "b"}', ["a", "b"]),
        ('{"text": "a"} {"text": "b"}', ["a", "b"]),
        ('{\n"text": "a"\n}\n{\n"text": "b"\n}', ["a", "b"]),
        ('{"text": "a"', [1]),
        ("oops", [1]),
        ("[]", [None]),
        ('{"title": "t"}', [1]),
    ],
)
def test_other_shapes_and_broken_ones(read: Read, content: str, expected: list[object]) -> None:
    assert outline(read("a.json", content)) == expected


def test_an_object_of_stories_gives_their_names_as_ids(tmp_path: Path) -> None:
    holder = {"x1": {"articleBody": "One."}, "about": "this", "x2": {"articleBody": "Two.", "id": "own"}}
    (tmp_path / "a.json").write_text(json.dumps(holder, indent=1))
    found = [item for item in read_raw(tmp_path / "a.json", {}) if isinstance(item, RawRecord)]
    assert [item.content for item in found] == [{"id": "x1", "text": "One."}, {"id": "own", "text": "Two."}]
    assert [item.line for item in found] == [2, 6]


def test_an_object_of_more_stories_than_are_read_at_once(tmp_path: Path) -> None:
    holder = {f"x{number}": {"text": f"Words {number}."} for number in range(40_000)}
    (tmp_path / "a.json").write_text(" " * 100 + json.dumps(holder, indent=0))
    found = [item for item in read_raw(tmp_path / "a.json", {}) if isinstance(item, RawRecord)]
    assert len(found) == 40_000
    assert found[-1].content == {"id": "x39999", "text": "Words 39999."}
    assert found[-1].line == 2 + 3 * 39_999


def test_an_object_with_a_list_of_stories(read: Read) -> None:
    holder = {"status": "ok", "articles": [{"content": "One.", "tags": []}, 5, {"content": "Two."}]}
    assert outline(read("a.json", json.dumps(holder))) == ["One.", "Two."]
    assert outline(read("a.json", '{"text": "Own.", "related": [{"text": "Other."}]}')) == ["Own."]


def test_many_broken_records_are_counted_rather_than_listed(read: Read) -> None:
    found = read("a.jsonl", '{"text": "one"}\n' + "{\n" * (MOST_LISTED + 500) + '{"text": "two"}')
    problems = [item for item in found if isinstance(item, Problem)]
    assert len(problems) == MOST_LISTED + 1
    assert problems[-1].reason == "500 more of its records cannot be read"
    assert [item.place for item in found if isinstance(item, Record)] == [0, MOST_LISTED + 501]


def test_a_file_without_a_good_record_is_given_up(read: Read) -> None:
    found = read("a.jsonl", "{\n" * (HOPELESS + 500) + '{"text": "two"}')
    assert [item.reason for item in found][MOST_LISTED] == "given up: 10,000 of its first 10,000 records cannot be read"
    assert not [item for item in found if isinstance(item, Record)]


def test_a_comma_at_the_end_of_a_line_is_told(read: Read) -> None:
    found = read("a.jsonl", '{"text": "one, two"},\n{"text": "three",}\n{"text": "four,}\n{"text": "five"}\n')
    assert outline(found) == ["one, two", 1, "three", 2, 3, "five"]
    assert [item.is_warning for item in found if isinstance(item, Problem)] == [True, True, False]
    assert [item.place for item in found if isinstance(item, Record)] == [0, 1, 3]
