"""What the analyst corrects of entities holds for the whole library at once, and after it was indexed again."""

from __future__ import annotations

import contextlib
import json
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from index.building.builder import Builder
from index.corrections.entities import (
    Entity,
    change_type,
    declare_entity,
    entity_corrections,
    merge_entities,
    reject_entities,
    reject_mention,
    rename_entity,
    split_name,
)
from index.corrections.listing import take_in_corrections, withdraw
from index.corrections.table import read_corrections, write_corrections
from index.errors import ConfigurationError
from index.library.engines import open_engine
from index.library.entity_facts import entity_facts
from index.library.library import LocalLibrary
from index.model import EntityType
from index.notebook.anchors import Anchor
from index.notebook.annotation import Subject
from index.notebook.store import Notebook

TEXTS = {
    "a": "Angela Merkel met David Cameron in Paris. Merkel spoke of Germany. The Blue Heron sang.",
    "b": "Angela Merkel flew to Berlin. Mrs. Merkel met nobody.",
    "c": "David Cameron stayed in Paris.",
}
MERKEL = Entity(EntityType.PERSON, "Angela Merkel")
CAMERON = Entity(EntityType.PERSON, "David Cameron")
PARIS = Entity(EntityType.PLACE, "Paris")
HERON = Entity(EntityType.ORGANIZATION, "Blue Heron")

Correct = Callable[[LocalLibrary, Notebook], None]


def declare_heron(library: LocalLibrary, notebook: Notebook) -> None:
    document = library.document(library.catalogue.find("a"))
    about = Subject(document.id, document.title, document.source, document.date, document.path, document.text_hash)
    start = document.text.index("Blue Heron")
    declare_entity(notebook, about, Anchor.of(document.text, start, start + len("Blue Heron")), HERON)


def reject_one_paris(library: LocalLibrary, notebook: Notebook) -> None:
    document = library.document(library.catalogue.find("a"))
    about = Subject(document.id, document.title, document.source, document.date, document.path, document.text_hash)
    start = document.text.index("Paris")
    reject_mention(notebook, about, Anchor.of(document.text, start, start + len("Paris")))


CORRECTIONS: dict[str, Correct] = {
    "merge": lambda _, notebook: merge_entities(notebook, [CAMERON], MERKEL),
    "rename": lambda _, notebook: rename_entity(notebook, MERKEL, "A. Merkel"),
    "type": lambda _, notebook: change_type(notebook, PARIS, EntityType.PERSON),
    "not": lambda _, notebook: reject_entities(notebook, [PARIS]),
    "split": lambda _, notebook: split_name(notebook, MERKEL, "Merkel", Entity(EntityType.PERSON, "Ulrich Merkel")),
    "is": declare_heron,
    "not-here": reject_one_paris,
}


def write_corpus(folder: Path) -> Path:
    folder.mkdir()
    records = [{"id": id_, "title": "Visit", "source": "Courier", "text": text} for id_, text in TEXTS.items()]
    (folder / "a.jsonl").write_text("\n".join(map(json.dumps, records)))
    return folder


@pytest.fixture
def corpus(tmp_path: Path) -> Path:
    return write_corpus(tmp_path / "corpus")


@pytest.fixture
def index(corpus: Path, tmp_path: Path) -> Callable[[], None]:
    def run() -> None:
        Builder(tmp_path / "library", open_engine, processes=1).run([corpus])

    return run


@pytest.fixture
def library(index: Callable[[], None], tmp_path: Path) -> Iterator[LocalLibrary]:
    index()
    opened = LocalLibrary(tmp_path / "library", tmp_path / "notes.sqlite")
    yield opened
    opened.close()


@pytest.fixture
def notebook(tmp_path: Path) -> Iterator[Notebook]:
    opened = Notebook.open(tmp_path / "notes.sqlite")
    yield opened
    opened.close()


def mentions(library: LocalLibrary, record: str) -> list[tuple[str, str, str]]:
    document = library.document(library.catalogue.find(record))
    found = library.catalogue.mentioned.mentions(document.key)
    assert all(document.text[one.start : one.end] == one.text for one in found)
    return [(one.text, one.type, one.name) for one in found]


def entities(library: LocalLibrary) -> dict[tuple[str, str], int]:
    kinds = set(EntityType)
    found = library.facets(library.search("")).facets
    return {(one.kind, one.value): one.documents for one in found if one.kind in kinds}


def records(library: LocalLibrary, query: str) -> list[str]:
    return sorted(str(summary.record) for summary in library.summaries(library.search(query), 0, 100))


def everything(library: LocalLibrary) -> object:
    return [mentions(library, record) for record in TEXTS], entities(library)


def test_the_texts_are_as_the_tests_take_them_for(library: LocalLibrary) -> None:
    assert entities(library) == {
        ("person", "Angela Merkel"): 2,
        ("person", "David Cameron"): 2,
        ("place", "Paris"): 2,
        ("place", "Berlin"): 1,
        ("place", "Germany"): 1,
    }


def test_two_are_merged(library: LocalLibrary, notebook: Notebook) -> None:
    merge_entities(notebook, [CAMERON], MERKEL)
    assert mentions(library, "c")[0] == ("David Cameron", "person", "Angela Merkel")
    assert entities(library)["person", "Angela Merkel"] == 3
    assert ("person", "David Cameron") not in entities(library)
    assert records(library, 'person:"angela merkel"') == ["a", "b", "c"]
    assert records(library, "person:cameron") == ["a", "b", "c"]
    key = library.catalogue.find("c")
    assert library.catalogue.mentioned.mentions(key)[0].reason == "your correction: the same as David Cameron"


def test_several_are_merged_or_rejected_as_one_step_and_said_twice_are_said_once(
    library: LocalLibrary, notebook: Notebook
) -> None:
    before = entities(library)
    merge_entities(notebook, [MERKEL, CAMERON, PARIS], MERKEL)
    assert entities(library)["person", "Angela Merkel"] == 3
    merge_entities(notebook, [CAMERON, PARIS], MERKEL)
    assert len(entity_corrections(notebook)) == 2
    assert notebook.undo() == "merging of 2 entities with 'Angela Merkel' undone"
    assert entities(library) == before
    merge_entities(notebook, [MERKEL], MERKEL)
    assert notebook.undo() is None
    reject_entities(notebook, [CAMERON, PARIS])
    assert {("person", "David Cameron"), ("place", "Paris")}.isdisjoint(entities(library))
    assert notebook.undo() == "2 entities as no entities undone"
    assert entities(library) == before


def test_one_is_renamed_and_then_corrected_by_its_new_name(library: LocalLibrary, notebook: Notebook) -> None:
    rename_entity(notebook, MERKEL, " A.  Merkel ")
    assert entities(library)["person", "A. Merkel"] == 2
    change_type(notebook, Entity(EntityType.PERSON, "A. Merkel"), EntityType.ORGANIZATION)
    assert entities(library)["organization", "A. Merkel"] == 2
    rename_entity(notebook, Entity(EntityType.ORGANIZATION, "A. Merkel"), "Angela Merkel")
    change_type(notebook, Entity(EntityType.ORGANIZATION, "Angela Merkel"), EntityType.PERSON)
    assert entities(library)["person", "Angela Merkel"] == 2


def test_the_type_is_changed(library: LocalLibrary, notebook: Notebook) -> None:
    change_type(notebook, PARIS, EntityType.PERSON)
    assert records(library, "place:paris") == []
    assert records(library, "person:paris") == ["a", "c"]


def test_a_name_is_split_off(library: LocalLibrary, notebook: Notebook) -> None:
    split_name(notebook, MERKEL, "Merkel", Entity(EntityType.PERSON, "Ulrich Merkel"))
    named = {name for text, _, name in mentions(library, "a") if text == "Merkel"}
    assert named == {"Ulrich Merkel"}
    assert entities(library)["person", "Angela Merkel"] == 2
    assert records(library, 'person:"ulrich merkel"') == ["a", "b"]


def test_what_is_no_entity_is_nowhere(library: LocalLibrary, notebook: Notebook) -> None:
    reject_entities(notebook, [PARIS])
    assert ("place", "Paris") not in entities(library)
    assert "Paris" not in {text for text, _, _ in mentions(library, "a")}
    assert records(library, "entity:paris") == []
    assert entities(library)["place", "Berlin"] == 1


def test_a_passage_is_an_entity_and_can_be_corrected_further(library: LocalLibrary, notebook: Notebook) -> None:
    declare_heron(library, notebook)
    assert ("Blue Heron", "organization", "Blue Heron") in mentions(library, "a")
    assert entities(library)["organization", "Blue Heron"] == 1
    assert records(library, "org:heron") == ["a"]
    merge_entities(notebook, [HERON], PARIS)
    assert ("Blue Heron", "place", "Paris") in mentions(library, "a")


def test_a_single_mention_is_none_and_can_be_one_again(library: LocalLibrary, notebook: Notebook) -> None:
    reject_one_paris(library, notebook)
    assert "Paris" not in {text for text, _, _ in mentions(library, "a")}
    assert ("Paris", "place", "Paris") in mentions(library, "c")
    assert entities(library)["place", "Paris"] == 1
    assert records(library, "place:paris") == ["c"]
    document = library.document(library.catalogue.find("a"))
    start = document.text.index("Paris")
    about = Subject(document.id, text_hash=document.text_hash)
    declare_entity(notebook, about, Anchor.of(document.text, start, start + 5), Entity(EntityType.PERSON, "Paris"))
    assert ("Paris", "person", "Paris") in mentions(library, "a")


def test_a_passage_takes_the_place_of_mentions_that_overlap_it(library: LocalLibrary, notebook: Notebook) -> None:
    document = library.document(library.catalogue.find("c"))
    about = Subject(document.id, text_hash=document.text_hash)
    anchor = Anchor.of(document.text, document.text.index("Cameron"), document.text.index(" in Paris"))
    declare_entity(notebook, about, anchor, Entity(EntityType.ORGANIZATION, "Cameron Ltd"))
    assert mentions(library, "c") == [("Cameron stayed", "organization", "Cameron Ltd"), ("Paris", "place", "Paris")]


@pytest.mark.parametrize("kind", CORRECTIONS)
def test_each_is_undone_with_the_same_export_as_before(library: LocalLibrary, notebook: Notebook, kind: str) -> None:
    rename_entity(notebook, Entity(EntityType.PLACE, "Berlin"), "Berlin (DE)")
    before, table = everything(library), write_corrections(entity_corrections(notebook))
    CORRECTIONS[kind](library, notebook)
    after = everything(library)
    assert after != before
    assert notebook.undo() is not None
    assert everything(library) == before
    assert write_corrections(entity_corrections(notebook)) == table
    assert notebook.redo() is not None
    assert everything(library) == after


@pytest.mark.parametrize("kind", CORRECTIONS)
def test_each_survives_indexing_again(
    library: LocalLibrary, notebook: Notebook, kind: str, corpus: Path, index: Callable[[], None]
) -> None:
    CORRECTIONS[kind](library, notebook)
    after = entities(library)
    (corpus / "a.jsonl").rename(corpus / "b.jsonl")
    (corpus / "other.txt").write_text("Theresa May went to London.\n")
    index()
    assert {one: count for one, count in entities(library).items() if one in after} == after


@given(st.lists(st.sampled_from(sorted(CORRECTIONS)), max_size=8, unique=True))
@settings(deadline=None, max_examples=15)
def test_counts_and_filters_are_those_of_the_mentions_in_the_documents(
    tmp_path_factory: pytest.TempPathFactory, kinds: list[str]
) -> None:
    folder = tmp_path_factory.mktemp("counts")
    write_corpus(folder / "corpus")
    Builder(folder / "library", open_engine, processes=1).run([folder / "corpus"])
    with (
        contextlib.closing(LocalLibrary(folder / "library", folder / "notes.sqlite")) as library,
        contextlib.closing(Notebook.open(folder / "notes.sqlite")) as notebook,
    ):
        for kind in kinds:
            entities(library)  # what is read before a correction must not be kept after it
            CORRECTIONS[kind](library, notebook)
        mentioned = {(kind, name): 0 for record in TEXTS for _, kind, name in mentions(library, record)}
        for record in TEXTS:
            for kind, name in {(kind, name) for _, kind, name in mentions(library, record)}:
                mentioned[kind, name] += 1
        assert entities(library) == mentioned
        for (kind, name), documents in mentioned.items():
            assert len(library.search(f'{kind.replace("organization", "org")}:="{name}"').keys) >= documents
            facts = entity_facts(library.catalogue, library.columns(), kind, name)
            found = [one for record in TEXTS for one in mentions(library, record) if one[1:] == (kind, name)]
            assert (facts.documents, facts.mentions) == (documents, len(found))


def test_nothing_is_written_to_the_library(library: LocalLibrary, notebook: Notebook) -> None:
    catalogue = library.folder / "catalogue.sqlite"
    before = catalogue.read_bytes()
    for correct in CORRECTIONS.values():
        correct(library, notebook)
    everything(library)
    assert catalogue.read_bytes() == before


def test_the_table_goes_out_and_in(library: LocalLibrary, notebook: Notebook, tmp_path: Path) -> None:
    rename_entity(notebook, Entity(EntityType.PLACE, "Berlin"), "Back\\slash \N{SNOWMAN}")
    for correct in CORRECTIONS.values():
        correct(library, notebook)
    table = write_corrections(entity_corrections(notebook))
    assert len(table.splitlines()) == 1 + 1 + len(CORRECTIONS)
    other = Notebook.open(tmp_path / "other.sqlite")
    assert take_in_corrections(other, read_corrections(table)) == 1 + len(CORRECTIONS)
    assert write_corrections(entity_corrections(other)) == table
    assert take_in_corrections(other, read_corrections(table)) == 0
    assert other.undo() is not None
    assert entity_corrections(other) == []
    other.close()


@pytest.mark.parametrize(
    "line",
    [
        "merge\tperson:A\t\tnobody\t\t\t\t2017-09-21T12:00:00.000Z",
        "swap\tperson:A\t\tperson:B\t\t\t\t2017-09-21T12:00:00.000Z",
        "merge\tperson:A",
        "is\tdoc\tno anchor\tperson:B\t\t\t\t2017-09-21T12:00:00.000Z",
        "is\tdoc\t[1]\tperson:B\t\t\t\t2017-09-21T12:00:00.000Z",
        'is\tdoc\t{"start": "x"}\tperson:B\t\t\t\t2017-09-21T12:00:00.000Z',
        'is\tdoc\t{"start": 0, "end": 0, "exact": "", "prefix": "", "suffix": "", "text_hash": ""}\tperson:B'
        "\t\t\t\t2017-09-21T12:00:00.000Z",
        'not-here\tdoc\t{"start": -5, "end": 2, "exact": "a", "prefix": "", "suffix": "", "text_hash": ""}\t'
        "\t\t\t\t2017-09-21T12:00:00.000Z",
        "merge\tperson:A\t\tperson:B\t\t\t\tsoon",
        "join\tdoc\t\tone story\t\t\t\t2017-09-21T12:00:00.000Z",
        "date\tdoc\t\tyesterday\t\t\t\t2017-09-21T12:00:00.000Z",
    ],
)
def test_a_table_that_is_none_is_refused_with_its_line(line: str) -> None:
    with pytest.raises(ConfigurationError, match="line 2"):
        read_corrections(write_corrections([]) + line + "\n")


def test_a_correction_of_another_day_is_taken_back(library: LocalLibrary, notebook: Notebook) -> None:
    before = entities(library)
    reject_entities(notebook, [PARIS])
    withdraw(notebook, entity_corrections(notebook)[0])
    assert entities(library) == before
    notebook.undo()
    assert ("place", "Paris") not in entities(library)
