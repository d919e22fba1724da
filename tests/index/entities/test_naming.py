"""One name for many, with the reason."""

from __future__ import annotations

import pytest

from index.entities import find_mentions
from index.entities.acronyms import definitions, fits
from index.entities.people import Named, Written, with_small_letters
from index.entities.people import name_people as name_written


def names(text: str, title: str = "") -> dict[str, str]:
    return {mention.text: mention.name for mention in find_mentions(text, title)}


def name_people(mentions: list[tuple[int, str]], elsewhere: list[str]) -> list[Named]:
    """All of them in one paragraph, without titles."""
    return name_written([Written(*mention) for mention in mentions], [Written(0, name) for name in elsewhere])


@pytest.mark.parametrize(
    ("name", "acronym", "expected"),
    [
        ("Syrian Observatory for Human Rights", "SOHR", True),
        ("Syrian Observatory for Human Rights", "SOFHR", True),
        ("United Nations", "U.N.", True),
        ("Ministry of Defence", "MoD", True),
        ("Syrian Observatory for Human Rights", "UNHCR", False),
        ("Observatory", "O", False),
    ],
)
def test_acronyms_fit_initials(name: str, acronym: str, expected: bool) -> None:
    assert fits(name, acronym) is expected


def test_definitions_take_the_words_whose_initials_fit() -> None:
    text = "He joined the Union of Quiet Rivers (UQR) and the Board of Trade (see below), not (ABC)."
    assert definitions(text) == {"UQR": "Union of Quiet Rivers"}


def test_a_defined_acronym_has_its_long_name_and_the_definition_as_reason() -> None:
    text = "The Northern Dock Workers Union (NDWU) called a strike. Leaders of the NDWU met on Monday."
    found = [mention for mention in find_mentions(text) if mention.text == "NDWU"]
    assert [mention.name for mention in found] == ["Northern Dock Workers Union"] * 2
    assert "Northern Dock Workers Union (NDWU)" in found[0].reason


def test_a_bare_surname_goes_to_the_latest_full_name_before_it() -> None:
    people = [(0, "Anna Berg"), (20, "Berg"), (40, "Karl Berg"), (60, "Berg"), (80, "Olsen")]
    assert [named.name for named in name_people(people, [])] == [
        "Anna Berg",
        "Anna Berg",
        "Karl Berg",
        "Karl Berg",
        "Olsen",
    ]


def test_a_bare_surname_before_its_only_full_name_goes_to_that() -> None:
    (first, _) = name_people([(0, "Berg"), (20, "Anna Berg")], [])
    assert first.name == "Anna Berg"
    assert "Anna Berg" in first.reason


def test_a_bare_surname_between_two_full_names_after_it_stays_bare() -> None:
    (first, *_) = name_people([(0, "Berg"), (20, "Anna Berg"), (40, "Karl Berg")], [])
    assert first == ("Berg", "")


def test_a_given_name_goes_to_the_only_person_named_so_before() -> None:
    people = [(0, "Babar Azam"), (20, "Babar"), (40, "Babar Khan"), (60, "Babar")]
    assert [named.name for named in name_people(people, [])] == ["Babar Azam", "Babar Azam", "Babar Khan", "Babar"]


def test_the_title_may_give_the_full_name() -> None:
    (only,) = name_people([(0, "Berg")], ["Anna Berg"])
    assert only.name == "Anna Berg"


def test_a_surname_that_stood_for_the_first_goes_on_doing_so_in_later_paragraphs() -> None:
    found = name_written(
        [
            Written(0, "Anna Berg", 0),
            Written(20, "Berg", 0),
            Written(40, "Karl Berg", 1),
            Written(60, "Berg", 1),
            Written(80, "Berg", 2),
        ],
        [],
    )
    assert [named.name for named in found[3:]] == ["Karl Berg", "Anna Berg"]


def test_a_surname_with_a_title_goes_to_the_one_who_has_that_title() -> None:
    assert names("Senator Anna Berg met Mayor Karl Berg. Senator Berg left.")["Berg"] == "Anna Berg"


def test_a_head_of_state_needs_no_first_name() -> None:
    text = "President Putin spoke. Then Putin left.\n\nLyudmila Putin stayed. President Putin did not. Mr. Obama left."
    found = [(mention.text, mention.name) for mention in find_mentions(text)]
    assert [name for surface, name in found if surface == "Putin"] == ["Vladimir Putin"] * 3
    assert ("Obama", "Obama") in found


@pytest.mark.parametrize(
    ("people", "expected"),
    [
        (["Dana Weiss Olsen", "Weiss Olsen"], "Dana Weiss Olsen"),
        (["Anna Berg", "A. Berg"], "Anna Berg"),
        (["Anna Berg", "K. Berg"], "K. Berg"),
        (["Anna Berg", "AnnaBerg"], "Anna Berg"),
        (["Anna Berg", "SenBerg"], "Anna Berg"),
        (["Anna Berg", "AnnaOlsen"], "AnnaOlsen"),
        (["Karl Berg Jr.", "Berg"], "Karl Berg Jr."),
    ],
)
def test_parts_of_a_full_name_stand_for_it(people: list[str], expected: str) -> None:
    assert name_people(list(enumerate(people)), [])[-1].name == expected


def test_the_noun_of_an_organisation_stands_for_it_once_it_was_named() -> None:
    found = find_mentions("The Norwood River Observatory opened. Rain fell, the Observatory said.")
    assert [mention.name for mention in found] == ["Norwood River Observatory"] * 2
    assert found[1].reason == "short for Norwood River Observatory, named before"


def test_a_noun_that_two_organisations_share_stands_for_neither() -> None:
    text = (
        "The Norwood River Observatory and the Katowice Lights Observatory opened. Rain fell, the Observatory said. "
        "Nobody at the Katowice Lights Observatory agreed."
    )
    assert "Observatory" not in [mention.name for mention in find_mentions(text) if " " in mention.text]
    assert {mention.name for mention in find_mentions(text) if mention.text == "Observatory"} <= {"Observatory"}


def test_initials_and_legal_forms_make_no_other_organisation() -> None:
    found = names("The Northern Dock Workers Union met. Brontosoft Inc. pays NDWU members. Workers left Brontosoft.")
    assert found["NDWU"] == "Northern Dock Workers Union"
    assert {name for text, name in found.items() if "Brontosoft" in text} == {"Brontosoft"}


def test_middle_initials_without_blanks_are_left_out() -> None:
    assert [named.name for named in name_people([(0, "Karl H.W. Berg")], [])] == ["Karl Berg"]


def test_titles_initials_articles_and_capitals_make_no_other_person() -> None:
    people = [
        (0, "Bashar al-Assad"),
        (9, "President Bashar Assad"),
        (30, "Assad"),
        (40, "ANNA BERG"),
        (50, "Anna B. Berg"),
    ]
    assert [named.name for named in name_people(people, [])] == ["Bashar al-Assad"] * 3 + ["Anna Berg"] * 2


def test_a_turkish_capital_leaves_no_combining_dot() -> None:
    assert with_small_letters("HİKMET DURGUN") == "Hikmet Durgun"


def test_is_and_us_are_names_only_in_capitals() -> None:
    found = names("This is us. Fighters of IS attacked. The US said it is ready.")
    assert found == {"IS": "Islamic State", "US": "United States"}


def test_articles_and_trailing_nouns_of_organisations_do_not_matter() -> None:
    assert names("Officials of the Taliban and of the Afghan Taliban met.")["Afghan Taliban"] == "Taliban"


def test_a_nationality_is_not_its_country() -> None:
    found = find_mentions("Syrians left Syria.")
    assert [(mention.text, mention.name, mention.type.value) for mention in found] == [
        ("Syrians", "Syrian", "affiliation"),
        ("Syria", "Syria", "place"),
    ]


def test_a_name_that_stands_whole_elsewhere_is_whole_everywhere() -> None:
    text = (
        "Officials of the Northern Dock Workers Union met in Oslo. Leaders of the Northern Dock Workers Union spoke.\n"
        "NORTHERN MATTERS: Northern Dock Workers Union says no\n"
    )
    assert [m.text for m in find_mentions(text) if "Dock" in m.text] == ["Northern Dock Workers Union"] * 3


def test_many_names_with_the_same_first_word_take_no_longer_than_others() -> None:
    text = ". ".join(f"Then Anna Q{number}x met Anna R{number}y in Oslo" for number in range(1500))
    assert len(find_mentions(text)) > 1500


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Anna and Karl Berg live in Oslo. Berg was born there.", "Berg"),
        ("Anna, Eva and Karl Berg live in Oslo. Berg was born there.", "Berg"),
        ("Anna and Karl Berg live in Oslo. Anna Berg paints. Anna and Karl Berg are poor. Berg is fine.", "Anna Berg"),
        ("Barack and Michelle Obama left on Friday. Senators had read what Obama wrote.", "Barack Obama"),
        ("Anna and Karl Berg live in Oslo. Later Karl Berg went home. There Berg slept.", "Karl Berg"),
    ],
)
def test_a_surname_after_a_pair_is_the_more_frequent_or_the_known_one_or_stays_open(text: str, expected: str) -> None:
    found = find_mentions(text)
    assert found[-1].name == expected
    assert found[0].name.endswith(("Berg", "Obama"))
    if " " not in expected:
        assert "one of" in found[-1].reason
        assert "Karl Berg" in found[-1].reason


def test_a_surname_does_not_take_the_surname_of_the_next() -> None:
    assert names("In Oslo Putin and Angela Merkel met, then Trump and Karl Berg.")["Putin"] == "Vladimir Putin"
    assert names("In Oslo Putin and Angela Merkel met, then Trump and Karl Berg.")["Trump"] == "Trump"


def test_a_surname_with_its_particle_goes_to_the_only_full_name_behind_it() -> None:
    text = "De Verano met the envoys in Geneva on Monday. They said that Miguel de Verano was content."
    assert names(text)["De Verano"] == "Miguel de Verano"


def test_a_month_is_no_surname_of_the_person_who_bears_it() -> None:
    text = "Harriet May told the envoys in May that she was content. The envoys thanked May in the evening."
    assert [(mention.text, mention.start) for mention in find_mentions(text)] == [
        ("Harriet May", 0),
        ("May", text.index("May in the")),
    ]
