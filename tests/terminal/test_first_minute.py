"""The first minute, as README tells it."""

from __future__ import annotations

from pathlib import Path

from pty_terminal import Terminal, dateline_command, open_dateline


def test_the_steps_of_the_first_minute_do_what_readme_says(library: Path) -> None:
    with open_dateline(library) as terminal:
        terminal.until_shown("3 documents", "2017-09-21!")
        terminal.type("/Dillon\r")
        terminal.until_shown("2 of 3 documents", "hit 1/6 · document 1/2")
        terminal.press("n")
        terminal.until_shown("hit 2/6 · document 1/2")
        terminal.type("\rv)a")
        terminal.until_shown("Note on “")
        terminal.type("Mine\r")
        terminal.until_shown("Note saved.")
        terminal.press("q")
        terminal.until_shown("enter read")
        terminal.press("q")
        assert terminal.wait() == 0
    with Terminal(dateline_command(library)) as terminal:
        terminal.until_shown("✎")
        terminal.press("o")
        terminal.until_shown("Notebook", "Mine", "1 note")
        terminal.press("q", "?")
        terminal.until_shown("Any list")
        terminal.press("q", ":")
        terminal.until_shown("command")
