"""What is learnt from all records of a file before the first of them is analysed."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from index.dates.field_clues import count_order, file_name_clue, is_bare_first_of_january
from index.dates.order import DateOrder, OrderEvidence
from index.model import Problem, RawRecord

_MOST_SOURCES = 10_000  # a file whose every record has a source of its own must not fill the memory
_LEAST_FILLED_IN = 3  # two stories of one New Year's Day are no pattern


class Survey:
    """How often each record's own id occurs, and in which order the dates have day and month.

    ``file_is_filled_in``: whether every date is a 1 January without a time, of three or more.
    """

    def __init__(self, records: Iterable[RawRecord | Problem], file_name: str = "") -> None:
        """Counts the records of one file. A file whose name is a 1 January means that day."""
        self._ids: Counter[str] = Counter()
        self._orders: dict[str, OrderEvidence] = {}
        self._order = OrderEvidence()
        self._firsts = 0
        self._has_other_days = False
        for record in records:
            if not isinstance(record, Problem) and not isinstance(record.content, bytes):
                self._ids[record.content.get("id", "")] += 1
                self._count_date(record.content.get("source", ""), record.content.get("date", ""))
        named = file_name_clue(file_name)
        named_for_it = named is not None and (named.month, named.day) == (1, 1)
        self.file_is_filled_in = self._firsts >= _LEAST_FILLED_IN and not self._has_other_days and not named_for_it

    def _count_date(self, source: str, date: str) -> None:
        if date and not self._has_other_days:
            self._has_other_days = not is_bare_first_of_january(date)
            self._firsts += 1
        count_order(date, self._order)
        if source in self._orders or len(self._orders) < _MOST_SOURCES:
            count_order(date, self._orders.setdefault(source, OrderEvidence()))

    def is_unique(self, own_id: str) -> bool:
        """Whether one record alone has this id."""
        return self._ids[own_id] == 1

    def date_order(self, source: str) -> DateOrder:
        """The order that the dates of this source show, else that of all dates of the file; AUTO if neither does."""
        own = self._orders.get(source, OrderEvidence()).order()
        return self._order.order() if own is DateOrder.AUTO else own
