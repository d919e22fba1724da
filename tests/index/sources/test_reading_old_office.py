"""Word documents and presentations of before 2007, by programs that may be missing, hang, or never stop writing."""

from __future__ import annotations

import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from ole_file import ole_file

from index.model import Problem

Read = Callable[..., list[Any]]
Catdoc = Callable[..., None]

DOC = ole_file({"WordDocument": b"\xec\xa5" + bytes(20) + b"Words of a document."})


@pytest.fixture
def catdoc(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Catdoc:
    """Installs a program of this or another name that does what it is given in Python."""
    folder = tmp_path / "programs"
    folder.mkdir()
    monkeypatch.setenv("PATH", str(folder))

    def install(script: str, name: str = "catdoc") -> None:
        (folder / name).write_text(f"#!{sys.executable} -S\nimport os, sys, time\n{script}\n")
        (folder / name).chmod(0o755)

    return install


def test_the_program_is_named_where_it_is_missing(read: Read, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", "")
    for name in ("a.doc", "a", "a.docx"):
        (problem,) = read(name, DOC)
        assert problem.reason == "a Word document of before 2007; to read it, install the program catdoc"


def test_what_the_program_writes_is_the_text(read: Read, catdoc: Catdoc) -> None:
    catdoc("sys.stdout.buffer.write('Première ligne\\na\\tb\\nc\\td\\nThe end'.encode())")
    (record,) = read("a.doc", DOC)
    assert record.text == "Première ligne\n\na b\nc d\n\nThe end"


def test_the_program_gets_a_private_file_and_no_shell(
    read: Read, catdoc: Catdoc, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SECRET", "x")
    catdoc("print(sys.argv[1:-1], oct(os.stat(os.path.dirname(sys.argv[-1])).st_mode)[-3:], 'SECRET' in os.environ)")
    (record,) = read("$(touch x); -rf.doc", DOC)
    assert record.text == "['-d', 'utf-8', '-w'] 700 False"


@pytest.mark.parametrize(
    ("script", "reason"),
    [
        ("time.sleep(30)", "catdoc took more than 0.3 seconds"),
        ("os.close(1)\ntime.sleep(30)", "it has no text, perhaps only pictures"),
        ("while True: print('x' * 1000)", "more than 1 MiB in one text"),
        ("sys.exit(1)", "it has no text, perhaps only pictures"),
    ],
)
def test_a_program_that_does_not_behave(
    read: Read, catdoc: Catdoc, monkeypatch: pytest.MonkeyPatch, script: str, reason: str
) -> None:
    monkeypatch.setattr("index.sources.formats.programs.MAX_RECORD_BYTES", 2**20)
    if "took" in reason:
        monkeypatch.setattr("index.sources.formats.programs._SECONDS", 0.3)
    catdoc(script)
    (problem,) = read("a.doc", DOC)
    assert problem.reason == reason


def test_encrypted_documents_and_what_is_none(read: Read, catdoc: Catdoc) -> None:
    catdoc("")
    (problem,) = read("a.doc", ole_file({"WordDocument": b"\xec\xa5" + bytes(9) + b"\x01"}))
    assert problem.reason == "needs a password"
    (problem,) = read("a.doc", "Words.")
    assert isinstance(problem, Problem)
    assert problem.reason == "no Word document of before 2007: it begins differently"


PPT = ole_file({"PowerPoint Document": b"\x0f\x00\xe8\x03Words of slides.", "Current User": b"\x5f\xc0\x91\xe3"})


def test_slides_are_pages(read: Read, catdoc: Catdoc) -> None:
    catdoc("sys.stdout.buffer.write('Überblick\\rerstens\\vzweitens\\n\\f\\n\\fDank\\n\\f'.encode())", "catppt")
    for name in ("a.ppt", "a", "a.pptx"):
        (record,) = read(name, PPT)
        assert record.text == "Überblick\nerstens\nzweitens\n\nDank"
        assert [(page.start, page.label) for page in record.pages] == [(0, "1"), (28, "2"), (28, "3")]


def test_the_program_for_slides_is_named_where_it_is_missing(read: Read, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", "")
    (problem,) = read("a.ppt", PPT)
    assert problem.reason == "a presentation of before 2007; to read it, install the program catppt"


def test_encrypted_slides_need_a_password(read: Read, catdoc: Catdoc) -> None:
    catdoc("", "catppt")
    (problem,) = read("a.ppt", ole_file({"PowerPoint Document": bytes(9), "Current User": b"\xdf\xc4\xd1\xf3"}))
    assert problem.reason == "needs a password"
    (problem,) = read("a.ppt", PPT)
    assert problem.reason == "it has no text, perhaps only pictures"
