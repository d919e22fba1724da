"""Who can say something: a person, an organisation, a role; never what only stands beside a verb of saying."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from index.compare.attribution import find_quotes
from index.compare.comparison import Account
from index.compare.speakers import Standing, standing_of
from index.model import EntityType, Mention

MakeAccount = Callable[..., Account]

LUND = (Mention(0, 4, "Lund", EntityType.PERSON, "Eva Lund"),)


@pytest.mark.parametrize(
    "phrase",
    [
        "the mayor",
        "a spokeswoman for the harbour",
        "the head of the port authority",
        "his lawyer",
        "Police officials",
        "Many lawmakers",
        "the ministry",
        "two residents",
        "she",
        "another critic",
    ],
)
def test_roles_and_organisations_can_speak(phrase: str) -> None:
    assert standing_of(phrase, ()) is Standing.SPEAKER


@pytest.mark.parametrize("phrase", ["Lund", "Lund’s lawyer", "former mayor Lund"])
def test_names_can_speak(phrase: str) -> None:
    assert standing_of(phrase, LUND) is Standing.SPEAKER


@pytest.mark.parametrize(
    "phrase",
    [
        "while",
        "likes",
        "A year later",
        "April 6",
        "leaned into him",
        "63 percent",
        "including",
        "to the coast and replacing it with softer language",
        "they turned to the guard",
        "refusing",
        "can be credited to the harsh laws",
        "The decline of the port is forcing",
        "",
    ],
)
def test_what_is_no_noun_of_a_person_says_nothing(phrase: str) -> None:
    assert standing_of(phrase, ()) is Standing.NOBODY


def test_a_noun_that_may_speak_is_doubtful(account: MakeAccount) -> None:
    said = account('"The river is still rising here," the letter said.')
    (quote,) = [quote for quote in find_quotes(said) if quote.direct]
    assert (quote.name, quote.doubtful) == ("the letter", True)
    (sure,) = [quote for quote in find_quotes(account('"The river is rising here," the mayor said.')) if quote.direct]
    assert not sure.doubtful


def test_words_beside_a_verb_that_cannot_speak_leave_the_quote_open(account: MakeAccount) -> None:
    (quote,) = find_quotes(account('"The river is still rising here," 63 percent said.'))
    assert (quote.speaker, quote.name) == (None, "")
