"""The open file of a notebook: checked when it is opened, read by whole rows, written in transactions, copied."""

from __future__ import annotations

import contextlib
import datetime
import os
import sqlite3
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from index.errors import DatelineError, NotebookError, NotebookHeldError
from index.home.folders import absolute, check_owned, make_private_folder
from index.home.settings import read_settings
from index.notebook.backups import back_up
from index.notebook.checking import check, check_size, explain_opening
from index.notebook.problems import SQLITE_ERRORS, explain, is_read_only
from index.notebook.rows import TABLES, Change, Row, read_row, read_rows, write_changes
from index.notebook.schema import connect, copy_to, make, migrate, wait_for_others


class NotebookFile:
    """A connection to a notebook's file. It is used from one thread; every method may raise NotebookError."""

    def __init__(self, path: Path, connection: sqlite3.Connection) -> None:
        self.path = path
        self._connection = connection
        self._held = False  # by another program, when it was wanted last
        self._day = datetime.datetime.now(datetime.UTC).date()
        self._changed = False  # by this session
        self._reopened = 0

    @classmethod
    def open(cls, path: Path, tables: Sequence[str] = TABLES) -> NotebookFile:
        """Open the file; make it, and its folder, if they are not there. Raises what ``Notebook.open`` does.

        All rows of these tables are compared with their checksums; those of others when they are read.
        """
        path = absolute(path)
        make_private_folder(path.parent)
        check_owned(path)
        try:
            if not path.exists():
                make(path)
            os.close(os.open(path, os.O_RDONLY | os.O_CLOEXEC))
            check_size(path)
        except OSError as error:
            raise NotebookError(f"The notebook {path} cannot be opened: {error.strerror}.") from error
        except SQLITE_ERRORS as error:
            raise explain(error, path) from error
        try:
            connection = connect(path)
        except SQLITE_ERRORS as error:
            raise explain_opening(error, path) from error
        try:
            check(connection, path, tables)
            migrate(connection, path)
            return cls(path, connection)
        except SQLITE_ERRORS as error:
            connection.close()
            raise explain_opening(error, path) from error
        except (NotebookError, OSError) as error:
            connection.close()
            if isinstance(error, NotebookError):
                raise
            raise NotebookError(f"No copy of the notebook {path} could be kept: {error.strerror}.") from error

    def close(self) -> None:
        """Close the file. What was changed is on disk already; the day's copy is made if there is none yet."""
        if self._changed:
            self._changed = False
            self.back_up_daily()
        self._connection.close()

    def back_up_daily(self) -> None:
        """Make the copy of the day (``index.notebook.backups``) if it is due.

        One that cannot be made stops nobody's work: ``dateline doctor`` says how old the last one is.
        """
        with contextlib.suppress(DatelineError, OSError, *SQLITE_ERRORS):
            back_up(self._connection, self.path, datetime.datetime.now(datetime.UTC).date(), read_settings().backups)

    def backup(self, target: Path) -> None:
        """Copy the notebook, as it is now, into a new file. Raises NotebookError, also if the file exists."""
        try:
            copy_to(self._connection, target)
        except OSError as error:
            raise NotebookError(f"No copy was made at {target}: {error.strerror}.") from error
        except SQLITE_ERRORS as error:
            raise explain(error, target) from error

    @property
    def total_changes(self) -> int:
        """How many rows this session has changed."""
        return self._connection.total_changes

    def write(self, changes: Sequence[Change]) -> tuple[Change, ...]:
        """Make all the changes in one transaction, or none; returns them as they were made to the rows found.

        Raises NotebookConflictError.
        """
        today = datetime.datetime.now(datetime.UTC).date()
        if today != self._day:  # a session may go on for days
            self._day = today
            self.back_up_daily()
        self._changed = True
        with self._explained():
            try:
                return write_changes(self._connection, changes)
            except sqlite3.OperationalError as error:
                if not is_read_only(error):
                    raise
            fresh = connect(self.path)  # one that was opened when the disk or the file was read-only stays so
            self._connection.close()
            self._connection = fresh
            self._reopened += 1
            return write_changes(self._connection, changes)

    def row(self, table: str, key: Row) -> Row | None:
        """The row with that key, or None."""
        with self._explained():
            return read_row(self._connection, table, key)

    def whole(self, table: str, condition: str, values: Sequence[str] = ()) -> list[Row]:
        """The whole rows of a table that fulfil a condition, each verified."""
        with self._explained():
            return read_rows(self._connection, table, condition, values)

    def rows(self, statement: str, values: Sequence[str] = ()) -> list[Any]:
        """What a statement selects."""
        with self._explained():
            return self._connection.execute(statement, values).fetchall()

    def data_version(self) -> int:
        """A number that changes when another session commits (https://www.sqlite.org/pragma.html)."""
        with self._explained():
            version = int(self._connection.execute("PRAGMA data_version").fetchone()[0])
        return version + (self._reopened << 32)  # each connection has numbers of its own

    @contextlib.contextmanager
    def _explained(self) -> Iterator[None]:
        try:
            yield
        except SQLITE_ERRORS as error:
            explained = explain(error, self.path)
            self._held = isinstance(explained, NotebookHeldError)
            wait_for_others(self._connection, held=self._held)
            raise explained from error
        if self._held:
            self._held = False
            wait_for_others(self._connection, held=False)
