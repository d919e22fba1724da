"""What is told about one entity agrees with the texts, corrected as the analyst says."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from index.answers.entity import Beside, Count, EntityAnswer
from index.building.builder import Builder
from index.corrections.entities import Entity, merge_entities
from index.errors import ConfigurationError
from index.library.engines import open_engine
from index.library.entity_facts import entities_named, entity_facts
from index.library.library import LocalLibrary
from index.model import EntityType
from index.notebook.store import Notebook
from index.service.client import Client

RECORDS = [
    {"id": "a", "source": "AFP", "date": "2017-09-21", "text": "Angela Merkel met David Cameron. Merkel left."},
    {"id": "b", "source": "Courier", "date": "2017-10", "text": "Angela Merkel flew to Berlin."},
    {"id": "c", "source": "Courier", "date": "", "text": "Angela Merkel stayed in Berlin."},
]


@pytest.fixture
def library(tmp_path: Path) -> Iterator[LocalLibrary]:
    (tmp_path / "corpus").mkdir()
    (tmp_path / "corpus" / "a.jsonl").write_text("\n".join(map(json.dumps, RECORDS)))
    Builder(tmp_path / "library", open_engine, processes=1).run([tmp_path / "corpus"])
    opened = LocalLibrary(tmp_path / "library", tmp_path / "notes.sqlite")
    yield opened
    opened.close()


def test_names_sources_reasons_dates_and_company_are_told(library: LocalLibrary) -> None:
    told = entity_facts(library.catalogue, library.columns(), "person", "Angela Merkel")
    assert (told.documents, told.mentions, told.first_date, told.last_date) == (3, 4, "2017-09-21", "2017-10-31")
    full, short = told.names
    assert (full.name, full.sources, full.reasons) == ("Angela Merkel", (Count("Courier", 2), Count("AFP", 1)), ())
    assert (short.name, short.sources, len(short.reasons)) == ("Merkel", (Count("AFP", 1),), 1)
    assert told.beside == (Beside("place", "Berlin", 2), Beside("person", "David Cameron", 1))
    assert told.place is None


def test_a_place_is_told_with_where_it_is(library: LocalLibrary) -> None:
    told = entity_facts(library.catalogue, library.columns(), "place", "Berlin")
    assert told.place is not None
    assert (round(told.place.latitude), round(told.place.longitude), told.place.country) == (53, 13, "DE")


def test_it_is_told_as_corrected(library: LocalLibrary, tmp_path: Path) -> None:
    notebook = Notebook.open(tmp_path / "notes.sqlite")
    merkel, cameron = Entity(EntityType.PERSON, "Angela Merkel"), Entity(EntityType.PERSON, "David Cameron")
    merge_entities(notebook, [cameron], merkel)
    notebook.close()
    told = entity_facts(library.catalogue, library.columns(), "person", "Angela Merkel")
    assert told.mentions == 5
    assert "your correction: the same as David Cameron" in {reason for one in told.names for reason in one.reasons}
    with pytest.raises(ConfigurationError, match="mentions person:David Cameron"):
        entity_facts(library.catalogue, library.columns(), "person", "David Cameron")


def test_the_worker_tells_the_same_and_what_nothing_mentions(library: LocalLibrary, tmp_path: Path) -> None:
    async def ask() -> EntityAnswer:
        client = Client.spawn(library.folder, tmp_path / "notes.sqlite")
        try:
            await client.connect()
            with pytest.raises(ConfigurationError, match="person:Nobody"):
                await client.entity("person", "Nobody")
            return await client.entity("place", "Berlin")
        finally:
            await client.close()

    assert asyncio.run(ask()) == entity_facts(library.catalogue, library.columns(), "place", "Berlin")


def test_an_entity_is_found_by_its_name_or_by_what_it_is_called(library: LocalLibrary) -> None:
    assert entities_named(library.columns(), "angela merkel") == [("person", "Angela Merkel")]
    assert entities_named(library.columns(), "Merkel") == [("person", "Angela Merkel")]
    assert entities_named(library.columns(), "nobody") == []
