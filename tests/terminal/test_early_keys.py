"""Keys that are typed before the screen is there, as over a slow line, are obeyed in order once it is."""

from __future__ import annotations

import json
import os
import signal
import time
from pathlib import Path

import pytest
from pty_terminal import DATELINE, Terminal, children, dateline_command, open_dateline

from index.home.folders import find_home
from index.notebook.store import Notebook

MOMENTS = (0, 50, 100, 200, 400, 800, 1500, 3000)
"""Milliseconds after the start."""

SOME = (0, 150, 600, 3000)


def press_at(terminal: Terminal, milliseconds: int, keys: str) -> None:
    end = time.monotonic() + milliseconds / 1000
    while (left := end - time.monotonic()) > 0:
        terminal.read(left)
    terminal.type(keys)


def stories(folder: Path) -> Path:
    """A folder of stories whose reading takes a moment."""
    folder.mkdir()
    for number in range(20):
        records = [
            {
                "id": f"{number}-{part}",
                "title": f"Story {number}-{part}",
                "text": f"River {part} rose. Ann Lee left." * 40,
            }
            for part in range(3)
        ]
        (folder / f"{number:02}.jsonl").write_text("\n".join(map(json.dumps, records)))
    return folder


def noted(library: Path) -> list[str]:
    notebook = Notebook.open(find_home().notebook(library))
    try:
        return [annotation.note for annotation in notebook.annotations()]
    finally:
        notebook.close()


@pytest.mark.parametrize("moment", MOMENTS)
def test_keys_at_any_moment_of_the_start_harm_nothing(library: Path, moment: int) -> None:
    with Terminal(dateline_command(library)) as terminal:
        press_at(terminal, moment, "3e2E1ee")
        terminal.until_shown("document 1/3")
        terminal.press("ctrl+q")
        assert terminal.wait() == 0
        assert terminal.reads_lines


@pytest.mark.parametrize("moment", SOME)
def test_an_early_q_quits(library: Path, moment: int) -> None:
    with Terminal(dateline_command(library)) as terminal:
        press_at(terminal, moment, "q")
        assert terminal.wait() == 0
        assert terminal.reads_lines


@pytest.mark.parametrize("moment", SOME)
def test_a_query_a_walk_and_a_note_can_be_typed_ahead(library: Path, moment: int) -> None:
    with Terminal(dateline_command(library)) as terminal:
        press_at(terminal, moment, "/Dillon\rnaWho said so?\r")
        terminal.until_shown("Note saved.", "hit 2/6 · document 1/2")
        terminal.press("ctrl+q")
        assert terminal.wait() == 0
        assert noted(library) == ["Who said so?"]


@pytest.mark.parametrize("moment", SOME)
def test_keys_typed_while_a_library_is_built_are_obeyed_in_order(tmp_path: Path, moment: int) -> None:
    folder = stories(tmp_path / "corpus")
    with Terminal([DATELINE, "--library", f"{tmp_path / 'built'}/", str(folder)]) as terminal:
        press_at(terminal, moment, "/Lee\r3E2aAnn's\x7f\x7f, river\r")
        terminal.until_shown("Note saved.", "Lee (60)")
        terminal.press("ctrl+q")
        assert terminal.wait() == 0
        assert terminal.reads_lines
        assert noted(tmp_path / "built") == ["Ann, river"]


@pytest.mark.parametrize("moment", SOME)
def test_keys_where_there_is_no_library_leave_a_sentence(tmp_path: Path, moment: int) -> None:
    with Terminal([DATELINE, "--library", f"{tmp_path / 'none'}/"]) as terminal:
        press_at(terminal, moment // 10, "2/a\r3eEnq")
        assert terminal.wait() == 2
        assert "Traceback" not in terminal.sent
        assert terminal.reads_lines


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT], ids=lambda number: number.name)
def test_a_signal_while_a_library_is_built_restores_the_terminal(tmp_path: Path, number: signal.Signals) -> None:
    folder = stories(tmp_path / "corpus")
    with Terminal([DATELINE, "--library", f"{tmp_path / 'built'}/", str(folder)]) as terminal:
        terminal.until(lambda: not terminal.reads_lines)
        os.killpg(terminal.pid, number)
        assert terminal.wait() == 128 + number
        assert terminal.reads_lines


def test_a_query_that_is_refused_lets_no_later_key_act_on_another_result(library: Path) -> None:
    with open_dateline(library) as terminal:
        terminal.type("/Dillon AND\rmaWhose words?\r")
        terminal.until_shown("AND")
        terminal.until_quiet(1.0)
        terminal.press("ctrl+q")
        assert terminal.wait() == 0
        assert noted(library) == []


def test_quitting_twice_does_not_wait_for_a_search_that_hangs(library: Path) -> None:
    with open_dateline(library) as terminal:
        (worker,) = children(terminal.pid)
        os.kill(worker, signal.SIGSTOP)
        terminal.type("/Dillon\rn")
        terminal.until_shown("searching…")
        terminal.press("ctrl+q", "ctrl+q")
        assert terminal.wait() == 0
