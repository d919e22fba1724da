"""The help, the man page and the completion say what there is, from one source."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest
from pty_terminal import DATELINE
from running import Run

from tui.cli import COMMANDS, dateline
from tui.cli.helping import SHELLS, commands_of
from tui.manual import topics

MAN = Path(__file__).parents[2] / "docs" / "dateline.1"


def test_every_topic_is_listed_and_told(run: Run) -> None:
    listed = run("help")
    assert listed.code == 0
    for name, topic in topics().items():
        assert f"  {name:10} {topic.title}\n" in listed.out
        told = run("help", name)
        assert (told.code, told.out.splitlines()[0]) == (0, topic.title)
        assert all(line.shown in told.out for line in topic.lines)
    assert run("help", "nothing").code == 2


def test_every_example_of_a_query_runs(run: Run, library: Path) -> None:
    examples = [line.shown for topic in topics().values() for line in topic.lines if line.runs]
    assert len(examples) > 15
    ran = run("search", "--library", f"{library}/", "--fields", "id", "--batch", "-", typed="\n".join(examples))
    assert (ran.code, ran.out.count("\n")) == (0, len(examples))


def test_the_man_page_is_what_the_help_says(run: Run) -> None:
    assert run("help", "--man").out == MAN.read_text(), "renew it: .venv/bin/dateline help --man > docs/dateline.1"


def test_every_command_has_help_by_h(run: Run) -> None:
    for command in ("dateline", *commands_of(dateline)):
        words = [word for word in command.split()[1:] if word.islower() and word.isalpha()]
        told = run(*words, "-h")
        assert (told.code, told.out.startswith("Usage: ")) == (0, True), words


@pytest.mark.parametrize("shell", SHELLS)
def test_a_shell_completes_commands_options_and_files(run: Run, shell: str) -> None:
    script = run("completion", shell)
    assert script.code == 0
    assert "_DATELINE_COMPLETE" in script.out


@pytest.mark.parametrize(
    ("typed", "offered"),
    [("dateline en", "plain,entities"), ("dateline ./cor", "file,./cor"), ("dateline search --cs", "plain,--csv")],
)
def test_what_is_offered(typed: str, offered: str) -> None:
    asked = {"_DATELINE_COMPLETE": "bash_complete", "COMP_WORDS": typed, "COMP_CWORD": str(len(typed.split()) - 1)}
    done = subprocess.run([DATELINE], env=os.environ | asked, capture_output=True, text=True, check=False)
    assert (done.stdout.strip(), done.stderr) == (offered, "")


def test_the_names_of_commands_are_completed_without_importing_them() -> None:
    code = (
        "import sys, click; from tui.cli import dateline\n"
        "print(len(dateline.shell_complete(click.Context(dateline), '')), 'index.library.library' in sys.modules)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.split() == [str(len(COMMANDS)), "False"]
