"""The names in the two sample files, each with its one name."""

from __future__ import annotations

from pathlib import Path

import pytest

from index.entities import find_mentions
from index.entities.places import find_anywhere
from index.model import EntityType, Mention

SEEDS = Path(__file__).parents[3] / "seeds"
AFP, SPUTNIK = "000_fbe346ddadf0d6d9.txt", "004_f2706b8f9e4ff4d6.txt"


@pytest.fixture(scope="module")
def mentions() -> dict[str, list[Mention]]:
    return {name: find_mentions((SEEDS / name).read_text(encoding="utf-8")) for name in (AFP, SPUTNIK)}


def named(mentions: list[Mention], name: str, kind: EntityType) -> list[str]:
    return [mention.text for mention in mentions if (mention.name, mention.type) == (name, kind)]


def test_ryan_dillon_is_one_person_with_all_his_mentions(mentions: dict[str, list[Mention]]) -> None:
    assert named(mentions[AFP], "Ryan Dillon", EntityType.PERSON) == ["Ryan Dillon", "Dillon"]
    found = named(mentions[SPUTNIK], "Ryan Dillon", EntityType.PERSON)
    assert sorted(found) == ["Dillon"] * 4 + ["Ryan Dillon"] * 2
    texts = [mention.text for both in mentions.values() for mention in both]
    assert sum("Dillon" in text for text in texts) == 8


def test_islamic_state_is_one_by_all_its_names(mentions: dict[str, list[Mention]]) -> None:
    found = {text for both in mentions.values() for text in named(both, "Islamic State", EntityType.ORGANIZATION)}
    assert found == {"ISIS", "IS", "Islamic State", "Daesh"}
    assert find_mentions("The Islamic State group attacked.")[0].name == "Islamic State"


def test_every_standing_daesh_and_is_is_found(mentions: dict[str, list[Mention]]) -> None:
    assert named(mentions[SPUTNIK], "Islamic State", EntityType.ORGANIZATION).count("Daesh") == 7
    assert named(mentions[AFP], "Islamic State", EntityType.ORGANIZATION).count("IS") == 4


def test_syrian_democratic_forces_are_one(mentions: dict[str, list[Mention]]) -> None:
    for both in mentions.values():
        assert set(named(both, "Syrian Democratic Forces", EntityType.ORGANIZATION)) == {
            "SDF",
            "Syrian Democratic Forces",
        }


def test_all_spellings_of_deir_ez_zor_are_one_place_with_coordinates(mentions: dict[str, list[Mention]]) -> None:
    found = {text for both in mentions.values() for text in named(both, "Deir ez-Zor", EntityType.PLACE)}
    assert found == {"Deir Ezzor", "Deir ez-Zor", "Deir Ez-Zor"}
    assert not [m for both in mentions.values() for m in both if "Deir" in m.text and m.name != "Deir ez-Zor"]
    place = find_anywhere("Deir ez-Zor")
    assert place is not None
    assert (place[0].country, round(place[0].latitude), round(place[0].longitude)) == ("SY", 35, 40)


def test_khan_sheikun_is_resolved(mentions: dict[str, list[Mention]]) -> None:
    (found,) = [mention for mention in mentions[AFP] if mention.text == "Khan Sheikun"]
    assert (found.type, found.name) == (EntityType.PLACE, "Khan Sheikhoun")
    assert "Khan Sheikhoun" in found.reason


def test_rivers_and_regions_are_places(mentions: dict[str, list[Mention]]) -> None:
    places = {m.text for both in mentions.values() for m in both if m.type is EntityType.PLACE}
    assert {"Euphrates", "Eastern Ghouta", "Middle Euphrates River Valley"} <= places


def test_groups_and_monitors_are_whole_organisations(mentions: dict[str, list[Mention]]) -> None:
    found = {m.text for both in mentions.values() for m in both if m.type is EntityType.ORGANIZATION}
    assert {
        "Hayat Tahrir al-Sham",
        "Syrian Observatory for Human Rights",
        "al-Nusra Front",
        "Sputnik",
        "AFP",
        "Russian Defense Ministry",
    } <= found


def test_what_is_no_name_is_none_and_sputnik_is_no_place(mentions: dict[str, list[Mention]]) -> None:
    everything = [mention for both in mentions.values() for mention in both]
    assert not [m for m in everything if "Jihadist" in m.text or m.text == "Dozens"]
    assert {m.type for m in everything if "Sputnik" in m.text} == {EntityType.ORGANIZATION}


def test_russians_are_an_affiliation_and_russia_is_a_place(mentions: dict[str, list[Mention]]) -> None:
    assert set(named(mentions[SPUTNIK], "Russian", EntityType.AFFILIATION)) == {"Russian", "Russians"}
    assert set(named(mentions[AFP], "Russia", EntityType.PLACE)) == {"Russia"}


def test_the_observatory_is_the_one_named_before(mentions: dict[str, list[Mention]]) -> None:
    found = named(mentions[AFP], "Syrian Observatory for Human Rights", EntityType.ORGANIZATION)
    assert found == ["Syrian Observatory for Human Rights", "Observatory"]


def test_the_photographer_in_capitals_is_a_person_with_a_usual_name(mentions: dict[str, list[Mention]]) -> None:
    assert named(mentions[SPUTNIK], "Hikmet Durgun", EntityType.PERSON) == ["HİKMET DURGUN"]


def test_persons_are_these_and_no_others(mentions: dict[str, list[Mention]]) -> None:
    found = {name: {m.name for m in its if m.type is EntityType.PERSON} for name, its in mentions.items()}
    assert found == {
        AFP: {"Ryan Dillon", "Bashar al-Assad"},
        SPUTNIK: {"Ryan Dillon", "Hikmet Durgun", "Igor Konashenkov"},
    }


def test_the_operation_is_one_and_a_headline_names_no_missile(mentions: dict[str, list[Mention]]) -> None:
    assert len(named(mentions[SPUTNIK], "Operation Inherent Resolve", EntityType.OPERATION)) == 2
    assert not [m for its in mentions.values() for m in its if m.type is EntityType.WEAPON]


def test_every_name_of_islamic_state_leads_to_it_with_a_reason() -> None:
    text = "Daesh, ISIS and ISIL are names of IS. The Islamic State group is the so-called Islamic State."
    found = [mention for mention in find_mentions(text) if mention.type is EntityType.ORGANIZATION]
    assert [mention.name for mention in found] == ["Islamic State"] * 6
    assert all(mention.reason for mention in found if mention.text != "Islamic State")
