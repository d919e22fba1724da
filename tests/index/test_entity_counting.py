"""The entities of a result with their numbers of documents: exact, as corrected, withdrawn when nobody waits."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from index import entity_counting
from index.building.builder import Builder
from index.client import Client
from index.fulltext.refining import condition, refined
from index.library import Library
from index.model import EntityType
from index.notebook.entity_corrections import Entity, merge_entities
from index.notebook.store import Notebook
from index.protocol import EntitiesAnswer

RECORDS = [
    {"id": "a", "date": "2017-09-21", "text": "Angela Merkel met David Cameron in Berlin. Merkel left Berlin."},
    {"id": "b", "date": "2017-10-02", "text": "Angela Merkel flew to Berlin and to Paris with German ministers."},
    {"id": "c", "date": "2017-10-03", "text": "David Cameron stayed in London, far from Berlin."},
    {"id": "d", "date": "2017-10-04", "text": "Nobody was named."},
]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "corpus").mkdir()
    (tmp_path / "corpus" / "a.jsonl").write_text("\n".join(map(json.dumps, RECORDS)))
    Builder(tmp_path / "library", processes=1).run([tmp_path / "corpus"])
    return tmp_path / "library"


@pytest.fixture
def library(folder: Path, tmp_path: Path) -> Iterator[Library]:
    opened = Library(folder, tmp_path / "notes.sqlite")
    yield opened
    opened.close()


def counts(answer: EntitiesAnswer) -> dict[tuple[str, str], int]:
    return {(one.type, one.name): one.documents for one in answer.entities}


@pytest.mark.parametrize("query", ["", "merkel", "berlin -merkel", "nobody"])
def test_each_count_is_what_its_condition_finds(library: Library, query: str) -> None:
    found = library.search(query) if query else library.browse()
    told = library.entities(found)
    for entity in told.entities:
        narrowed = library.search(refined(query, condition(entity.type, entity.name)))
        assert len(narrowed.keys) == entity.documents > 0, (query, entity)
    assert sum(told.totals.values()) == len(told.entities)


def test_those_in_the_most_documents_come_first_and_the_total_is_told(
    library: Library, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(entity_counting, "MOST", 1)
    told = library.entities(library.browse())
    assert counts(told)["place", "Berlin"] == 3
    assert [one.name for one in told.entities if one.type == "place"] == ["Berlin"]
    assert told.totals["place"] == 3


def test_the_entities_of_a_document_are_counted_over_the_result(library: Library) -> None:
    found = library.search("merkel")
    (first, *_) = library.search("david angela").keys
    told = counts(library.entities(found, first))
    assert told == {("person", "Angela Merkel"): 2, ("person", "David Cameron"): 1, ("place", "Berlin"): 2}
    elsewhere = library.search("nobody")
    assert set(counts(library.entities(elsewhere, first)).values()) == {0}


def test_counts_are_as_corrected(library: Library, tmp_path: Path) -> None:
    assert counts(library.entities(library.browse()))["person", "Angela Merkel"] == 2
    notebook = Notebook.open(tmp_path / "notes.sqlite")
    merge_entities(notebook, Entity(EntityType.PERSON, "David Cameron"), Entity(EntityType.PERSON, "Angela Merkel"))
    notebook.close()
    told = counts(library.entities(library.browse()))
    assert told["person", "Angela Merkel"] == 3
    assert ("person", "David Cameron") not in told


async def test_the_worker_answers_and_leaves_what_is_withdrawn(folder: Path, tmp_path: Path) -> None:
    client = Client.spawn(folder, tmp_path / "notes.sqlite")
    await client.connect()
    ticket = (await client.search("")).ticket
    row = next(row for row in (await client.search("london")).rows)
    withdrawn = [asyncio.create_task(client.entities(ticket)) for _ in range(20)]
    await asyncio.sleep(0)
    for task in withdrawn:
        task.cancel()
    told = await client.entities(ticket, row.id)
    assert counts(told)["place", "Berlin"] == 3
    assert told.totals == {"person": 1, "place": 2}
    results = await asyncio.gather(*withdrawn, return_exceptions=True)
    assert all(isinstance(result, asyncio.CancelledError) for result in results)
    await client.close()
