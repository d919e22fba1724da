"""The main job in linear mode over a pseudo terminal: what is sent, byte for byte in its order, is what is heard."""

from __future__ import annotations

import re
from pathlib import Path

from pty_terminal import DATELINE, Terminal, dateline_command

from index.home.folders import find_home
from index.notebook.store import Notebook


class Listener:
    """Types lines, and hears what is sent until the next prompt."""

    def __init__(self, terminal: Terminal) -> None:
        self._terminal = terminal
        self._heard = 0

    def says(self, line: str | None = None, prompt: str = "> ") -> str:
        """Type a line; returns all that is sent after it, on one line, without the prompt."""
        if line is not None:
            self._terminal.type(f"{line}\r")
            self._terminal.until(lambda: "\n" in self._terminal.sent[self._heard :], "the echo")
        self._terminal.until(
            lambda: f"\n{prompt}" in self._terminal.sent[self._heard :] and self._terminal.sent.endswith(prompt), prompt
        )
        new = self._terminal.sent[self._heard :]
        self._heard = len(self._terminal.sent)
        echo, _, told = new.partition("\r\n") if line is not None else ("", "", new)
        assert echo == (line or "")
        return " ".join(told.removesuffix(prompt).split())


def in_order(heard: str, *words: str) -> bool:
    """Whether all these stand in what was heard, one after the other."""
    return re.search(".*?".join(map(re.escape, words)), heard) is not None


def test_the_main_job_is_done_by_lines_alone(library: Path) -> None:
    with Terminal([*dateline_command(library), "--linear"]) as terminal:
        listener = Listener(terminal)
        assert in_order(listener.says(), "Dateline, linear mode.", "3 documents", "by newest", "document 1 of 3: ")
        heard = listener.says("/ Dillon")
        assert in_order(
            heard, "searched: Dillon", "2 documents", "document 1 of 2: US-Led", "date: 2017-09-21", "hit: "
        )
        assert in_order(
            heard, "document 2 of 2: US, Russian generals", "date: 2017-09-21, in conflict.", "source: AFP."
        )
        heard = listener.says("n")
        assert in_order(heard, "title: US-Led", "date: 2017", "hit 1 of 6: Dillon, in sentence 8 of 22.", "WASHINGTON")
        assert in_order(listener.says("n"), "hit 2 of 6: Dillon, in sentence 10", "The discussions emphasized")
        heard = listener.says("2 9")
        assert in_order(
            heard, "paragraph 9 of 20, sentences 9 to 10:", '"Coalition and', "hit: Dillon, in sentence 10."
        )
        assert in_order(listener.says("v 9"), "selected: sentence 9:", '"Coalition and Russian')
        assert in_order(listener.says("a", "note: "), "note on sentence 9:", '"Coalition and Russian')
        assert listener.says("Who met whom?", "tags, with commas between: ") == ""
        assert listener.says("attribution, to check") == "saved: note by me, sentence 9."
        heard = listener.says("")
        assert in_order(heard, "title: ", "22 sentences in 20 paragraphs, 6 hits, 1 note.", "paragraph 9 of 20")
        note = 'on: “"Coalition and Russian'
        assert in_order(heard, "paragraph 9 of 20", "note by me: Who met whom?", note, "tags: attribution, to check.")
        assert in_order(listener.says("o"), "1 note.", "note 1 by me: Who met whom?", note, "Sputnik")
        terminal.type("q\r")
        assert terminal.wait() == 0
        assert "\x1b" not in terminal.sent  # nothing moves, nothing is coloured
        assert "\r" not in terminal.sent.replace("\r\n", "")  # and no line is written over
        assert all(len(line) <= 80 for line in terminal.sent.split("\r\n"))
    notebook = Notebook.open(find_home().notebook(library))
    (kept,) = notebook.annotations()
    notebook.close()
    assert (kept.note, kept.tags) == ("Who met whom?", ("attribution", "to check"))


def test_a_first_run_is_told_in_lines_as_well(tmp_path: Path) -> None:
    (tmp_path / "tram.txt").write_text("The tram was late.\n\nNobody knew why.\n")
    with Terminal([DATELINE, str(tmp_path / "tram.txt")], environ={"DATELINE_LINEAR": "1"}) as terminal:
        listener = Listener(terminal)
        assert in_order(listener.says(), "1 document, by newest.", "The tram was late.")
        assert in_order(listener.says(")"), "sentence 1 of 2:", "The tram was late.")
        terminal.press("ctrl+d")
        assert terminal.wait() == 0
        assert "\x1b" not in terminal.sent
        assert "\r" not in terminal.sent.replace("\r\n", "")


def test_words_of_a_note_that_is_left_are_a_draft(library: Path) -> None:
    with Terminal([*dateline_command(library), "--linear"]) as terminal:
        listener = Listener(terminal)
        listener.says()
        listener.says("v 2")
        listener.says("a", "note: ")
        listener.says("Half a thought", "tags, with commas between: ")
        terminal.press("ctrl+c")
        assert "kept as a draft" in listener.says()
        assert "draft: Half a thought" in listener.says("a", "note: ")
        listener.says("", "tags, with commas between: ")
        assert "saved: note by me" in listener.says("")
        terminal.press("ctrl+c")
        assert "q quits." in listener.says()
        terminal.type("q\r")
        assert terminal.wait() == 0
    notebook = Notebook.open(find_home().notebook(library))
    assert [one.note for one in notebook.annotations()] == ["Half a thought"]
    notebook.close()
