"""``dateline corrections``, as a script sees it: listed, taken back, out and in as a table, stories joined."""

from __future__ import annotations

import contextlib
from pathlib import Path

import pytest
from running import Run

from index.analysis.documents import VERSION
from index.corrections.documents import DocumentField, correct_document
from index.corrections.entities import (
    Entity,
    change_type,
    declare_entity,
    merge_entities,
    reject_entities,
    reject_mention,
    rename_entity,
    split_name,
)
from index.home.folders import find_home
from index.library.library import LocalLibrary
from index.model import EntityType
from index.notebook.anchors import Anchor
from index.notebook.annotation import Subject
from index.notebook.store import Notebook

TEXT = "# The visit\n\nAngela Merkel flew to Berlin. Merkel met David Cameron in Paris. The Blue Heron sang."
BODY = (
    "The ferries between the two harbours stopped at noon, and the crews walked home along the quay in the rain. "
    "Nobody could say when they would sail again, the harbour master told reporters who had waited there all day. "
    "The owners met in the evening and decided nothing, according to two people who were in the room with them. "
)
TWO_STORIES = (
    f"Ferries stop between two harbours\n\nVARNA, March 3 (Reuters) - {BODY}\n\n"
    f"Owners of the ferries meet again\n\nBURGAS, March 4 (AFP) - {BODY}The Silver Gull sank.\n"
)


@pytest.fixture
def folder(tmp_path: Path, run: Run) -> Path:
    """The library's folder."""
    corpus = tmp_path / "corpus"
    corpus.mkdir()
    (corpus / "visit.md").write_text(TEXT + "\n")
    (corpus / "ferries.txt").write_text(TWO_STORIES)
    assert run("index", "--processes", "1", corpus).code == 0
    return find_home().libraries / "corpus"


def subject_of(folder: Path, word: str) -> Subject:
    with contextlib.closing(LocalLibrary(folder)) as library:
        one = library.document(library.search(word).keys[0])
    return Subject(one.id, one.title, one.source, one.date, one.path, one.text_hash)


def correct_everything(folder: Path) -> None:
    """One correction of every kind but a join."""
    about = subject_of(folder, "heron")
    text = TEXT + "\n"

    def passage(words: str) -> Anchor:
        return Anchor.of(text, text.index(words), text.index(words) + len(words))

    merkel, cameron = Entity(EntityType.PERSON, "Angela Merkel"), Entity(EntityType.PERSON, "David Cameron")
    with contextlib.closing(Notebook.open(find_home().notebook(folder))) as notebook:
        merge_entities(notebook, [cameron], merkel)
        split_name(notebook, merkel, "Merkel", Entity(EntityType.PERSON, "Ulrich Merkel"))
        rename_entity(notebook, merkel, "A. Merkel")
        change_type(notebook, Entity(EntityType.PLACE, "Paris"), EntityType.PERSON)
        reject_entities(notebook, [Entity(EntityType.PERSON, "Paris")])
        declare_entity(notebook, about, passage("Blue Heron"), Entity(EntityType.ORGANIZATION, "Blue Heron"))
        reject_mention(notebook, about, passage("Berlin"))
        correct_document(notebook, about, DocumentField.TITLE, "A visit")
        correct_document(notebook, about, DocumentField.SOURCE, "Courier")
        correct_document(notebook, about, DocumentField.DATE, "2017-09-21")


SENTENCES = {
    "person:David Cameron is person:Angela Merkel",
    "“Merkel” of person:Angela Merkel is person:Ulrich Merkel",
    "person:Angela Merkel is called A. Merkel",
    "place:Paris is of type person",
    "person:Paris is no entity",
    "“Blue Heron” in 'The visit' is organization:Blue Heron",
    "“Berlin” in 'The visit' is no entity",
    "the title of 'The visit' is 'A visit'",
    "the source of 'The visit' is 'Courier'",
    "the date of 'The visit' is '2017-09-21'",
}


def test_they_are_listed_and_each_is_taken_back_by_its_name(run: Run, folder: Path) -> None:
    assert run("corrections", "list") == (1, "", "There are no corrections.\n")
    correct_everything(folder)
    listed = run("corrections", "list", "--json").json["corrections"]
    assert {one["sentence"] for one in listed} == SENTENCES
    shown = run("corrections", "list").out
    assert all(sentence in shown for sentence in SENTENCES)
    for number, one in enumerate(listed):
        answer = run("corrections", "withdraw", one["id"])
        assert (answer.code, answer.out) == (0, f"Taken back: {one['sentence']}.\n")
        left = run("corrections", "list", "--json").json["corrections"]
        assert left == listed[number + 1 :]
    assert run("corrections", "withdraw", listed[0]["id"]).code == 2


def test_all_go_out_and_in_as_a_table(run: Run, folder: Path, tmp_path: Path) -> None:
    assert run("corrections", "export").code == 1
    correct_everything(folder)
    assert run("corrections", "join", subject_of(folder, "gull").document).code == 0
    table = run("corrections", "export").out
    assert len(table.splitlines()) == 1 + len(SENTENCES) + 1
    assert run("corrections", "export", "--output", tmp_path / "table.tsv").code == 0
    assert (tmp_path / "table.tsv").read_text() == table
    assert run("corrections", "export", "--output", tmp_path / "table.tsv").code == 2
    other = tmp_path / "other.sqlite"
    answer = run("corrections", "import", "-", "--notebook", other, typed=table)
    assert answer.out == f"{len(SENTENCES) + 1} taken over, 0 there already.\n"
    assert run("corrections", "export", "--notebook", other).out == table
    assert run("corrections", "import", tmp_path / "table.tsv", "--notebook", other).out.startswith("0 taken over")


def test_what_is_no_table_is_refused(run: Run, folder: Path) -> None:
    assert folder.exists()
    answer = run("corrections", "import", "-", typed="a\tb\n")
    assert (answer.code, answer.out) == (2, "")
    assert "no table of corrections" in answer.err


def test_stories_are_joined_and_split_again(run: Run, folder: Path) -> None:
    story = subject_of(folder, "gull").document
    assert run("show", story, "--json").json["stories"] == 2
    assert run("corrections", "join", story).code == 0
    joined = subject_of(folder, "gull").document
    assert run("show", joined, "--json").json["text"] == TWO_STORIES
    (one,) = run("corrections", "list", "--json").json["corrections"]
    assert one["sentence"] == "'Ferries stop between two harbours' is one story"
    assert run("index").code == 0
    assert run("show", joined, "--json").json["stories"] == 1
    assert run("corrections", "withdraw", one["id"]).code == 0
    assert run("show", story, "--json").json["stories"] == 2
    assert run("corrections", "join", subject_of(folder, "heron").document).code == 2


def test_doctor_counts_corrected_dates(run: Run, folder: Path) -> None:
    assert run("doctor", "--json").json["library"]["date_none"] == 3
    correct_everything(folder)
    assert run("doctor", "--json").json["library"]["date_none"] == 2
    assert run("search", "--json", "date:2017-09-21").json["total"] == 1
    assert run("search", "--json", "source:courier title:visit").json["total"] == 1


def test_doctor_tells_of_a_model_that_is_missing(run: Run, folder: Path) -> None:
    assert run("doctor", "--json").json["versions"]["analysis"] == VERSION
    file = find_home().config / "config.toml"
    file.parent.mkdir(mode=0o700, exist_ok=True)
    file.write_text('entities = "flair:ner"')
    file.chmod(0o600)
    assert folder.exists()
    answer = run("doctor", "--json")
    assert answer.code == 2
    assert any("'flair:ner'" in sentence for sentence in answer.json["errors"])
