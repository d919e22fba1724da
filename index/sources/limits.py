"""What the reading of one file may cost, counted over all that it contains."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from index.errors import UnreadableError

MAX_UNPACKED_BYTES = 256 * 2**20
MAX_UNPACKED_RATIO = 50
"""A file is unpacked to so many bytes over all levels, or so many times its own size if that is more.

JSON lines of news unpack to three to ten times their size, and what is made to fill a disk to a thousand times.
"""

MAX_MEMBERS = 100_000
"""Files within one file, over all levels."""

MAX_DEPTH = 5
"""Containers within containers: an attached archive of a mail in a packed mailbox lies four deep."""

MAX_RECORD_BYTES = 64 * 2**20
"""The most that one record, or one file that is one text, may hold."""


class LimitError(UnreadableError):
    """A limit over the whole file is reached: nothing more of it is read."""


@dataclass(slots=True)
class Budget:
    """What of a file's allowance is used up.

    ``begin_part`` is called before each record, member or page: whoever watches the time starts again from there.
    ``enter`` is called with the number of each member, from 1, in the order in which they are met, which is the same
    however often a file is read. ``fatal`` are the numbers of those that ended the reading process, and how.
    ``passwords`` are tried in turn on what is encrypted. ``scans`` are the languages in which a machine is to read
    pictures of pages, as tesseract names them with "+" between them; "" if none is asked for.
    """

    size: int = 0  # of the file
    begin_part: Callable[[], None] = lambda: None
    enter: Callable[[int], None] = lambda _: None
    fatal: Mapping[int, str] = field(default_factory=dict)
    passwords: tuple[str, ...] = field(default=(), repr=False)
    scans: str = ""
    unpacked: int = 0
    members: int = 0
    containers: int = 0

    @property
    def cap(self) -> int:
        """The most bytes that may be unpacked."""
        return max(MAX_UNPACKED_BYTES, MAX_UNPACKED_RATIO * self.size)

    def count_bytes(self, count: int) -> None:
        """Count bytes that were unpacked. Raises LimitError if they are too many."""
        self.unpacked += count
        if self.unpacked > self.cap:
            raise LimitError(f"the file unpacks to more than {mebibytes(self.cap)}")

    def count_member(self) -> int:
        """Count a member and return its number. Raises LimitError if they are too many."""
        self.members += 1
        if self.members > MAX_MEMBERS:
            raise LimitError(f"it holds more than {MAX_MEMBERS:,} files")
        self.enter(self.members)
        return self.members


def mebibytes(count: int) -> str:
    """Return a number of bytes in words, for a sentence."""
    return f"{count // 2**20} MiB"
