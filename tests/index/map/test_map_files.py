"""Places written to GeoJSON, KML, CSV and SVG: valid, and read back as they were."""

from __future__ import annotations

import csv
import io
import json
from dataclasses import replace
from itertools import pairwise
from xml.etree import ElementTree

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.map.accounts import PlaceAccount, Report
from index.map.export import FORMATS

TEXTS = st.text(st.characters(blacklist_categories=("Cs",)), max_size=6)
LATITUDES, LONGITUDES = st.floats(-85, 85), st.floats(-180, 180)
POSITIONS = st.tuples(LATITUDES, LONGITUDES)
BOXES = st.tuples(LATITUDES, LATITUDES, LONGITUDES, LONGITUDES).map(lambda box: (*sorted(box[:2]), *sorted(box[2:])))
REPORTS = st.builds(Report, TEXTS, TEXTS, TEXTS, TEXTS, st.tuples(TEXTS))
LINES = st.lists(st.lists(POSITIONS, min_size=2, max_size=4).map(tuple), max_size=2).map(tuple)
PLACES = st.builds(
    PlaceAccount, TEXTS, TEXTS, TEXTS, TEXTS, LATITUDES, LONGITUDES, st.booleans(), LINES, st.none() | BOXES,
    st.lists(REPORTS, min_size=1, max_size=2).map(tuple),
)  # fmt: skip
HOSTILE = PlaceAccount(
    "<b>&\x1b[31m", "city", "SY", "=cmd()", 35.0, 40.0, True, (), None,
    (Report("a", "]]><script>", "2017-09-21", "@SUM(1)", ("=1+1",)),),
)  # fmt: skip


@given(st.lists(PLACES, max_size=2))
def test_geojson_comes_back_as_it_was(places: list[PlaceAccount]) -> None:
    collection = json.loads(FORMATS["geojson"](places))
    assert collection["type"] == "FeatureCollection"
    for place, feature in zip(places, collection["features"], strict=True):
        geometry, known = feature["geometry"], feature["properties"]
        assert known["name"] == place.name
        assert [Report(**{**one, "quotes": tuple(one["quotes"])}) for one in known["reports"]] == list(place.reports)
        if geometry["type"] == "Point":
            longitude, latitude = geometry["coordinates"]
            assert (latitude, longitude) == pytest.approx((place.latitude, place.longitude), abs=1e-6)
        elif geometry["type"] == "MultiLineString":
            assert [len(line) for line in geometry["coordinates"]] == [len(line) for line in place.lines]
        else:
            (ring,) = geometry["coordinates"]
            assert ring[0] == ring[-1]
            assert len(ring) == 5
            twice = sum(x * next_y - next_x * y for (x, y), (next_x, next_y) in pairwise(ring))
            assert twice >= -1e-6  # counterclockwise, or without an area


@given(st.lists(PLACES, max_size=2))
def test_xml_is_well_formed(places: list[PlaceAccount]) -> None:
    ElementTree.fromstring(FORMATS["kml"](places))


def test_the_picture_has_each_place_once() -> None:
    found = ElementTree.fromstring(FORMATS["svg"]([HOSTILE]))
    circles = found.findall("{http://www.w3.org/2000/svg}circle")
    assert [circle[0].text for circle in circles] == ["<b>&␛[31m: 1"]


def test_foreign_strings_are_no_markup_and_no_formula() -> None:
    for name in ("kml", "svg"):
        written = FORMATS[name]([HOSTILE])
        assert "\x1b" not in written
        assert "<b>" not in written
        assert "<script>" not in written
    (head, row) = csv.reader(io.StringIO(FORMATS["csv"]([HOSTILE])))
    found = dict(zip(head, row, strict=True))
    assert found["region"] == "'=cmd()"
    assert found["source"] == "'@SUM(1)"
    assert found["latitude"] == "35.000000"
    assert found["place"] == "<b>&␛[31m"
    spaced = replace(HOSTILE, reports=(Report("a", " =1+1", "", "", ("＝1+1",)),))
    (head, row) = csv.reader(io.StringIO(FORMATS["csv"]([spaced])))
    found = dict(zip(head, row, strict=True))
    assert found["title"] == "' =1+1"
    assert found["quotes"] == "'＝1+1"


def test_no_terminal_obeys_what_is_written() -> None:
    place = replace(HOSTILE, name="\x9b31m\u202eRaqqa")
    for name, write in FORMATS.items():
        written = write([place])
        assert not {"\x1b", "\x9b", "\u202e"} & set(written), name
    (feature,) = json.loads(FORMATS["geojson"]([place]))["features"]
    assert feature["properties"]["name"] == place.name


@pytest.mark.parametrize("name", ["kml", "svg"])
def test_what_belongs_to_words_stays_in_them(name: str) -> None:
    joined = "می\u200cدان\u00a0آزادی"  # a joiner, and a space that does not break
    assert joined in FORMATS[name]([replace(HOSTILE, name=joined)])
