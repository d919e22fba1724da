"""Datelines: which lines open with one, and what it says."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from index.text.datelines import is_date_line, match_dateline

STRONG = [
    ("Washington (AFP) Sept 21, 2017", "Washington", "AFP", (2017, 9, 21), ""),
    ("Beirut (AFP) Sept 21, 2017 - At least", "Beirut", "AFP", (2017, 9, 21), " At least"),
    ("BEIJING, Sept. 21 (Xinhua) -- The river", "BEIJING", "Xinhua", (None, 9, 21), " The river"),
    ("LUGANSK, July 12. /TASS/. Two women", "LUGANSK", "TASS", (None, 7, 12), " Two women"),
    ("Basra, Iraq, March 15, SPA -- A bridge", "Basra, Iraq", "SPA", (None, 3, 15), " A bridge"),
    ("MOSCOW, 21 September 2017 – The talks", "MOSCOW", "", (2017, 9, 21), " The talks"),
    ("    WASHINGTON (Sputnik) — Officers", "WASHINGTON", "Sputnik", (None, None, None), " Officers"),
    ("TEL AVIV/AMMAN (Reuters/AP) - A ship", "TEL AVIV/AMMAN", "Reuters/AP", (None, None, None), " A ship"),
    ("ANKARA, SEPT 21 (AA) - The dam", "ANKARA", "AA", (None, 9, 21), " The dam"),
    ("New Delhi, Sep 21: The monsoon", "New Delhi", "", (None, 9, 21), " The monsoon"),
    ("MOSCOW. September 21 (Interfax) - Gas", "MOSCOW", "Interfax", (None, 9, 21), " Gas"),
    ("Kabul (Pajhwok) — the river", "Kabul", "Pajhwok", (None, None, None), " the river"),
    ("Damascus, SANA – The harvest", "Damascus", "SANA", (None, None, None), " The harvest"),
    ("Nicosia, 2017-09-21 (CNA) - The port", "Nicosia", "CNA", (2017, 9, 21), " The port"),
    ("Xi'an, China, Wednesday, May 3, 2017", "Xi'an, China", "", (2017, 5, 3), ""),
    ("GENEVA (21 September 2017) – A storm", "GENEVA", "", (2017, 9, 21), " A storm"),
    ("(Beirut, September 21, 2017) – A storm", "Beirut", "", (2017, 9, 21), " A storm"),
    ("Paris, 21 sept 2017 (AFP) - A storm", "Paris", "AFP", (2017, 9, 21), " A storm"),
    ("MADRID, 21 de septiembre (EFE) - A storm", "MADRID", "EFE", (None, 9, 21), " A storm"),
    ("МОСКВА, 21 сен – РИА Новости. A storm", "МОСКВА", "РИА Новости", (None, 9, 21), " A storm"),
    ("МОСКВА, 21 сентября. /ТАСС/. A storm", "МОСКВА", "ТАСС", (None, 9, 21), " A storm"),
    ("Riyadh, Muharram 1, 1439, September 21, 2017, SPA -- A storm", "Riyadh", "SPA", (2017, 9, 21), " A storm"),
    ("Amman, 1 Muharram 1439 / 21 September 2017 (Petra) - Rain", "Amman", "Petra", (2017, 9, 21), " Rain"),
    ("Sept. 21 (UPI) -- A storm", "", "UPI", (None, 9, 21), " A storm"),
    ("ROME and PARIS, Sept. 21, 2017 — A storm", "ROME and PARIS", "", (2017, 9, 21), " A storm"),
    ("ON THE ALPINE BORDER (AP) — A storm", "ON THE ALPINE BORDER", "AP", (None, None, None), " A storm"),
    ("ʿAJLŪN (Petra News Agency) – A storm", "ʿAJLŪN", "Petra News Agency", (None, None, None), " A storm"),
    ("WASHINGTON, D.C. (AP) — A storm", "WASHINGTON, D.C.", "AP", (None, None, None), " A storm"),
    ("Wien, den 3. Mai 2018 – A storm", "Wien", "", (2018, 5, 3), " A storm"),
    ("Lyon, le 3 mai 2018 - A storm", "Lyon", "", (2018, 5, 3), " A storm"),
    ("OTTAWA (CNN) — 3 May 2018. A storm", "OTTAWA", "CNN", (2018, 5, 3), " A storm"),
    ("OTTAWA (CNN) — 3 May 2018 — A storm", "OTTAWA", "CNN", (2018, 5, 3), " A storm"),
    ("OTTAWA (CNN) — 3 May 2018 was a holiday", "OTTAWA", "CNN", (None, None, None), " 3 May 2018 was a holiday"),
    ("Islamabad – Sep 21 (APP): Rain", "Islamabad", "APP", (None, 9, 21), " Rain"),
    ("Beirut -- September 21, 2017 Rain", "Beirut", "", (2017, 9, 21), " Rain"),
    ("WASHINGTON — (Sept. 21, 2017) Rain", "WASHINGTON", "", (2017, 9, 21), " Rain"),
    ("21 September 2017 | Geneva – Rain", "Geneva", "", (2017, 9, 21), " Rain"),
    ("Geneva | 21 September 2017 – Rain", "Geneva", "", (2017, 9, 21), " Rain"),
    ("[Geneva, 21 September 2017] – Rain", "Geneva", "", (2017, 9, 21), " Rain"),
    ("SOFIA (Bulgaria), September 21 (BTA) - Rain", "SOFIA", "BTA", (None, 9, 21), " Rain"),
    ("YEREVAN, SEPTEMBER 21, ARMENPRESS. Rain", "YEREVAN", "ARMENPRESS", (None, 9, 21), " Rain"),
    ("Ankara, 21 September 2017 /MIA/ - Rain", "Ankara", "MIA", (2017, 9, 21), " Rain"),
    ("NEW YORK, Sept. 21, 2017 /PRNewswire/ -- Rain", "NEW YORK", "PRNewswire", (2017, 9, 21), " Rain"),
    ("LONDON--(BUSINESS WIRE)--Rain", "LONDON", "BUSINESS WIRE", (None, None, None), "Rain"),
    ("(Yonhap) SEOUL, Sept. 21 -- Rain", "SEOUL", "Yonhap", (None, 9, 21), " Rain"),
    ("Sept 21 (Reuters) - Rain", "", "Reuters", (None, 9, 21), " Rain"),
    ("КИЕВ, 21 сентября 2017, 10:15 — Дождь", "КИЕВ", "", (2017, 9, 21), " Дождь"),
    ("Wien (APA) - Rain", "Wien", "APA", (None, None, None), " Rain"),
    ("San José, Costa Rica (EFE) - Rain", "San José, Costa Rica", "EFE", (None, None, None), " Rain"),
]


@pytest.mark.parametrize(("line", "place", "agency", "day", "rest"), STRONG)
def test_a_dateline_with_an_agency_or_a_date_is_strong(
    line: str, place: str, agency: str, day: tuple[int | None, int | None, int | None], rest: str
) -> None:
    dateline = match_dateline(line)
    assert dateline is not None and dateline.strong
    assert (dateline.place, dateline.agency) == (place, agency)
    assert (dateline.year, dateline.month, dateline.day) == day
    assert line[dateline.end :] == rest


@pytest.mark.parametrize(
    "line",
    [
        "Interview – 21 September 2017",
        "What We Know of the Storm – 21 September 2017 Rain",
        "Deadline: September 21, 2017 Rain",
        "21 September 2017 | the harbour was closed – and opened",
        "(the paper) SEOUL, said he",
    ],
)
def test_a_heading_with_a_date_is_no_dateline(line: str) -> None:
    assert match_dateline(line) is None


def test_a_place_in_capitals_and_a_dash_are_a_weak_dateline() -> None:
    line = "BASRA, Iraq – At least nine ships waited"
    dateline = match_dateline(line)
    assert dateline is not None and not dateline.strong
    assert (dateline.place, dateline.agency, dateline.day) == ("BASRA, Iraq", "", None)
    assert line[dateline.end :] == " At least nine ships waited"
    for line in ("ROME and PARIS — At least nine", "Reporting from Basra, Iraq — At least nine"):
        dateline = match_dateline(line)
        assert dateline is not None and not dateline.strong
        assert line[dateline.end :] == " At least nine"


@pytest.mark.parametrize(
    "line",
    [
        "",
        "The Islamic State (IS) group in Iraq said",
        "Farmers and Fishers United (FFU) said on Thursday",
        "On Thursday, at least nine ships waited",
        "Sept 21, 2017",
        "by Staff Writers",
        "Paris, 3 May 2017 was a fine day",
        "Aleppo, May 42 (AFP) - nothing",
        "WATCH: a ship leaves",
        "Well-known - and liked - in the port",
        "the port (AFP) Sept 21, 2017",
        "Ann Example (@annexample) July 15, 2012",
        "UPDATE III (Flashback) - A look back at the port",
        "Night of September 20–21 in the port",
        "Port Post, May 26, 2006: a headline",
        "A" * 100 + " (AFP)",
        "Sept. 21 (Saturday) -- the ships",
        "(Beirut, the port) – the ships",
        "Ships (21 in all) – and boats",
        "Reporting from the port – a ship",
    ],
)
def test_other_lines_have_no_dateline(line: str) -> None:
    assert match_dateline(line) is None


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("September 21, 2017", True),
        ("Posted: 21 Sept 2017 12:10 GMT", True),
        ("2017-09-21", True),
        ("Harbour closed for a third day", False),
        ("The harbour, closed since 21 September 2017, opened again on a Monday", False),
    ],
)
def test_a_line_that_is_a_date_and_little_else(line: str, expected: bool) -> None:
    assert is_date_line(line) is expected


@settings(deadline=None, max_examples=200)
@given(st.text(alphabet="ABab -,.()/:–—1259SeptAFP\n", max_size=80))
def test_any_line_is_matched_within_its_bounds(line: str) -> None:
    dateline = match_dateline(line)
    if dateline is not None:
        assert 0 < dateline.end <= len(line)
        assert dateline.place in line
        assert dateline.agency in line
