"""The table of formats: a format is one module and one row; containers, members and limits over all levels."""

from __future__ import annotations

import gzip
import io
import sys
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType

import pytest

from index.analysis.documents import Task, analyse, document_id, identity_of
from index.model import Document, Problem, RawRecord
from index.sources import limits, read_raw
from index.sources.entries import Fault, Member, Text
from index.sources.formats import registry
from index.sources.formats.registry import Format, judge_format
from index.sources.source import Source

STORY = "Forces enter Mayadin\n\nThe spokesman said that the forces had entered the town.\n"


def made_up(source: Source) -> Iterator[Text | Member | Fault]:
    """A folder on paper: a line with a name and a size in bytes, then so many bytes; a line "= words" is a text."""
    with source.open() as stream:
        assert stream.readline() == b"FOLDER\n"
        while line := stream.readline().decode().strip():
            if line.startswith("= "):
                yield Text({"text": line[2:], "title": "A note"})
            elif line.startswith("! "):
                yield Fault(None, "torn", line[2:])
            else:
                name, size = line.rsplit(" ", 1)
                content = stream.read(int(size))
                yield Member(name, lambda content=content: io.BytesIO(content))  # type: ignore[misc]


ROW = Format(
    "folder on paper",
    "a folder on paper",
    "made_up_format:made_up",
    (".folder",),
    starts=((0, b"FOLDER\n"),),
    contains=True,
)


@pytest.fixture(autouse=True)
def _one_module_and_one_row(monkeypatch: pytest.MonkeyPatch) -> None:
    module = ModuleType("made_up_format")
    module.made_up = made_up  # type: ignore[attr-defined]
    monkeypatch.setitem(sys.modules, "made_up_format", module)
    monkeypatch.setattr(registry, "FORMATS", (ROW, *registry.FORMATS))


def folder(*members: tuple[str, bytes] | str) -> bytes:
    parts = [b"FOLDER\n"]
    for member in members:
        parts.append(f"{member}\n".encode() if isinstance(member, str) else b"%s %d\n%s" % (
            member[0].encode(), len(member[1]), member[1]
        ))  # fmt: skip
    return b"".join(parts)


def read(path: Path, content: bytes) -> list[RawRecord | Problem]:
    path.write_bytes(content)
    return list(read_raw(path, {}))


def members_of(found: list[RawRecord | Problem]) -> list[str]:
    return [item.member for item in found if isinstance(item, RawRecord)]


def test_a_format_is_one_module_and_one_row(tmp_path: Path) -> None:
    found = read(tmp_path / "a.folder", folder(("one.txt", STORY.encode()), ("two.jsonl", b'{"text": "a"}\n' * 2)))
    assert members_of(found) == ["one.txt", "two.jsonl", "two.jsonl"]
    assert [(item.place, item.number, item.type) for item in found if isinstance(item, RawRecord)] == [
        (0, 0, "text"),
        (1, 0, "json lines"),
        (2, 1, "json lines"),
    ]


def test_members_are_read_by_any_format_at_any_depth(tmp_path: Path) -> None:
    inner = folder(("deep.html", b"<html><p>words</p></html>"), ("rows.csv", b"text\nwords\n"))
    found = read(tmp_path / "a.gz", gzip.compress(folder(("in/side.folder", inner), ("b.txt.gz", gzip.compress(b"w")))))
    assert members_of(found) == ["in/side.folder/deep.html", "in/side.folder/rows.csv", "b.txt.gz"]
    assert [item.form for item in found if isinstance(item, RawRecord)] == ["html", "fields", "text"]


def test_what_is_attached_to_a_text_knows_it(tmp_path: Path) -> None:
    path = tmp_path / "a.folder"
    inner = folder("= An inner note.", ("deep.txt", STORY.encode()))
    found = read(path, folder(("before.txt", b"Words."), "= A note.", ("in.folder", inner)))
    parents = {item.member: item.parents for item in found if isinstance(item, RawRecord)}
    assert parents == {"before.txt": (), "": (), "in.folder": ("",), "in.folder/deep.txt": ("", "in.folder")}
    documents = {}
    for item in found:
        assert isinstance(item, RawRecord)
        (document,) = analyse(Task(str(path), identity_of(item, unique=False), item))
        assert isinstance(document, Document)
        documents[item.member] = document
    assert documents[""].id == document_id(str(path), "p0", 1)
    assert documents["in.folder"].origin.parent == documents[""].id
    assert documents["in.folder/deep.txt"].origin.parent == documents["in.folder"].id
    assert documents["before.txt"].origin.parent == ""
    assert len({document.id for document in documents.values()}) == 4


def test_ids_of_members_do_not_depend_on_what_lies_beside_them(tmp_path: Path) -> None:
    path = tmp_path / "a.folder"
    names = [f"{number}.txt" for number in range(5)]

    def ids(wanted: list[str]) -> dict[str, str]:
        found = read(path, folder(*((name, f"Words of {name}.".encode()) for name in wanted)))
        return {item.member: identity_of(item, unique=False) for item in found if isinstance(item, RawRecord)}

    whole = ids(names)
    assert ids(names[3:]) == {name: whole[name] for name in names[3:]}
    assert len(set(whole.values())) == 5


def test_members_of_one_name_are_two(tmp_path: Path) -> None:
    found = read(tmp_path / "a.folder", folder(("a.txt", b"One."), ("a.txt", b"Two.")))
    assert members_of(found) == ["a.txt", "a.txt (2)"]


def test_what_is_wrong_with_a_member_is_told_by_its_name_and_the_rest_goes_on(tmp_path: Path) -> None:
    found = read(
        tmp_path / "a.folder", folder(("a.jpg", b"\xff\xd8\xff\xe0"), ("\x1b[2J.txt", b""), "! c", ("d.txt", b"W."))
    )
    assert [(item.path.rpartition("/")[2], item.reason) for item in found if isinstance(item, Problem)] == [
        ("a.jpg", "not text: an image"),
        ("␛[2J.txt", "empty"),
        ("c", "torn"),
    ]
    assert members_of(found) == ["d.txt"]


def test_containers_are_opened_five_deep(tmp_path: Path) -> None:
    packed = folder(("a.txt", b"Words."))
    for _ in range(4):
        packed = folder(("f.folder", packed))
    assert members_of(read(tmp_path / "a.folder", packed)) == ["f.folder/" * 4 + "a.txt"]
    (problem,) = read(tmp_path / "a.folder", folder(("f.folder", packed)))
    assert isinstance(problem, Problem)
    assert problem.reason == "containers within containers, more than 5 deep"


def test_members_are_counted_over_all_levels(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(limits, "MAX_MEMBERS", 6)
    inner = folder(("a.txt", b"Words."), ("b.txt", b"Words."))
    found = read(tmp_path / "a.folder", folder(*((f"{number}.folder", inner) for number in range(5))))
    assert members_of(found) == ["0.folder/a.txt", "0.folder/b.txt", "1.folder/a.txt", "1.folder/b.txt"]
    assert [item.reason for item in found if isinstance(item, Problem)] == ["it holds more than 6 files"]


def test_a_limit_that_is_met_within_a_record_ends_the_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(limits, "MAX_UNPACKED_BYTES", 105_000)
    monkeypatch.setattr(limits, "MAX_UNPACKED_RATIO", 0)
    found = read(tmp_path / "a.folder", folder(*((f"{number}.txt", b"word " * 2000) for number in range(60))))
    assert members_of(found) == [f"{number}.txt" for number in range(10)]
    assert [type(item) for item in found[-2:]] == [RawRecord, Problem]
    assert "unpacks to more than" in found[-1].reason  # type: ignore[union-attr]


def test_every_row_is_whole() -> None:
    names = [row.name for row in registry.FORMATS]
    assert len(set(names)) == len(names)
    for row in registry.FORMATS:
        assert row.suffixes or row.claims or row.starts
        assert all(suffix == suffix.lower() and suffix.startswith(".") for suffix in row.suffixes)
        if row.reader:
            module, _, function = row.reader.partition(":")
            assert callable(getattr(__import__(module, fromlist=[function]), function))


def test_a_declared_type_counts_where_the_name_says_nothing() -> None:
    assert judge_format("part", b"a,b\n1,2\n", "text/csv").name == "csv"
    assert judge_format("part.txt", b"a,b\n1,2\n", "text/csv").name == "text"
