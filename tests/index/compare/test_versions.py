"""Texts that are mostly the same: what one says otherwise, in a line, and their order in time."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from ferry_stories import WIRE, json_lines
from hypothesis import given
from hypothesis import strategies as st

from index.compare.answering import Accounts
from index.compare.comparison import Account
from index.compare.versions import in_series, what_differs
from index.library.library import LocalLibrary

Build = Callable[..., Path]
MakeAccount = Callable[..., Account]

APPEAL = "Bishop Arne Holt called for a minute of silence in all churches of the coast."
STORY = f"{WIRE} At least 112 people died, the coast guard said."
UPDATE = f"{WIRE} {APPEAL} At least 126 people died, the coast guard said."


def test_an_update_is_told_by_its_number_and_what_it_adds(account: MakeAccount) -> None:
    told = what_differs(account(STORY), account(UPDATE))
    assert told == ("112 → 126 dead", "+16 −1 words", "adds “Bishop Arne Holt called for a…”")


def test_the_other_way_round_it_drops_what_was_added(account: MakeAccount) -> None:
    told = what_differs(account(UPDATE), account(STORY))
    assert told == ("126 → 112 dead", "+1 −16 words", "drops “Bishop Arne Holt called for a…”")


@pytest.mark.parametrize(
    ("written", "instead", "expected"),
    [
        ("had been inspected", "had not been inspected", "adds “not”"),
        ("Jonas Brenn", "Jonas Vork", "Brenn → Vork"),
        ("until dusk", "until nightfall", "dusk → nightfall"),
        ("three hours", "four hours", "three → four"),
    ],
)
def test_one_word_is_told(account: MakeAccount, written: str, instead: str, expected: str) -> None:
    assert expected in what_differs(account(STORY), account(STORY.replace(written, instead)))


def test_numbers_then_negations_then_names_come_before_other_words(account: MakeAccount) -> None:
    changed = STORY.replace("dusk", "night").replace("fit", "not fit").replace("112", "113")
    told = what_differs(account(STORY), account(changed))
    assert told == ("112 → 113 dead", "adds “not”", "+3 −2 words", "dusk → night")


def test_nothing_is_told_of_equal_texts(account: MakeAccount) -> None:
    assert what_differs(account(STORY), account(STORY)) == ()


@given(st.lists(st.tuples(st.integers(0, 3), st.none() | st.integers(0, 9)), max_size=8))
def test_series_hold_every_text_once_in_order_of_time(made: list[tuple[int, int | None]]) -> None:
    keys = range(len(made))
    groups = in_series(keys, lambda one, other: made[one][0] == made[other][0], lambda key: made[key][1])
    assert sorted(key for group in groups for key in group) == list(keys)
    assert [min(group) for group in groups] == sorted(min(group) for group in groups)
    for group in groups:
        assert len({made[key][0] for key in group}) == 1
        days = [made[key][1] for key in group]
        known = [day for day in days if day is not None]
        assert days == [*sorted(known), *[None] * (len(days) - len(known))]
    assert len({made[key][0] for key in keys}) == len(groups)


VERSIONS = (
    {"id": "third", "title": "Toll at 130", "date": "2019-03-06", "text": UPDATE.replace("126", "130")},
    {"id": "first", "title": "Toll at 112", "date": "2019-03-04", "text": STORY},
    {"id": "second", "title": "Toll at 126", "date": "2019-03-05", "text": UPDATE},
    {"id": "copy", "title": "Toll", "date": "2019-03-05", "text": UPDATE},
)


def test_updates_come_in_order_of_time_each_with_what_it_changed(build: Build) -> None:
    opened = LocalLibrary(build({"stories.jsonl": json_lines(VERSIONS)}))
    accounts = Accounts(lambda: opened)
    grouped = accounts.by_event(opened.catalogue.ordered_keys("title"), copies=False, check=lambda: None)
    shown = [summary.record for summary in opened.catalogue.summaries(grouped.keys)]
    assert shown in (["first", "second", "third"], ["first", "copy", "third"])
    changed = [grouped.places[key].changed for key in grouped.keys]
    assert changed == [
        "",
        "112 → 126 dead; +16 −1 words; adds “Bishop Arne Holt called for a…”",
        "126 → 130 dead; +1 −1 words",
    ]
    reasons = {row.title: row.reasons for row in accounts.related("first").rows}
    (alike,) = [reason.values for reason in reasons["Toll at 130"] if reason.kind == "alike"]
    assert alike == ("112 → 130 dead", "+16 −1 words", "adds “Bishop Arne Holt called for a…”")
    opened.close()
