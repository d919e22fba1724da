"""A document's date: what speaks for it, and the analyst's own word on it."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass

from textual.app import ComposeResult

from index.answers.document import EvidenceAnswer
from index.dates.order import turned
from index.errors import DatelineError
from tui.bound_keys import bindings
from tui.keys import Context
from tui.screens.ask import AskDialog
from tui.screens.sized import SizedScreen, TooSmall
from tui.widgets.rowlist import Piece, RowList
from tui.widgets.status import KeyLine, StatusLine, TextLine

_WAY_READ = re.compile(r"\bread (?:day|month) first\b")

SayDate = Callable[[str | None], None]
"""Keeps the date that the analyst says, ISO or "" for unknown; None takes back what was said. Raises DatelineError."""


@dataclass(frozen=True, slots=True)
class Candidate:
    """A date that can be chosen, and what speaks for it."""

    value: str
    reason: str
    words: str = ""


def weight_in_words(weight: float) -> str:
    """Returns how much a piece of evidence counts; a weight is from 0 to 1."""
    return next(word for least, word in _WEIGHTS if weight >= least)


_WEIGHTS = ((0.8, "strong"), (0.5, "fair"), (0.25, "weak"), (0.0, "very weak"))


def candidates(answer: EvidenceAnswer) -> list[Candidate]:
    """Returns the dates that something speaks for, and the possibility that nobody knows."""
    found = [Candidate(one.value, f"{one.source}, {weight_in_words(one.weight)}", one.words) for one in answer.evidence]
    return [*found, Candidate("", "not known")]


class CandidateList(RowList):
    """The dates that something speaks for."""

    def __init__(self, rows: list[Candidate], current: str) -> None:
        """``current`` is the date that holds."""
        super().__init__(id="candidates")
        self._rows = rows
        self._current = current
        self.set_reactive(CandidateList.cursor, next((at for at, row in enumerate(rows) if row.value == current), 0))

    @property
    def current(self) -> Candidate:
        """The candidate at the cursor."""
        return self._rows[self.cursor]

    def row_count(self) -> int:
        """Returns the number of candidates."""
        return len(self._rows)

    def row_lines(self, index: int, width: int) -> list[list[Piece]]:  # noqa: ARG002
        """Returns the date, what speaks for it and the words; the date that holds has a sign."""
        row = self._rows[index]
        sign = "●" if row.value == self._current else " "
        return [
            [
                (f"{self.pointer(index)} {sign} ", "sign"),
                (f"{row.value or 'no date':<11}", "strong"),
                (f"{row.reason:<24} ", "muted"),
                (f"“{row.words}”" if row.words else "", "snippet"),
            ]
        ]


class DateScreen(SizedScreen[bool]):
    """Shows the evidence for a date, to choose from or to type another. Its result says whether it was changed."""

    BINDINGS = bindings(Context.DATE)

    def __init__(self, title: str, answer: EvidenceAnswer, say: SayDate) -> None:
        super().__init__()
        self._document = title
        self._answer = answer
        self._say = say

    def compose(self) -> ComposeResult:
        """Makes the list."""
        yield TextLine(f" Date of “{self._document}”", classes="title")
        yield TextLine(f" {_told(self._answer)}", id="told")
        yield CandidateList(candidates(self._answer), self._answer.date)
        yield StatusLine(id="status")
        yield KeyLine("date", classes="keys")
        yield TooSmall()

    def on_mount(self) -> None:
        """Starts at the date that holds."""
        self.set_focus(self.query_one(CandidateList))
        self.query_one(CandidateList).rows_changed()

    def action_choose(self) -> None:
        """Takes the date at the cursor."""
        self._keep(self.query_one(CandidateList).current.value)

    async def action_type(self) -> None:
        """Asks for another date."""
        await self.app.push_screen(AskDialog("Date: 2017-09-21, 2017-09 or 2017", self._answer.date), self._typed)

    def _typed(self, written: str | None) -> None:
        if written:
            self._keep(written)

    def action_turn(self) -> None:
        """Takes the other reading of a date in which day and month could change places, or takes that back."""
        other = turned(self._answer.found) if _WAY_READ.search(self._answer.found_note) else ""
        if not other:
            self.query_one(StatusLine).say("This date can be read in one way only.")
        else:
            self._keep(None if self._answer.date == other else other)

    def action_withdraw(self) -> None:
        """Takes back what was said, so that the evidence decides again."""
        self._keep(None)

    def _keep(self, value: str | None) -> None:
        try:
            self._say(value)
        except DatelineError as error:
            self.query_one(StatusLine).say(str(error))
        else:
            self.dismiss(True)

    def action_back(self) -> None:
        """Closes without a change."""
        self.dismiss(False)


def _told(answer: EvidenceAnswer) -> str:
    shown = f"{answer.date or 'no date'}{answer.date_sign}" + (f" · {answer.date_note}" if answer.date_note else "")
    if answer.date == answer.found:
        return shown
    return f"{shown} · the evidence says {answer.found or 'nothing'}" + (
        f" ({answer.found_note})" if answer.found_note else ""
    )
