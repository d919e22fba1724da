"""The figures of two accounts beside each other, and those of many in order of time."""

from __future__ import annotations

import dataclasses
import datetime
from collections.abc import Callable

from index.compare.comparison import Account, FigureRow
from index.compare.matrix import make_matrix
from index.compare.side_by_side import compare
from index.model import TimeMention

MakeAccount = Callable[..., Account]

KALVIK = {"Kalvik": ("place", "Kalvik"), "Orrland": ("place", "Orrland")}


def rows(a: Account, b: Account) -> list[tuple[str, str, str, bool]]:
    def shown(row: FigureRow) -> tuple[str, str, str, bool]:
        return row.kind, row.a.text if row.a else "", row.b.text if row.b else "", row.differs

    return [shown(row) for row in compare(a, b).table]


def dated(account: Account, date: str) -> Account:
    return dataclasses.replace(account, date=date)


def test_what_both_count_stands_in_one_row(account: MakeAccount) -> None:
    a = account("A blast in Kalvik market killed 12 people and wounded 30.", KALVIK)
    b = account("A blast in Kalvik market killed 14 people and wounded 30. Police arrested two men.", KALVIK)
    assert rows(a, b) == [
        ("killed", "12", "14", True),
        ("wounded", "30", "30", False),
        ("arrested", "", "two", False),
    ]


def test_sentences_that_are_worded_otherwise_are_compared_where_both_texts_begin(account: MakeAccount) -> None:
    a = dated(account("At least 43 died when a bus was hit near Kalvik.", KALVIK), "2019-03-04")
    b = dated(account("In Kalvik the toll has reached 112, rescuers said, as mourners gathered.", KALVIK), "2019-03-05")
    assert ("killed", "At least 43", "112", True) in rows(a, b)
    assert ("killed", "At least 43", "", False) in rows(a, dated(b, "2019-06-05"))


def test_other_people_elsewhere_and_former_numbers_are_not_set_against_each_other(account: MakeAccount) -> None:
    first = "A blast in Kalvik market killed 12 people on the feast."
    for second in (
        "A blast in Orrland market killed 14 people on the feast.",
        "A blast in Kalvik market wounded 14 people on the feast.",
        "A blast in Kalvik market killed 14 soldiers on the feast.",
        "A blast in Kalvik market killed dozens of people on the feast.",
        "The previous toll of the blast in Kalvik market on the feast was 14 people killed.",
    ):
        assert not any(row[3] for row in rows(account(first, KALVIK), account(second, KALVIK))), second


def test_an_account_that_gives_both_numbers_is_not_set_against_one(account: MakeAccount) -> None:
    a = account("A blast in Kalvik market killed 12 people. The army said the blast killed 14 people.", KALVIK)
    b = account("A blast in Kalvik market killed 14 people.", KALVIK)
    assert not any(row[3] for row in rows(a, b))


def test_exchanging_the_accounts_exchanges_the_sides(account: MakeAccount) -> None:
    a = account("A blast in Kalvik market killed 12 people, five of them children. Police arrested two men.", KALVIK)
    b = account("A blast in Kalvik market killed 14 people, six of them children, and wounded 30.", KALVIK)
    back = [(kind, other, one, differs) for kind, one, other, differs in rows(b, a)]
    assert sorted(rows(a, b)) == sorted(back)


def test_the_course_of_a_toll_is_read_in_order_of_time(account: MakeAccount) -> None:
    accounts = [
        dated(account("The toll in Kalvik rose to 126.", KALVIK), "2019-03-06"),
        dated(account("At least 24 people were killed in Kalvik and dozens wounded.", KALVIK), "2019-03-04"),
        account("The toll in Kalvik was 130.", KALVIK),
        dated(account("The toll in Kalvik rose to 112.", KALVIK), "2019-03-05"),
    ]
    found = [(one.figure.kind, one.figure.text, one.account) for one in make_matrix(accounts).figures]
    assert found == [
        ("killed", "At least 24", 1),
        ("killed", "112", 3),
        ("killed", "126", 0),
        ("killed", "130", 2),
        ("wounded", "dozens", 1),
    ]


def test_times_of_different_acts_are_no_difference(account: MakeAccount) -> None:
    def at(text: str, word: str, day: int) -> TimeMention:
        start = text.index(word)
        date = datetime.date(2014, 11, day)
        return TimeMention(start, start + len(word), word, "DATE", date.isoformat(), date, date)

    rest = "for a Facebook post that criticized the daughters of the president"
    first = f"A Republican staffer on Friday apologized {rest}."
    second = f"A Republican staffer resigned Monday {rest.replace('for', 'after')}."
    a, b = account(first, times=(at(first, "Friday", 28),)), account(second, times=(at(second, "Monday", 24),))
    assert compare(a, b).figures == ()
    third = first.replace("Friday", "Thursday")
    c = account(third, times=(at(third, "Thursday", 27),))
    assert [(one.a_text, one.b_text) for one in compare(a, c).figures] == [("Friday", "Thursday")]
