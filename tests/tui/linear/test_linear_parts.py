"""What linear mode makes of lines and texts: commands, numbers of sentences and paragraphs, notes in words."""

from __future__ import annotations

import dataclasses

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.notebook.anchors import Anchor
from index.notebook.annotation import Subject, new_annotation
from tui.keys import ACTIONS
from tui.linear.commands import COMMANDS, parse
from tui.linear.numbered import NumberedText
from tui.linear.session import Session
from tui.linear.spoken import note_lines

TEXT = "The tram was late. Nobody knew why.\n\nThe depot said a cow stood on the rails.\n"


def named(line: str) -> tuple[str | None, str]:
    command, argument = parse(line)
    return command.name if command else None, argument


def test_each_command_has_the_key_of_the_screen_to_itself() -> None:
    keys = {(action.name, action.context): action.keys for action in ACTIONS}
    for command in COMMANDS:
        assert command.key in ("", *keys[command.action, command.context])
        assert hasattr(Session, f"_do_{command.name}")
    assert len({command.key for command in COMMANDS}) == len(COMMANDS)


@pytest.mark.parametrize(
    ("line", "meant"),
    [
        ("/ cow rails", ("search", "cow rails")),
        ("/cow", ("search", "cow")),
        ("/", ("search", "")),
        ("", ("read", "")),
        (" ", ("more", "")),
        ("space", ("more", "")),
        ("n", ("next_hit", "")),
        ("N", ("previous_hit", "")),
        ("v3", ("select", "3")),
        ("v 3-5", ("select", "3-5")),
        ("a who says so", ("annotate", "who says so")),
        ("1 11", ("list", "11")),
        ("11", (None, "11")),
        ("next", (None, "next")),
        ("apples and pears", (None, "apples and pears")),
        ("\x1b[A", (None, "\x1b[A")),
    ],
)
def test_a_line_is_a_key_and_what_follows_it(line: str, meant: tuple[str | None, str]) -> None:
    assert named(line) == meant


@given(st.text(max_size=40))
def test_any_line_is_a_command_or_none(line: str) -> None:
    parse(line)


@given(st.text(alphabet="ab. \n“”A!?", max_size=300))
def test_every_sign_is_in_one_sentence_of_one_paragraph(text: str) -> None:
    numbered = NumberedText(text)
    in_sentences = [at for span in numbered.sentences for at in range(span.start, span.end)]
    assert len(set(in_sentences)) == len(in_sentences)
    assert {at for at, sign in enumerate(text) if not sign.isspace()} <= set(in_sentences)
    of_paragraphs = [one for number in range(1, len(numbered.paragraphs) + 1) for one in numbered.sentences_of(number)]
    assert of_paragraphs == list(range(1, len(numbered.sentences) + 1))
    for number, span in enumerate(numbered.sentences, start=1):
        assert numbered.sentence_at(span.start) == numbered.sentence_at(span.end - 1) == number
        assert number in numbered.sentences_of(numbered.paragraph_of(number))


def test_sentences_are_named_by_number() -> None:
    numbered = NumberedText(TEXT)
    assert numbered.words_of(numbered.span_of(1, 2)) == "The tram was late. Nobody knew why."
    assert numbered.sentence_at(0) == 1
    assert numbered.sentence_at(len(TEXT)) == 3
    assert [numbered.paragraph_of(number) for number in (1, 2, 3)] == [1, 1, 2]


def test_a_note_says_whose_it_is_and_on_what_in_words() -> None:
    note = new_annotation(Subject("tram"), Anchor.of(TEXT, 19, 35), "Ask\nthe depot", ["cow"], 2)
    assert list(note_lines(note, "Ann", "sentence 2")) == [
        "note by me: Ask the depot",
        "on: “Nobody knew why.”, sentence 2. tags: cow. colour: green.",
    ]
    theirs = dataclasses.replace(note, author="Bo", note="", colour=0, tags=())
    assert list(note_lines(theirs, "Ann", "sentence 2", 4)) == [
        "highlight 4 by Bo",
        "on: “Nobody knew why.”, sentence 2.",
    ]
