"""How a query can go on, by what the library of the two seeds holds."""

from __future__ import annotations

import contextlib
from collections.abc import Iterator
from pathlib import Path

import pytest

from index.library.completions import KnownLocally, completions
from index.library.library import LocalLibrary


@pytest.fixture
def opened(library: Path) -> Iterator[LocalLibrary]:
    """The library, open."""
    with contextlib.closing(LocalLibrary(library)) as one:
        yield one


def offered(library: LocalLibrary, typed: str) -> list[str]:
    return [one.text for one in completions(KnownLocally(library), typed, len(typed)).offers]


def test_values_come_with_their_documents_the_most_first(opened: LocalLibrary) -> None:
    answer = completions(KnownLocally(opened), "source:", 7)
    assert [(one.text, one.documents) for one in answer.offers] == [("AFP", 2), ("Sputnik", 1)]
    assert answer.start == 7
    assert offered(opened, "source:sp") == ["Sputnik"]


def test_names_are_found_by_any_of_their_words(opened: LocalLibrary) -> None:
    assert '"Ryan Dillon"' in offered(opened, "person:dil")
    assert '"Ryan Dillon"' in offered(opened, 'entity:"ryan d')
    assert '"Ryan Dillon"' not in offered(opened, "org:dil")


def test_words_of_the_index_and_fields_are_offered(opened: LocalLibrary) -> None:
    assert "coalition" in offered(opened, "coal")
    assert offered(opened, "so")[0] == "source:"
    assert offered(opened, "c")[:1] == ["changed:"]


def test_flags_days_and_countries_are_offered(opened: LocalLibrary) -> None:
    assert offered(opened, "is:st") == ["starred"]
    assert '"last week"' in offered(opened, "date:la")
    assert offered(opened, "date:20") == ["2017"]
    assert offered(opened, "in:syr")[0] == "Syria"


def test_what_is_whole_is_offered_nothing(opened: LocalLibrary) -> None:
    assert offered(opened, "source:AFP") == []
    assert offered(opened, "syria ") == []


def test_each_offer_is_a_query_that_finds_documents(opened: LocalLibrary) -> None:
    for typed in ("source:", "lang:", "type:", "person:", "place:", "org:", "entity:", "date:2", "in:", "co"):
        answer = completions(KnownLocally(opened), typed, len(typed))
        for one in answer.offers:
            if one.documents is not None:
                found = opened.search(typed[: answer.start] + one.text)
                assert found.keys, one
