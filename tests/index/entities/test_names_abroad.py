"""Names of other languages and scripts, and the lists that they are read from."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.entities.abroad import known_abroad, name_key, written_abroad
from index.entities.training.scripts import build_countries, build_keys, build_towns
from index.model import EntityType


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("МОСКВА", "Москва"),
        ("Семён", "Семен"),
        ("Дейр-эз-Зор", "дейр эз зор"),
        ("دِمَشْق", "دمشق"),
        ("غزة", "غزه"),
        ("پ‌ک‌ک", "پ ک ک"),
        ('צה"ל', "צה״ל"),
        ("İSTANBUL", "istanbul"),
        ("Ｐａｒｉｓ", "paris"),
    ],
)
def test_ways_of_writing_have_one_key(one: str, other: str) -> None:
    assert name_key(one) == name_key(other)


@pytest.mark.parametrize(("one", "other"), [("Київ", "Киів"), ("ガス", "カス"), ("мой", "мои"), ("سر", "سار")])
def test_letters_that_decide_a_name_stay(one: str, other: str) -> None:
    assert name_key(one) != name_key(other)


@given(st.text(max_size=12))
def test_a_key_has_itself_as_key(name: str) -> None:
    assert name_key(name_key(name)) == name_key(name)


@pytest.mark.parametrize(
    ("written", "name", "kind"),
    [
        ("Киев", "Kyiv", EntityType.PLACE),
        ("Воронеж", "Voronezh", EntityType.PLACE),
        ("叙利亚", "Syria", EntityType.PLACE),
        ("Deutschland", "Germany", EntityType.PLACE),
        ("داعش", "Islamic State", EntityType.ORGANIZATION),
        ("Владимир Путин", "Vladimir Putin", EntityType.PERSON),
    ],
)
def test_what_a_name_stands_for(written: str, name: str, kind: EntityType) -> None:
    known = known_abroad(written)
    assert known is not None
    assert (known.name, known.type) == (name, kind)
    assert written in written_abroad(name, kind)


@pytest.mark.parametrize("name", ["", " ", "Распутин", "القاهر", "不存在的地方", "Haus"])
def test_what_no_list_has_is_unknown(name: str) -> None:
    assert known_abroad(name) is None


@pytest.mark.parametrize("word", ["صور", "Мир"])
def test_a_town_that_is_a_usual_word_is_not_believed(word: str) -> None:
    assert known_abroad(word) is None


def test_a_form_that_is_a_usual_word_does_not_stand_alone() -> None:
    alone, full = known_abroad("الأسد"), known_abroad("بشار الأسد")
    assert alone is not None and not alone.alone
    assert full is not None and full.alone


def test_towns_are_listed_by_inhabitants_with_names_of_one_script_each() -> None:
    towns = [
        {"geonameid": 1, "population": 20_000, "alternatenames": ["Малый", "Malyj", "М1 town"]},
        {
            "geonameid": 2,
            "population": 900_000,
            "alternatenames": ["بلدة\u200e", "大城", "町ガオ", "Ы", "Бig", "Большой"],
        },
        {"geonameid": 3, "population": 9_000, "alternatenames": ["Крошка"]},
    ]
    listed = build_towns(towns)
    assert listed == {"00000": "بلدة|大城|町ガオ|Большой", "00001": "Малый"}
    assert build_keys(listed) == {"بلده": "0", "大城": "0", "町ガオ": "0", "большой": "0", "малый": "1"}


def test_a_name_of_several_towns_leads_to_the_largest_and_a_usual_word_to_none() -> None:
    assert build_keys({"00007": "Мир|Малый", "00012": "Малый"}) == {"малый": "7"}


def test_countries_are_listed_with_the_names_that_differ() -> None:
    text = build_countries([{"SY": "Syria", "TR": "Turquie"}, {"SY": "Сирия", "TR": "Turquie", "ZZ": "?"}])
    assert [line for line in text.splitlines() if line[2:3] == "\t"] == ["SY\tСирия", "TR\tTurquie"]
