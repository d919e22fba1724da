"""The notebook screen: every note, by document; ``enter`` opens the document there."""

from __future__ import annotations

from collections.abc import Sequence

from textual.app import ComposeResult

from index.errors import DatelineError
from index.notebook.annotation import Annotation
from index.notebook.store import Notebook
from tui import keys
from tui.keys import Context, bindings
from tui.screens.note import NoteDialog
from tui.screens.sized import SizedScreen, TooSmall
from tui.session import Draft
from tui.widgets.rowlist import Piece, RowList
from tui.widgets.status import KeyLine, StatusLine, TextLine


class NoteList(RowList):
    """Notes: the quote, the note with its tags, the document."""

    def __init__(self) -> None:
        super().__init__(id="notebook")
        self.lines_per_row = 3
        self._notes: list[Annotation] = []

    def show(self, notes: list[Annotation]) -> None:
        """Shows these notes; the cursor stays where it is as far as it can."""
        self._notes = notes
        self.set_reactive(NoteList.cursor, self.validate_cursor(self.cursor) if notes else 0)
        self.rows_changed()
        self._scroll_to_cursor()

    @property
    def current(self) -> Annotation | None:
        """The note at the cursor."""
        return self._notes[self.cursor] if self._notes else None

    def row_count(self) -> int:
        """Returns the number of notes."""
        return len(self._notes)

    def row_lines(self, index: int, width: int) -> list[list[Piece]]:  # noqa: ARG002
        """Returns the lines of a note."""
        note = self._notes[index]
        quote = " ".join(note.anchor.exact.split()) if note.anchor else "the whole document"
        tags = "".join(f" #{tag}" for tag in note.tags)
        where = " · ".join(filter(None, (note.date, note.source, note.title)))
        return [
            [(self.pointer(index) + " ", ""), (" ".join(note.note.split()) or "(no words)", "strong"), (tags, "sign")],
            [("  “", "snippet"), (quote, "snippet"), ("”", "snippet")],
            [("  ", ""), (where, "muted")],
        ]


class NotebookScreen(SizedScreen[Annotation]):
    """Lists all notes. Its result is the note whose passage is to be opened, or None."""

    BINDINGS = bindings(Context.NOTEBOOK)

    def __init__(self, notebook: Notebook) -> None:
        super().__init__()
        self._notebook = notebook

    def compose(self) -> ComposeResult:
        """Makes the list."""
        yield TextLine(" Notebook", classes="title")
        yield NoteList()
        yield StatusLine(id="status")
        yield KeyLine(keys.footer("notebook"), classes="keys")
        yield TooSmall()

    def on_mount(self) -> None:
        """Lists the notes."""
        self.set_focus(self.query_one(NoteList))
        self.reload()

    def reload(self) -> None:
        """Lists the notes as they are now."""
        try:
            notes = self._notebook.annotations()
        except DatelineError as error:
            self.query_one(StatusLine).say(str(error))
            return
        self.query_one(NoteList).show(notes)
        count = "1 note" if len(notes) == 1 else f"{len(notes):,} notes"
        empty = "No notes yet. In the reader, a makes one of the selection or the sentence at the caret."
        self.query_one(StatusLine).stand(count if notes else empty)

    def action_open(self) -> None:
        """Opens the document at the note's passage."""
        note = self.query_one(NoteList).current
        if note is not None:
            self.dismiss(note)

    async def action_edit(self) -> None:
        """Edits the note."""
        note = self.query_one(NoteList).current
        if note is not None:
            await self.app.push_screen(edit_dialog(self._notebook, note), lambda _: self.reload())

    def action_delete(self) -> None:
        """Deletes the note."""
        note = self.query_one(NoteList).current
        if note is None:
            return
        try:
            self._notebook.delete(note)
        except DatelineError as error:
            self.query_one(StatusLine).say(str(error))
        else:
            self.query_one(StatusLine).say("Note deleted.")
        self.reload()

    def action_back(self) -> None:
        """Closes the notebook."""
        self.dismiss(None)


def edit_dialog(notebook: Notebook, annotation: Annotation, draft: Draft | None = None) -> NoteDialog:
    """Returns the dialog that edits an annotation; ``draft`` is what had been typed in an earlier one."""

    def save(note: str, tags: Sequence[str], colour: int) -> None:
        notebook.edit(annotation, note=note, tags=tags, colour=colour)

    anchor = annotation.anchor
    stored = Draft(
        document=annotation.document,
        start=anchor.start if anchor else 0,
        end=anchor.end if anchor else 0,
        note=annotation.note,
        tags=", ".join(annotation.tags),
        colour=annotation.colour,
        annotation=annotation.id,
    )
    quote = anchor.exact if anchor else annotation.title
    return NoteDialog(quote, save, draft or stored, known_tags(notebook))


def known_tags(notebook: Notebook) -> list[str]:
    """Returns the tags in use, the most used first; none if the notebook cannot be read just now."""
    try:
        return [tag for tag, _ in notebook.tags()]
    except DatelineError:
        return []
