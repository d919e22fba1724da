"""The wordings of a note that was changed in two places, side by side, and the settling of them."""

from __future__ import annotations

from collections.abc import Sequence

from textual.app import ComposeResult

from index.errors import DatelineError
from index.notebook.annotation import Annotation
from index.notebook.recovery import Unsaved
from index.notebook.store import Notebook
from tui.bound_keys import bindings
from tui.keys import Context
from tui.saving import Saver
from tui.screens.note import Ended, NoteDialog
from tui.screens.sized import SizedScreen, TooSmall
from tui.session import Draft
from tui.widgets.status import KeyLine, StatusLine, TextLine
from tui.widgets.wordings import WordingColumns


class WordingsScreen(SizedScreen[bool]):
    """Shows the wordings of a note. Its result says whether they were settled."""

    BINDINGS = bindings(Context.WORDINGS)

    def __init__(self, notebook: Notebook, wordings: Sequence[Annotation]) -> None:
        """``wordings`` are what ``Notebook.wordings`` returns: the one that is shown elsewhere first."""
        super().__init__()
        self._notebook = notebook
        self._wordings = wordings

    def compose(self) -> ComposeResult:
        """Makes the columns."""
        yield TextLine(" Wordings of one note", classes="title")
        yield WordingColumns(self._wordings)
        yield StatusLine(id="status")
        yield KeyLine("wordings", classes="keys")
        yield TooSmall()

    def on_mount(self) -> None:
        """Says what can be done."""
        self.set_focus(self.query_one(WordingColumns))
        numbers = f"1 to {len(self._wordings)}"
        self.query_one(StatusLine).stand(f"{numbers} take that wording, a makes one of them all")

    def action_take(self, number: int) -> None:
        """Lets the note be the wording with this number."""
        if number <= len(self._wordings):
            chosen = self._wordings[number - 1]
            self._settle(chosen.note, chosen.tags, chosen.colour)

    async def action_join(self) -> None:
        """Opens the dialog with the words of all wordings, to make one of them."""
        first = self._wordings[0]
        tags = dict.fromkeys(tag for one in self._wordings for tag in one.tags)
        notes = dict.fromkeys(one.note for one in self._wordings if one.note)
        anchor = first.anchor
        draft = Draft(
            document=first.document,
            start=anchor.start if anchor else 0,
            end=anchor.end if anchor else 0,
            note="\n\n".join(notes),
            tags=", ".join(tags),
            colour=first.colour,
            annotation=first.id,
        )
        quote = anchor.exact if anchor else first.title
        saver = Saver(self._notebook, Unsaved(first.subject, anchor, "", editing=first.id), self._save)
        await self.app.push_screen(NoteDialog(quote, saver, draft, list(tags)), self._joined)

    def _save(self, note: str, tags: Sequence[str], colour: int) -> None:
        self._notebook.settle(self._wordings[0], note, tags, colour)

    def _joined(self, ended: Ended | None) -> None:
        if ended is Ended.SAVED:
            self.dismiss(True)
        elif ended:
            self.query_one(StatusLine).say(ended)

    def _settle(self, note: str, tags: Sequence[str], colour: int) -> None:
        try:
            self._save(note, tags, colour)
        except DatelineError as error:
            self.query_one(StatusLine).say(str(error))
        else:
            self.dismiss(True)

    def action_back(self) -> None:
        """Leaves everything as it is."""
        self.dismiss(False)
