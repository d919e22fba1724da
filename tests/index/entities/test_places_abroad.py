"""No place is put in another's stead: a spelling leads to a town only where the document speaks of its country."""

from __future__ import annotations

import pytest

from index.entities import find_mentions
from index.entities.places import Surroundings, find_place, whereabouts
from index.model import EntityType


def places(text: str) -> dict[str, str]:
    return {mention.text: mention.name for mention in find_mentions(text) if mention.type is EntityType.PLACE}


def around(*named: str, near: tuple[str, ...] = (), main: str = "") -> Surroundings:
    return Surroundings(frozenset(named), frozenset(near), main or (named + near + ("",))[0])


def test_what_sounds_like_a_town_abroad_keeps_its_own_name() -> None:
    text = "BAGHDAD - A market in Karrada burned on Sunday. People from Karrada and from Basra came to help."
    assert places(text)["Karrada"] == "Karrada"


def test_what_sounds_like_a_town_of_the_country_is_that_town() -> None:
    for surroundings in (around("UA"), around(near=("UA",))):
        found = find_place("Kostiantynivkah", surroundings)
        assert found is not None
        assert found[0].country == "UA"
        assert "sounds" in found[1]


@pytest.mark.parametrize("surroundings", [around(), around("SY"), around(near=("UA", "SY"))])
def test_a_sound_needs_a_country_that_is_named_or_has_all_other_places(surroundings: Surroundings) -> None:
    assert find_place("Kostiantynivkah", surroundings) is None


def test_a_country_that_is_only_touched_upon_needs_more_likeness() -> None:
    assert find_place("Khalasa", around("IQ", "RU", main="IQ")) is not None
    assert find_place("Khalasa", around("IQ", "RU", main="RU")) is None


@pytest.mark.parametrize("name", ["DACA", "Daca"])
def test_a_name_of_old_or_of_another_tongue_is_no_town_abroad(name: str) -> None:
    assert find_place(name, around("US")) is None


def test_a_word_in_capitals_is_no_spelling_of_a_town() -> None:
    assert find_place("SOHAG", around("EG")) is not None  # its first name
    assert find_place("DACA", around("BD")) is None
    assert find_place("NAFTA", around("TN")) is None


def test_a_former_name_is_not_believed_a_spelling_is() -> None:
    assert find_place("Stalin", around("UA")) is None
    found = find_place("Kramatorskaya", around("UA"))
    assert found is not None
    assert found[0].name == "Kramatorsk"


def test_a_small_town_abroad_that_is_written_otherwise_is_another() -> None:
    assert find_place("Sadah", around("IQ")) is None
    assert whereabouts("Sadah") is None
    found = find_place("Sadah", around("YE"))
    assert found is not None
    assert found[0].country == "YE"


def test_capitals_are_no_articles() -> None:
    assert find_place("US-Mexico", around("US")) is None


def test_a_district_of_a_country_is_not_the_country() -> None:
    assert places("He sued before the U.S. District. It was in Ohio.").get("U.S. District") != "United States"
