"""Documents in each format: what programs read back of them, and nothing foreign that is more than text."""

from __future__ import annotations

import csv
import io
import json
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.errors import ConfigurationError
from index.export.documents import Document, Head
from index.export.formats import COLUMNS, FORMATS, format_of
from index.notebook.annotation import Subject

HEAD = Head("ferry OR ship", "harbour", 2, "2026-11-30T18:00:00Z")
FIRST = Document(
    Subject("d1", "Ferry sinks", "The Post", "2017-09-21", "/stories/a.txt", "", "https://post.example/a"),
    "Ann Heron",
    "en",
    "",
    ("sea", "check"),
    "The ferry sank.\n\nNobody was hurt.\n",
)
SECOND = Document(Subject("d2", "=HYPERLINK(1)", "", "", "/stories/b.zip"), "", "de", "in/c.txt", (), "# No heading\n")


def written(name: str, *documents: Document) -> str:
    form = format_of(name)
    return form.head(HEAD) + "".join(map(form.entry, documents))


def test_every_format_has_query_library_and_time_in_its_head() -> None:
    for suffix in FORMATS:
        first = written(f"x{suffix}", FIRST, SECOND).split("Ferry sinks")[0]
        for told in ("ferry OR ship", "harbour", "18:00:00Z"):
            assert told in first.replace("\\", ""), (suffix, told)


def test_a_table_has_a_row_a_document_and_no_formula() -> None:
    comment, columns, first, second = csv.reader(io.StringIO(written("x.csv", FIRST, SECOND)))
    assert comment[0].startswith("# 2 documents · query: ferry OR ship")
    assert tuple(columns) == COLUMNS
    assert first[1:6] == ["Ferry sinks", "The Post", "Ann Heron", "2017-09-21", "https://post.example/a"]
    assert second[1] == "'=HYPERLINK(1)"
    assert second[6:8] == ["/stories/b.zip", "in/c.txt"]


def test_json_lines_have_the_texts() -> None:
    head, first, second = map(json.loads, written("x.jsonl", FIRST, SECOND).splitlines())
    assert (head["version"], head["query"], head["documents"]) == (1, "ferry OR ship", 2)
    assert (first["text"], first["tags"]) == (FIRST.text, ["sea", "check"])
    assert second["title"] == "=HYPERLINK(1)"


def test_markdown_has_the_texts_and_nothing_in_them_is_markup() -> None:
    text = written("x.md", FIRST, SECOND)
    assert "## [Ferry sinks](<https://post.example/a>)" in text
    assert "The ferry sank.\n\nNobody was hurt." in text
    assert "\\# No heading" in text
    assert "/stories/b.zip/in/c.txt" in text.replace("\\", "")


def test_references_have_an_entry_a_document_and_keys_of_their_own() -> None:
    twin = Document(Subject("D1", "Other", "The Post", "2017"), "", "", "", (), "")
    bibtex = written("x.bib", FIRST, twin)
    keys = re.findall(r"^@\w+\{([^,]+),", bibtex, re.MULTILINE)
    assert len(set(keys)) == 2
    assert "keywords = {sea, check}" in bibtex
    ris = written("x.ris", FIRST, SECOND)
    assert ris.count("TY  - ") == ris.count("ER  - ") == 2
    assert "KW  - sea" in ris


def test_plain_text_of_one_document_has_no_head() -> None:
    form = FORMATS[".txt"]()
    told = form.head(Head("x", "y", 1, "z")) + form.entry(FIRST)
    assert told.startswith("Ferry sinks\nThe Post · 2017-09-21 · Ann Heron · https://post.example/a\n\nThe ferry")
    assert "---" not in told
    assert written("x.txt", FIRST, SECOND).count("-" * 72) == 2


def test_another_name_is_refused_with_what_there_is() -> None:
    with pytest.raises(ConfigurationError, match=r"\.md, \.csv, \.jsonl"):
        format_of("x.docx")


foreign = st.text(max_size=40) | st.sampled_from(
    ["\x1b]52;c;eA==\x07", "@article{x,", "\r\nTY  - X", "</script>", "}\n"]
)


@given(title=foreign, text=foreign, query=foreign, suffix=st.sampled_from(sorted(FORMATS)))
def test_no_foreign_word_commands_a_terminal_or_makes_an_entry(title: str, text: str, query: str, suffix: str) -> None:
    form = format_of(f"x{suffix}")
    document = Document(Subject("d", title, title, title, title, "", title), title, "", title, (title,), text)
    out = form.head(Head(query, "l", 2, "m")) + form.entry(document)
    assert not re.search(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f]", out)
    entries = {".jsonl": 2, ".bib": 1, ".ris": 1}
    if suffix == ".jsonl":
        assert len([json.loads(line) for line in out.splitlines()]) == entries[suffix]
    elif suffix == ".bib":
        assert len(re.findall(r"^@\w+\{", out, re.MULTILINE)) == entries[suffix]
    elif suffix == ".ris":
        assert len(re.findall(r"^TY  - ", out, re.MULTILINE)) == entries[suffix]
