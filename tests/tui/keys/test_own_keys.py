"""Keys of one's own: what the file may say, and that the screen obeys it."""

from __future__ import annotations

import os
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest
from running import Run

from index.errors import ConfigurationError
from tui.keys import ACTIONS, Context
from tui.keys.own import FILE, template, with_own_keys

WRONG = (
    ('[main]\n"queries.edit" = "/x"', 2, "no key"),
    ('\n[nowhere]\n"queries.edit" = "x"', 2, "no place"),
    ('[main]\n\n"queries.nothing" = "x"', 3, "no action"),
    ('[main]\n"queries.edit" = "f"', 2, "key of 'queries.facets'"),
    ('[main]\n"queries.edit" = []', 2, "a text or a list"),
    ('[main]\n"queries.edit" = 3', 2, "a text or a list"),
    ('[query]\n"queries.run" = "x"', 2, "typed there"),
    ("[main]\n= 3", 2, ""),
)
"""What a file says, the line that is wrong, and a part of the reason."""


def keys_of(path: Path, text: str) -> dict[tuple[Context, str], tuple[str, ...]]:
    path.write_text(text)
    return {(one.context, one.name): one.keys for one in with_own_keys(ACTIONS, path)}


def test_a_key_is_written_as_it_is_shown_or_as_textual_calls_it(tmp_path: Path) -> None:
    text = '[main]\n"queries.edit" = ["ctrl+F", "F5"]\n"queries.facets" = ","\n"queries.toggle_compact" = "pgdn"\n'
    text += '"hits.find" = "f"\n'
    found = keys_of(tmp_path / FILE, text)
    assert found[Context.MAIN, "queries.edit"] == ("ctrl+f", "f5")
    assert found[Context.MAIN, "queries.facets"] == ("comma",)
    assert found[Context.MAIN, "queries.toggle_compact"] == ("pagedown",)
    assert found[Context.READER, "notes.open"] == ("enter",)


@pytest.mark.parametrize(("text", "line", "why"), WRONG)
def test_what_cannot_be_is_told_with_its_line(tmp_path: Path, text: str, line: int, why: str) -> None:
    (tmp_path / FILE).write_text(text)
    with pytest.raises(ConfigurationError) as told:
        with_own_keys(ACTIONS, tmp_path / FILE)
    assert f"line {line}" in str(told.value) and why in str(told.value)


def test_no_file_changes_nothing_and_neither_does_the_template(tmp_path: Path) -> None:
    assert with_own_keys(ACTIONS, tmp_path / FILE) == ACTIONS
    lines = list(template(ACTIONS))
    (tmp_path / FILE).write_text("\n".join(line.removeprefix("# ") for line in lines))
    tables = tomllib.loads((tmp_path / FILE).read_text())
    assert {(table, name) for table, rows in tables.items() for name in rows} == {
        (one.context.name.lower(), one.name) for one in ACTIONS
    }
    assert with_own_keys(ACTIONS, tmp_path / FILE) == ACTIONS


def test_help_lists_the_keys_of_ones_own(home: Path) -> None:
    (home / "config").mkdir(mode=0o700, parents=True)
    (home / "config" / FILE).write_text('[main]\n"queries.edit" = "ctrl+k"\n')
    command = [sys.executable, "-m", "dateline", "help", "keys"]
    told = subprocess.run(command, capture_output=True, text=True, check=True, env=os.environ)
    assert "ctrl+k" in told.stdout


def test_a_wrong_file_is_told_before_the_screen_opens(run: Run, home: Path, library: Path) -> None:
    (home / "config").mkdir(mode=0o700, parents=True)
    (home / "config" / FILE).write_text('[main]\n"queries.edit" = "f"\n')
    told = run("help", "keys")
    assert (told.code, "line 2" in told.err) == (2, True)
    assert library.exists()
