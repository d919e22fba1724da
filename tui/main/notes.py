"""The keys that mark: notes, their undoing, the notebook, copies."""

from __future__ import annotations

from collections.abc import Awaitable, Callable

from textual.message import Message

from index.answers import DocumentView
from index.errors import DatelineError
from index.model import Span
from index.notebook.anchors import Anchor, locate
from index.notebook.annotation import Annotation, Subject
from index.notebook.citation import citation
from index.notebook.moved_documents import Followed
from index.notebook.recovery import Unsaved
from index.notebook.store import Notebook
from tui.main.panes import PaneScreen
from tui.main.reading import Reading
from tui.saving import Saver, drafts_of
from tui.screens import steps
from tui.screens.choice import NoteChoice
from tui.screens.note import Ended, NoteDialog, split_tags
from tui.screens.notebook import Look, NotebookScreen, Wanted, edit_dialog, known_tags
from tui.session import Draft
from tui.text.layers import AnnotationMark
from tui.widgets.tasks import launch


class Copied(Message):
    """A text is to be copied."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.text = text


class DraftSettled(Message):
    """What was typed is in a draft's file, or thrown away: the session's state no longer has to hold it."""


class Marking(PaneScreen):
    """What the main screen does with passages."""

    notebook: Notebook
    followed: Followed
    reading: Reading
    _wanted: Wanted | None = None  # the place that is being opened from the notebook

    def __init__(self) -> None:
        super().__init__()
        self._notebook_look = Look()

    # Showing

    def show_annotated(self) -> None:
        """Shows in the list which documents have annotations, which a star, and which were read."""
        try:
            annotated = frozenset(self.notebook.documents_with_annotations())
            self.documents.mark(annotated, self.notebook.starred(), self.notebook.read())
        except DatelineError as error:
            self.say(str(error))

    async def show_marks(self, view: DocumentView) -> None:
        """Shows the open document's annotations in the reader. Raises DatelineError."""
        marks = []
        for annotation in self.notebook.annotations(view.id):
            mark = await self._mark(view, annotation)
            if mark is not None:
                marks.append(mark)
        if view is not self.reading.view:
            return
        self.reader.set_annotations(marks)
        for mark in marks:
            if self._wanted is not None and mark.id == self._wanted.note:
                self.reader.go_to(mark.start)
        if self._wanted is not None and self._wanted.document == view.id:
            words, self._wanted = self._wanted.proposed, None
            if words is not None and words.end <= len(self.reading.text):
                self.reader.select_all_of(words)
                self.show_keys()

    async def _mark(self, view: DocumentView, annotation: Annotation) -> AnnotationMark | None:
        """Returns where an annotation stands in the open document; None if that cannot be told."""
        anchor = annotation.anchor
        if anchor is None:
            return None
        if anchor.text_hash == view.text_hash:
            return AnnotationMark(annotation.id, anchor.start, anchor.end, annotation.colour, True)
        place = locate(await self.reading.whole_text(), anchor, view.text_hash)
        if place is None:
            return None
        return AnnotationMark(annotation.id, place.start, place.end, annotation.colour, place.exact)

    def _notebook_changed(self) -> None:
        """Shows what the notebook holds now."""
        self.show_annotated()
        if self.reading.view is not None:
            launch(self, "marks", self._shown_again, self.reading.view)

    async def _shown_again(self, view: DocumentView) -> None:
        try:
            await self.show_marks(view)
        except DatelineError as error:
            self.say(str(error))

    # Annotating

    async def action_annotate(self) -> None:
        """Opens the note dialog for the reader's passage."""
        view = self.reading.view
        span = self.reader.passage()
        if view is None or span.start >= span.end:
            self.say("There are no words here to annotate.")
        elif self.reading.complete:
            await self._open_dialog(view, span)
        else:
            launch(self, "annotate", self._annotate, view, span)

    async def _annotate(self, view: DocumentView, span: Span) -> None:
        """Fetches the rest of a long text first: the anchor holds its hash."""
        try:
            await self.reading.whole_text()
        except DatelineError as error:
            self.say(str(error))
        else:
            if view is self.reading.view:
                await self._open_dialog(view, span)

    async def _open_dialog(self, view: DocumentView, span: Span, typed: Draft | None = None) -> None:
        about = Unsaved(subject_of(view), Anchor.of(self.reading.text, span.start, span.end), "")
        if typed is None and self.reader.selection is None:
            about = self._draft_around(view, self.reader.caret) or about
        await self._ask_about(about, typed)

    async def _ask_about(self, about: Unsaved, typed: Draft | None = None) -> None:
        """Opens the dialog for a new note on the passages of ``about``; a draft on these comes back."""
        saver = Saver(
            self.notebook,
            about,
            lambda note, tags, colour: self.notebook.add_all(about.passages, note, tags, colour),
        )
        anchor = about.anchor
        place = (anchor.start, anchor.end) if anchor else (0, 0)
        quote = anchor.exact if anchor else about.subject.title
        title = f"Note on {len(about.passages)} passages" if about.besides else ""
        stored = Draft(about.subject.document, *place)
        dialog = NoteDialog(quote, saver, stored, known_tags(self.notebook), title, typed)
        await self.app.push_screen(dialog, self._dialog_closed)

    def _draft_around(self, view: DocumentView, caret: int) -> Unsaved | None:
        """Returns the newest draft of a note on a passage of the open document that holds the caret."""
        for draft in self.drafts():
            if draft.editing or draft.besides or draft.anchor is None or draft.subject.document != view.id:
                continue
            place = locate(self.reading.text, draft.anchor, view.text_hash)
            if place is not None and place.start <= caret < place.end:
                return draft
        return None

    def drafts(self) -> list[Unsaved]:
        """Returns what was typed and neither saved nor thrown away, the newest first."""
        try:
            found, problems = drafts_of(self.notebook).all()
        except DatelineError as error:
            self.say(str(error))
            return []
        if problems:
            self.say(f"A draft cannot be read: {problems[0].path}: {problems[0].reason}")
        return found

    async def open_draft(self, draft: Unsaved) -> None:
        """Opens the dialog on a draft, and beneath it the document."""
        try:
            edited = self.notebook.annotation(draft.editing) if draft.editing else None
        except DatelineError as error:
            self.say(str(error))
            return
        view = self.reading.view
        if view is None or view.id != draft.subject.document:
            self.reading.open_id(draft.subject.document, draft.anchor.start if draft.anchor else 0)
        if edited is not None:
            await self.app.push_screen(edit_dialog(self.notebook, edited), self._dialog_closed)
        else:
            await self._ask_about(draft)

    async def take_up(self, draft: Draft) -> bool:
        """Opens the dialog again in which a session was cut off; False if there is no need. Raises DatelineError."""
        view = self.reading.view
        if any(_is_saved(draft, one) for one in self.notebook.annotations(draft.document)):
            return False
        annotation = self.notebook.annotation(draft.annotation) if draft.annotation else None
        if annotation is not None:
            await self.app.push_screen(edit_dialog(self.notebook, annotation, draft), self._dialog_closed)
        elif view is not None and view.id == draft.document and draft.start < draft.end <= view.length:
            await self.reading.whole_text()
            await self._open_dialog(view, Span(draft.start, draft.end), draft)
        elif draft.note or draft.tags:
            self.notebook.add(Subject(draft.document), None, draft.note, split_tags(draft.tags), draft.colour)
            self._notebook_changed()
            self.say("The passage of the note that was not saved is gone; the note is in the notebook without it.")
            return False
        return True

    def _dialog_closed(self, ended: Ended | None) -> None:
        if ended is Ended.SAVED:
            self.reader.action_cancel_selection()
            self.show_keys()
            self._notebook_changed()
        if ended:
            self.say(ended)
            self.post_message(DraftSettled())

    async def action_open_mark(self) -> None:
        """Opens the annotation at the caret in the dialog; of several, the chosen one."""
        await self._with_mark("Which note is to be opened?", self._edit)

    async def action_delete_mark(self) -> None:
        """Deletes the annotation at the caret; of several, the chosen one."""
        await self._with_mark("Which note is to be deleted?", self._delete)

    async def _with_mark(self, question: str, use: Callable[[Annotation | None], Awaitable[None]]) -> None:
        """Does something with the annotation at the caret, of several with the one that is chosen."""
        found = self._at_caret()
        if len(found) > 1:
            await self.app.push_screen(NoteChoice(question, found, self.followed), use)
        elif found:
            await use(found[0])

    async def _edit(self, annotation: Annotation | None) -> None:
        if annotation is not None:
            await self.app.push_screen(edit_dialog(self.notebook, annotation), self._dialog_closed)

    async def _delete(self, annotation: Annotation | None) -> None:
        if annotation is None:
            return
        try:
            self.notebook.delete(annotation)
        except DatelineError as error:
            self.say(str(error))
        else:
            self.say("Note deleted; u brings it back.")
        self._notebook_changed()

    def _at_caret(self) -> list[Annotation]:
        """Returns the annotations at the caret, that on the shortest passage first; says so if there is none."""
        found = []
        try:
            for key in self.reader.marks_at(self.reader.caret):
                annotation = self.notebook.annotation(key)
                if annotation is not None and annotation.anchor is not None:
                    found.append(annotation)
        except DatelineError as error:
            self.say(str(error))
            return []
        if not found:
            self.say("There is no annotation at the caret; a makes one.")
        return sorted(found, key=lambda one: len(one.anchor.exact) if one.anchor else 0)

    def action_undo(self) -> None:
        """Takes back the session's last change of the notebook."""
        self.say(steps.undo(self.notebook))
        self._notebook_changed()

    def action_redo(self) -> None:
        """Makes the change again that was taken back last."""
        self.say(steps.redo(self.notebook))
        self._notebook_changed()

    # Notebook and copies

    async def action_notebook(self) -> None:
        """Opens the notebook screen."""
        screen = NotebookScreen(self.notebook, self.followed, self._passage, self._notebook_look)
        await self.app.push_screen(screen, self._notebook_closed)

    async def _passage(self) -> tuple[Subject, Anchor] | None:
        """Returns the reader's passage, None if there is none. Raises DatelineError."""
        view, span = self.reading.view, self.reader.passage()
        if view is None or span.start >= span.end:
            return None
        return subject_of(view), Anchor.of(await self.reading.whole_text(), span.start, span.end)

    def _notebook_closed(self, wanted: Wanted | None) -> None:
        if wanted is None:
            self._notebook_changed()
            return
        self.show_annotated()
        self._wanted = wanted
        self.reading.open_id(wanted.document, wanted.offset)
        self.to_reader()
        if wanted.proposed is not None:
            self.say("Not found; 1, o and t attach it to the selection, which is like it.")

    def action_copy(self) -> None:
        """Hands the reader's passage, as a citation, to the app to be copied."""
        if self.reading.view is not None:
            launch(self, "copy", self._copy, self.reading.view)

    async def _copy(self, view: DocumentView) -> None:
        span = self.reader.passage()
        try:
            text = await self.reading.whole_text()
        except DatelineError as error:
            self.say(str(error))
            return
        if span.start < span.end:
            anchor = Anchor.of(text, span.start, span.end)
            self.post_message(Copied(citation(subject_of(view), anchor)))


def _is_saved(draft: Draft, annotation: Annotation) -> bool:
    """Returns whether the notebook has what was typed, as when it was kept in a file and saved from there."""
    anchor = annotation.anchor
    place = (anchor.start, anchor.end) if anchor else (0, 0)
    same = (annotation.note, annotation.colour, *place) == (draft.note, draft.colour, draft.start, draft.end)
    return same and list(annotation.tags) == split_tags(draft.tags)


def subject_of(view: DocumentView) -> Subject:
    """Returns the document as the notebook remembers it."""
    return Subject(view.id, view.title, view.source, view.date, view.path, view.text_hash, view.url)
