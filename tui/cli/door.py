"""How the command ends, whatever happens: an exit code, and at most one sentence. Nobody sees a traceback.

0 found or done, 1 nothing found, 2 an error, 3 something that nobody expected, 128 and its number after a signal.
"""

from __future__ import annotations

import contextlib
import errno
import os
import signal
import sys
from collections.abc import Callable
from pathlib import Path

import click

from index.errors import ConfigurationError, DatelineError
from index.home.folders import find_home
from index.home.log import LOGGER, current_log, log_file, open_log
from index.text.neutralise import for_terminal, neutralise_line

ERROR, UNEXPECTED, INTERRUPTED = 2, 3, 130

_REFUSALS = (errno.ENOSPC, errno.EDQUOT, errno.EFBIG, errno.EIO, errno.EBADF)
"""How a stream fails that is full or closed."""


class Terminated(BaseException):
    """The process was told to end. Not an Exception: nothing on the way out takes it for an error."""

    def __init__(self, number: int) -> None:
        super().__init__()
        self.code = 128 + number


def run_safely(command: Callable[[], object]) -> int:
    """Run a command; returns its exit code. Every error is one sentence on standard error."""
    _open_standard_streams()
    _escape_what_cannot_be_shown()
    try:
        code = command()
        _flush(sys.stdout)
    except BrokenPipeError:
        _abandon_output()  # the reader has gone: nothing more to write
        return ERROR
    except (click.exceptions.Abort, KeyboardInterrupt):
        return INTERRUPTED
    except Terminated as end:
        return end.code
    except click.ClickException as error:
        return _complain(f"{error.format_message()} See: dateline --help")
    except DatelineError as error:
        LOGGER.warning("%s: %s", type(error).__name__, error)
        return _complain(str(error))
    except Exception as error:  # noqa: BLE001 - the command's door: nobody above could tell of it
        sentence = _known_reason(error)
        return _complain(sentence) if sentence else _tell_unexpected(error)
    return code if isinstance(code, int) else 0


# Before


def _open_standard_streams() -> None:
    """Give a stream that was closed a file descriptor, lest a file of ours gets its number and is written into."""
    for number, name, mode in ((0, "stdin", "r"), (1, "stdout", "w"), (2, "stderr", "w")):
        try:
            os.fstat(number)
        except OSError:
            # Writing to a closed standard output is an error, so it cannot be written; what is said of it is dropped.
            os.open(os.devnull, os.O_WRONLY if number == 2 else os.O_RDONLY)
        if getattr(sys, name) is None:
            stream = open(number, mode, encoding="utf-8", closefd=False)  # noqa: SIM115 - a descriptor
            setattr(sys, name, stream)


def _escape_what_cannot_be_shown() -> None:
    """Write what the locale's encoding lacks by its number (\\u0130): nothing is lost, and nothing fails for it."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure") and stream is not None:
            stream.reconfigure(errors="backslashreplace")


# After


def _flush(stream: object) -> None:
    with contextlib.suppress(ValueError):  # it was closed
        getattr(stream, "flush", lambda: None)()


def _known_reason(error: Exception) -> str:
    """What an exception means that any command may raise: of the streams, the arguments or the working directory."""
    if isinstance(error, OSError) and error.filename is None and error.errno in _REFUSALS:
        _abandon_output()  # every other file of ours is named where it fails
        return f"Standard output cannot be written: {error.strerror}."
    if isinstance(error, UnicodeError) and any("\udc80" <= sign <= "\udcff" for word in sys.argv for sign in word):
        return "An argument is not UTF-8; set a UTF-8 locale, for example LC_ALL=C.UTF-8, and type it again."
    if isinstance(error, FileNotFoundError):
        try:
            Path.cwd()
        except FileNotFoundError:
            return "The working directory does not exist any more; go to another one with: cd"
    return ""


def _abandon_output() -> None:
    """Let what cannot be written go, so that Python does not try it again at the end."""
    with contextlib.suppress(OSError, ValueError):
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def _tell_unexpected(error: Exception) -> int:
    kind = type(error).__name__
    try:
        if current_log() is None:
            os.environ.pop("DATELINE_LOG", None)
            open_log(log_file(find_home()))
        LOGGER.error("unexpected: %s", kind, exc_info=error)
    except (DatelineError, OSError) as refused:
        _write(f"dateline: Something went wrong ({kind}: {error}), and no log could be written: {refused}")
    else:
        _write(f"dateline: Something went wrong ({kind}); {current_log()} has the details.")
    return UNEXPECTED


def _complain(sentence: str) -> int:
    _write(f"dateline: {sentence}")
    return ERROR


def _write(line: str) -> None:
    with contextlib.suppress(OSError, ValueError):  # there is nobody to tell
        sys.stderr.write(for_terminal(neutralise_line(line)) + "\n")
        sys.stderr.flush()


def end_when_told() -> None:
    """Let SIGTERM and SIGHUP end a run as ctrl+c does, so that the processes that it has started end with it."""

    def end(number: int, _frame: object) -> None:
        raise Terminated(number)

    for number in (signal.SIGTERM, signal.SIGHUP):
        signal.signal(number, end)


def begin_log(file: Path) -> None:
    """Write a log from now on. A full disk is no reason not to work; a level that there is not, is."""
    try:
        open_log(file)
    except ConfigurationError:
        raise
    except (DatelineError, OSError) as error:
        _write(f"dateline: No log is written: {error}")
