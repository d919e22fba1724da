"""Opening a file for reading."""

from __future__ import annotations

import io
import os
import stat
from pathlib import Path

from index.errors import UnreadableError

_BUFFER = 2**18


def open_regular(path: Path) -> io.BufferedReader:
    """Open a file to read its bytes.

    Raises UnreadableError if it cannot be opened or is no regular file.
    """
    try:
        # Without O_NONBLOCK, opening a pipe that took a file's place would wait for ever.
        descriptor = os.open(path, os.O_RDONLY | os.O_NONBLOCK | os.O_CLOEXEC)
    except FileNotFoundError:
        raise UnreadableError("the file has vanished") from None
    except OSError as error:
        raise UnreadableError(f"cannot be opened: {(error.strerror or str(error)).lower()}") from None
    except ValueError:
        raise UnreadableError("cannot be opened: its name holds a null character") from None
    if not stat.S_ISREG(os.fstat(descriptor).st_mode):
        os.close(descriptor)
        raise UnreadableError("not a regular file")
    return io.BufferedReader(io.FileIO(descriptor), _BUFFER)
