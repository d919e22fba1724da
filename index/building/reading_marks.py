"""Marks of how a file was read: another version of the analysis or other settings mean that it is read again."""

from __future__ import annotations

import json
from functools import lru_cache

from index.catalogue.staged import Reading
from index.dates.order import DateOrder


def mark_of(version: str, reading: Reading, encoding: str = "", *, joined: bool) -> str:
    """What decides how a file is read: another version or another reading means that it is read again."""
    language = f"in {reading.language}" if reading.language else ""
    scans = f"scans in {reading.scans}" if reading.scans else ""
    said = (encoding, language, scans, "joined" if joined else "")
    return _mark(version, tuple(sorted(reading.fields.items())), reading.date_order, tuple(filter(None, said)))


def beginning_of_mark(version: str) -> str:
    """What all marks of a version of the analysis begin with."""
    return json.dumps([version]).removesuffix("]")


@lru_cache(maxsize=100)  # it is asked for each file, and nearly all files of a root have the same
def _mark(version: str, fields: tuple[tuple[str, str], ...], order: DateOrder, said: tuple[str, ...]) -> str:
    return json.dumps([version, dict(fields), order.value, *said])
