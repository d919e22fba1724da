"""Answers that were typed and left: kept until the same question is answered, or until they are thrown away.

They lie in one small private file that is replaced whole. Standard library only.
"""

from __future__ import annotations

import json

from index.errors import PathError, UnsafeFolderError
from index.home.folders import Home, check_owned, make_private_folder, read_ordinary_file, write_whole

MOST_KEPT = 50
"""Answers that are kept; the oldest give way."""

_MOST_BYTES = 1_000_000


class UnfinishedAnswers:
    """What was typed below a question, by the question."""

    def __init__(self, home: Home) -> None:
        self._file = home.state / "unfinished.json"

    def to(self, question: str) -> str:
        """The answer that was left; "" if there is none."""
        return self._all().get(question, "")

    def keep(self, question: str, answer: str) -> None:
        """Keep an answer. It is on disk when this returns. Raises PathError if it cannot be written."""
        others = {other: kept for other, kept in self._all().items() if other != question}
        self._write(dict([*others.items(), (question, answer)][-MOST_KEPT:]))

    def discard(self, question: str) -> None:
        """Forget the answer to a question, if there is one. Raises PathError if it cannot be written."""
        kept = self._all()
        if kept.pop(question, None) is not None:
            self._write(kept)

    def _all(self) -> dict[str, str]:
        try:
            check_owned(self._file)
            found = json.loads(read_ordinary_file(self._file, _MOST_BYTES))
        except (OSError, ValueError, RecursionError, UnsafeFolderError):
            return {}  # there is none yet, or the file is not ours or damaged: one line each, which can be typed again
        if not isinstance(found, dict):
            return {}
        return {question: answer for question, answer in found.items() if isinstance(answer, str)}

    def _write(self, kept: dict[str, str]) -> None:
        make_private_folder(self._file.parent)
        try:
            write_whole(self._file, json.dumps(kept).encode())
        except OSError as error:
            raise PathError(f"{self._file} cannot be written: {error.strerror}.") from error
