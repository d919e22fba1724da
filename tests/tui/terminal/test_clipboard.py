"""What is sent to a terminal so that it copies."""

from __future__ import annotations

import base64

from tui.terminal.clipboard import LARGEST, osc52


def encoded(text: str) -> str:
    return base64.b64encode(text.encode()).decode()


def test_a_plain_terminal_gets_osc_52() -> None:
    assert osc52("Deir ez‑Zor", {}) == f"\x1b]52;c;{encoded('Deir ez‑Zor')}\x07"


def test_tmux_gets_it_bare_and_wrapped() -> None:
    sent = osc52("quote", {"TMUX": "/tmp/tmux-0/default,1,0"})
    assert sent.startswith(f"\x1b]52;c;{encoded('quote')}\x07")
    assert sent.endswith(f"\x1bPtmux;\x1b\x1b]52;c;{encoded('quote')}\x07\x1b\\")


def test_screen_gets_it_in_short_pieces() -> None:
    sent = osc52("x" * 1000, {"STY": "1.pts"})
    pieces = [piece.removeprefix("\x1bP") for piece in sent.split("\x1b\\") if piece]
    assert all(len(piece) <= 256 for piece in pieces)
    assert "".join(pieces) == f"\x1b]52;c;{encoded('x' * 1000)}\x07"


def test_what_terminals_would_drop_is_not_sent() -> None:
    assert osc52("x" * LARGEST, {}) != ""
    assert osc52("x" * (LARGEST + 1), {}) == ""
