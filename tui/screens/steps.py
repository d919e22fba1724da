"""Undo and redo of what this session changed in the notebook, the same on every screen that changes it."""

from __future__ import annotations

from collections.abc import Callable

from index.errors import DatelineError
from index.notebook.store import Notebook


def undo(notebook: Notebook) -> str:
    """Takes the session's last change back; returns the sentence that says so, or why it could not be."""
    return _step(notebook.undo, "There is nothing to undo.")


def redo(notebook: Notebook) -> str:
    """Makes the change again that was taken back last; returns the sentence that says so, or why it could not be."""
    return _step(notebook.redo, "There is nothing to do again.")


def _step(step: Callable[[], str | None], nothing: str) -> str:
    try:
        done = step()
    except DatelineError as error:
        return str(error)
    return nothing if done is None else f"Done: {done}."
