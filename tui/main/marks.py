"""The keys that star documents, tag them and mark them read."""

from __future__ import annotations

from collections.abc import Sequence

from index.errors import DatelineError
from index.notebook.annotation import Subject, tidy_tags
from index.notebook.document_tags import tag_documents, tags_of
from index.notebook.store import Notebook
from tui.main.marked import Marked
from tui.main.panes import Panes
from tui.main.reading import Reading
from tui.screens.ask import AskDialog
from tui.screens.note_dialogs import known_tags


class Marks:
    """Stars, tags and read marks. A document is marked read by itself once its end was seen."""

    def __init__(self, panes: Panes, notebook: Notebook, reading: Reading, marked: Marked) -> None:
        self._panes = panes
        self._notebook = notebook
        self._reading = reading
        self._marked = marked
        self._left_unread = ""  # the document that is not to be marked read by itself

    def _meant(self) -> Subject | None:
        """Returns the document at the list's cursor if the focus is there, else the open one."""
        documents, view = self._panes.documents, self._reading.view
        if self._panes.focused == "documents":
            row = documents.row(documents.cursor) if documents.total else None
            return Subject(row.id, row.title, row.source, row.date, text_hash=row.text_hash) if row else None
        return view.subject if view is not None else None

    def action_star(self) -> None:
        """Gives the document a star, or takes it off."""
        subject = self._meant()
        if subject is None:
            return
        try:
            starred = subject.document in self._notebook.starred()
            if starred:
                self._notebook.unstar(subject)
            else:
                self._notebook.star(subject)
        except DatelineError as error:
            self._panes.say(str(error))
        else:
            self._panes.say("The star is off." if starred else "Starred; is:starred finds it.")
        self._marked.show_in_list()

    def action_toggle_read(self) -> None:
        """Marks the document read, or unread."""
        subject = self._meant()
        if subject is None:
            return
        try:
            read = subject.document in self._notebook.read()
            if read:
                self._notebook.mark_unread(subject)
                self._left_unread = subject.document
            else:
                self._notebook.mark_read(subject)
        except DatelineError as error:
            self._panes.say(str(error))
        else:
            self._panes.say("Unread." if read else "Read; is:unread finds what is not.")
        self._marked.show_in_list()

    async def action_tag(self) -> None:
        """Asks for the tags of the document."""
        subject = self._meant()
        if subject is None:
            return
        try:
            there = tags_of(self._notebook.annotations(subject.document))
        except DatelineError as error:
            self._panes.say(str(error))
            return

        def answered(typed: str | None) -> None:
            if typed is not None:
                self._tag(subject, there, tidy_tags(typed.split(",")))

        question = f"Tags of “{subject.title}”, with commas between them"
        await self._panes.open(AskDialog(question, ", ".join(there), known_tags(self._notebook)), answered)

    def _tag(self, subject: Subject, before: Sequence[str], wanted: Sequence[str]) -> None:
        try:
            changed = tag_documents(self._notebook, [subject], wanted, set(before).difference(wanted))
        except DatelineError as error:
            self._panes.say(str(error))
            return
        if changed:
            told = f"Tagged {', '.join(wanted)}; tag: finds it" if wanted else "The document has no tags"
            self._panes.say(f"{told}, u takes it back.")
            self._marked.show_all()

    def read_by_itself(self) -> None:
        """Marks the open document read once its end was seen in the reader, unless it was marked unread just now."""
        view, reader = self._reading.view, self._panes.reader
        if view is None or not (reader.has_focus and reader.end_in_sight) or view.id == self._left_unread:
            return
        self._left_unread = ""
        try:
            if view.id not in self._notebook.read():
                self._notebook.mark_read(view.subject, automatic=True)
                self._marked.show_in_list()
        except DatelineError as error:
            self._panes.say(str(error))
