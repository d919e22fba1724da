"""Zip archives, and what they say of their members."""

from __future__ import annotations

import contextlib
import zipfile
import zlib
from collections.abc import Iterator

from index.errors import NEEDS_PASSWORD, UnreadableError
from index.sources.entries import Fault, Member
from index.sources.source import Source

_PIECE = 2**18
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
                password = _password_of(archive, info, source.budget.passwords)
                if info.flag_bits & _ENCRYPTED and password is None:
                    locked += 1
                    continue
                yield Member(name, lambda info=info, password=password: archive.open(info, pwd=password))  # type: ignore[misc]
            if locked:
                yield Fault(None, f"{NEEDS_PASSWORD} ({locked:,} of its files)" if locked > 1 else NEEDS_PASSWORD)


def _password_of(archive: zipfile.ZipFile, info: zipfile.ZipInfo, passwords: tuple[str, ...]) -> bytes | None:
    """The first of the passwords that opens an encrypted member, None if none does, or it is not encrypted.

    One password in 256 passes the first test, so the member is read to its end, where its checksum stands.
    """
    for password in passwords if info.flag_bits & _ENCRYPTED else ():
        with contextlib.suppress(RuntimeError, NotImplementedError, zipfile.BadZipFile, zlib.error, EOFError):
            with archive.open(info, pwd=password.encode()) as content:
                while content.read(_PIECE):
                    pass
            return password.encode()
    return None


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
