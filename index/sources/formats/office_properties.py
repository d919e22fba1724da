"""What office programs write of a document: its title, author and dates. It is weak evidence.

Titles and authors are left over from templates and earlier letters, or are put in by the program.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from index.sources.formats.packages import Package

_PROGRAMS_AUTHORS = frozenset(
    ("user", "users", "admin", "administrator", "owner", "author", "unknown", "windows user", "microsoft office user",
     "microsoft", "pc", "home", "hp", "dell", "lenovo", "acer", "asus", "default", "system", "none", "root", "test",
     "python-docx", "apache poi", "openpyxl", "libreoffice", "pandoc", "un-named")
)  # fmt: skip
_LOOKED_AT = 20_000  # characters of a text in which the words of its title are looked for
_LEAST_SHARE = 0.5
_WORD = re.compile(r"[^\W_]+")


@dataclass(frozen=True, slots=True)
class Properties:
    """What a document's file says of it, "" for what it does not say. The dates are as they are written."""

    title: str = ""
    author: str = ""
    created: str = ""
    saved: str = ""

    @property
    def dates(self) -> tuple[tuple[str, str], ...]:
        """The dates as evidence: when it was last saved only tells that it was there by then."""
        return ("created", self.created), ("saved", self.saved)


def core_properties(package: Package) -> Properties:
    """Return the core properties of a package (ECMA-376 part 2, 11), as far as they can be read."""
    named = (one.name for one in package.relations("").values() if one.kind.endswith("core-properties"))
    found = package.fields(next(named, "docProps/core.xml"), "dc:title", "dc:creator", "created", "modified")
    return Properties(*(found.get(name, "") for name in ("dc:title", "dc:creator", "created", "modified")))


def open_document_properties(package: Package) -> Properties:
    """Return the metadata of a package (OpenDocument 1.3 part 3, 4), as far as they can be read."""
    names = ("dc:title", "meta:initial-creator", "meta:creation-date", "dc:date")
    found = package.fields("meta.xml", *names, "dc:creator")
    title, author, created, saved = (found.get(name, "") for name in names)
    return Properties(title, author or found.get("dc:creator", ""), created, saved)


def believable_title(title: str, text: str) -> str:
    """Return the title in a document's properties if half of its words stand in the text, else ""."""
    words = _WORD.findall(title.casefold())
    there = frozenset(_WORD.findall(text[:_LOOKED_AT].casefold()))
    found = sum(word in there for word in words)
    return title if words and found >= _LEAST_SHARE * len(words) else ""


def believable_author(author: str) -> str:
    """Return the author in a document's properties, "" if a program has put it in."""
    return "" if author.strip().casefold() in _PROGRAMS_AUTHORS else author.strip()
