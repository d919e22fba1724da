"""Documents scored by other words than those that they were found by; each engine alike."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from index.engine import Searcher
from index.query.grammar import parse
from index.query.tree import AnyLeaf, Match, Term

TEXTS = [
    ("The bridge", "The bridge over the river is closed."),
    ("A ferry", "Bridges and ferries: the ferry crosses the river twice."),
    ("Rain", "Rain fell on the river."),
    ("Trains", "No train came."),
]


class NoConditions:
    def keys(self, leaf: AnyLeaf) -> list[int]:
        raise AssertionError(leaf)


def test_weights_change_the_scores_and_not_what_is_found(searched: Callable[..., Searcher]) -> None:
    searcher = searched(dict(enumerate(TEXTS, 1)))
    root = parse("river").root
    plain = searcher.run(root, NoConditions())
    ferry, rain = Term("ferry", Match.STEM), Term("rain", Match.STEM)
    weighed = searcher.run(root, NoConditions(), weights={ferry: 0.5, rain: 0.25})
    assert weighed.total == plain.total == 3
    assert weighed.by_condition == plain.by_condition
    alone = {term: searcher.run(parse(term.form).root, NoConditions()) for term in (ferry, rain)}
    for key in (1, 2, 3, 4):
        expected = 0.5 * alone[ferry].score(key) + 0.25 * alone[rain].score(key)
        assert weighed.score(key) == pytest.approx(expected if plain.score(key) else 0.0, rel=1e-5)


def test_without_words_all_documents_can_be_weighed(searched: Callable[..., Searcher]) -> None:
    searcher = searched(dict(enumerate(TEXTS, 1)))
    weighed = searcher.run(None, NoConditions(), weights={Term("rain", Match.STEM): 1.0})
    assert (weighed.total, weighed.score(3) > 0, weighed.score(1)) == (4, True, 0.0)
