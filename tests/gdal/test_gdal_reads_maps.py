"""GDAL reads what is written of places: the same number of features, in the right corner of the world."""

from __future__ import annotations

import re
import subprocess
from pathlib import Path

import pytest

from index.map.accounts import PlaceAccount, Report
from index.map.export import FORMATS

PLACES = [
    PlaceAccount(
        "Raqqa", "city", "SY", "Raqqa, Syria", 35.95, 39.01, True, (), None,
        (Report("a", "Fighters left", "2017-10-17", "Wire", ("Fighters left Raqqa.",)),),
    ),
    PlaceAccount("Euphrates", "river", "", "", 34.4, 40.9, False, (((35.0, 40.0), (34.5, 41.0)),), None, ()),
    PlaceAccount("Anbar", "province", "IQ", "Anbar, Iraq", 33.0, 42.0, False, (), (31.0, 34.5, 39.5, 43.9), ()),
]  # fmt: skip


@pytest.mark.parametrize("name", ["geojson", "kml"])
def test_gdal_reads_it(tmp_path: Path, name: str) -> None:
    path = tmp_path / f"places.{name}"
    path.write_text(FORMATS[name](PLACES), encoding="utf-8")
    told = subprocess.run(["ogrinfo", "-ro", "-al", path], capture_output=True, text=True, check=True).stdout
    assert "Feature Count: 3" in told
    assert "POINT" in told
    assert "LINESTRING" in told
    assert "POLYGON" in told
    extent = re.search(r"Extent: \(([\d.]+), ([\d.]+)\) - \(([\d.]+), ([\d.]+)\)", told)
    assert extent is not None
    west, south, east, north = map(float, extent.groups())
    assert (west, south, east, north) == pytest.approx((39.01, 31.0, 43.9, 35.95))


def test_gdal_reads_the_table(tmp_path: Path) -> None:
    path = tmp_path / "places.csv"
    path.write_text(FORMATS["csv"](PLACES), encoding="utf-8", newline="")
    told = subprocess.run(
        ["ogrinfo", "-ro", "-al", "-oo", "X_POSSIBLE_NAMES=longitude", "-oo", "Y_POSSIBLE_NAMES=latitude", path],
        capture_output=True, text=True, check=True,
    ).stdout  # fmt: skip
    assert "POINT (39.01 35.95)" in told
