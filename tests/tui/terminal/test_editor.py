"""Writing a note in an editor, which is any program that is given a file."""

from __future__ import annotations

import stat
from pathlib import Path

import pytest

from index.errors import ConfigurationError
from tui.terminal.editor import edited


@pytest.fixture
def script(tmp_path: Path) -> Path:
    """Where a test writes its editor."""
    path = tmp_path / "an editor"
    path.write_text("#!/bin/sh\n")
    path.chmod(0o700)
    return path


def editor(script: Path, body: str) -> dict[str, str]:
    script.write_text(f"#!/bin/sh\n{body}\n")
    return {"EDITOR": f"'{script}'"}


def test_what_was_written_comes_back_without_the_editors_last_newline(script: Path) -> None:
    environ = editor(script, 'printf "and more\\n\\n" >> "$1"')
    assert edited("größer\n叙利亚", environ) == "größer\n叙利亚\nand more\n"
    assert edited("", editor(script, "true")) == ""


def test_visual_comes_before_editor_and_may_have_options(script: Path) -> None:
    environ = editor(script, 'echo "$1" > "$2"')
    assert edited("x", {"VISUAL": environ["EDITOR"] + " --wait", "EDITOR": "false"}) == "--wait"


def test_the_file_is_private_and_gone_afterwards(script: Path, tmp_path: Path) -> None:
    record = tmp_path / "record"
    edited("secret", editor(script, f'echo "$1" > "{record}"; stat -c %a "$(dirname "$1")" >> "{record}"'))
    name, mode = record.read_text().split()
    assert stat.S_IMODE(int(mode, 8)) == 0o700
    assert not Path(name).exists()


@pytest.mark.parametrize(
    ("body", "reason"),
    [("exit 3", "ended with code 3"), ('printf "\\377" > "$1"', "UTF-8"), ('rm "$1"', "cannot be run")],
)
def test_an_editor_that_fails_is_told(script: Path, body: str, reason: str) -> None:
    with pytest.raises(ConfigurationError, match=reason):
        edited("x", editor(script, body))


@pytest.mark.parametrize("environ", [{}, {"EDITOR": ""}, {"EDITOR": "'open"}])
def test_without_an_editor_it_says_what_to_set(environ: dict[str, str]) -> None:
    with pytest.raises(ConfigurationError, match="Set VISUAL or EDITOR"):
        edited("x", environ)


def test_a_missing_editor_is_told() -> None:
    with pytest.raises(ConfigurationError, match="cannot be run"):
        edited("x", {"EDITOR": "/nowhere/vim"})
