"""What ends at the cursor of a query that is being typed."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.query.completing import fields_beginning, operators_beginning, unfinished_at, written


@pytest.mark.parametrize(
    ("typed", "start", "begun", "field"),
    [
        ("so", 0, "so", ""),
        ("syria tur", 6, "tur", ""),
        ("(syria OR tur", 10, "tur", ""),
        ("-tur", 1, "tur", ""),
        ("source:", 7, "", "source"),
        ("source:A", 7, "A", "source"),
        ("SOURCE:A", 7, "A", "source"),
        ('person:"ryan d', 7, "ryan d", "person"),
        ('source:="Al J', 8, "Al J", "source"),
        ("syria -tag:ur", 11, "ur", "tag"),
    ],
)
def test_what_is_begun_at_the_end(typed: str, start: int, begun: str, field: str) -> None:
    part = unfinished_at(typed, len(typed))
    assert part is not None
    assert (part.start, part.begun, part.field.name if part.field else "") == (start, begun, field)


@pytest.mark.parametrize("typed", ["", "syria ", '"a phrase" ', "http://x", "10:30", "unknown:x"])
def test_nothing_is_begun(typed: str) -> None:
    assert unfinished_at(typed, len(typed)) is None


def test_nothing_is_begun_in_the_middle_of_a_word() -> None:
    assert unfinished_at("syria", 2) is None
    assert unfinished_at("syria turkey", 5) is not None


@given(st.text('ab:"-=( )~*', max_size=12), st.integers(0, 12))
def test_what_is_begun_ends_at_the_cursor(typed: str, cursor: int) -> None:
    part = unfinished_at(typed, min(cursor, len(typed)))
    assert part is None or 0 <= part.start <= cursor


def test_fields_are_found_by_their_first_letters() -> None:
    assert fields_beginning("so") == ["source:"]
    assert fields_beginning("") == []


def test_a_value_is_quoted_where_it_has_to_be() -> None:
    assert [written(one) for one in ("AFP", "Al Jazeera", "2017-09", 'a "b"')] == [
        "AFP",
        '"Al Jazeera"',
        "2017-09",
        '"a  b "',
    ]


@pytest.mark.parametrize(
    ("begun", "before", "offered"),
    [
        ("O", "ferry ", ["OR"]),
        ("A", "(ferry ", ["AND"]),
        ("N", "ferry ", ["NOT"]),
        ("N", "", ["NOT"]),
        ("O", "", []),
        ("A", "ferry OR ", []),
        ("O", "ferry OR (", []),
        ("o", "ferry ", []),  # a word
        ("OR", "ferry ", []),
        ("", "ferry ", []),
    ],
)
def test_operators_are_offered_in_capitals_and_where_they_can_stand(
    begun: str, before: str, offered: list[str]
) -> None:
    assert operators_beginning(begun, before) == offered
