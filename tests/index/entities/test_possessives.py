"""Possessives that lost their apostrophe, and those that make a firm of a person."""

from __future__ import annotations

import pytest

from index.entities import find_mentions
from index.model import EntityType


def found(text: str) -> list[tuple[str, str, EntityType]]:
    return [(mention.text, mention.name, mention.type) for mention in find_mentions(text)]


@pytest.mark.parametrize(
    ("text", "name", "kind"),
    [
        ("The convoy waited on Aleppos outskirts.", "Aleppo", EntityType.PLACE),
        ("Buses left for Idlibs countryside on Sunday.", "Idlib", EntityType.PLACE),
        ("On Sunday Libyas foreign ministry protested.", "Libya", EntityType.PLACE),
        ("Envoys of Bashar al-Assads government came late.", "Bashar al-Assad", EntityType.PERSON),
        ("They met Vladimir Putins envoy, who read Egypt's note.", "Vladimir Putin", EntityType.PERSON),
        ("They said that Hezbollahs fighters had left.", "Hezbollah", EntityType.ORGANIZATION),
    ],
)
def test_the_known_name_wins_over_the_longer_unknown_one(text: str, name: str, kind: EntityType) -> None:
    for mention in find_mentions(text):
        if mention.name == name:
            assert mention.type is kind
            assert text[mention.start : mention.end] == mention.text == name
            return
    raise AssertionError(found(text))


@pytest.mark.parametrize("name", ["Hamas", "Texas", "Honduras", "Kurds", "Athens", "Golan Heights", "Martina Hingis"])
def test_an_s_of_ones_own_stays(name: str) -> None:
    text = f"On Sunday it was said that {name} would be on the list."
    assert [mention.text for mention in find_mentions(text)] == [name]


def test_families_stay_where_possessives_are_written() -> None:
    text = "The old house's owners were the Assads. Many said Assads were rich, and so did Oslo's press."
    assert "Assad" not in [mention.text for mention in find_mentions(text)]


def test_a_person_of_the_text_is_no_firm_with_a_possessive() -> None:
    text = "Gov. Chris Christie spoke. Christie's aides left, and Christie's office was closed."
    assert (
        found(text)
        == [("Chris Christie", "Chris Christie", EntityType.PERSON)]
        + [("Christie", "Chris Christie", EntityType.PERSON)] * 2
    )


def test_a_firm_with_a_possessive_stays_where_no_person_is_named() -> None:
    assert ("Christie's", "Christie's", EntityType.ORGANIZATION) in found("The vase was sold at Christie's on Monday.")
