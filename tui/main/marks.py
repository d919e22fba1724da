"""The keys that star documents, tag them and mark them read."""

from __future__ import annotations

from collections.abc import Sequence

from index.errors import DatelineError
from index.notebook.annotation import Subject, tidy_tags
from index.notebook.document_marks import MarkKind, mark_documents
from index.notebook.document_tags import tag_documents, tags_of
from index.notebook.store import Notebook
from tui.main.choosing import Choosing
from tui.main.marked import Marked
from tui.main.panes import Panes
from tui.main.reading import Reading
from tui.screens.ask import AskDialog
from tui.screens.note_dialogs import known_tags
from tui.widgets.tasks import launch

_DONE = {
    (MarkKind.STAR, True): "Starred; is:starred finds it",
    (MarkKind.STAR, False): "The star is off",
    (MarkKind.READ, True): "Read; is:unread finds what is not",
    (MarkKind.READ, False): "Unread",
}
"""What is said once documents were marked so, or no longer."""


class Marks:
    """Stars, tags and read marks. A document is marked read by itself once its end was seen."""

    def __init__(self, panes: Panes, notebook: Notebook, reading: Reading, marked: Marked, choosing: Choosing) -> None:
        self._panes = panes
        self._notebook = notebook
        self._reading = reading
        self._marked = marked
        self._choosing = choosing
        self._left_unread = ""  # the document that is not to be marked read by itself

    def action_star(self) -> None:
        """Gives the document, or all that are chosen, a star, or takes it off."""
        launch(self._panes.screen, "mark", self._mark, MarkKind.STAR)

    def action_toggle_read(self) -> None:
        """Marks the document, or all that are chosen, read or unread."""
        launch(self._panes.screen, "mark", self._mark, MarkKind.READ)

    async def _mark(self, mark: MarkKind) -> None:
        """Gives the mark to those that lack it, or takes it off where all have it."""
        subjects = await self._choosing.subjects()
        if not subjects:
            return
        try:
            there = self._notebook.starred() if mark is MarkKind.STAR else self._notebook.read()
            wanted = not all(one.document in there for one in subjects)
            changed = mark_documents(self._notebook, subjects, mark, wanted=wanted)
        except DatelineError as error:
            self._panes.say(str(error))
            return
        if mark is MarkKind.READ and not wanted and len(subjects) == 1:
            self._left_unread = subjects[0].document
        several = f"{changed:,} documents: " if len(subjects) > 1 else ""
        undo = "; u takes it back." if several else "."
        self._panes.say(several + _DONE[mark, wanted] + undo)
        self._marked.show_in_list()

    def action_tag(self) -> None:
        """Asks for the tags of the document, or for those that all chosen ones are to have."""
        launch(self._panes.screen, "mark", self._ask_for_tags)

    async def _ask_for_tags(self) -> None:
        subjects = await self._choosing.subjects()
        if not subjects:
            return
        try:
            there = [set(tags_of(self._notebook.annotations(one.document))) for one in subjects]
            known = known_tags(self._notebook)
        except DatelineError as error:
            self._panes.say(str(error))
            return
        shared = sorted(set.intersection(*there))

        def answered(typed: str | None) -> None:
            if typed is not None:
                self._tag(subjects, shared, tidy_tags(typed.split(",")))

        what = f"“{subjects[0].title}”" if len(subjects) == 1 else f"all {len(subjects):,} documents that are chosen"
        await self._panes.open(
            AskDialog(f"Tags of {what}, with commas between them", ", ".join(shared), known), answered
        )

    def _tag(self, subjects: Sequence[Subject], before: Sequence[str], wanted: Sequence[str]) -> None:
        try:
            changed = tag_documents(self._notebook, subjects, wanted, set(before).difference(wanted))
        except DatelineError as error:
            self._panes.say(str(error))
            return
        if changed:
            several = f"{changed:,} documents: " if len(subjects) > 1 else ""
            none = "no tags in common" if several else "the document has no tags"
            told = f"tagged {', '.join(wanted)}; tag: finds it" if wanted else none
            sentence = f"{several}{told}, u takes it back."
            self._panes.say(sentence[:1].upper() + sentence[1:])
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
