"""The list of notes."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from index.model import Page
from index.notebook.annotation import Annotation
from index.notebook.moved_documents import Followed
from index.text.pages import cited
from tui.widgets.rowlist import Piece, RowList


class NoteList(RowList):
    """Notes: the note with its colour's number and tags, the quote, the document and whether the words are there.

    A note that answers another begins with ``↳``.
    """

    def __init__(self, followed: Followed) -> None:
        super().__init__(id="notebook")
        self.lines_per_row = 3
        self._followed = followed
        self._notes: Sequence[Annotation] = ()
        self._pages: Mapping[str, Sequence[Page]] = {}  # by document
        self.contested: frozenset[str] = frozenset()
        """The ids of the notes with wordings to settle."""
        self.wording: Callable[[Annotation], Annotation | None] = lambda _: None
        """Tells what a colleague has made of a note."""

    def show(self, notes: Sequence[Annotation]) -> None:
        """Shows these notes; the cursor stays on its note if that is among them, else where it is."""
        current = self.current
        self._notes = notes
        same = next((at for at, note in enumerate(notes) if current is not None and note.id == current.id), self.cursor)
        self.set_reactive(NoteList.cursor, self.validate_cursor(same) if notes else 0)
        self.rows_changed()
        self._scroll_to_cursor()

    def know_pages(self, pages: Mapping[str, Sequence[Page]]) -> None:
        """Shows the page of each note from now on, by the pages of their documents."""
        self._pages = pages
        self.rows_changed()

    def go_to(self, key: str) -> None:
        """Puts the cursor on the note with this id, if it is shown."""
        place = next((at for at, note in enumerate(self._notes) if note.id == key), None)
        if place is not None:
            self.cursor = place

    @property
    def notes(self) -> Sequence[Annotation]:
        """The notes that are shown."""
        return self._notes

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
        colour = f"{'↳ ' if note.answers else ''}{f'{note.colour} ' if note.colour else ''}"
        words = " ".join(note.note.split()) or "(no words)"
        tags = "".join(f" #{tag}" for tag in note.tags)
        quote = " ".join(note.anchor.exact.split()) if note.anchor else "the whole document"
        page = cited(self._pages.get(note.document, ()), note.anchor.start) if note.anchor else ""
        where = " · ".join(filter(None, (page, note.date, note.source, note.title)))
        return [
            [
                (self.pointer(index) + " ", ""),
                ("↳ " if note.answers else "", "sign"),
                (colour, "sign"),
                (words, "strong"),
                (tags, "sign"),
            ],
            [("  “", "snippet"), (quote, "snippet"), ("”", "snippet")],
            [("  ", ""), (self._state(note), "sign"), (where, "muted")],
        ]

    def _state(self, note: Annotation) -> str:
        wording = self.wording(note)
        parts = [
            f"≠ other words by {wording.author}: y takes them" if wording is not None else "",
            "≠ two wordings" if note.id in self.contested else "",
            "! not found" if self._followed.is_orphan(note) else "",
            "~ words changed" if self._followed.is_approximate(note) else "",
            f"by {note.author}" if note.author else "",
        ]
        return "".join(f"{part} · " for part in parts if part)
