"""What a library answers about events: its documents in a list by event, and an event's matrix."""

from __future__ import annotations

import contextlib
from collections.abc import Iterator, Sequence
from pathlib import Path

import msgspec
import pytest
from ferry_stories import MANY, QUOTE, json_lines

from index.building.builder import Builder
from index.compare.answering import Accounts, Grouped
from index.library.engines import open_engine
from index.library.library import LocalLibrary
from index.service.messages import Request
from index.service.requests import Withdrawn
from index.service.worker import Worker

EVENT = {"wire", "own", "third", "fourth"}


@pytest.fixture(scope="module")
def opened(tmp_path_factory: pytest.TempPathFactory) -> Iterator[LocalLibrary]:
    folder = tmp_path_factory.mktemp("events")
    (folder / "stories.jsonl").write_text(json_lines(MANY))
    Builder(folder / "library", open_engine, processes=1).run([folder / "stories.jsonl"])
    library = LocalLibrary(folder / "library")
    yield library
    library.close()


def records(opened: LocalLibrary, keys: Sequence[int]) -> list[str]:
    return [summary.record or "" for summary in opened.catalogue.summaries(keys)]


def by_event(opened: LocalLibrary, *, copies: bool) -> Grouped:
    keys = opened.catalogue.ordered_keys("newest")
    return Accounts(lambda: opened).by_event(keys, copies=copies, check=lambda: None)


def test_copies_are_folded_away_and_counted(opened: LocalLibrary) -> None:
    grouped = by_event(opened, copies=False)
    shown = records(opened, grouped.keys)
    assert set(shown[:4]) in ({"wire", "own", "third", "fourth"}, {"copy", "own", "third", "fourth"})
    assert set(shown[4:]) == {"river", "budget"}
    assert (grouped.events, grouped.folded) == (1, 1)
    first = grouped.places[grouped.keys[0]]
    assert (first.documents, first.sources, first.rows) == (5, 5, 4)
    assert [grouped.places[key].number for key in grouped.keys] == [1, 2, 3, 4, 1, 1]
    assert sum(grouped.places[key].copies for key in grouped.keys) == 1
    assert not any(grouped.places[key].copy for key in grouped.keys)


def test_unfolded_copies_follow_what_they_copy(opened: LocalLibrary) -> None:
    grouped = by_event(opened, copies=True)
    shown = records(opened, grouped.keys)
    assert sorted(shown) == sorted(story["id"] for story in MANY)
    assert grouped.folded == 0
    (copy,) = [number for number, key in enumerate(grouped.keys) if grouped.places[key].copy]
    assert {shown[copy - 1], shown[copy]} == {"wire", "copy"}
    assert grouped.places[grouped.keys[copy - 1]].copies == 1


def test_grouping_is_given_up_when_nobody_waits(opened: LocalLibrary) -> None:
    def check() -> None:
        raise Withdrawn

    with pytest.raises(Withdrawn):
        Accounts(lambda: opened).by_event(opened.catalogue.ordered_keys("newest"), copies=True, check=check)


def test_a_matrix_holds_the_likely_accounts_without_copies(opened: LocalLibrary) -> None:
    key = opened.catalogue.find("third")
    (asked,) = opened.catalogue.summaries([key])
    answer = Accounts(lambda: opened).matrix("third")
    sides = answer.matrix.accounts
    assert sides[0].id == asked.id
    assert sides[0].date == "2019-03-05"
    assert {side.source for side in sides} >= {"The Sun", "The Moon"}
    assert len({side.source for side in sides} & {"The Post", "The Mail"}) == 1
    assert (answer.copies, answer.left_out) == (1, 0)
    moon = [side.source for side in sides].index("The Moon")
    assert answer.matrix.shared_quotes[0][moon] == answer.matrix.shared_quotes[moon][0] == 1
    assert sum(map(sum, answer.matrix.shared_quotes)) == 2
    (brenn,) = [name for name in answer.matrix.names if name.name == "Jonas Brenn"]
    for side, first in zip(sides, brenn.firsts, strict=True):
        text = opened.document(opened.catalogue.find(side.id)).text
        assert text[first:].startswith("Jonas Brenn")


def test_a_comparison_brings_the_documents_for_a_note(opened: LocalLibrary) -> None:
    answer = Accounts(lambda: opened).compare("third", "fourth")
    for subject, text in ((answer.a_subject, answer.a_text), (answer.b_subject, answer.b_text)):
        stored = opened.document(opened.catalogue.find(subject.document))
        assert (subject.title, subject.text_hash, text) == (stored.title, stored.text_hash, stored.text)
        assert QUOTE in text


def ask(worker: Worker, call: str, **arguments: object) -> dict[str, object]:
    reply = worker.answer(Request(1, call, msgspec.Raw(msgspec.json.encode(arguments))), lambda: None)
    assert reply.error is None
    result: dict[str, object] = msgspec.json.decode(reply.result)
    return result


def search(worker: Worker, query: str, order: str, limit: int = 50) -> dict[str, object]:
    return ask(worker, "search", query=query, order=order, limit=limit, other_names=True)


@pytest.fixture
def worker(opened: LocalLibrary, tmp_path: Path) -> Iterator[Worker]:
    with contextlib.closing(Worker(opened.folder, tmp_path / "notes.sqlite")) as started:
        yield started


def test_the_worker_lists_by_event_and_counts_over_all(worker: Worker) -> None:
    answer = search(worker, "ferry", "event", limit=2)
    assert (answer["order"], answer["total"], answer["folded"], answer["events"]) == ("event", 5, 1, 1)
    ticket = answer["ticket"]
    rows = ask(worker, "rows", ticket=ticket, start=2, count=50)["rows"]
    assert [row["event"]["number"] for row in rows] == [3, 4, 1]
    assert ask(worker, "facets", ticket=ticket)["documents"] == 6


def test_a_result_that_is_too_large_is_not_grouped(worker: Worker, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("index.service.served.MOST_GROUPED", 3)
    for query, order in (("", "newest"), ("ferry", "relevance")):
        answer = search(worker, query, "event")
        assert (answer["order"], answer["folded"], answer["events"]) == (order, 0, 0)
    assert search(worker, "diesel", "event")["order"] == "event"
