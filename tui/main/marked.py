"""What the notebook holds, as list and reader show it."""

from __future__ import annotations

import asyncio
from dataclasses import replace

from index.answers.document import DocumentView
from index.errors import DatelineError
from index.notebook.anchors import locate
from index.notebook.annotation import Annotation
from index.notebook.shared_notes import initials
from index.notebook.store import Notebook
from tui.main.colleagues import Colleagues, colour_of
from tui.main.panes import Panes
from tui.main.reading import Reading
from tui.screens.notebook import Wanted
from tui.text.layers import AnnotationMark
from tui.widgets.tasks import launch


class Marked:
    """Annotations, stars and read marks in the list, and the open document's annotations in the reader."""

    def __init__(self, panes: Panes, notebook: Notebook, reading: Reading, colleagues: Colleagues) -> None:
        self._panes = panes
        self._notebook = notebook
        self._colleagues = colleagues
        self._reading = reading
        self._wanted: Wanted | None = None  # the place that is being opened from the notebook

    def show_all(self) -> None:
        """Shows what the notebook holds now."""
        self.show_in_list()
        if self._reading.view is not None:
            launch(self._panes.screen, "marks", self._shown_again, self._reading.view)

    async def _shown_again(self, view: DocumentView) -> None:
        try:
            await self.show_in_reader(view)
        except DatelineError as error:
            self._panes.say(str(error))

    def show_in_list(self) -> None:
        """Shows in the list which documents have annotations, which a star, and which were read."""
        try:
            annotated = frozenset(self._notebook.documents_with_annotations())
            self._panes.documents.mark(annotated, self._notebook.starred(), self._notebook.read())
        except DatelineError as error:
            self._panes.say(str(error))

    async def show_in_reader(self, view: DocumentView) -> None:
        """Shows the open document's annotations in the reader, those of colleagues too. Raises DatelineError."""
        marks = []
        for annotation in self._notebook.annotations(view.document or view.id):
            mark = await self._mark(view, annotation)
            if mark is not None:
                marks.append(mark)
        for annotation in self._colleagues.about(view):
            await asyncio.sleep(0)  # keys come first: there may be thousands that have to be looked for
            mark = await self._mark(view, annotation)
            if mark is not None:
                author = annotation.author
                marks.append(replace(mark, initials=initials(author), colour=colour_of(author)))
        if view is self._reading.view:
            self._panes.reader.set_annotations(marks)
            self._reading.tell_place()
            self._go_to_wanted(view, marks)

    def open(self, wanted: Wanted) -> None:
        """Opens a place that was chosen in the notebook."""
        self._wanted = wanted
        self._reading.open_id(wanted.document, wanted.offset)
        self._panes.go_to_reader()

    def _go_to_wanted(self, view: DocumentView, marks: list[AnnotationMark]) -> None:
        """Goes to the place that is being opened, and selects the words that are proposed for an orphan."""
        wanted, reader = self._wanted, self._panes.reader
        if wanted is None:
            return
        for mark in marks:
            if mark.id == wanted.note:
                reader.go_to(mark.start)
        if wanted.document == view.id:
            self._wanted = None
            if wanted.proposed is not None and wanted.proposed.end <= len(self._reading.text):
                reader.select_all_of(wanted.proposed)
                self._panes.show_keys()

    async def _mark(self, view: DocumentView, annotation: Annotation) -> AnnotationMark | None:
        """Returns where an annotation stands in the open document; None if that cannot be told."""
        anchor = annotation.anchor
        if anchor is None:
            return None
        if anchor.text_hash == view.text_hash:
            return AnnotationMark(annotation.id, anchor.start, anchor.end, annotation.colour, True)
        place = locate(await self._reading.whole_text(), anchor, view.text_hash)
        if place is None:
            return None
        return AnnotationMark(annotation.id, place.start, place.end, annotation.colour, place.exact)
