"""Figures in rarer grammar: nobody, parts of a whole, former and denied numbers, idioms, units."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from index.compare.comparison import Account, Figure
from index.compare.figure_table import figure_table
from index.compare.figures import figures_of
from index.compare.side_by_side import compare

MakeAccount = Callable[..., Account]


def short(figure: Figure) -> str:
    high = "+" if figure.high is None else "" if figure.high == figure.low else f"-{figure.high:g}"
    marks = [mark for mark, stands in (("part", figure.part), (figure.remark, bool(figure.remark))) if stands]
    return " ".join([figure.kind, f"{figure.low:g}{high}", *marks])


SENTENCES = {
    "No one was hurt in Kalvik.": ["wounded 0"],
    "Not one person was hurt.": ["wounded 0"],
    "No one in the building was killed.": ["killed 0"],
    "There were no deaths or injuries.": ["killed 0", "wounded 0"],
    "No casualties were reported.": ["casualties 0"],
    "There are no immediate reports of casualties.": [],
    "No one knows how many were killed.": [],
    "No one has claimed the attack, which killed 12.": ["killed 12"],
    "They found no basis for reports that civilians were killed.": [],
    "12 of the 50 passengers were killed.": ["killed 12"],
    "Of the 50 passengers, 12 were killed.": ["killed 12"],
    "Twelve of the 30 wounded later died.": ["killed 12", "wounded 30"],
    "12 of the 30 dead were children.": ["killed 12 part", "killed 30"],
    "Of those killed, 12 were children.": ["killed 12 part"],
    "Fifty-two people, 11 of whom were children, perished.": ["killed 52", "killed 11 part"],
    "The death toll, which includes 11 children, is now 52.": ["killed 11 part", "killed 52"],
    "A farmer and his two daughters were killed.": ["killed 2 part"],
    "The toll stands at 45, up from 40 on Monday.": ["killed 45", "killed 40 a former number"],
    "The toll could rise above 100.": [],
    "The death toll may be as high as 4,000.": ["killed 0-4000"],
    "If 12 people were killed, it was the worst attack.": [],
    "Police denied that 12 people had been killed.": ["killed 12 denied"],
    "Rebels denied killing 22 people.": ["killed 22 denied"],
    "The ministry denied reports that 22 people had been killed.": ["killed 22 denied"],
    "It was not true that 12 people were killed.": ["killed 12 denied"],
    "Rebels denied carrying out the attack that killed 22.": ["killed 22"],
    "Three people were killed and two others later died in hospital.": ["killed 3", "killed 2"],
    "Strikes killed 8 people on Monday and 12 on Tuesday.": ["killed 8", "killed 12"],
    "A bomber killed himself and 15 others.": ["killed 15"],
    "The crash killed all 176 people aboard.": ["killed 176"],
    "Thirty soldiers lost their lives.": ["killed 30"],
    "The army lost 30 men.": ["killed 30"],
    "He lost 12 games.": [],
    "Two men were stoned to death.": ["killed 2"],
    "Six men were sentenced to death.": [],
    "14 suspects were taken into custody.": ["arrested 14"],
    "Gunmen took 20 hostages.": ["abducted 20"],
    'The army said it had "neutralised" 34 militants.': ["casualties 34"],
    "Rebels shot down two helicopters.": ["destroyed 2"],
    "Two jets were shot down.": ["destroyed 2"],
    "150 homes were razed.": ["destroyed 150"],
    "Some 300 were made homeless by the fire.": ["displaced 300"],
    "Orrland will send 400 more soldiers.": ["deployed 400"],
    "Rescuers pulled 12 survivors from the rubble.": ["rescued 12"],
    "The storm has displaced 1.2m people.": ["displaced 1.2e+06"],
    "The firm was fined €20m.": ["money 2e+07"],
    "The blast left a crater 5m wide.": ["distance 5"],
    "He is 6 feet tall and 200m people know him.": [],
    "Not fewer than 60 were killed.": ["killed 60+"],
}


@pytest.mark.parametrize("text", SENTENCES)
def test_a_sentence_gives_these_figures_and_no_others(account: MakeAccount, text: str) -> None:
    assert [short(figure) for figure in figures_of(account(text))] == SENTENCES[text]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("The crater is 5 metres wide.", "The crater is 5 feet wide."),
        ("The firm was fined $5 million.", "The firm was fined €5 million."),
        ("22 civilians were killed.", "22 soldiers were killed."),
        ("Police denied that 22 people were killed.", "Police said that 22 people were killed."),
    ],
)
def test_the_same_number_of_something_else_is_another_figure(account: MakeAccount, one: str, other: str) -> None:
    rows = figure_table([], figures_of(account(one)), figures_of(account(other)))
    assert [(row.a is None, row.b is None) for row in rows] == [(False, True), (True, False)]


def test_units_and_currencies_are_the_same_however_they_are_written(account: MakeAccount) -> None:
    one = account("The crater is 5 metres wide. The firm was fined $5 million.")
    other = account("The crater is 5m wide. The firm was fined 5 million dollars.")
    rows = figure_table([], figures_of(one), figures_of(other))
    assert [(row.kind, bool(row.a), bool(row.b)) for row in rows] == [("money", True, True), ("distance", True, True)]


def test_numbers_that_change_places_differ(account: MakeAccount) -> None:
    sentence = "In Kalvik the blast killed {} civilians and {} soldiers on the main square, the coast guard said."
    found = compare(account(sentence.format(22, 40)), account(sentence.format(40, 22)))
    assert [(row.a and row.a.text, row.b and row.b.text) for row in found.table if row.differs] == [
        ("22", "40"),
        ("40", "22"),
    ]
