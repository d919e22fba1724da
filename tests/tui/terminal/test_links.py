"""Which terminals are given links."""

from __future__ import annotations

import pytest

from tui.terminal.links import takes_links


@pytest.mark.parametrize(
    "environ",
    [
        {"TERM": "xterm-256color"},
        {"TERM": "xterm-kitty"},
        {"TERM": "foot"},
        {"TERM": "xterm-256color", "VTE_VERSION": "7600"},
        {"TERM": "screen-256color", "TMUX": "/tmp/tmux-1000/default,1,0"},
    ],
)
def test_terminals_that_take_or_ignore_them(environ: dict[str, str]) -> None:
    assert takes_links(environ)


@pytest.mark.parametrize(
    "environ",
    [
        {},
        {"TERM": "dumb"},
        {"TERM": "linux"},
        {"TERM": "vt220"},
        {"TERM": "screen", "STY": "1.pts-0.host"},
        {"TERM": "xterm-256color", "TERM_PROGRAM": "Apple_Terminal"},
        {"TERM": "xterm-256color", "VTE_VERSION": "4801"},
    ],
)
def test_terminals_that_may_not(environ: dict[str, str]) -> None:
    assert not takes_links(environ)
