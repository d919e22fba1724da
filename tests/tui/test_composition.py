"""How the screen is put together: no file touches another's privates, no subject is inherited, keys find actions."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from textual.screen import Screen

from tui.keys import ACTIONS
from tui.main import screen
from tui.main.palette import WITHOUT_KEY
from tui.main.screen import MainScreen

MAIN = Path(screen.__file__).parent
FILES = sorted(MAIN.parent.rglob("*.py"))

MEANT = {
    "os._exit",  # the standard library documents it
    "textual._xterm_parser",  # what keys arrive as, guarded in tui/terminal/pasting.py
    "textual._styles_cache",  # mended in tui/terminal/textual_leaks.py
}
"""Names with an underscore that are used on purpose."""


def is_private(name: str) -> bool:
    return name.startswith("_") and not name.startswith("__")


def is_within_private(module: str) -> bool:
    return any(map(is_private, module.split(".")))


def is_own(node: ast.expr) -> bool:
    """Whether an expression is the object itself, its class, or what its class is made from."""
    called = isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "super"
    return called or (isinstance(node, ast.Name) and node.id in ("self", "cls"))


def privates(tree: ast.AST) -> Iterator[str]:
    """The names with an underscore that belong to something else."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Attribute) and is_private(node.attr) and not is_own(node.value):
            yield ast.unparse(node)
        elif isinstance(node, ast.ImportFrom):
            names = [f"{node.module}.{alias.name}" for alias in node.names if is_private(alias.name)]
            yield from names or filter(is_within_private, [node.module or ""])
        elif isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names if is_within_private(alias.name))


@pytest.mark.parametrize(
    "code",
    ["import a._b", "from a import _b", "from a._b import c", "other._b", "self.a._b", "self.a()._b = 1", "a.b._c()"],
)
def test_a_private_of_another_is_noticed(code: str) -> None:
    assert list(privates(ast.parse(code)))


@pytest.mark.parametrize("code", ["self._a", "cls._a", "super()._a()", "_a", "from a.__main__ import b", "a.__dict__"])
def test_what_is_ones_own_or_public_is_not(code: str) -> None:
    assert list(privates(ast.parse(code))) == []


def test_no_file_touches_the_privates_of_another() -> None:
    found = {(str(file), name) for file in FILES for name in privates(ast.parse(file.read_text()))}
    assert [(file, name) for file, name in sorted(found) if name not in MEANT] == []


def test_the_main_screen_is_textuals_screen_and_inherits_no_subject() -> None:
    assert MainScreen.__bases__ == (Screen,)
    classes = [node for file in MAIN.glob("*.py") for node in ast.parse(file.read_text()).body]
    subjects = [
        one
        for one in classes
        if isinstance(one, ast.ClassDef) and actions_of(one) and one.name not in ("MainScreen", "Palette")
    ]
    assert len(subjects) > 10
    assert [one.name for one in subjects if one.bases] == []


def actions_of(subject: ast.ClassDef) -> list[str]:
    names = [node.name for node in subject.body if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)]
    return [name for name in names if name.startswith("action_")]


def test_only_the_main_screens_own_files_and_the_app_know_the_main_screen() -> None:
    knowing = [file for file in FILES if "tui.main.screen" in file.read_text()]
    assert {file.name for file in knowing} <= {"app.py", "palette.py"}


async def test_every_row_of_the_table_finds_its_action_and_every_action_has_a_row(open_app: Any, library: Path) -> None:
    async with open_app(library) as app:
        subjects = app.app.main.subjects
        actions = {
            f"{name}.{member.removeprefix('action_')}"
            for name, subject in subjects.items()
            for member in dir(subject)
            if member.startswith("action_")
        }
    named = {*(action.name for action in ACTIONS), *WITHOUT_KEY.values()}
    assert {name for name in named if name.partition(".")[0] in subjects} == actions
    assert {name.partition(".")[0] for name in named if "." in name} <= {"app", "screen", *subjects}
