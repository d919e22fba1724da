"""Zip archives, and what they say of their members."""

from __future__ import annotations

import contextlib
import zipfile
from collections.abc import Iterator

from index.errors import UnreadableError
from index.sources.entries import Fault, Member
from index.sources.source import Source

NEEDS_PASSWORD = "needs a password"
_ENCRYPTED = 0x1
_UTF8_NAME = 0x800


def read_zip(source: Source) -> Iterator[Member | Fault]:
    """Yield the files in a zip archive, hidden ones left out as they are in folders."""
    yield from members_of_zip(source)


def members_of_zip(source: Source) -> Iterator[Member | Fault]:
    """Yield the files in a zip archive in their order. Raises UnreadableError if it has no list of them."""
    with source.seekable() as stream:
        try:
            archive = zipfile.ZipFile(stream)
        except (zipfile.BadZipFile, NotImplementedError, ValueError, EOFError) as error:
            raise UnreadableError(f"a damaged zip archive: {str(error).lower()}") from None
        with archive:
            locked = 0
            for info in archive.infolist():
                name = _name(info)
                if info.is_dir() or is_hidden(name):
                    continue
                if info.flag_bits & _ENCRYPTED:
                    locked += 1
                    continue
                yield Member(name, lambda info=info: archive.open(info))  # type: ignore[misc]
            if locked:
                yield Fault(None, f"{NEEDS_PASSWORD} ({locked:,} of its files)" if locked > 1 else NEEDS_PASSWORD)


def _name(info: zipfile.ZipInfo) -> str:
    """The path of a member. Archives that do not say in what their names are written are often in UTF-8."""
    name = info.filename
    if not info.flag_bits & _UTF8_NAME and not name.isascii():
        with contextlib.suppress(UnicodeError):
            name = name.encode("cp437").decode("utf-8")
    return name.replace("\\", "/").lstrip("/")


def is_hidden(name: str) -> bool:
    """Whether a path lies in a folder, or is a file, that is not shown."""
    return any((part.startswith(".") and part not in (".", "..")) or part == "__MACOSX" for part in name.split("/"))
