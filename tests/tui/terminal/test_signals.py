"""What is asked of a terminal before the screen is shown on it."""

from __future__ import annotations

import io
import os

import pytest

from tui.terminal import signals


class FakeStream(io.StringIO):
    """A stream that says it is a terminal, of some encoding."""

    def __init__(self, tty: bool = True, encoding: str = "utf-8") -> None:
        super().__init__()
        self._tty = tty
        self._encoding = encoding

    def isatty(self) -> bool:
        return self._tty

    @property
    def encoding(self) -> str:  # type: ignore[override]
        return self._encoding


def refusal(tty: bool = True, encoding: str = "utf-8", term: str = "xterm") -> str | None:
    return signals.refusal(FakeStream(tty), FakeStream(tty, encoding), {"TERM": term})


def test_a_terminal_is_taken() -> None:
    assert refusal() is None
    assert refusal(encoding="UTF8") is None


def test_what_is_no_terminal_is_refused_with_what_to_do() -> None:
    assert "dateline search" in (refusal(tty=False) or "")
    assert "TERM" in (refusal(term="dumb") or "")
    assert "LC_ALL" in (refusal(encoding="ANSI_X3.4-1968") or "")


@pytest.mark.parametrize(
    ("environ", "few"),
    [
        ({"TERM": "xterm-256color"}, False),
        ({"TERM": "tmux-256color"}, False),
        ({"TERM": "xterm", "COLORTERM": "truecolor"}, False),
        ({"TERM": "linux"}, True),
        ({"TERM": "vt100"}, True),
        ({"TERM": "screen"}, True),
        ({"TERM": "xterm-256color", "NO_COLOR": "1"}, True),
        ({"TERM": "xterm-256color", "NO_COLOR": ""}, False),
    ],
)
def test_few_colours_are_noticed(environ: dict[str, str], few: bool) -> None:
    assert signals.few_colors(environ) is few


def test_what_textual_reads_is_chosen_but_not_forced() -> None:
    environ = {"TERM": "xterm-256color", "COLORTERM": "truecolor"}
    signals.prepare(environ)
    assert environ["TEXTUAL_COLOR_SYSTEM"] == "256"
    assert environ["TEXTUAL_ANIMATIONS"] == "none"
    chosen = {"TERM": "xterm", "TEXTUAL_COLOR_SYSTEM": "truecolor"}
    signals.prepare(chosen)
    assert chosen["TEXTUAL_COLOR_SYSTEM"] == "truecolor"


def test_a_terminal_that_goes_away_is_noticed() -> None:
    ours, theirs = os.openpty()
    assert not signals.hung_up(theirs)
    os.close(ours)
    assert signals.hung_up(theirs)
    os.close(theirs)


def test_escape_waits_longer_over_ssh_unless_told_otherwise() -> None:
    over_ssh = {"TERM": "xterm", "SSH_CONNECTION": "192.0.2.1 50000 192.0.2.2 22"}
    told = {**over_ssh, "ESCDELAY": "50"}
    here = {"TERM": "xterm"}
    for environ in (over_ssh, told, here):
        signals.prepare(environ)
    assert over_ssh["ESCDELAY"] == "500"
    assert told["ESCDELAY"] == "50"
    assert "ESCDELAY" not in here
