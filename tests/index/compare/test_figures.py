"""The figures that a text gives of what happened, each with its kind, number, whom and who says so."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.compare.comparison import Account
from index.compare.figures import Figure, figures_of
from index.text.quantities import find_quantities, split_parts
from index.text.sentences import sentences

MakeAccount = Callable[..., Account]
Told = list[tuple[str, str, str]]


def told(found: tuple[Figure, ...]) -> Told:
    return [(figure.kind, figure.text, figure.whom) for figure in found]


QUANTITIES = [
    ("at least 112 people", [("at least 112", 112, None)]),
    ("more than 1,200 homes", [("more than 1,200", 1200, None)]),
    ("up to 40 rebels", [("up to 40", 0, 40)]),
    ("between 40 and 50 rebels", [("between 40 and 50", 40, 50)]),
    ("40 to 50 rebels", [("40 to 50", 40, 50)]),
    ("dozens of rebels", [("dozens", 24, None)]),
    ("tens of thousands of people", [("tens of thousands", 20000, None)]),
    ("twenty-two men", [("twenty-two", 22, 22)]),
    ("two hundred and fifty men", [("two hundred and fifty", 250, 250)]),
    ("a dozen men", [("a dozen", 12, 12)]),
    ("half a dozen men", [("half a dozen", 6, 6)]),
    ("2.5 million people", [("2.5 million", 2500000, 2500000)]),
    ("a quarter of a million people", [("a quarter of a million", 250000, 250000)]),
    ("20 or more men", [("20 or more", 20, None)]),
    ("some 300 of them", [("some 300", 300, 300)]),
    ("the men of the bridge", []),
]


@pytest.mark.parametrize(("text", "expected"), QUANTITIES)
def test_numbers_are_read_with_what_bounds_them(text: str, expected: list[tuple[str, float, float | None]]) -> None:
    parts = split_parts(text, 0, len(text))
    found = [
        (text[parts[one.first].start : parts[one.last - 1].end], one.low, one.high) for one in find_quantities(parts)
    ]
    assert found == expected


SENTENCES: list[tuple[str, Told]] = [
    ("At least 22 people were killed in Kalvik.", [("killed", "At least 22", "people")]),
    ("A bomb hit a bus in Kalvik, killing 22.", [("killed", "22", "")]),
    ("The toll of the storm rose to 126.", [("killed", "126", "")]),
    ("The death toll from the blast has risen from 20 to 31.", [("killed", "20", ""), ("killed", "31", "")]),
    ("Death toll from Kalvik blast at least 112", [("killed", "at least 112", "")]),
    (
        "Twenty-two civilians, including five children, were killed on Monday.",
        [("killed", "Twenty-two", "civilians"), ("killed", "five", "children")],
    ),
    ("12 killed, 30 wounded in Kalvik", [("killed", "12", ""), ("wounded", "30", "wounded")]),
    (
        "Twelve people were killed and 30 others wounded.",
        [("killed", "Twelve", "people"), ("wounded", "30", "others wounded")],
    ),
    ("The blast left 12 dead and dozens injured.", [("killed", "12", "dead"), ("wounded", "dozens", "injured")]),
    (
        "Shells killed 12 civilians and three soldiers in the town.",
        [("killed", "12", "civilians"), ("killed", "three", "soldiers")],
    ),
    ("Six children were among the dead.", [("killed", "Six", "children")]),
    ("At least 109 of the dead were passengers.", [("killed", "At least 109", "dead")]),
    ("The storm claimed the lives of two children.", [("killed", "two", "children")]),
    ("Police arrested 14 protesters.", [("arrested", "14", "protesters")]),
    ("Some 200 families were displaced by the fighting.", [("displaced", "Some 200", "families")]),
    ("Four journalists are missing.", [("missing", "Four", "journalists")]),
    ("Gunmen abducted nine workers near Kalvik.", [("abducted", "nine", "workers")]),
    ("Twenty fighters killed 30 civilians.", [("killed", "30", "civilians")]),
    ("Three suicide bombers killed at least two people.", [("killed", "at least two", "people")]),
    ("The army destroyed four tanks.", [("destroyed", "four", "tanks")]),
    ("Warplanes carried out 20 airstrikes.", [("strikes", "20", "airstrikes")]),
    ("A quake of magnitude 5.3 shook Kalvik.", [("magnitude", "5.3", "")]),
    ("The state lost $5 million in the storm.", [("money", "$5 million", "")]),
    ("The town lies 60 kilometres from Kalvik.", [("distance", "60", "kilometres")]),
    ("Between 500 and 1,300 people died in the attack.", [("killed", "Between 500 and 1,300", "people")]),
    ("The killing and wounding of civilians went on, killing or wounding 40.", [("casualties", "40", "")]),
]


@pytest.mark.parametrize(("text", "expected"), SENTENCES)
def test_what_is_counted_is_read_by_the_words_beside_it(account: MakeAccount, text: str, expected: Told) -> None:
    assert told(figures_of(account(text))) == expected


NO_FIGURES = [
    "The 22-year-old driver was killed.",
    "He was killed on 4 March 2019.",
    "In 2016 people were afraid.",
    "They talked for three hours and 20 minutes.",
    "Prices rose by 12 percent.",
    "The two ministers met in Kalvik.",
    "One of the ministers left.",
    "A woman was killed at 10:30 am.",
    "Five ministers resigned after the killings.",
    "Article 12 of the treaty was read.",
]


@pytest.mark.parametrize("text", NO_FIGURES)
def test_other_numbers_are_no_figures(account: MakeAccount, text: str) -> None:
    assert figures_of(account(text)) == ()


def test_a_figure_has_place_speaker_and_offsets(account: MakeAccount) -> None:
    text = "It rained. The coast guard said that at least 22 people, five of them children, drowned off Kalvik."
    first, second = figures_of(account(text, {"Kalvik": ("place", "Kalvik")}))
    assert (first.where, first.speaker, first.low, first.high) == ("Kalvik", "The coast guard", 22, None)
    assert (text[first.start : first.end], text[slice(*first.within)][:9]) == ("at least 22", "The coast")
    assert (first.part, second.part, second.whom) == (False, True, "")


def test_a_former_number_is_told_apart(account: MakeAccount) -> None:
    found = figures_of(account("Sixty people died, the guard said, updating a previous toll of 40 dead."))
    assert [(figure.text, figure.earlier) for figure in found] == [("Sixty", False), ("40", True)]


def test_numbers_in_names_are_no_figures(account: MakeAccount) -> None:
    names = {"Brigade 17": ("organization", "Brigade 17")}
    assert figures_of(account("Brigade 17 fighters were killed in Kalvik.", names)) == ()


WORDS = st.sampled_from(
    "12 at least dozens of people were killed wounded and including five children the toll rose to , . among them"
    " 1,200 in Kalvik said left dead missing arrested $ % 30 a hundred thousand or more - half".split()
)


@given(st.lists(WORDS, max_size=25))
def test_any_words_give_figures_that_stand_in_the_text(made: list[str]) -> None:
    text = " ".join(made)
    for figure in figures_of(Account("x", "", "", text, (), tuple(sentences(text)))):
        written = " ".join(text[figure.start : figure.end].split())
        assert figure.text == written != ""
        assert figure.high is None or figure.low <= figure.high
        assert figure.within[0] <= figure.start < figure.end <= figure.within[1]
