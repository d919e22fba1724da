"""From a story to who it is about and what is wrong with that, with keys alone; the corrections are there tomorrow."""

from __future__ import annotations

from pathlib import Path

import pytest
from pty_terminal import Terminal, open_dateline


@pytest.mark.parametrize("size", [(80, 24), (120, 40)], ids=lambda size: f"{size[0]}x{size[1]}")
def test_count_filter_tell_and_correct(library: Path, size: tuple[int, int]) -> None:
    with open_dateline(library, size) as terminal:
        search(terminal, "coalition")
        terminal.until_shown("of 3 documents", "document 1/")
        terminal.press("E")
        terminal.until_shown("Of the result", "People · ", "Ryan Dillon")
        terminal.press("3", "g")
        terminal.until(lambda: "▸ Ryan Dillon" in terminal.text, "the cursor on Ryan Dillon")
        terminal.press("+")
        terminal.until_shown('coalition person:="Ryan Dillon"', "2 of 3 documents")
        terminal.until(lambda: "▸ Ryan Dillon" in terminal.text, "the cursor on Ryan Dillon")
        terminal.press("+")
        terminal.until_gone("person:=")
        terminal.press("i")
        terminal.until_shown("Ryan Dillon · person", "surname of Ryan Dillon", "Most often beside it")
        terminal.press("q", "R")
        terminal.until_shown("Ryan Dillon is called")
        terminal.press("ctrl+u")
        terminal.type("Colonel Ryan Dillon")
        terminal.press("enter")
        terminal.until_shown("▸ Colonel Ryan Dillon")
        terminal.press("ctrl+q")
        assert terminal.wait() == 0

    with open_dateline(library, size) as terminal:
        terminal.press("3")
        terminal.until_shown("Colonel Ryan Dillon")
        terminal.press("O")
        terminal.until_shown("person:Ryan Dillon is called Colonel Ryan Dillon")
        terminal.press("x")
        terminal.until_shown("Taken back")
        terminal.press("q")
        terminal.until_gone("Colonel Ryan Dillon")
        terminal.until_shown("Ryan Dillon")


def search(terminal: Terminal, query: str) -> None:
    terminal.press("/")
    terminal.type(query)
    terminal.press("enter")
