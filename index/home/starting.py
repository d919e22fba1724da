"""How a module of ours is started in a process of its own, wherever Dateline lies and whatever else is installed."""

from __future__ import annotations

import sys
from pathlib import Path

FOLDER = Path(__file__).parents[2]
"""The folder that holds our packages."""

_START = (
    "import runpy, sys; sys.path.insert(0, sys.argv.pop(1)); "
    "runpy.run_module(sys.argv.pop(1), run_name='__main__', alter_sys=True)"
)


def module_command(module: str, *arguments: str) -> list[str]:
    """The command that runs a module by its name.

    The folder of our packages goes first on the new process's path and is no part of ``PYTHONPATH``: a colon in it
    parts nothing, and a module of the same name elsewhere is not taken for ours.
    """
    return [sys.executable, "-c", _START, str(FOLDER), module, *arguments]
