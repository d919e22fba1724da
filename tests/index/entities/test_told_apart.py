"""Towns that share their name with a larger one, and are told apart by the region behind a comma."""

from __future__ import annotations

import pytest

from index.entities import find_mentions
from index.entities.locations import namesakes
from index.model import EntityType


def places(text: str) -> list[str]:
    return [mention.name for mention in find_mentions(text) if mention.type is EntityType.PLACE]


@pytest.mark.parametrize(
    ("text", "names"),
    [
        (
            "A rally in Alexandria, Virginia, drew few. Alexandria was quiet.",
            ["Alexandria, Virginia", "Virginia", "Alexandria, Virginia"],
        ),
        ("Cars came to Paris, Texas.", ["Paris, Texas", "Texas"]),
        ("They met in Springfield, Ill. on Monday.", ["Springfield, Illinois", "Illinois"]),
        ("They visited Tripoli, Lebanon.", ["Tripoli, Lebanon", "Lebanon"]),
    ],
)
def test_what_is_added_to_a_name_tells_which_town_it_is(text: str, names: list[str]) -> None:
    assert places(text) == names


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("In Alexandria, Egypt, it rained.", ["Alexandria", "Egypt"]),
        ("They met in Rome, New York and Tokyo.", ["Rome", "New York", "Tokyo"]),
        ("Men left Homs, Idlib and Aleppo in Syria.", ["Homs", "Idlib", "Aleppo", "Syria"]),
        ("Syria, Iraq and Iran signed.", ["Syria", "Iraq", "Iran"]),
        ("In Manchester, England, it rained.", ["Manchester", "England"]),
        ("In Paris, U.S. officials met.", ["Paris", "United States"]),
        ("In Paris, Canada said no.", ["Paris", "Canada"]),
    ],
)
def test_the_usual_town_and_a_row_of_places_keep_their_names(text: str, names: list[str]) -> None:
    assert places(text) == names


def test_sites_that_the_news_name_are_no_towns_of_their_names_elsewhere() -> None:
    found = [namesakes(name)[0] for name in ("Kennedy Airport", "West Point", "Langley")]
    assert [(one.kind, one.region) for one in found] == [("airport", "NY"), ("site", "NY"), ("site", "VA")]
    assert places("A student landed at New York's Kennedy Airport.") == ["New York", "Kennedy Airport"]


def test_a_name_with_a_region_is_looked_for_there_alone() -> None:
    assert [(place.country, place.region) for place in namesakes("Alexandria, Virginia")] == [("US", "VA")]
    assert namesakes("Alexandria, Bavaria") == ()
