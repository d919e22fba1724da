"""What are the same statements, what stands only in one account, and what is no statement at all."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from index.compare.comparison import Account
from index.compare.side_by_side import compare

MakeAccount = Callable[..., Account]


def only(a: Account, b: Account) -> tuple[list[str], list[str]]:
    found = compare(a, b)
    return [a.text[slice(*span)] for span in found.only_a], [b.text[slice(*span)] for span in found.only_b]


def pairs(a: Account, b: Account) -> list[tuple[str, str]]:
    return [(a.text[slice(*pair.a)], b.text[slice(*pair.b)]) for pair in compare(a, b).pairs]


@pytest.mark.parametrize(
    ("first", "second"),
    [
        (
            "The assembly of Dolania passed the bill on forest taxes after a debate.",
            "The governor of Dolania urged deputies to stop the assembly from raising forest taxes, his office said.",
        ),
        (
            "Brenn signed the contract for the harbour cranes in spring.",
            "The contract for the cranes was not signed by the owner, Brenn said of the docks in the spring.",
        ),
    ],
)
def test_statements_that_contradict_or_are_of_others_are_no_pair(account: MakeAccount, first: str, second: str) -> None:
    assert pairs(account(first), account(second)) == []


def test_what_stands_inside_a_longer_sentence_is_not_only_here(account: MakeAccount) -> None:
    a = account("The claim could not immediately be verified. The old mill burned down on Monday in Tarin.")
    b = account(
        "The old mill burned down on Monday in Tarin. The fishermen of Kalvik blamed the navy for the wreck of a boat,"
        " the claim could not immediately be verified as no witness of the collision was found on the coast."
    )
    here, _ = only(a, b)
    assert here == []
    assert any(first.startswith("The claim") for first, _ in pairs(a, b))


def test_the_contrary_inside_a_longer_sentence_stays_only_here(account: MakeAccount) -> None:
    a = account("Brenn was never on the bridge of the ferry. The old mill burned down on Monday.")
    b = account(
        "The old mill burned down. Brenn was on the bridge of the ferry when it turned over in the storm, and"
        " Lund steered the lifeboat of the northern harbour towards the rocks where others had drowned in winter."
    )
    assert only(a, b)[0] == ["Brenn was never on the bridge of the ferry."]


HEADED = """Ferry sinks off Kalvik

By Marta Lund

© The Post / Arne Holt
    World news

KALVIK (AFP) March 4, 2019

A ferry capsized off Kalvik on Monday. Its captain was saved by a fishing boat.

Divers looked for the missing until dusk. The wind forced them to stop.

ferry, Kalvik, sea
"""


def test_headings_bylines_captions_and_tags_are_no_statements(account: MakeAccount) -> None:
    here, there = only(account(HEADED), account("The budget of Dolania was passed. Taxes fall. Pensions rise."))
    assert here == [
        "A ferry capsized off Kalvik on Monday.",
        "Its captain was saved by a fishing boat.",
        "Divers looked for the missing until dusk.",
        "The wind forced them to stop.",
    ]
    assert len(there) == 3


def test_a_list_without_stops_is_compared_line_by_line(account: MakeAccount) -> None:
    a, b = account("Ten lorries\n\nSix boats\n\nOne ferry"), account("Ten lorries\n\nSix boats\n\nTwo planes")
    assert pairs(a, b) == [("Ten lorries", "Ten lorries"), ("Six boats", "Six boats")]
    assert only(a, b) == (["One ferry"], ["Two planes"])


def test_addresses_are_no_statements(account: MakeAccount) -> None:
    text = "http: / / www. post. example / 2019 / ferry. html\nThe ferry sank off Kalvik. Nobody was hurt."
    assert not any("http" in sentence for sentence in only(account(text), account("It rained."))[0])
