"""The keys that annotate: notes and their drafts, their undoing, the notebook."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from typing import TYPE_CHECKING

from textual.message import Message

from index.answers.document import DocumentView
from index.errors import DatelineError
from index.model import Span
from index.notebook.anchors import Anchor, locate
from index.notebook.annotation import Annotation, Subject
from index.notebook.recovery import Unsaved
from index.notebook.store import Notebook
from tui.main.colleagues import Colleagues
from tui.main.marked import Marked
from tui.main.panes import Panes
from tui.main.reading import Reading
from tui.main.since_last import SinceLast
from tui.saving import Saver, drafts_of
from tui.screens import steps
from tui.screens.choice import NoteChoice
from tui.screens.colleagues_notes import Theirs
from tui.screens.note import Ended, NoteDialog, split_tags
from tui.screens.note_dialogs import edit_dialog, known_tags
from tui.screens.notebook import Look, NotebookScreen, Wanted
from tui.session import Draft
from tui.widgets.tasks import launch

if TYPE_CHECKING:
    from index.service.client import Client


class DraftSettled(Message):
    """What was typed is in a draft's file, or thrown away: the session's state no longer has to hold it."""


class Notes:
    """What the analyst does with notes on passages."""

    def __init__(
        self,
        panes: Panes,
        client: Client,
        notebook: Notebook,
        reading: Reading,
        marked: Marked,
        colleagues: Colleagues,
        since_last: SinceLast,
        changed: Callable[[], None],
    ) -> None:
        """``changed`` is called when the notebook holds something else."""
        self._panes = panes
        self._client = client
        self._notebook = notebook
        self._reading = reading
        self._marked = marked
        self._colleagues = colleagues
        self._since_last = since_last
        self._changed = changed
        self._look = Look()

    # Annotating

    async def action_annotate(self) -> None:
        """Opens the note dialog for the reader's passage."""
        view = self._reading.view
        span = self._panes.reader.passage()
        if view is None or span.start >= span.end:
            self._panes.say("There are no words here to annotate.")
        elif self._reading.complete:
            await self._open_dialog(view, span)
        else:
            launch(self._panes.screen, "annotate", self._annotate, view, span)

    async def _annotate(self, view: DocumentView, span: Span) -> None:
        """Fetches the rest of a long text first: the anchor holds its hash."""
        try:
            await self._reading.whole_text()
        except DatelineError as error:
            self._panes.say(str(error))
        else:
            if view is self._reading.view:
                await self._open_dialog(view, span)

    async def _open_dialog(self, view: DocumentView, span: Span, typed: Draft | None = None) -> None:
        about = Unsaved(view.subject, Anchor.of(self._reading.text, span.start, span.end), "")
        if typed is None and self._panes.reader.selection is None:
            about = self._draft_around(view, self._panes.reader.caret) or about
        await self._ask_about(about, typed)

    async def _ask_about(self, about: Unsaved, typed: Draft | None = None) -> None:
        """Opens the dialog for a new note on the passages of ``about``; a draft on these comes back."""
        saver = Saver(
            self._notebook,
            about,
            lambda note, tags, colour: self._notebook.add_all(about.passages, note, tags, colour),
        )
        anchor = about.anchor
        place = (anchor.start, anchor.end) if anchor else (0, 0)
        quote = anchor.exact if anchor else about.subject.title
        title = f"Note on {len(about.passages)} passages" if about.besides else ""
        stored = Draft(about.subject.document, *place)
        dialog = NoteDialog(quote, saver, stored, known_tags(self._notebook), title, typed)
        await self._panes.open(dialog, self.closed)

    def _draft_around(self, view: DocumentView, caret: int) -> Unsaved | None:
        """Returns the newest draft of a note on a passage of the open document that holds the caret."""
        for draft in self.drafts():
            if draft.editing or draft.besides or draft.anchor is None or draft.subject.document != view.id:
                continue
            place = locate(self._reading.text, draft.anchor, view.text_hash)
            if place is not None and place.start <= caret < place.end:
                return draft
        return None

    def drafts(self) -> list[Unsaved]:
        """Returns what was typed and neither saved nor thrown away, the newest first."""
        try:
            found, problems = drafts_of(self._notebook).all()
        except DatelineError as error:
            self._panes.say(str(error))
            return []
        if problems:
            self._panes.say(f"A draft cannot be read: {problems[0].path}: {problems[0].reason}")
        return found

    async def open_draft(self, draft: Unsaved) -> None:
        """Opens the dialog on a draft, and beneath it the document."""
        try:
            edited = self._notebook.annotation(draft.editing) if draft.editing else None
        except DatelineError as error:
            self._panes.say(str(error))
            return
        view = self._reading.view
        if view is None or view.id != draft.subject.document:
            self._reading.open_id(draft.subject.document, draft.anchor.start if draft.anchor else 0)
        if edited is not None:
            await self._panes.open(edit_dialog(self._notebook, edited), self.closed)
        else:
            await self._ask_about(draft)

    async def take_up(self, draft: Draft) -> bool:
        """Opens the dialog again in which a session was cut off; False if there is no need. Raises DatelineError."""
        view = self._reading.view
        if any(_is_saved(draft, one) for one in self._notebook.annotations(draft.document)):
            return False
        annotation = self._notebook.annotation(draft.annotation) if draft.annotation else None
        if annotation is not None:
            await self._panes.open(edit_dialog(self._notebook, annotation, draft), self.closed)
        elif view is not None and view.id == draft.document and draft.start < draft.end <= view.length:
            await self._reading.whole_text()
            await self._open_dialog(view, Span(draft.start, draft.end), draft)
        elif draft.note or draft.tags:
            self._notebook.add(Subject(draft.document), None, draft.note, split_tags(draft.tags), draft.colour)
            self._changed()
            self._panes.say(
                "The passage of the note that was not saved is gone; the note is in the notebook without it."
            )
            return False
        return True

    def closed(self, ended: Ended | None) -> None:
        """Shows the notebook as a note dialog left it, and says how that was left."""
        if ended is Ended.SAVED:
            self._panes.reader.action_cancel_selection()
            self._panes.show_keys()
            self._changed()
        if ended:
            self._panes.say(ended)
            self._panes.screen.post_message(DraftSettled())

    async def action_open(self) -> None:
        """Opens the annotation at the caret in the dialog; of several, the chosen one."""
        await self._with_mark("Which note is to be opened?", self._edit)

    async def action_delete(self) -> None:
        """Deletes the annotation at the caret; of several, the chosen one."""
        await self._with_mark("Which note is to be deleted?", self._delete)

    async def _with_mark(self, question: str, use: Callable[[Annotation | None], Awaitable[None]]) -> None:
        """Does something with the annotation at the caret, of several with the one that is chosen."""
        found = self._at_caret()
        if len(found) > 1:
            await self._panes.open(NoteChoice(question, found, self._since_last.followed), use)
        elif found:
            await use(found[0])

    async def _edit(self, annotation: Annotation | None) -> None:
        if annotation is not None and self._colleagues.shared.note(annotation.id) is not None:
            self._look.typed, self._look.note = "", annotation.id
            await self.action_notebook()
        elif annotation is not None:
            await self._panes.open(edit_dialog(self._notebook, annotation), self.closed)

    async def _delete(self, annotation: Annotation | None) -> None:
        if annotation is None:
            return
        if self._colleagues.shared.note(annotation.id) is not None:
            self._panes.say(f"That is a note by {annotation.author}; enter opens it in the notebook, h there hides it.")
            return
        try:
            self._notebook.delete(annotation)
        except DatelineError as error:
            self._panes.say(str(error))
        else:
            self._panes.say("Note deleted; u brings it back.")
        self._changed()

    def _at_caret(self) -> list[Annotation]:
        """Returns the annotations at the caret, that on the shortest passage first; says so if there is none."""
        found = []
        try:
            for key in self._panes.reader.marks_at(self._panes.reader.caret):
                annotation = self._colleagues.shared.note(key) or self._notebook.annotation(key)
                if annotation is not None and annotation.anchor is not None:
                    found.append(annotation)
        except DatelineError as error:
            self._panes.say(str(error))
            return []
        if not found:
            self._panes.say("There is no annotation at the caret; a makes one.")
        return sorted(found, key=lambda one: len(one.anchor.exact) if one.anchor else 0)

    def action_undo(self) -> None:
        """Takes back the session's last change of the notebook."""
        self._panes.say(steps.undo(self._notebook))
        self._changed()

    def action_redo(self) -> None:
        """Makes the change again that was taken back last."""
        self._panes.say(steps.redo(self._notebook))
        self._changed()

    # The notebook

    async def action_notebook(self) -> None:
        """Opens the notebook screen."""
        screen = NotebookScreen(
            self._notebook,
            self._since_last.followed,
            self._reading.passage,
            self._reading.facts,
            self._reading.text_of,
            self._look,
            Theirs(self._colleagues.shared, self._client.placement, self._notebook),
        )
        await self._panes.open(screen, self._notebook_closed)

    def _notebook_closed(self, wanted: Wanted | None) -> None:
        if wanted is None:
            self._changed()
            return
        self._marked.show_in_list()
        self._marked.open(wanted)
        if wanted.proposed is not None:
            self._panes.say("Not found; 1, o and t attach it to the selection, which is like it.")


def _is_saved(draft: Draft, annotation: Annotation) -> bool:
    """Returns whether the notebook has what was typed, as when it was kept in a file and saved from there."""
    anchor = annotation.anchor
    place = (anchor.start, anchor.end) if anchor else (0, 0)
    same = (annotation.note, annotation.colour, *place) == (draft.note, draft.colour, draft.start, draft.end)
    return same and list(annotation.tags) == split_tags(draft.tags)
