"""Notes over a pseudo terminal: eight keys at most, another session that sees them, an editor, copies."""

from __future__ import annotations

import base64
import re
from pathlib import Path

import pytest
from pty_terminal import Terminal, open_dateline

from index.home.folders import find_home
from index.notebook.annotation import Annotation
from index.notebook.store import Notebook

SENTENCE = re.compile(r'^[“"A-Z].*[.!?][”"]?$', re.DOTALL)


def notes(library: Path) -> list[Annotation]:
    notebook = Notebook.open(find_home().notebook(library))
    found = notebook.annotations()
    notebook.close()
    return found


class Counted:
    """Presses keys and counts them; text is typed beside the count."""

    def __init__(self, terminal: Terminal) -> None:
        self._terminal = terminal
        self.count = 0

    def press(self, *keys: str) -> None:
        self.count += len(keys)
        self._terminal.press(*keys)


def test_eight_keys_mark_the_sentence_at_the_caret_with_a_tag_a_colour_and_a_note(library: Path) -> None:
    with open_dateline(library, (80, 24)) as terminal:
        terminal.type("/Dillon\r")
        terminal.until_shown("hit 1/6")
        keys = Counted(terminal)
        keys.press("enter", ")", "a")  # into the reader, to the next sentence, annotate it
        terminal.until_shown("Note on “")
        terminal.type("Who said so?")
        keys.press("tab")
        terminal.type("attribution")
        keys.press("tab", "3", "enter")
        terminal.until_shown("Note saved.")
        assert keys.count == 7
        (note,) = notes(library)
        assert (note.note, note.tags, note.colour) == ("Who said so?", ("attribution",), 3)
        assert note.anchor is not None
        assert SENTENCE.match(note.anchor.exact)
        keys = Counted(terminal)
        keys.press(")", "a")  # without a colour of one's own, from the sentence at the caret, it is four keys
        terminal.until_shown("Note on “")
        terminal.type("And who denied it?")
        keys.press("tab")
        terminal.type("attribution")
        keys.press("enter")
        terminal.until(lambda: len(notes(library)) == 2)
        assert keys.count == 4


def test_two_sessions_see_each_others_notes(library: Path) -> None:
    with open_dateline(library) as one, open_dateline(library) as other:
        for terminal in (one, other):
            terminal.type("/Dillon\r")
            terminal.until_shown("hit 1/6")
        other.type("o")
        other.until_shown("No notes yet")
        one.type("\ra")
        one.until_shown("Note on “")
        one.type("seen by both")
        one.press("enter")
        one.until_shown("Note saved.")
        other.until_shown("seen by both")
        other.press("a")
        other.until_shown("Note on “")
        other.type(", and by all")
        other.press("enter")
        other.until_shown("seen by both, and by all")
        one.type("u")  # it is not this session's word any more
        one.until_shown("Not undone: another session has since changed")
        one.type("o")
        one.until_shown("seen by both, and by all")
        assert [note.note for note in notes(library)] == ["seen by both, and by all"]


def test_a_long_note_is_written_in_an_editor(library: Path, tmp_path: Path) -> None:
    editor = tmp_path / "editor"
    editor.write_text('#!/bin/sh\ncat "$1"\nprintf "Editor? "\nread -r line\nprintf "%s\\n\\nsecond" "$line" >> "$1"\n')
    editor.chmod(0o700)
    with open_dateline(library, environ={"VISUAL": str(editor), "EDITOR": "false"}) as terminal:
        terminal.type("/Dillon\r\ra")
        terminal.until_shown("Note on “")
        terminal.type("begun ")
        terminal.press("ctrl+o")
        terminal.until_shown("Editor?")
        assert terminal.reads_lines  # the editor has the terminal as a shell would give it
        terminal.type("ended\r")
        terminal.until_shown("Note on “", "ended", "second")
        terminal.press("enter")
        terminal.until_shown("Note saved.")
        (note,) = notes(library)
        assert note.note == "begun \nended\n\nsecond"


def test_an_editor_that_fails_leaves_the_note_as_it_was(library: Path) -> None:
    with open_dateline(library, environ={"VISUAL": "false"}) as terminal:
        terminal.type("/Dillon\r\ra")
        terminal.until_shown("Note on “")
        terminal.type("precious")
        terminal.press("ctrl+o")
        terminal.until_shown("ended with code 1", "precious")
        terminal.press("enter")
        terminal.until_shown("Note saved.")
        assert [note.note for note in notes(library)] == ["precious"]


@pytest.mark.parametrize(("name", "value"), [("", ""), ("TMUX", "/tmp/tmux-0/default,1,0"), ("STY", "1.pts-0.host")])
def test_the_bytes_of_a_copy(library: Path, home: Path, name: str, value: str) -> None:
    with open_dateline(library, environ={name: value} if name else {}) as terminal:
        terminal.type("/Dillon\r")
        terminal.until_shown("hit 1/6")
        terminal.type("\rY")
        terminal.until_shown("copied.txt")
        copied = next(home.rglob("copied.txt")).read_text()
        assert "Dillon" in copied
        bare = f"\x1b]52;c;{base64.b64encode(copied.encode()).decode()}\x07"
        sent = {
            "": bare,
            "TMUX": bare + "\x1bPtmux;" + bare.replace("\x1b", "\x1b\x1b") + "\x1b\\",
            "STY": "".join(f"\x1bP{bare[at : at + 256]}\x1b\\" for at in range(0, len(bare), 256)),
        }[name]
        terminal.until(lambda: sent in terminal.sent, "the copy")
