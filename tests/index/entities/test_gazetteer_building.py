"""The gazetteer's tables, as they are built from a list of towns."""

from __future__ import annotations

from typing import Any

from index.entities.training.gazetteer import build


def _town(number: int, name: str, population: int, *others: str, country: str = "SY") -> dict[str, Any]:
    return {
        "geonameid": number,
        "name": name,
        "population": population,
        "countrycode": country,
        "alternatenames": list(others),
        "latitude": 35.123,
        "longitude": 36.0,
        "admin1code": "05 ",
    }


def test_a_key_leads_to_its_towns_the_largest_first_and_says_how_large_that_is() -> None:
    tables = build([_town(1, "Salamá", 7_000, "Es Salama"), _town(2, "Salama", 120_000, "Salama City", "SLM")])
    assert tables["gazetteer_towns"] == {
        "00000": "Salama\tSY\t35.12\t36.00\t05\t120000\tsalama|salama city",
        "00001": "Salama\tSY\t35.12\t36.00\t05\t7000\tsalama|es salama",
    }
    assert tables["gazetteer_keys"] == {"salama": "5\t0,1", "salama city": "5\t0", "es salama": "3\t1"}
    assert tables["gazetteer_articles"] == {"salama": "1"}
    assert set(tables["gazetteer_several"]) == {"salama city"}


def test_only_towns_of_countries_with_many_spellings_are_found_by_sound() -> None:
    tables = build([_town(1, "Lima", 9_000_000, country="PE")])
    assert tables["gazetteer_sounds"] == {}
    assert tables["gazetteer_keys"] == {"lima": "6\t0"}
