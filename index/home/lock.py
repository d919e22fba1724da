"""The lock of a library: one writer at a time, and whoever is refused is told who holds it."""

from __future__ import annotations

import contextlib
import datetime
import fcntl
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from index.errors import DatelineError, LibraryError, LibraryLockedError, PathError
from index.home.folders import make_private_folder

_SESSIONS = "open"


@contextmanager
def writer_lock(folder: Path, what: str = "This library is", *, wait: bool = False) -> Iterator[None]:
    """Hold the lock of the library in ``folder``, or of ``what`` else is there.

    The system frees it when the process ends, however it ends.

    Raises LibraryLockedError, which names the holder, unless it is to ``wait`` for its turn.
    """
    path = folder / "lock"
    try:
        descriptor = _opened(path)
    except OSError as error:
        raise LibraryError(f"What is in {folder} cannot be written: {error.strerror}.") from error
    try:
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX | (0 if wait else fcntl.LOCK_NB))
        except BlockingIOError:
            raise LibraryLockedError(f"{what} being written by {_holder(path)}; wait until it ends.") from None
        since = datetime.datetime.now().astimezone().strftime("%Y-%m-%d %H:%M")
        os.ftruncate(descriptor, 0)
        with contextlib.suppress(OSError):  # a full disk: whoever is refused is told less, and we shall be told soon
            os.write(descriptor, f"process {os.getpid()} on {os.uname().nodename} since {since}".encode())
        yield
    finally:
        os.close(descriptor)


@contextmanager
def session_open(folder: Path) -> Iterator[None]:
    """Say, as long as it lasts, that a session has the library open whose sessions are kept in ``folder``.

    Where that cannot be written down, the session goes on without.
    """
    descriptor = None
    with contextlib.suppress(OSError, DatelineError):
        make_private_folder(folder)
        descriptor = _opened(folder / _SESSIONS)
        fcntl.flock(descriptor, fcntl.LOCK_SH | fcntl.LOCK_NB)
    try:
        yield
    finally:
        if descriptor is not None:
            os.close(descriptor)


@contextmanager
def no_session(folder: Path) -> Iterator[None]:
    """Make sure that no session has the library open whose sessions are kept in ``folder``, nor begins meanwhile.

    Raises LibraryLockedError, and PathError for a folder that cannot be written.
    """
    make_private_folder(folder)
    try:
        descriptor = _opened(folder / _SESSIONS)
    except OSError as error:
        raise PathError(f"What is in {folder} cannot be written: {error.strerror}.") from error
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        yield
    except BlockingIOError:
        raise LibraryLockedError("A session has this library open; close that, or open another one there.") from None
    finally:
        os.close(descriptor)


def _opened(path: Path) -> int:
    return os.open(path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC | os.O_NOFOLLOW, 0o600)


def _holder(path: Path) -> str:
    try:
        return path.read_text(errors="replace").strip() or "another process"
    except OSError:
        return "another process"
