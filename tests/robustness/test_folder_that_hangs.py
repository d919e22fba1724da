"""A shared folder that no longer answers, by a small preloaded library: it is told, every key acts, nothing is lost."""

from __future__ import annotations

import os
import subprocess
from contextlib import closing
from pathlib import Path

import pytest
from figures import record
from pty_terminal import DATELINE, PATIENCE, open_dateline

from index.home.folders import find_home
from index.notebook.annotation import Subject
from index.notebook.publishing import publish
from index.notebook.shared_notes import SharedFolder, share_in
from index.notebook.sharing import colleagues
from index.notebook.store import Notebook

SILENT = "does not answer"


@pytest.fixture(scope="module")
def shim(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The compiled library."""
    built = tmp_path_factory.mktemp("shim") / "hang.so"
    source = Path(__file__).with_name("hang.c")
    subprocess.run(["gcc", "-Wall", "-Werror", "-shared", "-fPIC", "-o", built, source, "-ldl"], check=True)
    return built


@pytest.fixture
def folder(tmp_path: Path, library: Path) -> Path:
    """A folder in which Ann shares a note, as the analyst does as Bob."""
    made = tmp_path / "of-colleagues"
    made.mkdir()
    with closing(Notebook.open(tmp_path / "ann" / "ann.sqlite")) as ann:
        ann.add(Subject("d", "Elsewhere"), None, "by Ann")
        publish(ann, made, "Ann")
    notebook = find_home().notebook(library)
    share_in(notebook, SharedFolder(made, "Bob"))
    Notebook.open(notebook).close()
    return made


def hanging(shim: Path, flag: Path) -> dict[str, str]:
    """The environment in which opening anything in the folder hangs while ``flag`` exists."""
    return {"LD_PRELOAD": str(shim), "DATELINE_HANGING": "/of-colleagues", "DATELINE_HANG_WHILE": str(flag)}


def test_keys_act_while_the_folder_hangs_and_all_is_shared_when_it_is_back(
    shim: Path, library: Path, folder: Path, tmp_path: Path
) -> None:
    flag = tmp_path / "hanging"
    with open_dateline(library, environ=hanging(shim, flag)) as terminal:
        terminal.type("o")
        terminal.until_shown("by Ann")
        terminal.press("escape")
        flag.touch()
        terminal.until_shown(SILENT)
        terminal.type("2aprecious\r")
        terminal.until_shown("Note saved.")
        terminal.type("/by:ann\r")
        terminal.until_shown(SILENT)
        terminal.press("escape")
        terminal.type("o")
        terminal.until_shown("by Ann", "precious")
        terminal.press("escape")
        assert [one.revisions for one in colleagues(folder, "Ann")] in ([], [[]])
        flag.unlink()
        deadline = 0
        while not any(one.revisions for one in colleagues(folder, "Ann")) and deadline < PATIENCE * 10:
            terminal.read(0.1)
            deadline += 1
        terminal.press("ctrl+q")
        assert terminal.wait() == 0
    (bob,) = colleagues(folder, "Ann")
    assert [one.content.note for one in bob.revisions if one.content] == ["precious"]
    record("the folder of colleagues hangs", "told, every key acts, and all is shared once it is back")


@pytest.mark.usefixtures("folder")
def test_it_ends_although_the_folder_hangs(shim: Path, library: Path, tmp_path: Path) -> None:
    flag = tmp_path / "hanging"
    with open_dateline(library, environ=hanging(shim, flag)) as terminal:
        flag.touch()
        terminal.until_shown(SILENT)
        terminal.press("ctrl+q")
        assert terminal.wait() == 0


@pytest.mark.usefixtures("folder")
def test_it_opens_although_the_last_session_asked_for_colleagues_notes(
    shim: Path, library: Path, tmp_path: Path
) -> None:
    flag = tmp_path / "hanging"
    with open_dateline(library, environ=hanging(shim, flag)) as terminal:
        terminal.type("/by:nobody\r")
        terminal.until_shown("by:nobody (0)")
        terminal.press("ctrl+q")
        assert terminal.wait() == 0
    flag.touch()
    with open_dateline(library, environ=hanging(shim, flag)) as terminal:
        terminal.until_shown("document 1/3")
        terminal.type("2aprecious\r")
        terminal.until_shown("Note saved.")
        terminal.press("ctrl+q")
        assert terminal.wait() == 0


@pytest.mark.usefixtures("folder")
def test_commands_give_up(shim: Path, library: Path, tmp_path: Path) -> None:
    flag = tmp_path / "hanging"
    flag.touch()
    for command in (["search", "by:ann"], ["notes", "shared"], ["notes", "take", "ab"], ["notes", "share"]):
        done = subprocess.run(
            [DATELINE, *command[:2], "--library", f"{library}/", *command[2:]],
            env=os.environ | hanging(shim, flag),
            capture_output=True,
            text=True,
            timeout=PATIENCE,
            check=False,
        )
        assert done.returncode == 2, command
        assert SILENT in done.stderr, (command, done.stderr)
