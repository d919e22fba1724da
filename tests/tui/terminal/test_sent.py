"""Sending only what differs shows the same as sending everything: on a terminal, cell by cell."""

from __future__ import annotations

import pyte
from hypothesis import given, settings
from hypothesis import strategies as st

from tui.terminal.sent import SentScreen

WIDTH, HEIGHT = 20, 5
STYLES = [
    "",
    "1",
    "31",
    "38;5;203",
    "48;5;235",
    "1;38;5;252;48;5;24",
    "7",
    "4;31",
    "38;2;1;2;3;48;2;4;5;48",
    "39;49",
    "31;39",
    "7;39;49",
    "48;5;49;39",
    "38;5;39",
    "9;49",
]
LETTERS = "ab  .…é漢"

segment = st.tuples(st.sampled_from(STYLES), st.text(LETTERS, min_size=1, max_size=12))
chunk = st.tuples(st.integers(1, HEIGHT), st.integers(1, WIDTH - 1), st.lists(segment, min_size=1, max_size=4))
frame = st.lists(chunk, min_size=1, max_size=6)


def painted(chunks: list[tuple[int, int, list[tuple[str, str]]]]) -> str:
    """A frame as Textual writes it; no chunk is wider than the screen."""
    parts = []
    for row, column, segments in chunks:
        parts.append(f"\x1b[{row};{column}H")
        room = WIDTH - column + 1
        for style, text in segments:
            while sum(2 if letter == "漢" else 1 for letter in text) > room:
                text = text[:-1]
            room -= sum(2 if letter == "漢" else 1 for letter in text)
            if text:
                parts.append(f"\x1b[{style}m{text}\x1b[0m" if style else text)
        parts.append("\n" if row < HEIGHT else "")
    return "".join(parts) + "\x1b[1;1H"


def terminal() -> tuple[pyte.Screen, pyte.Stream]:
    screen = pyte.Screen(WIDTH, HEIGHT)
    stream = pyte.Stream(screen)
    stream.feed("\x1b[?7l")  # as Textual sets it
    return screen, stream


def seen(screen: pyte.Screen) -> list[list[tuple[object, ...]]]:
    """What a person sees of each cell: a blank's colour of letters is not."""
    rows = []
    for row in range(HEIGHT):
        cells: list[tuple[object, ...]] = []
        for column in range(WIDTH):
            cell = screen.buffer[row][column]
            plain_blank = cell.data == " " and not cell.reverse and not cell.underscore
            letters = (None, None) if plain_blank else (cell.fg, cell.bold)
            cells.append((cell.data, *letters, cell.bg, cell.reverse, cell.underscore))
        rows.append(cells)
    return rows


@settings(deadline=None, max_examples=300)
@given(st.lists(frame, min_size=1, max_size=5))
def test_the_screen_is_the_same_with_less_sent(
    frames: list[list[tuple[int, int, list[tuple[str, str]]]]],
) -> None:
    whole, whole_stream = terminal()
    less, less_stream = terminal()
    sent = SentScreen()
    for one in frames:
        data = painted(one)
        whole_stream.feed(data)
        less_stream.feed(sent.difference(data))
        assert seen(less) == seen(whole)
        assert (less.cursor.x, less.cursor.y) == (0, 0)


def test_a_frame_that_changes_nothing_sends_nothing() -> None:
    sent = SentScreen()
    data = painted([(1, 1, [("31", "hello")]), (2, 1, [("", "world")])])
    assert sent.difference(data)
    assert sent.difference(data) == ""


def test_one_changed_letter_sends_one_letter() -> None:
    sent = SentScreen()
    sent.difference(painted([(2, 1, [("31", "hello world")])]))
    assert sent.difference(painted([(2, 1, [("31", "hello_world")])])) == "\x1b[2;6H\x1b[0;31m_\x1b[0m\x1b[1;1H"


def test_after_forgetting_everything_is_sent_again() -> None:
    sent = SentScreen()
    data = painted([(1, 1, [("31", "hello")])])
    sent.difference(data)
    sent.forget()
    assert "hello" in sent.difference(data)


def test_what_is_not_understood_is_sent_as_it_is_and_nothing_is_known_then() -> None:
    sent = SentScreen()
    data = painted([(1, 1, [("31", "hello")])])
    sent.difference(data)
    strange = "\x1b[1;1H\x1b]0;title\x07x"
    assert sent.difference(strange) == strange
    assert "hello" in sent.difference(data)


def linked(target: str, style: str, text: str) -> str:
    """A piece with a link as Textual writes it, with a number that is another each time."""
    linked.number += 1  # type: ignore[attr-defined]
    number = linked.number  # type: ignore[attr-defined]
    return f"\x1b]8;id={number};{target}\x1b\\\x1b[{style}m{text}\x1b[0m\x1b]8;;\x1b\\"


linked.number = 0  # type: ignore[attr-defined]


def test_a_link_is_sent_once_and_ended_and_taken_back_where_it_is_none_any_more() -> None:
    sent = SentScreen()
    plain = painted([(1, 1, [("4", "see it"), ("", " now")])])
    sent.difference(plain)
    frame = f"\x1b[1;1H{linked('http://a.example/', '4', 'see it')} now\n\x1b[1;1H"
    first = sent.difference(frame)
    assert first.count("http://a.example/") == 1
    assert first.index("see it") < first.index("\x1b]8;;\x1b\\")
    assert "now" not in first
    again = f"\x1b[1;1H{linked('http://a.example/', '4', 'see it')} now\n\x1b[1;1H"
    assert sent.difference(again) == ""  # its number is another, and nothing else
    assert sent.difference(plain) == "\x1b[0;4msee it\x1b[0m\x1b[1;1H"


def test_rows_of_one_link_have_one_number_and_those_of_another_have_another() -> None:
    sent = SentScreen()
    pieces = [linked("http://a.example/", "4", "one"), linked("http://a.example/", "7", "one")]
    pieces.append(linked("http://b.example/", "4", "two"))
    written = sent.difference(
        "".join(f"\x1b[{row};1H{piece} plain\n" for row, piece in enumerate(pieces, 1)) + "\x1b[1;1H"
    )
    numbers = [part.split(";")[0] for part in written.split("\x1b]8;id=")[1:]]
    assert len(numbers) == 3
    assert numbers[0] == numbers[1] != numbers[2]
