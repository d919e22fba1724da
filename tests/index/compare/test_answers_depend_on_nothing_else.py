"""What is answered about accounts depends on the library, the notebook and the question, on nothing asked before."""

from __future__ import annotations

import contextlib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from ferry_stories import MANY, json_lines
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from index.building.builder import Builder
from index.compare.answering import Accounts
from index.compare.related import Relations
from index.corrections.documents import DocumentField, correct_document
from index.library.library import Library
from index.notebook.annotation import Subject
from index.notebook.store import Notebook

FIFTY = "Police of Orrland found fifty crates of diesel on a ferry of Brenn Lines in Kalvik on Tuesday, they said."
STORIES = (
    *MANY,
    {"id": "words", "title": "Crates", "date": "2019-03-05", "text": FIFTY},
    {"id": "digits", "title": "Crates found", "date": "2019-03-06", "text": FIFTY.replace("fifty", "50")},
)
RECORDS = tuple(story["id"] for story in STORIES)

related = st.tuples(st.just("related"), st.sampled_from(RECORDS))
matrix = st.tuples(st.just("matrix"), st.sampled_from(RECORDS))
by_event = st.tuples(st.just("by_event"), st.permutations(RECORDS).map(tuple))
correction = st.tuples(
    st.just("correct"),
    st.tuples(
        st.sampled_from(RECORDS),
        st.sampled_from(
            [
                (DocumentField.TITLE, "Jonas Brenn and the river Mirra"),
                (DocumentField.DATE, "2009-01-01"),
                (DocumentField.SOURCE, "The Echo"),
            ]
        ),
    ),
)
questions = st.lists(related | matrix | by_event | correction, min_size=1, max_size=6)


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    place = tmp_path_factory.mktemp("answers")
    (place / "stories.jsonl").write_text(json_lines(STORIES))
    Builder(place / "library", processes=1).run([place / "stories.jsonl"])
    return place / "library"


def ask(library: Library, accounts: Accounts, kind: str, about: Any) -> object:
    if kind == "by_event":
        keys = [library.find(record) for record in about]
        grouped = accounts.by_event(keys, copies=True, check=lambda: None)
        return grouped.keys, grouped.places, grouped.events
    return accounts.related(about) if kind == "related" else accounts.matrix(about)


def correct(library: Library, notebook: Notebook, record: str, field: DocumentField, value: str) -> None:
    one = library.document(library.find(record))
    subject = Subject(one.id, one.title, one.source, one.date, one.path, one.text_hash)
    correct_document(notebook, subject, field, value)


@contextlib.contextmanager
def opened(folder: Path, notes: Path) -> Iterator[tuple[Library, Accounts]]:
    with contextlib.closing(Library(folder, notes)) as library:
        yield library, Accounts(lambda: library)


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(asked=questions)
def test_an_old_process_answers_like_a_fresh_one(
    folder: Path, tmp_path_factory: pytest.TempPathFactory, asked: list[tuple[str, Any]]
) -> None:
    notes = tmp_path_factory.mktemp("notes") / "notes.sqlite"
    with contextlib.closing(Notebook.open(notes)) as notebook, opened(folder, notes) as (library, old):
        for kind, about in asked:
            if kind == "correct":
                record, (field, value) = about
                correct(library, notebook, record, field, value)
                continue
            answer = ask(library, old, kind, about)
            with opened(folder, notes) as (other, fresh):
                assert ask(other, fresh, kind, about) == answer


@pytest.mark.parametrize("order", [RECORDS, RECORDS[::-1]])
def test_proposals_are_symmetric(folder: Path, order: tuple[str, ...]) -> None:
    with contextlib.closing(Library(folder)) as library:
        relations = Relations(library.catalogue, library.snapshot())
        found = {
            key: {other.key: other.score for other in relations.related(key)}
            for key in (library.find(record) for record in order)
        }
    assert any(found.values())
    for key, proposals in found.items():
        for other, score in proposals.items():
            assert found[other].get(key) == score


def test_copies_of_each_other_are_in_one_event_however_far_apart(tmp_path: Path) -> None:
    again = [{**MANY[0], "id": "again", "date": "1999-01-01"}, *MANY]
    (tmp_path / "stories.jsonl").write_text(json_lines(again))
    Builder(tmp_path / "library", processes=1).run([tmp_path / "stories.jsonl"])
    with contextlib.closing(Library(tmp_path / "library")) as library:
        keys = library.catalogue.ordered_keys("newest")
        grouped = Accounts(lambda: library).by_event(keys, copies=True, check=lambda: None)
        records = [summary.record for summary in library.catalogue.summaries(grouped.keys)]
        (copy,) = {"again", "wire"} & {
            record for record, key in zip(records, grouped.keys, strict=True) if grouped.places[key].copy
        }
        assert grouped.places[library.find(copy)].documents == 6
