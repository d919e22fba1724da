"""The lock of a library: one writer at a time, and whoever is refused is told who holds it."""

from __future__ import annotations

import contextlib
import datetime
import fcntl
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from index.errors import LibraryError, LibraryLockedError


@contextmanager
def writer_lock(folder: Path, what: str = "This library is", *, wait: bool = False) -> Iterator[None]:
    """Hold the lock of the library in ``folder``, or of ``what`` else is there.

    The system frees it when the process ends, however it ends.

    Raises LibraryLockedError, which names the holder, unless it is to ``wait`` for its turn.
    """
    path = folder / "lock"
    try:
        descriptor = os.open(path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC | os.O_NOFOLLOW, 0o600)
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


def _holder(path: Path) -> str:
    try:
        return path.read_text(errors="replace").strip() or "another process"
    except OSError:
        return "another process"
