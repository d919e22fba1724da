"""The query written in an editor, and keys of one's own that are wrong, as they are met at a terminal."""

from __future__ import annotations

from pathlib import Path

import pytest
from pty_terminal import Terminal, dateline_command, open_dateline

from index.home.folders import find_home
from tui.keys.own import FILE


def edit(terminal: Terminal) -> None:
    terminal.type("/Dillon")
    terminal.until_shown("2 of 3 documents")
    terminal.press("ctrl+o")


@pytest.mark.parametrize(
    ("editor", "told"),
    [("", "Which editor?"), ("false", "ended with code 1; nothing was changed"), ("/no/such/editor", "cannot be run")],
)
def test_an_editor_that_is_not_there_or_fails_leaves_the_query(library: Path, editor: str, told: str) -> None:
    with open_dateline(library, environ={"VISUAL": editor, "EDITOR": ""}) as terminal:
        edit(terminal)
        terminal.until_shown(told, "/ Dillon")
        terminal.type(" generals\r")
        terminal.until_shown("/ Dillon generals")


def test_an_editor_that_empties_the_file_empties_the_query(library: Path, tmp_path: Path) -> None:
    editor = tmp_path / "editor"
    editor.write_text('#!/bin/sh\n: > "$1"\n')
    editor.chmod(0o700)
    with open_dateline(library, environ={"VISUAL": str(editor)}) as terminal:
        edit(terminal)
        terminal.until_shown("all documents, newest first", "document 1/3")


def test_lines_of_the_editor_are_joined_to_one_query(library: Path, tmp_path: Path) -> None:
    editor = tmp_path / "editor"
    editor.write_text('#!/bin/sh\nprintf "  Dillon\\n\\n generals  \\n" > "$1"\n')
    editor.chmod(0o700)
    with open_dateline(library, environ={"VISUAL": str(editor)}) as terminal:
        edit(terminal)
        terminal.until_shown("/ Dillon generals")


def test_a_wrong_key_of_ones_own_is_told_with_its_line_before_the_screen(library: Path) -> None:
    file = find_home().config / FILE
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text('[main]\n\n"queries.edit" = "f"\n')
    with Terminal(dateline_command(library), (100, 24)) as terminal:
        assert terminal.wait() == 2
        shown = " ".join(terminal.text.split())
    assert "line 3" in shown
    assert "key of 'queries.facets'" in shown
    assert "Traceback" not in shown


def test_a_key_of_ones_own_is_obeyed_and_told(library: Path) -> None:
    file = find_home().config / FILE
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text('[main]\n"queries.edit" = "F5"\n')
    with open_dateline(library) as terminal:
        terminal.until_shown("f5 search")
