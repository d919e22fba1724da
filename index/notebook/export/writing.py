"""Notes written to a file."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from index.errors import ConfigurationError, PathError
from index.home.folders import write_whole
from index.notebook.annotation import Annotation
from index.notebook.export.formats import FIRST_SUFFIXES, FORMATS, SUFFIXES, WITH_OPTIONS
from index.notebook.export.json_lines import to_jsonl
from index.notebook.export.options import PLAIN, Options
from index.notebook.importing import NOTHING, Present


def format_of(path: Path) -> str:
    """The format that the end of a file's name stands for. Raises ConfigurationError if it stands for none."""
    written = path.name.lower()
    fitting = [(suffix, name) for name, suffixes in SUFFIXES.items() for suffix in suffixes if written.endswith(suffix)]
    if fitting:
        return max(fitting, key=lambda pair: len(pair[0]))[1]
    raise ConfigurationError(f"'{path.name}' does not tell a format; let it end in one of {', '.join(FIRST_SUFFIXES)}.")


def write_notes(
    annotations: Sequence[Annotation],
    form: str,
    target: Path,
    notebook: Path,
    further: Present = NOTHING,
    options: Options = PLAIN,
) -> None:
    """Write the annotations to a file in one of the ``FORMATS``, in place of what is there, but not of the notebook.

    What is ``further`` in the notebook goes with them where the format can hold it.
    Raises PathError if it cannot be written; then what was there is whole. Raises ConfigurationError if the file's
    name ends as those of another format do.
    """
    if target.exists() and notebook.exists() and target.samefile(notebook):
        raise PathError(f"{target} is the notebook itself; name another file.")
    if target.suffix and not target.name.lower().endswith(SUFFIXES[form]):
        raise ConfigurationError(
            f"{target} was not written: a file of the format {form} ends in {' or '.join(SUFFIXES[form])}."
        )
    try:
        write_whole(target, encoded(annotations, form, further, options))
    except OSError as error:
        raise PathError(f"{target} cannot be written: {error.strerror}.") from error


def encoded(
    annotations: Sequence[Annotation], form: str, further: Present = NOTHING, options: Options = PLAIN
) -> bytes:
    """The annotations in one of the ``FORMATS`` as they stand in a file."""
    if form == "jsonl":
        written = to_jsonl(annotations, further)
    elif form in WITH_OPTIONS:
        written = FORMATS[form](annotations, options)
    else:
        written = FORMATS[form](annotations)
    return written.encode("utf-8")
