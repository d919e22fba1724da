"""What belongs to a name and what only stands beside it."""

from __future__ import annotations

import pytest

from index.entities import find_mentions
from index.entities.consistency import Name, make_consistent
from index.entities.edges import trimmed
from index.entities.overrides import correct


def found(text: str) -> list[tuple[str, str]]:
    return [(mention.text, mention.type.value) for mention in find_mentions(text)]


def test_a_dash_after_a_name_is_no_part_of_it() -> None:
    assert ("Angela Merkel", "person") in found(
        "Photos: the guests Chancellor Angela Merkel – Merkel is in Berlin today."
    )


def test_titles_of_several_persons_are_no_name() -> None:
    assert found("It was announced by Govs. Andrew Cuomo and Chris Christie.") == [
        ("Andrew Cuomo", "person"),
        ("Chris Christie", "person"),
    ]


def test_the_end_of_a_compound_is_no_part_of_a_name() -> None:
    assert ("Obama", "person") in found("The twist in the Obama-era is that Obama left.")


@pytest.mark.parametrize("state", ["R-Ga.", "D-Ore.", "R-N.C."])
def test_the_state_after_a_party_is_a_place(state: str) -> None:
    assert [kind for _, kind in found(f"Rep. Phil Gingrey ({state}) said so.")] == ["person", "place"]


def test_two_known_names_are_two() -> None:
    assert ("White House", "organization") in found("CNN projects GOP will keep the White House and Senate")


def test_story_codes_and_legal_forms_are_no_names() -> None:
    texts = [text for text, _ in found("Families are harder hit. [L1N2DO1NW] In May it fell. Copyright 2020, LLC.")]
    assert texts == []


def test_a_surname_that_is_a_usual_word_is_found_where_its_capital_tells() -> None:
    text = "The memo of Attorney General Jeff Sessions is out. The crackdown announced by Sessions in April came late."
    assert found(text).count(("Sessions", "person")) == 1


@pytest.mark.parametrize(
    "text",
    ["© Sputnik/ HİKMET DURGUN", "REUTERS/HİKMET DURGUN", "(AP Photo/HİKMET DURGUN)", "© AFP 2017/ HİKMET DURGUN"],
)
def test_a_credit_in_capitals_names_a_person(text: str) -> None:
    assert [m.name for m in find_mentions(text) if m.type.value == "person"] == ["Hikmet Durgun"]


def test_a_poll_of_two_firms_names_no_person() -> None:
    assert [kind for _, kind in found("The CNN/ORC POLL and the ABC News/WASHINGTON POST poll agree.")].count(
        "person"
    ) == 0


def test_a_courtesy_title_makes_a_person_and_a_title_alone_none() -> None:
    assert ("Sanders", "person") in found("Mrs. Clinton beat Mr. Cruz by ten points, and Mr. Sanders beat him too.")
    assert found("The spokesman Maj. Gen. Igor Konashenkov denied it.") == [("Igor Konashenkov", "person")]


def test_the_names_of_firms_may_end_in_a_possessive() -> None:
    assert found("They voted in the playground of a McDonald's that day.") == [("McDonald's", "organization")]


def test_a_longer_name_is_not_cut_by_a_known_one() -> None:
    assert ("National Assembly", "organization") in found("The National Assembly met.")


def test_signs_at_either_end_are_cut_and_nothing_else() -> None:
    words = ["–", "Thad", "Cochran", "Jr.", "–", "–"]
    assert trimmed(words, Name(0, 6, "PER")) == Name(1, 4, "PER")
    assert trimmed(words, Name(4, 6, "PER")) is None


def test_what_the_tagger_took_for_one_name_is_two_known_ones() -> None:
    words = "agents of the CIA and FBI came".split()
    assert correct(words, [Name(3, 6, "ORG")]) == [Name(3, 4, "ORG"), Name(5, 6, "ORG")]


def test_a_story_code_that_the_tagger_took_for_a_name_is_none() -> None:
    assert correct(["cost", "of", "L1N2DO1NW", "rose"], [Name(2, 3, "LOC")]) == []


def test_a_name_that_was_cut_is_whole_as_elsewhere() -> None:
    words = "men of Blue Heron Works left".split()
    found = make_consistent([words, words], [[Name(2, 5, "ORG")], [Name(2, 3, "PER")]])
    assert found == [[Name(2, 5, "ORG")]] * 2
