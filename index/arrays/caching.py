"""What was worked out before, as long as it fits."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable, Hashable
from typing import Any, Protocol, TypeVar, cast


class Sized(Protocol):
    """What knows how much memory it takes."""

    @property
    def nbytes(self) -> int:
        """How many bytes."""


Value = TypeVar("Value", bound=Sized)


class BoundedCache:
    """Keeps what was used last, up to some number of bytes. It is used by one thread."""

    def __init__(self, most: int) -> None:
        self._most = most
        self._held = 0
        self._values: OrderedDict[Hashable, Any] = OrderedDict()

    def get(self, key: Hashable, make: Callable[[], Value]) -> Value:
        """The value of a key, which is made if it is not there."""
        known = self._values.get(key)
        if known is not None:
            self._values.move_to_end(key)
            return cast("Value", known)
        value = make()
        if value.nbytes <= self._most:
            self._values[key] = value
            self._held += value.nbytes
            while self._held > self._most:
                self._held -= self._values.popitem(last=False)[1].nbytes
        return value

    def clear(self) -> None:
        """Forget everything."""
        self._values.clear()
        self._held = 0
