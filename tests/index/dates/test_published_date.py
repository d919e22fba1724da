"""A document's own date: what is chosen, how precise it is, and when it is in conflict."""

from __future__ import annotations

import datetime
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from index.analysis.documents import Known, analyse_story
from index.dates.field_clues import count_order
from index.dates.order import DateOrder, OrderEvidence
from index.dates.published import find_published
from index.model import Published
from index.text.front_dates import without_front_date
from index.text.stories import split_stories

TODAY = datetime.date(2020, 6, 1)
SEEDS = Path(__file__).parents[3] / "seeds"


def published(text: str, **fields: str) -> Published:
    return find_published(
        text,
        record_date=fields.get("record"),
        url=fields.get("url"),
        file_name=fields.get("file_name"),
        today=TODAY,
    )


def seed_stories(name: str) -> list[str]:
    text = (SEEDS / name).read_text(encoding="utf-8")
    return [text[story.start : story.end] for story in split_stories(text)]


def test_the_three_seed_stories_are_of_one_day_and_the_first_is_in_conflict() -> None:
    stories = seed_stories("000_fbe346ddadf0d6d9.txt") + seed_stories("004_f2706b8f9e4ff4d6.txt")
    found = [published(story) for story in stories]
    assert [story.value for story in found] == ["2017-09-21"] * 3
    assert [story.anchor for story in found] == [datetime.date(2017, 9, 21)] * 3
    assert [story.conflict for story in found] == ["header 1995-01-01, dateline 2017-09-21", None, None]


def test_evidence_stands_where_it_says() -> None:
    story = seed_stories("000_fbe346ddadf0d6d9.txt")[0]
    places = {evidence.source: story[evidence.start : evidence.end] for evidence in published(story).evidence}
    assert [evidence.weight for evidence in published(story).evidence] == [0.05, 0.93]
    assert places == {"header": "1995-01-01", "dateline": "Washington (AFP) Sept 21, 2017"}


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("Storm closes port\nPublished: 21 September 2017 10:30\nShips wait.", "2017-09-21"),
        ("Storm closes port\nPosted on Sept. 21st, 2017 | Weather\nShips wait.", "2017-09-21"),
        ("Date of publication 25 April 2017 Ships waited outside the port on Tuesday.", "2017-04-25"),
        ("Thursday, September 21, 2017\n\nStorm closes port", "2017-09-21"),
        ("Storm closes port\n21.09.2017\nShips wait.", "2017-09-21"),
        ("Storm closes port\n2017-09-21 20:03\nShips wait.", "2017-09-21"),
        (
            "Sun 16 Apr 2017 Storm closes port. " + "Ships waited for the storm to pass. " * 6,
            "2017-04-16",
        ),
        ("Storm closes port\nSeptember 21, 2017 - 12:33 AMT\nShips wait.", "2017-09-21"),
        ("Storm closes port\n\nShips wait.\n\nOctober 26th, 2008 | Permalink", "2008-10-26"),
        ("Tempête au port\n21 septembre 2017\n\nLes navires attendent.", "2017-09-21"),
        ("Sturm im Hafen\nVeröffentlicht am 3. März 2017\n", "2017-03-03"),
        ("港口关闭\n2017年9月21日\n", "2017-09-21"),
        ("EMBARGOED UNTIL 00:01 GMT THURSDAY 21 SEPTEMBER 2017\nStorm closes port", "2017-09-21"),
        ("For immediate release: 21 September 2017\nStorm closes port", "2017-09-21"),
        ("FOR IMMEDIATE RELEASE\nSeptember 21, 2017\nStorm closes port", "2017-09-21"),
        (" date 2017-09-21 Port Post\nStorm closes port", "2017-09-21"),
    ],
)
def test_a_day_is_read_from_the_head_of_the_text(text: str, value: str) -> None:
    found = published(text)
    assert (found.value, found.conflict, found.ambiguous) == (value, None, False)
    assert found.confidence > 0.3


@pytest.mark.parametrize(
    ("fields", "value"),
    [
        ({"record": "2017-09-21"}, "2017-09-21"),
        ({"record": "Thu, 21 Sep 2017 10:00:00 +0000"}, "2017-09-21"),
        ({"record": "9/21/17"}, "2017-09-21"),
        ({"record": "1505952000"}, "2017-09-21"),
        ({"record": "September 2017"}, "2017-09"),
        ({"record": "2017"}, "2017"),
        ({"record": "2017-01-01"}, "2017-01-01"),
        ({"record": "1 January 2017"}, "2017-01-01"),
        ({"record": "2017-01-01 00:00:00"}, "2017-01-01"),
        ({"record": "1970-01-01T01:00:00+01:00"}, None),
        ({"record": "2000-01-01T09:30:00Z"}, "2000-01-01"),
        ({"record": "2017-01-01", "url": "https://example.org/2017/06/storm"}, "2017-06"),
        ({"record": "2017-01-01T10:22:00Z"}, "2017-01-01"),
        ({"record": "1970-01-01"}, None),
        ({"record": "soon"}, None),
        ({"url": "https://example.org/world/2017/09/21/storm"}, "2017-09-21"),
        ({"url": "https://example.org/2017/sep/21/storm"}, "2017-09-21"),
        ({"url": "https://example.org/2017/09/storm"}, "2017-09"),
        ({"url": "https://example.org/id/20171399"}, None),
        ({"file_name": "port_20170921_2.txt"}, "2017-09-21"),
        ({}, None),
    ],
)
def test_fields_beside_the_text_are_never_read_more_precisely_than_they_are(
    fields: dict[str, str], value: str | None
) -> None:
    found = published("Storm closes port", **fields)
    assert found.value == value
    assert (found.anchor is not None) == (value is not None and len(value) == 10)


def test_a_dateline_without_a_year_takes_that_of_the_url_and_stays_the_anchor() -> None:
    found = published("NICOSIA (AP) Dec 31 - A ship left", url="https://example.org/2017/01/01/ship")
    assert (found.value, found.anchor) == ("2017-01-01", datetime.date(2016, 12, 31))


def test_a_story_may_appear_the_day_after_its_dateline() -> None:
    found = published("NICOSIA (AFP) Sept 20, 2017 - Ships wait.", url="https://example.org/2017/09/21/ship")
    assert (found.value, found.anchor) == ("2017-09-21", datetime.date(2017, 9, 20))
    assert found.conflict is None


def test_a_dateline_without_a_year_and_nothing_else_is_not_dated() -> None:
    assert published("NICOSIA (AP) Dec 31 - A ship left").value is None


def test_trusted_days_that_differ_are_a_conflict() -> None:
    text = "NICOSIA (AFP) Sept 21, 2017 - Ships wait."
    assert published(text, record="2017-09-22").conflict is None
    assert published(text, record="2016-03-05").conflict == "record 2016-03-05, dateline 2017-09-21"
    assert published(text, record="2016-01-01").conflict == "record 2016-01-01, dateline 2017-09-21"
    assert published(text, url="https://example.org/2015/02/x").conflict == "url 2015-02, dateline 2017-09-21"


def test_a_day_far_from_the_month_that_is_surer_is_a_conflict() -> None:
    found = published("Ships wait.", record="2017-01-01", url="https://example.org/2017/06/ships/")
    assert (found.value, found.conflict) == ("2017-06", "record 2017-01-01, url 2017-06")
    near = published("Ships wait.", record="2017-01-01", url="https://example.org/2017/02/ships/")
    assert (near.value, near.conflict) == ("2017-02", None)


def test_a_magazine_dated_a_month_ahead_is_no_conflict() -> None:
    found = published("Ships wait.", record="2019-07-09", url="https://example.org/archive/2019/08/ships/")
    assert (found.value, found.conflict) == ("2019-07-09", None)


@pytest.mark.parametrize(
    "line",
    [
        "Ann Example (@annexample) May 27, 2013",
        "FILE - In this Wednesday, May 1, 2013 file photo, ships wait.",
        "New rules for the port are to be issued by March 31, 2016",
    ],
)
def test_a_tweet_a_caption_or_a_deadline_is_not_the_storys_day(line: str) -> None:
    found = published(f"Ships wait\n{line}\nThe storm goes on.", record="2014-02-18")
    assert (found.value, found.conflict) == ("2014-02-18", None)


def test_a_later_update_is_no_conflict() -> None:
    found = published("Published: 3 May 2016\nUpdated: 9 May 2016\nShips wait.")
    assert (found.value, found.conflict) == ("2016-05-03", None)


def test_a_day_older_than_the_years_that_the_text_looks_back_on_is_doubted() -> None:
    text = "Published: 5 May 2009\n\nShips wait, as they have since 2016. The port was closed in March 2017."
    found = published(text, url="https://example.org/2017/09/21/storm")
    assert found.value == "2017-09-21"
    assert found.conflict == "label 2009-05-05, url 2017-09-21"


def test_an_ambiguous_day_is_shown_as_such() -> None:
    found = published("Storm closes port", record="03/04/2017")
    assert (found.value, found.ambiguous) == ("2017-04-03", True)
    assert found.confidence < 0.5


def test_weekdays_of_the_news_decide_between_the_readings_of_an_ambiguous_day() -> None:
    text = "Storm closes port\n9/10/2019\nThe port is closed, its master said Monday."
    assert (published(text).value, published(text).ambiguous) == ("2019-09-10", True)


def test_the_order_of_a_source_is_learnt_from_its_unambiguous_days() -> None:
    evidence = OrderEvidence()
    for written in ("03/04/2017", "4/16/2017", "12/31/18", "2017-09-21"):
        count_order(written, evidence)
    assert evidence.order() is DateOrder.MONTH_FIRST
    found = find_published("x", record_date="03/04/2017", today=TODAY, order=evidence.order())
    assert (found.value, found.ambiguous) == ("2017-03-04", False)
    for written in ("16/4/2017", "17/4/2017"):
        count_order(written, evidence)
    assert evidence.order() is DateOrder.AUTO


PIECES = [
    "NICOSIA (AFP) Sept 21, 2017 - Ships", "Published: 3/4/2017", "\n", " date 1995-01-01 x", "21 septembre 2017",
    "May 5", "© 2016", "2017-02-29", "99/99/2017", "on Thursday said", "date:", "2017年13月40日", "since 2030",
]  # fmt: skip


@settings(deadline=None, max_examples=80)
@given(st.lists(st.sampled_from(PIECES), max_size=8).map(" ".join) | st.text(max_size=80), st.text(max_size=30))
def test_any_text_and_field_give_a_date_or_none(text: str, field: str) -> None:
    found = find_published(text, record_date=field, url=field, file_name=field, today=TODAY)
    assert 0 <= found.confidence <= 1
    for evidence in found.evidence:
        if evidence.start is not None and evidence.end is not None:
            assert 0 <= evidence.start < evidence.end <= len(text)


def test_a_month_from_the_record_outweighs_a_day_that_some_sentence_names() -> None:
    published = find_published("It began on 31 December 2015 and went on for months.", record_date="2017-09")
    assert (published.value, published.anchor) == ("2017-09", None)
    inside = find_published("It began on 12 September 2017 and went on for months.", record_date="2017-09")
    assert inside.value == "2017-09-12"


FLATTENED = (
    "The blast on Sunday killed nobody, the harbour police said, and the ships went out again as if it were none. "
)


def test_a_date_behind_an_agency_is_surer_than_a_field_that_its_weekdays_contradict() -> None:
    found = published("Harbour blast kills nobody AFP Sunday 1 Feb 2015 " + FLATTENED * 2, record="2015-02-19")
    assert (found.value, found.conflict) == ("2015-02-01", "record 2015-02-19, line 2015-02-01")
    found = published("1 Feb 2015 Harbour blast kills nobody. " + FLATTENED * 2, record="2015-02-19")
    assert found.value == "2015-02-01"


def test_a_date_under_a_photograph_is_not_the_storys() -> None:
    caption = "Sep 8, 2018; New York, NY, USA; a player prepares to serve. " + FLATTENED * 2
    assert published(caption, record="2018-09-10").value == "2018-09-10"


def test_what_was_learnt_of_the_records_field_says_nothing_of_the_text() -> None:
    text = "01-02-2015 Harbour blast kills nobody. " + FLATTENED * 2
    found = find_published(text, record_date="2/1/2015", record_order=DateOrder.MONTH_FIRST, today=TODAY)
    assert (found.value, found.conflict, found.ambiguous) == ("2015-02-01", None, False)


@pytest.mark.parametrize(
    "caption",
    [
        "A man votes in Varna, Bulgaria, on March 17, 2020. A. Photographer | AFP | Getty Images",
        "A priest blesses cars in front of a church in the old town of Varna, whose doors stay shut all week long, on "
        "Palm Sunday, April 5, 2020. (A. Photographer/Reuters)",
    ],
)
def test_the_day_of_a_photograph_is_no_conflict(caption: str) -> None:
    found = published(f"{caption}\n\n{FLATTENED * 3}", record="2020-03-24")
    assert (found.value, found.conflict) == ("2020-03-24", None)


@pytest.mark.parametrize(
    ("title", "rest"),
    [
        ("Sun 16 Apr 2017 Storm closes port", "Storm closes port"),
        ("16.04.2017Get short URL 0 612 A storm closes the port", "A storm closes the port"),
        ("Last updated at 12:10 PM on 16th April 2017 Storm closes port", "Storm closes port"),
        ("20:13, 16 Apr 2017 | “Storm closes port”", "“Storm closes port”"),
        ("April 16, 2017: Storm closes port", "Storm closes port"),
        ("2017-04-16T20:13:05Z - Storm closes port", "Storm closes port"),
        ("[2017-04-16] Storm closes port", "Storm closes port"),
        ("(16 April 2017) Storm closes port", "Storm closes port"),
        ("16. April 2017: Storm closes port", "Storm closes port"),
        ("16 апреля 2017 г. Storm closes port", "Storm closes port"),
    ],
)
def test_a_date_in_front_of_a_title_is_evidence_and_no_title(title: str, rest: str) -> None:
    assert without_front_date(title) == rest
    assert find_published("Ships wait.", title=title, today=TODAY).value == "2017-04-16"
    found = analyse_story(f"{title}. The port is closed, its master said on Sunday, and the ships wait.", Known())
    assert (found.title.startswith(rest), found.published.value) == (True, "2017-04-16")


@pytest.mark.parametrize(
    "title",
    [
        "16 April 2017 was a quiet day",
        "2017 elections",
        "May 16 protests",
        "16 April 2017",
        "Port of 16 May 2017",
        "16 Dinge 2017 Neu",
    ],
)
def test_a_date_that_belongs_to_the_title_stays(title: str) -> None:
    assert without_front_date(title) == title


def test_a_short_sentence_about_a_day_is_no_line_that_is_a_date() -> None:
    assert published("The bridge was opened on 3 May 1960. It fell.").confidence < 0.5
    assert published("Oslo, 3 May 1960").confidence > 0.5


def test_the_end_of_a_citation_is_no_day_of_publication() -> None:
    text = "maudlin\nUSAGE:\nAnn Hill; What the Harbour Says; Harbour Post (Vis);\nMar 20, 2005.\n\nA word a day."
    assert all(one.source != "line" for one in find_published(text, today=TODAY).evidence)
