"""The reader, driven as the app drives it: by its methods and by keys bound to its actions."""

from __future__ import annotations

from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager
from dataclasses import replace
from typing import ClassVar

import pytest
from textual.app import App, ComposeResult
from textual.binding import Binding, BindingType
from textual.message import Message
from textual.pilot import Pilot
from textual.strip import Strip

from index.answers.document import DocumentView, MentionView
from index.model import Span
from tui.safety import SafeLines
from tui.text.layers import AnnotationMark
from tui.widgets.reader import Reader

KEYS = {
    "h": "caret_left",
    "l": "caret_right",
    "j": "caret_down",
    "k": "caret_up",
    "w": "word",
    "b": "word_back",
    "right_parenthesis": "sentence",
    "left_parenthesis": "sentence_back",
    "right_curly_bracket": "paragraph",
    "left_curly_bracket": "paragraph_back",
    "g": "top",
    "G": "end",
    "space": "page_down",
    "pageup": "page_up",
    "ctrl+d": "half_down",
    "ctrl+u": "half_up",
    "v": "select_characters",
    "V": "select_paragraphs",
    "o": "swap_ends",
    "escape": "cancel_selection",
    "enter": "open_marks",
}

TEXT = """\
Two generals met on Thursday. They spoke for an hour about the river crossing.

Neither side named the place. "It was useful," one of them said.

A second meeting is planned."""


class KeyedReader(Reader):
    BINDINGS: ClassVar[list[BindingType]] = [Binding(key, action) for key, action in KEYS.items()]


class ReaderApp(SafeLines, App[None]):
    def __init__(self) -> None:
        super().__init__()
        self.messages: list[Message] = []

    def compose(self) -> ComposeResult:
        yield KeyedReader(id="reader")

    def on_mount(self) -> None:
        self.query_one(Reader).focus()

    def on_document_pane_caret_moved(self, message: Reader.CaretMoved) -> None:
        self.messages.append(message)

    def on_document_pane_text_wanted(self, message: Reader.TextWanted) -> None:
        self.messages.append(message)

    def on_reader_past_end(self, message: Reader.PastEnd) -> None:
        self.messages.append(message)

    def on_reader_mark_opened(self, message: Reader.MarkOpened) -> None:
        self.messages.append(message)


def view_of(text: str, **fields: object) -> DocumentView:
    view = DocumentView(
        id="d1",
        title="Generals meet",
        source="Harbour News",
        author="",
        date="2017-09-21",
        date_sign="!",
        date_note="header 1995-01-01, dateline 2017-09-21",
        url="",
        path="/stories/one.txt",
        record="",
        story=1,
        stories=2,
        previous_story="",
        next_story="d2",
        text_hash="",
        length=len(text),
        text=text,
    )
    return replace(view, **fields)  # type: ignore[arg-type]


@asynccontextmanager
async def reading(
    view: DocumentView | None = None,
    marks: tuple[AnnotationMark, ...] = (),
    at: int | None = None,
    size: tuple[int, int] = (40, 12),
) -> AsyncIterator[tuple[Pilot[None], Reader]]:
    app = ReaderApp()
    async with app.run_test(size=size) as pilot:
        reader = app.query_one(Reader)
        reader.show(view or view_of(TEXT), marks, at)
        await pilot.pause()
        yield pilot, reader


def painted(reader: Reader) -> list[Strip]:
    """What the terminal shows: rows that nobody refreshed are as they were painted last."""
    return reader.render_lines(reader.size.region)


def screen(reader: Reader) -> list[str]:
    return [strip.text.rstrip() for strip in painted(reader)]


def stripped(reader: Reader) -> list[str]:
    return [line.strip() for line in screen(reader)]


def styled(reader: Reader, attribute: str) -> list[str]:
    """The pieces of text on the screen that have an attribute, such as bold."""
    return [
        segment.text
        for strip in painted(reader)
        for segment in strip
        if segment.style is not None and getattr(segment.style, attribute)
    ]


def messages(pilot: Pilot[None], kind: type[Message]) -> list[Message]:
    assert isinstance(pilot.app, ReaderApp)
    return [message for message in pilot.app.messages if isinstance(message, kind)]


def spans(text: str, word: str) -> Iterator[tuple[int, int]]:
    start = text.find(word)
    while start >= 0:
        yield start, start + len(word)
        start = text.find(word, start + 1)


# What is on the screen


async def test_title_and_origin_stand_above_the_wrapped_text() -> None:
    async with reading() as (_, reader):
        assert screen(reader)[:8] == [
            "  Generals meet",
            "  Harbour News · 2017-09-21 ! header",
            "  1995-01-01, dateline 2017-09-21 ·",
            "  story 1 of 2",
            "",
            "  Two generals met on Thursday. They",
            "  spoke for an hour about the river",
            "  crossing.",
        ]


async def test_every_strip_is_as_wide_as_the_reader() -> None:
    text = "漢字 and 👍🏽 and e\u0301 " * 20 + "\n\n" + TEXT
    async with reading(view_of(text), size=(31, 20)) as (_, reader):
        for strip in painted(reader):
            assert strip.cell_length == 31
            assert sum(segment.cell_length for segment in strip) == 31


async def test_hits_stand_out_by_bold_and_the_current_one_by_reverse() -> None:
    hits = tuple(spans(TEXT, "meeting")) + tuple(spans(TEXT, "met"))
    async with reading(view_of(TEXT, hits=tuple(sorted(hits)), title="Plain", story=1, stories=1)) as (_, reader):
        reader.go_to(TEXT.index("meeting"))
        assert [word for word in styled(reader, "bold") if word.strip()] == ["  Plain", "met", "m", "eeting"]
        assert styled(reader, "reverse") == ["eeting"]  # the caret on its first character is the opposite


async def test_an_annotated_passage_is_underlined_and_has_signs_in_the_gutter() -> None:
    start = TEXT.index("They")
    marks = (
        AnnotationMark("n1", start, TEXT.index("\n"), 3, True),
        AnnotationMark("n2", TEXT.index("A second"), len(TEXT), 0, False),
    )
    async with reading(marks=marks, size=(40, 16)) as (_, reader):
        gutter = [line[:2] for line in screen(reader)]
        assert gutter[5:9] == ["3▌", " ▌", " ▌", ""]
        assert gutter[12] == " ┊"
        assert "".join(styled(reader, "underline"))[:8] == "Theyspok"
        assert reader.marks_at(start) == ["n1"]
        assert reader.marks_at(0) == []
        reader.set_annotations(())
        assert not any("▌" in line for line in screen(reader))


async def test_mentions_have_the_colour_of_their_type() -> None:
    mentions = (MentionView(0, 12, "person", "generals"), MentionView(20, 28, "place", "Thursday"))
    async with reading(view_of(TEXT, mentions=mentions)) as (_, reader):
        row = [(segment.text.strip(), segment.style.color) for segment in painted(reader)[5] if segment.style]
        (person, plain, place) = (color for text, color in row if text in ("wo generals", "met on", "Thursday"))
        assert len({person, plain, place}) == 3


async def test_foreign_signs_and_markup_are_shown_as_they_are() -> None:
    view = view_of("[@click=app.quit]x[/oops]\u00a0y\u2009z", title="\x1b]52;c;eA==\x07[/b]", source="\u202eevil")
    async with reading(view, size=(60, 8)) as (_, reader):
        assert screen(reader)[0] == "  ␛]52;c;eA==␇[/b]"
        assert screen(reader)[1].startswith("  \ufffdevil ·")
        assert screen(reader)[4] == "  [@click=app.quit]x[/oops] y z"


async def test_nothing_is_shown_after_clear() -> None:
    async with reading() as (pilot, reader):
        reader.clear()
        await pilot.pause()
        assert not any(screen(reader))
        await pilot.press("j", "G", "w", "right_curly_bracket", "v", "space", "enter")
        assert (reader.caret, reader.hit_number) == (0, None)


async def test_a_title_of_many_characters_wraps_and_an_empty_text_is_no_trouble() -> None:
    async with reading(view_of("", title="word " * 60), size=(30, 5)) as (pilot, reader):
        assert screen(reader)[4].startswith("  word")
        await pilot.press("j", "l", "G", "v", "o", "k", "right_parenthesis")
        assert reader.caret == 0
        assert reader.passage() == Span(0, 0)


# The caret


@pytest.mark.parametrize(
    ("keys", "expected"),
    [
        (["l", "l"], "o generals"),
        (["w", "w"], "met on"),
        (["w", "w", "b"], "generals"),
        (["right_parenthesis"], "They spoke"),
        (["right_parenthesis", "l", "left_parenthesis"], "They spoke"),
        (["right_curly_bracket"], "Neither"),
        (["right_curly_bracket", "left_curly_bracket"], "Two generals"),
        (["j"], "spoke for"),
        (["w", "j", "j", "j", "j", "k", "k", "k", "k"], "generals"),
        (["G"], "."),
        (["G", "g"], "Two"),
        (["h", "k"], "Two"),
    ],
)
async def test_keys_move_the_caret(keys: list[str], expected: str) -> None:
    async with reading() as (pilot, reader):
        await pilot.press(*keys)
        assert TEXT[reader.caret :].startswith(expected)


async def test_the_goal_column_is_kept_over_shorter_rows() -> None:
    text = "a long first row here\nx\na long third row here"
    async with reading(view_of(text)) as (pilot, reader):
        reader.go_to(10)
        await pilot.press("j")
        assert reader.caret == text.index("x")
        await pilot.press("j")
        assert reader.caret == text.index("a long third") + 10


async def test_the_caret_shows_whether_keys_go_to_the_reader() -> None:
    async with reading() as (pilot, reader):
        assert (styled(reader, "reverse"), styled(reader, "underline")) == (["T"], [])
        pilot.app.set_focus(None)
        await pilot.pause()
        assert (styled(reader, "reverse"), styled(reader, "underline")) == ([], ["T"])


async def test_a_move_tells_where_the_caret_is() -> None:
    async with reading(view_of(TEXT, hits=((4, 12),))) as (pilot, _):
        await pilot.press("w")
        await pilot.pause()
        last = messages(pilot, Reader.CaretMoved)[-1]
        assert isinstance(last, Reader.CaretMoved)
        assert (last.offset, last.hit_number) == (4, 0)


async def test_at_the_edge_the_window_moves_by_half_and_the_caret_stays_in_sight() -> None:
    text = "\n".join(f"row {number}" for number in range(100))
    async with reading(view_of(text), size=(40, 10)) as (pilot, reader):
        seen = []
        for _ in range(40):
            await pilot.press("j")
            rows = stripped(reader)
            row = f"row {text[: reader.caret].count(chr(10))}"
            assert row in rows
            seen.append(rows[0])
        assert 5 <= len(dict.fromkeys(seen)) <= 9  # not a repaint for each row


async def test_pages_keep_two_rows_and_end_at_the_text() -> None:
    text = "\n".join(f"row {number}" for number in range(30))
    async with reading(view_of(text), size=(60, 10)) as (pilot, reader):
        before = screen(reader)
        await pilot.press("space")
        assert screen(reader)[:2] == before[-2:]
        await pilot.press("pageup")
        assert screen(reader) == before
        await pilot.press("ctrl+d", "ctrl+u")
        assert screen(reader) == before
        await pilot.press(*["space"] * 9)
        assert screen(reader)[-1].strip() == "row 29"
        assert reader.caret == text.index("row 29")


async def test_up_from_the_first_row_brings_the_heading_back() -> None:
    text = "\n".join(f"row {number}" for number in range(30))
    async with reading(view_of(text, title="word " * 20), size=(30, 6), at=0) as (pilot, reader):
        await pilot.press("j", "k")
        assert "row 0" in "".join(screen(reader))
        await pilot.press("k")
        assert screen(reader)[0].startswith("  word")


async def test_past_the_end_and_the_start_the_sibling_is_asked_for() -> None:
    async with reading() as (pilot, reader):
        await pilot.press("left_curly_bracket")
        await pilot.press(*["right_curly_bracket"] * 3)
        assert reader.caret == len(TEXT) - 1
        await pilot.press("right_curly_bracket")
        await pilot.pause()
        assert [getattr(message, "direction", 0) for message in messages(pilot, Reader.PastEnd)] == [-1, 1]


# Hits


async def test_hits_are_walked_from_the_title_to_the_last_and_back() -> None:
    hits = tuple(spans(TEXT, "me"))
    view = view_of(TEXT, hits=hits, title_hits=((9, 13),))
    async with reading(view, size=(40, 24)) as (_, reader):
        numbers = []
        while reader.next_hit():
            numbers.append(reader.hit_number)
        assert numbers == list(range(len(hits) + 1))
        assert reader.caret == hits[-1][0]


async def test_passages_with_hits_are_walked_from_the_title_to_the_last_and_back() -> None:
    hits = tuple(spans(TEXT, "me"))
    view = view_of(TEXT, hits=hits, title_hits=((9, 13),))
    async with reading(view, size=(40, 24)) as (_, reader):
        walked = []
        while reader.next_passage():
            walked.append(reader.hit_number)
        assert walked[0] == 0 and 1 < len(walked) == reader.passage_number[1]
        back = []
        while reader.previous_passage():
            back.append(reader.hit_number)
        assert back == walked[-2::-1]
        assert "meet" in styled(reader, "reverse")


async def test_the_next_hit_is_looked_for_from_the_caret() -> None:
    hits = tuple(spans(TEXT, "me"))
    async with reading(view_of(TEXT, hits=hits, title_hits=((0, 3),))) as (_, reader):
        reader.go_to(hits[1][0] + 1)
        assert reader.next_hit()
        assert reader.hit_number == 3
        reader.go_to_hit(0)
        assert (reader.hit_number, reader.hit_count) == (0, len(hits) + 1)


async def test_a_document_opened_at_a_hit_shows_it() -> None:
    text = "word " * 2000 + "needle " + "word " * 2000
    async with reading(view_of(text, hits=((10000, 10006),)), at=10000) as (_, reader):
        assert any("needle" in line for line in screen(reader))
        assert reader.hit_number == 0


# Selecting


async def test_selecting_by_character_and_swapping_ends() -> None:
    async with reading() as (pilot, reader):
        await pilot.press("w", "v", "w")
        assert reader.selection == Span(4, 12)
        assert reader.passage() == Span(4, 12)
        await pilot.press("o", "b")
        assert reader.selection == Span(0, 12)
        assert "".join(styled(reader, "reverse")) == "wo generals"
        await pilot.press("escape")
        assert reader.selection is None
        assert styled(reader, "reverse") == ["T"]
        await pilot.press("v", "v")
        assert reader.selection is None


@pytest.mark.parametrize(
    ("keys", "selected"),
    [
        ("v w", "Two"),
        ("v w w", "Two generals"),
        ("v right_parenthesis", "Two generals met on Thursday."),
        ("l v right_parenthesis right_parenthesis", TEXT[1:78]),
        ("v right_curly_bracket", TEXT[:78]),
        ("v right_curly_bracket right_curly_bracket", TEXT[:144]),
        ("v right_curly_bracket right_curly_bracket right_curly_bracket", TEXT),
        ("G v right_parenthesis", "."),
        ("w w v b", "generals m"),
        ("w w v b w", "m"),
        ("V right_curly_bracket", TEXT[:144]),
    ],
)
async def test_a_selection_grows_by_whole_words_sentences_and_paragraphs(keys: str, selected: str) -> None:
    async with reading() as (pilot, reader):
        await pilot.press(*keys.split())
        passage = reader.passage()
        assert TEXT[passage.start : passage.end] == selected


async def test_a_selection_of_blanks_is_none() -> None:
    async with reading(view_of("One came. Two left.\n")) as (pilot, reader):
        await pilot.press("G", "right_parenthesis", "right_parenthesis", "v")
        passage = reader.passage()
        assert "One came. Two left.\n"[passage.start : passage.end] == "Two left."


async def test_selecting_by_paragraph() -> None:
    async with reading() as (pilot, reader):
        await pilot.press("right_curly_bracket", "w", "V")
        selection = reader.selection
        assert selection is not None
        assert TEXT[selection.start : selection.end].strip().startswith("Neither side")
        assert TEXT[selection.start : selection.end].strip().endswith("said.")
        await pilot.press("v")
        assert reader.selection == Span(reader.caret, reader.caret + 1)


async def test_without_a_selection_the_passage_is_the_sentence_at_the_caret() -> None:
    async with reading() as (_, reader):
        reader.go_to(TEXT.index("spoke"))
        passage = reader.passage()
        assert TEXT[passage.start : passage.end].strip() == "They spoke for an hour about the river crossing."
        reader.select_all_of(Span(4, 12))
        assert (reader.selection, reader.caret) == (Span(4, 12), 11)


async def test_the_mouse_sets_the_caret_and_selects() -> None:
    async with reading() as (pilot, reader):
        await pilot.click(reader, offset=(6, 5))
        assert TEXT[reader.caret :].startswith("generals")
        await pilot.mouse_down(reader, offset=(6, 5))
        await pilot.hover(reader, offset=(13, 5))
        await pilot.mouse_up(reader, offset=(13, 5))
        assert reader.selection == Span(4, 12)
        await pilot.click(reader, offset=(3, 0))  # the heading is no part of the text
        assert reader.selection == Span(4, 12)


async def test_annotations_at_the_caret_can_be_opened() -> None:
    async with reading(marks=(AnnotationMark("n1", 4, 12, 1, True),)) as (pilot, _):
        await pilot.press("enter", "w", "enter")
        await pilot.pause()
        assert [getattr(message, "ids", None) for message in messages(pilot, Reader.MarkOpened)] == [["n1"]]


# Long texts


async def test_a_resize_keeps_the_caret_in_sight_and_its_offset() -> None:
    text = "".join(f"number {number} " for number in range(3000))
    async with reading(view_of(text), at=text.index("number 1500")) as (pilot, reader):
        caret = reader.caret
        for size in ((80, 24), (20, 5), (61, 9)):
            await pilot.resize_terminal(*size)
            await pilot.pause()
            assert reader.caret == caret
            assert any("1500" in line for line in screen(reader))
            assert {strip.cell_length for strip in painted(reader)} == {size[0]}
            assert max(map(len, screen(reader))) > size[0] // 2


async def test_another_height_leaves_the_rows_where_they_are() -> None:
    text = "\n".join(f"row {number}" for number in range(100))
    async with reading(view_of(text), size=(40, 12)) as (pilot, reader):
        await pilot.press("ctrl+d", "k", "k")
        before = screen(reader)
        await pilot.resize_terminal(40, 16)
        await pilot.pause()
        assert screen(reader)[:12] == before


async def test_a_long_text_comes_in_pieces_as_it_is_needed() -> None:
    text = "".join(f"number {number}\n" for number in range(20_000))
    piece = 60_000
    async with reading(view_of(text[:piece], length=len(text))) as (pilot, reader):
        assert messages(pilot, Reader.TextWanted) == []
        await pilot.press("G")
        for start in range(piece, len(text), piece):
            await pilot.pause()
            wanted = messages(pilot, Reader.TextWanted)[-1]
            assert isinstance(wanted, Reader.TextWanted)
            assert wanted.start == start
            reader.append_text(0, "out of order")
            reader.append_text(start, text[start : start + piece])
        reader.append_text(0, "out of order")
        await pilot.pause(0.2)
        assert reader.caret == len(text) - 1
        assert any("number 19999" in line for line in screen(reader))


async def test_rows_appear_as_their_text_comes() -> None:
    text = "A first piece of a text that is longer.\n" * 3
    async with reading(view_of(text[:50], length=len(text)), size=(60, 12)) as (pilot, reader):
        assert "".join(screen(reader)).count("piece") == 1
        reader.append_text(50, text[50:])
        await pilot.pause()
        assert "".join(screen(reader)).count("piece") == 3


async def test_a_text_of_five_megabytes_shows_its_last_row_soon() -> None:
    text = "A row of words that is long enough to wrap at forty. " * 100_000 + "The end"
    async with reading() as (pilot, reader):
        reader.show(view_of(text), (), None)
        reader.action_end()
        for _ in range(100):
            await pilot.pause(0.02)
            if any("The end" in line for line in screen(reader)):
                break
        assert any("The end" in line for line in screen(reader))
        assert reader.caret == len(text) - 1
        await pilot.press("k", "space", "pageup")
        assert reader.caret < len(text) - 1


RAW = """\
 date 1995-01-01 Generals meet



by Staff Writers


Two generals met on Thursday. They spoke for an hour.



A second meeting is planned."""


async def test_the_reader_begins_with_the_story_and_opens_its_header() -> None:
    view = view_of(
        RAW,
        date="",
        date_sign="",
        date_note="",
        stories=1,
        story_start=RAW.index("\n\nTwo"),
        hits=((RAW.index("Staff"), RAW.index("Staff") + 5),),
    )
    async with reading(view) as (pilot, reader):
        assert stripped(reader)[2:7] == [
            "▸ header, 2 lines · i opens",
            "",
            "Two generals met on Thursday. They",
            "spoke for an hour.",
            "",
        ]
        assert reader.caret == RAW.index("Two")
        await pilot.press("left_curly_bracket")
        assert reader.caret == RAW.index("Two")  # the story before it in the file is meant
        reader.toggle_fold()
        assert stripped(reader)[3:6] == [
            "date 1995-01-01 Generals meet",
            "",
            "by Staff Writers",
        ]
        assert reader.caret == RAW.index("Two")
        reader.toggle_fold()
        reader.go_to_hit(0)
        assert "by Staff Writers" in stripped(reader)  # a hit in it opens it


async def test_blank_lines_take_the_caret_along() -> None:
    async with reading(view_of("One.\n\n\n\nTwo.")) as (pilot, reader):
        await pilot.press("j", "j", "k", "k")
        assert reader.caret == 0
        await pilot.press("l", "l", "l", "l", "l", "l", "l", "l")
        assert reader.caret == 8


async def test_prose_without_blank_lines_is_walked_up_and_down() -> None:
    text = "\n".join(["word " * 25 + "end."] * 3)
    async with reading(view_of(text)) as (pilot, reader):
        rows = [reader.caret]
        for _ in range(14):
            await pilot.press("j")
            rows.append(reader.caret)
        assert rows[-1] > text.rindex("\n")
        for _ in range(14):
            await pilot.press("k")
        assert reader.caret < 34


async def test_no_text_is_wider_than_88_cells() -> None:
    async with reading(view_of("word " * 60), size=(160, 12)) as (_, reader):
        assert max(len(line.strip()) for line in screen(reader)) <= 88
