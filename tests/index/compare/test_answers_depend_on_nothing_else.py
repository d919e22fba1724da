"""What is answered about accounts depends on the library, the notebook and the question, on nothing asked before."""

from __future__ import annotations

import contextlib
import itertools
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from ferry_stories import FOURTH_ACCOUNT, MANY, WIRE, json_lines
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from index.building.builder import Builder
from index.compare.answering import Accounts
from index.compare.related import Relations
from index.corrections.documents import DocumentField, correct_document
from index.library.engines import open_engine
from index.library.library import LocalLibrary
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
    Builder(place / "library", open_engine, processes=1).run([place / "stories.jsonl"])
    return place / "library"


def ask(library: LocalLibrary, accounts: Accounts, kind: str, about: Any) -> object:
    if kind == "by_event":
        keys = [library.find(record) for record in about]
        grouped = accounts.by_event(keys, copies=True, check=lambda: None)
        return grouped.keys, grouped.places, grouped.events
    return accounts.related(about) if kind == "related" else accounts.matrix(about)


def correct(library: LocalLibrary, notebook: Notebook, record: str, field: DocumentField, value: str) -> None:
    one = library.document(library.find(record))
    subject = Subject(one.id, one.title, one.source, one.date, one.path, one.text_hash)
    correct_document(notebook, subject, field, value)


@contextlib.contextmanager
def opened(folder: Path, notes: Path) -> Iterator[tuple[LocalLibrary, Accounts]]:
    with contextlib.closing(LocalLibrary(folder, notes)) as library:
        yield library, Accounts(lambda: library)


@example([("related", "own"), ("correct", ("wire", (DocumentField.DATE, "2009-01-01"))), ("related", "own")])
@example([("matrix", "own"), ("correct", ("wire", (DocumentField.TITLE, "Jonas Brenn"))), ("matrix", "own")])
@example([("related", "words"), ("related", "digits")])
@settings(max_examples=10, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
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


def test_the_order_of_a_list_makes_no_difference_to_its_events(folder: Path, tmp_path: Path) -> None:
    with opened(folder, tmp_path / "none.sqlite") as (library, accounts):
        answers = [ask(library, accounts, "by_event", order) for order in (RECORDS, RECORDS[::-1], sorted(RECORDS))]
    assert answers[0] == answers[1] == answers[2]


@pytest.fixture
def hub(build: Callable[..., Path]) -> Path:
    """Many documents that are much alike, and one that is a little like each of them."""
    many = [
        {"id": str(number), "title": "Ferry capsizes", "date": "2019-03-04", "text": f"{WIRE} Boat {number} came."}
        for number in range(80)
    ]
    odd = {"id": "odd", "title": "Anger", "date": "2019-03-04", "text": FOURTH_ACCOUNT}
    return build({"stories.jsonl": json_lines([*many, odd])})


def test_proposals_are_symmetric(hub: Path) -> None:
    with contextlib.closing(LocalLibrary(hub)) as library:
        relations = Relations(library.catalogue, library.searcher())
        asked = [library.find(record) for record in ("odd", "0", "40", "79")]
        found = {key: {other.key: other.score for other in relations.related(key, 100)} for key in asked}
    assert any(found.values())
    for one, other in itertools.permutations(asked, 2):
        assert found[one].get(other) == found[other].get(one)


def test_copies_of_each_other_are_in_one_event_whatever_their_titles(build: Callable[..., Path]) -> None:
    text = "The bridge of Sarnia was closed."
    titles = (
        "Mourning, anger, prayers, candles after nights of grief and loss",
        "Taxes, pensions and budgets stay the matter of lengthy debates",
    )
    stories = [
        {"id": str(number), "title": title, "date": f"20{number}9-01-01", "text": text}
        for number, title in enumerate(titles)
    ]
    with contextlib.closing(LocalLibrary(build({"stories.jsonl": json_lines([*stories, *MANY])}))) as library:
        keys = library.catalogue.ordered_keys("newest")
        grouped = Accounts(lambda: library).by_event(keys, copies=True, check=lambda: None)
        assert [grouped.places[library.find(number)].copy for number in "01"].count(True) == 1
