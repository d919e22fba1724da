"""Words that the first documents lend a query, and the words of a question that need not occur."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.query.feedback import MOST_WORDS, TYPED, Lender, with_lent_words
from index.query.function_words import without_question_words
from index.query.grammar import parse, parse_any
from index.query.tree import Match, Term, leaves

BRIDGE = Term("bridge", Match.STEM)


def test_what_several_first_documents_share_is_lent() -> None:
    weights = with_lent_words(
        [BRIDGE], [Lender("The bridge and its girders", 2.0, ""), Lender("A girder of the bridge, once", 1.0, "")]
    )
    assert {term.form for term in weights} == {"bridge", "girder"}
    assert weights[BRIDGE] > TYPED > weights[Term("girder", Match.STEM)] > 0
    assert sum(weights.values()) == pytest.approx(1.0)


def test_without_documents_to_lend_the_words_stay_as_they_were_typed() -> None:
    assert with_lent_words([BRIDGE, BRIDGE], [Lender("The bridge", 1.0, "")]) == {BRIDGE: 2.0}


@given(st.lists(st.text("ab cdé ", max_size=60), max_size=5))
def test_the_weights_are_as_many_as_the_typed_words(texts: list[str]) -> None:
    weights = with_lent_words([BRIDGE, Term("ab", Match.STEM)], [Lender(text, 1.5, "") for text in texts])
    assert sum(weights.values()) == pytest.approx(2.0)
    assert min(weights.values()) > 0
    assert len(weights) <= MOST_WORDS + 2


@pytest.mark.parametrize(
    ("typed", "kept", "dropped"),
    [
        ("who claimed responsibility for the attack", ["claimed", "responsibility", "attack"], ["who", "for", "the"]),
        ("Where was the bridge", ["bridge"], ["Where", "was", "the"]),
        ("the bridge of the town", ["the", "bridge", "of", "the", "town"], []),
        ("WHO report", ["WHO", "report"], []),
        ("who is", ["who", "is"], []),
        ('who said "for the people"', ["said", '"for the people"'], ["who"]),
        ("who left -the", ["left", "the"], ["who"]),
    ],
)
def test_function_words_of_a_question_are_not_required(typed: str, kept: list[str], dropped: list[str]) -> None:
    query = without_question_words(parse(typed))
    assert [leaf.typed for leaf in leaves(query.root)] == kept
    assert [leaf.typed for leaf in query.not_required] == dropped


def test_any_of_nothing_but_function_words_looks_for_them() -> None:
    query = parse_any("to be or not to be")
    assert len(list(leaves(query.root))) == 6
    assert query.not_required == ()
