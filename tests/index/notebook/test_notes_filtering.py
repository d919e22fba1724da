"""Which notes a filter shows, and in which order."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from index.errors import ConfigurationError
from index.notebook.anchors import Anchor
from index.notebook.annotation import Annotation, Subject, new_annotation
from index.notebook.filtering import ORDERS, select
from index.notebook.moved_documents import Followed, Placement, place_of


def note(words: str, tags: tuple[str, ...] = (), colour: int = 0, quote: str = "", **about: str) -> Annotation:
    subject = Subject("d1", **about)
    return new_annotation(subject, Anchor.of(quote, 0, len(quote)) if quote else None, words, tags, colour)


NOTES = [
    note("Check the figure", ("figures",), 1, "Forty ships waited.", title="Varna", source="Post", date="2021-03-01"),
    note("who said so?", ("US-led", "figures"), 2, "Nobody knows, İzmir said.", title="İzmir", source="The Times"),
    note("", (), 0, title="A whole document", source="times of Malta", date="2020"),
]


def shown(typed: str, order: str = "oldest", followed: Followed | None = None) -> list[int]:
    return sorted(NOTES.index(one) for one in select(NOTES, typed, order, followed or Followed()))


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("", [0, 1, 2]),
        ("FIGURE", [0, 1]),
        ("ships", [0]),
        ("check ships", [0]),
        ("check nobody", []),
        ('"a whole"', [2]),
        ("tag:Figures", [0, 1]),
        ("tag:us", []),
        ("tag:us-led", [1]),
        ("source:times", [1, 2]),
        ('source:"times of"', [2]),
        ("date:2021-03", [0]),
        ("date:", []),
        ("colour:2", [1]),
        ("colour:Green", [1]),
        ("colour:0", [2]),
        ("is:orphan", []),
        ("izmir", []),
        ("İzmir", [1]),
        ("http://x", []),
        ('"open', []),
    ],
)
def test_what_a_filter_shows(typed: str, expected: list[int]) -> None:
    assert shown(typed) == expected


@pytest.mark.parametrize("typed", ["colour:7", "colour:orange", "is:lost", "colour:²"])
def test_a_value_that_is_none_is_told(typed: str) -> None:
    with pytest.raises(ConfigurationError, match="is not understood"):
        shown(typed)


def test_orphans_and_changed_words_are_shown_until_they_are_attached() -> None:
    followed = Followed(
        approximate={NOTES[0].id: Placement("approximate")},
        orphans={NOTES[1].id: Placement("orphan")},
        looked_for={one.id: place_of(one) for one in NOTES},
    )
    assert shown("is:orphan", followed=followed) == [1]
    assert shown("is:approximate", followed=followed) == [0]
    followed.looked_for[NOTES[1].id] = ("elsewhere", None)
    assert shown("is:orphan", followed=followed) == []


def test_what_is_missing_comes_last() -> None:
    def order(name: str) -> list[int]:
        return [NOTES.index(one) for one in select(NOTES, "", name, Followed())]

    assert order("date") == [2, 0, 1]
    assert order("colour") == [0, 1, 2]
    assert order("source") == [0, 1, 2]
    assert order("document") == [2, 1, 0]


@settings(deadline=None, max_examples=40)
@given(st.text(alphabet='ab:"ıİ :tagis\x00', max_size=30), st.sampled_from(sorted(ORDERS)))
def test_whatever_is_typed_shows_some_notes_or_says_why_not(typed: str, order: str) -> None:
    try:
        found = select(NOTES, typed, order, Followed())
    except ConfigurationError:
        return
    assert {one.id for one in found} <= {one.id for one in NOTES}


def test_by_document_an_answer_stands_after_what_it_answers() -> None:
    first, other = note("first", quote="one"), note("other", quote="two words")
    answers = [replace(note(words, quote="two words"), answers=to.id) for words, to in (("b", other), ("a", first))]
    notes = [*answers, first, other]
    assert [one.note for one in select(notes, "", "document", Followed())] == ["first", "a", "other", "b"]
    assert {one.note for one in select(notes, "b", "document", Followed())} == {"b"}
