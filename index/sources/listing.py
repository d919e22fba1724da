"""Which files lie under a root: names, sizes and times, no contents."""

from __future__ import annotations

import os
import stat
from dataclasses import dataclass, field
from pathlib import Path
from typing import NamedTuple

from index.errors import PathError
from index.model import Problem
from index.text.neutralise import neutralise_line


class FileStat(NamedTuple):
    """A file as it was listed. ``path`` is absolute and may hold surrogate escapes (``os.fsdecode``)."""

    path: str
    size: int
    mtime_ns: int


@dataclass(frozen=True, slots=True)
class Listing:
    """The files under a root, sorted by path.

    ``complete`` is False if any folder or file could not be looked at: then a file that is missing here may still
    be there. ``problems`` names what was left out and why; their paths are neutralised for display.
    """

    root: Path
    files: tuple[FileStat, ...]
    complete: bool
    problems: tuple[Problem, ...]


def list_files(root: Path) -> Listing:
    """List the files under ``root``, or ``root`` itself if it is a file.

    Hidden files and folders are left out. So is a link whose target lies under the root in plain sight, since that
    is listed under its own name; thereby no loop of links is walked. A link to something hidden under the root is
    followed (some stores keep their files that way). Links that lead out of the root or nowhere, pipes, sockets
    and devices are left out and reported.

    Raises PathError if the root does not exist, cannot be reached, or is neither a file nor a folder.
    """
    absolute = Path(os.path.abspath(root))  # noqa: PTH100 (resolve() would follow links, absolute() keeps "..")
    name = neutralise_line(str(absolute))
    try:
        status = absolute.stat()
    except (FileNotFoundError, NotADirectoryError):
        raise PathError(f"{name} does not exist; check the path.") from None
    except (OSError, ValueError) as error:  # ValueError: a NUL in the name
        raise PathError(f"{name} cannot be reached: {_reason(error)}.") from None
    if stat.S_ISREG(status.st_mode):
        return Listing(absolute, (FileStat(str(absolute), status.st_size, status.st_mtime_ns),), True, ())
    if not stat.S_ISDIR(status.st_mode):
        raise PathError(f"{name} is neither a file nor a folder; name one of these.")
    walk = _Walk(os.path.realpath(absolute))
    walk.run(str(absolute))
    files = tuple(sorted(walk.files))
    return Listing(absolute, files, walk.complete, tuple(walk.problems))


def _reason(error: OSError | ValueError) -> str:
    return (getattr(error, "strerror", None) or str(error)).lower()


@dataclass(slots=True)
class _Walk:
    """What a walk has found so far. ``real_root`` is the root without links."""

    real_root: str
    files: list[FileStat] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    complete: bool = True
    followed: set[str] = field(default_factory=set)

    def run(self, root: str) -> None:
        waiting = [root]
        while waiting:
            folder = waiting.pop()
            try:
                with os.scandir(folder) as entries:
                    for entry in entries:
                        if not entry.name.startswith("."):
                            self._take(entry, waiting)
            except FileNotFoundError:
                if folder == root:
                    self._fail(folder, "the folder has vanished")
            except OSError as error:
                self._fail(folder, f"the folder cannot be listed: {_reason(error)}")

    def _take(self, entry: os.DirEntry[str], waiting: list[str]) -> None:
        try:
            if entry.is_symlink() and not self._leads_to_hidden(entry.path):
                return
            if entry.is_dir():
                waiting.append(entry.path)
            else:
                status = entry.stat()
                if stat.S_ISREG(status.st_mode):
                    self.files.append(FileStat(entry.path, status.st_size, status.st_mtime_ns))
                else:
                    self._report(entry.path, "a pipe, socket or device; only files are read")
        except FileNotFoundError:
            return  # it vanished since the folder was listed
        except OSError as error:
            self._fail(entry.path, f"cannot be looked at: {_reason(error)}")

    def _leads_to_hidden(self, link: str) -> bool:
        """Whether a link is to be followed; reports one that leads astray."""
        try:
            target = os.path.realpath(link, strict=True)
        except OSError:
            self._report(link, "a link that leads nowhere")
            return False
        if target != self.real_root and not target.startswith(self.real_root.rstrip(os.sep) + os.sep):
            self._report(link, "a link that leads out of the folder; add its target itself to read it")
            return False
        hidden = f"{os.sep}." in target[len(self.real_root) :]
        if not hidden or target in self.followed:
            return False
        self.followed.add(target)
        return True

    def _report(self, path: str, reason: str) -> None:
        self.problems.append(Problem(neutralise_line(path), None, reason))

    def _fail(self, path: str, reason: str) -> None:
        self.complete = False
        self._report(path, reason)
