"""Copies of the notebook that are made by themselves: one a day while there are changes, in its own folder."""

from __future__ import annotations

import datetime
import sqlite3
from collections.abc import Sequence
from pathlib import Path

from index.notebook.checking import check, is_good, literal
from index.notebook.rows import TABLES
from index.notebook.schema import copy_to

_MONTH = len("2017-09")


def daily_copies(path: Path) -> list[Path]:
    """The copies that were made by themselves, the oldest first."""
    return sorted(path.parent.glob(f"{literal(path.name)}.daily.????-??-??"), key=lambda copy: copy.name)


def back_up(connection: sqlite3.Connection, path: Path, today: datetime.date, most: int) -> Path | None:
    """Copy the notebook if it has changed since its last daily copy and has none of today; returns the copy.

    Of the older ones the ``most`` newest stay, and the last one of each month. Raises OSError, sqlite3.Error,
    NotebookDamagedError if the notebook is damaged; then no copy takes the place of a good one.
    """
    target = path.with_name(f"{path.name}.daily.{today.isoformat()}")
    copies = daily_copies(path)
    if target.exists() or not _has_rows(connection) or not (is_changed(path, copies) and most):
        return None
    check(connection, path)
    copy_to(connection, target)
    if not is_good(target):
        target.unlink()
        return None
    for copy in surplus([*copies, target], most):
        copy.unlink(missing_ok=True)
    return target


def is_changed(path: Path, copies: Sequence[Path]) -> bool:
    """Whether the notebook was written since the last one of its copies. Raises OSError."""
    return not copies or path.stat().st_mtime_ns > copies[-1].stat().st_mtime_ns


def surplus(copies: Sequence[Path], most: int) -> list[Path]:
    """Which of the daily copies, the oldest first, are not to be kept: not among the newest, nor a month's last."""
    days = {copy: copy.name[-len("2017-09-21") :] for copy in copies}
    last_of_month = {days[copy][:_MONTH]: copy for copy in copies}
    return [copy for copy in copies[:-most] if copy not in last_of_month.values()]


def _has_rows(connection: sqlite3.Connection) -> bool:
    return any(connection.execute(f"SELECT 1 FROM {table} LIMIT 1").fetchone() for table in TABLES)
