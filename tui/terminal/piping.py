"""A text given to a command of one's choice."""

from __future__ import annotations

import contextlib
import os
import signal
import subprocess
import sys
import tempfile
from collections.abc import Iterator

from index.errors import ConfigurationError
from index.text.neutralise import neutralise

_SHELL = "/bin/sh"


def piped(text: str, command: str) -> int:
    """Runs a command in a shell of its own with the text on its standard input; waits for it, and then for enter.

    The text is in a file without a name, and in no argument or variable. The terminal must be the command's own
    meanwhile, ctrl+c too. Returns its exit code, as the shell tells it. Raises ConfigurationError if there is no shell.
    """
    with _interrupts_left_to_the_command(), tempfile.TemporaryFile() as file:
        file.write(neutralise(text).encode("utf-8", "replace"))
        file.seek(0)
        try:
            code = subprocess.run([_SHELL, "-c", command], stdin=file, check=False).returncode
        except OSError as error:
            raise ConfigurationError(f"There is no shell to run '{command}' in: {error.strerror}.") from error
        if sys.__stdin__ is not None:
            with contextlib.suppress(OSError):  # a terminal that is gone needs no key
                os.write(1, b"\n[enter: back to Dateline] ")
                os.read(sys.__stdin__.fileno(), 1024)
    return 128 - code if code < 0 else code


@contextlib.contextmanager
def _interrupts_left_to_the_command() -> Iterator[None]:
    """A handler, and not ignoring them: what is ignored stays so in a program that is started."""
    before = signal.signal(signal.SIGINT, lambda *_: None)
    try:
        yield
    finally:
        signal.signal(signal.SIGINT, before)
