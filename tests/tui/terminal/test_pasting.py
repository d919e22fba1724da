"""A pasted text presses no key, whatever it holds and however it is cut into pieces."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from textual.events import Key, Paste
from textual.message import Message

from tui.terminal.pasting import PasteGuard, PastingParser

ESCAPE = "\x1b"
START, END = "\x1b[200~", "\x1b[201~"

keys = st.text(st.sampled_from("aj\x1b[2~0"), max_size=8)
pasted = st.text(st.sampled_from("aj\x1b[20~]\n"), max_size=20).filter(lambda text: END not in text)


@settings(deadline=None, max_examples=200)
@given(keys, pasted, keys, st.data())
def test_only_what_is_pasted_changes(before: str, text: str, after: str, data: st.DataObject) -> None:
    if START in before + START[:-1] or END in (text + END)[:-1] or START in after:
        return
    sent = before + START + text + END + after
    cuts = sorted(data.draw(st.lists(st.integers(0, len(sent)), max_size=6)))
    guard = PasteGuard()
    pieces = [guard.clean(sent[start:end]) for start, end in zip([0, *cuts], [*cuts, len(sent)], strict=True)]
    assert "".join(pieces) == before + START + text.replace(ESCAPE, "␛") + END + after


def test_a_paste_is_one_message_and_no_key() -> None:
    parser = PastingParser()
    messages = list(parser.feed(f"x{START}a\x1b[31mq\x1b]0;t\x07\x1bj{END}y"))
    assert [type(message) for message in messages] == [Key, Paste, Key]
    assert messages[1].text == "a␛[31mq␛]0;t\x07␛j"  # type: ignore[attr-defined]


class Keyboard:
    """A parser whose clock a test moves on."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch, delay: float) -> None:
        self.now = 100.0
        monkeypatch.setattr("textual._parser.get_time", lambda: self.now)
        monkeypatch.setattr("textual.constants.ESCAPE_DELAY", delay)
        self.parser = PastingParser()

    def get(self, *pieces: str | float) -> list[str]:
        """Returns the keys for what comes; a number is a rest in seconds."""
        found: list[Message] = []
        for piece in pieces:
            if isinstance(piece, str):
                found.extend(self.parser.feed(piece))
            else:
                self.now += piece
            found.extend(self.parser.tick())
        return [message.key for message in found if isinstance(message, Key)]


@pytest.mark.parametrize(
    "pieces", [("\x1b", 0.3, "[D"), ("\x1b[", 0.3, "D"), ("\x1b", 0.3, "[", 0.3, "D"), ("\x1b[D",)]
)
def test_a_cursor_key_that_a_slow_line_cuts_is_a_cursor_key(
    monkeypatch: pytest.MonkeyPatch, pieces: tuple[str | float, ...]
) -> None:
    assert Keyboard(monkeypatch, 0.5).get(*pieces, "x") == ["left", "x"]


def test_the_wait_ends(monkeypatch: pytest.MonkeyPatch) -> None:
    assert Keyboard(monkeypatch, 0.5).get("\x1b", 0.6, "[D") == ["escape", "left_square_bracket", "D"]


@pytest.mark.parametrize(
    ("pieces", "keys"),
    [
        (("\x1bn",), ["escape", "n"]),
        (("\x1b", 0.1, "n", 0.1, "j"), ["escape", "n", "j"]),
        (("\x1b", 0.1, "b"), ["escape", "b"]),
        (("\x1b1/",), ["escape", "1", "slash"]),
        (("\x1b\t\x1b\r",), ["escape", "tab", "escape", "enter"]),
        (("\x1b", 0.1, "\x1b", 0.1, "q"), ["escape", "escape", "q"]),
        (("\x1b", 0.1, "[", 0.6), ["escape", "left_square_bracket"]),
        (("\x1b", 0.1, "O", 0.6), ["escape", "O"]),
        (("\x1bb",), ["ctrl+left"]),  # alt and b, which is sent in one piece: a word back in a line
    ],
)
def test_no_key_after_escape_is_lost_to_the_wait(
    monkeypatch: pytest.MonkeyPatch, pieces: tuple[str | float, ...], keys: list[str]
) -> None:
    assert Keyboard(monkeypatch, 0.5).get(*pieces) == keys
