"""03/04/2017 means the same in a record, in running text and in a query."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from index.building.builder import Builder
from index.dates.expressions import find_times
from index.dates.order import DateOrder, order_in, turned
from index.library.engines import open_engine
from index.library.library import LocalLibrary

TEXT = "The council met on 03/04/2017 in the town hall."


@pytest.fixture
def corpus(tmp_path: Path) -> Path:
    folder = tmp_path / "corpus"
    folder.mkdir()
    return folder


def read(corpus: Path, *records: dict[str, str], order: DateOrder | None = None) -> LocalLibrary:
    (corpus / "a.jsonl").write_text("\n".join(map(json.dumps, records)))
    Builder(corpus.parent / "library", open_engine, processes=1).run([corpus], date_order=order)
    return LocalLibrary(corpus.parent / "library")


def readings(library: LocalLibrary) -> tuple[str, list[str], list[str]]:
    """How the date of the record "a", those in its text, and a query read 03/04/2017."""
    key = next(key for key in library.search("").keys if library.document(key).record == "a")
    document = library.document(key)
    times = [time[3] for time in library.times(key)]
    found = library.search("date:03/04/2017")
    return document.date, times, [library.document(key).record or "" for key in found.keys]


RECORD = {"id": "a", "source": "Courier", "date": "03/04/2017", "text": TEXT}


@pytest.mark.parametrize(
    ("others", "day"),
    [
        ([], "2017-04-03"),
        ([{"id": "b", "source": "Courier", "date": "21/09/2017", "text": "It met again."}], "2017-04-03"),
        ([{"id": "b", "source": "Courier", "date": "09/21/2017", "text": "It met again."}], "2017-03-04"),
        ([{"id": "b", "source": "Gazette", "date": "09/21/2017", "text": "It met again."}], "2017-03-04"),
    ],
)
def test_it_is_learnt_from_the_source_or_the_file(corpus: Path, others: list[dict[str, str]], day: str) -> None:
    library = read(corpus, RECORD, *others)
    date, times, found = readings(library)
    library.close()
    assert (date, times, found) == (day, [day], ["a"])


def test_a_documents_own_dates_decide_for_it(corpus: Path) -> None:
    own = RECORD | {"text": f"{TEXT} It meets again on 25/04/2017."}
    library = read(corpus, own, {"id": "b", "source": "Courier", "date": "09/21/2017", "text": "It met again."})
    date, times, _ = readings(library)
    library.close()
    assert (date, times) == ("2017-04-03", ["2017-04-03", "2017-04-25"])


def test_a_setting_decides_where_it_was_given(corpus: Path) -> None:
    library = read(corpus, RECORD, order=DateOrder.MONTH_FIRST)
    assert readings(library) == ("2017-03-04", ["2017-03-04"], ["a"])
    (term,) = library.search("date:03/04/2017").explain.terms
    library.close()
    assert term.meaning == "2017-03-04, read month first"


def test_it_is_said_how_it_was_read(corpus: Path) -> None:
    learnt = {"id": "b", "source": "Courier", "date": "09/21/2017", "text": "It met again."}
    library = read(corpus, RECORD, learnt)
    notes = {library.document(key).record: library.document(key).date_note for key in library.search("").keys}
    library.close()
    assert notes == {"a": "read month first, as others of its source are", "b": ""}
    library = read(corpus, RECORD)
    (key,) = library.search("").keys
    assert library.document(key).date_note == "read day first; day and month could change places"
    library.close()


@pytest.mark.parametrize(
    ("text", "order"),
    [
        ("from 03/04/2017 to 25/04/2017", DateOrder.DAY_FIRST),
        ("from 03/04/2017 to 04/25/2017", DateOrder.MONTH_FIRST),
        ("on 21.09.2017 and 9/21/17, or 1/2/2017", DateOrder.AUTO),
        ("on 03/04/2017, page 13/14, at 10.30.2017", DateOrder.MONTH_FIRST),
        ("chapter 13.2, 25/7", DateOrder.AUTO),
    ],
)
def test_the_order_that_a_text_shows(text: str, order: DateOrder) -> None:
    assert order_in(text) is order


def test_running_text_takes_its_own_order_before_what_was_learnt() -> None:
    text = "They met on 1/2/2017, and they parted on 13/2/2017."
    values = [time.value for time in find_times(text, None, DateOrder.MONTH_FIRST)]
    assert values == ["2017-02-01", "2017-02-13"]
    assert [time.value for time in find_times("They met on 1/2/2017.", None, DateOrder.MONTH_FIRST)] == ["2017-01-02"]


def test_a_day_is_turned_round() -> None:
    assert (turned("2017-04-03"), turned("2017-03-04")) == ("2017-03-04", "2017-04-03")
    assert (turned("2017-04-13"), turned("2017-04-04"), turned("2017-04"), turned("")) == ("", "", "", "")
