"""Note dialogs on what is in the notebook: to edit a note, or to answer one."""

from __future__ import annotations

from index.errors import DatelineError
from index.notebook.anchors import Anchor
from index.notebook.annotation import Annotation, Subject
from index.notebook.recovery import Unsaved
from index.notebook.store import Notebook
from tui.saving import Saver
from tui.screens.note import NoteDialog
from tui.session import Draft


def answer_dialog(notebook: Notebook, note: Annotation, subject: Subject, anchor: Anchor | None) -> NoteDialog:
    """Returns the dialog for an answer to a note, on the same words."""
    saver = Saver(
        notebook,
        Unsaved(subject, anchor, ""),
        lambda text, given, colour: notebook.add(subject, anchor, text, given, colour, answers=note.id),
    )
    place = (anchor.start, anchor.end) if anchor else (0, 0)
    title = f"Answer to {note.author}" if note.author else "Answer"
    quote = " ".join(note.note.split()) or (anchor.exact if anchor else note.title)
    return NoteDialog(quote, saver, Draft(subject.document, *place), known_tags(notebook), title)


def edit_dialog(notebook: Notebook, annotation: Annotation, typed: Draft | None = None) -> NoteDialog:
    """Returns the dialog that edits an annotation; ``typed`` was typed when it was cut off."""
    anchor = annotation.anchor
    about = Unsaved(annotation.subject, anchor, "", editing=annotation.id)
    saver = Saver(
        notebook,
        about,
        lambda note, tags, colour: notebook.edit(annotation, note=note, tags=tags, colour=colour),
    )
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
    return NoteDialog(quote, saver, stored, known_tags(notebook), typed=typed)


def known_tags(notebook: Notebook) -> list[str]:
    """Returns the tags in use, the most used first; none if the notebook cannot be read just now."""
    try:
        return [tag for tag, _ in notebook.tags()]
    except DatelineError:
        return []
