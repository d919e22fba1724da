"""What is worked out for a word once and then looked up: texts use the same words again and again."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

Value = TypeVar("Value")

_MOST = 100_000  # words, so that memory stays bounded
_LONGEST = 60  # characters; what is longer hardly comes again


class Remembered(dict[str, Value]):
    """The values of a function of a word, each worked out when it is first asked for by ``remembered[word]``.

    Before there are too many all are forgotten.
    """

    def __init__(self, work_out: Callable[[str], Value]) -> None:
        super().__init__()
        self._work_out = work_out

    def __missing__(self, word: str) -> Value:
        value = self._work_out(word)
        if len(word) <= _LONGEST:
            if len(self) >= _MOST:
                self.clear()
            self[word] = value
        return value
