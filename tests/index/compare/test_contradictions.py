"""Sentences that have much in common and say different things are no pair, and their figures no difference."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest

from index.compare.comparison import Account
from index.compare.side_by_side import compare

MakeAccount = Callable[..., Account]

REST = " The harbour of Kalvik was closed to all ships for two days. Fishermen mended their nets in the meantime."
OTHER_REST = " Winter had come early to the islands. The old lighthouse shone again after many years of darkness."
SPEAKERS = {"Marta Lund": ("person", "Marta Lund"), "Kalvik": ("place", "Kalvik"), "Orrland": ("place", "Orrland")}

APART = [
    (
        "Kalvik police chief Marta Lund said the attack left a deep hole in the market square.",
        "Kalvik police chief Marta Lund said two witnesses had come to a station in the suburbs.",
    ),
    (
        "Strikes on the town of Kalvik killed 40 soldiers on Monday, a monitoring group said.",
        "A blast outside Kalvik killed 25 fishermen on Monday morning, a monitoring group said.",
    ),
    (
        "The assembly of Orrland rejected the bill on fishing quotas after a debate.",
        "The bill on fishing quotas was adopted in Orrland, and the governor travelled home.",
    ),
]
TOGETHER = [
    (
        "Kalvik police chief Marta Lund said the attack left a deep hole in the market square.",
        "The attack left a hole in the square, said Marta Lund, who heads the police.",
    ),
    (
        "Strikes on the town of Kalvik killed 40 soldiers on Monday, a monitoring group said.",
        "Strikes killed 25 soldiers in Kalvik on Monday, said a monitoring group.",
    ),
    (
        "The assembly of Orrland rejected the bill on fishing quotas after a debate.",
        "After a debate the assembly of Orrland adopted the bill on fishing quotas.",
    ),
]


def said_of_both(account: MakeAccount, one: str, other: str) -> bool:
    comparison = compare(account(one + REST, SPEAKERS), account(other + OTHER_REST, SPEAKERS))
    return any(pair.a[0] == 0 and pair.b[0] == 0 for pair in comparison.pairs)


@pytest.mark.parametrize(("one", "other"), APART)
def test_what_contradicts_or_only_has_a_speaker_in_common_is_no_pair(
    account: MakeAccount, one: str, other: str
) -> None:
    assert not said_of_both(account, one, other)
    assert not said_of_both(account, other, one)


@pytest.mark.parametrize(("one", "other"), TOGETHER)
def test_the_same_statement_is_a_pair_also_where_it_differs(account: MakeAccount, one: str, other: str) -> None:
    assert said_of_both(account, one, other)
    assert said_of_both(account, other, one)


FIGURES = [
    ("In Kalvik rockets killed 3 people.", "In Kalvik at least 45 people were killed in strikes.", False),
    ("In Kalvik rockets killed 13 people.", "In Kalvik at least 45 people were killed in strikes.", True),
    (
        "More than 300 people have been killed in Kalvik since April.",
        "More than 200 people have been killed in Kalvik in the past two weeks.",
        False,
    ),
    (
        "More than 300 people have been killed in Kalvik since April.",
        "Some 400 people have been killed in Kalvik since April.",
        True,
    ),
]


@pytest.mark.parametrize(("one", "other", "differ"), FIGURES)
def test_figures_of_other_times_and_far_others_are_no_difference(
    account: MakeAccount, one: str, other: str, differ: bool
) -> None:
    accounts = [replace(account(text, SPEAKERS), date="2019-05-04") for text in (one, other)]
    assert bool(compare(*accounts).figures) is differ


def test_figures_of_stories_days_apart_differ_only_in_the_same_words(account: MakeAccount) -> None:
    one = replace(account("In Kalvik rockets killed 13 people.", SPEAKERS), date="2019-05-04")
    other = replace(account("In Kalvik at least 25 people were killed in strikes.", SPEAKERS), date="2019-05-07")
    corrected = replace(account("In Kalvik rockets killed 23 people.", SPEAKERS), date="2019-05-07")
    assert not compare(one, other).figures
    assert [(found.a_text, found.b_text) for found in compare(one, corrected).figures] == [("13", "23")]


def test_a_number_is_shown_whole(account: MakeAccount) -> None:
    sentence = "In Kalvik the rockets killed {} people in the market, the coast guard said."
    (found,) = compare(account(sentence.format("twenty-two")), account(sentence.format("thirty-five"))).figures
    assert (found.a_text, found.b_text) == ("twenty-two", "thirty-five")


def test_a_date_is_no_number(account: MakeAccount) -> None:
    sentence = "{}.2017Get Fishermen of Kalvik found an old anchor in the harbour, a local paper said."
    assert not compare(account(sentence.format("09.04")), account(sentence.format("06.04"))).figures


def test_a_total_so_far_is_not_set_against_one_operation(account: MakeAccount) -> None:
    one = account("In Kalvik the coast guard seized 6 rifles from the smugglers on the boat.", SPEAKERS)
    other = account("In Kalvik the coast guard has so far seized 14 rifles from the smugglers.", SPEAKERS)
    corrected = account("In Kalvik the coast guard seized 8 rifles from the smugglers.", SPEAKERS)
    assert not compare(one, other).figures
    assert [(found.a_text, found.b_text) for found in compare(one, corrected).figures] == [("6", "8")]


def test_lines_of_credit_are_no_statement(account: MakeAccount) -> None:
    one = account("Reporting by Ann Holt; Editing by Ole Brandt of the harbour desk.\n" + REST)
    other = account("Additional reporting by Ann Holt; Editing by Jens Maan of the harbour desk.\n" + OTHER_REST)
    comparison = compare(one, other)
    assert not comparison.pairs
    assert all(start > 0 for start, _ in (*comparison.only_a, *comparison.only_b))
