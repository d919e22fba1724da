"""Notes written to a file."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from index.errors import ConfigurationError, PathError
from index.notebook.annotation import Annotation
from index.notebook.export.formats import FORMATS, SUFFIXES


def format_of(path: Path) -> str:
    """The format that the end of a file's name stands for. Raises ConfigurationError if it stands for none."""
    for name, suffix in SUFFIXES.items():
        if path.name.lower().endswith(suffix):
            return name
    raise ConfigurationError(
        f"'{path.name}' does not tell a format; let it end in one of {', '.join(SUFFIXES.values())}."
    )


def write_notes(annotations: Sequence[Annotation], form: str, target: Path, notebook: Path) -> None:
    """Write the annotations to a file in one of the ``FORMATS``, in place of what is there, but not of the notebook.

    Raises PathError if it cannot be written.
    """
    if target.exists() and target.samefile(notebook):
        raise PathError(f"{target} is the notebook itself; name another file.")
    try:
        target.write_bytes(encoded(annotations, form))
    except OSError as error:
        raise PathError(f"{target} cannot be written: {error.strerror}.") from error


def encoded(annotations: Sequence[Annotation], form: str) -> bytes:
    """The annotations in one of the ``FORMATS`` as they stand in a file."""
    return FORMATS[form](annotations).encode("utf-8")
