"""Who calls whom what, and which numbers and times may differ."""

from __future__ import annotations

import dataclasses
import datetime
from collections.abc import Callable

import pytest

from index.compare.comparison import Account, FigureCandidate
from index.compare.side_by_side import compare
from index.model import TimeMention

MakeAccount = Callable[..., Account]


def figures(a: Account, b: Account) -> list[tuple[str, str]]:
    return [(found.a_text, found.b_text) for found in compare(a, b).figures]


def test_every_way_of_writing_a_name_is_counted(account: MakeAccount) -> None:
    group = ("organization", "Islamic State")
    a = account("Daesh fled. Then Daesh came back.", {"Daesh": group})
    b = account("ISIS fled; the Islamic State came back.", {"ISIS": group, "Islamic State": group})
    (row,) = compare(a, b).names
    assert (row.name, row.type) == ("Islamic State", "organization")
    assert [(form.text, form.spans) for form in row.a] == [("Daesh", ((0, 5), (17, 22)))]
    assert [form.text for form in row.b] == ["ISIS", "Islamic State"]


def test_what_is_called_differently_comes_first(account: MakeAccount) -> None:
    both, other = ("place", "Tarin"), ("place", "Deir ez-Zor")
    a = account(
        "Tarin and Tarin and Deir Ezzor and Oslo.", {"Tarin": both, "Deir Ezzor": other, "Oslo": ("place", "Oslo")}
    )
    b = account("Tarin and Deir ez-Zor.", {"Tarin": both, "Deir ez-Zor": other})
    assert [row.name for row in compare(a, b).names] == ["Deir ez-Zor", "Tarin", "Oslo"]


def test_telling_nouns_stand_in_the_table_where_they_differ(account: MakeAccount) -> None:
    a, b = account("The regime answered. The rebels left."), account("The government answered. The rebels left.")
    (row,) = compare(a, b).names
    assert (row.name, row.type) == ("government", "term")
    assert ([form.text for form in row.a], [form.text for form in row.b]) == (["regime"], ["government"])


@pytest.mark.parametrize(
    ("first", "second", "expected"),
    [
        (
            "At least 22 civilians were killed in strikes on Idlib.",
            "Strikes on Idlib killed 18 civilians.",
            [("22", "18")],
        ),
        (
            "Twelve people died in the blast near Tarin market.",
            "A blast near Tarin market left 14 dead.",
            [("Twelve", "14")],
        ),
        (
            "The blast in Tarin market killed 1,200 people.",
            "The blast in Tarin market killed 1300 people.",
            [("1,200", "1300")],
        ),
        (
            "The blast in Tarin killed 5 men and wounded 30.",
            "The blast in Tarin killed 5 men and wounded 40.",
            [("30", "40")],
        ),
        ("The blast in Tarin killed 5 men on 3 May 2017.", "The blast in Tarin killed five men on 4 May 2018.", []),
        ("The old bridge of Tarin fell in 2011.", "The old bridge of Tarin fell in 2012.", []),
        (
            "Lund saw 5 lorries; the old bridge of Tarin fell on Monday night.",
            "The old bridge of Tarin fell on Monday night, and Mora counted 7 lorries.",
            [("5", "7")],
        ),
        ("Some 300 rebels crossed the Tarin bridge.", "Rebels crossed the Tarin bridge in 20 lorries.", []),
        ("Strikes on Idlib killed 22 civilians.", "The vote in Oslo was won by 18 deputies.", []),
    ],
)
def test_numbers_of_one_thing_are_candidates(
    account: MakeAccount, first: str, second: str, expected: list[tuple[str, str]]
) -> None:
    assert figures(account(first), account(second)) == expected


def test_a_candidate_tells_what_it_is_about(account: MakeAccount) -> None:
    a, b = account("Strikes on Idlib killed 22 civilians."), account("Strikes on Idlib killed 18 civilians.")
    (found,) = compare(a, b).figures
    assert found == FigureCandidate(
        "number", (24, 26), (24, 26), "22", "18", ("strikes", "idlib", "killed", "civilians")
    )


def at(text: str, word: str, day: int) -> TimeMention:
    start = text.index(word)
    date = datetime.date(2017, 9, day)
    return TimeMention(start, start + len(word), word, "DATE", date.isoformat(), date, date)


def test_times_that_differ_are_candidates(account: MakeAccount) -> None:
    first, second = "The officers met in Tarin on Monday.", "The officers met in Tarin on Tuesday."
    a = account(first, times=(at(first, "Monday", 18),))
    b = account(second, times=(at(second, "Tuesday", 19),))
    assert figures(a, b) == [("Monday", "Tuesday")]
    assert figures(a, account(second, times=(at(second, "Tuesday", 18),))) == []


def test_hours_of_one_day_are_candidates(account: MakeAccount) -> None:
    first, second = "The officers met in Tarin at noon.", "The officers met in Tarin at dusk."

    def hour(text: str, word: str, value: str) -> TimeMention:
        return dataclasses.replace(at(text, word, 18), type="TIME", value=f"2017-09-18T{value}")

    a, b = (
        account(first, times=(hour(first, "noon", "12:00"),)),
        account(second, times=(hour(second, "dusk", "20:00"),)),
    )
    assert figures(a, b) == [("noon", "dusk")]
