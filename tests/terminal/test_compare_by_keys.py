"""Two accounts compared with keys alone, over a pseudo terminal: from the reader to the note on both, and out again."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest
from ferry_stories import MANY, json_lines
from pty_terminal import Terminal, open_dateline

from index.home.folders import find_home
from index.notebook.store import Notebook

SIZES = pytest.mark.parametrize("size", [(80, 24), (120, 40)], ids=lambda size: f"{size[0]}x{size[1]}")


def noted(library: Path) -> list[tuple[str, str]]:
    """Source and note of each annotation that is on disk."""
    notebook = Notebook.open(find_home().notebook(library))
    found = sorted((one.source, one.note) for one in notebook.annotations())
    notebook.close()
    return found


def open_comparison(library: Path, size: tuple[int, int], environ: Mapping[str, str] | None = None) -> Terminal:
    """The comparison of the seeds."""
    terminal = open_dateline(library, size, environ)
    terminal.type("/title:Pentagon\r")
    terminal.until_shown("1 of 3 documents", "document 1/1")
    terminal.press("enter", "c")
    terminal.until_shown("Other accounts of", "a shared quote of", "1 other account")
    terminal.press("enter")
    terminal.until_shown("3 shared, 5 only AFP, 9 only Sputnik", "difference 1/")
    return terminal


def at_cursor(terminal: Terminal) -> str:
    """The lines of the pair or sentence at the cursor."""
    first = terminal.row_of("▸")
    below = terminal.lines[first:]
    end = next((number for number, line in enumerate(below) if not line.strip()), len(below))
    return " ".join(below[:end])


def go_to_the_quote(terminal: Terminal) -> None:
    """Go from difference to difference to the colonel's quote."""
    for number in range(2, 31):
        if "defeating" in at_cursor(terminal) and "distract" in at_cursor(terminal):
            return
        terminal.press("n")
        terminal.until_shown(f"difference {number}/")
    raise AssertionError("the quote is no difference")


@SIZES
def test_from_the_reader_to_a_note_on_both_accounts_and_back(
    library: Path, tmp_path: Path, size: tuple[int, int]
) -> None:
    with open_comparison(library, size) as terminal:
        go_to_the_quote(terminal)
        terminal.press("a")
        terminal.until_shown("Note on both: AFP “")
        terminal.type("Same quote, other words")
        terminal.press("enter")
        terminal.until_shown("Note saved on both passages")
        assert noted(library) == [("AFP", "Same quote, other words"), ("Sputnik", "Same quote, other words")]
        terminal.press("u")
        terminal.until_shown("2 notes removed again")
        assert noted(library) == []
        for part in ("Only AFP", "Only Sputnik", "Deir Ezzor 3"):
            terminal.press("tab")
            terminal.until_shown(part)
        terminal.until_shown("Deir ez-Zor 6")
        target = tmp_path / "kept.html"
        terminal.press("E")
        terminal.until_shown("Export to a file")
        terminal.press(*["backspace"] * len("comparison.md"))
        terminal.type(f"{target}\r")
        terminal.until_shown("The comparison was written")
        assert "<mark>the defeat of</mark>" in target.read_text(encoding="utf-8")
        terminal.press("escape")
        terminal.until_shown("Other accounts of")
        terminal.press("escape")
        terminal.until_shown("document 1/1")
        terminal.press("ctrl+q")
        assert terminal.wait() == 0


@SIZES
def test_all_accounts_of_an_event_by_keys(build: Callable[..., Path], size: tuple[int, int]) -> None:
    library = build({"stories.jsonl": json_lines(MANY)})
    with open_dateline(library, size) as terminal:
        terminal.type("/title:vain\r")
        terminal.until_shown("1 of 7 documents", "document 1/1")
        terminal.press("c")
        terminal.until_shown("Other accounts of", "with the same text folded away")
        terminal.press("m")
        terminal.until_shown("4 accounts", "A against B", "Jonas Brenn")
        terminal.press("j", "l")
        terminal.until_shown("B against C")
        terminal.press("enter")
        terminal.until(lambda: re.search(r"\d+ shared, \d+ only", terminal.text), "the comparison")
        terminal.press("escape")
        terminal.until_shown("B against C")
        terminal.press("escape", "escape")
        terminal.until_shown("document 1/1")
        terminal.type("/" + "\x7f" * 20 + "\r")
        terminal.until_shown("all documents")
        terminal.type(":group the doc")
        terminal.until_shown("group the documents by event")
        terminal.press("enter")
        terminal.until_shown("1 event with several documents", "5 documents · 5 sources", "┌")


def test_without_colour_the_words_that_differ_are_bold_and_underlined(library: Path) -> None:
    with open_comparison(library, (120, 40), {"NO_COLOR": "1"}) as terminal:
        go_to_the_quote(terminal)
        terminal.press("n")
        terminal.until(lambda: "defeating" not in at_cursor(terminal), "the next difference")
        row = terminal.row_of("defeating")
        start = terminal.lines[row].index("defeating")
        cells = [terminal.screen.buffer[row][start + at] for at in range(len("defeating"))]
        assert all(cell.bold and cell.underscore for cell in cells)
        coloured = {
            cell.fg for line in terminal.screen.buffer.values() for cell in line.values() if cell.fg != "default"
        }
        assert coloured == set()
