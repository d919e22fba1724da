from __future__ import annotations

import csv
import io
import json
import random
import re
import stat
import subprocess
import sys
import uuid
from collections.abc import Mapping
from dataclasses import replace
from html import escape
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import pytest

from index.errors import ConfigurationError, PathError
from index.model import Page
from index.notebook.anchors import Anchor
from index.notebook.annotation import Annotation, Subject
from index.notebook.citation import citation
from index.notebook.export.formats import FORMATS, SUFFIXES
from index.notebook.export.options import DocumentFacts, Options
from index.notebook.export.writing import write_notes
from index.notebook.reading.notes import read_notes
from index.text.cells import defused
from index.text.neutralise import PART_OF_WORDS

NOTES = 500

HOSTILE = (
    "\x1b]52;c;aGk=\x07 [@click=app.quit]x[/oops] <script>alert(1)</script> \u202egpj.exe \\end{document} `rm` **b**"
)

PIECES = (
    *(
        "strike",
        "Мария Стоева",
        "ставка 5 %",
        "👩‍🚀 🇧🇬",
        "叙利亚",
        "cô giáo",
        '"quoted" \\ {braces}',
        "a\tb",
        "\r",
        "\x1b[31m",
    ),
    *(
        "\u202e",
        "=SUM(A1)",
        "<b>&amp;</b>",
        "*",
        "[x](y)",
        "\n",
        "\n\n",
        "# head",
        "1. list",
        "%",
        "\x00",
        "\u2028",
        "~$^_",
    ),
)


def words(choice: random.Random, most: int) -> str:
    return " ".join(choice.choices(PIECES, k=choice.randint(0, most)))


def generated(choice: random.Random) -> Annotation:
    text = "x" * choice.randint(0, 40) + words(choice, 8) + "y" * choice.randint(1, 40)
    anchor = None
    if choice.random() < 0.8:
        start = choice.randrange(len(text))
        anchor = Anchor.of(text, start, choice.randint(start + 1, len(text)))
    moment = f"20{choice.randint(10, 30)}-03-1{choice.randint(0, 9)}T10:00:00.{choice.randint(0, 999):03}Z"
    return Annotation(
        id=str(uuid.UUID(int=choice.getrandbits(128), version=4)),
        revision=choice.randint(1, 40),
        document=choice.choice(["d1", "a/b c%20#?", "https://example.org/story?id=1", words(choice, 2) or "d2"]),
        title=words(choice, 3),
        source=words(choice, 2),
        date=choice.choice(["", "2021", "2021-03", "2021-03-01"]),
        path=choice.choice(["", "/corpus/a b.txt", words(choice, 2)]),
        text_hash=anchor.text_hash if anchor else choice.choice(["", "ab" * 32]),
        anchor=anchor,
        note=words(choice, 6),
        tags=tuple(dict.fromkeys(tag for tag in (words(choice, 2).strip() for _ in range(3)) if tag)),
        colour=choice.randint(0, 6),
        created=moment,
        modified=max(moment, "2020-01-01T00:00:00.000Z"),
    )


def generated_notes() -> list[Annotation]:
    choice = random.Random(6)
    return [generated(choice) for _ in range(NOTES)]


@pytest.fixture
def annotation(text: str, subject: Subject) -> Annotation:
    anchor = Anchor.of(text, 50, 99)
    return Annotation(
        "3f0c1b9e-52a4-4c58-9d53-0f4c7e2f7a11", 2, subject.document, subject.title, subject.source, subject.date,
        subject.path, anchor.text_hash, anchor, "Ask the union.\nWho decided?", ("strike", "to do"), 3,
        "2021-03-02T10:00:00.000Z", "2021-03-02T10:05:00.000Z",
    )  # fmt: skip


@pytest.mark.parametrize("name", ["jsonl", "w3c"])
def test_notes_come_back_without_loss(name: str) -> None:
    notes = generated_notes()
    written = FORMATS[name](notes)
    read = read_notes(written)
    assert read.problems == []
    assert read.annotations == notes
    assert FORMATS[name](read.annotations) == written


def test_no_notes_are_a_file_too() -> None:
    for name, write in FORMATS.items():
        written = write([])
        assert written == write([])
        if name == "w3c":
            assert read_notes(written).annotations == []


@pytest.mark.parametrize("name", list(FORMATS))
def test_whatever_is_exported_a_terminal_can_show(name: str, annotation: Annotation) -> None:
    annotation = replace(
        annotation, note=HOSTILE, title=HOSTILE, source=HOSTILE, path=HOSTILE, tags=(HOSTILE,),
        anchor=Anchor.of(HOSTILE, 0, len(HOSTILE)),
    )  # fmt: skip
    written = FORMATS[name]([annotation, *generated_notes()[:50]])
    allowed = "\n\r" if name == "csv" else "\n"
    assert [
        letter
        for letter in set(written)
        if not letter.isprintable() and letter not in allowed + "\u00a0" + PART_OF_WORDS
    ] == []
    assert name in SUFFIXES


# W3C


MOMENT = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?Z")
IRI = re.compile(r"[a-z][a-z0-9+.-]*:[^\s<>\"{}|\\^`]+")
MOTIVATIONS = {
    *("assessing", "bookmarking", "classifying", "commenting", "describing", "editing", "highlighting"),
    *("identifying", "linking", "moderating", "questioning", "replying", "reviewing", "tagging"),
}
TERMS = {
    *(
        "id",
        "type",
        "body",
        "target",
        "source",
        "selector",
        "state",
        "motivation",
        "generator",
        "name",
        "textDirection",
        "purpose",
        "stylesheet",
        "styleClass",
    ),
    *("items", "first", "last", "label", "total", "startIndex", "format", "created", "modified", "value"),
    *("start", "end", "exact", "prefix", "suffix", "sourceDate"),
}
"""The terms of the W3C's context that may occur."""


def check_terms(value: Any, prefixes: set[str]) -> None:
    """Every key means something in the file's contexts, so that JSON-LD loses none."""
    if isinstance(value, list):
        for one in value:
            check_terms(one, prefixes)
    elif isinstance(value, dict):
        for key, one in value.items():
            assert key in TERMS or key.split(":")[0] in prefixes, key
            check_terms(one, prefixes)


def check_annotation(item: Mapping[str, Any]) -> None:
    """The rules of https://www.w3.org/TR/annotation-model/ that an annotation must keep (sections 3 and 4)."""
    assert IRI.fullmatch(item["id"])
    assert item["type"] == "Annotation"
    assert item["motivation"] in MOTIVATIONS
    assert MOMENT.fullmatch(item["created"])
    assert MOMENT.fullmatch(item["modified"])
    assert "bodyValue" not in item
    for body in item.get("body", []):
        assert body["type"] == "TextualBody"
        assert isinstance(body["value"], str)
        assert body["purpose"] in MOTIVATIONS
    target = item["target"]
    assert target["type"] == "SpecificResource"
    assert IRI.fullmatch(target["source"]["id"])
    assert target["state"]["type"] == "TimeState"
    assert MOMENT.fullmatch(target["state"]["sourceDate"])
    if "styleClass" in target:
        assert item["stylesheet"]["type"] == "CssStylesheet"
        assert f".{target['styleClass']} " in item["stylesheet"]["value"]
    selectors = {one["type"]: one for one in target.get("selector", [])}
    assert set(selectors) in (set(), {"TextPositionSelector", "TextQuoteSelector"})
    if selectors:
        position, quote = selectors["TextPositionSelector"], selectors["TextQuoteSelector"]
        assert 0 <= position["start"] < position["end"]
        assert len(quote["exact"]) == position["end"] - position["start"]
        assert all(isinstance(quote[part], str) for part in ("prefix", "suffix"))


def test_web_annotations_keep_the_models_rules() -> None:
    notes = generated_notes()
    collection = json.loads(FORMATS["w3c"](notes))
    context, own = collection["@context"]
    assert context == "http://www.w3.org/ns/anno.jsonld"
    assert IRI.fullmatch(own["dateline"])
    assert collection["type"] == "AnnotationCollection"
    assert IRI.fullmatch(collection["id"])
    assert collection["total"] == NOTES
    page = collection["first"]
    assert page["type"] == "AnnotationPage"
    assert IRI.fullmatch(page["id"])
    assert (page["startIndex"], collection["last"]) == (0, page["id"])
    assert len(page["items"]) == NOTES
    assert len({item["id"] for item in page["items"]}) == NOTES
    for item in page["items"]:
        check_annotation(item)
    check_terms({key: value for key, value in collection.items() if key != "@context"}, {"dateline", "dc"})


def test_a_web_annotation_says_why_it_was_made(annotation: Annotation) -> None:
    kinds = [
        annotation,
        replace(annotation, note=""),
        replace(annotation, note="", tags=()),
        replace(annotation, note="", tags=(), anchor=None),
    ]
    page = json.loads(FORMATS["w3c"](kinds))["first"]
    assert [item["motivation"] for item in page["items"]] == ["commenting", "tagging", "highlighting", "bookmarking"]


# Markdown, HTML, BibTeX, CSV


def test_markdown_groups_by_document(annotation: Annotation) -> None:
    other = replace(annotation, document="d-2", title="Another", anchor=None, note="All of it", tags=())
    assert FORMATS["markdown"]([annotation, other, replace(annotation, note="", tags=())]) == (
        "# Notes\n\n"
        "## Dockers return\n\n"
        "Harbour Post, 2021-03-01\n\n"
        "> Monday. The union said that the new shifts were s\n\n"
        "Ask the union.  \nWho decided?\n\n"
        "— `strike`, `to do`, characters 50–99\n\n"
        "> Monday. The union said that the new shifts were s\n\n"
        "— characters 50–99\n\n"
        "## Another\n\n"
        "Harbour Post, 2021-03-01\n\n"
        "All of it\n\n"
        "— whole document\n"
    )


@pytest.mark.parametrize(
    "line",
    [
        "# no head",
        "- no list",
        "+ no",
        "1. no list",
        "2) no",
        "> no quote",
        "    no code",
        "===",
        "<b>",
        "**b**",
        "[a](b)",
    ],
)
def test_no_line_of_a_note_is_markup(annotation: Annotation, line: str) -> None:
    written = FORMATS["markdown"]([replace(annotation, note=f"before\n{line}")])
    shown = written.split("before  \n")[1].split("\n")[0]
    assert not re.match(r"\s|[#+=>-]|\d+[.)]", shown)
    assert not re.search(r"(?<!\\)[<*\[]", shown)
    assert shown.replace("\\", "") == line.strip()


class Outline(HTMLParser):
    """What a browser would see: the elements and the text."""

    def __init__(self) -> None:
        super().__init__()
        self.elements: list[str] = []
        self.words = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append(tag)
        assert not any(name.startswith("on") or name in ("src", "href") for name, _ in attrs)

    def handle_data(self, data: str) -> None:
        self.words += data


def test_html_is_one_file_without_markup_of_others(annotation: Annotation) -> None:
    hostile = replace(
        annotation, note='<img src=x onerror="alert(1)">', title="</h2><script>x</script>", tags=("'\"><b>",)
    )
    outline = Outline()
    outline.feed(FORMATS["html"]([hostile]))
    assert not {"img", "script", "b", "link"} & set(outline.elements)
    assert outline.elements.count("article") == 1
    assert '<img src=x onerror="alert(1)">' in outline.words
    assert "The union said" in outline.words


@pytest.mark.parametrize(
    ("colour", "name", "strong"),
    [
        (1, "yellow", "rg"),
        (2, "green", "g"),
        (3, "blue", "b"),
        (4, "magenta", "rb"),
        (5, "cyan", "gb"),
        (6, "red", "r"),
    ],
)
def test_each_colour_is_the_one_that_was_chosen(annotation: Annotation, colour: int, name: str, strong: str) -> None:
    chosen = replace(annotation, colour=colour)
    page, web = FORMATS["html"]([chosen]), FORMATS["w3c"]([chosen])
    assert f'<blockquote class="c{colour}" dir="auto">' in page
    assert f"<bdi>{name}</bdi>" in page
    for pattern, text in ((rf"\.c{colour} {{ border-color: #(\w+) }}", page), (r"background: #(\w+) }", web)):
        found = re.search(pattern, text)
        assert found is not None
        shares = dict(zip("rgb", bytes.fromhex(found[1]), strict=True))
        assert min(shares[one] for one in strong) > max(shares[one] for one in "rgb" if one not in strong)


def test_bibtex_is_an_entry_a_document(annotation: Annotation) -> None:
    other = replace(annotation, note="50% {sure} & $5_000\\end", anchor=None, tags=("x",))
    assert FORMATS["bibtex"]([annotation, other]) == (
        "@misc{harbour-post-2021-d-17,\n"
        "  title = {{Dockers return}},\n"
        "  organization = {Harbour Post},\n"
        "  date = {2021-03-01},\n"
        "  keywords = {strike, to do, x},\n"
        "  annotation = {“Monday. The union said that the new shifts were s” (characters 50–99): "
        "Ask the union. Who decided? "
        r"\par 50\% \{sure\} \& \$5\_000\textbackslash{}end},"
        "\n}\n"
    )


FACTS = DocumentFacts(
    "Dockers return & go on",
    "Мария Стоева",
    "https://example.org/a?b=1&c={x}",
    (Page(0, "3"), Page(60, "4")),
    True,
    (0, 49),
)


@pytest.fixture
def options(subject: Subject) -> Options:
    return Options({subject.document: FACTS})


def test_bibtex_names_author_address_and_when_it_was_seen(annotation: Annotation, options: Options) -> None:
    written = FORMATS["bibtex"]([annotation], options)
    assert written.startswith("@online{")
    assert "author = {{Мария Стоева}}" in written
    assert "url = {https://example.org/a?b=1&c=%7Bx%7D}" in written
    assert "urldate = {2021-03-02}" in written
    assert "(p. 3, paragraph 2)" in written
    assert "year =" not in written  # beside a date it is a warning of biber's


def test_bibtex_entries_are_whole_whatever_the_notes_say() -> None:
    written = FORMATS["bibtex"](generated_notes())
    keys = re.findall(r"^@(?:misc|online)\{([a-z0-9-]+),$", written, re.MULTILINE)
    assert len(keys) == len(set(keys)) == written.count("\n}\n")
    bare = re.sub(r"\\[{}]", "", written)
    assert bare.count("{") == bare.count("}")


def test_csl_json_is_what_reference_managers_take(annotation: Annotation, options: Options) -> None:
    (item,) = json.loads(FORMATS["csl"]([annotation, replace(annotation, note="more", anchor=None)], options))
    assert (item["type"], item["title"], item["URL"]) == ("webpage", FACTS.title, FACTS.url)
    assert item["author"] == [{"literal": FACTS.author}]
    assert item["issued"] == {"date-parts": [[2021, 3, 1]]}
    assert item["accessed"] == {"date-parts": [[2021, 3, 2]]}
    assert item["note"].endswith("(p. 3, paragraph 2)\nAsk the union.\nWho decided?\n\nmore")
    assert len(json.loads(FORMATS["csl"](generated_notes()))) == len({note.document for note in generated_notes()})


def test_ris_has_a_tag_in_each_line(annotation: Annotation, options: Options) -> None:
    written = FORMATS["ris"]([annotation], options)
    assert written.splitlines()[0] == "TY  - ELEC"
    assert "DA  - 2021/03/01\n" in written
    assert "KW  - strike\nKW  - to do\n" in written
    every = FORMATS["ris"](generated_notes()).split("\n")
    assert all(re.fullmatch(r"[A-Z][A-Z0-9]  - .*", line) for line in every if line)
    assert every.count("ER  - ") == len({note.document for note in generated_notes()})


def test_html_runs_each_text_in_its_own_direction_and_links_to_the_document(
    annotation: Annotation, options: Options
) -> None:
    page = FORMATS["html"]([replace(annotation, note="ملاحظة", tags=("وسم",))], options)
    assert f'<h2 dir="auto"><a href="{escape(FACTS.url)}" rel="noreferrer">{escape(FACTS.title)}</a></h2>' in page
    assert page.count(escape(FACTS.title)) == 1
    assert '<p class="note" dir="auto">ملاحظة</p>' in page
    assert "<bdi>وسم</bdi>" in page
    assert annotation.path not in page


def test_markdown_links_only_to_the_documents_own_address(annotation: Annotation, options: Options) -> None:
    note = replace(annotation, note="see www.example.org and https://example.org or mail@example.org")
    written = FORMATS["markdown"]([note], options)
    assert f"## [Dockers return \\& go on](<{FACTS.url}>)" in written
    assert r"see www\.example.org and https\://example.org or mail\@example.org" in written


def test_a_report_groups_by_tag_and_cites_each_passage(annotation: Annotation, options: Options) -> None:
    report = replace(options, by_tag=True)
    written = FORMATS["markdown"]([annotation, replace(annotation, tags=(), note="untagged")], report)
    assert [line for line in written.split("\n") if line.startswith("## ")] == [
        "## strike",
        "## to do",
        "## Without a tag",
    ]
    assert written.count("Harbour Post, 2021-03-01") == 3
    page = FORMATS["html"]([annotation], report)
    assert page.count("<h2") == 2
    assert page.count("<bdi>Мария Стоева, Harbour Post") == 2


def test_csv_has_a_row_a_note_and_no_formulas() -> None:
    notes = generated_notes()
    rows = list(csv.DictReader(io.StringIO(FORMATS["csv"](notes), newline="")))
    assert [row["id"] for row in rows] == [note.id for note in notes]
    assert {row["colour"] for row in rows} == set("0123456")
    for row in rows:
        assert not any(cell.lstrip()[:1] in ("=", "+", "-", "@") for cell in row.values() if cell)


@pytest.mark.parametrize(
    ("cell", "safe"),
    [("=1+1", "'=1+1"), (" @x", "' @x"), ("\t=x", "' =x"), ("-5", "'-5"), ("＝x", "'＝x"), ("a=b", "a=b"), ("", "")],
)
def test_a_formula_becomes_text(cell: str, safe: str) -> None:
    assert defused(cell) == safe


# Citation


def test_a_citation_has_quote_title_source_date_file_and_offsets(text: str, subject: Subject) -> None:
    anchor = Anchor.of(text, 0, 25)
    assert citation(subject, anchor) == (
        "“Dockers in the port of Va” Dockers return, Harbour Post, 2021-03-01, /corpus/varna.txt:0-25"
    )
    assert citation(Subject("d", "T"), None) == "T"


def test_a_citation_is_one_harmless_line() -> None:
    cited = citation(Subject("d", "a\nb\x1b[2J", path="/\udcff\x07"), Anchor.of("one\n\ntwo", 0, 8))
    assert cited.isprintable()
    assert cited.startswith("“one two” a b")


def test_a_file_is_written_whole_or_not_at_all(tmp_path: Path, annotation: Annotation) -> None:
    target = tmp_path / "notes.jsonl"
    write_notes([annotation], "jsonl", target, tmp_path / "notebook")
    target.chmod(0o640)
    (tmp_path / "link.jsonl").symlink_to(target)
    before = target.read_bytes()
    command = "import resource, sys; from pathlib import Path; from index.notebook.export.writing import write_notes; "
    command += "from index.notebook.reading.notes import read_notes; notes = read_notes(sys.stdin.read()).annotations; "
    command += "resource.setrlimit(resource.RLIMIT_FSIZE, (100, 100)); "
    command += "write_notes(notes, 'jsonl', Path(sys.argv[1]), Path('none'))"
    ran = subprocess.run(
        [sys.executable, "-c", command, target], input=before.decode(), capture_output=True, text=True, check=False
    )
    assert "PathError" in ran.stderr
    assert "cannot be written" in ran.stderr
    assert target.read_bytes() == before
    assert len(list(tmp_path.iterdir())) == 2
    write_notes([annotation, annotation], "jsonl", tmp_path / "link.jsonl", tmp_path / "notebook")
    assert (tmp_path / "link.jsonl").is_symlink()
    assert target.read_bytes() == 2 * before
    assert stat.S_IMODE(target.stat().st_mode) == 0o640


def test_a_device_or_a_pipe_is_written_to_and_stays(tmp_path: Path, annotation: Annotation) -> None:
    with pytest.raises(PathError, match="No space left"):
        write_notes([annotation], "csv", Path("/dev/full"), tmp_path)
    assert not Path("/dev/full").is_file()


@pytest.mark.parametrize(("form", "name"), [("csv", "notes.json"), ("w3c", "notes.jsonl"), ("html", "notes.txt")])
def test_a_suffix_that_is_not_the_formats_is_refused(
    tmp_path: Path, annotation: Annotation, form: str, name: str
) -> None:
    with pytest.raises(ConfigurationError, match=SUFFIXES[form][0]):
        write_notes([annotation], form, tmp_path / name, tmp_path / "notebook")
    assert list(tmp_path.iterdir()) == []
    write_notes([annotation], form, tmp_path / "notes", tmp_path / "notebook")
    write_notes([annotation], form, tmp_path / f"NOTES{SUFFIXES[form][0].upper()}", tmp_path / "notebook")


def test_the_language_of_the_passages_is_told_and_each_author_is_one(annotation: Annotation) -> None:
    facts = replace(FACTS, author="Мария Стоева; Ann Müller", language="bg")
    options = Options({annotation.document: facts})
    page = FORMATS["html"]([annotation], options)
    assert '<h2 dir="auto" lang="bg">' in page
    assert re.search('<blockquote class="c[0-6]" dir="auto" lang="bg">', page)
    report = FORMATS["html"]([annotation], replace(options, by_tag=True))
    assert '<bdi lang="bg"><a href' in report
    assert "author = {{Мария Стоева} and {Ann Müller}}," in FORMATS["bibtex"]([annotation], options)
    (item,) = json.loads(FORMATS["csl"]([annotation], options))
    assert (item["author"], item["language"]) == ([{"literal": "Мария Стоева"}, {"literal": "Ann Müller"}], "bg")
    assert "AU  - Мария Стоева\nAU  - Ann Müller\n" in FORMATS["ris"]([annotation], options)
    assert "LA  - bg\n" in FORMATS["ris"]([annotation], options)


@pytest.mark.parametrize("language", ["", "de+en", 'x"><script>'])
def test_a_language_that_is_not_one_is_not_told(annotation: Annotation, language: str) -> None:
    options = Options({annotation.document: replace(FACTS, language=language)})
    page = FORMATS["html"]([annotation], options)
    assert page.count(" lang=") == 1
    assert '<html lang="en">' in page
