"""The terminal's cursor stands where the analyst works, as what follows it is told: braille, speech, magnifiers."""

from __future__ import annotations

from pathlib import Path

from pty_terminal import Terminal, open_dateline


def at_cursor(terminal: Terminal) -> str:
    """What the terminal shows from its cursor on."""
    return terminal.lines[terminal.screen.cursor.y][terminal.screen.cursor.x :]


def test_the_cursor_stands_at_the_row_the_caret_and_in_the_field(library: Path) -> None:
    with open_dateline(library) as terminal:
        terminal.type("/Dil")
        terminal.until(lambda: terminal.lines[terminal.screen.cursor.y][: terminal.screen.cursor.x].endswith("/ Dil"))
        terminal.type("lon\r")
        terminal.until(lambda: at_cursor(terminal).startswith("▸  US-Led"), "the list's first row")
        terminal.press("down")
        terminal.until(lambda: at_cursor(terminal).startswith("▸  US, Russian"), "the list's second row")
        terminal.press("up", "enter")
        terminal.until(lambda: at_cursor(terminal).startswith("Dillon"), "the first hit")
        terminal.type(")")
        terminal.until(lambda: at_cursor(terminal).startswith('"Coalition and'), "the next sentence")
        terminal.type("aWho")
        terminal.until(
            lambda: terminal.lines[terminal.screen.cursor.y][: terminal.screen.cursor.x].endswith("Who"), "the note"
        )
