"""Other names that a text gives itself: acronyms in brackets, nicknames, and other ways of writing a known name."""

from __future__ import annotations

import pytest

from index.entities import find_mentions
from index.entities.acronyms import definitions, fits


def names(text: str) -> dict[str, str]:
    return {mention.text: mention.name for mention in find_mentions(text)}


@pytest.mark.parametrize(
    ("text", "acronym", "name"),
    [
        ("The Union of Quiet Rivers in Chad (UQRC) met.", "UQRC", "Union of Quiet Rivers in Chad"),
        ("The Union of Quiet Rivers (known as UQR) met.", "UQR", "Union of Quiet Rivers"),
        ("The Union of Quiet Rivers (UQR, a club) met.", "UQR", "Union of Quiet Rivers"),
    ],
)
def test_definitions_have_words_about_them(text: str, acronym: str, name: str) -> None:
    assert definitions(text) == {acronym: name}


def test_an_organization_need_not_fit_its_acronym() -> None:
    found = names("The Grey Nurses Foundation (MZF, by its Dutch initials) left Chad. MZF has two hospitals there.")
    assert found["MZF"] == "Grey Nurses Foundation"


def test_a_known_acronym_keeps_its_name_and_gives_it_to_the_long_one() -> None:
    text = "The Multidimensional Integrated Stabilization Mission in Mali (MINUSMA) lost two men. MINUSMA said so."
    assert set(names(text).values()) == {"MINUSMA"}


def test_a_state_in_brackets_is_no_acronym_of_two_persons() -> None:
    found = names("Democratic Whip Sten Holt (Md.) and Leader James Clyburn (S.C.) voted. Voters in S.C. wait.")
    assert found["S.C."] == "South Carolina"


def test_where_shares_are_traded_is_no_acronym() -> None:
    assert names("Shares of Borel Holdings Inc (NYSE) fell on the NYSE.")["NYSE"] == "New York Stock Exchange"


def test_few_letters_fit_only_as_initials() -> None:
    assert fits("Union of Rivers", "UR")
    assert not fits("Steny Hoyer and Assistant Leader James Clyburn", "SC")


@pytest.mark.parametrize(
    "text",
    [
        "Mohamed Hamdan Dagalo, known as Hemedti, leads them. On Monday Hemedti spoke.",
        "Mohamed Hamdan Dagalo, better known by his nickname Hemedti, leads them. On Monday Hemedti spoke.",
        "Mohamed Hamdan Dagalo (also known as “Hemedti”) leads them. On Monday Hemedti spoke.",
    ],
)
def test_a_nickname_is_of_whom_the_text_says(text: str) -> None:
    mentions = [mention for mention in find_mentions(text) if mention.text == "Hemedti"]
    assert [mention.name for mention in mentions] == ["Mohamed Hamdan Dagalo"] * 2
    assert "nickname" in mentions[0].reason


def test_a_nickname_inside_a_name() -> None:
    found = names('Police caught Joaquín "El Chapo" Guzmán on Friday. There El Chapo was ill.')
    assert {found["Joaquín"], found["El Chapo"], found["Guzmán"]} == {"Joaquín Guzmán"}


@pytest.mark.parametrize(
    ("written", "name"),
    [
        ("Qaddafi", "Muammar Gaddafi"),
        ("Muammar Kadhafi", "Muammar Gaddafi"),
        ("Moamar Qadaffi", "Muammar Gaddafi"),
        ("Abdel-Fattah al-Sissi", "Abdel Fattah el-Sisi"),
        ("Ayman Zawahry", "Ayman al-Zawahiri"),
        ("Khamene'i", "Ali Khamenei"),
        ("Hizbollah", "Hezbollah"),
    ],
)
def test_transliterations_of_known_names_are_one(written: str, name: str) -> None:
    assert names(f"In Cairo they said that {written} was behind it.")[written] == name


def test_a_surname_of_the_text_comes_before_the_known_one() -> None:
    found = find_mentions("Saif Qaddafi was caught in Zintan. On Monday Qaddafi was 39 years old.")
    assert found[-1].name == "Saif Qaddafi"
