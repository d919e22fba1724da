"""What goes over the line: little, a whole screen in the end, and a copied passage."""

from __future__ import annotations

import base64
import re
from collections.abc import Callable
from pathlib import Path

from pty_terminal import Terminal, open_dateline

PARAGRAPH = "The river rose in the night and the bridge was closed. People crossed by boat. " * 4


def stories(count: int) -> dict[str, str | bytes]:
    """Files with stories long enough to scroll."""
    return {
        f"story{number:03}.txt": f" date 2020-01-{number % 28 + 1:02} Bridge number {number} closed\n\n"
        + f"{PARAGRAPH}\n\n" * 12
        for number in range(count)
    }


def bytes_of(terminal: Terminal, *keys: str) -> int:
    """How many bytes the keys cost, with all that follows from them."""
    before = terminal.byte_count
    terminal.press(*keys)
    terminal.until(lambda: terminal.byte_count > before, f"an answer to {keys}")
    terminal.until_quiet()
    return terminal.byte_count - before


def test_little_is_sent(build: Callable[..., Path]) -> None:
    with open_dateline(build(stories(60))) as terminal:
        terminal.until_quiet()
        budgets = {"start": (terminal.byte_count, 15_000)}
        bytes_of(terminal, "j")
        budgets["list move with its document"] = (bytes_of(terminal, "j"), 6_600)
        bytes_of(terminal, "/", *"bridge", "enter")
        terminal.until_shown("hit 1/")
        budgets["next hit"] = (max(bytes_of(terminal, "n") for _ in range(3)), 6_000)
        budgets["opening"] = (bytes_of(terminal, "enter"), 6_000)
        budgets["caret"] = (max(bytes_of(terminal, "l") for _ in range(3)), 600)
        budgets["reader page"] = (bytes_of(terminal, "space"), 5_000)
        budgets["reader half page"] = (bytes_of(terminal, "ctrl+d"), 5_000)
        budgets["query letter"] = (bytes_of(terminal, "/", "x"), 6_000)
        assert {name: spent for name, spent in budgets.items() if spent[0] > spent[1]} == {}


def test_the_screen_is_whole_after_many_changes(build: Callable[..., Path]) -> None:
    with open_dateline(build(stories(30))) as terminal:
        terminal.type("/bridge\rj")
        for keys in ("j", "\r", "n", "n", "v", "w", "e", "\x1b", "j", "e", "?", "q", " ", "o", "q"):
            terminal.type(keys)
            terminal.until_quiet(0.15)
        terminal.resize((30, 8))
        terminal.until_shown("30x8")
        terminal.resize((100, 30))
        terminal.until_shown("30 of 30 documents")
        terminal.until_quiet()
        shown = terminal.lines
        terminal.screen.reset()
        terminal.press("ctrl+l")  # draws all of it again
        terminal.until(lambda: terminal.lines == shown, "the same screen")


def test_a_copy_reaches_the_terminal_and_a_file(library: Path, home: Path) -> None:
    with open_dateline(library) as terminal:
        terminal.type("/Dillon\r")
        terminal.until_shown("document 1/2")
        terminal.type("\ry")
        terminal.until(lambda: re.search(r"\x1b\]52;c;[^\x07]+\x07", terminal.sent), "the copy")
        (sent,) = re.findall(r"\x1b\]52;c;([^\x07]+)\x07", terminal.sent)
        copied = base64.b64decode(sent).decode()
        assert "Dillon" in copied
        assert next(home.rglob("copied.txt")).read_text() == copied
