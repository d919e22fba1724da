"""The words that a word of a query asks for, those that are frequent, and documents like some words."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from engines import commit

from index.engine import Engine, Searcher
from index.query.tree import Match, Term

STORIES = {
    1: ("Strikes", "strike strikes striking US"),
    2: ("A strike", "strikes, and us"),
    3: ("Stripes", "stripes strikes stroke"),
    4: ("Other", "nothing of it; conflict, deconfliction"),
}


@pytest.fixture
def searcher(searched: Callable[..., Searcher]) -> Searcher:
    """The stories, in two commits."""
    return searched({1: STORIES[1], 2: STORIES[2]}, {3: STORIES[3], 4: STORIES[4]})


@pytest.mark.parametrize(
    ("term", "field", "expected"),
    [
        (Term("strike", Match.STEM), "text", {"strike": 1, "strikes": 3, "striking": 1}),
        (Term("strike", Match.STEM), "title", {"strike": 1, "strikes": 1}),
        (Term("strikes", Match.EXACT), "text", {"strikes": 3}),
        (Term("us", Match.EXACT), "text", {"us": 2}),
        (Term("us", Match.ACRONYM), "text", {"US": 1}),
        (Term("str*", Match.PATTERN), "text", {"strike": 1, "strikes": 3, "striking": 1, "stripes": 1, "stroke": 1}),
        (Term("*conf*", Match.PATTERN), "text", {"conflict": 1, "deconfliction": 1}),
        (Term("str?kes", Match.PATTERN), "text", {"strikes": 3}),
        (Term("strike", Match.FUZZY, 1), "text", {"strike": 1, "strikes": 3, "stroke": 1}),
        (Term("stricke", Match.FUZZY, 2), "text", {"strike": 1, "strikes": 3, "stroke": 1}),
        (Term("zebra", Match.STEM), "text", {}),
    ],
)
def test_the_words_that_are_asked_for(searcher: Searcher, term: Term, field: str, expected: dict[str, int]) -> None:
    assert searcher.forms(term, field) == expected


def test_words_of_removed_documents_are_not_told(fill: Callable[..., Engine]) -> None:
    engine = fill(STORIES)
    commit(engine, {}, removed=[3])
    assert engine.searcher().forms(Term("str*", Match.PATTERN), "text") == {"strike": 1, "strikes": 2, "striking": 1}


def test_frequent_words(searched: Callable[..., Searcher]) -> None:
    searcher = searched({1: ("rain", "rain rain Énd"), 2: ("", "Rain fell"), 3: ("", "rain, end"), 4: ("", "sun")})
    assert searcher.frequent_forms(2) == {"rain": 3, "end": 2}
    assert searcher.frequent_forms(1) == {"rain": 3, "end": 2, "fell": 1, "sun": 1}


def test_documents_like_some_words(searched: Callable[..., Searcher]) -> None:
    texts = {1: "ferry sank harbour", 2: "ferries sank", 3: "ferry ferry ferry", 4: "harbour", 5: "sun and rain", 6: ""}
    searcher = searched({key: ("ferry harbour", text) for key, text in texts.items()})
    asked = [("ferry", 2.0), ("sank", 1.0), ("harbour", 0.5)]
    mean = sum(len(text.split()) for text in texts.values()) / len(texts)

    def score(key: int) -> float:
        relative = min(0.25 + 0.75 * len(texts[key].split()) / mean, 4.0)
        times = [texts[key].replace("ferries", "ferry").split().count(form) for form, _ in asked]
        return sum(weight * f / (f + 1.2 * relative) for (_, weight), f in zip(asked, times, strict=True))

    expected = sorted(((key, score(key)) for key in (1, 2, 3, 4)), key=lambda one: -one[1])
    likes = searcher.like(asked, 6, 0.5, 10)
    assert [key for key, _ in likes] == [key for key, _ in expected]
    assert [found for _, found in likes] == pytest.approx([found for _, found in expected])
    assert [key for key, _ in searcher.like(asked, 6, 0.5, 2)] == [key for key, _ in expected[:2]]
    above = [key for key, found in expected if found > 0.9 * score(1)]
    assert [key for key, _ in searcher.like(asked, 1, 0.9, 10)] == above
    assert 4 not in above


def test_documents_that_are_equally_like_come_by_key(searched: Callable[..., Searcher]) -> None:
    searcher = searched({7: ("", "ferry"), 5: ("", "ferry")}, {6: ("", "ferry")})
    assert [key for key, _ in searcher.like([("ferry", 1.0)], 7, 0.1, 2)] == [5, 6]
