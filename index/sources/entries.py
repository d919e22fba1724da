"""What a reader of a format hands on: the records of a file as they are cut out, or what is wrong with one."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Entry:
    """One record: the line on which it starts, from 1, and its values under its file's own names."""

    line: int
    values: Mapping[str, object]


@dataclass(frozen=True, slots=True)
class Fault:
    """One record that cannot be read, or (without a line) the file as a whole."""

    line: int | None
    reason: str
