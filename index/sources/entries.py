"""What a reader of a format hands on: what it finds in a file, or what is wrong with a part of it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import IO

from index.model import MailHeaders, Page


@dataclass(frozen=True, slots=True)
class Entry:
    """One record: the line on which it starts, from 1, and its values under its file's own names.

    ``warning`` says what was wrong with it, though it could be read.
    """

    line: int
    values: Mapping[str, object]
    warning: str = ""


@dataclass(frozen=True, slots=True)
class Whole:
    """The bytes of a text or of a web page as they stand, to be decoded later.

    ``values`` has our names of fields and goes before what the page says of itself.
    """

    content: bytes
    is_page: bool = False
    charset: str = ""  # that a protocol named
    values: Mapping[str, str] = field(default_factory=dict)
    dates: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Text:
    """One text that is readable already: its fields under our names, "text" among them, its newlines "\\n"."""

    values: Mapping[str, str]
    line: int = 1
    pages: tuple[Page, ...] = ()
    dates: tuple[tuple[str, str], ...] = ()  # beside its "date": where each comes from, and as it is written
    mail: MailHeaders | None = None


@dataclass(frozen=True, slots=True)
class Member:
    """A file within a file, or an attachment of the text that came before it.

    ``open`` returns its bytes from the start, as often as it is called until the next member is asked for.
    """

    name: str  # within its container; "" where it takes the container's place, as in a compressed file
    open: Callable[[], IO[bytes]]
    file_name: str | None = None  # by which its format is judged, where that is not ``name``
    media_type: str = ""  # as it was declared, in lower case, without parameters
    charset: str = ""
    packed: bool = True  # whether its bytes come out of a compression, and count as unpacked
    values: Mapping[str, str] = field(default_factory=dict)  # what its container knows of it, by our names
    dates: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Fault:
    """One part that cannot be read, or (without a line and a member) the file as a whole."""

    line: int | None
    reason: str
    member: str = ""


Found = Entry | Whole | Text | Member | Fault
