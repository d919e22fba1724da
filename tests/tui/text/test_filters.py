"""Choices as text in the query."""

from __future__ import annotations

import pytest

from tui.text.filters import filter_term, with_filter


@pytest.mark.parametrize(
    ("kind", "value", "term"),
    [
        ("source", "AFP", "source:AFP"),
        ("source", "Al Jazeera", 'source:"Al Jazeera"'),
        ("year", "2017", "date:2017"),
        ("month", "2017-09", "date:2017-09"),
        ("organization", "Islamic State", 'org:"Islamic State"'),
        ("place", "Deir ez-Zor", 'place:"Deir ez-Zor"'),
        ("tag", "us-led", "tag:us-led"),
        ("person", 'Ryan "the Colonel" Dillon', 'person:"Ryan the Colonel Dillon"'),
        ("place", "Æthiopia", 'place:"Æthiopia"'),
    ],
)
def test_a_value_is_a_term(kind: str, value: str, term: str) -> None:
    assert filter_term(kind, value) == term


def test_a_choice_is_added_or_excluded() -> None:
    assert with_filter("", "source", "AFP", demand=True) == "source:AFP"
    assert with_filter("syria", "source", "AFP", demand=True) == "syria source:AFP"
    assert with_filter("syria", "source", "AFP", demand=False) == "syria -source:AFP"


def test_a_choice_takes_the_place_of_the_one_before() -> None:
    assert with_filter("syria -source:AFP", "source", "AFP", demand=True) == "syria source:AFP"
    assert with_filter("syria source:AFP", "source", "AFP", demand=True) == "syria source:AFP"
    assert with_filter("source:AFP syria", "source", "AFP", demand=False) == "syria -source:AFP"


def test_alternatives_stay_together() -> None:
    assert with_filter("a OR b", "year", "2017", demand=True) == "(a OR b) date:2017"
    assert with_filter("(a OR b) c", "year", "2017", demand=True) == "(a OR b) c date:2017"
    assert with_filter('"a OR b"', "year", "2017", demand=True) == '"a OR b" date:2017'
