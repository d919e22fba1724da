"""How far a run that brings a library up to date has come, and what it did."""

from __future__ import annotations

from dataclasses import dataclass, field

from index.model import Problem


@dataclass(slots=True)
class Progress:
    """How far a run has come. Sizes are in bytes; the whole is a guess for compressed files."""

    documents: int = 0
    files: int = 0
    files_to_read: int = 0
    size: int = 0
    size_to_read: int = 0
    seconds: float = 0.0
    committed: bool = False  # whether the library has anything of this run
    file: str = ""  # the path of the file that is being read
    file_seconds: float = 0.0  # since its reading began


@dataclass(slots=True)
class Summary:
    """What a run did, and how many documents there are now."""

    documents: int = 0
    added: int = 0
    removed: int = 0
    changed: int = 0  # of the added: those that took the place of what is now an older version
    copies: int = 0  # documents that the library has already, from another place
    unchanged_records: int = 0
    files_read: int = 0
    files_unchanged: int = 0
    files_reread: int = 0  # of those read: because another version of the analysis had read them
    files_gone: int = 0
    containers: int = 0  # files with files in them, and such members, of what was read
    members: int = 0  # files within these
    by_type: dict[str, int] = field(default_factory=dict)  # documents that were read, by the name of their format
    problems: list[Problem] = field(default_factory=list)
    problems_before: int = 0  # what earlier runs could not read in the files that are unchanged
    repaired: str = ""
    seconds: float = 0.0
