"""The line that tells what an update says otherwise: no difference is left out, and no other is told."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from index.compare.comparison import Account
from index.compare.versions import what_differs

MakeAccount = Callable[..., Account]

TEXT = (
    'A ferry hit the quay of Kalvik on Monday. The owner called it "an act of God" in a letter to the town.'
    " The repairs cost 40 of the 90 crowns that were set aside for three cranes. The divers found −5 degrees below."
)

CHANGES = [
    ('"an act of God"', "an act of God", "no longer quotes “The owner called it"),
    ("40 of the", "40 % of the", "adds “40 %”"),
    ("40 of the", "$40 of the", "adds “$40”"),
    ("−5 degrees", "5 degrees", "drops “−5”"),
    ("three cranes", "four cranes", "three → four"),
]


@pytest.mark.parametrize(("written", "instead", "told"), CHANGES)
def test_marks_that_bear_meaning_are_told(account: MakeAccount, written: str, instead: str, told: str) -> None:
    assert written in TEXT
    phrases = what_differs(account(TEXT), account(TEXT.replace(written, instead)))
    assert any(phrase.startswith(told) for phrase in phrases), phrases


def test_a_number_in_words_or_digits_and_other_quotation_marks_are_no_difference(account: MakeAccount) -> None:
    other = TEXT.replace("three", "3").replace('"an act of God"', "“an act of God”")
    assert other != TEXT
    assert what_differs(account(TEXT), account(other)) == ()
