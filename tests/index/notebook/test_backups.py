"""Copies of the notebook that are made by themselves."""

from __future__ import annotations

import datetime
import os
import sqlite3
import stat
from contextlib import closing
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.errors import NotebookDamagedError
from index.home.folders import find_home
from index.notebook.annotation import Subject
from index.notebook.backups import back_up, daily_copies, surplus
from index.notebook.schema import connect
from index.notebook.store import Notebook

TODAY = datetime.date(2026, 11, 30)


def write(path: Path, note: str) -> None:
    """A session that writes a note."""
    with closing(Notebook.open(path)) as notebook:
        notebook.add(Subject("d"), None, note)


def notes(path: Path) -> list[str]:
    with closing(Notebook.open(path)) as notebook:
        return sorted(one.note for one in notebook.annotations())


def age(path: Path) -> None:
    """Let what is there have been there before."""
    for file in (path, *daily_copies(path)):
        os.utime(file, ns=(file.stat().st_atime_ns, file.stat().st_mtime_ns - 10**9))


def test_the_first_session_of_a_day_that_changes_something_leaves_a_copy(path: Path) -> None:
    Notebook.open(path).close()
    assert daily_copies(path) == []
    write(path, "first")
    (copy,) = daily_copies(path)
    assert stat.S_IMODE(copy.stat().st_mode) == 0o600
    write(path, "second")
    assert daily_copies(path) == [copy]
    assert notes(copy) == ["first"]


def test_a_copy_is_made_of_what_changed_since_the_last_one(path: Path) -> None:
    with closing(connect_of(path)) as connection:
        write(path, "first")
        for copy in daily_copies(path):
            copy.unlink()
        assert back_up(connection, path, TODAY, 10) is not None
        age(path)
        copies = daily_copies(path)
        os.utime(copies[-1])
        assert back_up(connection, path, TODAY + datetime.timedelta(1), 10) is None
        age(path)
        write(path, "second")
        made = back_up(connection, path, TODAY + datetime.timedelta(1), 10)
        assert made is not None
        assert notes(made) == ["first", "second"]


def connect_of(path: Path) -> sqlite3.Connection:
    """A connection to a new notebook."""
    Notebook.open(path).close()
    return connect(path)


def test_a_damaged_notebook_never_takes_the_place_of_a_good_copy(path: Path) -> None:
    write(path, "first " * 1000)
    copies = daily_copies(path)
    with closing(connect(path)) as connection:
        connection.execute("UPDATE annotations SET note = 'other'")
        with pytest.raises(NotebookDamagedError, match=copies[-1].name):
            back_up(connection, path, TODAY + datetime.timedelta(30), 1)
    assert daily_copies(path) == copies


def test_no_copies_are_made_if_none_are_wanted(path: Path) -> None:
    config = find_home().config / "config.toml"
    config.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    config.write_text("backups = 0\n")
    write(path, "first")
    assert daily_copies(path) == []


@given(st.sets(st.dates(datetime.date(2026, 1, 1), datetime.date(2026, 12, 31))), st.integers(1, 12))
def test_the_newest_stay_and_the_last_of_each_month(days: set[datetime.date], most: int) -> None:
    copies = [Path(f"n.sqlite.daily.{day.isoformat()}") for day in sorted(days)]
    stay = [copy for copy in copies if copy not in surplus(copies, most)]
    newest = copies[-most:]
    assert set(newest) <= set(stay)
    for copy in set(stay) - set(newest):
        later_in_month = [other for other in copies if other.name[:-3] == copy.name[:-3] and other.name > copy.name]
        assert later_in_month == []
    assert {copy.name[:-3] for copy in stay} == {copy.name[:-3] for copy in copies}
