"""Neighbourhoods, districts and mosques that share the name of a town or a province elsewhere."""

from __future__ import annotations

import pytest

from index.entities import find_mentions
from index.model import EntityType


def places(text: str) -> dict[str, str]:
    return {mention.text: mention.name for mention in find_mentions(text) if mention.type is EntityType.PLACE}


@pytest.mark.parametrize(
    ("text", "surface", "name"),
    [
        ("Shells fell on the Shahba neighbourhood of Aleppo, Syria said.", "Shahba", "Shahba neighbourhood"),
        ("In Syria the Aleppo neighbourhood of Shahba was shelled.", "Shahba", "Shahba neighbourhood"),
        ("Two shops burnt in Salah Eddin neighborhood in Aleppo.", "Salah Eddin", "Salah Eddin neighborhood"),
        ("Near Damascus they seized the Sahel district on Monday.", "Sahel", "Sahel district"),
        ("Elders met in the Salem mosque in Syria.", "Salem", "Salem mosque"),
        ("Shells fell on Sulaymaniyah area in Aleppo city.", "Sulaymaniyah", "Sulaymaniyah area"),
        ("In Syria men left Sana neighborhood for Damascus.", "Sana", "Sana neighborhood"),
        ("Elders met in the Salem mosque in the city of Ariha in Syria.", "Salem", "Salem mosque"),
    ],
)
def test_a_part_of_a_town_keeps_a_name_of_its_own(text: str, surface: str, name: str) -> None:
    assert places(text)[surface] == name


@pytest.mark.parametrize(
    ("text", "surface", "name"),
    [
        ("Shops burnt in the Jobar neighborhood of Damascus.", "Jobar", "Jobar"),  # listed, and there
        ("Two shops burnt in the Douma district of Damascus.", "Douma", "Douma"),
        ("An Aleppo neighborhood was without water.", "Aleppo", "Aleppo"),
        ("The council of Manbij district in Syria met.", "Manbij", "Manbij"),
        ("In Iraq Mosul neighborhood councils met.", "Mosul", "Mosul"),
        ("Shells fell on the Douma area in Damascus.", "Douma", "Douma"),
        ("They seized Shaddadi area in Hasakah countryside in Syria.", "Shaddadi", "Shaddadi"),
        ("They seized Manbij district in Aleppo in Syria.", "Manbij", "Manbij"),
        ("Drought came back to the Sahel, from Mali to Niger.", "Sahel", "Sahel"),
    ],
)
def test_a_town_that_is_meant_stays_one(text: str, surface: str, name: str) -> None:
    assert places(text)[surface] == name


def test_a_part_keeps_its_name_through_a_document_and_the_province_has_its_own() -> None:
    text = (
        "Shells hit Salah Eddin neighborhood in Aleppo. Fighting in Salah Eddin and in Aleppo went on. "
        "In Iraq, Salahuddin province was calm."
    )
    mentions = [(one.text, one.name) for one in find_mentions(text) if one.type is EntityType.PLACE]
    assert mentions.count(("Salah Eddin", "Salah Eddin neighborhood")) == 2
    assert ("Salahuddin", "Salahuddin") in mentions


def test_a_province_is_not_meant_where_another_country_is_spoken_of() -> None:
    text = "In Aleppo men advance on Salah al-Din and Bureij, the Syrian army said."
    assert places(text)["Salah al-Din"] == "Salah al-Din"
    assert places("Men left Salah al-Din for Anbar. Baghdad fell silent.")["Salah al-Din"] == "Salahuddin"
    assert places("Men left Salah al-Din for Anbar.")["Salah al-Din"] == "Salahuddin"


def test_a_village_is_no_sound_alike_in_another_country_than_the_one_spoken_of() -> None:
    text = "In Syria, men fled the Syrian village of Tokhar near Manbij. Aid had come from Sudan."
    assert places(text)["Tokhar"] == "Tokhar"
