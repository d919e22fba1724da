"""A new file that is there whole, or not at all."""

from __future__ import annotations

import os
import tempfile
from pathlib import Path
from types import TracebackType
from typing import IO, Self

from index.errors import PathError


class WholeFile:
    """A file of mode 0600 that is written beside its place and takes it at the end; what is there is never replaced.

    As a context it is given up when it is left by an error. Raises PathError.
    """

    def __init__(self, target: Path) -> None:
        self._target = target
        self._part = Path()
        self._file: IO[str] | None = None

    def __enter__(self) -> Self:
        if self._target.exists():
            raise PathError(f"{self._target} is there already; name another file.")
        try:
            descriptor, name = tempfile.mkstemp(dir=self._target.parent, prefix=f".{self._target.name[:100]}.")
        except OSError as error:
            raise PathError(f"{self._target} cannot be written: {error.strerror}.") from error
        self._part = Path(name)
        self._file = os.fdopen(descriptor, "w", encoding="utf-8", errors="replace", newline="")
        return self

    def write(self, text: str) -> None:
        """Writes some text at the end."""
        assert self._file is not None
        try:
            self._file.write(text)
        except OSError as error:
            raise PathError(f"{self._target} cannot be written: {error.strerror}.") from error

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        assert self._file is not None
        try:
            with self._file:
                self._file.flush()
                os.fsync(self._file.fileno())
            if kind is None:
                _take_place(self._part, self._target)
        except FileExistsError as there:
            raise PathError(f"{self._target} is there already; name another file.") from there
        except OSError as failure:
            if kind is None:
                raise PathError(f"{self._target} cannot be written: {failure.strerror}.") from failure
        finally:
            self._part.unlink(missing_ok=True)


def _take_place(part: Path, target: Path) -> None:
    """Lets a file be called otherwise. Raises FileExistsError where something has come there meanwhile."""
    try:
        os.link(part, target)
    except FileExistsError:
        raise
    except OSError as error:  # a file system that knows no second names
        if target.exists():
            raise FileExistsError(str(target)) from error
        part.rename(target)
