"""What asks the catalogue in SQL, and values as its parameters."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any, Protocol


class Ask(Protocol):
    """Asks the catalogue; answers the rows."""

    def __call__(self, statement: str, parameters: Sequence[object] | Mapping[str, object] = ()) -> list[Any]: ...


def chunks(values: Sequence[Any]) -> Iterator[Sequence[Any]]:
    """Pieces short enough for SQLite's limit on parameters."""
    for start in range(0, len(values), 500):
        yield values[start : start + 500]


def marks(values: Sequence[object]) -> str:
    """A question mark for each of them."""
    return ",".join("?" * len(values))
