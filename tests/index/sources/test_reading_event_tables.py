"""Tables of ACLED's and GDELT's events: known by their columns, or by the form of their rows."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from index.sources.formats.csv_presets import WITHOUT_HEADER

Read = Callable[..., list[Any]]

ACLED = (
    "event_id_cnty,event_date,event_type,sub_event_type,actor1,actor2,admin1,country,location,source,notes,fatalities\n"
    'SYR1,21 September 2017,Battles,Armed clash,Forces,Others,Deir ez Zor,Syria,Mayadin,AFP,"They entered, slowly.",5\n'
)


def test_acled(read: Read) -> None:
    (record,) = read("a.csv", ACLED)
    assert (record.record_id, record.title) == ("SYR1", "Armed clash: Mayadin, Deir ez Zor, Syria")
    assert record.text == "They entered, slowly.\n\nForces – Others\nFatalities: 5"
    assert (record.date, record.source) == ("21 September 2017", "AFP")


@pytest.mark.parametrize("count", WITHOUT_HEADER)
@pytest.mark.parametrize("has_header", [False, True])
def test_gdelt(read: Read, count: int, has_header: bool) -> None:
    columns = WITHOUT_HEADER[count]
    known = {
        "GLOBALEVENTID": "410412347", "SQLDATE": "20170921", "Actor1Name": "MILITARY", "Actor2Name": "SYRIA",
        "EventCode": "190", "EventRootCode": "19", "ActionGeo_FullName": "Mayadin, Syria",
        "SOURCEURL": "http://example.com/a", "NumArticles": "4",
    }  # fmt: skip
    row = "\t".join(known.get(column, "") for column in columns) + "\n"
    found = read("20170921.export.CSV", ("\t".join(columns) + "\n" if has_header else "") + row * 2)
    assert len(found) == 2
    record = found[0]
    assert record.title == "MILITARY fights SYRIA, Mayadin, Syria"
    assert record.text == "MILITARY fights SYRIA, Mayadin, Syria.\nEvent code: 190. Articles: 4."
    assert (record.record_id, record.date, record.url) == ("410412347", "20170921", "http://example.com/a")
