"""Places by their many spellings."""

from __future__ import annotations

import pytest

from index.entities.keys import article_key, plain_key, sound_key
from index.entities.places import Surroundings, find_anywhere, find_place

SPELLINGS = [
    "Deir Ezzor",
    "Deir ez-Zor",
    "Deir al-Zor",
    "Dayr az-Zawr",
    "Deir-ez-Zor",
    "Deir ez Zor",
    "Deir Ez-Zor",
    "DEIR EZ-ZOR",
    "Deir Ezzour",
    "Dair az-Zaur",
]


def test_keys_forget_more_and_more() -> None:
    assert plain_key("Dayr az-Zawr") == "dayr az zawr"
    assert plain_key("Ḩamāh") == "hamah"
    assert plain_key("Sana'a") == plain_key("SANAA")
    assert article_key("Deir Ezzor") == article_key("Deir ez-Zor") == "deir zor"
    assert len({sound_key(spelling) for spelling in SPELLINGS}) == 1
    assert sound_key("Homs") != sound_key("Hama")


@pytest.mark.parametrize("spelling", SPELLINGS)
def test_every_spelling_is_one_town(spelling: str) -> None:
    found = find_anywhere(spelling)
    assert found is not None
    assert found[0].name == "Deir ez-Zor"


def test_a_spelling_that_no_list_has_is_found_by_its_sound_with_that_as_reason() -> None:
    found = find_anywhere("Kostiantynivkah")
    assert found is not None
    assert found[0].country == "UA"
    assert "sounds" in found[1]


def test_a_namesake_in_a_country_that_the_document_names_comes_first() -> None:
    for countries, expected in ((["LB"], "LB"), (["LY"], "LY"), ([], "LY")):
        found = find_place("Tripoli", Surroundings(frozenset(countries)))
        assert found is not None
        assert found[0].country == expected


def test_a_far_larger_namesake_is_meant_wherever() -> None:
    found = find_place("Moscow", Surroundings(frozenset({"US"})))
    assert found is not None
    assert found[0].country == "RU"


def test_what_is_no_place_is_none() -> None:
    for name in ("Qwrtzuiop", ""):
        assert find_anywhere(name) is None
        assert find_place(name, Surroundings(frozenset({"SY"}))) is None


@pytest.mark.parametrize(
    ("spelled", "name"), [("Jisr ash Shughur", "Jisr al-Shughur"), ("I'zaz", "Azaz"), ("As-Suwayda", "Suwayda")]
)
def test_a_town_of_two_lists_has_one_name(spelled: str, name: str) -> None:
    found = find_place(spelled, Surroundings(frozenset({"SY"}), frozenset(), "SY"))
    assert found is not None
    assert found[0].name == name
