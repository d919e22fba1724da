"""The other names that a query is widened to."""

from __future__ import annotations

import pytest

from index.entities.aliases import needs_capitals, other_names
from index.entities.curated import CuratedTable
from index.entities.keys import plain_key
from index.errors import ConfigurationError


def keys(words: str) -> set[str]:
    found = other_names(words)
    return {plain_key(name) for name in found[0]} if found else set()


def test_spellings_of_a_place() -> None:
    assert "deir ez zor" in keys("deir ezzor")
    assert "deir ezzor" in keys("Deir ez-Zor")
    assert "kyiv" in keys("kiev")


def test_names_and_acronyms_of_a_group() -> None:
    assert {"isis", "is", "islamic state"} <= keys("daesh")
    assert "syrian democratic forces" in keys("sdf")
    assert keys("Hayat Tahrir al-Sham") >= {"hts"}


def test_the_reason_names_the_entity() -> None:
    found = other_names("daesh")
    assert found is not None
    assert "Islamic State" in found[1]


def test_is_and_us_only_in_capitals() -> None:
    assert "islamic state" in keys("IS")
    assert "united states" in keys("US")
    for word in ("is", "us", "who", "Us"):
        assert other_names(word) is None
    assert needs_capitals("IS")
    assert needs_capitals("WHO")
    assert not needs_capitals("SDF")


@pytest.mark.parametrize("word", ["Dillon", "clinton", "Reagan", "nice", "reading", "qwrtz", "", "   "])
def test_surnames_and_usual_words_are_not_widened(word: str) -> None:
    assert other_names(word) is None


def test_what_was_typed_is_not_among_the_others() -> None:
    for words in ("deir ezzor", "Deir ez-Zor", "daesh", "Islamic State", "raqqa"):
        assert plain_key(words) not in keys(words)


def test_a_table_with_an_unknown_type_is_refused_with_the_row_named() -> None:
    with pytest.raises(ConfigurationError, match="weather"):
        CuratedTable([["Some Group", "weather", ""]])


@pytest.mark.parametrize(
    ("typed", "other"),
    [
        ("Merkel", "Меркель"),
        ("Меркель", "ميركل"),
        ("ماكرون", "Emmanuel Macron"),
        ("Tehran", "Тегеран"),
        ("Тегеран", "德黑兰"),
        ("Mariupol", "Маріуполь"),
        ("大马士革", "Damascus"),
        ("Franța", ""),
        ("France", "فرنسا"),
        ("Фатх", ""),
        ("Hamas", "חמאס"),
        ("ООН", "United Nations"),
        ("xqz", ""),
    ],
)
def test_a_name_is_one_across_scripts(typed: str, other: str) -> None:
    found = other_names(typed)
    assert (other in found[0]) if other else (found is None or "France" not in found[0])


@pytest.mark.parametrize(
    ("one", "other"),
    [("Merkel", "Маркель"), ("Hamas", "حماة"), ("Hama", "حماس"), ("Niger", "Нигерия"), ("Austria", "أستراليا")],
)
def test_names_that_are_only_alike_stay_apart(one: str, other: str) -> None:
    for typed, wrong in ((one, other), (other, one)):
        found = other_names(typed)
        assert found is None or wrong not in found[0]


def test_a_surname_is_widened_to_other_languages_and_to_no_namesake() -> None:
    found = other_names("Erdogan")
    assert found is not None
    assert "Эрдоган" in found[0]
    assert not [name for name in found[0] if name.isascii() and " " in name]
