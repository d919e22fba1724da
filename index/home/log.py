"""The log: what was begun, committed and refused, and every error that nobody expected, with its traceback.

It is a private file beside the session's state of the same notebook, and is begun anew at a megabyte; the one before is
kept. What it quotes is neutralised, and no entry can look like two.
"""

from __future__ import annotations

import logging
import os
from pathlib import Path

from index.errors import ConfigurationError
from index.home.folders import Home, check_owned, make_private_folder
from index.text.neutralise import neutralise_line

LOGGER = logging.getLogger("dateline")
LOGGER.addHandler(logging.NullHandler())  # where no log was opened, nothing is printed either
LOGGER.propagate = False

NAME = "dateline.log"
SIZE = 1_000_000
"""Bytes after which a log is begun anew."""

LEVELS = ("debug", "info", "warning", "error")
LEVEL_VARIABLE = "DATELINE_LOG"


def log_file(home: Home, notebook: Path | None = None) -> Path:
    """The log of the sessions with a notebook, or of what belongs to none."""
    return (home.state / notebook.stem if notebook else home.state) / NAME


def open_log(file: Path) -> None:
    """Write to this file from now on, at the level that DATELINE_LOG names, by default info.

    Raises ConfigurationError for a level that there is not, UnsafeFolderError for a file that is not ours, and
    PathError or OSError for one that cannot be written.
    """
    level = os.environ.get(LEVEL_VARIABLE) or "info"
    if level not in LEVELS:
        raise ConfigurationError(f"{LEVEL_VARIABLE}={level} is no level; there is: {', '.join(LEVELS)}.")
    make_private_folder(file.parent)
    check_owned(file)
    from index.home.log_writing import Neutralised, PrivateFile  # 20 ms, which a search from the shell does without

    handler = PrivateFile(file, maxBytes=SIZE, backupCount=1, encoding="utf-8", errors="backslashreplace")
    handler.setFormatter(Neutralised("{asctime} {process} {levelname} {message}", style="{"))
    close_log()
    LOGGER.addHandler(handler)
    LOGGER.setLevel(level.upper())


def current_log() -> Path | None:
    """The file that is written to, if any."""
    return next((Path(one.baseFilename) for one in LOGGER.handlers if isinstance(one, logging.FileHandler)), None)


def close_log() -> None:
    """Write to no file any more."""
    for handler in [one for one in LOGGER.handlers if isinstance(one, logging.FileHandler)]:
        LOGGER.removeHandler(handler)
        handler.close()


def last_entries(file: Path, count: int) -> list[str]:
    """The last lines of a log that begin an entry, the newest last. Raises UnsafeFolderError, OSError."""
    check_owned(file)
    try:
        lines = file.read_text(encoding="utf-8", errors="replace").splitlines()
    except FileNotFoundError:
        return []
    return [neutralise_line(line) for line in lines if line[:1].isdigit()][-count:]
