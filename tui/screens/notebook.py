"""The notebook screen: the notes of the library, filtered and sorted, to open, edit, attach and export."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from textual.app import ComposeResult

from index.errors import ConfigurationError, DatelineError, PathError
from index.home.folders import absolute
from index.model import Span
from index.notebook.anchors import Anchor
from index.notebook.annotation import Annotation, Subject
from index.notebook.export.options import DocumentFacts, Options
from index.notebook.filtering import ORDERS, select
from index.notebook.moved_documents import Followed
from index.notebook.store import Notebook
from tui.bound_keys import bindings
from tui.keys import Context
from tui.screens import steps
from tui.screens.ask import AskDialog
from tui.screens.colleagues_notes import Theirs
from tui.screens.note import Ended
from tui.screens.note_dialogs import answer_dialog, edit_dialog
from tui.screens.sized import SizedScreen, TooSmall
from tui.widgets.notes import NoteList
from tui.widgets.status import KeyLine, StatusLine, TextLine
from tui.widgets.tasks import launch

FindPassage = Callable[[], Awaitable[tuple[Subject, Anchor] | None]]
"""Finds the reader's passage: the selection, or the sentence at the caret. Raises DatelineError."""

FindFacts = Callable[[Sequence[str]], Awaitable[dict[str, DocumentFacts]]]
"""Finds what the library says of documents, by their ids. Raises DatelineError."""

FindText = Callable[[str], Awaitable[str]]
"""Finds the text of a document, by its id. Raises DatelineError."""

_ORPHANS = "is:orphan"


@dataclass(frozen=True, slots=True)
class Wanted:
    """A place to be opened."""

    note: str  # the note's id
    document: str
    offset: int
    proposed: Span | None = None  # the words that are likeliest to be the note's own, which were not found


@dataclass(slots=True)
class Look:
    """What the notebook showed when it was closed, to be shown again: where one was among the notes."""

    typed: str = ""  # the filter
    order: str = next(iter(ORDERS))
    note: str = ""  # the id of the note at the cursor


class NotebookScreen(SizedScreen[Wanted]):
    """Lists notes. Its result is the place that is to be opened, or None."""

    BINDINGS = bindings(Context.NOTEBOOK)

    def __init__(
        self,
        notebook: Notebook,
        followed: Followed,
        passage: FindPassage,
        facts: FindFacts,
        text_of: FindText,
        look: Look,
        theirs: Theirs,
    ) -> None:
        """``followed`` says which notes' words were changed or not found; ``look`` is kept up to date.

        ``theirs`` are the notes of colleagues.
        """
        super().__init__()
        self._notebook = notebook
        self._followed = followed
        self._passage = passage
        self._facts = facts
        self._text_of = text_of
        self._look = look
        self._theirs = theirs

    def compose(self) -> ComposeResult:
        """Makes the list."""
        yield TextLine(" Notebook", classes="title")
        yield NoteList(self._followed)
        yield StatusLine(id="status")
        yield KeyLine("notebook", classes="keys")
        yield TooSmall()

    def on_mount(self) -> None:
        """Lists the notes."""
        self.set_focus(self._list)
        self.reload()
        self._list.go_to(self._look.note)
        launch(self, "pages", self._tell_pages)

    async def _tell_pages(self) -> None:
        """Shows the pages of the notes once the library has told them."""
        try:
            facts = await self._facts(sorted({note.document for note in self._notebook.annotations()}))
        except DatelineError as error:
            self._say(str(error))
        else:
            self._list.know_pages({document: one.pages for document, one in facts.items() if one.pages})

    @property
    def _list(self) -> NoteList:
        return self.query_one(NoteList)

    def _say(self, sentence: str) -> None:
        self.query_one(StatusLine).say(sentence)

    def reload(self) -> None:
        """Lists the notes as they are now."""
        try:
            notes = [*self._notebook.annotations(), *self._theirs.notes]
            shown = select(notes, self._look.typed, self._look.order, self._followed, self._theirs.hidden)
            self._list.contested = self._notebook.contested()
            self._list.wording = self._theirs.wording
        except ConfigurationError as error:
            self._look.typed = ""
            self._say(str(error))
            self.reload()
        except DatelineError as error:
            self._say(str(error))
        else:
            self._list.show(shown)
            self.query_one(StatusLine).stand(self._standing(notes, len(shown)))

    def _standing(self, notes: Sequence[Annotation], shown: int) -> str:
        if not notes:
            return "No notes yet. In the reader, a makes one of the selection or the sentence at the caret."
        total = "1 note" if len(notes) == 1 else f"{len(notes):,} notes"
        theirs = len(self._theirs.notes)
        orphans = sum(self._followed.is_orphan(note) for note in notes)
        parts = [
            f"{shown:,} of {total} · {self._look.typed}" if self._look.typed else total,
            f"by {self._look.order}",
            f"{theirs:,} of colleagues" if theirs else "",
            f"{orphans} not found: ! shows them" if orphans else "",
            f"{len(self._list.contested)} with two wordings: c settles" if self._list.contested else "",
        ]
        return " · ".join(part for part in parts if part)

    # What is shown

    async def action_filter(self) -> None:
        """Asks what notes are to be shown."""
        question = "Show notes with: words, tag:…, colour:1, source:…, date:2017-09, by:…, is:orphan, is:hidden"
        await self.app.push_screen(AskDialog(question, self._look.typed), self._filter)

    def _filter(self, typed: str | None) -> None:
        if typed is not None:
            self._look.typed = typed
            self.reload()

    def action_orphans(self) -> None:
        """Shows only the notes whose words were not found, or all notes again."""
        self._filter("" if self._look.typed == _ORPHANS else _ORPHANS)

    def action_sort(self) -> None:
        """Sorts by the next order."""
        names = list(ORDERS)
        self._look.order = names[(names.index(self._look.order) + 1) % len(names)]
        self.reload()

    # The note at the cursor

    def action_open(self) -> None:
        """Opens the document at the note's passage; of an orphan, at the passage that is likeliest to be its own."""
        note = self._list.current
        if note is None:
            return
        if self._theirs.has(note):
            launch(self, "open", self._open_theirs, note)
            return
        proposals = self._followed.orphans[note.id].proposals if self._followed.is_orphan(note) else None
        if proposals is None:
            self._close(Wanted(note.id, note.document, note.anchor.start if note.anchor else 0))
        elif proposals:
            likeliest = proposals[0]
            words = Span(likeliest.start, likeliest.end)
            self._close(Wanted(note.id, likeliest.subject.document, words.start, words))
        else:
            self._say(
                "Its words were found nowhere. Select others in the reader; then t here attaches the note to them."
            )

    async def _open_theirs(self, note: Annotation) -> None:
        try:
            subject, anchor = await self._theirs.place(note)
        except DatelineError as error:
            self._say(str(error))
        else:
            self._close(Wanted(note.id, subject.document, anchor.start if anchor else 0))

    def _own(self) -> Annotation | None:
        """Returns the note at the cursor if it is one's own, else says what can be done with it."""
        note = self._list.current
        if note is None or not self._theirs.has(note):
            return note
        self._say(f"That is a note by {note.author}: r answers it, y takes it over, h hides it.")
        return None

    async def action_answer(self) -> None:
        """Asks for an answer to the note, on the same words."""
        note = self._list.current
        if note is None:
            return
        try:
            place = await self._theirs.place(note) if self._theirs.has(note) else (note.subject, note.anchor)
        except DatelineError as error:
            self._say(str(error))
        else:
            dialog = answer_dialog(self._notebook, note, *place)
            await self.app.push_screen(dialog, self._edited)

    async def action_take_over(self) -> None:
        """Takes a colleague's note, or a colleague's wording of one's own, over into the notebook."""
        note = self._list.current
        if note is None:
            return
        try:
            self._say(await self._theirs.take_over(note))
        except DatelineError as error:
            self._say(str(error))
        self.reload()

    def action_hide(self) -> None:
        """Hides a colleague's note, or shows it again."""
        note = self._list.current
        if note is None or not self._theirs.has(note):
            self._say("Only notes of colleagues are hidden; x deletes one of your own.")
            return
        try:
            hidden = self._theirs.hide(note)
        except DatelineError as error:
            self._say(str(error))
        else:
            self._say("Hidden; the filter is:hidden shows it, h there brings it back." if hidden else "Shown again.")
        self.reload()

    async def action_edit(self) -> None:
        """Edits the note."""
        note = self._own()
        if note is not None:
            await self.app.push_screen(edit_dialog(self._notebook, note), self._edited)

    def _edited(self, ended: Ended | None) -> None:
        if ended:
            self._say(ended)
        self.reload()

    async def action_wordings(self) -> None:
        """Shows the wordings of a note that was changed in two places, to settle them."""
        from tui.screens.wordings import WordingsScreen

        note = self._own()
        if note is None:
            return
        try:
            wordings = self._notebook.wordings(note.id)
        except DatelineError as error:
            self._say(str(error))
            return
        if len(wordings) < 2:
            self._say("This note has one wording.")
        else:
            await self.app.push_screen(WordingsScreen(self._notebook, wordings), self._settled)

    def _settled(self, settled: bool | None) -> None:
        if settled:
            self._say("Settled; u keeps the wordings apart again.")
        self.reload()

    def action_delete(self) -> None:
        """Deletes the note."""
        note = self._own()
        if note is not None:
            self._change(lambda: self._notebook.delete(note), "Note deleted; u brings it back.")

    def action_attach(self) -> None:
        """Attaches the note to the reader's passage."""
        note = self._own()
        if note is not None:
            launch(self, "attach", self._attach_here, note)

    async def _attach_here(self, note: Annotation) -> None:
        try:
            found = await self._passage()
        except DatelineError as error:
            self._say(str(error))
            return
        if found is None:
            self._say("The reader shows no words to attach the note to.")
            return
        subject, anchor = found
        quote = " ".join(anchor.exact.split())
        self._change(lambda: self._notebook.attach(note, subject, anchor), f"Attached to “{quote}”; u takes it back.")

    def action_attach_all(self) -> None:
        """Attaches the orphan, and those of the same document, where their words are likeliest to be there."""
        note = self._own()
        if note is not None:
            launch(self, "attach", self._attach_orphans_of, note)

    async def _attach_orphans_of(self, note: Annotation) -> None:
        proposals = self._followed.orphans[note.id].proposals if self._followed.is_orphan(note) else ()
        if not proposals:
            self._say("That is no note whose words may be elsewhere; ! shows those that were not found.")
            return
        target = proposals[0].subject
        orphans = [one for one in self._notebook.annotations(note.document) if self._followed.is_orphan(one)]
        try:
            text = await self._text_of(target.document)
        except DatelineError as error:
            self._say(str(error))
            return
        places = [
            (one, target, Anchor.of(text, likely.start, likely.end))
            for one in orphans
            for likely in self._followed.orphans[one.id].proposals[:1]
            if likely.subject.document == target.document and likely.end <= len(text)
        ]
        done = f"{len(places)} of {len(orphans)} attached in '{target.title}'; u takes it back."
        self._change(lambda: self._notebook.attach_all(places), done)

    def action_undo(self) -> None:
        """Takes back the session's last change of the notebook."""
        self._say(steps.undo(self._notebook))
        self.reload()

    def action_redo(self) -> None:
        """Makes the change again that was taken back last."""
        self._say(steps.redo(self._notebook))
        self.reload()

    def _change(self, change: Callable[[], object], done: str) -> None:
        try:
            change()
        except DatelineError as error:
            self._say(str(error))
        else:
            self._say(done)
        self.reload()

    # Out

    async def action_export(self) -> None:
        """Asks for a file and writes the notes shown to it."""
        from index.notebook.export.formats import FIRST_SUFFIXES  # what only an export needs

        if self._list.notes:
            suffixes = ", ".join(FIRST_SUFFIXES)
            await self.app.push_screen(AskDialog(f"Export to a file that ends in {suffixes}", "notes.md"), self._export)

    def _export(self, name: str | None) -> None:
        if not name:
            return
        try:
            target = absolute(name)
        except PathError as error:
            self._say(str(error))
            return
        if target.exists():
            self._say(f"{target} is there already; name another file.")
        else:
            launch(self, "export", self._write, target, self._list.notes)

    async def _write(self, target: Path, notes: Sequence[Annotation]) -> None:
        from index.notebook.export.writing import format_of, write_notes

        try:
            options = Options(await self._facts(sorted({note.document for note in notes})))
        except DatelineError as error:
            self._say(str(error))
            return
        self._change(
            lambda: write_notes(notes, format_of(target), target, self._notebook.path, options=options),
            f"{len(notes):,} written to {target}",
        )

    def action_back(self) -> None:
        """Closes the notebook."""
        self._close(None)

    def _close(self, wanted: Wanted | None) -> None:
        current = self._list.current
        self._look.note = current.id if current is not None else ""
        self.dismiss(wanted)
