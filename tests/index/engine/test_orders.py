"""Orders of a result, windows of them, and counts by value."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
import pytest
from engines import Held, ask, by_key

from index.engine import Numbered, Searcher

Search = Callable[..., Searcher]


@pytest.fixture
def many(searched: Search) -> Searcher:
    """Keys 1 to 500; 'odd' stands in those that are odd."""
    stories = {key: ("", "odd words" if key % 2 else "even words") for key in range(1, 501)}
    return searched({key: stories[key] for key in range(1, 301)}, {key: stories[key] for key in range(301, 501)})


def test_the_order_is_the_one_that_is_given(many: Searcher) -> None:
    order = [(key * 77) % 503 for key in range(1, 501)]  # 503 is prime: no two are the same
    result = ask(many, "odd")
    keys = result.by_place(Numbered(list(range(1, 501)), order))
    expected = sorted(range(1, 501, 2), key=lambda key: order[key - 1])
    assert list(keys) == expected
    assert len(keys) == result.total == 250


def test_windows_of_a_result(many: Searcher) -> None:
    keys = ask(many, "").by_place(Numbered(np.arange(1, 501), np.arange(500, 0, -1)))
    assert list(keys[:3]) == [500, 499, 498]
    assert list(keys[497:600]) == [3, 2, 1]
    assert list(keys[210:212]) == [290, 289]
    assert (keys[0], keys[-1], keys[499]) == (500, 1, 1)
    assert list(keys[600:700]) == []
    assert list(keys) == list(range(500, 0, -1))
    with pytest.raises(IndexError):
        keys[500]


def test_equal_scores_are_in_the_order_of_ties(many: Searcher) -> None:
    result = ask(many, "odd")
    ties = [(key * 77) % 503 for key in range(1, 501)]
    assert list(result.by_score(Numbered(range(1, 501), ties))) == sorted(range(1, 501, 2), key=lambda k: ties[k - 1])
    unscored = ask(many, "is:starred", Held({"is:starred": [9, 4, 7]}))
    assert list(unscored.by_score(Numbered([4, 7, 9], [2, 1, 3]))) == [7, 4, 9]


def test_what_has_no_number_is_left_out(many: Searcher) -> None:
    result = ask(many, "odd")
    assert list(result.by_place(Numbered([3, 4, 5], [2, 1, 0]))) == [5, 3]
    assert list(result.by_score(Numbered([3, 4, 5], [2, 1, 0]))) == [5, 3]
    assert dict(result.counts(Numbered([3, 4, 5], [2, 1, 0]))) == {2: 1, 0: 1}
    assert list(result.by_place(by_key([]))) == list(result.by_score(by_key([]))) == []


def test_counts_by_value(many: Searcher) -> None:
    values = Numbered(range(1, 501), [key % 7 for key in range(1, 501)])
    for typed, expected in (("", range(1, 501)), ("odd", range(1, 501, 2)), ("zebra", ())):
        counts = dict(ask(many, typed).counts(values))
        assert counts == {number: n for number in range(7) if (n := sum(key % 7 == number for key in expected))}


def test_the_best_come_first(searched: Search) -> None:
    filler = "one two three four five six seven eight"
    searcher = searched(
        {
            1: ("News of today", f"harbour {filler}"),
            2: ("News of today", f"harbour harbour harbour {filler}"),
            3: ("News of harbour", f"other {filler}"),
            4: ("News of today", f"harbour {filler} {filler} {filler}"),
            5: ("News of today", f"common {filler}"),
            6: ("News of today", f"common {filler}"),
            7: ("News of today", f"common harbour {filler}"),
            8: ("News of today", f"rare {filler}"),
        }
    )
    keys = by_key(range(1, 9))
    order = list(ask(searcher, "harbour").by_score(keys))
    assert order.index(2) < order.index(1) < order.index(4)
    assert order.index(3) < order.index(1)
    assert ask(searcher, "rare OR common").by_score(keys)[0] == 8
    assert list(ask(searcher, "common harbour").by_score(keys)) == [7]
    result = ask(searcher, "common OR harbour")
    scores = [result.score(key) for key in result.by_score(keys)]
    assert scores == sorted(scores, reverse=True)
    assert result.scored
    assert result.score(8) == result.score(99) == 0


def test_words_that_are_sought_as_a_phrase_score_as_words(searched: Search) -> None:
    searcher = searched({1: ("", "on the harbour road"), 2: ("", "the harbour, on a road"), 3: ("", "something else")})
    phrase, words = ask(searcher, '"harbour road"'), ask(searcher, "harbour road")
    assert phrase.score(1) == pytest.approx(words.score(1))
    assert phrase.score(2) == 0 < words.score(2)
    assert ask(searcher, "-harbour").score(3) == 0
