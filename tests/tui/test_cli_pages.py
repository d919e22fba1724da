"""Pages of a PDF, as scripts see them: hits, documents and notes, exports, and a note whose document gained a page."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from pdf_files import down, make_pdf
from running import Run

QUOTE = "Nobody had seen a heron there since the war"


BIRDS = "bittern crane curlew dunlin egret godwit grebe knot lapwing plover redshank heron snipe".split()


def book(*, foreword: bool = False) -> bytes:
    """Thirteen pages, the quote on the twelfth; or fourteen, with a new one before them all."""
    pages = [down([f"The keepers of the marsh wrote down what they knew of the {bird}."]) for bird in BIRDS]
    pages[11] = down([f"{QUOTE},", "and the keepers did not believe the boy who came running with it."])
    return make_pdf([down(["A foreword to the new edition of this book."]), *pages] if foreword else pages)


@pytest.fixture
def marsh(tmp_path: Path, run: Run) -> Path:
    """A folder with the book, indexed, and a note on its quote."""
    folder = tmp_path / "marsh"
    folder.mkdir()
    (folder / "book.pdf").write_bytes(book())
    assert run("index", folder).code == 0
    document = answer(run, "search", "heron")["hits"][0]["id"]
    assert run("notes", "add", document, "--quote", QUOTE, "--note", "check it").code == 0
    return folder


def answer(run: Run, *arguments: object) -> Any:
    printed = run(*arguments, "--json")
    assert printed.code == 0, printed
    return json.loads(printed.out)


def test_hits_and_documents_have_pages(run: Run, marsh: Path) -> None:
    (hit,) = answer(run, "search", "heron OR foreword OR boy")["hits"]
    assert hit["pages"] == ["12", "12"]
    shown = answer(run, "show", hit["id"])
    assert [page["label"] for page in shown["pages"]] == [str(number) for number in range(1, 14)]
    assert shown["text"][shown["pages"][11]["start"] :].startswith(QUOTE)
    assert [note["page"] for note in shown["annotations"]] == ["12"]
    assert marsh.name in hit["path"]


def test_exports_name_the_page(run: Run, marsh: Path) -> None:
    for form in ("markdown", "html", "bibtex", "csl", "ris"):
        written = run("notes", "export", "--format", form).out
        assert "p. 12" in written.replace("\\", "")
        assert "characters" not in written
        assert str(marsh) not in written


def fragments(run: Run) -> list[dict[str, str]]:
    exported = json.loads(run("notes", "export", "--format", "w3c").out)
    (item,) = exported["first"]["items"]
    return [one for one in item["target"]["selector"] if one["type"] == "FragmentSelector"]


def test_a_note_stays_with_its_words_when_the_pdf_gains_a_page(run: Run, marsh: Path) -> None:
    assert [note["page"] for note in answer(run, "notes", "list")["notes"]] == ["12"]
    assert f"{marsh / 'book.pdf'}, p. 12" in run("notes", "list").out
    assert fragments(run) == [
        {"type": "FragmentSelector", "conformsTo": "http://tools.ietf.org/rfc/rfc8118", "value": "page=12"}
    ]
    (marsh / "book.pdf").write_bytes(book(foreword=True))
    assert run("index", marsh).code == 0
    (note,) = answer(run, "notes", "list")["notes"]
    assert (note["state"], note["quote"], note["page"]) == ("exact", QUOTE, "13")
    assert f"{marsh / 'book.pdf'}, p. 13" in run("notes", "list").out
    assert [one["value"] for one in fragments(run)] == ["page=13"]


def test_what_was_exported_with_its_page_comes_back(run: Run, marsh: Path, tmp_path: Path) -> None:
    file, other = tmp_path / "notes.jsonld", tmp_path / "other.sqlite"
    assert run("notes", "export", "--format", "w3c", "--output", file).code == 0
    assert run("notes", "import", file, "--notebook", other, "--library", marsh.name).code == 0
    (note,) = answer(run, "notes", "list", "--notebook", other, "--library", marsh.name)["notes"]
    assert (note["quote"], note["note"], note["page"]) == (QUOTE, "check it", "12")


def test_a_quote_that_refines_a_page_is_taken_in(run: Run, marsh: Path, tmp_path: Path) -> None:
    (hit,) = answer(run, "search", "heron")["hits"]
    around = {"prefix": "what they knew of the redshank.\n\n", "suffix": ", and the keepers did not believe"}
    quote = {"type": "TextQuoteSelector", "exact": QUOTE, **around}
    page = {"type": "FragmentSelector", "conformsTo": "http://tools.ietf.org/rfc/rfc3778", "value": "page=12"}
    foreign = {
        "type": "Annotation",
        "body": "as others saw it",
        "target": {"source": f"urn:x-dateline:document:{hit['id']}", "selector": {**page, "refinedBy": quote}},
    }
    (tmp_path / "foreign.json").write_text(json.dumps(foreign))
    assert run("notes", "import", tmp_path / "foreign.json").code == 0
    found = {note["note"]: note for note in answer(run, "notes", "list")["notes"]}
    assert found["as others saw it"]["page"] == "12"
    assert marsh.name in found["as others saw it"]["path"]
