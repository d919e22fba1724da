"""Terminals of every size and kind: small ones, plain ones, and those that cannot show the screen."""

from __future__ import annotations

import re
from pathlib import Path

from escapes import Kind, tokens
from figures import record
from pty_terminal import DATELINE, Terminal, dateline_command, open_dateline

from index.home.folders import find_home

COLOUR = re.compile(r"(?:^|;)(?:3[0-8]|4[0-8]|9[0-7]|10[0-7])(?:;|$)")
"""A parameter of SGR that sets the colour of letters or background."""


def colours(terminal: Terminal) -> list[str]:
    """The sequences that set a colour."""
    sent = [token.text for token in tokens(terminal.sent)[0] if token.kind is Kind.CSI and token.text.endswith("m")]
    return [sequence for sequence in sent if COLOUR.search(sequence[2:-1])]


def test_a_window_that_gets_too_small_says_so_and_loses_nothing(library: Path) -> None:
    with open_dateline(library, environ={"COLUMNS": "80", "LINES": "24"}) as terminal:
        terminal.type("/Dillon\r\r")
        terminal.until_shown("document 1/2", "esc back")
        place = "hit 1/6 · document 1/2"
        passage = "Ryan Dillon said on Thursday."
        terminal.until_shown(place, passage)
        terminal.resize((20, 5))
        terminal.until_shown("This window is 20x5")
        terminal.type("a")
        terminal.resize((20, 6))
        terminal.until_shown("This window is 20x6")
        terminal.resize((80, 24))
        terminal.until_shown("Note on “")
        terminal.press("escape")
        terminal.until_gone("Note on “")
        terminal.until_shown("/ Dillon", place, passage)
        terminal.resize((132, 50))
        terminal.until_shown("/ Dillon", place, passage, "Organizations")
        terminal.until(lambda: "esc back" in terminal.lines[49], "the last row")
        terminal.resize((80, 24))
        terminal.until_gone("Organizations")
        terminal.until_shown("/ Dillon", place, passage)
        terminal.until(lambda: "esc back" in terminal.lines[23], "the last row")
    record("sizes", "20x5, 20x6 (too small), 80x24, 132x50, and back", "terminals")


def test_a_terminal_that_is_not_to_reorder_letters_is_asked_once_and_released(library: Path) -> None:
    config = find_home().config / "config.toml"
    config.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    config.write_text('bidi = "off"')
    config.chmod(0o600)
    with open_dateline(library) as terminal:
        terminal.until_shown("3 documents")
        assert terminal.sent.count("\x1b[8l") == 1
        assert "\x1b[8h" not in terminal.sent
        terminal.press("ctrl+q")
        terminal.wait()
        assert terminal.sent.count("\x1b[8l") == terminal.sent.count("\x1b[8h") == 1


def test_no_color_and_few_colours(library: Path) -> None:
    with open_dateline(library, environ={"NO_COLOR": "1"}) as terminal:
        terminal.type("/Dillon\r\r")
        terminal.until_shown("document 1/2", "esc back")
        assert colours(terminal) == []
        terminal.press("ctrl+q")
        assert terminal.wait() == 0
    with open_dateline(library, environ={"TERM": "linux"}) as terminal:
        terminal.until_shown("document 1/2", "esc back")  # the session goes on where it was
        assert colours(terminal)
        assert [sequence for sequence in colours(terminal) if re.search(r"[34]8;[25]", sequence)] == []
        terminal.until_shown("hit 1/6", "Ryan Dillon said on Thursday.")
    record("a terminal of our own", "xterm-256color, NO_COLOR, linux with 16 colours", "terminals")


def test_a_dumb_terminal_gets_linear_mode_unless_that_is_not_wanted(library: Path) -> None:
    with Terminal(dateline_command(library), environ={"TERM": "dumb"}) as terminal:
        terminal.until_shown("Dateline, linear mode.", "3 documents")
        terminal.type("q\r")
        assert terminal.wait() == 0
        assert "\x1b" not in terminal.sent
    with Terminal(dateline_command(library), environ={"TERM": "dumb", "DATELINE_LINEAR": "0"}) as terminal:
        assert terminal.wait() == 2
        assert "set TERM" in terminal.text
        assert "\x1b" not in terminal.sent
    record("a terminal of our own", "dumb (linear mode)", "terminals")


def test_a_posix_locale_is_shown_in_utf_8_or_told_what_to_set(library: Path) -> None:
    with open_dateline(library, environ={"LC_ALL": "POSIX"}) as terminal:
        terminal.type("/HİKMET\r")
        terminal.until_shown("HİKMET (1)", "1 of 3 documents")
    plain = {"LC_ALL": "POSIX", "PYTHONCOERCECLOCALE": "0", "PYTHONUTF8": "0"}
    with Terminal(dateline_command(library), environ=plain) as terminal:
        assert terminal.wait() == 2
        assert "set LC_ALL=C.UTF-8" in terminal.text
        assert "\x1b" not in terminal.sent


def test_what_is_no_terminal_is_told_of_the_commands(library: Path) -> None:
    command = f"'{DATELINE}' --library '{library}/' < /dev/null; echo code $?"
    with Terminal(["sh", "-c", command]) as terminal:
        assert terminal.wait() == 0
        assert "use dateline search" in terminal.text
        assert "code 2" in terminal.text
        assert "\x1b" not in terminal.sent
