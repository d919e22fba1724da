"""Corrections as temporary views that stand before a catalogue's tables.

Whatever is read by the name of ``documents`` or ``times`` (lists, orders, filters, one document) comes from a
temporary view of that name while there are corrections: SQLite looks for a name among temporary things first. The
file is not written to.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from index.catalogue.reading import CatalogueReader
from index.model import TimeMention

_DAY = len("2017-09-21")

_CORRECTED = {
    "title": "coalesce(said.title, told.title)",
    "source": "coalesce(said.source, told.source)",
    "date": "coalesce(said.date, told.date)",
    "date_begin": "iif(said.date IS NULL, told.date_begin, said.date_begin)",
    "date_end": "iif(said.date IS NULL, told.date_end, said.date_end)",
    "date_sign": f"""CASE WHEN said.date IS NULL THEN told.date_sign WHEN said.date = '' THEN '?'
        WHEN length(said.date) < {_DAY} THEN '~' ELSE '' END""",
    "date_note": """iif(said.date IS NULL, told.date_note,
        'your correction of ' || iif(told.date = '', 'no date', told.date))""",
    "anchor": f"iif(length(said.date) = {_DAY}, said.date, told.anchor)",
}
"""The columns that corrections change; ``told`` is the table, ``said`` what the analyst says."""


@dataclass(frozen=True, slots=True)
class StoredTime:
    """A time mention as the catalogue keeps it; days are ordinals."""

    start: int
    end: int
    type: str
    value: str
    begin: int | None
    finish: int | None

    @classmethod
    def of(cls, time: TimeMention) -> StoredTime:
        """The mention as it is kept."""
        begin = time.begin.toordinal() if time.begin else None
        finish = time.finish.toordinal() if time.finish else None
        return cls(time.start, time.end, time.type, time.value, begin, finish)


@dataclass(frozen=True, slots=True)
class CorrectedDocument:
    """What is corrected of one document; None leaves it as it is."""

    key: int
    title: str | None = None
    source: str | None = None
    date: str | None = None  # ISO; "" if nobody knows it
    begin: int | None = None  # its days, as ordinals
    end: int | None = None
    times: Sequence[StoredTime] | None = None


def put_corrections(catalogue: CatalogueReader, documents: Iterable[CorrectedDocument]) -> None:
    """Let the catalogue be read as corrected from now on; the corrections of before are forgotten."""
    documents = list(documents)
    with catalogue.reading() as connection:
        for view in ("documents", "times"):
            connection.execute(f"DROP VIEW IF EXISTS temp.{view}")
        for table in ("said", "said_times"):
            connection.execute(f"DROP TABLE IF EXISTS temp.{table}")
        if not documents:
            return
        connection.execute(
            "CREATE TEMP TABLE said (key INTEGER PRIMARY KEY, title, source, date, date_begin, date_end)"
        )
        connection.executemany(
            "INSERT INTO said VALUES (?, ?, ?, ?, ?, ?)",
            [(one.key, one.title, one.source, one.date, one.begin, one.end) for one in documents],
        )
        names = [name for _, name, *_ in connection.execute("PRAGMA main.table_info(documents)")]
        columns = ", ".join(f"{_CORRECTED.get(name, f'told.{name}')} AS {name}" for name in names)
        connection.execute(
            f"CREATE TEMP VIEW documents AS SELECT {columns} FROM main.documents told LEFT JOIN said USING (key)"
        )
        connection.execute(
            "CREATE TEMP TABLE said_times (document INTEGER, start, end, type, value, begin INTEGER, finish INTEGER)"
        )
        connection.executemany(
            "INSERT INTO said_times VALUES (?, ?, ?, ?, ?, ?, ?)",
            [
                (one.key, time.start, time.end, time.type, time.value, time.begin, time.finish)
                for one in documents
                for time in one.times or ()
            ],
        )
        timed = ", ".join(str(one.key) for one in documents if one.times is not None)
        connection.execute(
            f"CREATE TEMP VIEW times AS SELECT * FROM main.times WHERE document NOT IN ({timed})"
            " UNION ALL SELECT * FROM said_times"
        )
