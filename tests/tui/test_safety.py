"""Foreign strings: what widgets show of them, and what reaches the terminal of those that were not made safe."""

from __future__ import annotations

import pytest
from rich.segment import Segment
from rich.style import Style
from textual.app import App, ComposeResult
from textual.color import Color
from textual.strip import Strip
from textual.widget import Widget
from textual.widgets import Static

from tui.safety import SafeLineFilter, SafeLines, foreign, plain

BACKGROUND = Color(0, 0, 0)

HOSTILE = [
    "\x1b]52;c;ZXZpbA==\x07",
    "\x1b[2J",
    "\x1bP1;1|17/61\x1b\\",
    "\x9b31m",
    "\x9d0;title\x9c",
    "\u202egnp.exe",
    "a\u2066b",
    "a\u3164b",
    "\x00\x7f\x08",
    "\ud800",
    "\U000e0041",
    "line\u2028line",
]


@pytest.mark.parametrize("text", HOSTILE)
def test_a_foreign_string_becomes_printable_one_character_for_one(text: str) -> None:
    shown = foreign(text)
    assert shown.isprintable()
    assert len(shown) == len(text)


def test_ordinary_text_stays_as_it_is() -> None:
    for text in ("Deir ez-Zor", "Müller – “ja” 漢字 e\u0301 👍", "no\u00a0break"):
        assert foreign(text) == text


def test_what_takes_no_cell_is_not_sent() -> None:
    assert foreign("co\u00adop\u200b \u200eAleppo\u200f") == "coop Aleppo"
    assert foreign("نمی\u200cخواهد") == "نمی\u200cخواهد"
    (segment,) = SafeLineFilter().apply([Segment("co\u00adop", None)], BACKGROUND)[:1]
    assert segment.text == "coop"


def test_a_newline_does_not_make_a_second_line() -> None:
    assert foreign("one\ntwo\r\n") == "one␊two␍␊"


@pytest.mark.parametrize("text", ["[@click=app.quit]x[/]", "[/oops]", "[bold]x", "\\[x]"])
def test_markup_is_text(text: str) -> None:
    content = plain(text)
    assert content.plain == text
    assert content.spans == []


@pytest.mark.parametrize("text", HOSTILE)
def test_the_filter_lets_nothing_through_and_keeps_the_width(text: str) -> None:
    style = Style(bold=True)
    line = [Segment("before ", style), Segment(text + " after   ", style)]
    width = Strip(line).cell_length
    filtered = Strip(SafeLineFilter().apply(line, BACKGROUND))
    assert filtered.text.isprintable()
    assert filtered.cell_length == width
    assert all(segment.style == style for segment in filtered)


@pytest.mark.parametrize("link", ["javascript:alert(1)", "file:///etc/passwd", "https://a.example/ä", "https://"])
def test_the_filter_takes_away_what_is_no_target_on_the_web(link: str) -> None:
    (segment,) = SafeLineFilter().apply([Segment("x", Style(link=link))], BACKGROUND)
    assert segment.style is not None
    assert segment.style.link is None


def test_the_filter_lets_a_target_on_the_web_pass() -> None:
    (segment,) = SafeLineFilter().apply([Segment("x\x1b", Style(link="https://a.example/"))], BACKGROUND)
    assert segment.style is not None
    assert segment.style.link == "https://a.example/"


def test_the_filter_takes_links_away() -> None:
    line = [Segment("x", Style(link="http://a/\x1b]52;c;eA==\x07", bold=True))]
    (segment,) = SafeLineFilter().apply(line, BACKGROUND)
    assert segment.style is not None
    assert segment.style.link is None
    assert segment.style.bold


def test_the_filter_leaves_ordinary_lines_alone() -> None:
    line = [Segment("Deir ez-Zor 漢字", None), Segment("x\u3000y", Style(bold=True))]
    assert Strip(SafeLineFilter().apply(line, BACKGROUND)).text == "Deir ez-Zor 漢字x\u3000y"


class Careless(Widget):
    DEFAULT_CSS = "Careless { height: 1; }"

    def render_line(self, y: int) -> Strip:  # noqa: ARG002
        return Strip([Segment("\x1b]52;c;eA==\x07 and more")])


class CarelessApp(SafeLines, App[None]):
    def compose(self) -> ComposeResult:
        yield Careless()
        yield Static(plain("[@click=app.quit]\x1b[2J[/oops]"))


async def test_an_app_with_the_second_wall_paints_no_escape_of_any_widget() -> None:
    app = CarelessApp()
    async with app.run_test(size=(60, 10)):
        painted = app.export_screenshot()
    assert "\x1b" not in painted
    assert "␛]52;c;eA==" in painted
    assert "[@click=app.quit]␛[2J[/oops]" in painted
