"""Fields of a query that ask for mails, attachments and threads, and what a document says of its origin."""

from __future__ import annotations

import contextlib
from collections.abc import Iterator

import pytest
from mails import thread_box

from index.building.builder import Builder
from index.errors import QueryError
from index.library.engines import open_engine
from index.library.library import LocalLibrary


@pytest.fixture(scope="module")
def opened(tmp_path_factory: pytest.TempPathFactory) -> Iterator[LocalLibrary]:
    corpus = tmp_path_factory.mktemp("mails")
    (corpus / "a.mbox").write_bytes(thread_box())
    (corpus / "note.txt").write_text("A note of a walk.")
    (corpus / "page.html").write_text("<html><p>A page of news.</p></html>")
    folder = tmp_path_factory.mktemp("libraries") / "mails"
    Builder(folder, open_engine, processes=1).run([corpus])
    with contextlib.closing(LocalLibrary(folder)) as library:
        yield library


def titles(library: LocalLibrary, query: str) -> set[str]:
    found = library.search(query)
    return {summary.title for summary in library.summaries(found, 0, 100)}


def id_of(library: LocalLibrary, query: str) -> str:
    (summary,) = library.summaries(library.search(query), 0, 2)
    return summary.id


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("type:mail", {"Mail 1", "Mail 2", "Mail 3"}),
        ("type:MAIL homs -dawn", set()),
        ("type:page", {"A page of news."}),
        ('type:="text" -has:attachment', {"Orders of the day.", "A note of a walk."}),
        ("has:attachment", {"Mail 1"}),
        ("attachment:*.jpg", {"Mail 1"}),
        ("attachment:*.txt", {"Mail 1"}),
        ("attachment:orders", {"Mail 1"}),
        ("attachment:order?.txt", {"Mail 1"}),
        ("attachment:order?", set()),
        ("-attachment:*.jpg type:mail", {"Mail 2", "Mail 3"}),
        ("to:desk@x.org", {"Mail 1", "Mail 2", "Mail 3"}),
        ("to:carla", {"Mail 1", "Mail 2", "Mail 3"}),
        ("to:nobody", set()),
        ("thread:2@x.org", {"Mail 1", "Mail 2"}),
        ("thread:<1@x.org>", {"Mail 1", "Mail 2"}),
        ("thread:3@x.org", {"Mail 3"}),
        ("thread:none@x.org", set()),
        ("parent:none", set()),
    ],
)
def test_what_a_field_finds(opened: LocalLibrary, query: str, found: set[str]) -> None:
    assert titles(opened, query) == found


def test_parents_and_threads_are_asked_for_by_the_id_of_a_document(opened: LocalLibrary) -> None:
    first, second = id_of(opened, "title:=1 type:mail"), id_of(opened, "title:=2 type:mail")
    assert titles(opened, f"parent:{first}") == {"Orders of the day."}
    assert titles(opened, f"parent:{second}") == set()
    assert titles(opened, f"thread:{second} dawn") == {"Mail 1", "Mail 2"}


def test_they_are_explained_and_counted(opened: LocalLibrary) -> None:
    found = opened.search("attachment:*.jpg has:attachment type:mail")
    assert found.explain.line == "attachment:*.jpg (1) AND has:attachment (1) AND type:mail (3)"
    assert found.explain.terms[0].meaning == "something of that name is attached to it"
    facets = {(one.kind, one.value): one.documents for one in opened.facets(opened.search("")).facets}
    assert {value: count for (kind, value), count in facets.items() if kind == "type"} == {
        "mail": 3,
        "text": 2,
        "web page": 1,
    }


@pytest.mark.parametrize("query", ["attachment:", "parent:", 'thread:""', "has:nothing", "attachment:(a OR b)"])
def test_what_cannot_be_asked_is_told(opened: LocalLibrary, query: str) -> None:
    with pytest.raises(QueryError):
        opened.search(query)


def test_what_a_document_says_of_its_origin(opened: LocalLibrary) -> None:
    first, second, orders = (id_of(opened, f'title:"{title}"') for title in ("Mail 1", "Mail 2", "Orders of the day"))
    origin = opened.origin(opened.find(first))
    assert (origin.type, origin.member, origin.message_id) == ("mail", "1@x.org", "1@x.org")
    assert (origin.to, origin.cc) == ("Desk <desk@x.org>", "carla@y.org")
    assert set(origin.attachments) == {"orders.txt", "map.JPG"}
    assert origin.attached == (orders,)
    assert origin.thread == (first, second)
    attached = opened.origin(opened.find(orders))
    assert (attached.parent, attached.member, attached.thread) == (first, "1@x.org/orders.txt", ())
