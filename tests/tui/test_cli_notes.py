"""``dateline notes``, as a script sees it: what it prints, the files that it writes, exit codes."""

from __future__ import annotations

import gzip
import json
import os
import re
import stat
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest
from running import Output, Run

from index.home.folders import find_home
from index.library.library import LocalLibrary
from index.notebook.anchors import Anchor
from index.notebook.annotation import Annotation, Subject
from index.notebook.export.formats import FORMATS, WITH_OPTIONS
from index.notebook.store import Notebook

STORY = (
    "Bakers strike\n\nBakers in Ghent stopped work on Friday. The owners offered one free Sunday a month. "
    "Bread came from Bruges instead."
)
QUOTE = "The owners offered one free Sunday a month."


@pytest.fixture
def corpus(tmp_path: Path, run: Run) -> Path:
    """A folder with one story, indexed as the library ``bakers``."""
    folder = tmp_path / "bakers"
    folder.mkdir()
    (folder / "ghent.txt").write_text(STORY)
    assert run("index", folder).code == 0
    return folder


@pytest.fixture
def notebook(corpus: Path) -> Iterator[Notebook]:
    opened = Notebook.open(find_home().notebook(library_folder(corpus)))
    yield opened
    opened.close()


def library_folder(corpus: Path) -> Path:
    return find_home().libraries / corpus.name


def annotate(corpus: Path, notebook: Notebook, note: str = "check", quote: str = QUOTE) -> Annotation:
    library = LocalLibrary(library_folder(corpus))
    stored = library.document(library.browse().keys[0])
    library.close()
    subject = Subject(stored.id, stored.title, stored.source, stored.date, stored.path, stored.text_hash)
    start = stored.text.index(quote)
    return notebook.add(subject, Anchor.of(stored.text, start, start + len(quote)), note, ["wages"], 2)


def sentence(output: Output) -> str:
    assert (output.code, output.out) == (2, "")
    assert output.err.count("\n") == 1, output.err
    assert output.err.startswith("dateline: ")
    return output.err


def test_listing_tells_note_quote_tags_and_place(run: Run, corpus: Path, notebook: Notebook) -> None:
    made = annotate(corpus, notebook)
    answer = run("notes", "list", "--json")
    (note,) = answer.json["notes"]
    assert (answer.code, answer.json["total"], note["id"], note["state"]) == (0, 1, made.id, "exact")
    assert (note["quote"], note["note"], note["tags"], note["colour"]) == (QUOTE, "check", ["wages"], 2)
    assert STORY[note["start"] : note["end"]] == QUOTE
    printed = run("notes", "list").out
    assert "check #wages" in printed
    assert f"“{QUOTE}”" in printed
    assert "ghent.txt" in printed
    assert "1 note." in printed


def test_without_notes_the_exit_code_is_1(run: Run, corpus: Path) -> None:
    assert run("notes", "list").code == 1
    assert run("notes", "list", "--json").json["total"] == 0
    assert run("notes", "export", "--format", "csv").code == 1
    assert not find_home().notebook(library_folder(corpus)).exists()  # reading makes no notebook


def test_an_orphan_is_marked_in_the_list_counted_by_the_doctor_and_exported(
    run: Run, corpus: Path, notebook: Notebook
) -> None:
    annotate(corpus, notebook)
    (corpus / "ghent.txt").unlink()
    (corpus / "bruges.txt").write_text("Bread\n\nIn Bruges the owners offered one free Sunday a year, no more.")
    indexed = run("index", "--json").json
    assert indexed["notes"] == {"found": 0, "approximate": 0, "orphans": 1}
    (note,) = run("notes", "list", "--json").json["notes"]
    assert (note["state"], note["start"], note["quote"]) == ("orphan", None, QUOTE)
    assert note["proposals"][0]["subject"]["path"].endswith("/bruges.txt")
    printed = run("notes", "list").out
    assert "orphan" in printed
    assert "bruges.txt:" in printed
    assert run("doctor", "--json").json["notebook"]["orphans"] == 1
    assert QUOTE in run("notes", "export", "--format", "jsonl").out


def test_indexing_brings_notes_along_and_says_so(run: Run, corpus: Path, notebook: Notebook) -> None:
    annotate(corpus, notebook)
    (corpus / "ghent.txt").rename(corpus / "old.txt")
    assert "Notes: 1 found again." in run("index").out
    assert notebook.annotations()[0].path.endswith("/old.txt")
    (corpus / "old.txt").write_text(STORY.replace("one free", "two free"))
    assert "1 where words have changed" in run("index").out
    (note,) = run("notes", "list", "--json").json["notes"]
    assert note["state"] == "approximate"
    assert "approximate" in run("notes", "list").out


@pytest.mark.parametrize("form", FORMATS)
def test_each_format_goes_to_a_private_file_or_to_standard_output(
    run: Run, corpus: Path, notebook: Notebook, tmp_path: Path, form: str
) -> None:
    made = annotate(corpus, notebook, "Größe: 叙利亚")
    printed = run("notes", "export", "--format", form)
    assert printed.code == 0
    if form in WITH_OPTIONS:
        assert made.note in printed.out
    else:
        assert printed.out == FORMATS[form]([made])
    target = tmp_path / "notes"
    assert run("notes", "export", "--format", form, "--output", target).code == 0
    assert target.read_bytes().decode() == printed.out
    assert stat.S_IMODE(target.stat().st_mode) == 0o600


def test_an_export_never_replaces_the_notebook(run: Run, corpus: Path, notebook: Notebook) -> None:
    annotate(corpus, notebook)
    assert "itself" in sentence(run("notes", "export", "--format", "csv", "--output", notebook.path))
    assert "cannot be written" in sentence(run("notes", "export", "--format", "csv", "--output", "/nowhere/notes"))
    assert len(notebook.annotations()) == 1


@pytest.mark.parametrize("form", ["jsonl", "w3c"])
def test_what_was_exported_comes_back_and_never_twice(
    run: Run, corpus: Path, notebook: Notebook, tmp_path: Path, form: str
) -> None:
    annotate(corpus, notebook, "first")
    annotate(corpus, notebook, "second", "Bread came from Bruges instead.")
    exported = run("notes", "export", "--format", form).out
    other = tmp_path / "other.sqlite"
    dry = run("notes", "import", "--dry-run", "--notebook", other, "-", typed=exported)
    assert dry.out.count("new: “") == 2
    assert "New: 2." in dry.out
    assert "Nothing was changed." in dry.out
    assert not other.exists()
    assert "New: 2." in run("notes", "import", "--notebook", other, "-", typed=exported).out
    again = Notebook.open(other)
    assert again.annotations() == notebook.annotations()
    assert (
        "New: 0. Newer than in the notebook: 0. There already: 2."
        in run("notes", "import", "--notebook", other, "-", typed=exported).out
    )
    assert len(again.annotations()) == 2
    again.close()


def test_an_import_never_overwrites_the_newer(run: Run, corpus: Path, notebook: Notebook, tmp_path: Path) -> None:
    made = annotate(corpus, notebook, "first")
    (tmp_path / "old.jsonl").write_text(FORMATS["jsonl"]([made]))
    edited = notebook.edit(made, note="edited later")
    dry = run("notes", "import", "--dry-run", tmp_path / "old.jsonl")
    assert "left out: “" in dry.out
    assert run("notes", "import", tmp_path / "old.jsonl").code == 0
    assert notebook.annotations() == [edited]
    (tmp_path / "new.jsonl").write_text(FORMATS["jsonl"]([edited]))
    other = tmp_path / "other" / "notes.sqlite"
    assert run("notes", "import", tmp_path / "old.jsonl", "--notebook", other).code == 0
    assert "Newer than in the notebook: 1." in run("notes", "import", tmp_path / "new.jsonl", "--notebook", other).out
    with closing(Notebook.open(other)) as copied:
        assert copied.annotations() == [edited]


def test_imported_notes_are_placed_in_the_library(run: Run, corpus: Path, notebook: Notebook) -> None:
    hypothesis = {
        "id": "aXpZ",
        "uri": "https://example.org/bakers",
        "text": "from the web",
        "tags": [],
        "created": "2024-01-01T00:00:00+00:00",
        "updated": "2024-01-01T00:00:00+00:00",
        "target": [
            {
                "selector": [
                    {
                        "type": "TextQuoteSelector",
                        "exact": QUOTE,
                        "prefix": "akers in Ghent stopped work on Friday. "[-32:],
                        "suffix": " Bread came from Bruges instead."[:32],
                    }
                ]
            }
        ],
    }
    assert run("notes", "import", "-", typed=json.dumps(hypothesis)).code == 0
    (note,) = notebook.annotations()
    assert note.path == str(corpus / "ghent.txt")
    assert run("notes", "list", "--json").json["notes"][0]["state"] == "exact"


@pytest.mark.usefixtures("corpus")
def test_what_is_no_note_is_left_out_and_told(run: Run, tmp_path: Path) -> None:
    (tmp_path / "no.txt").write_text("hello")
    assert "No notes can be read" in sentence(run("notes", "import", tmp_path / "no.txt"))
    (tmp_path / "no.bin").write_bytes(b"\xff\xfe\x00")
    assert "not UTF-8" in sentence(run("notes", "import", tmp_path / "no.bin"))
    assert "cannot be read" in sentence(run("notes", "import", tmp_path / "missing"))


def test_a_backup_is_a_whole_notebook_and_overwrites_nothing(
    run: Run, corpus: Path, notebook: Notebook, tmp_path: Path
) -> None:
    made = annotate(corpus, notebook)
    target = tmp_path / "copy.sqlite"
    assert str(target) in run("notes", "backup", target).out
    copy = Notebook.open(target)
    assert copy.annotations() == [made]
    copy.close()
    assert stat.S_IMODE(target.stat().st_mode) == 0o600
    assert "exists" in sentence(run("notes", "backup", target))
    named = run("notes", "backup").out.removeprefix("Copied to ").strip()
    assert Path(named).parent == notebook.path.parent
    assert "no notebook" in sentence(run("notes", "backup", "--notebook", tmp_path / "none.sqlite"))


def test_notes_are_there_without_their_library(run: Run, corpus: Path, notebook: Notebook) -> None:
    annotate(corpus, notebook)
    (library_folder(corpus) / "catalogue.sqlite").unlink()
    listed = run("notes", "list", "--json", "--library", corpus.name)
    assert (listed.code, listed.json["total"], listed.json["notes"][0]["state"]) == (0, 1, None)
    assert "could not be found out" in listed.err
    assert QUOTE in run("notes", "export", "--format", "markdown", "--library", corpus.name).out.replace("\\", "")


@pytest.mark.usefixtures("corpus")
def test_wrong_uses_are_one_sentence(run: Run, tmp_path: Path) -> None:
    assert "Missing command" in sentence(run("notes"))
    assert "No such command" in sentence(run("notes", "burn"))
    assert "Missing option" in sentence(run("notes", "export"))
    assert "no notebook" in sentence(run("notes", "list", "--notebook", tmp_path / "none.sqlite"))
    (tmp_path / "text").write_text("no notebook at all, but long enough to be one")
    assert "not a notebook" in sentence(run("notes", "list", "--notebook", tmp_path / "text"))


def test_hostile_notes_print_no_control_characters(run: Run, corpus: Path, notebook: Notebook) -> None:
    annotate(corpus, notebook, "\x1b]52;c;AAAA\x07 \u202e \x9b2J\nmore")
    outputs = [run("notes", "list"), run("notes", "list", "--json")]
    outputs += [run("notes", "export", "--format", form) for form in FORMATS]
    for output in outputs:
        assert output.code == 0
        for character in "\x1b\x07\x9b\u202e":
            assert character not in output.out + output.err


def test_a_damaged_notebook_is_told_everywhere_and_left_as_it_is(
    run: Run, corpus: Path, notebook: Notebook, tmp_path: Path
) -> None:
    for number in range(30):
        annotate(corpus, notebook, f"note {number} " * 40)
    notebook.close()
    sound = notebook.path.read_bytes()
    damaged = sound[: len(sound) // 8192 * 4096]
    notebook.path.write_bytes(damaged)
    assert "is damaged" in sentence(run("notes", "list"))
    assert "is damaged" in sentence(run("search", "Ghent", "--library", "bakers"))
    answer = run("doctor", "--json")
    assert answer.code == 2
    assert [error for error in answer.json["errors"] if f"{notebook.path} is damaged" in error]
    assert answer.json["library"]["documents"] == 1
    rescued = run("notes", "rescue", tmp_path / "rescued.jsonl")
    assert rescued.code in (0, 1)
    assert "written to" in rescued.out
    assert len((tmp_path / "rescued.jsonl").read_text().splitlines()) >= 5
    assert notebook.path.read_bytes() == damaged


@pytest.mark.usefixtures("corpus")
def test_files_that_are_no_notes_are_refused_in_a_sentence(run: Run, tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    (tmp_path / "packed.json").write_bytes(gzip.compress(b"[]"))
    (tmp_path / "empty").touch()
    (tmp_path / "deep").write_text("[" * 100_000)
    (tmp_path / "latin").write_bytes(b'{"text": "\xe9"}')
    with (tmp_path / "huge").open("wb") as file:
        file.truncate(200_000_000)
    expected = {
        "pipe": "no ordinary file",
        "packed.json": "compressed",
        "empty": "is empty",
        "deep": "No notes can be read",
        "latin": "not UTF-8",
        "huge": "larger than 100 MB",
        ".": "directory",
    }
    for name, words in expected.items():
        assert words in sentence(run("notes", "import", tmp_path / name))


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "utf-16-le", "utf-32"])
@pytest.mark.usefixtures("corpus")
def test_notes_in_any_encoding_of_unicode_are_read(run: Run, tmp_path: Path, encoding: str) -> None:
    line = {"id": "a", "document": "d", "note": "Мария", "colour": 0}
    (tmp_path / "notes.jsonl").write_text(json.dumps(line, ensure_ascii=False), encoding=encoding)
    assert run("notes", "import", tmp_path / "notes.jsonl").code == 0
    assert run("notes", "list", "--json").json["notes"][0]["note"] == "Мария"


def test_an_answer_of_hypothesis_is_attached_to_the_page_by_its_address(run: Run, tmp_path: Path) -> None:
    address = "https://example.org/ferries"
    (tmp_path / "pages").mkdir()
    (tmp_path / "pages" / "ferries.html").write_text(
        f'<html><head><title>Late ferries</title><link rel="canonical" href="{address}"></head><body><article>'
        "<h1>Late ferries</h1><p>Ferries to the islands\n   were late again on Monday, said the harbour’s owner, and "
        "nobody knew why.</p><p>Ferries to the mainland were on time, as they have been on most days of the year.</p>"
        "</article></body></html>"
    )
    assert run("index", tmp_path / "pages").code == 0

    def row(key: str, text: str, quote: str = "", **more: object) -> dict[str, object]:
        selector = [{"type": "TextQuoteSelector", "exact": quote, "prefix": "", "suffix": ""}] if quote else []
        target = [{"source": address, "selector": selector}]
        return {"id": key, "uri": f"{address}?utm_source=x#top", "text": text, "target": target, **more}

    rows = [
        row("a", "which islands?", "the islands\n\nwere late again", user="acct:ann@example.org", group="g1"),
        row("b", "none of them", references=["a"], permissions={"read": ["group:g1"]}),
        row("c", "about the page"),
        row("d", "whose?", "the harbour's owner"),
        row("e", "nowhere", "a lighthouse"),
    ]
    (tmp_path / "answer.json").write_text(json.dumps({"total": 5, "rows": rows}))
    assert "4 attach, 1 are orphans" in run("notes", "import", "--dry-run", tmp_path / "answer.json").out
    assert run("notes", "import", tmp_path / "answer.json").code == 0
    notes = {one["note"]: one for one in run("notes", "list", "--json").json["notes"]}
    assert notes["which islands?"]["quote"] == "the islands were late again"
    assert notes["whose?"]["quote"] == "the harbour’s owner"
    assert notes["none of them"]["answers"] == notes["which islands?"]["id"]
    assert [one["note"] for one in notes.values() if one["state"] == "orphan"] == ["nowhere"]
    listed = run("notes", "list").out
    assert "by acct:ann@example.org · group g1" in listed
    assert "read by group:g1" in listed
    assert listed.index("which islands?") < listed.index("    ↳ none of them")
    assert "There already: 5." in run("notes", "import", tmp_path / "answer.json").out


def test_nothing_is_looked_for_again_while_nothing_changes(run: Run, corpus: Path, notebook: Notebook) -> None:
    made = annotate(corpus, notebook)
    (corpus / "ghent.txt").write_text("Another story altogether\n\nIt says nothing of bread.")
    assert "1 not found any more" in run("index").out
    memory = find_home().state / notebook.path.stem / "followed.json"
    known = json.loads(memory.read_text())
    memory.write_text(json.dumps({**known, "orphans": 7}))
    assert run("index", "--json").json["notes"] == {"found": 0, "approximate": 0, "orphans": 7}
    notebook.edit(made, note="changed")
    assert run("index", "--json").json["notes"]["orphans"] == 1
    memory.write_text("[" * 10_000)
    (corpus / "back.txt").write_text(STORY)
    assert run("index", "--json").json["notes"] == {"found": 1, "approximate": 0, "orphans": 0}


def test_notes_are_added_edited_and_deleted_by_a_script(run: Run, corpus: Path, notebook: Notebook) -> None:
    document = annotate(corpus, notebook).document
    added = run(
        "notes", "add", document, "--quote", "The owners\noffered one", "--note", "who?", "--tag", "a", "--json"
    )
    key = added.json["id"]
    (made,) = [one for one in notebook.annotations() if one.id == key]
    assert made.anchor is not None
    assert (made.anchor.exact, made.note, made.tags) == ("The owners offered one", "who?", ("a",))
    assert run("notes", "edit", key[:8], "--note", "which?", "--colour", "green").code == 0
    edited = notebook.annotation(key)
    assert edited is not None
    assert (edited.note, edited.tags, edited.colour, edited.revision) == ("which?", ("a",), 2, 2)
    assert run("notes", "edit", key, "--tag", "").code == 0
    assert notebook.annotation(key).tags == ()  # type: ignore[union-attr]
    assert run("notes", "delete", key).code == 0
    assert notebook.annotation(key) is None
    whole = run("notes", "add", document, "--note", "all of it", "--json").json["id"]
    assert notebook.annotation(whole).anchor is None  # type: ignore[union-attr]


def test_a_quote_that_stands_several_times_lists_its_places(run: Run, corpus: Path, notebook: Notebook) -> None:
    document = annotate(corpus, notebook).document
    told = sentence(run("notes", "add", document, "--quote", "on"))
    places = [int(one) for one in re.findall(r"(\d+): …", told)]
    assert len(places) == STORY.count("on") > 1
    assert run("notes", "add", document, "--quote", "on", "--at", places[1]).code == 0
    assert places[1] in {one.anchor.start for one in notebook.annotations() if one.anchor}
    assert "does not stand" in sentence(run("notes", "add", document, "--quote", "lighthouse"))
    assert "does not stand" in sentence(run("notes", "add", document, "--quote", "on", "--at", 0))
    assert "no document" in sentence(run("notes", "add", "nowhere", "--note", "x"))
    assert "no note" in sentence(run("notes", "delete", "zzz"))
    assert "no colour" in sentence(run("notes", "add", document, "--colour", "pink"))


def test_an_export_says_what_the_library_knows_and_no_local_path(run: Run, corpus: Path, notebook: Notebook) -> None:
    annotate(corpus, notebook)
    written = run("notes", "export", "--format", "markdown").out
    assert "## Bakers in Ghent stopped work on Friday.\n" in written
    assert "— `wages`, paragraph 2" in written
    assert str(corpus) not in written
    assert str(corpus) in run("notes", "export", "--format", "markdown", "--paths").out.replace("\\", "")
    assert str(corpus) not in run("notes", "export", "--format", "html").out
    report = run("notes", "export", "--format", "markdown", "--report").out
    assert "## wages\n\n> The owners offered" in report
    assert "— Bakers in Ghent stopped work on Friday., paragraph 2" in report
    assert "--report is written" in sentence(run("notes", "export", "--format", "csv", "--report"))


def test_notes_are_shared_in_a_folder_and_taken_over(
    run: Run, corpus: Path, notebook: Notebook, tmp_path: Path
) -> None:
    folder, bobs = tmp_path / "shared", tmp_path / "bob" / "notes.sqlite"
    folder.mkdir()
    annotate(corpus, notebook, "is it true?")
    assert "not shared yet" in sentence(run("notes", "shared"))
    assert "1 change shared" in run("notes", "share", folder, "--as", "Ann").out
    assert "0 changes shared" in run("notes", "share").out
    Notebook.open(bobs).close()
    assert run("notes", "share", folder, "--as", "Bob", "--notebook", bobs).code == 0
    (shared,) = run("notes", "shared", "--by", "ann", "--json", "--notebook", bobs).json["notes"]
    assert (shared["by"], shared["note"], shared["tags"]) == ("Ann", "is it true?", ["wages"])
    assert run("notes", "take", shared["id"][:8], "--notebook", bobs).code == 0
    assert run("notes", "shared", "--notebook", bobs).code == 1
    assert "both 1" in run("notes", "agreement", "ann", "--notebook", bobs).out
    (folder / "Eve.notes.jsonl").write_text("\x1b[31m no json\n")
    told = run("notes", "shared", "--notebook", bobs)
    assert "damaged from line 1 on" in told.err
    assert run("notes", "edit", shared["id"][:8], "--note", "it is").code == 0
    assert "it is" in (folder / "Ann.notes.jsonl").read_text()  # without another share
    assert "another name" in run("notes", "share", folder, "--as", "Ann", "--notebook", bobs).err
    assert run("notes", "share", folder, "--as", "Ann").err == run("notes", "share").err == ""
    assert run("notes", "share", "--stop").code == 0
    assert "not shared yet" in sentence(run("notes", "shared"))


def test_sharing_may_begin_before_there_is_a_note(run: Run, library: Path, tmp_path: Path) -> None:
    (tmp_path / "shared").mkdir()
    answer = run("notes", "share", tmp_path / "shared", "--as", "Ann", "--library", f"{library}/")
    assert (answer.code, answer.err) == (0, "")
    assert "0 changes shared" in answer.out
