"""A file that was split into stories wrongly is one document again, and its notes are where they were."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from index.building.builder import Builder
from index.building.joins import Joins
from index.corrections.entities import Entity, declare_entity
from index.corrections.listing import all_corrections, describe, take_in_corrections, withdraw
from index.corrections.stories import join_stories, story_joins, withdraw_join
from index.corrections.table import read_corrections, write_corrections
from index.errors import ConfigurationError, DocumentMissingError
from index.library.engines import open_engine
from index.library.library import LocalLibrary
from index.library.note_places import follow_documents
from index.library.story_plans import plan_join, plan_split
from index.model import EntityType
from index.notebook.anchors import Anchor, locate
from index.notebook.annotation import Annotation, Subject
from index.notebook.export.json_lines import to_jsonl
from index.notebook.store import Notebook
from index.service.client import Client

BODY = (
    "The ferries between the two harbours stopped at noon, and the crews walked home along the quay in the rain. "
    "Nobody could say when they would sail again, the harbour master told reporters who had waited there all day. "
    "The owners met in the evening and decided nothing, according to two people who were in the room with them. "
)
FIRST = f"Ferries stop between two harbours\n\nVARNA, March 3 (Reuters) - {BODY}A note is here.\n\n"
SECOND = f"Owners of the ferries meet again\n\nBURGAS, March 4 (AFP) - {BODY}The Silver Gull sank.\n"
TEXT = FIRST + SECOND


@pytest.fixture
def corpus(tmp_path: Path) -> Path:
    folder = tmp_path / "corpus"
    folder.mkdir()
    (folder / "ferries.txt").write_text(TEXT)
    (folder / "other.txt").write_text("A single story about the lighthouse.\n")
    return folder


@pytest.fixture
def notebook(tmp_path: Path) -> Iterator[Notebook]:
    opened = Notebook.open(tmp_path / "notes.sqlite")
    yield opened
    opened.close()


@pytest.fixture
def index(corpus: Path, tmp_path: Path, notebook: Notebook) -> Callable[[], int]:
    def run() -> int:
        joins = Joins.of(story_joins(notebook))
        return Builder(tmp_path / "library", open_engine, processes=1, joins=joins).run([corpus]).files_read

    return run


@pytest.fixture
def library(index: Callable[[], int], tmp_path: Path) -> Iterator[LocalLibrary]:
    index()
    opened = LocalLibrary(tmp_path / "library", tmp_path / "notes.sqlite")
    yield opened
    opened.close()


def stories(library: LocalLibrary) -> list[tuple[int, str]]:
    """Number of its stories and text of each document of the file."""
    found = [library.document(key) for key in library.browse("title").keys]
    return [(one.stories, one.text) for one in sorted(found, key=lambda one: one.story) if "ferries" in one.path]


def subjects(library: LocalLibrary) -> list[Subject]:
    found = [library.document(key) for key in library.browse("title").keys]
    found = sorted((one for one in found if "ferries" in one.path), key=lambda one: one.story)
    return [Subject(one.id, one.title, one.source, one.date, one.path, one.text_hash) for one in found]


def first_key(library: LocalLibrary) -> int:
    return library.catalogue.find(subjects(library)[0].document)


def join(library: LocalLibrary, notebook: Notebook, index: Callable[[], int]) -> None:
    join_stories(notebook, plan_join(library, first_key(library)))
    assert index() == 1


def annotate(notebook: Notebook, about: Subject, text: str, words: str, note: str) -> Annotation:
    start = text.index(words)
    return notebook.add(about, Anchor.of(text, start, start + len(words)), note)


def marked(library: LocalLibrary, notebook: Notebook) -> dict[str, tuple[str, str]]:
    """The document and the words at the place of each note."""
    found = {}
    for one in notebook.annotations():
        document = library.document(library.catalogue.find(one.document))
        place = locate(document.text, one.anchor, document.text_hash) if one.anchor else None
        assert one.text_hash == document.text_hash
        found[one.note] = one.document, document.text[place.start : place.end] if place else ""
    return found


def test_the_file_is_one_document_and_stories_again_after_undo(
    library: LocalLibrary, notebook: Notebook, index: Callable[[], int]
) -> None:
    assert stories(library) == [(2, FIRST), (2, SECOND)]
    first = subjects(library)[0].document
    assert len(library.search("silver AND note").keys) == 0
    join(library, notebook, index)
    assert stories(library) == [(1, TEXT)]
    assert subjects(library)[0].document == first
    assert len(library.search("silver AND note").keys) == 1
    assert index() == 0
    assert notebook.undo() == "joining of 'Ferries stop between two harbours' undone"
    assert index() == 1
    assert stories(library) == [(2, FIRST), (2, SECOND)]
    assert notebook.redo() is not None
    index()
    assert stories(library) == [(1, TEXT)]


def test_notes_and_stars_of_the_parts_are_taken_along_and_undo_gives_the_same_export(
    library: LocalLibrary, notebook: Notebook, index: Callable[[], int]
) -> None:
    first, second = subjects(library)
    annotate(notebook, first, FIRST, "note", "one word of the first")
    annotate(notebook, second, SECOND, "sail", "a word that both have")
    annotate(notebook, second, SECOND, "The Silver Gull sank.", "the end")
    notebook.add(second, None, "the whole of the second")
    notebook.star(second)
    before, table = to_jsonl(notebook.annotations()), write_corrections(all_corrections(notebook))
    join(library, notebook, index)
    follow_documents(library, notebook)
    assert marked(library, notebook) == {
        "one word of the first": (first.document, "note"),
        "a word that both have": (first.document, "sail"),
        "the end": (first.document, "The Silver Gull sank."),
        "the whole of the second": (first.document, ""),
    }
    at = {one.note: one.anchor.start for one in notebook.annotations() if one.anchor}
    assert at["a word that both have"] == len(FIRST) + SECOND.index("sail")
    assert first.document in notebook.starred()
    notebook.undo()
    assert to_jsonl(notebook.annotations()) == before
    assert write_corrections(all_corrections(notebook)) == table
    assert notebook.starred() == {second.document}
    index()
    follow_documents(library, notebook)
    assert to_jsonl(notebook.annotations()) == before


def test_a_join_is_taken_back_after_others_and_each_note_is_in_its_story(
    library: LocalLibrary, notebook: Notebook, index: Callable[[], int]
) -> None:
    first, second = subjects(library)
    annotate(notebook, second, SECOND, "sail", "of the second")
    join(library, notebook, index)
    about = subjects(library)[0]
    annotate(notebook, about, TEXT, "Silver Gull", "made when joined")
    annotate(notebook, about, TEXT, TEXT[len(FIRST) - 20 : len(FIRST) + 5], "across")
    withdraw_join(notebook, plan_split(library, story_joins(notebook)[0]))
    assert story_joins(notebook) == []
    index()
    assert stories(library) == [(2, FIRST), (2, SECOND)]
    places = {one.note: (one.document, one.title) for one in notebook.annotations()}
    assert places["of the second"] == places["made when joined"] == (second.document, second.title)
    followed = follow_documents(library, notebook)
    assert [one.note for one in notebook.annotations() if one.id in followed.orphans] == ["across"]
    assert places["across"][0] == first.document


def test_a_file_that_is_one_story_cannot_be_joined(library: LocalLibrary) -> None:
    (key,) = library.search("lighthouse").keys
    with pytest.raises(ConfigurationError, match="not split"):
        plan_join(library, key)


def test_a_join_survives_another_text_and_a_move_and_can_still_be_taken_back(
    library: LocalLibrary, notebook: Notebook, index: Callable[[], int], corpus: Path
) -> None:
    join(library, notebook, index)
    (corpus / "ferries.txt").rename(corpus / "moved-ferries.txt")
    index()
    assert stories(library) == [(1, TEXT)]
    assert index() == 0
    withdraw_join(notebook, plan_split(library, story_joins(notebook)[0]))
    index()
    assert stories(library) == [(2, FIRST), (2, SECOND)]
    (corpus / "moved-ferries.txt").rename(corpus / "ferries.txt")
    index()
    join(library, notebook, index)
    (corpus / "ferries.txt").write_text(TEXT + "More.\n")
    index()
    assert stories(library) == [(1, TEXT + "More.\n")]


def test_a_passage_of_a_part_stays_an_entity(
    library: LocalLibrary, notebook: Notebook, index: Callable[[], int]
) -> None:
    second = subjects(library)[1]
    start = SECOND.index("Silver Gull")
    gull = Entity(EntityType.ORGANIZATION, "Silver Gull")
    declare_entity(notebook, second, Anchor.of(SECOND, start, start + len("Silver Gull")), gull)
    assert len(library.search('org:"silver gull"').keys) == 1
    join(library, notebook, index)
    (key,) = library.search('org:"silver gull"').keys
    mention = next(one for one in library.catalogue.mentioned.mentions(key) if one.name == "Silver Gull")
    assert TEXT[mention.start : mention.end] == "Silver Gull"


def test_a_join_goes_out_and_in_as_a_table(library: LocalLibrary, notebook: Notebook, index: Callable[[], int]) -> None:
    join(library, notebook, index)
    table = write_corrections(all_corrections(notebook))
    (one,) = read_corrections(table)
    assert describe(one) == "'Ferries stop between two harbours' is one story"
    withdraw(notebook, one)
    index()
    assert len(stories(library)) == 2
    first, second = subjects(library)
    annotate(notebook, second, SECOND, "Gull", "in the second")
    assert take_in_corrections(notebook, read_corrections(table)) == 1
    assert write_corrections(all_corrections(notebook)) == table
    index()
    assert stories(library) == [(1, TEXT)]
    follow_documents(library, notebook)
    assert marked(library, notebook) == {"in the second": (first.document, "Gull")}


async def test_the_plans_come_whole_through_the_pipe(
    library: LocalLibrary, notebook: Notebook, index: Callable[[], int], tmp_path: Path
) -> None:
    first, second = subjects(library)
    annotate(notebook, second, SECOND, "sail", "of the second")
    notebook.add(second, None, "the whole of it")
    notebook.star(second)
    client = Client.spawn(tmp_path / "library", tmp_path / "notes.sqlite")
    await client.connect()
    plan = await client.join_plan(second.document)
    assert plan == plan_join(library, first_key(library))
    with pytest.raises(DocumentMissingError):
        await client.split_plan(first.document)
    join_stories(notebook, plan)
    index()
    assert (await client.document(first.document)).text == TEXT
    assert len((await client.search("silver AND note")).rows) == 1
    back = await client.split_plan(first.document)
    assert back == plan_split(library, story_joins(notebook)[0])
    withdraw_join(notebook, back)
    index()
    assert (await client.document(second.document)).text == SECOND
    await client.close()
