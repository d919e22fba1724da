"""``dateline index --ocr``: asked for a folder, remembered, taken back; a stub stands for tesseract."""

from __future__ import annotations

import json
import multiprocessing
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from pdf_files import PICTURE, make_pdf

from index.building.reader_process import ReaderProcess
from tui.__main__ import main

Run = Callable[..., tuple[int, str, str]]

STUB = r"""
import sys
if sys.argv[1] == "--list-langs":
    print("List of available languages (3):\nara\neng\nosd")
else:
    print("level\tpage_num\tblock_num\tpar_num\tline_num\tword_num\tleft\ttop\twidth\theight\tconf\ttext")
    print("5\t1\t1\t1\t1\t1\t100\t100\t90\t40\t91.5\tTurnips")
"""


@pytest.fixture
def run(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Run:
    def command(*arguments: object) -> tuple[int, str, str]:
        monkeypatch.setattr(sys, "argv", ["dateline", *map(str, arguments)])
        with pytest.raises(SystemExit) as end:
            main()
        return int(end.value.code or 0), *capsys.readouterr()

    return command


@pytest.fixture(autouse=True)
def tesseract(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Installs the stub; the path of the program."""
    program = tmp_path / "programs" / "tesseract"
    program.parent.mkdir()
    program.write_text(f"#!{sys.executable} -S\n{STUB}")
    program.chmod(0o755)
    monkeypatch.setenv("PATH", str(program.parent))
    monkeypatch.setattr(
        ReaderProcess, "context", multiprocessing.get_context("spawn")
    )  # as forked, it has an older PATH
    return program


def test_scans_of_a_folder_are_read_from_then_on_until_that_is_taken_back(tmp_path: Path, run: Run) -> None:
    corpus = tmp_path / "in"
    corpus.mkdir()
    (corpus / "words.txt").write_text("Words of a text.")
    (corpus / "a.pdf").write_bytes(make_pdf([PICTURE]))
    run("index", corpus)
    assert run("search", "turnips")[0] == 1
    code, out, err = run("index", corpus, "--ocr", "eng")
    assert code == 0 and "read, but by a machine (tesseract), 92% sure of its words" in out + err
    (corpus / "b.png").write_bytes(b"\x89PNG\r\n\x1a\n" + bytes(20))
    assert "1 file read" in run("index")[1]
    hits = json.loads(run("search", "turnips", "--json")[1])["hits"]
    assert sorted(Path(hit["path"]).name for hit in hits) == ["a.pdf", "b.png"]
    shown = json.loads(run("show", hits[0]["id"], "--json")[1])
    assert shown["pages"] == [{"start": 0, "label": "1", "certainty": 0.92}]
    run("notes", "add", hits[0]["id"], "--quote", "Turnips")
    assert "p. 1, read by machine" in run("notes", "export", "--format", "markdown")[1]
    run("index", corpus, "--ocr", "none")
    (corpus / "c.png").write_bytes(b"\x89PNG\r\n\x1a\n" + bytes(21))
    assert "not text: an image" in "".join(run("index")[1:])
    assert json.loads(run("search", "turnips", "--json")[1])["total"] == 2  # what was read stays


def test_what_cannot_be_read_is_refused_before_anything_is_read(tmp_path: Path, run: Run, tesseract: Path) -> None:
    code, _, err = run("index", tmp_path, "--ocr", "eng+deu")
    assert code == 2 and "tesseract does not read 'deu' here; it reads ara, eng." in err
    tesseract.unlink()
    code, _, err = run("index", tmp_path, "--ocr", "eng")
    assert code == 2 and "the program tesseract, which is not installed" in err
