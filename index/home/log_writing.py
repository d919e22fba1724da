"""How the log is written: a private file, in which no entry can look like two."""

from __future__ import annotations

import logging
import os
import textwrap
from io import TextIOWrapper
from logging.handlers import RotatingFileHandler

from index.text.neutralise import neutralise, neutralise_line


def open_private(path: str, flags: int) -> int:
    """Open a file, as ``open`` asks an opener to, with mode 0600 and without following a link or waiting for a pipe."""
    return os.open(path, flags | os.O_CLOEXEC | os.O_NOFOLLOW | os.O_NONBLOCK, 0o600)


class PrivateFile(RotatingFileHandler):
    """A file of mode 0600."""

    def _open(self) -> TextIOWrapper:
        descriptor = open_private(self.baseFilename, os.O_WRONLY | os.O_CREAT | os.O_APPEND)
        return open(descriptor, "a", encoding=self.encoding, errors=self.errors)  # noqa: PTH123 - a descriptor

    def handleError(self, record: logging.LogRecord) -> None:  # noqa: N802
        """A full disk is no reason to stop, nor to print a traceback."""


class Neutralised(logging.Formatter):
    """An entry is one line; what follows it is indented."""

    def formatMessage(self, record: logging.LogRecord) -> str:  # noqa: N802
        return neutralise_line(super().formatMessage(record))

    def formatException(self, ei: object) -> str:  # noqa: N802
        return textwrap.indent(neutralise(super().formatException(ei)), "    ")  # type: ignore[arg-type]
