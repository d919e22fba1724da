"""From a query to the map, into a town, to its documents, back, the area into the query, out as GeoJSON: keys alone."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest
from pty_terminal import open_dateline

from index.building.builder import Builder
from index.library.engines import open_engine

RECORDS = [
    {"date": "2017-09-21", "title": "Shells", "text": "Shells fell on Raqqa in Syria. Homs was calm."},
    {"date": "2017-09-23", "title": "Aid", "text": "Aid reached Raqqa in Syria, and so it did Aleppo."},
    {"date": "2017-10-02", "title": "Market", "text": "A market opened again in Mosul, officials in Iraq said."},
]


@pytest.mark.parametrize("environ", [{}, {"NO_COLOR": "1"}], ids=["colours", "none"])
def test_from_a_query_to_the_map_and_out_of_it(tmp_path: Path, environ: dict[str, str]) -> None:
    (tmp_path / "corpus.jsonl").write_text("\n".join(map(json.dumps, RECORDS)))
    library = tmp_path / "library"
    Builder(library, open_engine, processes=1).run([tmp_path / "corpus.jsonl"])
    with open_dateline(library, (80, 24), environ) as terminal:
        terminal.type("/in:Syria\r")
        terminal.until_shown("4 places in Syria (2)", "document 1/2")
        terminal.press("p")
        terminal.until_shown("[Raqqa 2]", "4 places in 2 of 2 documents", " km")
        terminal.press("+", "n", "N", "enter")
        terminal.until_shown('in:Syria place:="Raqqa"', "document 1/2")
        terminal.press("enter")
        terminal.until_shown("Aid reached Raqqa in Syria")
        terminal.press("escape", "/", "up", "up", "enter")  # back to the documents, and to the query before
        terminal.until_shown("4 places in Syria (2)", "document 1/2")
        terminal.press("p")
        terminal.until_shown("[Raqqa 2]")
        terminal.press("+", "+", "+", "a")
        terminal.until_shown("in:Syria area:", "document 1/2")
        terminal.press("p")
        terminal.until_shown("[Raqqa 2]")
        terminal.press("E")
        terminal.until_shown("Export to a file that ends in .geojson")
        terminal.press(*["backspace"] * 20)
        terminal.type(f"{tmp_path}/out.geojson\r")
        terminal.until_shown("The places were written to")
    written = json.loads((tmp_path / "out.geojson").read_text(encoding="utf-8"))
    names = {one["properties"]["name"]: one["properties"] for one in written["features"]}
    assert names["Raqqa"]["documents"] == 2
    assert names["Raqqa"]["reports"][0]["quotes"] == ["Shells fell on Raqqa in Syria."]
    command = [sys.executable, "-m", "tui", "map", "in:Syria area:35..37,38..40", "--format", "geojson"]
    told = subprocess.run([*command, "--library", f"{library}/"], capture_output=True, text=True, check=True).stdout
    assert json.loads(told) == written
