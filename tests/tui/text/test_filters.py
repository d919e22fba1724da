"""Choices as text in the query."""

from __future__ import annotations

from tui.text.filters import with_filter


def test_a_choice_is_added_or_excluded() -> None:
    assert with_filter("", "source", "AFP", demand=True) == 'source:="AFP"'
    assert with_filter("syria", "source", "Al Jazeera", demand=True) == 'syria source:="Al Jazeera"'
    assert with_filter("syria", "month", "2017-09", demand=False) == "syria -date:2017-09"


def test_a_choice_takes_the_place_of_the_one_before() -> None:
    assert with_filter('syria -source:="AFP"', "source", "AFP", demand=True) == 'syria source:="AFP"'
    assert with_filter('syria source:="AFP"', "source", "AFP", demand=True) == 'syria source:="AFP"'
    assert with_filter("date:2017 syria", "year", "2017", demand=False) == "syria -date:2017"


def test_alternatives_stay_together() -> None:
    assert with_filter("a OR b", "year", "2017", demand=True) == "(a OR b) date:2017"
