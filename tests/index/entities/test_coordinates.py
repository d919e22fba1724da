"""Coordinates in texts: degrees, decimals and grid references become places of their own."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.entities import find_mentions
from index.entities.coordinates import coordinates_in, name_of, position_of
from index.entities.grid import position_of_grid


@pytest.mark.parametrize(
    ("written", "latitude", "longitude"),
    [
        ("35°20′N 40°09′E", 35.3333, 40.15),
        ("35°20'15\"N, 40°09'30\" E", 35.3375, 40.1583),
        ("N35°20.5' E40°9.25'", 35.3417, 40.1542),
        ("33.8688° S, 151.2093° E", -33.8688, 151.2093),
        ("35.33N 40.15E", 35.33, 40.15),
        ("-33.8688, 151.2093", -33.8688, 151.2093),
        ("31U DQ 48251 11932", 48.8582, 2.2945),  # the Eiffel tower
        ("18SUJ2339407395", 38.8977, -77.0365),  # the White House
        ("56H LH 34873 52285", -33.8568, 151.2150),  # the Sydney opera house
    ],
)
def test_coordinates_are_found(written: str, latitude: float, longitude: float) -> None:
    text = f"The convoy was hit at {written}, the ministry said."
    ((start, end, north, east),) = coordinates_in(text)
    assert text[start:end] == written
    assert north == pytest.approx(latitude, abs=2e-4)
    assert east == pytest.approx(longitude, abs=2e-4)


@pytest.mark.parametrize(
    "written",
    [
        "prices of 12.3456, 13.4567%",
        "scores of 10.5, 20.6",
        "a fever of 39.5° and 40.1°",
        "35°75′N 40°09′E",
        "95.1234, 40.1234",
        "61S ET 12345 67890",
        "37S ET 123 4567",
        "version 1.2345, 2.3456.1",
    ],
)
def test_other_numbers_are_none(written: str) -> None:
    assert list(coordinates_in(f"It says {written} there.")) == []


def test_coordinates_are_mentions_of_a_place() -> None:
    text = "A drone fell near Mosul at 36.3456, 43.1234 on Monday."
    found = {mention.text: (mention.type.value, mention.name) for mention in find_mentions(text)}
    assert found["36.3456, 43.1234"] == ("place", "36.3456, 43.1234")
    assert found["Mosul"] == ("place", "Mosul")


@given(st.floats(-90, 90), st.floats(-180, 180))
def test_a_name_says_where_it_is(latitude: float, longitude: float) -> None:
    place = position_of(name_of(latitude, longitude))
    assert place is not None
    assert place == pytest.approx((latitude, longitude), abs=1e-4)


@given(
    st.integers(1, 60), st.sampled_from("CDEFGHJKLMNPQRSTUVWX"), st.text("ABCDEFGHJKLMNPQRSTUV", min_size=2, max_size=2)
)
def test_a_grid_square_lies_in_its_zone_and_band(zone: int, band: str, square: str) -> None:
    found = position_of_grid(f"{zone}{band}", square, "50000", "50000")
    if found is not None:
        latitude, longitude = found
        lowest = -80 + 8 * "CDEFGHJKLMNPQRSTUVWX".index(band)
        assert lowest - 0.02 <= latitude <= lowest + 12.02
        assert abs(longitude - (6 * zone - 183)) <= 4
