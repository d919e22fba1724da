"""The lists that users can extend."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from index.entities import curated, find_mentions, overrides, places
from index.entities.keys import article_key
from index.entities.locations import KINDS_WITHOUT_A_POINT, box_of, distance, namesakes, with_region
from index.entities.regions import region_name
from index.entities.tables import rows, rows_with_additions
from index.errors import ConfigurationError


@pytest.fixture
def configuration(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """An empty configuration folder, and no list read yet; what was read from it is forgotten afterwards."""
    monkeypatch.setenv("DATELINE_HOME", str(tmp_path))
    folder = tmp_path / "config"
    folder.mkdir()
    caches = (curated.table, places.known_places, places._candidates, overrides._phrases, namesakes)
    for cached in caches:
        cached.cache_clear()
    yield folder
    for cached in caches:
        cached.cache_clear()


def test_names_of_the_users_own_list_are_found(configuration: Path) -> None:
    (configuration / "names.tsv").write_text(
        "# mine\nname\ttype\tothers\nQuiet River Brigade\torganization\tQRB|Liwa Nahr\n", encoding="utf-8"
    )
    found = {mention.text: mention.name for mention in find_mentions("Men of Liwa Nahr fled, the QRB said.")}
    assert found == {"Liwa Nahr": "Quiet River Brigade", "QRB": "Quiet River Brigade"}


def test_places_of_the_users_own_list_come_first(configuration: Path) -> None:
    (configuration / "places.tsv").write_text(
        "name\tothers\tclass\tcountry\tlatitude\tlongitude\nPort Quiet\tTripoli\tport\tXX\t1.5\t2.5\n", encoding="utf-8"
    )
    found = places.find_anywhere("Tripoli")
    assert found is not None
    assert (found[0].name, found[0].latitude) == ("Port Quiet", 1.5)


@pytest.mark.parametrize(
    ("content", "complaint"),
    [
        (b"name\ttype\tothers\na\tb\tc\td\n", "Line 2 .* has 4 columns"),
        (b"name\ttype\tothers\n\xff\xfe\n", "cannot be read as UTF-8"),
    ],
)
def test_a_list_that_cannot_be_read_is_refused_with_its_name(
    configuration: Path, content: bytes, complaint: str
) -> None:
    (configuration / "names.tsv").write_bytes(content)
    with pytest.raises(ConfigurationError, match=complaint):
        list(rows_with_additions("names.tsv"))


def test_a_place_without_coordinates_is_refused(configuration: Path) -> None:
    (configuration / "places.tsv").write_text(
        "name\tothers\tclass\tcountry\tlatitude\tlongitude\nPort Quiet\t\tport\tXX\t\t\n", encoding="utf-8"
    )
    with pytest.raises(ConfigurationError, match="Port Quiet"):
        places.known_places()


def test_a_place_of_the_users_own_may_say_its_region_or_leave_it_to_the_towns_around(configuration: Path) -> None:
    head = "name\tothers\tclass\tcountry\tlatitude\tlongitude\n"
    mine = "Quiet Hill\t\tcity\tSY.02\t35.68\t36.12\nQuiet Ford\t\tcity\tSY\t35.36\t40.16\n"
    (configuration / "places.tsv").write_text(head + mine, encoding="utf-8")
    found = [with_region(place) for name in ("Quiet Hill", "Quiet Ford") for place in namesakes(name)]
    assert [(place.country, place.region) for place in found] == [("SY", "02"), ("SY", "07")]


def test_a_curated_point_says_its_region_and_no_town_around_is_asked() -> None:
    for name, _, kind, where, _, _ in rows("places.tsv"):
        country, _, code = where.partition(".")
        if kind not in KINDS_WITHOUT_A_POINT and country and name not in ("Rukban", "Kowloon", "New Territories"):
            assert code, name
        assert not code or region_name(country, code) != where, f"{name}: no list names {where}"


@pytest.mark.parametrize(
    ("name", "region"),
    [
        ("Salma", "Latakia"),
        ("Busra al-Sham", "Daraa"),
        ("Darat Izza", "Aleppo"),
        ("Atmeh", "Idlib"),
        ("Hawija", "Kirkuk"),
    ],
)
def test_a_town_has_its_own_region_and_not_that_of_the_nearest_one(name: str, region: str) -> None:
    place = with_region(namesakes(name)[0])
    assert region_name(place.country, place.region) == region


def test_a_region_is_the_box_of_its_towns_and_none_of_a_single_one() -> None:
    anbar, panjshir = (with_region(namesakes(name)[0]) for name in ("Anbar", "Panjshir"))
    south, north, west, east = box_of(anbar) or (0, 0, 0, 0)
    assert south < 33.43 < north
    assert west < 43.3 < east
    assert box_of(panjshir) is None


def test_no_spelling_is_of_two_places_that_lie_side_by_side() -> None:
    seen: dict[tuple[str, str], tuple[str, float, float]] = {}
    for name, others, _, where, latitude, longitude in rows_with_additions("places.tsv"):
        country = where.partition(".")[0]
        for key in {article_key(form) for form in (name, *others.split("|")) if form}:
            at = (name, float(latitude), float(longitude))
            other = seen.setdefault((country, key), at)
            assert other is at or distance(*other[1:], *at[1:]) > 15, f"{key}: {other[0]} and {name}"
