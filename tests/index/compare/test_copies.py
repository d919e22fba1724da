"""What is a copy of another text and may be folded away, and what is an account of its own."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from ferry_stories import WIRE, json_lines
from hypothesis import given
from hypothesis import strategies as st

from index.compare.answering import Accounts
from index.compare.copies import is_copy, originals, wording_of
from index.library.library import LocalLibrary

Build = Callable[..., Path]

SENTENCES = (
    "A ferry with 140 passengers capsized off Kalvik on Monday, the coast guard said.",
    "Captain Jonas Brenn was pulled from the water after three hours.",
    'The owner called it "an act of God" and offered $5 million.',
    "Divers from Orrland searched the wreck until dusk.",
    "The ferry had been inspected in spring, the US consul said.",
)


def copies(one: str, other: str, title: str = "Ferry capsizes", its_title: str = "Ferry capsizes") -> bool:
    return is_copy(wording_of(title, one), wording_of(its_title, other))


CHANGES = (
    ("140 passengers", "104 passengers"),
    ("140 passengers", "at least 140 passengers"),
    ("three hours", "four hours"),
    ("$5 million", "€5 million"),
    ("$5 million", "$5.1 million"),
    ("Jonas Brenn", "Jonas Vork"),
    ("had been inspected", "had not been inspected"),
    ("had been inspected", "hadn't been inspected"),
    ("the coast guard said", "the owner said"),
    (", the US consul said", ""),
    ("the US consul", "the us consul"),
    ('"an act of God"', "an act of God"),
    ("off Kalvik", "off Orrland"),
)


@pytest.mark.parametrize(("written", "instead"), CHANGES)
def test_one_word_that_differs_makes_an_account_of_its_own(written: str, instead: str) -> None:
    whole = " ".join(SENTENCES)
    changed = whole.replace(written, instead)
    assert changed != whole
    assert not copies(whole, changed)
    assert not copies(changed, whole)


def test_what_only_looks_different_is_a_copy() -> None:
    first = " ".join(SENTENCES)
    second = "KALVIK (AFP) March 4, 2019 - " + "\n\n".join(SENTENCES) + "\n\n(AFP)\n"
    second = second.replace("three hours", "3 hours").replace('"an act of God"', "“an act of God”")
    assert copies(first, second, its_title="A ferry is lost")
    assert copies(second, first, title="A ferry is lost")


def test_the_longer_text_is_no_copy_of_the_shorter() -> None:
    assert copies(" ".join(SENTENCES[:3]), " ".join(SENTENCES))
    assert not copies(" ".join(SENTENCES), " ".join(SENTENCES[:3]))


def test_a_number_a_no_or_a_name_in_the_title_counts() -> None:
    text = " ".join(SENTENCES)
    assert copies(text, text, its_title="Ferry capsizes with 140 aboard")
    assert copies(text, text, title="Ferry with 140 aboard capsizes")
    for title in ("Ferry with 150 aboard capsizes", "No ferry capsizes", "Ferry of Marta Lund capsizes"):
        assert not copies(text, text, title=title)


def test_a_text_that_is_cut_off_is_a_copy_as_far_as_it_goes() -> None:
    assert copies(WIRE[:420], WIRE)
    assert not copies(WIRE[:420].replace("140", "130"), WIRE)
    assert not copies("Nobody was killed", "Nobody was killed until Monday, the army said.")


@given(
    st.lists(st.integers(0, 4), unique=True, min_size=1),
    st.lists(st.integers(0, 4), unique=True, min_size=1),
)
def test_a_copy_is_what_says_nothing_more(one: list[int], other: list[int]) -> None:
    a, b = (" ".join(SENTENCES[number] for number in numbers) for numbers in (one, other))
    assert copies(a, b) == set(one).issubset(other)


@given(st.lists(st.frozensets(st.integers(0, 3), min_size=1), min_size=1, max_size=6))
def test_whatever_is_folded_away_stands_in_what_is_shown(texts: list[frozenset[int]]) -> None:
    found = originals(range(len(texts)), lambda one, other: texts[one] <= texts[other])
    assert sorted([*found, *(copy for its in found.values() for copy in its)]) == list(range(len(texts)))
    for key, its_copies in found.items():
        assert all(texts[copy] <= texts[key] for copy in its_copies)
        assert not any(texts[key] <= texts[other] for other in found if other != key)


FAR_BEHIND = " ".join(
    f"Passenger number {number} was named by the police of Kalvik on Tuesday." for number in range(60)
)
STORIES = (
    {
        "id": "first",
        "title": "Ferry toll at 112",
        "source": "The Post",
        "date": "2019-03-04",
        "text": WIRE + " 112 died.",
    },
    {
        "id": "later",
        "title": "Ferry toll at 126",
        "source": "The Mail",
        "date": "2019-03-05",
        "text": WIRE + " 126 died.",
    },
    {"id": "copy", "title": "Ferry sinks", "source": "The Star", "date": "2019-03-05", "text": WIRE + " 112 died."},
    {"id": "long", "title": "Ferry", "source": "Sun", "date": "2019-03-04", "text": f"{WIRE} {FAR_BEHIND} 112 died."},
    {
        "id": "longer",
        "title": "Ferry",
        "source": "Moon",
        "date": "2019-03-04",
        "text": f"{WIRE} {FAR_BEHIND} 113 died.",
    },
)


def test_only_copies_are_folded_away_in_every_answer(build: Build) -> None:
    opened = LocalLibrary(build({"stories.jsonl": json_lines(STORIES)}))
    accounts = Accounts(lambda: opened)
    records = {
        summary.id: summary.record for summary in opened.catalogue.summaries(opened.catalogue.ordered_keys("title"))
    }
    keys = opened.catalogue.ordered_keys("newest")
    grouped = accounts.by_event(keys, copies=False, check=lambda: None)
    shown = {summary.record for summary in opened.catalogue.summaries(grouped.keys)}
    assert shown == {"later", "long", "longer"}
    folded = {records[row.id] for row in accounts.related("later").rows if row.duplicate or row.copy_of}
    assert folded == {"first", "copy"}
    sides = {records[side.id] for side in accounts.matrix("longer").matrix.accounts}
    assert sides == {"longer", "later", "long"}
    opened.close()
