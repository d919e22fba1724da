"""Dateline where Python has no more than on macOS: without the names of ``os`` and ``select`` that only Linux has."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest
from pty_terminal import DATELINE, Terminal

SITECUSTOMIZE = """
import os, select

ONLY_ON_LINUX = (
    "sched_", "eventfd", "memfd_", "pidfd_", "timerfd_", "posix_fadvise", "posix_fallocate", "posix_openpt", "splice",
    "copy_file_range", "getrandom", "fdatasync", "pipe2", "getxattr", "setxattr", "listxattr", "removexattr", "unshare",
    "setns", "getresuid", "getresgid", "setresuid", "setresgid", "process_cpu_count", "O_DIRECT", "O_LARGEFILE",
    "O_NOATIME", "O_PATH", "O_RSYNC", "O_TMPFILE",
)
for name in [name for name in vars(os) if name.startswith(ONLY_ON_LINUX) and name != "O_DIRECTORY"]:
    delattr(os, name)
for name in [name for name in vars(select) if name.lower().startswith("epoll")]:
    delattr(select, name)
"""


@pytest.fixture
def elsewhere(tmp_path: Path) -> dict[str, str]:
    """What makes every Python that a command starts be without what only Linux has."""
    folder = tmp_path / "customised"
    folder.mkdir()
    (folder / "sitecustomize.py").write_text(SITECUSTOMIZE)
    return {"PYTHONPATH": str(folder)}


def test_the_names_are_gone(elsewhere: dict[str, str]) -> None:
    code = "import os, select; print(hasattr(os, 'sched_getaffinity'), hasattr(select, 'epoll'))"
    command = [sys.executable, "-c", code]
    found = subprocess.run(command, env=os.environ | elsewhere, capture_output=True, text=True, check=True).stdout
    assert found.strip() == "False False"


def test_a_folder_is_indexed_searched_and_read(tmp_path: Path, elsewhere: dict[str, str]) -> None:
    corpus = tmp_path / "corpus"
    corpus.mkdir()
    for number in range(60):  # more than are analysed in one process
        (corpus / f"{number}.txt").write_text(f"Ferry {number}\n\nThe ferry {number} left Malta on Tuesday.\n")
    for arguments, expected in (
        (["index", str(corpus)], "60 documents"),
        (["search", '"ferry 7"'], "Ferry 7"),
        (["doctor"], "documents: 60"),
    ):
        command = [DATELINE, *arguments]
        done = subprocess.run(command, env=os.environ | elsewhere, capture_output=True, text=True, check=False)
        assert (done.returncode, done.stderr) == (0, "")
        assert expected in done.stdout
    with Terminal([DATELINE], environ=elsewhere) as terminal:
        terminal.until_shown("document 1/60")
        terminal.press("ctrl+q")
        assert terminal.wait() == 0
