"""Scans and images, by a program that may be missing, or find nothing; a stub tells words as it does."""

from __future__ import annotations

import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from pdf_files import PICTURE, down, make_pdf

from index.building.reader import CutRecord, cut
from index.model import Problem
from index.sources.limits import Budget
from index.text.pages import cited, place_among

PNG = b"\x89PNG\r\n\x1a\n" + bytes(20)
HEAD = "level page_num block_num par_num line_num word_num left top width height conf text".replace(" ", "\t")

Install = Callable[..., None]
Scan = Callable[[str, bytes], list[CutRecord | Problem]]


def word(text: str, certainty: float = 90, *, page: int = 1, line: int = 1, left: int = 100) -> str:
    """A row of tesseract's table; lines are 60 pixels apart."""
    numbers = (5, page, 1, 1, line, 1, left, 100 + 60 * line, 90, 40, certainty)
    return "\t".join([*map(str, numbers), text])


@pytest.fixture
def tesseract(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Install:
    """Installs a program of this name: each time it is called it writes the next of these tables, and its arguments."""
    folder = tmp_path / "programs"
    folder.mkdir()
    monkeypatch.setenv("PATH", str(folder))

    def install(*tables: list[str]) -> None:
        for number, table in enumerate(tables):
            (folder / str(number)).write_text("\n".join([HEAD, *table]), encoding="utf-8")
        script = (
            f"#!{sys.executable} -S\nimport os, sys\nhere = os.path.dirname(sys.argv[0])\n"
            "number = min(int(name) for name in os.listdir(here) if name.isdigit())\n"
            "open(here + '/called', 'a').write(repr(sys.argv[2:]))\n"
            "path = here + '/' + str(number)\nprint(open(path).read())\nos.remove(path)\n"
        )
        (folder / "tesseract").write_text(script)
        (folder / "tesseract").chmod(0o755)

    return install


@pytest.fixture
def scan(tmp_path: Path) -> Scan:
    """Reads a file, with its pictures of pages read in English and Arabic."""

    def read_file(name: str, content: bytes) -> list[CutRecord | Problem]:
        (tmp_path / name).write_bytes(content)
        return list(cut(tmp_path / name, {}, Budget(scans="eng+ara")))

    return read_file


def text_of(found: CutRecord | Problem) -> str:
    assert isinstance(found, CutRecord)
    assert not isinstance(found.raw.content, bytes)
    return found.raw.content["text"]


def test_a_page_without_text_is_read_and_the_others_are_left_alone(
    scan: Scan, tesseract: Install, tmp_path: Path
) -> None:
    tesseract([word("The"), word("repre-", 80, left=200), word("sentative", 94, line=2), word("~", 12, line=3)])
    found, problem = scan("a.pdf", make_pdf([down(["Written words."]), PICTURE]))
    assert text_of(found) == "Written words.\n\nThe representative"
    assert isinstance(found, CutRecord)
    assert [(page.label, page.certainty) for page in found.raw.pages] == [("1", None), ("2", 0.89)]
    assert isinstance(problem, Problem)
    assert problem.reason == "read, but 1 of its 2 pages by a machine (tesseract), 89% sure of its words"
    assert (tmp_path / "programs" / "called").read_text() == "['stdout', '-l', 'eng+ara', 'tsv']"


def test_citations_say_what_a_machine_has_read(scan: Scan, tesseract: Install) -> None:
    tesseract([word("Words", 77)])
    found, _ = scan("a.pdf", make_pdf([down(["Written."]), PICTURE]))
    assert isinstance(found, CutRecord)
    pages = found.raw.pages
    assert [cited(pages, page.start) for page in pages] == ["p. 1", "p. 2, read by machine"]
    assert [place_among(pages, page.start) for page in pages] == [
        "p. 1 of 2",
        "p. 2 of 2, read by machine (77% sure)",
    ]


def test_the_pages_of_an_image_are_pages(scan: Scan, tesseract: Install) -> None:
    tesseract([word("First", 100), word("Second", 60, page=2)])
    found, problem = scan("a.tif", b"II*\x00" + bytes(20))
    assert text_of(found) == "First\n\nSecond"
    assert isinstance(found, CutRecord)
    assert [(page.start, page.label, page.certainty) for page in found.raw.pages] == [(0, "1", 1.0), (7, "2", 0.6)]
    assert isinstance(problem, Problem)
    assert problem.reason == "read, but by a machine (tesseract), 60% to 100% sure of its words"


def test_pictures_without_words_say_so(scan: Scan, tesseract: Install) -> None:
    tesseract([], [word("@", 5)])
    (problem,) = scan("a.pdf", make_pdf([PICTURE]))
    assert isinstance(problem, Problem)
    assert problem.reason == "its page has no text, as scans have none"
    (problem,) = scan("a.png", PNG)
    assert isinstance(problem, Problem)
    assert problem.reason == "an image on which no word was found"


def test_a_picture_that_the_program_cannot_read_is_no_empty_one(scan: Scan, tmp_path: Path, tesseract: Install) -> None:
    tesseract([])
    with (tmp_path / "programs" / "tesseract").open("a") as script:
        script.write("sys.exit(1)\n")
    (problem,) = scan("a.png", PNG)
    assert isinstance(problem, Problem)
    assert problem.reason == "an image that tesseract cannot read: damaged, or too much for it"


def test_the_program_is_named_where_it_is_missing(scan: Scan, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", "")
    found, *problems = scan("a.pdf", make_pdf([down(["Written."]), PICTURE]))
    told = "a scan; to read it, install the program tesseract"
    assert text_of(found).endswith(f"[Not read: 1 of 2 pages (2) has no text, as scans have none]\n[Not read: {told}]")
    assert [problem.reason for problem in problems if isinstance(problem, Problem)] == [
        "read, but 1 of 2 pages (2) has no text, as scans have none",
        f"read, but {told}",
    ]


def test_nothing_is_started_unless_it_was_asked_for(tmp_path: Path, tesseract: Install) -> None:
    tesseract([word("Words")])
    (tmp_path / "a.png").write_bytes(PNG)
    (problem,) = cut(tmp_path / "a.png", {}, Budget())
    assert isinstance(problem, Problem)
    assert problem.reason == "not text: an image"
    assert not (tmp_path / "programs" / "called").exists()
