"""Sentences and paragraphs, all at once and around an offset."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from index.model import Span
from index.text.sentences import (
    next_paragraph,
    next_sentence,
    paragraph_at,
    previous_paragraph,
    previous_sentence,
    sentence_at,
    sentences,
)


def split(text: str) -> list[str]:
    return [text[span.start : span.end] for span in sentences(text)]


@pytest.mark.parametrize(
    "parts",
    [
        ["He met U.S. President Roe.", "Maj. Gen. Igor K. Loe spoke in the U.S. The end was near."],
        ["Col. Roe said so.", 'He added: "It is over."', "Nobody answered."],
        ["It was Sept. 21.", "It rose 3.5 percent at 5 p.m. on No. 5 Street.", "Then it fell."],
        ["Acme Inc. Chairman George W. Roe left.", "He was 50."],
        ["“Where are they?” he asked.", "“Here!”", "The men laughed."],
        ["We wanted to ensure... prevention of harm.", "So we left… We came back."],
        ["(He said so.)", "[She did not.]", "“Both ‘lied.’”"],
        ["So it ended in 2017.", "The rest is known!", "Is it?"],
        ["报道说已经结束。", "没有人回答。", "“是吗？”", "他说。"],
        ["U.S. troops left.", "They flew to Ft. Roe."],
    ],
)
def test_where_sentences_end(parts: list[str]) -> None:
    joint = "" if parts[0].endswith("。") else " "
    expected = [piece for part in parts for piece in SPLIT_IN_TWO.get(part, [part])]
    assert split(joint.join(parts)) == expected


SPLIT_IN_TWO = {
    "Maj. Gen. Igor K. Loe spoke in the U.S. The end was near.": [
        "Maj. Gen. Igor K. Loe spoke in the U.S.",
        "The end was near.",
    ],
    "So we left… We came back.": ["So we left…", "We came back."],
}


def test_a_line_is_a_paragraph_and_ends_its_sentence() -> None:
    assert split("A headline without a stop\nThe text. More of it\n\n  1. First thing\n2. Second") == [
        "A headline without a stop",
        "The text.",
        "More of it",
        "1. First thing",
        "2. Second",
    ]


WRAPPED = (
    "A headline of the story that follows it below\n"
    "The army said on Monday that it had taken the harbour town of Port\n"
    "Linden after a siege of four months. Many of its people had fled\n"
    "to the islands.\n"
    "\n"
    "    Nobody counted them, since nobody was left behind who could have\n"
    "counted anything at all in that town.\n"
)


def test_lines_wrapped_by_hand_are_one_paragraph() -> None:
    start = WRAPPED.index("The army")
    end = WRAPPED.index("islands.") + len("islands.")
    for offset in (start, start + 80, end - 1):
        assert paragraph_at(WRAPPED, offset) == Span(start, end)
    second = WRAPPED.index("Nobody")
    assert paragraph_at(WRAPPED, end) == Span(second, len(WRAPPED) - 1)
    assert paragraph_at(WRAPPED, 0) == Span(0, WRAPPED.index("\n"))
    assert split(WRAPPED)[2] == "Many of its people had fled\nto the islands."
    assert [next_paragraph(WRAPPED, offset) for offset in (0, start, end)] == [start, second, second]
    assert [previous_paragraph(WRAPPED, offset) for offset in (0, start, end, second)] == [0, 0, start, start]


def test_headlines_one_a_line_stay_apart() -> None:
    lines = [
        "Rebels take the northern harbour of Port Linden at last",
        "Ministers meet over the price of bread and of oil this week",
        "Nothing new from the islands, says the governor of the islands today",
    ]
    text = "\n".join(lines)
    assert [text[span.start : span.end] for span in (paragraph_at(text, text.index(line)) for line in lines)] == lines


def test_an_address_too_long_for_a_line_is_a_paragraph() -> None:
    text = "The whole report of the fishermen can be read and copied here:\nhttps://paper.example/" + "x" * 100
    assert paragraph_at(text, 0) == Span(0, text.index("\n"))


@pytest.mark.parametrize("length", [700, 1500, 3000])
def test_long_sentences_are_found_from_each_of_their_characters(length: int) -> None:
    text = " ".join("It " + "went on " * (length // 8) + "so." for _ in range(4))
    every = list(sentences(text))
    for offset in range(0, len(text), 7):
        assert sentence_at(text, offset) == next(span for span in every if offset < span.end)


def test_moving_by_sentences() -> None:
    text = "  One is here. Two is there.\n\nThree.  "
    two, three = text.index("Two"), text.index("Three")
    assert [next_sentence(text, offset) for offset in (0, 2, 14, two, 29, three)] == [
        2,
        two,
        two,
        three,
        three,
        len(text),
    ]
    assert [previous_sentence(text, offset) for offset in (0, 2, 3, two, three, 40)] == [
        0,
        0,
        2,
        2,
        two,
        three,
    ]
    assert sentence_at(text, 14) == Span(two, text.index("\n"))
    assert sentence_at(text, len(text)) == Span(three, three + 6)
    assert sentence_at(" \n ", 1) == Span(0, 0)
    assert (next_sentence("", 0), previous_sentence("", 0), paragraph_at("", 0)) == (0, 0, Span(0, 0))


def test_a_slice_has_its_own_sentences() -> None:
    text = "One is here. Two is there. Three."
    assert [text[span.start : span.end] for span in sentences(text, 4, 22)] == ["is here.", "Two is th"]


@pytest.mark.parametrize(
    "unit", ["x", ".", '" ', "word ", "a. ", "wrapped by hand at the width that most mails have had\n"]
)
def test_a_text_without_an_end_is_cut_near_by(unit: str) -> None:
    text = unit * (300_000 // len(unit))
    span = sentence_at(text, 150_000)
    assert span.end - span.start < 10_000
    assert span in list(sentences(text))
    assert text[span.start : span.end].startswith(unit.strip()[:1])


SMALL_PIECES = 'a|word |The |U.S. |. |"|!|?) |… |3. |。|\xa0|Mr. |”|\n|\n\n'.split("|")
LONG_PIECES = ["x" * 300, " " * 500, "long words in a line of text that goes on to be wrapped by hand here\n"]
PIECES = st.sampled_from(SMALL_PIECES + LONG_PIECES)
TEXTS = st.lists(PIECES, max_size=60).map("".join) | st.text(max_size=100)


@settings(deadline=None, max_examples=150)
@given(TEXTS, st.data())
def test_all_at_once_and_around_an_offset_agree(text: str, data: st.DataObject) -> None:
    every = list(sentences(text))
    assert "".join("".join(text[span.start : span.end].split()) for span in every) == "".join(text.split())
    for span in every:
        assert text[span.start : span.end].strip() == text[span.start : span.end] != ""
        paragraph = paragraph_at(text, span.start)
        assert paragraph.start <= span.start < span.end <= paragraph.end
    offset = data.draw(st.integers(0, len(text)))
    expected = next((span for span in every if offset < span.end), every[-1] if every else Span(0, 0))
    assert sentence_at(text, offset) == expected
    assert next_sentence(text, offset) == min((s.start for s in every if s.start > offset), default=len(text))
    assert previous_sentence(text, offset) == max((s.start for s in every if s.start < offset), default=0)


@settings(deadline=None, max_examples=100)
@given(TEXTS, st.data())
def test_moving_by_paragraphs_meets_each_once(text: str, data: st.DataObject) -> None:
    starts = []
    position = next_paragraph(text, -1)
    while position < len(text):
        starts.append(position)
        position = next_paragraph(text, position)
    back = []
    position = len(text)
    while starts and position > starts[0]:
        position = previous_paragraph(text, position)
        back.append(position)
    assert back[::-1] == starts
    offset = data.draw(st.integers(0, len(text)))
    if starts:
        assert paragraph_at(text, offset).start in starts
