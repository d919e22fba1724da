"""The log: what was begun, committed and refused, and every error that nobody expected, with its traceback.

It is a private file beside the session's state of the same notebook, and is begun anew at a megabyte; the one before is
kept. What it quotes is neutralised, and no entry can look like two.
"""

from __future__ import annotations

import logging
import os
import textwrap
from io import TextIOWrapper
from logging.handlers import RotatingFileHandler
from pathlib import Path

from index.errors import ConfigurationError
from index.home.folders import Home, check_owned, make_private_folder
from index.text.neutralise import neutralise, neutralise_line

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
    handler = _PrivateFile(file, maxBytes=SIZE, backupCount=1, encoding="utf-8", errors="backslashreplace")
    handler.setFormatter(_Neutralised("{asctime} {process} {levelname} {message}", style="{"))
    close_log()
    LOGGER.addHandler(handler)
    LOGGER.setLevel(level.upper())


def open_private(path: str, flags: int) -> int:
    """Open a file, as ``open`` asks an opener to, with mode 0600 and without following a link or waiting for a pipe."""
    return os.open(path, flags | os.O_CLOEXEC | os.O_NOFOLLOW | os.O_NONBLOCK, 0o600)


def current_log() -> Path | None:
    """The file that is written to, if any."""
    return next((Path(one.baseFilename) for one in LOGGER.handlers if isinstance(one, _PrivateFile)), None)


def close_log() -> None:
    """Write to no file any more."""
    for handler in [one for one in LOGGER.handlers if isinstance(one, _PrivateFile)]:
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


class _PrivateFile(RotatingFileHandler):
    """A file of mode 0600."""

    def _open(self) -> TextIOWrapper:
        descriptor = open_private(self.baseFilename, os.O_WRONLY | os.O_CREAT | os.O_APPEND)
        return open(descriptor, "a", encoding=self.encoding, errors=self.errors)  # noqa: PTH123 - a descriptor

    def handleError(self, record: logging.LogRecord) -> None:  # noqa: N802
        """A full disk is no reason to stop, nor to print a traceback."""


class _Neutralised(logging.Formatter):
    """An entry is one line; what follows it is indented."""

    def formatMessage(self, record: logging.LogRecord) -> str:  # noqa: N802
        return neutralise_line(super().formatMessage(record))

    def formatException(self, ei: object) -> str:  # noqa: N802
        return textwrap.indent(neutralise(super().formatException(ei)), "    ")  # type: ignore[arg-type]
