"""Who says what: quotation marks, speakers, and reported speech."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from index.compare.attribution import find_quotes
from index.compare.comparison import Account, Quote
from index.text.quotation_marks import find_quotations

MakeAccount = Callable[..., Account]

LUND, MORA = ("person", "Eva Lund"), ("person", "Tomas Mora")
NAMES = {"Eva Lund": LUND, "Lund": LUND, "Tomas Mora": MORA, "Mora": MORA, "Tarin": ("place", "Tarin")}


def quoted(text: str) -> list[str]:
    return [text[span.start : span.end] for span in find_quotations(text)]


def only_direct(account: Account) -> Quote:
    (quote,) = [quote for quote in find_quotes(account) if quote.direct]
    return quote


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ('He said "no" and left.', ['"no"']),
        ("“One,” she said. “Two.”", ["“One,”", "“Two.”"]),
        ("Sie sagte: „Nein“ und ging.", ["„Nein“"]),
        ("Il a dit « non » hier.", ["« non »"]),
        ("The mayor's 'quite unusual plan' failed.", []),
        ("He called it ‘a very bad deal’ today.", ["‘a very bad deal’"]),
        ("'We are still here,' he said.", ["'We are still here,'"]),
        ("It's the dogs' bowl, isn't it?", []),
        ("“First part.\n\n“Second part,” he said.", ["“First part.", "“Second part,”"]),
        ('A stray " mark.\n\nNothing else.', []),
        ("An unclosed “ quote that never ends.", []),
        ('" spaced marks , " she said', ['" spaced marks , "']),
        ("", []),
    ],
)
def test_quotations_are_found_with_their_marks(text: str, expected: list[str]) -> None:
    assert quoted(text) == expected


@pytest.mark.parametrize(
    ("text", "speaker", "name", "verb"),
    [
        ('"We will rebuild it," said Eva Lund, the mayor of Tarin.', "Eva Lund", "Eva Lund", "said"),
        ('"We will rebuild it," Lund said on Monday.', "Lund", "Eva Lund", "said"),
        ('"We will rebuild it," the mayor told reporters.', "the mayor", "the mayor", "told"),
        ('"We will rebuild it," Eva Lund, 44, who leads the town, added.', "Eva Lund", "Eva Lund", "added"),
        ('Lund warned: "The river is still rising here."', "Lund", "Eva Lund", "warned"),
        ('Lund also denied that she had called it "a great disgrace".', "she", "Eva Lund", "called"),
        ('In a letter on Sunday, Mora wrote that "nobody will pay".', "Mora", "Tomas Mora", "wrote"),
        ('Mora attacked the plan, saying "nobody will pay for it".', "Mora", "Tomas Mora", "saying"),
        ('The levy is "an insult to us", according to Tomas Mora.', "Tomas Mora", "Tomas Mora", "according to"),
        (
            'A spokesman for Lund said "it is over" late at night.',
            "A spokesman for Lund",
            "A spokesman for Lund",
            "said",
        ),
        ('"Nobody will pay for it." ― Tomas Mora', "Tomas Mora", "Tomas Mora", ""),
        ('Lund said:\n\n"The river is still rising here."', "Lund", "Eva Lund", "said"),
        ('"Why should we pay for it?" Mora asked.', "Mora", "Tomas Mora", "asked"),
    ],
)
def test_a_quote_has_its_speaker(account: MakeAccount, text: str, speaker: str, name: str, verb: str) -> None:
    said = account(text, NAMES)
    quote = only_direct(said)
    assert quote.speaker is not None
    assert (said.text[slice(*quote.speaker)], quote.name, quote.verb) == (speaker, name, verb)


def test_a_pronoun_is_whoever_spoke_before(account: MakeAccount) -> None:
    said = account('"The bridge is gone," Lund said. Mora was absent. "We need boats now," she added.', NAMES)
    assert [(quote.name, quote.verb) for quote in find_quotes(said)] == [("Eva Lund", "said"), ("Eva Lund", "added")]


def test_a_quote_that_goes_on_keeps_its_speaker(account: MakeAccount) -> None:
    said = account('"The bridge is gone," Lund said. "We need boats now and many of them."', NAMES)
    assert [quote.name for quote in find_quotes(said)] == ["Eva Lund", "Eva Lund"]


def test_words_at_a_distance_are_no_quote(account: MakeAccount) -> None:
    assert find_quotes(account('The so-called "safe zone" was empty by noon.')) == ()


def test_a_quote_without_a_speaker_says_so(account: MakeAccount) -> None:
    quote = only_direct(account('The wall reads nothing. "Go home and never come back here."\n\nIt rained.'))
    assert (quote.speaker, quote.name, quote.verb) == (None, "", "")


@pytest.mark.parametrize(
    ("text", "said", "name", "verb"),
    [
        (
            "Lund said that the bridge would be closed for a month.",
            "the bridge would be closed for a month",
            "Eva Lund",
            "said",
        ),
        (
            "The bridge will be closed for a month, Lund said Thursday.",
            "The bridge will be closed for a month",
            "Eva Lund",
            "said",
        ),
        (
            "Mora has repeatedly denied he was paid by the company.",
            "he was paid by the company",
            "Tomas Mora",
            "denied",
        ),
        (
            "According to Mora, the bridge will be closed for a month.",
            "the bridge will be closed for a month",
            "Tomas Mora",
            "according to",
        ),
        (
            "Norway, Chad and Peru announced they would send boats soon.",
            "they would send boats soon",
            "Norway, Chad and Peru",
            "announced",
        ),
    ],
)
def test_reported_speech_has_its_speaker(account: MakeAccount, text: str, said: str, name: str, verb: str) -> None:
    told = account(text, NAMES)
    (quote,) = find_quotes(told)
    assert (told.text[quote.start : quote.end].rstrip("."), quote.name, quote.verb) == (said, name, verb)
    assert not quote.direct


@pytest.mark.parametrize(
    "text", ["The report was sent in order to inform the court.", "His claim of a new state failed."]
)
def test_nouns_that_look_like_verbs_report_nothing(account: MakeAccount, text: str) -> None:
    assert find_quotes(account(text)) == ()


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        ("Eva Lund met Mora in Tarin and denied what she called “the rumours of a deal”.", "Eva Lund"),
        ("Tomas Mora wrote to Lund about the letter which he called “a plain mistake”.", "Tomas Mora"),
        ("She met Tomas Mora and denied what she called “the rumours of a deal”.", "She"),
    ],
)
def test_a_pronoun_in_a_later_clause_means_whom_the_sentence_begins_with(
    account: MakeAccount, text: str, speaker: str
) -> None:
    quote = only_direct(account(text, NAMES))
    assert quote.speaker is not None
    assert text[slice(*quote.speaker)] == speaker
