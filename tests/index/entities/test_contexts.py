"""What a name is by the words about it."""

from __future__ import annotations

import pytest

from index.entities import find_mentions
from index.model import EntityType

PERSON, PLACE, ORGANIZATION = EntityType.PERSON, EntityType.PLACE, EntityType.ORGANIZATION


def found(text: str) -> dict[str, EntityType]:
    return {mention.text: mention.type for mention in find_mentions(text)}


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("Rebels took the village of Zarnaq on Sunday.", "Zarnaq"),
        ("Shells fell on the town of Kolmer Dagh at night.", "Kolmer Dagh"),
        ("Near Ayn Tarkhan, two strikes hit a convoy.", "Ayn Tarkhan"),
        ("Near Al Qumayrah, two strikes hit a convoy.", "Al Qumayrah"),
        ("The raid on Velke district killed five.", "Velke"),
        ("Troops went to Orastan province in May.", "Orastan"),
        ("Families left the outskirts of Marlik at noon.", "Marlik"),
    ],
)
def test_what_is_called_a_place_is_one(text: str, place: str) -> None:
    assert found(text).get(place) is PLACE


@pytest.mark.parametrize("name", ["Angela Merkel", "Putin", "Anna Berg"])
def test_a_person_may_stand_near_another(name: str) -> None:
    assert found(f"On Monday Karl Olsen stood near {name} and said nothing.")[name] is PERSON


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Hurricane Maria struck the island. Maria was weaker on Sunday.", "Maria"),
        ("Tropical Storm Harvey formed. Harvey will turn north.", "Harvey"),
        ("Cyclone Freddy killed many.", "Freddy"),
        ("The USS Gerald R. Ford sailed with the HMS Bulwark and the USS Cole.", "Ford"),
        ("The Treaty of Versailles ended it.", "Versailles"),
    ],
)
def test_storms_ships_and_treaties_are_no_persons(text: str, name: str) -> None:
    persons = [mention.text for mention in find_mentions(text) if mention.type is PERSON]
    assert not [person for person in persons if name in person]


def test_who_is_named_in_full_is_a_person_beside_a_storm() -> None:
    text = "Hurricane Maria struck the island. Maria Olsen lost her house. Later Maria was taken in by friends."
    assert found(text)["Maria"] is PERSON


@pytest.mark.parametrize(
    "name",
    [
        "Light Infantry Division 77",
        "82nd Airborne Division",
        "Brigade 46",
        "All Burma Students' Democratic Front",
        "Kurdistan Workers' Party",
        "al-Qaeda in Iraq",
    ],
)
def test_units_and_long_organizations_are_whole(name: str) -> None:
    assert found(f"In April soldiers fought the {name} near the border.")[name] is ORGANIZATION


def test_a_unit_without_number_is_as_it_was() -> None:
    assert "77" not in " ".join(found("He read of the Army and of 77 men in the Division."))


@pytest.mark.parametrize("name", ["Abd al-Rahman al-Shaghouri", "Jan van der Meer", "Mohammed bin Zayed al-Nahyan"])
def test_particles_belong_to_the_name(name: str) -> None:
    assert found(f"On Sunday {name} said that he would go.")[name] is PERSON


@pytest.mark.parametrize("place", ["Florence", "Austin", "Texas"])
def test_where_somebody_lives_or_flies_to_is_a_place(place: str) -> None:
    assert found("She was born in Austin, Texas, and flew to Florence on Monday.")[place] is PLACE


def test_a_special_agent_joins_his_full_name() -> None:
    mentions = find_mentions("Peter Strzok was fired. “Special Agent Strzok’s views never mattered,” a friend said.")
    assert [mention.name for mention in mentions] == ["Peter Strzok"] * 2


def test_a_lance_corporal_is_not_called_lance() -> None:
    assert "Lance" not in found("On Monday Lance Corporal Tom Hill was buried.")


def test_a_retweet_is_not_russia_today() -> None:
    names = [mention.name for mention in find_mentions("RT @news: Bomb in Kabul. Later RT said it was a gas leak.")]
    assert names.count("Russia Today") == 1


def test_a_role_in_apposition_leaves_name_and_group_whole() -> None:
    mentions = find_mentions("The SDF's spokesman, Mustafa Bali, spoke. Bali denied it.")
    assert [mention.name for mention in mentions] == ["Syrian Democratic Forces", "Mustafa Bali", "Mustafa Bali"]


def test_a_given_name_before_another_with_a_surname_is_a_person() -> None:
    mentions = find_mentions("On Monday Bill and Hillary Clinton left for Oslo.")
    assert [(mention.text, mention.name) for mention in mentions][:2] == [
        ("Bill", "Bill Clinton"),
        ("Hillary Clinton", "Hillary Clinton"),
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Ten died in Diyarbakir Turkey on Monday.", ["Diyarbakir", "Turkey"]),
        ("Residents of Deir ez-Zor Syria were without water.", ["Deir ez-Zor", "Syria"]),
        ("The ministers met in New York on Monday.", ["New York"]),
        ("They went to South Sudan in May.", ["South Sudan"]),
    ],
)
def test_two_places_without_a_comma_are_two(text: str, expected: list[str]) -> None:
    assert [mention.text for mention in find_mentions(text) if mention.type is PLACE] == expected


def test_an_agency_that_follows_a_place_is_no_part_of_it_and_no_town() -> None:
    assert found("Attack Kills Five in Aleppo SANA . Five men died.") == {
        "Aleppo": PLACE,
        "SANA": ORGANIZATION,
    }


@pytest.mark.parametrize("name", ["Salah Al Din Al Karmi", "Salah al-Din al-Karmi"])
def test_a_person_with_the_given_name_of_a_province_is_one(name: str) -> None:
    assert found(f"On Sunday {name} spoke in Cairo.")[name] is PERSON


def test_the_pronoun_in_a_heading_is_no_country() -> None:
    text = "Contact Us Legal Terms of Use Privacy Policy. About Us Careers. The US said so. A US-led raid."
    assert [mention.text for mention in find_mentions(text)] == ["US", "US"]
