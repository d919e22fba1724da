"""Several sessions on one library, and one after another: nobody's page changes by itself, and all is as it was."""

from __future__ import annotations

import re
import subprocess
from pathlib import Path

from figures import record
from pty_terminal import DATELINE, Terminal, open_dateline

SIZE = (120, 40)
STORY = "A bridge opened later\n\nColonel Dillon opened the bridge.\n"


def index(library: Path, *paths: Path) -> None:
    """Bring the library up to date, as another session would."""
    command = [DATELINE, "index", "--quiet", "--processes", "1", "--library", f"{library}/", *map(str, paths)]
    subprocess.run(command, check=True, stdin=subprocess.DEVNULL)


def page(terminal: Terminal) -> list[str]:
    """What is on the screen, without the line of passing messages."""
    terminal.until_quiet()
    return [*terminal.lines[:-2], re.sub(r"^.{60}", "", terminal.lines[-2])]


def test_others_index_and_the_reader_sees_it_at_a_key(library: Path, tmp_path: Path) -> None:
    story = tmp_path / "corpus" / "later.txt"
    story.parent.mkdir()
    story.write_text(STORY)
    with open_dateline(library, SIZE) as one, open_dateline(library, SIZE) as other:
        for terminal in (one, other):
            terminal.type("/dillon\r")
            terminal.until_shown("2 of 3 documents", "hit 1/6")
            terminal.type("2j")
        before = [page(terminal) for terminal in (one, other)]
        index(library, story.parent)
        assert [page(terminal) for terminal in (one, other)] == before
        one.type("n")
        one.until_shown("hit 2/6 · document 1/2")
        one.type("1/\r")
        one.until_shown("3 of 4 documents")
        assert page(other) == before[1]
        story.write_text(STORY.replace("Dillon", "Nobody"))
        index(library)
        other.type("1/\r")
        other.until_shown("2 of 4 documents", "document 1/2")
        one.type("jj")  # a row of a document that has changed meanwhile
        one.until_shown("document 3/3")
        one.type("/\r")
        one.until_shown("2 of 4 documents")
        for terminal in (one, other):
            terminal.press("ctrl+q")
            assert terminal.wait() == 0
            assert "Traceback" not in terminal.sent
    record("two sessions read while a third indexes, twice", "no page changed before a key was pressed")


def test_a_session_goes_on_where_the_last_one_ended(library: Path) -> None:
    with open_dateline(library, SIZE) as terminal:
        terminal.type("/syria\r")
        terminal.until_shown("3 of 3 documents", "document 1/3")
        terminal.type("s")
        terminal.until_shown("by newest")
        terminal.type("s")
        terminal.until_shown("by oldest")
        terminal.type("j")
        terminal.until_shown("document 2/3")
        terminal.type("e")
        terminal.until_gone("Organizations")
        terminal.type("2}}l")
        shown = page(terminal)
        terminal.press("ctrl+q")
        assert terminal.wait() == 0
    with open_dateline(library, SIZE, shown="document 2/3") as terminal:
        terminal.until(lambda: page(terminal) == shown, "the page as it was")
        terminal.press("ctrl+q")
        terminal.wait()
    with Terminal([DATELINE, "--fresh", "--library", f"{library}/"], SIZE) as terminal:
        terminal.until_shown("document 1/3", "all documents, newest first", "Organizations")
    record("query, order, document, caret and pane at the next start", "as they were; clean with --fresh")
