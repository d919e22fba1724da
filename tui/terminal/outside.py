"""Leaving the terminal to another program for a while."""

from __future__ import annotations

import os
from collections.abc import Callable
from typing import Any, TypeVar

from textual.app import App, SuspendNotSupported

from index.errors import ConfigurationError, DatelineError
from tui.terminal.editor import edited
from tui.terminal.piping import piped

Result = TypeVar("Result")


def edited_outside(app: App[Any], text: str) -> str:
    """Returns a text as the editor of VISUAL or EDITOR left it, which has the terminal until it ends.

    Raises ConfigurationError if there is no editor, it fails, or the terminal cannot be left.
    """
    return _outside(app, "An editor cannot be opened here.", lambda: edited(text, os.environ))


def piped_outside(app: App[Any], text: str, command: str) -> int:
    """Gives a text to a command, which has the terminal until it ends and a key was pressed; returns its exit code.

    Raises ConfigurationError if there is no shell, or the terminal cannot be left.
    """
    return _outside(app, "A command cannot be run here.", lambda: piped(text, command))


def _outside(app: App[Any], refusal: str, work: Callable[[], Result]) -> Result:
    """Does something in the terminal itself. Raises ConfigurationError with the refusal where that cannot be."""
    done: list[Result] = []
    failure: DatelineError | None = None
    try:
        with app.suspend():
            try:  # an error must not leave the terminal suspended
                done.append(work())
            except DatelineError as error:
                failure = error
    except SuspendNotSupported as error:
        raise ConfigurationError(refusal) from error
    if failure is not None:
        raise failure
    return done[0]
