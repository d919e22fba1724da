"""Leaving the terminal to another program for a while."""

from __future__ import annotations

import os
from typing import Any

from textual.app import App, SuspendNotSupported

from index.errors import ConfigurationError, DatelineError
from tui.terminal.editor import edited


def edited_outside(app: App[Any], text: str) -> str:
    """Returns a text as the editor of VISUAL or EDITOR left it, which has the terminal until it ends.

    Raises ConfigurationError if there is no editor, it fails, or the terminal cannot be left.
    """
    failure: DatelineError | None = None
    try:
        with app.suspend():
            try:  # an error must not leave the terminal suspended
                text = edited(text, os.environ)
            except DatelineError as error:
                failure = error
    except SuspendNotSupported as error:
        raise ConfigurationError("An editor cannot be opened here.") from error
    if failure is not None:
        raise failure
    return text
