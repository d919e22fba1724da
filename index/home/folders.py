"""Where Dateline's own files lie, and that nobody else can have written them.

``DATELINE_HOME`` if it is set, else the XDG folders. Folders are made with mode 0700 and files with 0600.
"""

from __future__ import annotations

import errno
import itertools
import os
import re
import stat
from dataclasses import dataclass
from pathlib import Path

import platformdirs

from index.errors import ConfigurationError, PathError, UnsafeFolderError

SHARED_LIST = "libraries.toml"
"""The file of the configuration that lists the shared libraries."""

SHARED = "opensearch:"
"""How the address of a shared library begins, which is never a path."""


@dataclass(frozen=True, slots=True)
class Home:
    """The folders in which Dateline keeps what it writes."""

    data: Path  # libraries and notebooks
    state: Path  # sessions, history, recovery
    config: Path

    @property
    def libraries(self) -> Path:
        """The folder of the named libraries, a folder each."""
        return self.data / "libraries"

    @property
    def captures(self) -> Path:
        """The folder of what was fetched, a folder for each feed."""
        return self.data / "captures"

    @property
    def kept_by_notebook(self) -> tuple[Path, ...]:
        """The folders in which a notebook has one of its own, called as it is: of sessions, unsaved texts, drafts."""
        return (self.state, self.state / "unsaved", self.state / "drafts")

    def sessions(self, notebook: Path) -> Path:
        """The folder of what is kept of a notebook's sessions."""
        return self.state / notebook.stem

    def notebook(self, library: Path) -> Path:
        """The notebook of a library: by name for a named one, by name and path for a folder elsewhere."""
        if library.parent == self.libraries:
            return self.data / "notebooks" / f"{library.name}.sqlite"
        import hashlib  # these two take 20 ms, and many commands do without them

        mark = hashlib.sha256(os.fsencode(library)).hexdigest()[:8]
        return self.data / "notebooks" / f"{library.name}-{mark}.sqlite"


def find_home() -> Home:
    """The home that the environment names: ``DATELINE_HOME``, else the XDG folders.

    Raises ConfigurationError if there is none.
    """
    chosen = os.environ.get("DATELINE_HOME")
    if chosen:
        base = absolute(chosen)
        return Home(base, base / "state", base / "config")
    folders = platformdirs.PlatformDirs("dateline", appauthor=False)
    try:
        home = Home(folders.user_data_path, folders.user_state_path, folders.user_config_path)
    except RuntimeError:  # newer versions of platformdirs
        home = None
    if home is None or not home.data.is_absolute():
        raise ConfigurationError("This user has no home folder; set HOME, or DATELINE_HOME to a folder of your own.")
    return home


def absolute(path: Path | str) -> Path:
    """A path that was typed, with ``~`` filled in and from the root; links stay links.

    Raises PathError for the home of a user that there is not, or if the working directory is gone.
    """
    try:
        return Path(os.path.abspath(Path(path).expanduser()))  # noqa: PTH100 - resolve() follows links
    except RuntimeError as error:
        raise PathError(f"There is no home folder for {path}; check the name, or write ./{path}") from error
    except FileNotFoundError as error:
        raise PathError("The working directory does not exist any more; go to another one with: cd") from error


def library_folder(home: Home, name_or_folder: str) -> Path:
    """The folder of a library: a name has no slash, anything with one is a folder.

    Raises ConfigurationError for a name that cannot be one.
    """
    if name_or_folder.startswith(SHARED):
        raise ConfigurationError(
            f"'{name_or_folder}' is a shared library, which is opened on the screen: dateline --library ADDRESS."
            " To use another command, take a part of it home: dateline libraries transfer ADDRESS NAME --query …"
        )
    if "/" in name_or_folder:
        return absolute(name_or_folder)
    if not re.fullmatch(r"\w[\w.-]{0,79}", name_or_folder):
        raise ConfigurationError(
            f"'{name_or_folder}' cannot name a library; use letters, digits, '-' and '_', or a folder with a slash."
        )
    return home.libraries / name_or_folder


def make_private_folder(folder: Path) -> None:
    """Make a folder, and those above it that are missing, each with mode 0700, and check that it is safe.

    Raises PathError if it cannot be made, UnsafeFolderError if others own it or may write to it.
    """
    try:
        missing = itertools.takewhile(lambda one: not one.exists(), folder.parents)
        for one in (*reversed(list(missing)), folder):  # mkdir(parents=True) gives the mode to the last one only
            one.mkdir(mode=0o700, exist_ok=True)
    except OSError as error:
        raise PathError(
            f"The folder {folder} cannot be made: {error.strerror}. DATELINE_HOME names another for Dateline's files."
        ) from error
    check_owned(folder)


def check_owned(path: Path) -> None:
    """Refuse a file or folder that belongs to another user or that others may write: UnsafeFolderError.

    Whoosh's index files are pickles, which run code when they are read. What is not there is safe. A pipe or a device
    is refused too: opening it could wait for ever.
    """
    status = _plain_status(path)
    if status is None:
        return
    if status.st_uid != os.geteuid():
        raise UnsafeFolderError(f"{path} belongs to another user, so it is not opened; use a library of your own.")
    if status.st_mode & (stat.S_IWGRP | stat.S_IWOTH):
        raise UnsafeFolderError(f"Others may write to {path}, so it is not opened; run: chmod go-w {path}")


def check_secret(path: Path) -> None:
    """Refuse a file with a secret that others may read: UnsafeFolderError."""
    status = _plain_status(path)
    if status is not None and (status.st_uid != os.geteuid() or status.st_mode & 0o077):
        raise UnsafeFolderError(f"Others may read {path}, which holds a secret; run: chmod 600 {path}")


def check_plain(path: Path) -> None:
    """Refuse what is neither a file nor a folder, as a pipe, which one would wait for: UnsafeFolderError."""
    _plain_status(path)


def _plain_status(path: Path) -> os.stat_result | None:
    try:
        status = path.stat()
    except FileNotFoundError:
        return None
    except OSError as error:
        raise PathError(f"{path} cannot be read: {error.strerror}.") from error
    if not (stat.S_ISREG(status.st_mode) or stat.S_ISDIR(status.st_mode)):
        raise UnsafeFolderError(f"{path} is no file but a pipe or a device, so it is not opened; remove it.")
    return status


def read_ordinary_file(path: Path, most: int) -> bytes:
    """The content of a file of at most so many bytes. A pipe or device is not waited for.

    Raises OSError, with a reason that can be shown; also if it is no ordinary file or larger.
    """
    descriptor = os.open(path, os.O_RDONLY | os.O_NONBLOCK | os.O_CLOEXEC)
    with os.fdopen(descriptor, "rb") as file:
        if not stat.S_ISREG(os.fstat(descriptor).st_mode):
            raise OSError(errno.EINVAL, "it is no ordinary file", str(path))
        content = file.read(most + 1)
    if len(content) > most:
        raise OSError(errno.EFBIG, f"it is larger than {most // 1_000_000} MB", str(path))
    return content


def write_whole(target: Path, content: bytes) -> None:
    """Write a file of mode 0600 beside its place and rename it there: a full disk leaves the old one whole.

    A link stays one, and what is there keeps its mode. A device or a pipe is written to. Raises OSError.
    """
    place = Path(os.path.realpath(target))
    mode = place.stat().st_mode if place.exists() else stat.S_IFREG | 0o600
    if not stat.S_ISREG(mode):
        place.write_bytes(content)
        return
    import tempfile

    descriptor, name = tempfile.mkstemp(dir=place.parent, prefix=f".{place.name[:100]}.")
    part = Path(name)
    try:
        with os.fdopen(descriptor, "wb") as file:
            file.write(content)
            file.flush()
            os.fsync(descriptor)
        part.chmod(stat.S_IMODE(mode))
        part.replace(place)
    except OSError:
        part.unlink(missing_ok=True)
        raise
