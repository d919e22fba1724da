"""The course of a toll: what the documents of a result count of what happened, by the day that they were published."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from index.answers.counts import Toll, TollsAnswer
from index.compare.accounts import account_of
from index.compare.comparison import Account
from index.compare.figure_table import ORDER, mains
from index.compare.figures import figures_of
from index.library.library import LocalLibrary

MOST_READ = 500
"""Documents of which figures are taken: each is read as a whole."""

_MOST_KEPT = 5000
_AT_ONCE = 10  # documents that are read between two looks at whether anybody still waits


class Tolls:
    """Takes the figures of documents, and keeps them while nothing is committed or corrected."""

    def __init__(self, library: LocalLibrary) -> None:
        self._library = library
        self._kept: dict[int, tuple[Toll, ...]] = {}

    def of(self, keys: Sequence[int], check: Callable[[], None]) -> TollsAnswer:
        """The figures of the first of these documents. ``check`` is called now and then and may raise to give up."""
        read = keys[:MOST_READ]
        for start in range(0, len(read), _AT_ONCE):
            check()
            for key in read[start : start + _AT_ONCE]:
                if key not in self._kept:
                    if len(self._kept) >= _MOST_KEPT:
                        self._kept.clear()
                    self._kept[key] = tuple(self._read(key))
        found = (toll for key in read for toll in self._kept.get(key, ()))
        ordered = sorted(found, key=lambda one: (ORDER[one.kind], one.date, one.low))
        return TollsAnswer(tuple(ordered), len(read), len(keys) - len(read))

    def _read(self, key: int) -> Iterator[Toll]:
        account = account_of(self._library.catalogue, self._library.document(key))
        return tolls_of(account)


def tolls_of(account: Account) -> Iterator[Toll]:
    """The figures of the event that an account reports, not those of the war that it ends with; none without a date."""
    if account.date:
        for one in mains(account, figures_of(account)):
            yield Toll(one.kind, account.date, one.low, one.high)
