"""Where any error is caught: at the doors of processes and threads, and to tidy up before it goes on."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import index
import tui

DOORS = {
    "tui/cli/door.py",  # of the command and its screen
    "index/service/worker.py",  # of the search process
    "index/building/reader.py",  # of the process that reads strangers' files
    "index/home/patience.py",  # of a thread that nobody has to wait for
}


def handlers(name: str) -> Iterator[tuple[str, ast.ExceptHandler]]:
    """The handlers of a class of errors, each with its file."""
    for package in (index, tui):
        root = Path(package.__file__ or "").parent
        for file in root.rglob("*.py"):
            for node in ast.walk(ast.parse(file.read_text())):
                if isinstance(node, ast.ExceptHandler) and isinstance(node.type, ast.Name) and node.type.id == name:
                    yield file.relative_to(root.parent).as_posix(), node


def test_only_the_doors_catch_whatever_comes() -> None:
    found = [file for file, _ in handlers("Exception")]
    assert sorted(found) == sorted(DOORS)


def test_whoever_tidies_up_after_any_error_lets_it_go_on() -> None:
    found = list(handlers("BaseException"))
    assert found
    assert [file for file, one in found if not any(isinstance(part, ast.Raise) for part in ast.walk(one))] == []
