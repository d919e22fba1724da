"""The entities of a result with their numbers of documents: exact, as corrected, withdrawn when nobody waits."""

from __future__ import annotations

import asyncio
import json
import os
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest

from index.answers.counts import EntitiesAnswer
from index.building.builder import Builder
from index.corrections.entities import Entity, merge_entities
from index.library import entity_counting, stored_entities
from index.library.engines import open_engine
from index.library.library import LocalLibrary
from index.model import EntityType
from index.notebook.store import Notebook
from index.query.editing import condition, refined
from index.service.client import Client
from index.service.worker import serve

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
    Builder(tmp_path / "library", open_engine, processes=1).run([tmp_path / "corpus"])
    return tmp_path / "library"


@pytest.fixture
def library(folder: Path, tmp_path: Path) -> Iterator[LocalLibrary]:
    opened = LocalLibrary(folder, tmp_path / "notes.sqlite")
    yield opened
    opened.close()


def counts(answer: EntitiesAnswer) -> dict[tuple[str, str], int]:
    return {(one.type, one.name): one.documents for one in answer.entities}


@pytest.mark.parametrize("query", ["", "merkel", "berlin -merkel", "nobody"])
def test_each_count_is_what_its_condition_finds(library: LocalLibrary, query: str) -> None:
    found = library.search(query) if query else library.browse()
    told = library.entities(found)
    for entity in told.entities:
        narrowed = library.search(refined(query, condition(entity.type, entity.name)))
        assert len(narrowed.keys) == entity.documents > 0, (query, entity)
    assert sum(told.totals.values()) == len(told.entities)


def test_those_in_the_most_documents_come_first_and_the_total_is_told(
    library: LocalLibrary, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(entity_counting, "MOST", 1)
    told = library.entities(library.browse())
    assert counts(told)["place", "Berlin"] == 3
    assert [one.name for one in told.entities if one.type == "place"] == ["Berlin"]
    assert told.totals["place"] == 3


def test_the_entities_of_a_document_are_counted_over_the_result(library: LocalLibrary) -> None:
    found = library.search("merkel")
    (first, *_) = library.search("david angela").keys
    told = counts(library.entities(found, first))
    assert told == {("person", "Angela Merkel"): 2, ("person", "David Cameron"): 1, ("place", "Berlin"): 2}
    elsewhere = library.search("nobody")
    assert set(counts(library.entities(elsewhere, first)).values()) == {0}


def test_counts_are_as_corrected(library: LocalLibrary, tmp_path: Path) -> None:
    assert counts(library.entities(library.browse()))["person", "Angela Merkel"] == 2
    notebook = Notebook.open(tmp_path / "notes.sqlite")
    merge_entities(notebook, [Entity(EntityType.PERSON, "David Cameron")], Entity(EntityType.PERSON, "Angela Merkel"))
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


class GivenUp(Exception):  # noqa: N818 - what a check raises
    """Counting was given up."""


def test_what_was_read_before_counting_was_given_up_is_not_read_again(
    library: LocalLibrary, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(stored_entities, "SURFACES_AT_ONCE", 2)
    monkeypatch.setattr(stored_entities, "DOCUMENTS_AT_ONCE", 1)

    def give_up() -> None:
        raise GivenUp

    given_up = 0
    while True:
        try:
            told = library.entities(library.browse(), check=give_up)
            break
        except GivenUp:
            given_up += 1
            assert given_up < 50
    assert given_up > 6  # three documents with mentions, and more than two surfaces
    assert told == library.entities(library.browse())
    assert counts(told)["person", "Angela Merkel"] == 2


@pytest.mark.parametrize("step", range(1, 8))
def test_a_commit_in_the_middle_of_reading_is_taken_up(
    library: LocalLibrary, folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, step: int
) -> None:
    monkeypatch.setattr(stored_entities, "DOCUMENTS_AT_ONCE", 1)
    steps = iter(range(1, 1000))

    def commit() -> None:
        if next(steps) == step:
            changed = [{**RECORDS[0], "text": "Boris Johnson met Angela Merkel in Rome."}, *RECORDS[1:]]
            (tmp_path / "corpus" / "a.jsonl").write_text("\n".join(map(json.dumps, changed)))
            Builder(folder, open_engine, processes=1).run([tmp_path / "corpus"])

    before = library.browse()
    assert library.entities(before, check=commit) == library.entities(before)
    assert next(steps) > step
    told = counts(library.entities(library.browse()))
    assert (told["person", "Angela Merkel"], told["place", "Rome"]) == (2, 1)


def test_counting_gives_way_to_what_was_asked_later(
    folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(stored_entities, "DOCUMENTS_AT_ONCE", 1)
    asked = [
        {"id": 1, "call": "search", "arguments": {"query": "", "order": "", "limit": 5, "other_names": True}},
        {"id": 2, "call": "entities", "arguments": {"ticket": 1, "document": ""}},
        {"id": 3, "call": "entities", "arguments": {"ticket": 1, "document": ""}},
        {"id": 4, "call": "facets", "arguments": {"ticket": 1}},
    ]
    (worker_reads, we_write), (we_read, worker_writes) = os.pipe(), os.pipe()
    with os.fdopen(we_write, "w") as requests, os.fdopen(we_read) as answers, os.fdopen(worker_reads, "rb") as incoming:
        requests.write("".join(json.dumps(request) + "\n" for request in asked))
        requests.flush()
        outgoing = os.fdopen(worker_writes, "wb")
        worker = threading.Thread(target=serve, args=(folder, tmp_path / "notes.sqlite", incoming, outgoing))
        worker.start()
        order = [json.loads(answers.readline())["id"] for _ in asked]
        requests.close()
        worker.join()
        outgoing.close()
    assert sorted(order) == [1, 2, 3, 4]
    assert order.index(4) < order.index(2)
